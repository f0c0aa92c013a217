"""The back-up of every night: made, checked, remembered, old ones deleted; the team hears of it once if it fails."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from programme import erasures, notices
from programme.backups import AlreadyThere, NotWritten
from programme.erasures import SQLITE, Ledger
from programme.keys import keep_value, value_of
from programme.periods import local_date
from programme.retention import retention
from programme.rotation import Kept, nightly_name, over
from programme.store.backup import copy_database
from programme.store.engine import Database, Reading, StoreDamaged, StoreUnavailable, opened
from programme.times import from_text, to_text

log = logging.getLogger(__name__)

LAST = "backup_last"
"""The setting that holds when the last one was made, a space, and its file."""
FAILING = "backup_failing_since"
"""The setting that holds since when it fails; empty when it does not."""
ALERT = "backup"


@dataclass(frozen=True, slots=True)
class Plan:
    """Which SQLite file goes where, and how many copies stay."""

    database: Path
    folder: Path
    kept: Kept
    ledger: Ledger
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class State:
    """How the back-ups stand. Times are aware UTC; None: never, or not now."""

    made_at: datetime | None = None
    file: str = ""
    failing_since: datetime | None = None


async def back_up(database: Database, plan: Plan, now: datetime) -> None:
    """The copy of this local day; one that is there already stays. Then what is over goes.

    Raises:
        StoreUnavailable: it could not be made; the team has been told, and it is to be tried again.
        StoreDamaged: the database is malformed.
    """
    target = plan.folder / nightly_name(plan.database.stem, local_date(now, plan.zone))
    try:
        await copied(database, plan, target, now)
    except (NotWritten, StoreUnavailable, OSError) as trouble:
        await note_failure(database, str(trouble), now)
        raise StoreUnavailable(str(trouble)) from trouble
    async with database.transaction() as tx:
        await erasures.keep_beside(tx, plan.ledger, target, now)
        await keep_value(tx, LAST, f"{to_text(now)} {target}", now)
        await keep_value(tx, FAILING, "", now)
    deleted = await asyncio.to_thread(rotate, plan, now)
    log.info("Backed up to %s, checked; older ones deleted: %d", target, deleted)


async def copied(database: Database, plan: Plan, target: Path, now: datetime) -> None:
    """The key of the erasures is in the copy, so that the ledger can be read when it is brought back.

    Raises:
        NotWritten, StoreUnavailable: not now.
        StoreDamaged: the database is malformed; what is only wrong with the copy is `NotWritten`.
    """
    async with database.transaction() as tx:
        await erasures.secret_of(tx, now)
    try:
        await asyncio.to_thread(copy_database, plan.database, target)
    except AlreadyThere:
        if not await is_of(database, target):
            raise NotWritten(f"{target} is another database's; give this one its own BACKUP_DIR") from None
    except StoreDamaged as damage:
        await database.verify()
        raise NotWritten(f"the copy did not pass its check: {damage}") from damage


async def is_of(database: Database, copy: Path) -> bool:
    """Whether *copy* is this database's: it holds the same key."""
    async with database.reading() as reading:
        own = await erasures.existing_secret(reading)
    async with opened(f"{SQLITE}{copy}") as other, other.reading() as reading:
        return own is not None and own == await erasures.existing_secret(reading)


async def note_failure(database: Database, trouble: str, now: datetime) -> None:
    """Tell the team at the first of several failures in a row."""
    async with database.transaction() as tx:
        if await value_of(tx, FAILING):
            return
        await keep_value(tx, FAILING, to_text(now), now)
        await notices.tell_team(tx, ALERT, now)
    log.error("The nightly back-up failed: %s. It is tried again every five minutes.", trouble)


def rotate(plan: Plan, now: datetime) -> int:
    """Delete those that are over; how many. One that cannot be deleted is said."""
    today = local_date(now, plan.zone)
    names = [path.name for path in plan.folder.iterdir() if path.is_file()]
    gone = 0
    for name in sorted(over(names, plan.database.stem, today, plan.kept, retention().backups)):
        try:
            (plan.folder / name).unlink(missing_ok=True)
            gone += 1
        except OSError as error:
            log.error("The old back-up %s cannot be deleted (%s); delete it yourself", name, error.strerror)
    return gone


async def state(reading: Reading) -> State:
    """How they stand, for whoever asks."""
    made_at, _, file = (await value_of(reading, LAST) or "").partition(" ")
    failing = await value_of(reading, FAILING)
    return State(from_text(made_at) if made_at else None, file, from_text(failing) if failing else None)
