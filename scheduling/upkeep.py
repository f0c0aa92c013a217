"""The recurring duties of the house itself."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from programme import complaints, nightly, nudges, outcomes, upkeep, wishes
from programme.erasures import Ledger
from programme.series import extending
from programme.store.engine import Database
from scheduling.mondays import digest_duty
from scheduling.timetable import Duty


def duties_of(
    database: Database,
    zone: ZoneInfo,
    disclosure_key: bytes | None = None,
    ledger: Ledger | None = None,
    plan: nightly.Plan | None = None,
) -> tuple[Duty, ...]:
    """Every recurring duty, by local time.

    *disclosure_key* as for `scheduling.mondays`, *ledger* for erasures, *plan* for the back-up of every night, which
    comes when what is over has been deleted; None: there is none.
    """

    async def prune(now: datetime) -> None:
        await upkeep.prune(database, now, ledger)

    async def warn_of_complaints(now: datetime) -> None:
        await complaints.warn(database, now)

    async def extend_series(now: datetime) -> None:
        await extending.extend_all(database, now)

    async def plan_nudges(now: datetime) -> None:
        await nudges.plan_day(database, now, zone)

    async def publish_outcomes(now: datetime) -> None:
        await outcomes.run(database, disclosure_key, now, zone)

    async def ask_best_time(now: datetime) -> None:
        await wishes.ask_after_two_missed(database, now)

    async def back_up(now: datetime) -> None:
        if plan is not None:
            await nightly.back_up(database, plan, now)

    totals = Duty("outcomes", time(4, 30), publish_outcomes)
    weekly = Duty("series", time(4, 0), extend_series)
    nudging = Duty("nudges", time(0, 10), plan_nudges)
    warning = Duty("complaints", time(9, 0), warn_of_complaints)
    pruning, digests = Duty("prune", time(3, 30), prune), digest_duty(database, zone, disclosure_key)
    asking = Duty("best_time", time(10, 0), ask_best_time)
    copying = Duty("backup", time(3, 45), back_up)
    return (nudging, pruning, copying, weekly, totals, warning, asking, digests)
