"""Booking a weekday of a series: what came of it, date by date, each of which can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import choices, times
from content.screen import Choice, Screen
from content.words import Words, paragraphs
from programme.model import BookingState, EveryWeek, Gap, OneWeek, Session

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
GAPS = {
    Gap.HOLIDAY: "{day} is a bank holiday",
    Gap.DROPPED: "there's none on {day}",
    Gap.SKIPPED: "there's none on {day}, since the clocks change",
    Gap.DOUBLED: "there's none on {day}, since the clocks change",
}
MOST_SHOWN = 10


def day_name(words: Words, weekday: int) -> str:
    return words.plain(DAYS[weekday])


def way(words: Words, session: Session, weekday: int, *, is_going_on: bool) -> Choice:
    """From a session's card: to book every week, or to see what came of it."""
    day = day_name(words, weekday)
    if is_going_on:
        return Choice(words.plain("My {day}s", day=day), f"weeks:{session.id}")
    return Choice(words.plain("Book every {day}", day=day), f"every:{session.id}")


def screen(words: Words, every: EveryWeek, zone: ZoneInfo) -> Screen:
    """``7 of 8 booked; waiting list for 15 Dec; 29 Dec is a bank holiday.``"""
    sessions = [week for week in every.weeks if week.session_id][:MOST_SHOWN]
    day = day_name(words, every.weekday)
    heading = words.say("<b>Every {day}, {clock}</b>", day=day, clock=times.clock(every.session.starts_at, zone))
    stop = Choice(words.plain("Stop booking every {day}", day=day), f"everyoff:{every.session.id}")
    start = Choice(words.plain("Book every {day}", day=day), f"every:{every.session.id}")
    rows = (
        *_in_twos([_choice(words, every, week) for week in sessions]),
        (stop if every.is_going_on else start,),
        (choices.back_to_session(words, every.session.id), choices.bookings(words)),
    )
    return Screen(paragraphs(heading, _result(words, every), _from_now_on(words, every)), rows)


def _in_twos(buttons: Sequence[Choice]) -> tuple[tuple[Choice, ...], ...]:
    return tuple(tuple(buttons[first : first + 2]) for first in range(0, len(buttons), 2))


def _result(words: Words, every: EveryWeek) -> Markup:
    sessions = [week for week in every.weeks if week.session_id]
    if not sessions:
        return words.say("There are no dates to book just now.")
    booked = [week for week in sessions if week.state is BookingState.BOOKED]
    parts = [words.say("{n} of {all} booked", n=len(booked), all=len(sessions))]
    parts += [_exception(words, week) for week in every.weeks if week.state is not BookingState.BOOKED]
    return words.say("{parts}.", parts=Markup("; ").join(parts))


def _exception(words: Words, week: OneWeek) -> Markup:
    day = short(words, week)
    if week.gap:
        return words.say(GAPS[week.gap], day=day)
    if week.state is BookingState.WAITING:
        return words.say("waiting list for {day}", day=day)
    if week.state is BookingState.OFFERED:
        return words.say("a place is kept for you on {day}", day=day)
    return words.say("not booked on {day}", day=day)


def short(words: Words, week: OneWeek) -> str:
    """``15 Dec``: the weekday is in the heading."""
    return f"{week.on.day} {words.plain(times.MONTHS[week.on.month - 1])}"


def _from_now_on(words: Words, every: EveryWeek) -> Markup:
    day = day_name(words, every.weekday)
    if every.is_going_on:
        return words.say("New {day}s are booked for you as they come. You can give up any date below.", day=day)
    return words.say("New {day}s aren't booked for you. What's booked stays booked.", day=day)


def _choice(words: Words, every: EveryWeek, week: OneWeek) -> Choice:
    """`weekout:<session>:<the session of the screen>` gives the date up, `weekin:…` books it."""
    label = "Book {day}" if week.state is None else "Give up {day}"
    verb = "weekin" if week.state is None else "weekout"
    return Choice(words.plain(label, day=short(words, week)), f"{verb}:{week.session_id}:{every.session.id}")
