"""How a session is said in a list: a line, a button, a word for its room and one for your own place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import kinds, times
from content.screen import Choice
from content.words import Words, listed, paragraphs
from programme.model import BookingState, Card, Openness

TITLE_IN_LINE = 60
TITLE_IN_BUTTON = 28

OPENNESS = {
    Openness.PLACES: "Places",
    Openness.FEW: "Few left",
    Openness.OPEN: "Open",
    Openness.FULL: "Full",
}


def shortened(text: str, limit: int) -> str:
    """*text* on one line, with "…" in place of what is beyond *limit* characters."""
    line = " ".join(text[: limit * 4].split())
    return line if len(line) <= limit else line[: limit - 1].rstrip(" \u200d\ufe0f") + "…"


def room(words: Words, openness: Openness) -> Markup:
    """The only thing anybody is told about how many places are taken."""
    return words.say(OPENNESS[openness])


def queue_place(words: Words, ahead: int) -> Markup:
    """A place in the waiting list in words: numbers would tell how many others there are."""
    if ahead == 0:
        return words.say("You're next")
    if ahead <= 3:
        return words.say("You're near the front")
    return words.say("You're further back")


def state(words: Words, card: Card) -> Markup:
    """What the reader most needs to know in a list: their own place, or else the room."""
    if card.booking is None or not card.booking.is_live:
        return room(words, card.openness)
    if card.booking.state is BookingState.BOOKED:
        return words.say("You're booked")
    if card.booking.state is BookingState.OFFERED:
        return words.say("A place is kept for you")
    return words.say("You're waiting")


def by_day(words: Words, cards: Iterable[Card], today: date, zone: ZoneInfo) -> Markup:
    """Numbered lines under a heading for each day; the numbers are those of `buttons`."""
    numbered = list(enumerate(cards, start=1))
    days = groupby(numbered, key=lambda pair: times.local_date(pair[1].session.starts_at, zone))
    return paragraphs(
        *(
            listed(
                [
                    words.say("<b>{day}</b>", day=times.named_day(words, day, today)),
                    *(line(words, number, card, zone) for number, card in pairs),
                ]
            )
            for day, pairs in days
        )
    )


def line(words: Words, number: int, card: Card, zone: ZoneInfo) -> Markup:
    """``1. 12:30 Desk reset. Seated, 10 minutes. Places``."""
    session = card.session
    return words.say(
        "{number}. {clock} {title}. {kind}, {length}. {state}",
        number=number,
        clock=times.clock(session.starts_at, zone),
        title=shortened(session.title, TITLE_IN_LINE),
        kind=kinds.title(words, session),
        length=times.minutes(words, session.minutes),
        state=state(words, card),
    )


def buttons(words: Words, cards: Iterable[Card], zone: ZoneInfo) -> tuple[tuple[Choice, ...], ...]:
    """One row for each session, in the order of its number."""
    return tuple((button(words, number, card, zone),) for number, card in enumerate(cards, start=1))


def button(words: Words, number: int, card: Card, zone: ZoneInfo) -> Choice:
    """``1 · Tue 12:30 Desk reset``: the number and the day keep two of the same title apart."""
    session = card.session
    day = times.weekday(words, times.local_date(session.starts_at, zone))
    clock = times.clock(session.starts_at, zone)
    title = shortened(session.title, TITLE_IN_BUTTON)
    return Choice(f"{number} · {day} {clock} {title}", f"s:{session.id}")
