"""Whether everybody was told of what changed about their classes, once, and nothing that was not so: from the chats."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from playground.soak.crowd import Away
from playground.soak.leaders import Order, What
from playground.soak.record import Class, Place
from playground.soak.stage import clock
from playground.soak.told import News, Told

IN_FLIGHT = 8
"""How many notices may be under way when the process is killed."""
CHANGES = frozenset({News.CALLED_OFF, News.MOVED, News.NEW_LINK})
REMINDERS = frozenset({News.REMINDER, News.DAY_BEFORE})
CLAIMS = REMINDERS | {News.BOOKED, News.PLACE}
"""Whoever is told that is booked, as far as they know."""
ABOUT_THE_PLACE = CLAIMS | {News.NOT_BOOKED, News.OFFERED}


@dataclass(frozen=True, slots=True)
class Moment:
    """Something about one chat, by the clock that kills and faults are kept by, in seconds."""

    chat: int
    at: float


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Somebody has pressed a button that gives up a place (aware UTC)."""

    chat: int
    class_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Changes:
    """What was changed, whom it concerned, and what they were told."""

    classes: tuple[Class, ...] = ()
    places: tuple[Place, ...] = ()
    members: frozenset[int] = frozenset()
    told: tuple[Told, ...] = ()
    """Oldest first."""
    orders: tuple[Order, ...] = ()
    given_up: tuple[GivenUp, ...] = ()
    away: tuple[Away, ...] = ()
    ended_at: tuple[float, ...] = ()
    """When the bot was killed, or ended out of order; rising."""
    unclear: tuple[Moment, ...] = ()
    """Calls whose answer an ordered fault lost or cut off; and files that it refused, after their text was shown."""
    on_its_way: timedelta = timedelta(0)
    """How long a message may wait for its turn once it is looked at for the last time, by the clock that is moved."""
    to_be_told: timedelta = timedelta(0)
    """How early a class must be moved for everybody to hear of it, with crashes and outages in between."""


def never_told_it_is_off(seen: Changes) -> list[str]:
    """Whoever had a place, or waited for one, when their class was called off. Blocking the bot is no excuse: they
    are told when they let it in again, as all have in the end."""
    told = told_of(seen, News.CALLED_OFF)
    off = {one.id: one for one in seen.classes if one.cancelled_at}
    return [
        f"chat {place.chat}, {clock(off[place.class_id].starts_at)} ({place.state})"
        for place in seen.places
        if place.is_live and place.class_id in off and place.chat in seen.members
        and (place.chat, place.class_id, clock(off[place.class_id].starts_at)) not in told
    ]  # fmt: skip


def never_told_it_has_moved(seen: Changes) -> list[str]:
    """Whoever had a place before it was asked for, and kept it, of the last time that a class was moved; unless they
    had blocked the bot between then and the start, or too little time was left to tell everybody."""
    told = told_of(seen, News.MOVED)
    return [
        f"chat {place.chat}, to {order.new_time} ({place.state})"
        for one, order in moves(seen)
        for place in seen.places
        if place.class_id == one.id and place.is_live and place.since and place.since < order.asked_at
        and place.chat in seen.members
        and (place.chat, one.id, order.new_time) not in told
        and not was_away(seen, place.chat, order.asked_at, one.starts_at)
    ]  # fmt: skip


def moves(seen: Changes) -> Iterator[tuple[Class, Order]]:
    """Each class that is on and was moved early enough, and the order that has given it the time that it has."""
    last = {(one.class_id, one.new_time): one for one in seen.orders if one.what is What.MOVED}
    for one in seen.classes:
        order = last.get((one.id, clock(one.starts_at)))
        if order and one.cancelled_at is None:
            made_at = next((at for at in one.changed_at if at >= order.asked_at), order.asked_at)
            if made_at + seen.to_be_told <= one.starts_at:
                yield one, order


def told_of(seen: Changes, news: News) -> set[tuple[int, str, str]]:
    """Whom, of which class, at what time; whether it arrived or an ordered fault cut it off."""
    return {(one.chat, one.class_id, one.clock) for one in seen.told if one.news is news}


def was_away(seen: Changes, chat: int, since: datetime, until: datetime) -> bool:
    return any(one.chat == chat and one.since < until and one.until > since for one in seen.away)


def told_again(seen: Changes) -> list[str]:
    """The same change, told once more with no crash and no lost answer in between, or by more at one crash than are
    under way. Of a new link people are told as often as it has changed, and once more before the start."""
    unclear, at_kill, found = moments(seen.unclear), Counter[float](), list[str]()
    for (chat, news, class_id, at), messages in repeated(seen).items():
        twice = [pair for pair in pairwise(messages) if not is_between(unclear[chat], pair)]
        too_often = len(twice) - (links(seen, class_id) if news is News.NEW_LINK else 0)
        if too_often > 0:
            kills = [kill for pair in twice if (kill := first_between(seen.ended_at, pair))]
            at_kill.update(kills[:too_often])
            found += [f"chat {chat}, {at}: {news}"] * (too_often - len(kills))
    return found + [f"{n} at one kill" for n in at_kill.values() if n > IN_FLIGHT]


def first_between(moments: Sequence[float], pair: tuple[Told, Told]) -> float | None:
    """*moments* rise."""
    return next((moment for moment in moments if pair[0].at <= moment <= pair[1].at), None)


def is_between(moments: Sequence[float], pair: tuple[Told, Told]) -> bool:
    return first_between(moments, pair) is not None


def repeated(seen: Changes) -> dict[tuple[int, News, str, str], list[Told]]:
    """What arrived, by whom, of which change; for a new link, of which class."""
    found = defaultdict[tuple[int, News, str, str], list[Told]](list)
    for one in seen.told:
        if one.news in CHANGES and one.arrived:
            found[one.chat, one.news, one.class_id, "" if one.news is News.NEW_LINK else one.clock].append(one)
    return found


def links(seen: Changes, class_id: str) -> int:
    """How often an instructor has asked for another."""
    return sum(one.class_id == class_id and one.what is What.NEW_LINK for one in seen.orders)


def moments(of: Sequence[Moment]) -> defaultdict[int, list[float]]:
    found = defaultdict[int, list[float]](list)
    for one in of:
        found[one.chat].append(one.at)
    return found


def reminded_in_vain(seen: Changes) -> list[str]:
    """Of a class after they were told that it is off; or after they were told that it has moved, of a time that is
    neither that one nor the one it has in the end, of which the news may still be on its way."""
    found, off, times = list[str](), set[tuple[int, str]](), dict[tuple[int, str], str]()
    at_last = {one.id: clock(one.starts_at) for one in seen.classes}
    for one in seen.told:
        whose = (one.chat, one.class_id)
        if not one.arrived:
            continue
        if one.news is News.CALLED_OFF:
            off.add(whose)
        elif one.news is News.MOVED:
            times[whose] = one.clock
        elif one.news in REMINDERS and (
            whose in off or one.clock not in (times.get(whose, one.clock), at_last.get(one.class_id))
        ):
            found.append(f"chat {one.chat}, {one.clock}: {one.news}")
    return found


def told_falsely(seen: Changes) -> list[str]:
    """Whose newest message about a class says that they are booked on it, when the record does not have them there;
    unless they have given the place up since, or the news of that was cut off."""
    booked = {(one.chat, one.class_id) for one in seen.places if one.state == "booked"}
    given_up = {(one.chat, one.class_id): one.at for one in seen.given_up}
    unclear = moments(seen.unclear)
    return [
        f"chat {one.chat}, {one.clock or one.class_id}: {one.news}"
        for one in newest(seen)
        if one.news in CLAIMS and one.chat in seen.members and (one.chat, one.class_id) not in booked
        and not is_since(given_up.get((one.chat, one.class_id)), one.moment - seen.on_its_way)
        and not any(moment > one.at for moment in unclear[one.chat])
    ]  # fmt: skip


def is_since(moment: datetime | None, since: datetime) -> bool:
    return moment is not None and moment >= since


def newest(seen: Changes) -> list[Told]:
    """The last that each person was told about their place in each class."""
    last = {(one.chat, one.class_id): one for one in seen.told if one.news in ABOUT_THE_PLACE and one.arrived}
    return list(last.values())
