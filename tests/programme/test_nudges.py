"""Nudges over a simulated year: never on leave, in quiet hours, on a holiday or a day not chosen, never two a day."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from programme import consent, nudges, people, rhythms
from programme.model import Away, Purpose, Quiet, Rhythm
from programme.nudges import BREAK, LOOK_BACK, QUESTION, Planned
from programme.store.rhythms import Reached
from programme.working_days import bank_holidays
from tests.programme.cast import AMIRA, BEN, NOW, House, later

LONDON = ZoneInfo("Europe/London")
MONDAY, FRIDAY, SATURDAY = 0, 4, 5
WORKING_WEEK = tuple((weekday, time(10, 30)) for weekday in range(5))
CHRISTMAS = Away(date(2026, 12, 21), date(2027, 1, 4))


def days(first: date = date(2026, 9, 1), many: int = 400) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range(many))


def any_rhythm(chance: Random) -> Rhythm:
    since, until = chance.sample(range(0, 24 * 60, 5), 2)
    start = date(2026, 9, 1) + timedelta(days=chance.randrange(300))
    return Rhythm(
        chance.choice([Quiet(), Quiet(clock(since), clock(until))]),
        chance.choice([None, Away(start, start + timedelta(days=chance.randrange(40)))]),
        tuple((weekday, clock(chance.randrange(24 * 60))) for weekday in range(7) if chance.random() < 0.6),
        looks_back=chance.random() < 0.5,
    )


def clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def wrong_with(rhythm: Rhythm, day: date, nudge: Planned) -> list[str]:
    """What no nudge may be, found out from the moment it would come at, and not from how it was planned."""
    found = []
    for moment in (nudge.due_at, nudge.expires_at - timedelta(seconds=1)):
        local = moment.astimezone(LONDON)
        if local.date() != day:
            found.append("another day")
        if rhythm.quiet.covers(local.time()):
            found.append("quiet hours")
        if rhythm.away and rhythm.away.since <= local.date() <= rhythm.away.until:
            found.append("time off")
        if local.date() in bank_holidays(local.year):
            found.append("bank holiday")
    chosen = {weekday for weekday, _ in rhythm.breaks} | ({FRIDAY} if rhythm.looks_back else set())
    if nudge.kind != QUESTION and day.weekday() not in chosen:
        found.append("day not chosen")
    if nudge.kind == QUESTION and day.weekday() >= SATURDAY:
        found.append("weekend")
    return found


def year_of(rhythm: Rhythm, chance: Random) -> Iterator[tuple[date, Planned]]:
    for day in days():
        found = nudges.decide(rhythm, day, LONDON, asks=chance.random() < 0.02)
        if found:
            yield day, found


def test_a_year_of_three_hundred_peoples_nudges() -> None:
    chance = Random(6)
    kinds = Counter[str]()
    for _ in range(300):
        rhythm = any_rhythm(chance)
        for day, nudge in year_of(rhythm, chance):
            assert wrong_with(rhythm, day, nudge) == []
            kinds[nudge.kind] += 1
    assert min(kinds[BREAK], kinds[LOOK_BACK], kinds[QUESTION]) > 500


def test_control_planning_without_rules_would_be_caught() -> None:
    rhythm = Rhythm(Quiet(), CHRISTMAS, WORKING_WEEK)
    at = {day: datetime.combine(day, time(20, 30), LONDON).astimezone(UTC) for day in days()}
    naive = {day: Planned(BREAK, moment, moment + timedelta(hours=1)) for day, moment in at.items()}
    found = {wrong for day, nudge in naive.items() for wrong in wrong_with(rhythm, day, nudge)}
    assert found == {"quiet hours", "time off", "bank holiday", "day not chosen"}


@pytest.mark.parametrize("guard", ["bank holiday", "time off", "quiet hours"])
def test_control_without_one_guard_that_one_is_broken(monkeypatch: pytest.MonkeyPatch, guard: str) -> None:
    def never(*_: object) -> bool:
        return False

    found: set[str] = set()
    chance, closed = Random(6), bank_holidays(2026) | bank_holidays(2027)
    with monkeypatch.context() as without:
        if guard == "bank holiday":
            without.setattr(nudges, "bank_holidays", lambda _: frozenset())
        else:
            without.setattr(Away if guard == "time off" else Quiet, "covers", never)
        planned = [(rhythm, list(year_of(rhythm, chance))) for rhythm in (any_rhythm(chance) for _ in range(40))]
    for rhythm, year in planned:
        found.update(*(wrong_with(rhythm, day, nudge) for day, nudge in year))
    assert closed
    assert guard in found


def test_every_working_day_that_is_no_holiday_has_one() -> None:
    rhythm = Rhythm(breaks=WORKING_WEEK)
    told = {day for day in days() if nudges.decide(rhythm, day, LONDON)}
    assert told == {day for day in days() if day.weekday() < SATURDAY and day not in bank_holidays(day.year)}


def test_a_weekend_comes_only_where_it_is_chosen() -> None:
    saturdays = Rhythm(breaks=((SATURDAY, time(11, 0)),))
    told = [day for day in days() if nudges.decide(saturdays, day, LONDON)]
    assert told
    assert {day.weekday() for day in told} == {SATURDAY}


@pytest.mark.parametrize("day", [date(2027, 3, 29), date(2026, 10, 26), date(2027, 3, 27), date(2026, 10, 24)])
def test_it_keeps_to_the_local_clock_when_the_clocks_change(day: date) -> None:
    every_day = Rhythm(breaks=tuple((weekday, time(10, 30)) for weekday in range(7)))
    if day in bank_holidays(day.year):
        return
    found = nudges.decide(every_day, day, LONDON)
    assert found
    assert f"{found.due_at.astimezone(LONDON):%H:%M}" == "10:30"


def test_a_late_one_ends_with_the_hour_or_where_it_gets_quiet() -> None:
    tuesday = date(2026, 11, 24)
    morning = nudges.decide(Rhythm(breaks=((1, time(10, 30)),)), tuesday, LONDON)
    evening = nudges.decide(Rhythm(breaks=((1, time(19, 40)),)), tuesday, LONDON)
    assert morning
    assert evening
    assert morning.expires_at - morning.due_at == timedelta(hours=1)
    assert evening.expires_at - evening.due_at == timedelta(minutes=20)


def test_on_a_friday_the_look_back_comes_instead_of_the_break() -> None:
    found = nudges.decide(Rhythm(breaks=WORKING_WEEK, looks_back=True), date(2026, 11, 27), LONDON)
    assert found
    assert found.kind == LOOK_BACK


def test_night_workers_are_looked_back_with_when_their_quiet_ends() -> None:
    found = nudges.decide(Rhythm(Quiet(time(8), time(16, 30)), looks_back=True), date(2026, 11, 27), LONDON)
    assert found
    assert f"{found.due_at.astimezone(LONDON):%H:%M}" == "16:30"


# commands, on both engines


async def choose(house: House, chat_id: int, now: datetime = NOW) -> None:
    async with house.database.transaction() as tx:
        visitor = await people.visitor(tx, chat_id)
        for weekday in range(5):
            await rhythms.toggle_break(tx, visitor, weekday, now, LONDON)


async def plan(house: House, now: datetime) -> int:
    return await nudges.plan_day(house.database, now, LONDON)


async def told(house: House, chat_id: int, state: str = "waiting") -> list[tuple[str, datetime]]:
    return [one for one in await house.notices(chat_id, state) if one[0] in nudges.KINDS]


async def test_nothing_comes_unless_somebody_chose_it(house: House) -> None:
    await house.join(AMIRA)
    assert await plan(house, NOW) == 0
    await house.join(BEN)
    await choose(house, BEN)
    assert await told(house, AMIRA) == []
    assert await told(house, BEN) == [(BREAK, later(minutes=90))]


async def test_the_daily_duty_adds_nothing_however_often_it_runs(house: House) -> None:
    await house.join(AMIRA)
    await choose(house, AMIRA)
    for hours in (15.2, 15.3, 23.0):
        await plan(house, later(hours=hours))
    assert await told(house, AMIRA) == [(BREAK, later(minutes=90)), (BREAK, later(hours=24, minutes=90))]


async def test_after_days_asleep_only_today_is_planned_and_nothing_that_is_an_hour_late(house: House) -> None:
    await house.join(AMIRA)
    await choose(house, AMIRA, NOW + timedelta(hours=10))
    assert await plan(house, later(days=2, hours=3)) == 0
    assert await plan(house, later(days=3, hours=2)) == 1
    assert await told(house, AMIRA) == [(BREAK, later(days=3, minutes=90))]


async def test_changing_the_time_plans_today_afresh_but_never_a_second_one(house: House) -> None:
    await house.join(AMIRA)
    await choose(house, AMIRA)
    await move(house, time(14, 0), NOW)
    assert await told(house, AMIRA) == [(BREAK, later(hours=5))]
    async with house.database.transaction() as tx:
        await tx.run("UPDATE notices SET state = 'sent' WHERE kind = 'movement_break' AND state = 'waiting'")
    await move(house, time(16, 0), later(hours=6))
    assert await told(house, AMIRA) == []


async def move(house: House, at: time, now: datetime) -> None:
    async with house.database.transaction() as tx:
        await rhythms.move_breaks(tx, await people.visitor(tx, AMIRA), at, (), now, LONDON)


async def test_going_away_drops_todays_and_coming_back_plans_it(house: House) -> None:
    await house.join(AMIRA)
    await choose(house, AMIRA)
    await go_away(house, Away(NOW.date(), NOW.date()))
    assert await told(house, AMIRA) == []
    await go_away(house, None)
    assert await told(house, AMIRA) == [(BREAK, later(minutes=90))]


async def go_away(house: House, away: Away | None) -> None:
    async with house.database.transaction() as tx:
        await rhythms.set_away(tx, await people.visitor(tx, AMIRA), away, NOW, LONDON)


async def test_one_tap_stops_them_all(house: House) -> None:
    await house.join(AMIRA)
    await choose(house, AMIRA)
    async with house.database.transaction() as tx:
        await rhythms.stop(tx, await people.visitor(tx, AMIRA), NOW, LONDON)
    assert await told(house, AMIRA) == []
    assert await plan(house, later(days=1)) == 0


async def test_reminders_come_whatever_is_chosen_here(house: House) -> None:
    await house.join(AMIRA)
    session = await house.add()
    await house.book(AMIRA, session)
    await go_away(house, Away(NOW.date(), NOW.date() + timedelta(days=30)))
    assert [kind for kind, _ in await house.notices(AMIRA)] == ["reminder_near"]


async def test_who_leaves_and_comes_back_chooses_again(house: House) -> None:
    await house.join(AMIRA)
    await choose(house, AMIRA)
    async with house.database.transaction() as tx:
        await people.leave(tx, await people.visitor(tx, AMIRA), NOW)
    await house.join(AMIRA)
    async with house.database.transaction() as tx:
        await consent.give(tx, await people.visitor(tx, AMIRA), Purpose.JOINING, NOW)
    assert await plan(house, later(days=1)) == 0


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_year_in_the_record_with_a_clock_that_jumps(house: House) -> None:
    """Planned by the duty as it wakes: mostly at 00:10, sometimes hours late, sometimes twice, sometimes not at all."""
    chance = Random(12)
    await house.join(AMIRA)
    await house.book(AMIRA, await house.add())
    await choose(house, AMIRA)
    rhythm = Rhythm(Quiet(), CHRISTMAS, WORKING_WEEK, looks_back=True)
    async with house.database.transaction() as tx:
        visitor = await people.visitor(tx, AMIRA)
        await rhythms.set_look_back(tx, visitor, NOW, LONDON, on=True)
        await rhythms.set_away(tx, visitor, CHRISTMAS, NOW, LONDON)
    for day in days(date(2026, 11, 25), 372):
        for _ in range(chance.choice((0, 1, 1, 1, 2))):
            wakes = datetime.combine(day, clock(chance.choice((10, 10, 10, chance.randrange(24 * 60)))), LONDON)
            await plan(house, wakes.astimezone(UTC))
    await check_year(house, rhythm)


async def check_year(house: House, rhythm: Rhythm) -> None:
    async with house.database.reading() as reading:
        rows = await reading.all(
            "SELECT kind, due_at, expires_at FROM notices WHERE kind IN ('movement_break', 'look_back',"
            " 'activity_question') AND state <> 'dropped'"
        )
    found = [Planned(row["kind"], *map(datetime.fromisoformat, (row["due_at"], row["expires_at"]))) for row in rows]
    per_day = Counter(nudge.due_at.astimezone(LONDON).date() for nudge in found)
    assert max(per_day.values()) == 1
    assert sum(nudge.kind == QUESTION for nudge in found) in {4, 5}
    assert len(found) > 150
    for nudge in found:
        assert wrong_with(rhythm, nudge.due_at.astimezone(LONDON).date(), nudge) == []


async def test_two_who_plan_at_once_plan_one(house: House) -> None:
    visitor = await house.join(AMIRA)
    await choose(house, AMIRA, later(hours=10))
    assert visitor.person
    who = Reached(visitor.person.id, visitor.contact_id or "")
    for _ in range(2):
        async with house.database.transaction() as tx:
            await nudges.plan(tx, who, later(hours=20), LONDON)
    assert len(await told(house, AMIRA)) == 1


def test_time_off_that_is_over_is_no_time_off() -> None:
    over = replace(CHRISTMAS, until=date(2026, 12, 22))
    assert nudges.decide(Rhythm(away=over, breaks=WORKING_WEEK), date(2026, 12, 23), LONDON)
