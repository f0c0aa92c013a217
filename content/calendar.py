"""A booking as a calendar file: UTC, stable, and without the join link."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from content import choices, times
from content.screen import File, Screen
from content.sessions import shortened
from content.words import Words
from programme.model import Booking, BookingState, Card, Session

if TYPE_CHECKING:  # icalendar takes as long to import as all of this package, so it is imported with the first file
    from icalendar import Alarm, Event

PRODUCT = "-//Find Your Active//Workplace Edition//EN"
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
LONGEST_TITLE = 200
CANCELLED = "CANCELLED"
STATUS = {
    BookingState.BOOKED: "CONFIRMED",
    BookingState.WAITING: "TENTATIVE",
    BookingState.OFFERED: "TENTATIVE",
    BookingState.CANCELLED: CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Ways:
    """Where a calendar entry leads: to the chat, and with PUBLIC_URL to a page of the booking's own."""

    chat: str
    page: str = ""


def calendar_file(
    words: Words, session: Session, booking: Booking, now: datetime, *, ways: Ways, alarm_minutes: int
) -> File:
    """The file to open in a calendar; opening a later one changes the same entry.

    Source: RFC 5545; the method is PUBLISH, since nobody is invited.
    """
    from icalendar import Calendar  # noqa: PLC0415 - see above

    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    event = _event(words, session, booking, now, ways)
    if alarm_minutes and _status(session, booking) != CANCELLED:
        event.add_component(_alarm(words, session, alarm_minutes))
    calendar.add_component(event)
    name = f"find-your-active-{times.as_utc(session.starts_at):%Y-%m-%d}.ics"
    return File(name, calendar.to_ical(), caption=words.plain("Your calendar file"))


def update_file(
    words: Words, session: Session, booking: Booking, now: datetime, *, ways: Ways, alarm_minutes: int
) -> File:
    """The same entry as it is now, moved or called off, for somebody who has the file already.

    It replaces the older entry by its UID, since its SEQUENCE is higher (RFC 5546, section 3.2.1 and 3.2.5).
    """
    file = calendar_file(words, session, booking, now, ways=ways, alarm_minutes=alarm_minutes)
    if _status(session, booking) == CANCELLED:
        return replace(file, caption=words.plain("Open this to take the session out of your calendar."))
    return replace(file, caption=words.plain("Open this to put your calendar right."))


def updates(words: Words, card: Card, now: datetime, *, ways: Ways | None, alarm_minutes: int) -> tuple[File, ...]:
    """`update_file` where the reader has asked for the calendar file before; otherwise nothing."""
    if ways is None or card.booking is None or card.booking.calendar_at is None:
        return ()
    return (update_file(words, card.session, card.booking, now, ways=ways, alarm_minutes=alarm_minutes),)


def screen(words: Words, session: Session, file: File) -> Screen:
    row = (choices.back_to_session(words, session.id), choices.timetable(words))
    return Screen(words.say("Here's your calendar file. Open it to add the session."), (row,), files=(file,))


def summary(words: Words, session: Session) -> str:
    """The title, free of anything that could break a line; a neutral one for a session about health."""
    if session.is_health_related:
        return words.plain("Find Your Active session")
    return shortened(UNPRINTABLE.sub(" ", session.title), LONGEST_TITLE)


def _event(words: Words, session: Session, booking: Booking, now: datetime, ways: Ways) -> Event:
    from icalendar import Event  # noqa: PLC0415 - see above
    from icalendar.prop import vUri  # noqa: PLC0415 - see above

    event = Event()
    event.add("UID", f"{booking.id}@find-your-active")
    event.add("DTSTAMP", times.as_utc(now))
    event.add("SEQUENCE", session.revision + booking.changes)
    event.add("STATUS", _status(session, booking))
    event.add("DTSTART", times.as_utc(session.starts_at))
    event.add("DTEND", times.as_utc(session.ends_at))
    event.add("SUMMARY", summary(words, session))
    event.add("DESCRIPTION", _description(words, ways))
    event.add("URL", vUri(ways.page or ways.chat))
    if session.is_health_related:
        event.add("CLASS", "PRIVATE")
    return event


def _alarm(words: Words, session: Session, minutes: int) -> Alarm:
    from icalendar import Alarm  # noqa: PLC0415 - see above

    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("TRIGGER", timedelta(minutes=-minutes))
    alarm.add("DESCRIPTION", summary(words, session))
    return alarm


def _status(session: Session, booking: Booking) -> str:
    return CANCELLED if session.cancelled_at else STATUS[booking.state]


def _description(words: Words, ways: Ways) -> str:
    if not ways.page:
        return words.plain(
            "The link to join is in Telegram, from 30 minutes before the start. Open {chat}", chat=ways.chat
        )
    return words.plain(
        "From 30 minutes before the start you can join from your own page: {page} Or in Telegram: {chat}",
        page=ways.page,
        chat=ways.chat,
    )
