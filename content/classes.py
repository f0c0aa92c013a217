"""What an instructor leads: the list with counts, one session's card, calling it off, and their reminder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import kinds, post, times
from content.card import link_host
from content.post_steps import Rows
from content.screen import Choice, Screen
from content.sessions import TITLE_IN_LINE, room, shortened
from content.words import Words, listed, paragraphs
from programme.model import Led, Openness, Session

ON_ONE_SCREEN = 6
TITLE_IN_BUTTON = 24
"""Shorter than in the timetable, since the date stands before it."""
MOST_NAMES = 30
NO_NUMBERS = "You're also an HR contact there, so I show no numbers."
CALLED_OFF = "off"
ASKED = "asked"
CHANGED = "changed"
COVERING = "covering"
DONE = {CHANGED: "Changed.", COVERING: "Thank you. It's yours to lead now."}


def screen(words: Words, mine: Sequence[Led], now: datetime, zone: ZoneInfo, *, skipped: int = 0) -> Screen:
    """*mine* has what is to come, soonest first, then what has been; counts, never names."""
    if not mine:
        return Screen(words.say("You have no sessions yet. Post your first one:"), ((_new(words), month(words)),))
    skipped = skipped if skipped < len(mine) else 0
    shown = list(enumerate(mine, start=1))[skipped : skipped + ON_ONE_SCREEN]
    coming = [(number, one) for number, one in shown if one.session.ends_at > now]
    been = [(number, one) for number, one in shown if one.session.ends_at <= now]
    text = paragraphs(
        words.say("<b>My classes</b>, {zone}", zone=times.zone_name(words, zone)),
        _part(words, words.say("<b>To come</b>"), coming, zone),
        _part(words, words.say("<b>The last two weeks</b>"), been, zone),
        words.say("Where you're also an HR contact I show no numbers.")
        if any(one.openness for _, one in shown)
        else None,
    )
    buttons = tuple((_button(words, number, one, zone),) for number, one in shown)
    return Screen(text, (*buttons, *_pages(words, len(mine), skipped), (_new(words), month(words))))


def _part(words: Words, heading: Markup, numbered: Sequence[tuple[int, Led]], zone: ZoneInfo) -> Markup | None:
    return listed([heading, *(_line(words, number, one, zone) for number, one in numbered)]) if numbered else None


def _line(words: Words, number: int, one: Led, zone: ZoneInfo) -> Markup:
    """``1. Tue 24 Nov 12:30 Desk reset. 14 booked, 2 waiting``."""
    return words.say(
        "{number}. {when} {title}. {counts}",
        number=number,
        when=times.day_and_clock(words, one.session.starts_at, zone),
        title=shortened(one.session.title, TITLE_IN_LINE),
        counts=_counts(words, one),
    )


def _counts(words: Words, one: Led) -> Markup:
    if one.openness:
        return room(words, one.openness)
    said = [words.count("{n} booked", "{n} booked", one.booked)]
    if one.waiting:
        said.append(words.count("{n} waiting", "{n} waiting", one.waiting))
    if one.session.head_count is not None:
        said.append(words.count("{n} came", "{n} came", one.session.head_count))
    return Markup(", ").join(said)


def _button(words: Words, number: int, one: Led, zone: ZoneInfo) -> Choice:
    when = times.day_and_clock(words, one.session.starts_at, zone)
    return Choice(f"{number} · {when} {shortened(one.session.title, TITLE_IN_BUTTON)}", f"class:{one.session.id}")


def _pages(words: Words, count: int, skipped: int) -> Rows:
    row = []
    if skipped:
        row.append(Choice(words.plain("Earlier in the list"), f"classes:{max(0, skipped - ON_ONE_SCREEN)}"))
    if skipped + ON_ONE_SCREEN < count:
        row.append(Choice(words.plain("Further down the list"), f"classes:{skipped + ON_ONE_SCREEN}"))
    return (tuple(row),) if row else ()


def _new(words: Words) -> Choice:
    return Choice(words.plain("New session"), "post")


def month(words: Words) -> Choice:
    return Choice(words.plain("My month"), "month")


def mine(words: Words) -> Choice:
    return Choice(words.plain("My classes"), "classes")


def card(words: Words, led: Led, deep_link: str, now: datetime, zone: ZoneInfo, *, done: str = "") -> Screen:
    """One of their own; *done* is what they have just done, said only if the record agrees."""
    session = led.session
    is_off = session.cancelled_at is not None
    text = paragraphs(
        _state(words, led, now),
        listed([_title(words, session), words.say("When: {when}", when=times.zoned(words, session.starts_at, zone))]),
        words.say("{counts}, {places}", counts=_counts(words, led), places=_places(words, session)),
        words.say(NO_NUMBERS) if led.openness else None,
        _names(words, led),
        listed(
            [
                post.who_may_come(words, [name for _, name in led.employers]),
                post.about_health(words, session),
                post.where_to(words, session.link),
            ]
        ),
        None if is_off or now >= session.starts_at else words.say("Link to share: {link}", link=deep_link),
    )
    return Screen(text, _rows(words, session, now), toast=_toast(words, session, done))


def _names(words: Words, led: Led) -> Markup | None:
    """Of those who have chosen to be shown; nobody else is named."""
    if not led.names:
        return None
    names = ", ".join(shortened(name, TITLE_IN_LINE) for name in led.names[:MOST_NAMES])
    return words.say("Happy for you to know they're coming: {names}", names=names)


def _toast(words: Words, session: Session, done: str) -> str:
    if session.cancelled_at:
        return words.plain("Cancelled.") if done == CALLED_OFF else ""
    if done == ASKED and session.cover_asked_at:
        return words.plain("The other instructors are asked.")
    return words.plain(DONE.get(done, ""))


def _title(words: Words, session: Session) -> Markup:
    title, kind = shortened(session.title, 120), kinds.title(words, session)
    length = times.minutes(words, session.minutes)
    return words.say("<b>{title}</b>\n{kind}, {length}", title=title, kind=kind, length=length)


def _places(words: Words, session: Session) -> Markup:
    return words.count("{n} place in all", "{n} places in all", session.places)


def _state(words: Words, led: Led, now: datetime) -> Markup | None:
    if led.session.cancelled_at:
        told = led.booked + led.waiting
        if led.openness:
            return words.say("<b>This session is cancelled.</b> Anybody booked or waiting is told at once.")
        if not told:
            return words.say("<b>This session is cancelled.</b> Nobody was booked.")
        return words.count(
            "<b>This session is cancelled.</b> The one person booked or waiting is told at once.",
            "<b>This session is cancelled.</b> All {n} people booked or waiting are told at once.",
            told,
        )
    if now >= led.session.ends_at:
        return words.say("This session is over.")
    if led.session.cover_asked_at and now < led.session.starts_at:
        return words.say("<b>You've asked for cover.</b> It's yours to lead until somebody takes it.")
    return None


def _rows(words: Words, session: Session, now: datetime) -> Rows:
    rows: list[tuple[Choice, ...]] = []
    if session.link_is_open(now) and link_host(session.link):
        rows.append((_start(words, session),))
    again = Choice(words.plain("Post again"), f"again:{session.id}")
    if session.cancelled_at or now >= session.ends_at:
        rows.append((again,))
    elif now >= session.starts_at:
        rows.append((again, Choice(words.plain("Change link"), f"edit:{session.id}:link")))
    else:
        rows.extend(_ways(words, session, again))
    return (*rows, (mine(words),))


def _ways(words: Words, session: Session, again: Choice) -> Rows:
    """What can be done with one that is to come."""
    change = Choice(words.plain("Change"), f"change:{session.id}")
    cancel = Choice(words.plain("Cancel session"), f"calloff:{session.id}")
    cover = (
        Choice(words.plain("Stop asking for cover"), f"stopcover:{session.id}")
        if session.cover_asked_at
        else Choice(words.plain("Ask for cover"), f"askcover:{session.id}")
    )
    other = Choice(words.plain("The series"), f"series:{session.id}") if session.series_id else again
    return ((change, cancel), (cover, other))


def _start(words: Words, session: Session) -> Choice:
    return Choice(words.plain("Start"), url=session.link)


def reminder(words: Words, session: Session, booked: str, now: datetime, zone: ZoneInfo) -> Screen:
    """Thirty minutes before the start, to whoever leads it. The first line is neutral.

    *booked* is a number, or where they are HR of everybody it is for, how much room there is (an `Openness`).
    """
    clock = times.clock(session.starts_at, zone)
    left = times.minutes_until(session.starts_at, now)
    first = (
        words.say("Your {clock} starts in {left}.", clock=clock, left=times.minutes(words, left))
        if left
        else words.say("Your {clock} starts now.", clock=clock)
    )
    text = paragraphs(
        words.say("{first} {count}", first=first, count=_people(words, booked)),
        words.say("You lead this one. Press “Start” to open it, or “See it” for the rest."),
    )
    see = Choice(words.plain("See it"), f"class:{session.id}")
    row = (_start(words, session), see) if session.link and link_host(session.link) else (see,)
    return Screen(paragraphs(text, _link(words, session)), (row,))


def _people(words: Words, booked: str) -> Markup:
    if booked in tuple(Openness):
        return words.say("{room}.", room=room(words, Openness(booked)))
    n = int(booked) if booked.isascii() and booked.isdigit() else 0
    if n == 0:
        return words.say("Nobody is booked yet.")
    return words.count("{n} person is booked.", "{n} people are booked.", n)


def _link(words: Words, session: Session) -> Markup | None:
    """Never where the link itself might name a health topic."""
    if session.is_health_related or not session.link:
        return None
    return words.say("Your link: <code>{link}</code>", link=session.link)
