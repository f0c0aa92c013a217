"""Every recurring duty, in one list, and the one real-time job that sees to them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from programme import duties
from programme.store.engine import Database, StoreUnavailable
from scheduling.clock import Clock

log = logging.getLogger(__name__)

TICK_SECONDS = 1.0
AGAIN = timedelta(minutes=5)
"""How long a duty that failed waits before it is tried again; meanwhile it stays due in the record."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Something done every day, or on one weekday, at a local time."""

    name: str
    at: time
    run: Callable[[datetime], Awaitable[None]]
    weekday: int | None = None
    """Monday is 0; None is every day."""

    def next_after(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """The first due instant after *moment* (aware UTC): a wall-clock time, whatever the clocks do that night.

        A time that the spring change skips is due when the hour has passed; one that the autumn change
        doubles is due at the first of the two.
        """
        day = moment.astimezone(zone).date()
        while True:
            due = datetime.combine(day, self.at, zone).astimezone(moment.tzinfo)
            if due > moment and self._is_day(day):
                return due
            day += timedelta(days=1)

    def _is_day(self, day: date) -> bool:
        return self.weekday is None or day.weekday() == self.weekday


class Timetable:
    """Ticks once a second on the real clock; what is due is read from rows, so a moved clock misses nothing."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        zone: ZoneInfo,
        duties_in_order: Sequence[Duty],
        every_tick: Sequence[Callable[[], Awaitable[None]]],
        may_act: Callable[[], bool] = lambda: True,
    ) -> None:
        """*may_act*: False once another process may be the worker, which then sees to it all."""
        self._may_act = may_act
        self._database = database
        self._clock = clock
        self._zone = zone
        self._duties = duties_in_order
        self._every_tick = every_tick
        self._due: dict[str, datetime] = {}
        self._scheduler = AsyncIOScheduler(timezone=zone)

    async def start(self) -> None:
        """Plan what was never planned, do what fell due while the machine was off (once), then tick."""
        await self._plan()
        self._scheduler.add_job(
            self._tick,
            IntervalTrigger(seconds=int(TICK_SECONDS)),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._scheduler.start()

    async def close(self) -> None:
        self._scheduler.shutdown(wait=False)

    async def _plan(self) -> None:
        now = self._clock()
        async with self._database.reading() as reading:
            self._due = await duties.due_times(reading)
        for duty in self._duties:
            if duty.name not in self._due:
                await self._set_due(duty, duty.next_after(now, self._zone), ran_at=None)

    async def _tick(self) -> None:
        with suppress(asyncio.CancelledError):  # at the end; APScheduler would log it as a failure
            if self._may_act():
                await self.tick(self._clock())

    async def tick(self, now: datetime) -> None:
        """Everything that is due at *now* (aware UTC). Missed days of a duty are done once."""
        for act in self._every_tick:
            await safely(act)
        for duty in self._duties:
            if self._due[duty.name] <= now:
                done = await safely(partial(self._do, duty, now))
                if not done:
                    self._due[duty.name] = now + AGAIN

    async def _do(self, duty: Duty, now: datetime) -> None:
        await duty.run(now)
        await self._set_due(duty, duty.next_after(now, self._zone), ran_at=now)

    async def _set_due(self, duty: Duty, due: datetime, ran_at: datetime | None) -> None:
        async with self._database.transaction() as tx:
            await duties.set_due(tx, duty.name, due, ran_at)
        self._due[duty.name] = due


async def safely(act: Callable[[], Awaitable[None]]) -> bool:
    """Do it; if it fails, say so and leave it until later, so that nothing else has to wait for it."""
    try:
        await act()
        return True
    except StoreUnavailable as trouble:
        log.debug("a duty waits: the database did not answer: %s", trouble)
    except Exception:
        log.exception("a duty failed; it is tried again")
    return False
