"""Weekly series: the wall clock holds, holidays and single dates are left out, and rows come once."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from programme import people
from programme.errors import NotFound, Unusable
from programme.model import Audience, Gap, NewSession, Role, Rule, Session
from programme.series import dates, extending, rule, typed
from tests.programme.cast import BEN, COLE, DESK_RESET, NOW, House, later

LONDON = ZoneInfo("Europe/London")
TUESDAYS = Rule(frozenset({1}), time(12, 30), date(2026, 11, 24))
CHRISTMAS_FRIDAY = date(2026, 12, 25)


def local(moment: datetime) -> datetime:
    return moment.astimezone(LONDON).replace(tzinfo=None)


@pytest.mark.parametrize("year", range(2026, 2036))
@pytest.mark.parametrize("at", [time(0, 30), time(9), time(12, 30), time(23, 59)])
def test_each_session_is_at_its_local_time_whatever_the_clocks_do(year: int, at: time) -> None:
    every_day = Rule(frozenset(range(7)), at, date(year, 1, 1), keeps_holidays=True)
    found = list(rule.occurrences(every_day, date(year, 1, 1), date(year, 12, 31)))
    assert len(found) in {365, 366}
    for one in found:
        assert one.starts_at
        assert local(one.starts_at) == datetime.combine(one.on, at)


@pytest.mark.parametrize("year", range(2026, 2036))
def test_the_two_nights_a_year_on_which_half_past_one_is_none_or_two(year: int) -> None:
    nightly = Rule(frozenset(range(7)), time(1, 30), date(year, 1, 1), keeps_holidays=True)
    gaps = [(one.on, one.gap) for one in rule.occurrences(nightly, date(year, 1, 1), date(year, 12, 31)) if one.gap]
    assert [gap for _, gap in gaps] == [Gap.SKIPPED, Gap.DOUBLED]
    assert [(day.month, day.weekday()) for day, _ in gaps] == [(3, 6), (10, 6)]


def test_control_adding_a_week_of_hours_drifts_by_one() -> None:
    before = datetime(2027, 3, 23, 12, 30, tzinfo=LONDON).astimezone(UTC)
    assert local(before + timedelta(weeks=1)).hour == 13


def test_bank_holidays_are_left_out_unless_they_are_kept() -> None:
    fridays = Rule(frozenset({4}), time(9), date(2026, 12, 18), date(2027, 1, 8))
    left_out = [one.on for one in rule.occurrences(fridays, date(2026, 12, 1), date(2027, 2, 1)) if one.gap]
    assert left_out == [CHRISTMAS_FRIDAY, date(2027, 1, 1)]
    kept = Rule(fridays.weekdays, fridays.at, fridays.first_on, fridays.last_on, keeps_holidays=True)
    assert not [one for one in rule.occurrences(kept, date(2026, 12, 1), date(2027, 2, 1)) if one.gap]


def test_single_dates_are_dropped_and_added() -> None:
    single = Rule(
        frozenset({4}), time(9), date(2026, 12, 18), dropped=frozenset({date(2027, 1, 8)}),
        added=frozenset({CHRISTMAS_FRIDAY, date(2026, 12, 22)}),
    )  # fmt: skip
    on = [one.on for one in rule.occurrences(single, date(2026, 12, 18), date(2027, 1, 15)) if one.starts_at]
    assert on == [date(2026, 12, 18), date(2026, 12, 22), CHRISTMAS_FRIDAY, date(2027, 1, 15)]


@pytest.mark.parametrize(
    ("wrong", "field", "problem"),
    [
        (Rule(frozenset(), time(9), date(2026, 12, 1)), "days", "no_days"),
        (Rule(frozenset({1}), time(9), date(2026, 12, 1), date(2026, 11, 30)), "last", "before_start"),
        (Rule(frozenset({1}), time(9), date(2026, 12, 1), date(2065, 12, 1)), "last", "too_many"),
        (Rule(frozenset(range(7)), time(9), date(2026, 12, 1), date(9999, 12, 30)), "last", "too_many"),
        (Rule(frozenset({4}), time(9), date(2026, 12, 24), date(2026, 12, 26)), "last", "no_dates"),
    ],
)
def test_what_can_be_no_series(wrong: Rule, field: str, problem: str) -> None:
    with pytest.raises(Unusable) as refused:
        rule.check(wrong)
    assert (refused.value.field, refused.value.problem) == (field, problem)


def test_two_thousand_sessions_are_the_most() -> None:
    last = TUESDAYS.first_on + timedelta(weeks=1999)
    rule.check(Rule(TUESDAYS.weekdays, TUESDAYS.at, TUESDAYS.first_on, last))
    with pytest.raises(Unusable):
        rule.check(Rule(TUESDAYS.weekdays, TUESDAYS.at, TUESDAYS.first_on, last + timedelta(weeks=1)))


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("Tue", {1}),
        ("tuesday and Thursday", {1, 3}),
        ("Mon, Wed & Fri", {0, 2, 4}),
        ("every Tuesday", {1}),
        ("Tuesdays", {1}),
        ("Mon-Fri", {0, 1, 2, 3, 4}),
        ("sat to mon", {5, 6, 0}),
        ("weekdays", {0, 1, 2, 3, 4}),
    ],
)
def test_days_that_are_understood(said: str, days: set[int]) -> None:
    assert typed.weekdays(said) == days


@pytest.mark.parametrize("said", ["every second Tuesday", "first Monday", "fortnightly", "Tue 12:30", "x" * 500, "🐟"])
def test_a_rule_that_is_not_known_is_refused(said: str) -> None:
    with pytest.raises(Unusable, match="unknown_rule"):
        typed.weekdays(said)


@pytest.mark.parametrize("said", ["", " ", "none"])
def test_no_days_is_said_so(said: str) -> None:
    with pytest.raises(Unusable, match="no_days"):
        typed.weekdays(said)


async def posted(house: House, weekly: Rule = TUESDAYS, now: datetime = NOW, **changes: object) -> tuple[Session, ...]:
    """A series that Dr Cole leads."""
    person = (await house.join_as(COLE, Role.INSTRUCTOR)).person
    assert person
    values = {field: getattr(DESK_RESET, field) for field in DESK_RESET.__slots__} | {"instructor_id": person.id}
    async with house.database.transaction() as tx:
        return await extending.add(tx, NewSession(**{**values, **changes}), weekly, person.id, now)


async def extended(house: House, now: datetime) -> int:
    return await extending.extend_all(house.database, now)


async def on(house: House, where: str = "cancelled_at IS NULL") -> list[str]:
    async with house.database.reading() as reading:
        rows = await reading.all(f"SELECT slot FROM sessions WHERE {where} ORDER BY slot")
    return [row["slot"] for row in rows]


async def test_sessions_are_rows_eight_weeks_ahead(house: House) -> None:
    made = await posted(house)
    assert len(made) == len(await on(house)) == 8
    assert (made[0].starts_at, made[-1].starts_at) == (DESK_RESET.starts_at, later(days=50, hours=3.5))
    assert made[0].series_id == made[-1].series_id
    assert ("leading", made[0].starts_at - timedelta(minutes=30)) in await house.notices(COLE)


async def test_the_clock_extends_it_and_doubles_nothing(house: House) -> None:
    await posted(house)
    assert await extended(house, NOW) == 0
    assert await extended(house, later(days=7)) == 1
    assert await extended(house, later(days=7)) == 0
    assert await extended(house, later(days=70)) == 8
    assert len(await on(house)) == len(set(await on(house))) == 17


async def test_control_two_of_one_slot_are_refused_by_the_record(house: House) -> None:
    made = await posted(house)
    async with house.database.transaction() as tx:
        twin = await extending.put_all(
            tx, (await dates.of_session(tx, await people.visitor(tx, COLE), made[0].id, NOW)).series,
            [rule.occurrence(TUESDAYS, TUESDAYS.first_on)], NOW,
        )  # fmt: skip
    assert twin == ()


async def test_one_that_has_ended_brings_nothing_more(house: House) -> None:
    await posted(house, Rule(frozenset({1}), time(12, 30), date(2026, 11, 24), date(2026, 12, 8)))
    assert await on(house) == ["2026-11-24", "2026-12-01", "2026-12-08"]
    assert await extended(house, later(days=60)) == 0


async def test_a_series_for_some_workplaces_is_for_them_each_week(house: House) -> None:
    made = await posted(house, employer_ids=(house.school.id,))
    assert {one.audience for one in made} == {Audience.CHOSEN}
    assert await house.count("session_audience") == 8
    await house.join(BEN, house.council)
    assert await house.upcoming(BEN) == []


async def test_a_time_that_the_clocks_skip_is_refused_at_posting(house: House) -> None:
    with pytest.raises(Unusable, match="skipped"):
        await posted(house, Rule(frozenset({6}), time(1, 30), date(2027, 3, 14)), datetime(2027, 3, 1, tzinfo=UTC))
    assert await house.count("series") == await house.count("sessions") == 0


async def test_a_later_date_that_the_clocks_skip_is_left_out_and_said_once(house: House) -> None:
    await posted(house, Rule(frozenset({6}), time(1, 30), date(2026, 11, 29)))
    for days in (75, 76, 90):
        await extended(house, later(days=days))
    assert "2027-03-28" not in await on(house)
    assert "2027-04-04" in await on(house)
    assert [kind for kind, _ in await house.notices(COLE)].count("series_gap") == 1


async def test_nothing_is_left_of_a_series_that_is_refused(house: House) -> None:
    with pytest.raises(Unusable):
        await posted(house, link="not a link")
    assert await house.count("series") == await house.count("sessions") == 0


async def dropped(house: House, session: Session, day: date, chat_id: int = COLE) -> None:
    async with house.database.transaction() as tx:
        await dates.drop(tx, await people.visitor(tx, chat_id), session.id, day, NOW)


async def added(house: House, session: Session, day: date, chat_id: int = COLE) -> None:
    async with house.database.transaction() as tx:
        await dates.add(tx, await people.visitor(tx, chat_id), session.id, day, NOW)


async def test_a_dropped_date_is_cancelled_and_never_comes_back(house: House) -> None:
    first, second, *_ = await posted(house)
    await house.join(BEN)
    await house.book(BEN, second)
    await dropped(house, first, date(2026, 12, 1))
    await extended(house, later(days=1))
    assert "2026-12-01" not in await on(house)
    assert ("session_cancelled", NOW) in await house.notices(BEN)


async def test_a_date_beyond_the_eight_weeks_is_dropped_before_it_is_there(house: House) -> None:
    first, *_ = await posted(house)
    await dropped(house, first, date(2027, 2, 2))
    await extended(house, later(days=40))
    assert {"2027-01-26", "2027-02-02"} & set(await on(house)) == {"2027-01-26"}


async def test_a_single_date_is_added(house: House) -> None:
    first, *_ = await posted(house)
    await added(house, first, date(2026, 12, 3))
    assert "2026-12-03" in await on(house)
    with pytest.raises(Unusable, match="already"):
        await added(house, first, date(2026, 12, 3))


async def test_a_bank_holiday_can_be_added(house: House) -> None:
    first, *_ = await posted(house, Rule(frozenset({4}), time(12, 30), date(2026, 11, 27)))
    assert CHRISTMAS_FRIDAY.isoformat() not in await on(house)
    await added(house, first, CHRISTMAS_FRIDAY)
    assert CHRISTMAS_FRIDAY.isoformat() in await on(house)


@pytest.mark.parametrize(("day", "problem"), [(date(2026, 11, 20), "past"), (date(2026, 12, 2), "not_in_series")])
async def test_what_cannot_be_dropped(house: House, day: date, problem: str) -> None:
    first, *_ = await posted(house)
    with pytest.raises(Unusable, match=problem):
        await dropped(house, first, day)


async def test_what_was_cancelled_is_not_added_again(house: House) -> None:
    first, *_ = await posted(house)
    await dropped(house, first, date(2026, 12, 1))
    with pytest.raises(Unusable, match="cancelled"):
        await added(house, first, date(2026, 12, 1))


async def test_somebody_elses_series_is_not_there(house: House) -> None:
    first, *_ = await posted(house)
    await house.join_as(BEN, Role.INSTRUCTOR)
    for act in (dropped, added):
        with pytest.raises(NotFound):
            await act(house, first, date(2026, 12, 1), BEN)
