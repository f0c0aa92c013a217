"""The log: saved once, taken back, limited to a day, and added up honestly over week ends and clock changes."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from programme import minutes, people
from programme.errors import NotFound, Unusable
from programme.ids import new_id
from programme.model import Entry, Intensity, Totals
from tests.programme.cast import AMIRA, BEN, NOW, House

ZONE = ZoneInfo("Europe/London")
TODAY = NOW.date()
LEVELS = tuple(Intensity)


def entry(n: int = 25, on: date = TODAY, activity: str = "walking", level: Intensity = Intensity.MODERATE) -> Entry:
    return Entry(new_id(), n, activity, level, on)


async def save(house: House, *entries: Entry, chat_id: int = AMIRA, now: datetime = NOW, replaces: str = "") -> None:
    async with house.database.transaction() as tx:
        visitor = await people.visitor(tx, chat_id)
        await minutes.save(tx, visitor, entries, now, zone=ZONE, replaces=replaces or None)


async def week(house: House, day: date = TODAY, chat_id: int = AMIRA) -> Totals:
    visitor = await house.visitor(chat_id)
    async with house.database.reading() as reading:
        return await minutes.week(reading, visitor, day)


async def test_what_is_saved_is_listed_and_counted_for_the_workplace_of_the_day(house: House) -> None:
    await house.join(AMIRA)
    one = entry()
    await save(house, one)
    visitor = await house.visitor(AMIRA)
    async with house.database.reading() as reading:
        assert await minutes.recent(reading, visitor) == (one,)
    assert await week(house) == Totals(moderate=25)
    assert await house.count("minutes", f"employer_id = '{house.council.id}'") == 1


async def test_saving_the_same_again_changes_nothing(house: House) -> None:
    await house.join(AMIRA)
    one, two = entry(), entry(10, activity="yoga")
    await save(house, one, two)
    await save(house, one, two)
    assert await house.count("minutes") == 2


async def test_undo_takes_back_and_again_changes_nothing(house: House) -> None:
    await house.join(AMIRA)
    one = entry()
    await save(house, one)
    visitor = await house.visitor(AMIRA)
    for expected in (1, 0):
        async with house.database.transaction() as tx:
            assert await minutes.undo(tx, visitor, [one.id], NOW) == expected
    assert await week(house) == Totals()


async def test_nobody_reads_or_removes_an_entry_of_somebody_else(house: House) -> None:
    await house.join(AMIRA)
    ben = await house.join(BEN)
    one = entry()
    await save(house, one)
    async with house.database.transaction() as tx:
        assert await minutes.undo(tx, ben, [one.id], NOW) == 0
        with pytest.raises(NotFound):
            await minutes.find(tx, ben, one.id)
    assert await week(house) == Totals(moderate=25)


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (entry(0), "range"),
        (entry(-5), "range"),
        (entry(601), "range"),
        (entry(on=TODAY + timedelta(days=1)), "future"),
        (entry(on=TODAY - timedelta(days=29)), "too_old"),
    ],
)
async def test_what_cannot_be_is_refused_and_nothing_is_stored(house: House, wrong: Entry, problem: str) -> None:
    await house.join(AMIRA)
    with pytest.raises(Unusable) as refused:
        await save(house, entry(), wrong)
    assert refused.value.problem == problem
    assert await house.count("minutes") == 0


async def test_a_day_has_24_hours(house: House) -> None:
    await house.join(AMIRA)
    await save(house, entry(600), entry(600), entry(240))
    with pytest.raises(Unusable) as refused:
        await save(house, entry(1))
    assert refused.value.problem == "day_full"
    await save(house, entry(600, on=TODAY - timedelta(days=1)))
    assert await house.count("minutes") == 4


async def test_an_entry_in_place_of_another_may_use_its_time(house: House) -> None:
    await house.join(AMIRA)
    old = entry(600)
    await save(house, old, entry(600), entry(240))
    await save(house, entry(590), replaces=old.id)
    assert (await week(house)).moved == 1430
    with pytest.raises(NotFound):
        await save(house, entry(10), replaces=old.id)


async def test_saying_the_same_again_is_noticed(house: House) -> None:
    visitor = await house.join(AMIRA)
    await save(house, entry())
    async with house.database.reading() as reading:
        assert await minutes.said_before(reading, visitor, [entry()])
        for other in (entry(26), entry(activity="yoga"), entry(on=TODAY - timedelta(days=1))):
            assert not await minutes.said_before(reading, visitor, [other])


def test_light_minutes_are_moved_and_vigorous_ones_count_double() -> None:
    totals = Totals(light=10, moderate=20, vigorous=30)
    assert (totals.moved, totals.moderate_equivalent) == (60, 80)


def independent(entries: list[Entry], day: date) -> tuple[int, int]:
    """Both counters of the ISO week that *day* is in, worked out another way."""
    of_week = [one for one in entries if one.on.isocalendar()[:2] == day.isocalendar()[:2]]
    worth = {"light": 0, "moderate": 1, "vigorous": 2}
    return sum(one.minutes for one in of_week), sum(one.minutes * worth[one.intensity.value] for one in of_week)


@pytest.mark.parametrize(
    "around",
    [date(2026, 10, 25), date(2027, 3, 28), date(2026, 12, 31), date(2028, 2, 29)],
    ids=["autumn clock change", "spring clock change", "year end", "leap day"],
)
async def test_week_totals_against_another_calculator(house: House, around: date) -> None:
    await house.join(AMIRA)
    dice = random.Random(around.toordinal())
    moment = datetime(around.year, around.month, around.day, 12, tzinfo=UTC)
    now = moment + timedelta(days=14)
    days = [around + timedelta(days=shift) for shift in range(-14, 15)]
    logged = [
        entry(dice.randint(1, 60), dice.choice(days), level=dice.choice(LEVELS), activity="gym") for _ in range(150)
    ]
    for start in range(0, len(logged), 50):
        await save(house, *logged[start : start + 50], now=now)
    for day in days:
        totals = await week(house, day)
        assert (totals.moved, totals.moderate_equivalent) == independent(logged, day)


async def test_a_wrong_calculator_would_be_caught(house: House) -> None:
    await house.join(AMIRA)
    sunday = TODAY - timedelta(days=1)
    logged = [entry(10), entry(20, sunday, level=Intensity.VIGOROUS)]
    await save(house, *logged)
    right = await week(house)
    shifted = [replace(one, on=one.on + timedelta(days=1)) for one in logged]
    assert (right.moved, right.moderate_equivalent) == (10, 10) != independent(shifted, TODAY)


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 10, 24, 23, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    ],
)
async def test_today_is_the_local_day_in_the_night_of_the_clock_change(house: House, now: datetime) -> None:
    """At 23:30 UTC it is half past midnight on Sunday there; both of its 01:30s are Sunday, too."""
    await house.join(AMIRA)
    await save(house, entry(on=date(2026, 10, 25)), now=now)
    with pytest.raises(Unusable):
        await save(house, entry(on=date(2026, 10, 26)), now=now)


def test_ten_thousand_entries_against_another_calculator() -> None:
    dice = random.Random(1)
    first = date(2026, 1, 1)
    logged = [
        entry(dice.randint(1, 600), first + timedelta(days=dice.randrange(800)), level=dice.choice(LEVELS))
        for _ in range(10_000)
    ]
    for number in range(0, 800, 7):
        day = first + timedelta(days=number)
        monday = minutes.week_begins(day)
        totals = minutes.totals(one for one in logged if monday <= one.on <= monday + timedelta(days=6))
        assert (totals.moved, totals.moderate_equivalent) == independent(logged, day)
