"""Your bookings: what you are booked on and waiting for, soonest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from content import card as scene
from content import choices, sessions, times
from content.screen import Choice, Screen
from content.words import Words, paragraphs
from programme.model import Card

ON_ONE_SCREEN = 8


def screen(words: Words, mine: Sequence[Card], now: datetime, zone: ZoneInfo, *, skipped: int = 0) -> Screen:
    """*mine* are live and have not ended, in order of time; *skipped* of them came on screens before."""
    if not mine:
        return _none(words)
    shown = mine[skipped : skipped + ON_ONE_SCREEN] or mine[:ON_ONE_SCREEN]
    heading = words.say("Your bookings, {zone}", zone=times.zone_name(words, zone))
    body = sessions.by_day(words, shown, times.local_date(now, zone), zone)
    rows = (
        *sessions.buttons(words, shown, zone),
        *_shortcuts(words, shown, now),
        *_pages(words, len(mine), skipped),
        (choices.timetable(words),),
    )
    return Screen(paragraphs(heading, body), rows)


def _none(words: Words) -> Screen:
    text = words.say("You have no bookings. Ten minutes could do you good: see what's on.")
    return Screen(text, ((choices.timetable(words),),))


def _pages(words: Words, count: int, skipped: int) -> tuple[tuple[Choice, ...], ...]:
    row = [Choice(words.plain("Sooner bookings"), "bookings")] if skipped else []
    if skipped + ON_ONE_SCREEN < count:
        row.append(Choice(words.plain("Later bookings"), f"bookings:{skipped + ON_ONE_SCREEN}"))
    return (tuple(row),) if row else ()


def _shortcuts(words: Words, shown: Sequence[Card], now: datetime) -> tuple[tuple[Choice, ...], ...]:
    """What would be clear without opening the card: joining what is on now, cancelling the only one."""
    on_now = [one for one in shown if scene.is_booked(one.booking) and one.session.link_is_open(now)]
    row = [choices.join_now(words, on_now[0].session.id)] if len(on_now) == 1 else []
    only = shown[0]
    if len(shown) == 1 and scene.is_booked(only.booking) and now < only.session.starts_at:
        row.append(choices.cancel_place(words, only.session.id))
    return (tuple(row),) if row else ()
