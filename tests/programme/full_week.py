"""A week in which everything that figures are made of has happened, and the figures that are published of it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from programme import periods
from programme.digests import publishing
from programme.model import Employer, Figures
from programme.store.digests import select_digest
from programme.store.engine import Transaction
from tests.programme.cast import House
from tests.programme.turnout import Crowd, attend, belong, challenge, gather, hold, log, rate

ZONE = ZoneInfo("Europe/London")
WEEK = periods.by_name("2026-W47")
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
TUESDAY = MONDAY - timedelta(days=6)
KEY = b"the key of the noise"
EVENING_BEFORE = datetime(2026, 11, 15, 18, 0, tzinfo=UTC)


async def a_full_week(house: House, employer: Employer, size: int = 90) -> Crowd:
    """Two thirds came before; sessions morning, lunch and afternoon, two talks, minutes of three sorts, ratings, and
    a challenge for every other one."""
    async with house.database.transaction() as tx:
        crowd = await gather(tx, employer, size, TUESDAY)
        await belong(tx, crowd, crowd.ids, TUESDAY)
        earlier = TUESDAY - timedelta(days=14)
        await attend(tx, crowd, crowd.ids[: size * 2 // 3], await hold(tx, earlier), earlier)
        await came_at_all_hours(tx, crowd)
        await logged_by_thirds(tx, crowd)
        await challenge(tx, crowd.ids[::2], TUESDAY.date(), TUESDAY.date() + timedelta(days=29))
    return crowd


async def came_at_all_hours(tx: Transaction, crowd: Crowd) -> None:
    for number, hour in enumerate((1, 4, 7)):
        at = TUESDAY + timedelta(hours=hour)
        session = await hold(tx, at)
        await attend(tx, crowd, crowd.ids[number::3], session, at)
        await rate(tx, crowd.ids[number::9], session, 3, at)
        await rate(tx, crowd.ids[number + 3 :: 9], session, 5, at)
    for title in ("Menopause", "Menopause", "Sleep"):
        await hold(tx, TUESDAY, kind="webinar", sensitivity="health", title=title)
    talk = await hold(tx, TUESDAY, kind="webinar", title="Backs")
    await attend(tx, crowd, crowd.ids[::3], talk, TUESDAY)


async def logged_by_thirds(tx: Transaction, crowd: Crowd) -> None:
    day = TUESDAY.date()
    for number, (minutes, intensity) in enumerate(((60, "light"), (60, "moderate"), (90, "vigorous"))):
        await log(tx, crowd, crowd.ids[number::3], day, minutes, intensity)


async def figures(house: House, employer: Employer | None, period: str = "2026-W47") -> Figures:
    await publishing.publish(house.database, KEY, MONDAY, ZONE)
    async with house.database.reading() as reading:
        found = await select_digest(reading, employer.id if employer else None, period)
    assert found is not None
    return found.figures
