"""With evidence that is doctored, that each broken promise would be seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from playground.soak.changes import Changes
from playground.soak.evidence import Evidence, Said
from playground.soak.leaders import Order, What
from playground.soak.record import Class, Place
from playground.soak.told import News, Told
from playground.soak.verdict import doubled, explained, promises

AT = datetime(2027, 3, 28, 12, 0, tzinfo=UTC)
SOMEBODY = -1
"""A chat that nobody has."""
CLASS = Class("a class that is not there", AT.replace(hour=14))
"""15:00 on the clocks of London."""
OFF = replace(CLASS, cancelled_at=AT)
PLACE = Place(SOMEBODY, CLASS.id, "booked", AT - timedelta(hours=1))
TOLD = Told(SOMEBODY, News.CALLED_OFF, CLASS.id, "15:00", -9.0, AT)
"""Before any crash there has been."""


def controls(seen: Evidence) -> dict[str, bool]:
    """Evidence doctored in one way each; whether the promise that it breaks is seen to be broken."""
    before = promises(seen)
    doctored = {**of_the_record(seen), **of_the_chats(seen), **of_changes(seen)}
    return {name: is_worse(promises(worse), before) for name, worse in doctored.items()}


def is_worse(worse: Mapping[str, int], before: Mapping[str, int]) -> bool:
    return any(worse[name] > before[name] for name in before)


def of_the_record(seen: Evidence) -> dict[str, Evidence]:
    kept = seen.kept
    return {
        "a lost tap": replace(seen, kept=replace(kept, unanswered=kept.unanswered + 1)),
        "a lost notice": replace(seen, kept=replace(kept, lost=kept.lost + seen.unclear + 1)),
        "a place sold twice": replace(seen, kept=replace(kept, oversold=kept.oversold + 1)),
        "a good update put aside": replace(seen, kept=replace(kept, quarantined=kept.quarantined + seen.poisons + 1)),
    }


def of_the_chats(seen: Evidence) -> dict[str, Evidence]:
    asks = Said(False, "/help", AT)
    late = Said(True, "Your 12:30 starts in 1 minute.", AT + timedelta(hours=2, minutes=30))
    often = (replace(late, at=AT - timedelta(minutes=40)),) * (explained(seen) + doubled(seen) + 2)
    return {
        "a person left without an answer": replace(seen, chats=(*seen.chats, (asks,))),
        "reminders sent again and again": replace(seen, chats=(*seen.chats, often)),
        "a late reminder": replace(seen, chats=(*seen.chats, (late,)), step=min(seen.step, timedelta(hours=1))),
        "a message that Telegram refuses": replace(seen, refused=seen.refused + Counter(["sendMessage: too long"])),
        "an exit that is not in order": replace(seen, exit_code=1),
    }


def of_changes(seen: Evidence) -> dict[str, Evidence]:
    moved = Order(CLASS.id, What.MOVED, AT, "15:00")
    doctored = {
        "somebody who stands before a closed door": with_more(seen, classes=(OFF,), places=(PLACE,)),
        "somebody who comes at the old time": with_more(seen, classes=(CLASS,), places=(PLACE,), orders=(moved,)),
        "a change told twice": with_more(seen, told=(TOLD, replace(TOLD, at=-8.0))),
        "a reminder of what is off": with_more(
            seen, places=(PLACE,), told=(TOLD, replace(TOLD, news=News.REMINDER, at=-8.0))
        ),
        "a reminder of the old time": with_more(
            seen,
            places=(PLACE,),
            told=(replace(TOLD, news=News.MOVED), replace(TOLD, news=News.REMINDER, clock="14:00")),
        ),
        "somebody told a lie": with_more(seen, told=(replace(TOLD, news=News.BOOKED),)),
    }
    return {name: replace(seen, changes=changes) for name, changes in doctored.items()}


def with_more(
    seen: Evidence,
    *,
    classes: tuple[Class, ...] = (),
    places: tuple[Place, ...] = (),
    orders: tuple[Order, ...] = (),
    told: tuple[Told, ...] = (),
) -> Changes:
    of = seen.changes
    return replace(
        of,
        classes=of.classes + classes,
        places=of.places + places,
        orders=of.orders + orders,
        told=of.told + told,
        members=of.members | {SOMEBODY},
    )
