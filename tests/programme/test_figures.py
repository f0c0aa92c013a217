"""Figures from the record: every one, whoever asked not to be counted, and workplaces that change."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme import mondays, periods
from programme.digests import publishing
from programme.digests.crowds import Crowd as Crowded
from programme.digests.crowds import Mover, Offer, Participant, Rater, day_part
from programme.digests.due import Due
from programme.digests.figures import (
    Asked,
    by_level,
    by_person,
    by_workplace,
    figures_of,
    has_mixed_webinars,
    stands_easily,
)
from programme.disclosure import Scope, stands_without_each
from programme.model import DayPart, Employer, Figures, Times
from programme.store.digests import canonical, figures_from, select_digest
from programme.store.engine import Transaction
from tests.programme.cast import House
from tests.programme.turnout import Crowd, attend, belong, challenge, count_no_more, gather, hold, log, rate

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


def near(shown: int | None, truth: int, off: int = 10) -> bool:
    return shown is not None and abs(shown - truth) <= off


async def test_every_figure_is_near_the_truth(house: House) -> None:
    await a_full_week(house, house.council)
    shown = await figures(house, house.council)
    assert (shown.offered, shown.webinars) == (7, 4)
    assert near(shown.using, 90, 6)
    assert near(shown.took_part, 90, 6)
    assert near(shown.first_timers, 30)
    assert near(shown.at_webinars, 30)
    assert near(shown.attended, 120, 20)
    assert near(shown.logged, 90, 6)
    assert near(shown.mean_minutes, 70, 12)
    assert near(shown.reached_30, 60)
    assert near(shown.reached_150, 30)
    assert near(shown.in_challenges, 45)
    assert shown.times is not None
    assert all(near(one, 30) for one in (shown.times.morning, shown.times.lunch, shown.times.afternoon))
    assert near(shown.rated, 60, 6)
    assert near(shown.just_right, 30)


async def test_who_asked_not_to_be_counted_is_in_no_figure_and_leaves_no_trace(house: House) -> None:
    """Of two weeks of the same people one had eighty more, who asked: both are published alike."""
    crowd = await a_full_week(house, house.council, 60)
    alone = await figures(house, house.council)
    async with house.database.transaction() as tx:
        await tx.run("DELETE FROM digests")
    hidden = await a_full_week(house, house.council, 80)
    async with house.database.transaction() as tx:
        await tx.run(
            "DELETE FROM sessions WHERE NOT EXISTS (SELECT 1 FROM bookings b WHERE b.session_id = sessions.id)"
        )
        await count_no_more(tx, hidden.ids, MONDAY - timedelta(hours=1))
    again = await figures(house, house.council)
    assert {field.name for field in fields(Figures) if getattr(again, field.name) != getattr(alone, field.name)} <= {
        "offered",
        "webinars",
        "at_webinars",
    }
    assert len(crowd.ids) == 60


async def test_control_somebody_who_did_not_ask_is_counted(house: House) -> None:
    await a_full_week(house, house.council, 60)
    await a_full_week(house, house.council, 80)
    assert near((await figures(house, house.council)).took_part, 140)


@pytest.mark.parametrize(
    ("offer", "period", "may"),
    [
        (Offer(9, 3, 2), "2026-W47", True),
        (Offer(9, 3, 2), "2026-Q4", True),
        (Offer(9, 2, 2), "2026-W47", False),
        (Offer(9, 5, 1), "2026-W47", False),
        (Offer(9, 9, 9), "2026-F11", False),
    ],
)
def test_webinars_are_counted_only_where_no_topic_can_be_read_from_it(offer: Offer, period: str, may: bool) -> None:
    assert has_mixed_webinars(offer, periods.by_name(period)) is may


async def test_one_webinar_alone_is_never_counted(house: House) -> None:
    async with house.database.transaction() as tx:
        crowd = await gather(tx, house.council, 90, TUESDAY)
        await attend(tx, crowd, crowd.ids, await hold(tx, TUESDAY), TUESDAY)
        talk = await hold(tx, TUESDAY, kind="webinar", sensitivity="health", title="Menopause")
        await attend(tx, crowd, crowd.ids[:45], talk, TUESDAY)
    shown = await figures(house, house.council)
    assert shown.took_part is not None
    assert shown.at_webinars is None


@pytest.mark.parametrize(
    ("clock", "part"),
    [("11:29", DayPart.MORNING), ("11:30", DayPart.LUNCH), ("13:59", DayPart.LUNCH), ("14:00", DayPart.AFTERNOON)],
)
def test_times_of_day_are_local(clock: str, part: DayPart) -> None:
    summer = datetime.fromisoformat(f"2026-07-01T{clock}:00+01:00")
    assert day_part(summer, ZONE) is part
    assert day_part(summer.astimezone(UTC), ZONE) is part


async def test_nobody_at_all_is_a_digest_too(house: House) -> None:
    async with house.database.transaction() as tx:
        crowd = await gather(tx, house.council, 1, TUESDAY)
        await attend(tx, crowd, crowd.ids, await hold(tx, TUESDAY), TUESDAY)
        await tx.run("UPDATE bookings SET missed_at = joined_at")
    assert await figures(house, house.council) == Figures(offered=1)


async def test_one_employee_is_shown_as_nobody_is(house: House) -> None:
    async with house.database.transaction() as tx:
        crowd = await gather(tx, house.council, 1, TUESDAY)
        await belong(tx, crowd, crowd.ids, TUESDAY)
        await attend(tx, crowd, crowd.ids, await hold(tx, TUESDAY), TUESDAY)
        await log(tx, crowd, crowd.ids, TUESDAY.date(), 600, "vigorous")
    assert await figures(house, house.council) == Figures(offered=1)


async def test_how_many_use_the_bot_is_not_said_anew_each_week(house: House) -> None:
    """The same people for ten weeks: a fresh draw each would average out."""
    async with house.database.transaction() as tx:
        crowd = await gather(tx, house.council, 103, TUESDAY)
        await belong(tx, crowd, crowd.ids, TUESDAY)
        await attend(tx, crowd, crowd.ids[:1], await hold(tx, TUESDAY), TUESDAY)
    frozen = await publishing.publish(house.database, KEY, MONDAY + timedelta(weeks=9), ZONE)
    said = [one.figures.using for one in frozen if one.employer_id == house.council.id]
    assert len(said) == 10
    assert len(set(said)) == 1


async def test_who_left_before_the_last_day_does_not_use_the_bot(house: House) -> None:
    async with house.database.transaction() as tx:
        crowd = await gather(tx, house.council, 60, TUESDAY)
        await belong(tx, crowd, crowd.ids, EVENING_BEFORE)
        await attend(tx, crowd, crowd.ids, await hold(tx, TUESDAY), TUESDAY)
        await tx.run("UPDATE memberships SET ended_at = $1", "2026-11-20T12:00:00.000000Z")
    shown = await figures(house, house.council)
    assert shown.using is None
    assert shown.took_part is not None


async def test_a_session_for_another_workplace_is_not_on_offer(house: House) -> None:
    crowd = await a_full_week(house, house.council, 60)
    async with house.database.transaction() as tx:
        session = await hold(tx, TUESDAY)
        await tx.run("UPDATE sessions SET audience = 'chosen' WHERE id = $1", session)
        await tx.run("INSERT INTO session_audience (session_id, employer_id) VALUES ($1, $2)", session, house.school.id)
    assert crowd.ids
    assert (await figures(house, house.council)).offered == 7


# people of several workplaces


def of_workplaces(sizes: list[int], shared: int) -> list[Participant]:
    """So many people at each workplace; the first *shared* are the same at all."""
    return [
        Participant(f"shared{n}" if n < shared else f"{place}-{n}", f"workplace{place}")
        for place, size in enumerate(sizes)
        for n in range(size)
    ]


@given(st.lists(st.integers(1, 60), max_size=6), st.integers(0, 40))
def test_what_stands_easily_stands_without_each(sizes: list[int], shared: int) -> None:
    people = of_workplaces(sizes, shared)
    if stands_easily(people):
        assert stands_without_each(Scope(KEY, "", "W"), by_workplace(people))


def test_somebody_of_two_workplaces_is_one_person_with_all_they_did() -> None:
    assert by_person([("Amira", 20), ("Ben", 5), ("Amira", 15)]) == {"Amira": 35, "Ben": 5}
    asked = Asked(Scope(KEY, "", "W"), WEEK)
    twice = (Mover("Amira", "A", 20, 20), Mover("Amira", "B", 15, 15), Mover("Ben", "A", 29, 29))
    under, between, over = by_level(asked, twice)
    assert [one.person_id for one in under] == ["Ben"]
    assert [one.employer_id for one in between] == ["A", "B"]
    assert over == []


# those who rated


def ratings_shown(rated: int, came: int) -> list[Figures]:
    """Fifty-two weeks of *came* people, the same ones, of whom *rated* say how it was."""
    people = tuple(Participant(f"p{n}", "A") for n in range(came))
    crowd = Crowded(people, raters=tuple(Rater(f"p{n}", "A", is_just_right=True) for n in range(rated)))
    return [figures_of(Asked(Scope(KEY, "A", f"2026-W{week}"), WEEK), crowd, Offer(9, 3, 2)) for week in range(1, 53)]


@pytest.mark.parametrize("silent", range(10))
def test_how_many_rated_is_not_said_where_hardly_anybody_else_came(silent: int) -> None:
    """A year of 25 who came beside 22 who rated would show, week by week, that there are a few who never rate."""
    shown = ratings_shown(25 - silent, came=25)
    assert any(one.took_part for one in shown)
    assert not any(one.rated or one.just_right for one in shown)


def test_control_it_is_said_where_enough_others_came() -> None:
    assert all(one.rated for one in ratings_shown(25, came=45))


def test_how_many_rated_is_not_said_where_it_is_not_said_how_many_came() -> None:
    crowd = Crowded((), raters=tuple(Rater(f"p{n}", "A", is_just_right=n % 2 == 0) for n in range(60)))
    assert figures_of(Asked(Scope(KEY, "A", WEEK.name), WEEK), crowd, Offer(9, 3, 2)).rated is None


def test_of_all_together_those_who_did_not_rate_are_not_of_one_workplace_alone() -> None:
    people = tuple(Participant(f"{place}{n}", place) for place in "ABC" for n in range(40))
    said = tuple(Rater(one.person_id, one.employer_id, is_just_right=True) for one in people if one.employer_id != "A")
    pooled = Asked(Scope(KEY, "", WEEK.name), WEEK)
    assert figures_of(pooled, Crowded(people, raters=said), Offer(9, 3, 2)).rated is None
    some = tuple(one for n, one in enumerate(said) if n % 2)
    assert figures_of(pooled, Crowded(people, raters=some), Offer(9, 3, 2)).rated is not None


# the old ones


def test_figures_made_by_earlier_rules_are_read_as_they_are() -> None:
    old = figures_from('{"first_timers":null,"logged":20,"mean_minutes":35,"offered":8,"took_part":40}')
    assert old == Figures(offered=8, took_part=40, logged=20, mean_minutes=35)


def test_what_is_frozen_reads_back() -> None:
    shown = Figures(8, 2, using=60, took_part=40, times=Times(10, 15, 20), rated=30)
    assert figures_from(canonical(shown)) == shown


# changes of the workplace


async def test_one_week_of_all_can_be_frozen_on_its_own(house: House) -> None:
    """What the benchmark calls."""
    await a_full_week(house, house.council)
    asked = Due(WEEK, (None, house.council.id))
    assert len(await publishing.freeze(house.database, asked, KEY, MONDAY, ZONE)) == 2
    assert await publishing.freeze(house.database, asked, KEY, MONDAY, ZONE) == ()


async def test_a_headcount_that_falls_to_twenty_ends_figures_of_its_own(house: House) -> None:
    await a_full_week(house, house.council)
    await mondays.run(house.database, KEY, MONDAY, ZONE)
    async with house.database.transaction() as tx:
        await tx.run("UPDATE employers SET headcount = 20 WHERE id = $1", house.council.id)
    frozen = await publishing.publish(house.database, KEY, MONDAY + timedelta(weeks=3), ZONE)
    assert frozen
    assert not any(one.employer_id == house.council.id for one in frozen)


async def test_a_renamed_workplace_keeps_its_figures_and_a_closed_one_gets_no_more(house: House) -> None:
    await a_full_week(house, house.council)
    shown = await figures(house, house.council)
    async with house.database.transaction() as tx:
        await tx.run("UPDATE employers SET name = '=1+1', name_key = '=1+1' WHERE id = $1", house.council.id)
        assert await select_digest(tx, house.council.id, "2026-W47") is not None
        await tx.run(
            "UPDATE employers SET closed_at = $2 WHERE id = $1", house.council.id, "2026-11-25T12:00:00.000000Z"
        )
    frozen = await publishing.publish(house.database, KEY, MONDAY + timedelta(weeks=1), ZONE)
    assert not any(one.employer_id == house.council.id for one in frozen)
    assert await figures(house, house.council) == shown


@pytest.mark.parametrize(("headcount", "shapes"), [(24, 0), (25, 2), (249, 2), (250, 1), (1_000_000, 1)])
def test_the_headcount_alone_decides(headcount: int, shapes: int) -> None:
    assert len(periods.shapes(headcount)) == shapes


async def test_a_workplace_that_grows_starts_where_its_blocks_end(house: House) -> None:
    await a_full_week(house, house.school)
    later = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
    blocks = await publishing.publish(house.database, KEY, later, ZONE)
    async with house.database.transaction() as tx:
        await tx.run("UPDATE employers SET headcount = 900 WHERE id = $1", house.school.id)
    weeks = await publishing.publish(house.database, KEY, later + timedelta(weeks=4), ZONE)
    ended = max(one.period.ends_before for one in blocks if one.employer_id == house.school.id)
    begun = min(one.period.starts_on for one in weeks if one.employer_id == house.school.id)
    assert begun >= ended >= date(2027, 1, 1)
