"""Outcomes: frozen by quarters, about no fewer than ten people in any of the four groups, whoever knows the rest."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from programme import disclosure, outcomes
from programme.disclosure import Scope
from programme.model import Outcomes
from programme.store.activity_answers import Pair
from programme.store.engine import Transaction
from programme.store.ratings import Rated
from programme.times import to_text
from tests.programme.cast import House

LONDON = ZoneInfo("Europe/London")
POPULATIONS = 3_000
Q4 = datetime(2026, 12, 1, 12, tzinfo=UTC)
NEW_YEAR = datetime(2027, 1, 1, 5, tzinfo=UTC)


def scope(number: int = 0) -> Scope:
    return Scope(b"key", "", f"2026-Q{number}")


def pairs_of(stayed: int, lifted: int, slipped: int, never: int) -> list[Pair]:
    groups = ((0, 0, stayed), (0, 2, lifted), (3, 0, slipped), (4, 4, never))
    kinds = [(before, now) for before, now, many in groups for _ in range(many)]
    return [Pair(f"person{n}", before, now) for n, (before, now) in enumerate(kinds)]


def rated_of(right: int, wrong: int) -> list[Rated]:
    return [Rated(f"rater{n}", 3 if n < right else 5) for n in range(right + wrong)]


def test_large_groups_are_all_shown_and_near_the_truth() -> None:
    shown = outcomes.figures_of(scope(), pairs_of(100, 150, 40, 300), rated_of(200, 100))
    truth = Outcomes(590, 250, 140, 150, 300, 200)
    for name in Outcomes.__dataclass_fields__:
        assert abs(getattr(shown, name) - getattr(truth, name)) <= 7


@pytest.mark.parametrize("small", [{"stayed": 3}, {"lifted": 3}, {"slipped": 3}, {"never": 3}])
def test_who_was_lifted_is_withheld_where_any_of_the_four_groups_is_small(small: dict[str, int]) -> None:
    pairs = pairs_of(**{"stayed": 60, "lifted": 60, "slipped": 60, "never": 60, **small})
    assert outcomes.figures_of(scope(), pairs, []).lifted is None


def possible(value: int) -> range:
    """The true counts that may stand behind a published one."""
    return range(max(10, value - 6), value + 7)


def pinned(shown: Outcomes) -> set[str]:
    """What somebody who reads all of it can be sure is fewer than ten people and more than none."""
    if shown.asked_again is None or shown.under_30_before is None or shown.under_30_now is None:
        return set()
    all_, before, now = map(possible, (shown.asked_again, shown.under_30_before, shown.under_30_now))
    up = possible(shown.lifted) if shown.lifted is not None else range(max(before) + 1)
    most = {
        "stayed": min(max(before) - min(up), max(now)),
        "lifted": min(max(up), max(before)),
        "slipped": max(now) - max(0, min(before) - max(up)),
        "never": max(all_) - min(before),
    }
    return {name for name, n in most.items() if n < 10}


def random_pairs(chance: Random) -> list[Pair]:
    sizes = (chance.choice((0, 2, 6, 12, 20, 60, 150)) for _ in range(4))
    return pairs_of(*sizes)


def test_no_published_figure_of_any_population_is_about_fewer_than_ten() -> None:
    chance, seen = Random(11), 0
    for number in range(POPULATIONS):
        pairs = random_pairs(chance)
        shown = outcomes.figures_of(scope(number), pairs, rated_of(chance.randrange(40), chance.randrange(40)))
        cells = [sum((one.before == 0) is b and (one.now == 0) is a for one in pairs) for b in (True, False)
                 for a in (True, False)]  # fmt: skip
        before, now = cells[0] + cells[1], cells[0] + cells[2]
        assert shown.asked_again is None or len(pairs) >= 10
        assert shown.under_30_before is None or 10 <= before <= len(pairs) - 10
        assert shown.under_30_now is None or 10 <= now <= len(pairs) - 10
        assert shown.lifted is None or min(cells) >= 10
        assert pinned(shown) == set()
        seen += shown.lifted is not None
    assert seen > POPULATIONS / 40


def naive(number: int, pairs: list[Pair]) -> Outcomes:
    """Every count that is large enough, whatever it leaves over."""
    here = scope(number)
    before = {one.person_id for one in pairs if one.before == 0}
    after = {one.person_id for one in pairs if one.now == 0}
    everybody = {one.person_id for one in pairs}
    counts = (disclosure.count(here, group) for group in (everybody, before, after, before - after))
    return Outcomes(*counts)


def test_control_counts_without_their_complements_pin_the_few_who_are_left_over() -> None:
    pairs = pairs_of(2, 58, 40, 100)
    assert any("stayed" in pinned(naive(number, pairs)) for number in range(200))


def test_equal_sets_get_equal_figures_in_any_order() -> None:
    pairs = pairs_of(30, 30, 30, 30)
    assert outcomes.figures_of(scope(), pairs, []) == outcomes.figures_of(scope(), pairs[::-1], [])


# the record, on both engines


async def answer(tx: Transaction, days: Iterable[tuple[int, int | None, int | None]], at: datetime = Q4) -> None:
    """Each: how many people, their first answer twelve weeks before *at*, and their answer then."""
    for number, (many, before, now) in enumerate(days):
        for n in range(many):
            person = f"P{number}-{n}-{at:%y%m%d}"
            await tx.run("INSERT INTO people (id, created_at) VALUES ($1, $2)", person, to_text(at))
            for wave, said in enumerate((before, now)):
                moment = at - timedelta(weeks=12 * (1 - wave))
                await insert(tx, person, wave, said, moment)


async def insert(tx: Transaction, person: str, wave: int, said: int | None, moment: datetime) -> None:
    await tx.run(
        "INSERT INTO activity_answers (person_id, wave, asked_on, days, answered_at, skipped_at)"
        " VALUES ($1, $2, $3, CAST($4 AS INTEGER), CAST($5 AS TEXT), CAST($6 AS TEXT))",
        person,
        wave,
        moment.date().isoformat(),
        said,
        to_text(moment) if said is not None else None,
        None if said is not None else to_text(moment),
    )


async def publish(house: House, now: datetime = NEW_YEAR) -> int:
    return await outcomes.run(house.database, b"key", now, LONDON)


async def tables(house: House) -> dict[str, Outcomes]:
    async with house.database.reading() as reading:
        return {table.period.name: table.outcomes for table in await outcomes.published(reading)}


async def test_a_quarter_is_published_once_when_it_is_over(house: House) -> None:
    async with house.database.transaction() as tx:
        await answer(tx, [(40, 0, 3), (40, 0, 0), (30, 2, 0), (60, 5, 5)])
    assert await publish(house, Q4) == 1
    assert await tables(house) == {"2026-Q3": Outcomes()}
    assert await publish(house) == 1
    assert await publish(house) == 0
    shown = (await tables(house))["2026-Q4"]
    assert shown.asked_again in range(160, 181)
    assert shown.lifted in range(30, 51)


async def test_later_answers_and_erasures_change_nothing_that_is_published(house: House) -> None:
    async with house.database.transaction() as tx:
        await answer(tx, [(40, 0, 3), (40, 0, 0), (30, 2, 0), (60, 5, 5)])
    await publish(house)
    before = await tables(house)
    async with house.database.transaction() as tx:
        await tx.run("UPDATE activity_answers SET days = 7 WHERE wave = 1")
        await tx.run("DELETE FROM people WHERE id LIKE 'P0-%'")
    await publish(house)
    assert await tables(house) == before


async def test_skipped_and_single_answers_count_for_nothing(house: House) -> None:
    async with house.database.transaction() as tx:
        await answer(tx, [(40, None, 3), (40, 0, None)])
    await publish(house)
    assert (await tables(house))["2026-Q4"] == Outcomes()


async def test_two_answers_in_a_quarter_are_one_person(house: House) -> None:
    at = datetime(2026, 10, 2, 12, tzinfo=UTC)
    async with house.database.transaction() as tx:
        await answer(tx, [(60, 0, 0), (60, 1, 1)], at)
        for number in range(2):
            for n in range(60):
                await insert(tx, f"P{number}-{n}-{at:%y%m%d}", 2, 4, at + timedelta(weeks=12))
    await publish(house)
    shown = (await tables(house))["2026-Q4"]
    assert shown.asked_again in range(110, 131)
    assert shown.under_30_now is None


async def test_nothing_answered_is_nothing_published(house: House) -> None:
    assert await publish(house) == 0


async def test_the_quarter_ends_at_local_midnight(house: House) -> None:
    async with house.database.transaction() as tx:
        await answer(tx, [(60, 0, 1)], datetime(2026, 9, 30, 23, 30, tzinfo=UTC))
    await publish(house)
    assert (await tables(house))["2026-Q4"].asked_again in range(50, 71)
    assert date(2026, 10, 1) == datetime(2026, 9, 30, 23, 30, tzinfo=UTC).astimezone(LONDON).date()
