"""The programme's figures: exact where sessions are open to all, by the rules elsewhere, frozen, and about nobody."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from programme import disclosure, mondays, overall
from programme.model import (
    Band,
    CountedBy,
    Digest,
    Employer,
    Figures,
    Period,
    ProgrammeDigest,
    ProgrammeFigures,
    Role,
    Size,
)
from programme.overall import auditing, figures
from programme.overall.figures import Asked, Record, figures_of
from programme.periods import by_name
from programme.store.counted import Came, Members
from programme.store.engine import Transaction
from programme.store.overall import Held, Workplace, canonical
from tests.programme.cast import House
from tests.programme.turnout import attend, belong, count_no_more, gather, hold

ZONE = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
"""A week and a block of four weeks ended the day before."""
TUESDAY = MONDAY - timedelta(days=6)
KEY = b"the key of the noise"
WEEK, FOUR_WEEKS, QUARTER = by_name("2026-W48"), by_name("2026-F11"), by_name("2026-Q3")


async def publish(house: House, now: datetime = MONDAY) -> tuple[ProgrammeDigest, ...]:
    await mondays.run(house.database, KEY, now, ZONE)
    async with house.database.reading() as reading:
        return await overall.published(reading)


def of(published: Iterable[ProgrammeDigest], period: Period = FOUR_WEEKS) -> ProgrammeFigures:
    return overall.by_name(tuple(published), period.name).figures


async def chosen_for(tx: Transaction, session_id: str, *employers: Employer) -> None:
    await tx.run("UPDATE sessions SET audience = 'chosen' WHERE id = $1", session_id)
    rows = [(session_id, one.id) for one in employers]
    await tx.many("INSERT INTO session_audience (session_id, employer_id) VALUES ($1, $2)", rows)


async def test_the_average_is_of_head_counts_and_else_of_those_who_joined_or_said_so(house: House) -> None:
    async with house.database.transaction() as tx:
        crowd = await gather(tx, house.council, 5, TUESDAY)
        counted, other = await hold(tx, TUESDAY), await hold(tx, TUESDAY + timedelta(hours=1))
        await attend(tx, crowd, crowd.ids, counted, TUESDAY)
        await attend(tx, crowd, crowd.ids[:3], other, TUESDAY)
        await tx.run("UPDATE sessions SET head_count = 20 WHERE id = $1", counted)
    found = of(await publish(house), WEEK).open_to_all
    assert (found.sessions, found.people, found.head_counts) == (2, 23, 1)


async def test_each_webinar_is_told_by_its_title_and_exactly_where_it_was_open_to_all(house: House) -> None:
    async with house.database.transaction() as tx:
        crowd = await gather(tx, house.council, 7, TUESDAY)
        menopause = await hold(tx, TUESDAY, kind="webinar", sensitivity="health", title="Menopause at work")
        await attend(tx, crowd, crowd.ids, menopause, TUESDAY)
    (webinar,) = of(await publish(house)).webinars
    assert (webinar.title, webinar.people, webinar.counted_by) == ("Menopause at work", 7, CountedBy.BOT)


async def test_who_asked_not_to_be_counted_is_in_no_figure(house: House) -> None:
    async with house.database.transaction() as tx:
        crowd = await gather(tx, house.council, 7, TUESDAY)
        await belong(tx, crowd, crowd.ids[:1], TUESDAY)
        await attend(tx, crowd, crowd.ids, await hold(tx, TUESDAY), TUESDAY)
        await count_no_more(tx, crowd.ids[:2], TUESDAY)
    found = of(await publish(house))
    assert found.open_to_all.people == 5
    assert sum(band.with_people for band in found.bands) == 0


async def test_a_webinar_of_one_workplace_is_never_told(house: House) -> None:
    """Not even where two are invited and the people of one come."""
    async with house.database.transaction() as tx:
        crowd = await gather(tx, house.council, 80, TUESDAY)
        for invited in ((house.council,), (house.council, house.school)):
            talk = await hold(tx, TUESDAY, kind="webinar")
            await chosen_for(tx, talk, *invited)
            await attend(tx, crowd, crowd.ids, talk, TUESDAY)
            await tx.run("UPDATE sessions SET head_count = 80 WHERE id = $1", talk)
    found = of(await publish(house)).webinars
    assert [(one.people, one.counted_by) for one in found] == [(None, CountedBy.RULES)] * 2


async def test_sessions_for_chosen_workplaces_are_told_by_the_rules_and_never_in_weeks(house: House) -> None:
    async with house.database.transaction() as tx:
        session, talk = await hold(tx, TUESDAY), await hold(tx, TUESDAY, kind="webinar")
        for employer, size in ((house.council, 60), (house.school, 40)):
            crowd = await gather(tx, employer, size, TUESDAY)
            for one in (session, talk):
                await attend(tx, crowd, crowd.ids, one, TUESDAY)
        for one in (session, talk):
            await chosen_for(tx, one, house.council, house.school)
    published = await publish(house)
    found, week = of(published), of(published, WEEK)
    assert (found.open_to_all.sessions, found.chosen_sessions) == (0, 1)
    assert found.chosen_visits
    assert 30 <= found.chosen_visits <= 170
    assert week.chosen_visits is None
    assert abs((found.webinars[0].people or 0) - 100) <= 6
    assert found.webinars == week.webinars


async def test_workplaces_are_counted_in_their_year(house: House) -> None:
    async with house.database.transaction() as tx:
        await hold(tx, TUESDAY)
        await tx.run("UPDATE employers SET created_at = '2025-12-31T12:00:00.000000Z' WHERE id = $1", house.school.id)
    found = of(await publish(house))
    assert (found.year, found.signed_up) == (2026, 1)
    assert {band.size: band.workplaces for band in found.bands} == {Size.SMALL: 0, Size.MIDDLE: 1, Size.LARGE: 1}


@pytest.mark.parametrize(
    ("end", "year"), [(date(2027, 1, 1), 2026), (date(2027, 1, 2), 2027), (date(2026, 12, 31), 2026)]
)
def test_the_year_is_that_of_the_last_day(end: date, year: int) -> None:
    assert figures.year_of(Period("2026-F13", date(2026, 12, 1), end)) == year


async def test_what_is_published_once_never_changes(house: House) -> None:
    async with house.database.transaction() as tx:
        crowd = await gather(tx, house.council, 30, TUESDAY)
        session = await hold(tx, TUESDAY)
        await attend(tx, crowd, crowd.ids[:20], session, TUESDAY)
    first = await publish(house)
    async with house.database.transaction() as tx:
        await attend(tx, crowd, crowd.ids[20:], session, TUESDAY)
        await tx.run("UPDATE sessions SET title = 'Renamed', head_count = 99")
    assert await publish(house, MONDAY + timedelta(days=3)) == first
    assert [canonical(one.figures) for one in await publish(house, MONDAY + timedelta(days=7))][: len(first)] == [
        canonical(one.figures) for one in first
    ]


async def test_two_at_once_publish_once_and_tell_the_team_once(house: House) -> None:
    await house.join_as(501, Role.TEAM)
    async with house.database.transaction() as tx:
        await hold(tx, TUESDAY)
    await asyncio.gather(*(publish(house) for _ in range(3)))
    async with house.database.reading() as reading:
        told = await reading.all("SELECT facts FROM notices WHERE kind = 'programme_digest'")
        named = await reading.all("SELECT period FROM programme_digests ORDER BY period")
    assert [row["facts"] for row in told] == ["2026-F11,2026-W48"]
    assert [row["period"] for row in named] == ["2026-F11", "2026-W48"]


async def test_without_any_session_there_is_nothing_to_publish_or_tell(house: House) -> None:
    await house.join_as(501, Role.TEAM)
    assert await publish(house) == ()
    async with house.database.reading() as reading:
        assert await reading.all("SELECT id FROM notices WHERE kind = 'programme_digest'") == []


async def test_what_closed_while_the_machine_was_off_is_published_when_it_is_back(house: House) -> None:
    async with house.database.transaction() as tx:
        await hold(tx, TUESDAY)
    names = [one.period.name for one in await publish(house, MONDAY + timedelta(days=45))]
    assert len(names) == len(set(names))
    assert {"2026-W48", "2027-W01", "2026-F11", "2026-F12", "2026-Q4"} <= set(names)


# the rules, on people of no record


@dataclass(frozen=True)
class Town:
    """Workplaces by headcount and how many of each use the bot."""

    sizes: tuple[tuple[int, int], ...]

    def record(self) -> Record:
        workplaces = tuple(Workplace(f"workplace{n}", headcount) for n, (headcount, _) in enumerate(self.sizes))
        members = tuple(Members(f"workplace{n}", people(n, many)) for n, (_, many) in enumerate(self.sizes) if many)
        return Record((), {}, (), workplaces, members, 0)


def people(workplace: int, many: int) -> frozenset[str]:
    return frozenset(f"person{workplace}-{n}" for n in range(many))


def asked(last: tuple[Band, ...] = (), key: bytes = KEY) -> Asked:
    return Asked(key, FOUR_WEEKS, ZONE, last)


def bands_of(*sizes: tuple[int, int], last: tuple[Band, ...] = (), key: bytes = KEY) -> dict[Size, int | None]:
    return {band.size: band.people for band in figures_of(asked(last, key), Town(sizes).record()).bands}


BIG = ((20, 15), (20, 18), (20, 19), (100, 40), (100, 45), (900, 300), (900, 320))


def test_enough_people_of_every_size_are_shown_about() -> None:
    shown = bands_of(*BIG)
    for size, truth in ((Size.SMALL, 52), (Size.MIDDLE, 85), (Size.LARGE, 620)):
        assert abs((shown[size] or 0) - truth) <= 10


@pytest.mark.parametrize("few", [((20, 3), (20, 3)), ((20, 60),), ((20, 60), (20, 3))])
def test_one_size_of_few_people_or_one_workplace_hides_all(few: tuple[tuple[int, int], ...]) -> None:
    """Else it would be left over by the sum, or by a workplace's own figures."""
    assert set(bands_of(*few, *BIG[3:]).values()) == {None}


def test_control_without_that_rule_one_workplace_would_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure, "stands_without_each", lambda *_: True)
    assert bands_of((20, 60), *BIG[3:])[Size.SMALL]


def test_who_is_reached_is_said_anew_only_where_it_seems_wrong_by_ten() -> None:
    first = figures_of(asked(), Town(BIG).record()).bands
    one_more = (*BIG[:-1], (900, 321))
    assert bands_of(*one_more, last=first) == {band.size: band.people for band in first}
    assert bands_of(*BIG[:-1], (900, 400), last=first) != {band.size: band.people for band in first}


def test_no_figure_by_the_rules_is_about_fewer_than_ten_in_any_town() -> None:
    chance, seen = Random(5), 0
    for number in range(1_000):
        sizes = tuple((chance.choice((9, 60, 400)), chance.choice((0, 1, 4, 9, 12, 30))) for _ in range(9))
        record = Town(sizes).record()
        talk = Held("talk", "Talk", TUESDAY, is_webinar=True, is_open=False, head_count=None)
        came = tuple(
            Came("talk", one.employer_id, id) for one in record.members[:2] for id in sorted(one.person_ids)[:12]
        )
        made = figures_of(asked(key=str(number).encode()), replace(record, held=(talk,), came=came))
        truth = dict.fromkeys(Size, 0)
        for headcount, many in sizes:
            truth[figures.size_of(headcount)] += many
        for band in made.bands:
            assert band.people is None or truth[band.size] >= 10
            seen += band.people is not None
        assert made.webinars[0].people is None or len(came) >= 20
    assert seen > 40


# the auditor


def using(employer: int, number: int | None) -> Digest:
    return Digest(f"workplace{employer}", FOUR_WEEKS, disclosure.RULES, Figures(1, using=number))


def test_the_auditor_withholds_a_number_that_leaves_a_few_people_over() -> None:
    """By naive rules, exact: 105 in all and 100 at one workplace leave 5."""
    digest = ProgrammeDigest(FOUR_WEEKS, "naive", ProgrammeFigures(bands=(Band(Size.MIDDLE, 2, 2, 105),)))
    workplaces = (Workplace("workplace0", 200), Workplace("workplace1", 200))
    beside = (replace(using(0, 100), rules="naive"),)
    (found,) = auditing.pinned(digest, workplaces, beside)
    assert (found.low, found.high) == (5, 5)
    assert [band.people for band in auditing.audited(digest, workplaces, beside).bands] == [None]
    assert auditing.audited(digest, workplaces, ()) == digest.figures


def test_by_our_rules_nothing_can_be_pinned_beside_what_workplaces_publish() -> None:
    record = Town(BIG).record()
    for number in range(200):
        made = figures_of(asked(key=str(number).encode()), record)
        digest = ProgrammeDigest(FOUR_WEEKS, disclosure.RULES, made)
        beside = [
            using(place, disclosure.rounded(many)) for place, (headcount, many) in enumerate(BIG) if headcount > 24
        ]
        assert auditing.pinned(digest, record.workplaces, beside) == ()
        assert auditing.audited(digest, record.workplaces, beside) == made
