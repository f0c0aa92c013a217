"""Weeks, strength days, the best week, and streaks that forgive a week off."""

from datetime import date, timedelta

import pytest

from programme import minutes, people, progress, rhythms, upkeep
from programme.ids import new_id
from programme.model import Away, Entry, Intensity, Totals, Week
from programme.store import minutes as store
from programme.store import rhythms as rhythm_store
from tests.programme.cast import AMIRA, BEN, NOW, House, later
from tests.programme.test_minutes import ZONE

TODAY = NOW.date()
THIS = minutes.week_begins(TODAY)
STRONG = frozenset({"yoga", "weights"})


def entry(n: int, on: date, activity: str = "walking", level: Intensity = Intensity.MODERATE) -> Entry:
    return Entry(new_id(), n, activity, level, on)


def ago(weeks: int) -> date:
    return THIS - timedelta(days=7 * weeks)


def streak(*weeks_ago: int, off: tuple[int, ...] = ()) -> int:
    return progress.streak({ago(n) for n in weeks_ago}, THIS, {ago(n) for n in off})


@pytest.mark.parametrize(
    ("logged", "count"),
    [
        ((), 0),
        ((0,), 1),
        ((1,), 1),
        ((0, 1, 2), 3),
        ((1, 2, 3), 3),
        ((0, 2), 2),
        ((0, 3), 1),
        ((0, 1, 3, 4), 4),
        ((0, 2, 4), 2),
        ((0, 2, 3, 4, 6), 5),
        ((2, 3), 2),
        ((3, 4), 0),
    ],
)
def test_one_missed_week_in_four_is_forgiven(logged: tuple[int, ...], count: int) -> None:
    assert streak(*logged) == count


def test_weeks_of_leave_neither_count_nor_break() -> None:
    assert streak(0, 4, 5) == 1
    assert streak(0, 4, 5, off=(1, 2, 3)) == 3
    assert streak(3, 4, off=(0, 1, 2)) == 2


def off_from(first: str, last: str) -> frozenset[date]:
    return progress.weeks_off([Away(date.fromisoformat(first), date.fromisoformat(last))])


def test_a_week_of_leave_leaves_at_most_two_working_days() -> None:
    whole = {date(2026, 11, 9)}
    assert off_from("2026-11-09", "2026-11-13") == whole
    assert off_from("2026-11-11", "2026-11-15") == whole
    assert off_from("2026-11-12", "2026-11-15") == frozenset()
    assert off_from("2026-11-04", "2026-11-17") == {date(2026, 11, 2), date(2026, 11, 9)}


def test_bank_holidays_are_not_days_left_to_work() -> None:
    """Christmas Day is a Friday in 2026, and Monday 28 December stands in for Boxing Day."""
    assert off_from("2026-12-23", "2026-12-24") == {date(2026, 12, 21)}
    assert off_from("2026-12-16", "2026-12-17") == frozenset()
    assert off_from("2026-12-29", "2026-12-30") == {date(2026, 12, 28)}


async def test_leave_that_is_over_still_breaks_no_streak(house: House) -> None:
    """Three weeks off, said at the time, then another holiday said: both stay known."""
    await house.join(AMIRA)
    async with house.database.transaction() as tx:
        amira = await people.visitor(tx, AMIRA)
        await minutes.save(tx, amira, [entry(10, TODAY), entry(10, ago(4))], NOW, zone=ZONE)
        assert (await progress.of(tx, amira, TODAY, STRONG)).streak == 1
        was = Away(ago(3), ago(0) - timedelta(days=1))
        await rhythms.set_away(tx, amira, was, NOW - timedelta(weeks=3), ZONE)
        await rhythms.set_away(tx, amira, Away(TODAY, TODAY + timedelta(days=3)), NOW, ZONE)
        await rhythms.set_away(tx, amira, None, NOW, ZONE)
        assert (await progress.of(tx, amira, TODAY, STRONG)).streak == 2


async def test_time_off_that_was_cut_short_counts_as_far_as_it_went(house: House) -> None:
    await house.join(AMIRA)
    async with house.database.transaction() as tx:
        amira = await people.visitor(tx, AMIRA)
        assert amira.person is not None
        await rhythms.set_away(tx, amira, Away(TODAY, TODAY + timedelta(days=20)), NOW, ZONE)
        await rhythms.set_away(tx, amira, None, NOW + timedelta(days=2), ZONE)
        kept = await rhythm_store.select_time_off(tx, amira.person.id)
        await rhythms.set_away(
            tx, amira, Away(TODAY + timedelta(days=2), TODAY + timedelta(days=9)), later(days=2), ZONE
        )
        await rhythms.set_away(tx, amira, None, later(days=2), ZONE)
        again = await rhythm_store.select_time_off(tx, amira.person.id)
    assert kept == again == (Away(TODAY, TODAY + timedelta(days=1)),)


async def test_time_off_goes_with_the_minutes_it_is_read_with(house: House) -> None:
    await house.join(AMIRA)
    async with house.database.transaction() as tx:
        await rhythms.set_away(tx, await people.visitor(tx, AMIRA), Away(TODAY, TODAY), NOW, ZONE)
    await upkeep.prune(house.database, later(days=396))
    assert await house.count("time_off") == 1
    await upkeep.prune(house.database, later(days=398))
    assert await house.count("time_off") == 0


def test_the_longest_streak_may_be_long_over() -> None:
    assert progress.longest({ago(n) for n in (0, 30, 31, 32, 33)}) == 4
    assert progress.longest(set()) == 0


def test_strength_days_are_days_and_not_entries() -> None:
    monday, tuesday = THIS, THIS + timedelta(days=1)
    found = progress.weeks(
        [entry(10, monday, "yoga"), entry(5, monday, "weights"), entry(20, tuesday), entry(5, tuesday, "yoga")], STRONG
    )
    assert found == {THIS: Week(THIS, Totals(moderate=40), 2)}


def test_a_sunday_and_the_monday_after_are_two_weeks() -> None:
    found = progress.weeks([entry(10, THIS), entry(20, THIS - timedelta(days=1))], STRONG)
    assert {monday: week.totals.moved for monday, week in found.items()} == {ago(1): 20, ago(0): 10}


def test_the_best_week_needs_two_and_of_equals_is_the_latest() -> None:
    one, two = Week(ago(1), Totals(30)), Week(ago(2), Totals(30))
    assert progress.best([one]) is None
    assert progress.best([two, one]) == one


def test_eight_weeks_go_over_a_new_year() -> None:
    assert progress.mondays(date(2027, 1, 4))[0] == date(2026, 11, 16)
    assert len(progress.mondays(THIS)) == progress.SHOWN


async def test_progress_is_ones_own_and_leaves_out_what_was_removed(house: House) -> None:
    await house.join(AMIRA)
    ben = await house.join(BEN)
    kept, removed = entry(25, TODAY, "yoga"), entry(50, TODAY - timedelta(days=7))
    async with house.database.transaction() as tx:
        amira = await people.visitor(tx, AMIRA)
        await minutes.save(tx, amira, [kept, removed], NOW, zone=ZONE)
        await minutes.undo(tx, amira, [removed.id], NOW)
    async with house.database.reading() as reading:
        hers = await progress.of(reading, amira, TODAY, STRONG)
        his = await progress.of(reading, ben, TODAY, STRONG)
    assert hers.weeks[-1] == Week(THIS, Totals(moderate=25), 1)
    assert (hers.streak, hers.longest_streak, hers.best) == (1, 1, None)
    assert sum(week.totals.moved for week in (*hers.weeks[:-1], *his.weeks)) == 0


@pytest.mark.parametrize(("weeks_ago", "shown"), [((), 1), ((0,), 1), ((2,), 3), ((2, 0), 3), ((7,), 8), ((9,), 8)])
async def test_weeks_begin_with_the_first_that_has_anything(
    house: House, weeks_ago: tuple[int, ...], shown: int
) -> None:
    amira = await house.join(AMIRA)
    assert amira.person
    async with house.database.transaction() as tx:
        logged = [entry(10, ago(n)) for n in weeks_ago]
        await store.insert_entries(tx, (amira.person.id, None), logged, NOW)
        found = await progress.of(tx, amira, TODAY, STRONG)
    assert [week.monday for week in found.weeks] == [ago(n) for n in reversed(range(shown))]


async def test_a_removed_entry_comes_back_once(house: House) -> None:
    await house.join(AMIRA)
    one = entry(25, TODAY)
    async with house.database.transaction() as tx:
        amira = await people.visitor(tx, AMIRA)
        await minutes.save(tx, amira, [one], NOW, zone=ZONE)
        await minutes.undo(tx, amira, [one.id], NOW)
        for _ in range(2):
            await minutes.put_back(tx, amira, one.id)
            assert await minutes.recent(tx, amira) == (one,)
