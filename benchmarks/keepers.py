"""Two ways to keep notices for later, each alone in a fresh process: `python -m benchmarks.keepers jobs|rows …`.

`jobs N` gives APScheduler a job each; `rows URL` opens the record, which has them, as the bot does. Prints
`benchmarks.notices.Held` as JSON.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from datetime import UTC, datetime, timedelta

import psutil
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from benchmarks.processes import MIB
from content.screen import Screen
from programme import notices
from programme.model import Contact, Notice
from programme.store.engine import opened
from scheduling.deliver import Delivery
from scheduling.outcomes import Outcome, Sent

TICKS = 200
WARM_UP = 20


def memory() -> float:
    gc.collect()
    return float(psutil.Process().memory_full_info().uss / MIB)


def tell(before: float, after: float, tick: float) -> None:
    print(json.dumps({"before": before, "after": after, "tick": tick}))


async def remind(_chat_id: int, _text: str) -> None:
    """What a job would call."""


async def keep_jobs(number: int) -> None:
    """One job each, as bots are usually written: in memory, with whom to tell and what."""
    before = memory()
    scheduler = AsyncIOScheduler(timezone=UTC)
    scheduler.start()
    first = datetime.now(UTC) + timedelta(days=1)
    for n in range(number):
        trigger = DateTrigger(first + timedelta(seconds=n))
        scheduler.add_job(remind, trigger, (1_000 + n, "Your session is tomorrow."), misfire_grace_time=None)
    began = time.perf_counter()
    for _ in range(TICKS):
        scheduler._process_jobs()  # what its timer calls; there is no other door
    tick = (time.perf_counter() - began) / TICKS
    tell(before, memory(), tick)
    scheduler.shutdown(wait=False)


async def keep_rows(url: str) -> None:
    """As the bot: the record opened, and the delivery asked each second whether something is due."""
    before = memory()
    async with opened(url) as database:
        delivery = Delivery(database, lambda: datetime.now(UTC), never, empty, 1, asyncio.Event())
        for _ in range(WARM_UP):
            await delivery.run_due()
        began = time.perf_counter()
        for _ in range(TICKS):
            await delivery.run_due()
        tick = (time.perf_counter() - began) / TICKS
        tell(before, memory(), tick)


async def never(_contact: Contact, _screen: Screen, _lane: str, _deadline: datetime | None) -> Outcome:
    """Nothing is due, so nothing is sent."""
    return Sent()


def empty(_notice: Notice, _facts: notices.Facts, _now: datetime) -> Screen:
    raise LookupError("nothing is due")


def main() -> None:
    how, what = sys.argv[1:]
    asyncio.run(keep_jobs(int(what)) if how == "jobs" else keep_rows(what))


if __name__ == "__main__":
    main()
