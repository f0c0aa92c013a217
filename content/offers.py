"""What those on the waiting list are told when a place may be theirs. None of it names the session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from content import choices, times
from content.screen import Choice, Screen
from content.words import Words, paragraphs
from programme.model import Card

Rows = tuple[tuple[Choice, ...], ...]


def until(words: Words, card: Card, now: datetime, zone: ZoneInfo) -> str:
    """``11:47``, with the day where that is not today: until when the place is kept."""
    moment = (card.booking and card.booking.offered_until) or card.session.starts_at
    if times.local_date(moment, zone) == times.local_date(now, zone):
        return times.clock(moment, zone)
    return times.day_and_clock(words, moment, zone)


def answers(words: Words, card: Card) -> tuple[Choice, ...]:
    return take_choice(words, card), Choice(words.plain("No thanks"), f"pass:{card.session.id}")


def take_choice(words: Words, card: Card) -> Choice:
    return Choice(words.plain("Take the place"), f"take:{card.session.id}")


def offered(words: Words, card: Card, word: str, now: datetime, zone: ZoneInfo) -> Screen:
    """A place that is kept for them until they answer, or the time is up; *word* is "clash" where they are booked on
    something else then."""
    text = paragraphs(
        words.say("A place has come free {when}.", when=times.when(words, card.session.starts_at, now, zone)),
        words.say(
            "It's yours if you take it by {until}. After that we'll ask the next person.",
            until=until(words, card, now, zone),
        ),
        words.say("You have another booking at that time, so we're asking first.") if word == "clash" else None,
    )
    return Screen(text, (answers(words, card), (choices.see_session(words, card.session.id),)))


def open_to_all(words: Words, card: Card, _word: str, now: datetime, _zone: ZoneInfo) -> Screen:
    """In the last ten minutes: everyone who waits is told, and the first has it."""
    left = times.minutes_until(card.session.starts_at, now)
    first = (
        words.say("A place has come free. It starts in {left}.", left=times.minutes(words, left))
        if left
        else words.say("A place has come free. It's about to start.")
    )
    then = words.say("We've told everyone who's waiting. The first to press “Take the place” has it.")
    row = (take_choice(words, card), choices.see_session(words, card.session.id))
    return Screen(paragraphs(first, then), (row,))


def over(words: Words, card: Card, _word: str, now: datetime, zone: ZoneInfo) -> Screen:
    """The time to answer is up, and they are off the list; nothing is held against them."""
    when = times.when(words, card.session.starts_at, now, zone)
    text = paragraphs(
        words.say("We didn't hear from you about the place {when}.", when=when),
        words.say("That's fine. It's open to others now, and you're off the waiting list."),
        words.say("Still keen? Press “See it” to book, or to wait again."),
    )
    return Screen(text, ((choices.see_session(words, card.session.id), choices.timetable(words)),))


SCENES: Mapping[str, Callable[[Words, Card, str, datetime, ZoneInfo], Screen]] = MappingProxyType(
    {"offered": offered, "place_open": open_to_all, "offer_over": over}
)
