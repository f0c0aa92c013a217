"""Digests: published once, by the clock alone, and frozen from then on."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from content import digest as scene
from content.words import Words
from programme import digests, disclosure, employers, mondays, notices, summaries
from programme.digests import publishing
from programme.errors import NotFound
from programme.model import Channel, Contact, Digest, Employer, Facts, Notice, Role
from programme.store.digests import canonical
from programme.store.engine import Database
from tests.programme.cast import CHARLIE, HOLLY, House
from tests.programme.turnout import CANARY, Crowd, attend, gather, hold, log

ZONE = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LAST_TUESDAY = MONDAY - timedelta(days=6)
KEY = b"the key of the noise"


async def a_busy_week(house: House, employer: Employer, size: int, at: datetime = LAST_TUESDAY) -> Crowd:
    """*size* people come to one session and log 20 minutes that day."""
    async with house.database.transaction() as tx:
        crowd = await gather(tx, employer, size, at)
        await attend(tx, crowd, crowd.ids, await hold(tx, at), at)
        await log(tx, crowd, crowd.ids, at.date(), 20)
    return crowd


async def publish(house: House, now: datetime = MONDAY) -> int:
    return await mondays.run(house.database, KEY, now, ZONE)


async def published(house: House, employer: Employer) -> list[Digest]:
    async with house.database.reading() as reading:
        return list(await digests.published(reading, employer))


async def stored_bytes(database: Database) -> list[tuple[str, ...]]:
    async with database.reading() as reading:
        rows = await reading.all("SELECT * FROM digests ORDER BY employer_id, period")
    return [tuple(str(row[name]) for name in ("id", "period", "rules", "figures", "published_at")) for row in rows]


async def told(house: House) -> list[Notice]:
    """The Monday messages that wait to be sent."""
    async with house.database.reading() as reading:
        rows = await reading.all(
            "SELECT n.*, c.person_id, c.channel, c.chat_id, c.email FROM notices n"
            " JOIN contacts c ON c.id = n.contact_id WHERE n.kind = 'digest' ORDER BY n.id"
        )
    return [
        Notice(
            row["id"],
            row["kind"],
            Contact(row["contact_id"], row["person_id"], Channel(row["channel"]), row["chat_id"], row["email"]),
            datetime.fromisoformat(row["due_at"]),
            datetime.fromisoformat(row["expires_at"]),
            0,
            facts=row["facts"],
        )
        for row in rows
    ]


async def test_a_busy_week_is_shown(house: House) -> None:
    await a_busy_week(house, house.council, 42)
    assert await publish(house) >= 1
    (digest,) = await published(house, house.council)
    figures = digest.figures
    assert digest.period.name == "2026-W47"
    assert figures.offered == 1
    assert figures.took_part is not None
    assert abs(figures.took_part - 42) <= 6
    assert figures.logged is not None
    assert abs(figures.logged - 42) <= 6
    assert figures.attended == figures.took_part
    assert figures.mean_minutes in (None, 20, 25, 30)


async def test_newcomers_are_shown_only_where_the_others_are_enough(house: House) -> None:
    """All forty are there for the first time, so that the others would be nobody."""
    crowd = await a_busy_week(house, house.council, 42)
    async with house.database.transaction() as tx:
        later = await gather(tx, house.council, 30, MONDAY)
        both = Crowd(house.council, (*crowd.ids, *later.ids))
        await attend(tx, both, both.ids, await hold(tx, MONDAY + timedelta(days=1)), MONDAY)
    await publish(house, MONDAY + timedelta(days=7))
    first, second = await published(house, house.council)
    assert first.figures.first_timers is None
    assert second.figures.first_timers is not None
    assert abs(second.figures.first_timers - 30) <= 6


async def test_a_handful_is_not_shown(house: House) -> None:
    await a_busy_week(house, house.council, 9)
    await publish(house)
    (digest,) = await published(house, house.council)
    assert replace(digest.figures, offered=0) == type(digest.figures)(offered=0)


async def test_who_joined_and_then_said_not_this_time_did_not_take_part(house: House) -> None:
    await a_busy_week(house, house.council, 42)
    async with house.database.transaction() as tx:
        await tx.run("UPDATE bookings SET missed_at = joined_at")
    await publish(house)
    (digest,) = await published(house, house.council)
    assert digest.figures.took_part is None


async def test_published_once_however_often_the_clock_asks(house: House) -> None:
    await a_busy_week(house, house.council, 42)
    await publish(house)
    before = await stored_bytes(house.database)
    for hours in (0, 1, 48):
        assert await publish(house, MONDAY + timedelta(hours=hours)) == 0
    assert await stored_bytes(house.database) == before


async def test_published_once_by_two_at_once(house: House) -> None:
    await house.join_as(HOLLY, Role.HR, house.council)
    await a_busy_week(house, house.council, 42)
    await asyncio.gather(*(publish(house) for _ in range(4)))
    assert len(await published(house, house.council)) == 1
    assert len(await told(house)) == 1


async def test_late_entries_edits_and_erasures_change_nothing(house: House) -> None:
    crowd = await a_busy_week(house, house.council, 42)
    await publish(house)
    before = await stored_bytes(house.database)
    async with house.database.transaction() as tx:
        await log(tx, crowd, crowd.ids[:9], LAST_TUESDAY.date(), 300)
        await tx.run("UPDATE minutes SET minutes = 600")
        await tx.run("DELETE FROM people WHERE id = $1", crowd.ids[0])
        await tx.run("UPDATE bookings SET attended_at = joined_at, missed_at = NULL")
    await publish(house, MONDAY + timedelta(days=1))
    assert await stored_bytes(house.database) == before


async def test_control_the_figures_would_have_changed(house: House) -> None:
    crowd = await a_busy_week(house, house.council, 42)
    await publish(house)
    async with house.database.transaction() as tx:
        await tx.run("UPDATE minutes SET minutes = 600")
        await tx.run("DELETE FROM digests")
        await tx.run("DELETE FROM people WHERE id = $1", crowd.ids[0])
    await publishing.publish(house.database, KEY, MONDAY, ZONE)
    (digest,) = await published(house, house.council)
    assert digest.figures.mean_minutes is not None
    assert digest.figures.mean_minutes > 100


async def test_a_thousand_readings_give_the_same_words(house: House) -> None:
    await a_busy_week(house, house.council, 42)
    await publish(house)
    read = [await published(house, house.council) for _ in range(20)]
    said = {str(scene.figures(Words(), digest)) for (digest,) in read * 50}
    assert len(said) == 1
    assert len({canonical(digest.figures) for (digest,) in read}) == 1


async def test_weeks_that_closed_while_the_machine_was_off_are_published_once(house: House) -> None:
    await house.join_as(HOLLY, Role.HR, house.council)
    await a_busy_week(house, house.council, 42)
    back = MONDAY + timedelta(days=24)
    await publish(house, back)
    assert [one.period.name for one in await published(house, house.council)] == [
        "2026-W47",
        "2026-W48",
        "2026-W49",
        "2026-W50",
    ]
    assert await publish(house, back + timedelta(minutes=1)) == 0
    assert len(await told(house)) == 1


async def test_what_was_frozen_before_the_machine_stopped_is_still_told(house: House) -> None:
    await house.join_as(HOLLY, Role.HR, house.council)
    await a_busy_week(house, house.council, 42)
    await publishing.publish(house.database, KEY, MONDAY, ZONE)
    assert await told(house) == []
    assert await publish(house, MONDAY + timedelta(hours=3)) == 0
    (notice,) = await told(house)
    assert "2026-W47" in summaries.from_facts(notice.facts).periods


async def test_a_middling_workplace_has_four_weeks_and_quarters(house: House) -> None:
    await a_busy_week(house, house.school, 40)
    await publish(house)
    assert await published(house, house.school) == []
    await publish(house, datetime(2027, 1, 4, 8, 0, tzinfo=UTC))
    assert [one.period.name for one in await published(house, house.school)] == ["2026-F11", "2026-F12", "2026-Q4"]


async def test_small_workplaces_read_what_is_of_all_together(house: House) -> None:
    """Their own figures are never made."""
    bakery = await small(house)
    await a_busy_week(house, house.council, 30)
    await a_busy_week(house, house.school, 30)
    await a_busy_week(house, bakery, 9)
    await publish(house)
    (digest,) = await published(house, bakery)
    assert digest.employer_id is None
    assert digest.figures.took_part in (60, 65, 70, 75)
    assert not any(row[0] == bakery.id for row in await stored_bytes(house.database))


async def small(house: House) -> Employer:
    async with house.database.transaction() as tx:
        return await employers.add(tx, "Corner Bakery", 9, "command line", MONDAY - timedelta(days=30))


async def test_reading_never_publishes(house: House) -> None:
    await a_busy_week(house, house.council, 42)
    async with house.database.reading() as reading:
        assert await digests.published(reading, house.council) == ()
        with pytest.raises(NotFound):
            await digests.of_period(reading, house.council, "2026-W47")
    assert await stored_bytes(house.database) == []


async def test_every_hr_contact_is_told_every_monday_at_any_size(house: House) -> None:
    bakery = await small(house)
    await house.join_as(HOLLY, Role.HR, house.council)
    await house.join_as(CHARLIE, Role.HR, house.council)
    await house.join_as(106, Role.HR, bakery)
    await publish(house)
    await publish(house, MONDAY + timedelta(days=7))
    notices_ = await told(house)
    assert len(notices_) == 6
    assert all(one.expires_at and one.expires_at - one.due_at == timedelta(days=5) for one in notices_)


async def facts_of(house: House, notice: Notice, now: datetime = MONDAY) -> Facts | notices.Dropped:
    async with house.database.reading() as reading:
        return await notices.relevant(reading, notice, now)


async def test_the_message_has_figures_sessions_and_a_note_and_no_name_or_title(house: House) -> None:
    await house.join_as(HOLLY, Role.HR, house.council)
    crowd = await a_busy_week(house, house.council, 42)
    async with house.database.transaction() as tx:
        await hold(tx, MONDAY + timedelta(days=1, hours=4, minutes=30))
        await hold(tx, MONDAY + timedelta(days=2), kind="webinar", sensitivity="health")
    await publish(house)
    facts = await facts_of(house, (await told(house))[0])
    assert isinstance(facts, Facts)
    text = str(scene.message(Words(), facts.summary, ZONE).text)
    assert text.startswith("Your weekly summary is ready.")
    assert "People using the bot who took part: about 4" in text
    assert "Tue 24 Nov 12:30 Seated, 10 minutes" in text
    assert "Wed 25 Nov 08:00 Health webinar, 10 minutes" in text
    assert "next figures come on Mon 30 Nov" in text
    for secret in (CANARY, "Canary", "canary.example", house.council.name, *crowd.ids):
        assert secret not in text
        assert secret not in (await told(house))[0].facts


async def test_hr_who_has_lost_the_role_is_not_told(house: House) -> None:
    await house.join_as(HOLLY, Role.HR, house.council)
    await publish(house)
    notice = (await told(house))[0]
    async with house.database.transaction() as tx:
        await tx.run("UPDATE roles SET revoked_at = granted_at")
    assert await facts_of(house, notice) == notices.Dropped("not HR")


async def test_what_is_frozen_is_canonical_and_names_nobody(house: House) -> None:
    crowd = await a_busy_week(house, house.council, 42)
    await publish(house)
    for _id, _period, rules, figures, _at in await stored_bytes(house.database):
        assert rules == disclosure.RULES == "3"
        assert json.dumps(json.loads(figures), sort_keys=True, separators=(",", ":")) == figures
        assert not any(id in figures for id in crowd.ids)


async def test_a_headcount_that_falls_does_not_cut_four_weeks_with_weeks(house: House) -> None:
    await a_busy_week(house, house.council, 42)
    await publish(house)
    async with house.database.transaction() as tx:
        await tx.run("UPDATE employers SET headcount = 100 WHERE id = $1", house.council.id)
    fallen = replace(house.council, headcount=100)
    await publish(house, MONDAY + timedelta(weeks=16))
    spans = [one.period for one in await published(house, fallen)]
    assert spans[0].name == "2026-W47"
    assert all(one.starts_on >= spans[0].ends_before for one in spans[1:])
    assert len(spans) > 1


async def test_the_facts_of_a_notice_come_back_as_they_were() -> None:
    carried = summaries.Carried("EmployerAAAA", ("2026-W46", "2026-W47"), MONDAY.date())
    assert summaries.from_facts(summaries.to_facts(carried)) == carried
