"""A weekly series: its rule in words, its dates to come, and leaving out or adding single ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from content import times
from content.screen import Choice, Screen
from content.sessions import shortened
from content.words import Words, paragraphs
from programme.model import Gap, Occurrence, Rule, Series

DATES_SHOWN = 8
WHY = {
    Gap.HOLIDAY: "bank holiday",
    Gap.DROPPED: "left out",
    Gap.SKIPPED: "the clocks go forward",
    Gap.DOUBLED: "the clocks go back",
}
PROBLEMS = {
    "not_a_date": "I don't know that day. Please type it like this: 24 Nov",
    "which": "That could mean more than one day. Please type the date, like this: 24 Nov",
    "wrong_weekday": "That date isn't on that day of the week. Please check it.",
    "past": "That day has gone. Please choose a later one.",
    "too_far": "That's more than a year ahead. Please choose an earlier day.",
    "not_in_series": "There's no session of this series on that day.",
    "already": "There's a session of this series on that day already.",
    "cancelled": "You cancelled the one on that day, and people were told. Please post a new session for it.",
    "ended": "This series has ended. Please post a new session instead.",
    "skipped": "The clocks go forward over its time on that day. Please post a new session instead.",
    "doubled": "The clocks go back over its time on that day. Please post a new session instead.",
}


def in_words(words: Words, rule: Rule, found: Sequence[Occurrence], now: datetime) -> Markup:
    """``Every Tue and Thu at 12:30, from Tue 24 Nov, with no end.`` with its dates of the next weeks."""
    on = [one.on for one in found if one.starts_at and one.starts_at > now]
    days = [times.short_day(words, day) for day in on[:DATES_SHOWN]]
    return paragraphs(
        words.say(
            "<b>Every {days} at {clock}</b>, {span}.",
            days=_days(words, rule),
            clock=f"{rule.at:%H:%M}",
            span=_span(words, rule),
        ),
        words.say("Dates: {dates}", dates=", ".join(days)) if days else None,
        _left_out(words, found),
        words.say("On bank holidays too.") if rule.keeps_holidays else None,
    )


def _days(words: Words, rule: Rule) -> str:
    names = [words.plain(times.WEEKDAYS[day]) for day in sorted(rule.weekdays)]
    if len(names) == 1:
        return names[0]
    return words.plain("{days} and {last}", days=", ".join(names[:-1]), last=names[-1])


def _span(words: Words, rule: Rule) -> str:
    first = times.short_day(words, rule.first_on)
    if rule.last_on is None:
        return words.plain("from {first}, with no end", first=first)
    return words.plain(
        "from {first} to {last}", first=first, last=f"{times.short_day(words, rule.last_on)} {rule.last_on.year}"
    )


def _left_out(words: Words, found: Sequence[Occurrence]) -> Markup | None:
    gone = [f"{times.short_day(words, one.on)} ({words.plain(WHY[one.gap])})" for one in found if one.gap is not None]
    return words.say("No session on: {dates}", dates=", ".join(gone[:DATES_SHOWN])) if gone else None


def screen(
    words: Words, session_id: str, series: Series, found: Sequence[Occurrence], now: datetime, *, done: str = ""
) -> Screen:
    """The series that a session belongs to."""
    text = paragraphs(
        words.say("{title}", title=shortened(series.title, 120)),
        in_words(words, series.rule, found, now),
        words.say("This series has ended. What's on the timetable stays.") if series.ended_at else None,
    )
    back = Choice(words.plain("Back"), f"class:{session_id}")
    ways = (
        Choice(words.plain("Leave out a date"), f"datedrop:{session_id}"),
        Choice(words.plain("Add a date"), f"dateadd:{session_id}"),
    )
    rows = ((back,),) if series.ended_at else (ways, (back,))
    return Screen(text, rows, toast=words.plain("Done.") if done == "done" else "")


def ask_date(
    words: Words, session_id: str, series: Series, found: Sequence[Occurrence], *, adds: bool, problem: str = ""
) -> Screen:
    """Which date to leave out or to add."""
    said = PROBLEMS.get(problem, "")
    to = "dateadded" if adds else "datedropped"
    question = (
        words.say("Which day would you like to add? Type it, like this: 24 Nov")
        if adds
        else words.say("Which day is there to be no session? Press it, or type it, like this: 24 Nov")
    )
    told = None if adds else words.say("If people are booked, they're told at once.")
    offered = () if adds else _droppable(words, session_id, found)
    keep = Choice(words.plain("Keep it as it is"), f"series:{session_id}")
    name = words.say("{title}", title=shortened(series.title, 120))
    return Screen(paragraphs(words.say(said), name, question, told), (*offered, (keep,)), asks=f"{to}:{session_id}")


def _droppable(words: Words, session_id: str, found: Sequence[Occurrence]) -> tuple[tuple[Choice, ...], ...]:
    days = [one.on for one in found if one.starts_at][:DATES_SHOWN]
    offered = [Choice(times.short_day(words, day), f"datedropped:{session_id}:{day}") for day in days]
    return tuple(tuple(offered[start : start + 2]) for start in range(0, len(offered), 2))


def gap(words: Words, word: str) -> Screen:
    """To whoever leads a series: a date that the change of the clocks leaves out. *word* is the date."""
    day = times.day_in(word)
    text = paragraphs(
        words.say("One of your weekly sessions is left out: {day}.", day=times.short_day(words, day) if day else word),
        words.say("The clocks change that night, and its time is skipped or comes twice."),
        words.say("If you'd like one all the same, post a single session at another time."),
    )
    return Screen(text, ((Choice(words.plain("My classes"), "classes"), Choice(words.plain("New session"), "post")),))
