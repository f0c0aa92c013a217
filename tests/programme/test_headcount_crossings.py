"""A workplace grows or shrinks across 25: nothing that it could read goes away, and its past is not told."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import combinations
from random import Random

import pytest

from content import digest as scene
from content.mail import plain
from content.words import Words
from programme import digests, employers, mondays, notices, periods, summaries
from programme.digests import frozen
from programme.errors import NotFound
from programme.model import Digest, Employer, Facts, Role, Summary
from programme.store.engine import Database
from programme.store.migrate import all_migrations, migrate
from programme.times import to_text
from tests.programme.cast import HOLLY, House
from tests.programme.store.test_migrate import empty
from tests.programme.test_digests import KEY, ZONE, a_busy_week, told

AUGUST = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
"""On which 2026-F11 has closed, and 2026-W48."""
TUESDAY, THURSDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=3)
IN_NOVEMBER = MONDAY - timedelta(days=13)
ADDED = 11
"""The migration with the column."""
LATER = datetime(2027, 4, 5, 8, 0, tzinfo=UTC)


async def bakery(house: House, headcount: int) -> Employer:
    async with house.database.transaction() as tx:
        return await employers.add(tx, "Corner Bakery", headcount, "command line", AUGUST)


async def recount(house: House, employer: Employer, headcount: int, now: datetime = TUESDAY) -> Employer:
    async with house.database.transaction() as tx:
        return await employers.recount(tx, employer.id, headcount, "command line", now)


async def clock(house: House, now: datetime) -> None:
    await mondays.run(house.database, KEY, now, ZONE)


async def published(house: House, employer: Employer) -> tuple[Digest, ...]:
    async with house.database.reading() as reading:
        return tuple(await digests.published(reading, employer))


def own(read: Iterable[Digest]) -> list[str]:
    return [one.period.name for one in read if one.employer_id]


def together(read: Iterable[Digest]) -> list[str]:
    return [one.period.name for one in read if one.employer_id is None]


async def a_busy_november(house: House, headcount: int) -> Employer:
    """Thirty people come at the bakery, and as many at each of two large workplaces; then it is Monday."""
    one = await bakery(house, headcount)
    await house.join_as(HOLLY, Role.HR, one)
    for employer in (one, house.council, house.school):
        await a_busy_week(house, employer, 30, IN_NOVEMBER)
    await clock(house, MONDAY)
    return one


async def on_thursday(house: House) -> Summary:
    """What Holly's message, planned on Monday, says then."""
    (notice,) = await told(house)
    async with house.database.reading() as reading:
        facts = await notices.relevant(reading, notice, THURSDAY)
    assert isinstance(facts, Facts)
    assert facts.summary
    return facts.summary


def said(summary: Summary) -> str:
    return plain(scene.message(Words(), summary, ZONE).text)


# smaller


async def test_monday_s_figures_come_on_thursday_though_the_workplace_has_shrunk(house: House) -> None:
    one = await a_busy_november(house, 60)
    before = await on_thursday(house)
    await recount(house, one, 20)
    after = await on_thursday(house)
    assert own(after.digests)[-1] == "2026-F11"
    assert after.digests == before.digests
    assert (before.next_on, after.next_on) == ((MONDAY + timedelta(weeks=4)).date(), None)
    assert "People using the bot who took part: about" in said(after)
    assert "new figures are for all workplaces together" in said(after)


async def test_a_message_planned_before_it_was_kept_whose_figures_they_are_has_them_too(house: House) -> None:
    one = await a_busy_november(house, 60)
    async with house.database.transaction() as tx:
        await tx.run("UPDATE notices SET facts = REPLACE(facts, '\"of_all\":false,', '')")
    await recount(house, one, 20)
    assert own((await on_thursday(house)).digests)[-1] == "2026-F11"


async def test_what_was_its_own_can_be_asked_for_when_it_has_shrunk(house: House) -> None:
    one = await a_busy_november(house, 60)
    before = await published(house, one)
    small = await recount(house, one, 20)
    assert set(before) <= set(await published(house, small))
    async with house.database.reading() as reading:
        assert (await digests.of_period(reading, small, "2026-F11")).employer_id == one.id
    await clock(house, MONDAY + timedelta(weeks=1))
    assert own(await published(house, small)) == own(before)
    assert together(await published(house, small))[-1] == "2026-W49"


async def test_no_two_figures_of_the_same_days_are_read_by_one_workplace(house: House) -> None:
    """Those of all together of the weeks of its own block were never shown to it."""
    one = await a_busy_november(house, 60)
    read = await published(house, await recount(house, one, 20))
    assert "2026-W48" not in together(read)
    with pytest.raises(NotFound):
        async with house.database.reading() as reading:
            await digests.of_period(reading, await employers.by_id(reading, one.id), "2026-W48")


# larger


async def test_a_workplace_that_has_grown_is_told_of_no_time_before(house: House) -> None:
    grown = await recount(house, await a_busy_november(house, 20), 60)
    await clock(house, LATER)
    names = own(await published(house, grown))
    assert names == ["2026-F13", "2027-F01", "2027-F02", "2027-Q1"]
    assert periods.by_name(names[0]).starts_on > TUESDAY.date()


async def test_control_one_that_was_large_enough_all_the_time_is(house: House) -> None:
    one = await a_busy_november(house, 60)
    await clock(house, LATER)
    assert {"2026-F11", "2026-F12", "2026-Q4"} <= set(own(await published(house, one)))


async def test_control_without_the_day_on_which_it_grew_the_past_would_be_published(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("programme.digests.due.grown_on", lambda _employer, _zone: None)
    grown = await recount(house, await a_busy_november(house, 20), 60)
    await clock(house, LATER)
    assert "2026-F12" in own(await published(house, grown))


async def test_what_it_was_shown_stays_when_it_has_grown_and_no_more_comes(house: House) -> None:
    small = await a_busy_november(house, 20)
    before = together(await published(house, small))
    grown = await recount(house, small, 60)
    assert together(await on_thursday_of(house)) == ["2026-W48"]
    await clock(house, LATER)
    assert together(await published(house, grown)) == before
    assert before[-1] == "2026-W48"


async def on_thursday_of(house: House) -> tuple[Digest, ...]:
    summary = await on_thursday(house)
    assert "At all workplaces together:" in said(summary)
    assert "a workplace gets its own figures, but never about the time before" in said(summary)
    return summary.digests


async def test_one_that_was_large_enough_from_the_first_reads_only_its_own(house: House) -> None:
    one = await a_busy_november(house, 60)
    assert together(await published(house, one)) == []


async def test_the_day_that_is_named_for_the_next_figures_is_the_day_they_come(house: House) -> None:
    grown = await recount(house, await a_busy_november(house, 20), 60)
    next_on = frozen.next_on(grown, TUESDAY, ZONE)
    assert next_on == datetime(2027, 1, 25, tzinfo=UTC).date()
    eve = datetime(next_on.year, next_on.month, next_on.day, 8, 0, tzinfo=UTC)
    await clock(house, eve - timedelta(weeks=1))
    assert own(await published(house, grown)) == []
    await clock(house, eve)
    assert own(await published(house, grown)) == ["2026-F13"]


async def test_the_moment_is_kept_while_it_is_large_enough_and_anew_when_it_grows_again(house: House) -> None:
    one = await bakery(house, 60)
    assert one.own_figures_since == AUGUST
    assert (await recount(house, one, 300)).own_figures_since == AUGUST
    assert (await recount(house, one, 24)).own_figures_since is None
    assert (await recount(house, one, 25, THURSDAY)).own_figures_since == THURSDAY
    assert (await bakery_of(house, 24)).own_figures_since is None


async def bakery_of(house: House, headcount: int) -> Employer:
    async with house.database.transaction() as tx:
        return await employers.add(tx, "Harbour Café", headcount, "command line", AUGUST)


async def test_workplaces_of_before_this_was_kept_had_figures_of_their_own_from_the_first(database: Database) -> None:
    await empty(database)
    await migrate(database, AUGUST, known=[one for one in all_migrations() if one.version < ADDED])
    async with database.transaction() as tx:
        for name, headcount in (("large", 25), ("small", 24)):
            await tx.run(
                "INSERT INTO employers (id, name, name_key, headcount, created_at) VALUES ($1, $1, $1, $2, $3)",
                name,
                headcount,
                to_text(AUGUST),
            )
    await migrate(database, MONDAY)
    async with database.reading() as reading:
        large, small = await employers.all_open(reading)
    assert (large.own_figures_since, small.own_figures_since) == (AUGUST, None)
    assert not digests.is_pooled(large)
    assert digests.is_pooled(small)


# whatever the headcount does


@pytest.mark.parametrize("seed", range(3))
async def test_a_year_of_changes_shows_no_day_twice_or_backwards_and_takes_nothing_away(
    house: House, seed: int
) -> None:
    chance, one = Random(seed), await a_busy_november(house, 60)
    small_days, read = [], await published(house, one)
    for week in range(40):
        now = MONDAY + timedelta(weeks=week)
        if chance.random() < 0.3:
            one = await recount(house, one, chance.choice((10, 60, 300)), now + timedelta(days=2))
        small_days += [now.date() + timedelta(days=day) for day in range(2, 9) if digests.is_pooled(one)]
        await clock(house, now + timedelta(weeks=1))
        before, read = read, await published(house, one)
        assert set(before) <= set(read)
    mine = [digest.period for digest in read if digest.employer_id]
    assert not any(p.starts_on <= day < p.ends_before for p in mine for day in small_days)
    assert not any(overlap(one_, other) for one_, other in combinations(read, 2))
    assert len(mine) > 2


def overlap(one: Digest, other: Digest) -> bool:
    """Blocks of four weeks and quarters do so by design."""
    both_long = not (periods.is_week(one.period) or periods.is_week(other.period))
    return periods.overlap(one.period, other.period) and not both_long


def test_a_notice_carries_whose_figures_they_are() -> None:
    carried = summaries.Carried("EmployerAAAA", ("2026-W47",), MONDAY.date(), of_all=True)
    assert summaries.from_facts(summaries.to_facts(carried)) == carried
