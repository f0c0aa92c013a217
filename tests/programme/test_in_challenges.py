"""How many have a challenge going, from the record to the frozen figure: whose days count, and who is left out."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from programme import challenges, counting, digests, employers, people, periods, upkeep
from programme.digests import publishing
from programme.model import Challenge, Employer, Figures
from programme.store.digests import select_digest
from programme.store.engine import Database
from programme.store.migrate import all_migrations, migrate
from tests.programme.cast import AMIRA, NOW, House
from tests.programme.store.test_migrate import empty
from tests.programme.turnout import Crowd, attend, challenge, count_no_more, gather, hold, log

ZONE = ZoneInfo("Europe/London")
KEY = b"the key of the noise"
WEEK = periods.by_name("2026-W47")
FIRST, LAST = date(2026, 11, 16), date(2026, 11, 22)
TUESDAY = datetime(2026, 11, 17, 8, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ADDED = 13
"""The migration with the last day."""


async def sixty(house: House, employer: Employer) -> Crowd:
    """They come and log on Tuesday."""
    async with house.database.transaction() as tx:
        crowd = await gather(tx, employer, 60, TUESDAY)
        await attend(tx, crowd, crowd.ids, await hold(tx, TUESDAY), TUESDAY)
        await log(tx, crowd, crowd.ids, TUESDAY.date(), 20)
    return crowd


async def begin(house: House, ids: Iterable[str], first: date = FIRST, last: date = LAST) -> None:
    async with house.database.transaction() as tx:
        await challenge(tx, ids, first, last)


async def figures(house: House, employer: Employer | None) -> Figures:
    await publishing.publish(house.database, KEY, MONDAY, ZONE)
    async with house.database.reading() as reading:
        found = await select_digest(reading, employer.id if employer else None, WEEK.name)
    assert found
    return found.figures


@pytest.mark.parametrize(
    ("first", "last", "is_counted"),
    [
        (LAST, LAST + 29 * DAY, True),
        (LAST + DAY, LAST + 30 * DAY, False),
        (FIRST - 29 * DAY, FIRST, True),
        (FIRST - 30 * DAY, FIRST - DAY, False),
        (FIRST - 30 * DAY, LAST + 30 * DAY, True),
    ],
)
async def test_a_challenge_counts_if_any_day_of_it_is_in_the_period(
    house: House, first: date, last: date, is_counted: bool
) -> None:
    crowd = await sixty(house, house.council)
    await begin(house, crowd.ids[:30], first, last)
    shown = (await figures(house, house.council)).in_challenges
    assert shown is None or abs(shown - 30) <= 10
    assert (shown is not None) == is_counted


async def test_who_logged_nothing_is_not_among_them(house: House) -> None:
    crowd = await sixty(house, house.council)
    async with house.database.transaction() as tx:
        others = await gather(tx, house.council, 200, TUESDAY)
    await begin(house, others.ids)
    assert (await figures(house, house.council)).in_challenges is None
    async with house.database.transaction() as tx:
        await tx.run("DELETE FROM digests")
    await begin(house, crowd.ids[:30])
    shown = (await figures(house, house.council)).in_challenges
    assert shown is not None
    assert shown <= 40


async def test_who_asked_not_to_be_counted_is_not_among_them(house: House) -> None:
    crowd = await sixty(house, house.council)
    await begin(house, crowd.ids[:30])
    async with house.database.transaction() as tx:
        await count_no_more(tx, crowd.ids[:21], MONDAY - DAY)
    assert (await figures(house, house.council)).in_challenges is None


async def test_what_is_begun_or_ended_afterwards_changes_nothing(house: House) -> None:
    crowd = await sixty(house, house.council)
    await begin(house, crowd.ids[:30])
    before = await figures(house, house.council)
    await begin(house, crowd.ids[30:])
    assert await figures(house, house.council) == before
    async with house.database.transaction() as tx:
        await tx.run("DELETE FROM challenge_entries")
    assert await figures(house, house.council) == before


async def test_control_were_it_worked_out_afresh_it_would_change(house: House) -> None:
    crowd = await sixty(house, house.council)
    await begin(house, crowd.ids[:30])
    assert (await figures(house, house.council)).in_challenges is not None
    async with house.database.transaction() as tx:
        await tx.run("DELETE FROM challenge_entries")
        await tx.run("DELETE FROM digests")
    assert (await figures(house, house.council)).in_challenges is None


async def test_of_all_together_it_stands_without_each_workplace(house: House) -> None:
    council, school = await sixty(house, house.council), await sixty(house, house.school)
    await begin(house, (*council.ids[:30], *school.ids[:30]))
    shown = (await figures(house, None)).in_challenges
    assert shown is not None
    assert abs(shown - 60) <= 10


async def test_of_all_together_it_is_withheld_where_they_are_of_one_workplace(house: House) -> None:
    council, _school = await sixty(house, house.council), await sixty(house, house.school)
    await begin(house, council.ids[:30])
    shown = await figures(house, None)
    assert (shown.logged is not None, shown.in_challenges) == (True, None)


WEEKLY = Challenge("first-week", 5, 7)


async def begun_on(house: House, *days: date) -> None:
    await house.join(AMIRA)
    for today in days:
        async with house.database.transaction() as tx:
            await challenges.begin(tx, await people.visitor(tx, AMIRA), WEEKLY, today)


async def entries(house: House) -> list[tuple[str, str]]:
    async with house.database.reading() as reading:
        rows = await reading.all("SELECT started_on, ends_on FROM challenge_entries ORDER BY started_on")
    return [(row["started_on"], row["ends_on"]) for row in rows]


async def test_who_begins_again_is_still_there_the_last_time(house: House) -> None:
    """On Monday morning, before the week that has closed is published."""
    await begun_on(house, FIRST, LAST, LAST + DAY)
    assert await entries(house) == [("2026-11-16", "2026-11-22"), ("2026-11-23", "2026-11-29")]


async def test_stopping_keeps_nothing_of_any_time(house: House) -> None:
    await begun_on(house, FIRST, LAST + DAY)
    async with house.database.transaction() as tx:
        await challenges.end(tx, await people.visitor(tx, AMIRA), WEEKLY.id)
    assert await entries(house) == []


@pytest.mark.parametrize(
    ("published", "last"),
    [((Challenge("first-week", 5, 3),), "2026-11-18"), ((Challenge("first-week", 5, 9),), "2026-11-24"),
     ((), "2026-11-17"), ((WEEKLY,), "2026-11-22")],
)  # fmt: skip
async def test_what_the_team_publishes_holds_for_who_is_in_the_middle(
    house: House, published: tuple[Challenge, ...], last: str
) -> None:
    """A length, or that there is no such challenge any more, on the second day."""
    await begun_on(house, FIRST)
    async with house.database.transaction() as tx:
        await challenges.follow(tx, published, FIRST + DAY)
    assert await entries(house) == [("2026-11-16", last)]


async def test_what_is_over_is_deleted_in_time(house: House) -> None:
    await begun_on(house, FIRST)
    await upkeep.prune(house.database, NOW + 380 * DAY)
    assert len(await entries(house)) == 1
    await upkeep.prune(house.database, NOW + 800 * DAY)
    assert await entries(house) == []


async def test_who_is_left_out_leaves_their_challenges_out_too(house: House) -> None:
    await house.join(AMIRA)
    async with house.database.transaction() as tx:
        amira = await people.visitor(tx, AMIRA)
        await challenges.begin(tx, amira, Challenge("first-week", 5, 7), FIRST)
        assert await tx.one("SELECT person_id FROM counted_challenges") is not None
        await counting.leave_out(tx, amira, NOW)
        assert await tx.one("SELECT person_id FROM counted_challenges") is None


# what people see of it


async def test_people_see_what_their_own_hr_was_shown_last_and_nothing_before_that(house: House) -> None:
    await sixty(house, house.council)
    async with house.database.reading() as reading:
        assert await digests.last(reading, house.council) is None
        assert await digests.last(reading, None) is None
    await publishing.publish(house.database, KEY, MONDAY, ZONE)
    async with house.database.reading() as reading:
        shown = [await digests.last(reading, one) for one in (house.council, house.school, None)]
        frozen = await digests.published(reading, house.council)
    assert shown[0] == frozen[-1]
    assert shown[1] is None
    assert shown[2]
    assert shown[2].employer_id is None


async def test_people_of_a_small_workplace_see_that_of_all_together(house: House) -> None:
    async with house.database.transaction() as tx:
        bakery = await employers.add(tx, "Corner Bakery", 9, "command line", NOW - 30 * DAY)
    await sixty(house, house.council)
    await publishing.publish(house.database, KEY, MONDAY, ZONE)
    async with house.database.reading() as reading:
        shown = await digests.last(reading, bakery)
    assert shown
    assert shown.employer_id is None


# those that were there before


async def test_challenges_begun_before_count_nowhere(database: Database) -> None:
    """Nobody had been told that they would."""
    await empty(database)
    await migrate(database, NOW, known=[one for one in all_migrations() if one.version < ADDED])
    async with database.transaction() as tx:
        await tx.run("INSERT INTO people (id, created_at) VALUES ('Amira', '')")
        await tx.run(
            "INSERT INTO challenge_entries (person_id, challenge, started_on) VALUES ('Amira', 'a', '2026-02-20')"
        )
    await migrate(database, NOW)
    async with database.reading() as reading:
        (row,) = await reading.all("SELECT challenge, started_on, ends_on FROM challenge_entries")
    assert (row["challenge"], row["started_on"], row["ends_on"]) == ("a", "2026-02-20", None)
