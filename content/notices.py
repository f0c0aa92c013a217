"""What the bot says of its own accord. No notice names a title, a topic, a health word or a workplace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import choices, menus, times
from content.card import is_booked, link_text
from content.screen import Choice, Screen
from content.words import Words, paragraphs
from programme.model import JOIN_OPENS, Booking, Session, Visitor

KINDS = ("reminder_near", "reminder_day_before", "promoted", "session_cancelled", "team_alert", "menu")


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a notice is about, and when and where it is read."""

    kind: str
    now: datetime
    zone: ZoneInfo
    visitor: Visitor
    session: Session | None = None
    booking: Booking | None = None
    facts: str = ""


def screen(words: Words, occasion: Occasion) -> Screen:
    """The notice as its reader sees it; one whose kind is not known here shows nothing."""
    if occasion.kind == "menu":
        return Screen(menu=menus.commands(words, occasion.visitor), silent=True)
    if occasion.kind == "team_alert":
        return _team_alert(words, occasion.facts)
    if occasion.session is None:
        return Screen()
    return _about_session(words, occasion, occasion.session)


def _about_session(words: Words, occasion: Occasion, session: Session) -> Screen:
    now, zone = occasion.now, occasion.zone
    match occasion.kind:
        case "reminder_near":
            return _near(words, session, now, zone)
        case "reminder_day_before":
            return _day_before(words, session, now, zone)
        case "promoted":
            return _promoted(words, session, now, zone, may_join=is_booked(occasion.booking))
        case "session_cancelled":
            return _cancelled(words, session, now, zone)
        case _:
            return Screen()


def _near(words: Words, session: Session, now: datetime, zone: ZoneInfo) -> Screen:
    clock = times.clock(session.starts_at, zone)
    left = times.minutes_until(session.starts_at, now)
    first = (
        words.say("Your {clock} starts in {left}.", clock=clock, left=times.minutes(words, left))
        if left
        else words.say("Your {clock} starts now.", clock=clock)
    )
    if not session.link_is_open(now):
        opens = times.clock(session.starts_at - JOIN_OPENS, zone)
        then = words.say("You can join from {opens}. The link will be under “See it”.", opens=opens)
        return Screen(paragraphs(first, then, _in_case(words)), _ways(words, session))
    ready = words.say("Press “Join now” when you're ready.")
    return Screen(
        paragraphs(first, ready, _in_case(words), _link(words, session)),
        ((choices.join_now(words, session.id),), *_ways(words, session)),
    )


def _day_before(words: Words, session: Session, now: datetime, zone: ZoneInfo) -> Screen:
    when = _when(words, session, now, zone)
    text = paragraphs(words.say("A reminder: you have a place {when}.", when=when), _in_case(words))
    return Screen(text, _ways(words, session))


def _promoted(words: Words, session: Session, now: datetime, zone: ZoneInfo, *, may_join: bool) -> Screen:
    """From the waiting list to a place; inside the last half hour the link comes with it."""
    when = _when(words, session, now, zone)
    first = words.say("Good news: you have a place {when}.", when=when)
    then = words.say("Somebody couldn't come, and you were next on the waiting list.")
    if not (may_join and session.link_is_open(now)):
        return Screen(paragraphs(first, then, _in_case(words)), _ways(words, session))
    return Screen(
        paragraphs(first, then, _in_case(words), _link(words, session)),
        ((choices.join_now(words, session.id),), *_ways(words, session)),
    )


def _cancelled(words: Words, session: Session, now: datetime, zone: ZoneInfo) -> Screen:
    when = _when(words, session, now, zone)
    text = paragraphs(
        words.say("Sorry: what you booked {when} is cancelled.", when=when),
        words.say("There's nothing you need to do. You're welcome at any other session in the timetable."),
        _note(words, session),
    )
    return Screen(text, ((choices.timetable(words), choices.bookings(words)),))


def _team_alert(words: Words, facts: str) -> Screen:
    """For the programme team: what, in words, and where to look."""
    detail = (
        words.say("In the last hour {n} wrong invitation codes were typed.", n=facts)
        if facts.isdigit()
        else words.say("In the last hour many wrong invitation codes were typed.")
    )
    text = paragraphs(
        words.say("Something needs the programme team's attention."),
        detail,
        words.say(
            "Somebody may be guessing. Each chat pauses after five. If it goes on, make new invitations."
        ),
    )
    return Screen(text)


def _when(words: Words, session: Session, now: datetime, zone: ZoneInfo) -> str:
    """``today at 12:30``, ``tomorrow at 12:30``, ``on Tue 24 Nov at 12:30``."""
    clock = times.clock(session.starts_at, zone)
    day, today = times.local_date(session.starts_at, zone), times.local_date(now, zone)
    if day == today:
        return words.plain("today at {clock}", clock=clock)
    if day == today + timedelta(days=1):
        return words.plain("tomorrow at {clock}", clock=clock)
    return words.plain("on {day} at {clock}", day=times.short_day(words, day), clock=clock)


def _in_case(words: Words) -> Markup:
    return words.say("Can't come? Press “Cancel my place”, so that somebody else can have it.")


def _link(words: Words, session: Session) -> Markup | None:
    """After a hundred neutral characters, and never where the link itself might name a health topic."""
    return None if session.is_health_related else link_text(words, session)


def _note(words: Words, session: Session) -> Markup | None:
    if session.is_health_related or not session.cancel_note:
        return None
    return words.say("A note from the team: {note}", note=session.cancel_note[:500])


def _ways(words: Words, session: Session) -> tuple[tuple[Choice, ...], ...]:
    return ((choices.see_session(words, session.id), choices.cancel_place(words, session.id)),)
