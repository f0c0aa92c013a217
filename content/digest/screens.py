"""The screens around HR's figures: Monday's message, the last figures, earlier ones, a note by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import times
from content.digest.letter import Body, brings, letter
from content.digest.note import note
from content.digest.picture import has_something, picture
from content.digest.text import several
from content.digest.trend import kind_of, lately, named
from content.digest.workbook import workbook
from content.screen import Choice, File, Screen
from content.words import Words, paragraphs
from programme.model import Digest, Summary


def message(words: Words, summary: Summary | None, zone: ZoneInfo) -> Screen:
    """Monday's message: neutral first, useful at any size. No workplace, title or topic is in it."""
    first = words.say("Your weekly summary is ready.")
    if summary is None:
        return Screen(first, ((see_figures(words),),))
    shown = last_of_each_kind(summary.digests)
    text = paragraphs(
        first,
        several(words, shown, summary.history),
        why_none(words, summary),
        next_time(words, summary),
        note(words, summary, zone),
    )
    ways = ((see_figures(words, shown), Choice(words.plain("A link for colleagues"), "invite")),)
    return Screen(text, ways, files=pictures(words, shown, summary.history))


def by_mail(words: Words, summary: Summary | None, zone: ZoneInfo) -> Screen:
    """The same for an e-mail, which can show a table, and brings the workbook when there are new figures."""
    screen = message(words, summary, zone)
    if summary is None:
        return screen
    shown = last_of_each_kind(summary.digests)
    body = Body(
        shown,
        summary.history,
        (why_none(words, summary), next_time(words, summary)),
        note(words, summary, zone),
    )
    said = paragraphs(screen.text, brings(words) if shown else None)
    return replace(screen, text=said, letter=letter(words, screen, body))


def last_of_each_kind(digests: Sequence[Digest]) -> tuple[Digest, ...]:
    """One week; or four weeks, and a quarter. After a long pause the older ones are under "Earlier ones"."""
    return tuple({kind_of(digest.period): digest for digest in digests}.values())


def latest(words: Words, summary: Summary, rows: tuple[tuple[Choice, ...], ...]) -> Screen:
    """The answer to /digest: the last frozen figures, or why there are none yet."""
    shown = summary.digests[-1:]
    text = paragraphs(
        several(words, shown, summary.history),
        None if shown else words.say("There are no figures yet."),
        why_none(words, summary),
        next_time(words, summary),
    )
    return Screen(text, rows, files=pictures(words, shown, summary.history))


def earlier(words: Words, frozen: Sequence[Digest], back: Choice, address: str) -> Screen:
    """A choice of what was published, the newest first; *address* ends with the period's name."""
    choices = tuple(
        (Choice(named(words, digest.period), f"{address}:{digest.period.name}"),) for digest in frozen[::-1]
    )
    if not choices:
        return Screen(words.say("There are no figures yet."), ((back,),))
    return Screen(words.say("Which figures would you like to see?"), (*choices[:8], (back,)))


def note_alone(words: Words, summary: Summary, zone: ZoneInfo, back: Choice) -> Screen:
    return Screen(note(words, summary, zone), ((back,),))


def as_workbook(words: Words, frozen: Sequence[Digest], back: Choice) -> Screen:
    """Every period that was published, as a file for a spreadsheet program."""
    if not frozen:
        return Screen(words.say("There are no figures yet."), ((back,),))
    text = words.say("Here are all figures as a workbook. It opens in Excel, LibreOffice and Numbers.")
    return Screen(text, ((back,),), files=(workbook(words, frozen),))


def see_figures(words: Words, shown: Sequence[Digest] = ()) -> Choice:
    """Of the workplace that *shown* is about, for HR of several."""
    whose = next((digest.employer_id for digest in shown if digest.employer_id), None)
    return Choice(words.plain("Your summary"), f"digest:{whose}" if whose else "digest")


def see_workbook(words: Words, employer_id: str) -> Choice:
    return Choice(words.plain("As a workbook"), f"workbook:{employer_id}")


def pictures(words: Words, shown: Sequence[Digest], history: Sequence[Digest]) -> tuple[File, ...]:
    """One at most: of that digest which has the longest past."""
    if not shown:
        return ()
    longest = max((lately(digest, history) for digest in reversed(shown)), key=len)
    return (picture(words, longest),) if has_something(longest) else ()


def why_none(words: Words, summary: Summary) -> Markup | None:
    """For a small workplace: why its figures are everybody's; for one that was or is not: how that is changing."""
    shown = summary.digests[-1:]
    if not summary.is_pooled:
        return its_own_come(words) if any(digest.employer_id is None for digest in shown) else None
    if any(digest.employer_id for digest in shown):
        return words.say("With fewer than 25 people, new figures are for all workplaces together.")
    return words.say(
        "At a workplace of fewer than 25 people numbers could point at somebody,"
        " so figures are for all workplaces together."
    )


def its_own_come(words: Words) -> Markup:
    """For one that has grown: its people were told then that HR saw only those of all together."""
    return words.say("With 25 people or more, a workplace gets its own figures, but never about the time before.")


def next_time(words: Words, summary: Summary) -> Markup | None:
    """When figures come next; where there are none today, also how often, so that nobody waits for them each Monday."""
    if summary.next_on is None:
        return None
    said = words.say("The next figures come on {day}.", day=times.short_day(words, summary.next_on))
    if summary.digests or not summary.is_four_weekly:
        return said
    return words.say("Your figures come every four weeks and every quarter. {next}", next=said)
