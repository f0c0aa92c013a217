"""Cover: what other instructors, those booked and the team are told when somebody else is to lead a session."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from content import choices, kinds, post, times
from content.screen import Choice, Screen
from content.sessions import shortened
from content.words import Words, listed, paragraphs
from programme.model import Card, Facts, Session


def asked(words: Words, _facts: Facts, card: Card, now: datetime, zone: ZoneInfo) -> Screen:
    """To the other instructors; what it is comes by one tap."""
    session = card.session
    text = paragraphs(
        words.say("Could you lead a session {when}?", when=times.when(words, session.starts_at, now, zone)),
        words.say(
            "It lasts {length}. Whoever was to lead it asks for cover.", length=times.minutes(words, session.minutes)
        ),
        words.say("The first to press “I'll take it” has it."),
    )
    return Screen(text, ((_take(words, session), Choice(words.plain("See it"), f"cover:{session.id}")),))


def _take(words: Words, session: Session) -> Choice:
    return Choice(words.plain("I'll take it"), f"takecover:{session.id}")


def offer(words: Words, session: Session, zone: ZoneInfo) -> Screen:
    """The session as an instructor sees it who might lead it."""
    title, kind = shortened(session.title, 120), kinds.title(words, session)
    length = times.minutes(words, session.minutes)
    text = paragraphs(
        words.say("<b>{title}</b>\n{kind}, {length}", title=title, kind=kind, length=length),
        words.say("When: {when}", when=times.zoned(words, session.starts_at, zone)),
        listed([post.about_health(words, session), post.where_to(words, session.link)]),
        words.say("If you take it, it's yours to lead. People keep their places and the link, and are told."),
    )
    return Screen(text, ((_take(words, session),), (Choice(words.plain("My classes"), "classes"),)))


def new_leader(words: Words, _facts: Facts, card: Card, now: datetime, zone: ZoneInfo) -> Screen:
    """To those booked or waiting: who leads it. Of a session about health not even that."""
    session = card.session
    when = times.when(words, session.starts_at, now, zone)
    name = None if session.is_health_related else session.instructor_name
    text = paragraphs(
        words.say("About your session {when}: somebody else will lead it.", when=when),
        words.say("Your place, the time and the link stay the same. There's nothing you need to do."),
        words.say("{name} leads it now.", name=shortened(name, 60)) if name else None,
    )
    return Screen(text, ((choices.see_session(words, session.id), choices.bookings(words)),))


def found(words: Words, _facts: Facts, card: Card, now: datetime, zone: ZoneInfo) -> Screen:
    """To whoever asked."""
    session = card.session
    when = times.when(words, session.starts_at, now, zone)
    name = None if session.is_health_related else session.instructor_name
    text = paragraphs(
        words.say("Good news: your session {when} is covered.", when=when),
        words.say("It's no longer among your classes, and you get no reminder of it. Everybody booked is told."),
        words.say("{name} leads it now.", name=shortened(name, 60)) if name else None,
    )
    return Screen(text, ((Choice(words.plain("My classes"), "classes"),),))


def still_open(words: Words, _facts: Facts, card: Card, now: datetime, zone: ZoneInfo) -> Screen:
    """To the team: nobody has accepted."""
    session = card.session
    when = times.when(words, session.starts_at, now, zone)
    text = paragraphs(
        words.say("Nobody has taken over the session {when} yet.", when=when),
        words.say("Its instructor asked for cover. Please find somebody, or talk to them about calling it off."),
    )
    return Screen(text, ((Choice(words.plain("See it"), f"ts:{session.id}"),),))
