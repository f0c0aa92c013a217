"""Figures for HR: the same frozen figures always give the same words, and never more than the figures allow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import kinds, times
from content.screen import Choice, Screen
from content.words import Words, listed, paragraphs
from programme.model import Category, Coming, Digest, Figures, Period, Summary

SHOWN_AT_ONCE = 2
"""Digests in one message; after a long pause the older ones are under "Earlier ones"."""
COMING_AT_ONCE = 12


def message(words: Words, summary: Summary | None, zone: ZoneInfo) -> Screen:
    """Monday's message: neutral first, useful at any size. No workplace, title or topic is in it."""
    first = words.say("Your Monday summary is ready.")
    if summary is None:
        return Screen(first, ((see_figures(words),),))
    text = paragraphs(
        first,
        *(figures(words, digest) for digest in summary.digests[-SHOWN_AT_ONCE:]),
        why_none(words, summary),
        next_time(words, summary.next_on),
        note(words, summary, zone),
    )
    return Screen(text, ((see_figures(words), Choice(words.plain("A link for colleagues"), "invite")),))


def latest(words: Words, summary: Summary, rows: tuple[tuple[Choice, ...], ...]) -> Screen:
    """The answer to /digest: the last frozen figures, or why there are none yet."""
    text = paragraphs(
        *(figures(words, digest) for digest in summary.digests[-1:]),
        None if summary.digests else words.say("There are no figures yet."),
        why_none(words, summary),
        next_time(words, summary.next_on),
    )
    return Screen(text, rows)


def earlier(words: Words, frozen: Sequence[Digest], back: Choice, address: str) -> Screen:
    """A choice of what was published, the newest first; *address* ends with the period's name."""
    choices = tuple(
        (Choice(days_of(words, digest.period), f"{address}:{digest.period.name}"),) for digest in frozen[::-1]
    )
    if not choices:
        return Screen(words.say("There are no figures yet."), ((back,),))
    return Screen(words.say("Which figures would you like to see?"), (*choices[:8], (back,)))


def note_alone(words: Words, summary: Summary, zone: ZoneInfo, back: Choice) -> Screen:
    return Screen(note(words, summary, zone), ((back,),))


def see_figures(words: Words) -> Choice:
    return Choice(words.plain("All figures"), "digest")


def figures(words: Words, digest: Digest) -> Markup:
    """One period in words. What is withheld is said once, with the reason."""
    of = digest.figures
    heading = words.say("<b>{days}</b>", days=days_of(words, digest.period))
    together = [words.say("At all workplaces together:")] if digest.employer_id is None else []
    offered = words.count("{n} session on offer", "{n} sessions on offer", of.offered)
    blurred = words.say("Numbers of people and minutes are blurred a little and rounded to 5.")
    return paragraphs(
        listed([heading, *together, *counted(words, of), offered]),
        withheld(words, of),
        blurred if counted(words, of) else None,
    )


def counted(words: Words, of: Figures) -> list[Markup]:
    """A line for each figure that may be shown."""
    lines: list[tuple[int | None, str]] = [
        (of.took_part, "People using the bot who took part: about {n}"),
        (of.first_timers, "Of them for the first time: about {n}"),
        (of.logged, "People using the bot who logged minutes: about {n}"),
        (of.mean_minutes, "Minutes moved a week by each of those, on average: about {n}"),
    ]
    return [words.say(sentence, n=number) for number, sentence in lines if number is not None]


def withheld(words: Words, of: Figures) -> Markup | None:
    names = [
        words.plain(name)
        for number, name in (
            (of.took_part, "how many took part"),
            (of.first_timers, "how many for the first time"),
            (of.logged, "how many logged minutes"),
            (of.mean_minutes, "their minutes"),
        )
        if number is None
    ]
    if not names:
        return None
    return words.say(
        "Too few to show: {names}. Small numbers, even none, could point at somebody, so we leave them out.",
        names=", ".join(names),
    )


def why_none(words: Words, summary: Summary) -> Markup | None:
    """For a small workplace: why its figures are everybody's."""
    if not summary.is_pooled:
        return None
    return words.say(
        "At a workplace of fewer than 25 people numbers could point at somebody,"
        " so figures are for all workplaces together."
    )


def next_time(words: Words, day: date | None) -> Markup | None:
    return words.say("The next figures come on {day}.", day=times.short_day(words, day)) if day else None


def note(words: Words, summary: Summary, zone: ZoneInfo) -> Markup:
    """Ready to be pasted for colleagues: tapping the block copies it."""
    inside = listed(
        [
            words.say("Move and Stretch: ten minutes of movement in your working day."),
            *coming(words, summary.coming, zone),
            words.say("It's free, and only you see what you book."),
            *([book_at(words, summary.bot_username)] if summary.bot_username else []),
        ]
    )
    return paragraphs(
        words.say("A note for your colleagues, ready to paste:"), words.say("<code>{inside}</code>", inside=inside)
    )


def book_at(words: Words, username: str) -> Markup:
    return words.say("Book in Telegram: https://t.me/{username}", username=username)


def coming(words: Words, sessions: Sequence[Coming], zone: ZoneInfo) -> list[Markup]:
    """What is on in the next two weeks, a line each."""
    if not sessions:
        return [words.say("New sessions are on their way.")]
    shown = [session_line(words, one, zone) for one in sessions[:COMING_AT_ONCE]]
    more = len(sessions) - len(shown)
    if more > 0:
        shown.append(words.count("and {n} more in the timetable", "and {n} more in the timetable", more))
    return shown


def session_line(words: Words, one: Coming, zone: ZoneInfo) -> Markup:
    """``Tue 24 Nov 12:30 Seated, 10 minutes``: never a title; of one about health not even its kind."""
    return words.say(
        "{when} {what}, {length}",
        when=times.day_and_clock(words, one.starts_at, zone),
        what=kind_of(words, one),
        length=times.minutes(words, one.minutes),
    )


def kind_of(words: Words, one: Coming) -> str:
    if one.kind is not None:
        known = {kind.rules.id: kind.title for kind in kinds.catalogue()}
        return words.plain(known.get(one.kind, "Session"))
    return words.plain("Health webinar") if one.category is Category.WEBINAR else words.plain("Health session")


def days_of(words: Words, period: Period) -> str:
    """``Mon 16 to Sun 22 Nov 2026``: the first and the last day."""
    last = period.ends_before - timedelta(days=1)
    first = times.short_day(words, period.starts_on)
    return words.plain("{first} to {last} {year}", first=first, last=times.short_day(words, last), year=last.year)
