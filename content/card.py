"""A session's card: what it is, when, what it asks of you, your place, and the link when it is time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import choices, kinds, offers, sessions, times
from content.screen import Choice, Screen
from content.words import Words, listed, paragraphs
from programme.model import Booking, BookingState, Card, Openness, Session

SAFETY = "Go at your own pace and stop if anything hurts."
LONGEST_DESCRIPTION = 600
ROOM = {
    Openness.PLACES: "<b>Places</b>. There is room for you.",
    Openness.FEW: "<b>Few left</b>. Book soon if you'd like to come.",
    Openness.OPEN: "<b>Open</b>. You can book.",
    Openness.FULL: "<b>Full</b>. You can join the waiting list.",
}


class Done(StrEnum):
    """What the reader has just done; the card says it only if the record agrees."""

    BOOKED = "booked"
    CANCELLED = "cancelled"
    JOINED = "joined"
    TAKEN = "taken"
    """Pressed "Take the place"."""
    DECLINED = "declined"
    COMING = "coming"


GIVEN_UP: Mapping[str, str] = MappingProxyType(
    {
        Done.CANCELLED: "Your place is cancelled. You can book again while there's room.",
        Done.DECLINED: "Thanks for saying. We'll ask the next person, and you're off the waiting list.",
    }
)


def screen(
    words: Words,
    card: Card,
    now: datetime,
    zone: ZoneInfo,
    *,
    done: str = "",
    safety: str | None = SAFETY,
    week: Choice | None = None,
) -> Screen:
    """*safety* is the line for those who have not booked yet; None for those who have seen it. *week* is the way to
    book the session's weekday every week, where it belongs to a series."""
    session = card.session
    text = paragraphs(
        _what(words, session),
        _when(words, session, zone),
        kinds.asks_of_you(words, session),
        _description(session),
        _own_state(words, card, now, zone, done),
        words.say("{safety}", safety=safety) if safety and _can_be_booked(card, now) else None,
    )
    *rows, back = _rows(words, card, now, done)
    weekly = ((week,),) if week and now < session.starts_at else ()
    return Screen(text, (*rows, *weekly, back), toast=_toast(words, card, done))


def link_host(link: str) -> str:
    """The name of the place a link leads to; empty where a button could not lead there."""
    host = urlsplit(link).hostname or ""
    return host if "." in host else ""


def is_booked(booking: Booking | None) -> bool:
    return booking is not None and booking.state is BookingState.BOOKED


def is_waiting(booking: Booking | None) -> bool:
    return booking is not None and booking.state in (BookingState.WAITING, BookingState.OFFERED)


def is_offered(booking: Booking | None) -> bool:
    return booking is not None and booking.state is BookingState.OFFERED


def link_text(words: Words, session: Session) -> Markup:
    """The join link, so that pressing it copies it."""
    return words.say("Your link: <code>{link}</code>", link=session.link)


def _can_be_booked(card: Card, now: datetime) -> bool:
    has_place = is_booked(card.booking) or is_waiting(card.booking)
    return not has_place and now < card.session.starts_at


def _what(words: Words, session: Session) -> Markup:
    facts = [kinds.title(words, session), times.minutes(words, session.minutes)]
    if session.speakers:
        facts.append(words.say("with {names}", names=sessions.shortened(session.speakers, 200)))
    elif session.instructor_name:
        facts.append(words.say("with {name}", name=sessions.shortened(session.instructor_name, 60)))
    title = words.say("<b>{title}</b>", title=sessions.shortened(session.title, 120))
    return listed([title, Markup(", ").join(facts)])


def _when(words: Words, session: Session, zone: ZoneInfo) -> Markup:
    """On the reader's own clock where their app can show it, which for most is UK time; else UK time, which is said."""
    return words.say("When: {own}", own=times.on_own_clock(words, session.starts_at, zone))


def _description(session: Session) -> str:
    return sessions.shortened(session.description or "", LONGEST_DESCRIPTION)


def _own_state(words: Words, card: Card, now: datetime, zone: ZoneInfo, done: str) -> Markup:
    session = card.session
    if now >= session.ends_at:
        return words.say("This session is over.")
    if is_booked(card.booking):
        return _booked(words, session, now, zone)
    if now >= session.starts_at:
        return words.say("This session has already started, so it can't be booked any more.")
    return _queue(words, card, now, zone, done) or words.say(GIVEN_UP.get(done, ROOM[card.openness]))


def _queue(words: Words, card: Card, now: datetime, zone: ZoneInfo, done: str) -> Markup | None:
    """Where the reader is on the waiting list; None if they are not on it."""
    if is_offered(card.booking):
        return _offered(words, card, now, zone)
    if done == Done.TAKEN:
        return _too_slow(words, card)
    if not is_waiting(card.booking):
        return None
    place = sessions.queue_place(words, card.ahead)
    return words.say("You're on the waiting list. {place}. We'll tell you if a place comes free.", place=place)


def _offered(words: Words, card: Card, now: datetime, zone: ZoneInfo) -> Markup:
    until = offers.until(words, card, now, zone)
    return words.say("<b>A place is kept for you</b> until {until}. Would you like it?", until=until)


def _too_slow(words: Words, card: Card) -> Markup:
    """They pressed "Take the place" and it had gone."""
    if is_waiting(card.booking):
        return words.say("Sorry, that place has just gone. You're still on the waiting list.")
    return words.say("Sorry, that place has gone. You can join the waiting list again.")


def _booked(words: Words, session: Session, now: datetime, zone: ZoneInfo) -> Markup:
    if session.link_is_open(now):
        return listed([words.say("<b>You're booked</b>, and it's time to join."), link_text(words, session)])
    opens, name = times.clock(session.link_opens_at, zone), times.zone_name(words, zone)
    return words.say(
        "<b>You're booked</b>. Your link to join will be here from {opens} ({zone}).", opens=opens, zone=name
    )


def _toast(words: Words, card: Card, done: str) -> str:
    if done in (Done.BOOKED, Done.TAKEN) and is_booked(card.booking):
        return words.plain("You're booked.")
    if done == Done.COMING and is_booked(card.booking):
        return words.plain("Thanks. See you there.")
    if done == Done.BOOKED and is_waiting(card.booking):
        return words.plain("It's full, so you're on the waiting list.")
    if done == Done.CANCELLED and not (is_booked(card.booking) or is_waiting(card.booking)):
        return words.plain("Done. Maybe another time.")
    return ""


def _rows(words: Words, card: Card, now: datetime, done: str) -> tuple[tuple[Choice, ...], ...]:
    back = (choices.timetable(words), choices.bookings(words))
    session = card.session
    if is_booked(card.booking) and now < session.ends_at:
        return tuple(row for row in (*_booked_rows(words, card, now, done), back) if row)
    if now >= session.starts_at:
        return (back,)
    if is_offered(card.booking):
        return (offers.answers(words, card), back)
    if is_waiting(card.booking):
        taking = (offers.take_choice(words, card),) if card.openness is not Openness.FULL else ()
        return ((*taking, Choice(words.plain("Leave the waiting list"), f"cancel:{session.id}")), back)
    label = "Join the waiting list" if card.openness is Openness.FULL else "Book"
    return ((Choice(words.plain(label), f"book:{session.id}"),), back)


def _booked_rows(words: Words, card: Card, now: datetime, done: str) -> tuple[tuple[Choice, ...], ...]:
    session = card.session
    joining = _joining(words, card, done) if session.link_is_open(now) else ()
    keeping = Choice(words.plain("Add to calendar"), f"ics:{session.id}")
    row = (keeping, choices.cancel_place(words, session.id)) if now < session.starts_at else (keeping,)
    return (joining, row)


def _joining(words: Words, card: Card, done: str) -> tuple[Choice, ...]:
    """The bot's own button records the joining; the web address comes after it, or at once after booking."""
    session = card.session
    host = link_host(session.link)
    opened = Choice(words.plain("Open {host}", host=sessions.shortened(host, 40)), url=session.link)
    joined = card.booking is not None and card.booking.joined_at is not None
    row = () if joined else (choices.join_now(words, session.id),)
    return (*row, opened) if host and (joined or done == Done.BOOKED) else row
