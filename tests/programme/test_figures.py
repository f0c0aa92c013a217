"""Figures from the record: every one, and whoever asked not to be counted."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest

from programme import periods
from programme.digests import publishing
from programme.digests.crowds import Offer, day_part
from programme.digests.figures import (
    has_mixed_webinars,
)
from programme.model import DayPart, Figures, Times
from programme.store.digests import canonical, figures_from
from tests.programme.cast import House
from tests.programme.full_week import (
    EVENING_BEFORE,
    KEY,
    MONDAY,
    TUESDAY,
    ZONE,
    a_full_week,
    figures,
)
from tests.programme.turnout import attend, belong, count_no_more, gather, hold, log


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


def test_figures_made_by_earlier_rules_are_read_as_they_are() -> None:
    old = figures_from('{"first_timers":null,"logged":20,"mean_minutes":35,"offered":8,"took_part":40}')
    assert old == Figures(offered=8, took_part=40, logged=20, mean_minutes=35)


def test_what_is_frozen_reads_back() -> None:
    shown = Figures(8, 2, using=60, took_part=40, times=Times(10, 15, 20), rated=30)
    assert figures_from(canonical(shown)) == shown
