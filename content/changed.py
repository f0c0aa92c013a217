"""The news of a change: moved, called off, a new link, other people. The first line names nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import choices, cover, times
from content.card import is_booked, link_text
from content.screen import Choice, Screen
from content.words import Words, paragraphs
from programme.model import Card, Facts, Session


def moved(words: Words, facts: Facts, card: Card, now: datetime, zone: ZoneInfo) -> Screen:
    """Everybody keeps their place, and says whether they want it. The facts are when it was to start."""
    session = card.session
    answers = (
        Choice(words.plain("Keep my place"), f"keep:{session.id}"),
        Choice(words.plain("Give up my place"), f"cancel:{session.id}"),
    )
    still = (
        words.say("You still have your place. Can you come?")
        if is_booked(card.booking)
        else words.say("You still have your place on the waiting list. Would you like to keep it?")
    )
    text = paragraphs(
        _new_time(words, facts.word, session, now, zone), still, words.say("Reminders follow the new time.")
    )
    return Screen(text, (answers, (choices.see_session(words, session.id),)))


def _new_time(words: Words, word: str, session: Session, now: datetime, zone: ZoneInfo) -> Markup:
    new, was = times.when(words, session.starts_at, now, zone), times.moment_in(word)
    length = times.minutes(words, session.minutes)
    if was == session.starts_at:
        return words.say("Your session {when} now lasts {length}.", when=new, length=length)
    if was is None:
        return words.say("Your session has moved. It's now {new}, for {length}.", new=new, length=length)
    old = times.when(words, was, now, zone)
    return words.say("Your session {old} has moved. It's now {new}, for {length}.", old=old, new=new, length=length)


def called_off(words: Words, facts: Facts, card: Card, now: datetime, zone: ZoneInfo) -> Screen:
    """One press books one of the next that are like it."""
    session = card.session
    when = times.when(words, session.starts_at, now, zone)
    instead = tuple((_instead(words, one.session, zone),) for one in facts.similar)
    text = paragraphs(
        words.say("Sorry: your session {when} is cancelled.", when=when),
        words.say("There's nothing you need to do. You're welcome at any other session in the timetable."),
        words.say("These are like it and have room. One press books your place:") if instead else None,
        _note(words, session),
    )
    return Screen(text, (*instead, (choices.timetable(words), choices.bookings(words))))


def _instead(words: Words, session: Session, zone: ZoneInfo) -> Choice:
    when = times.day_and_clock(words, session.starts_at, zone)
    return Choice(words.plain("Book {when}", when=when), f"book:{session.id}")


def _note(words: Words, session: Session) -> Markup | None:
    if session.is_health_related or not session.cancel_note:
        return None
    return words.say("A note about it: {note}", note=session.cancel_note[:500])


def new_link(words: Words, _facts: Facts, card: Card, now: datetime, zone: ZoneInfo) -> Screen:
    """The one that counts; whoever has not said "Got it" is told again five minutes before the start."""
    session = card.session
    when = times.when(words, session.starts_at, now, zone)
    is_open = session.link_is_open(now)
    opens = times.clock(session.link_opens_at, zone)
    text = paragraphs(
        words.say("The link for your session {when} has changed.", when=when),
        words.say("<b>The new one is the one that counts.</b> Please don't use the old one: nobody will be there."),
        link_text(words, session) if is_open and session.link and not session.is_health_related else None,
        None if is_open else words.say("It will be under “See it” from {opens}.", opens=opens),
    )
    got_it = Choice(words.plain("Got it"), f"gotit:{session.id}")
    row = (got_it, choices.join_now(words, session.id)) if is_open else (got_it,)
    return Screen(text, (row, (choices.see_session(words, session.id),)))


def narrowed(words: Words, _facts: Facts, card: Card, now: datetime, zone: ZoneInfo) -> Screen:
    """The session is for other workplaces only from now on."""
    when = times.when(words, card.session.starts_at, now, zone)
    text = paragraphs(
        words.say("Sorry: your place {when} has ended.", when=when),
        words.say("That session is now for some workplaces only, and yours isn't one of them."),
        words.say("You're welcome at all others. See what's in the timetable."),
    )
    return Screen(text, ((choices.timetable(words), choices.bookings(words)),))


def class_changed(words: Words, _facts: Facts, card: Card, now: datetime, zone: ZoneInfo) -> Screen:
    """To whoever leads a session of somebody else's series."""
    session = card.session
    when = times.when(words, session.starts_at, now, zone)
    first = (
        words.say("A session that you lead, {when}, is cancelled.", when=when)
        if session.cancelled_at
        else words.say("A session that you lead has changed. It's {when} now.", when=when)
    )
    then = words.say("Whoever runs its series has done that. Everybody booked is told.")
    return Screen(paragraphs(first, then), ((Choice(words.plain("See it"), f"class:{session.id}"),),))


Scene = Callable[[Words, Facts, Card, datetime, ZoneInfo], Screen]
SCENES: Mapping[str, Scene] = MappingProxyType(
    {
        "session_moved": moved,
        "session_cancelled": called_off,
        "link_changed": new_link,
        "link_again": new_link,
        "audience_narrowed": narrowed,
        "class_changed": class_changed,
        "new_leader": cover.new_leader,
        "cover_asked": cover.asked,
        "cover_found": cover.found,
        "cover_open": cover.still_open,
    }
)
