"""Notices: claimed when due, settled once, recovered after a crash, dropped when they have nothing to say."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from programme import notices, people
from programme.model import Facts, NewNotice, Notice, Role
from programme.notices import Dropped
from programme.store import notices as store
from tests.programme.cast import (
    AMIRA,
    BEN,
    COLE,
    HOLLY,
    MENOPAUSE,
    NOW,
    STARTS,
    House,
    before_start,
    later,
)

EPOCH = 7


async def claim(house: House, now: datetime, limit: int = 8, epoch: int = EPOCH) -> list[Notice]:
    async with house.database.transaction() as tx:
        return await notices.claim_due(tx, epoch, limit, now)


async def claim_one(house: House, now: datetime, epoch: int = EPOCH) -> Notice:
    [notice] = await claim(house, now, epoch=epoch)
    return notice


async def settle(house: House, notice: Notice, state: str, now: datetime = NOW, **how: object) -> bool:
    reason, not_before = how.get("reason", ""), how.get("not_before")
    assert not_before is None or isinstance(not_before, datetime)
    async with house.database.transaction() as tx:
        return await notices.settle(tx, notice.id, state, now, reason=str(reason), not_before=not_before)


async def relevant(house: House, notice: Notice, now: datetime) -> Facts | Dropped:
    async with house.database.reading() as reading:
        return await notices.relevant(reading, notice, now)


async def recover(house: House, epoch: int, now: datetime = NOW) -> int:
    async with house.database.transaction() as tx:
        return await notices.recover(tx, epoch, now)


async def next_due(house: House) -> datetime | None:
    async with house.database.reading() as reading:
        return await notices.next_due(reading)


async def counts(house: House) -> str:
    async with house.database.reading() as reading:
        return json.dumps(await notices.count_by_state(reading), sort_keys=True)


@pytest.fixture
async def booked(house: House) -> House:
    """Amira is booked on tomorrow's 12:30, and has had her menu."""
    await house.join(AMIRA)
    await house.book(AMIRA, await house.add())
    await house.ask_nothing_afterwards()
    await settle(house, await claim_one(house, NOW), "sent")
    return house


async def test_nothing_is_claimed_before_it_is_due(booked: House) -> None:
    assert await claim(booked, before_start(minutes=10, seconds=1)) == []
    assert await next_due(booked) == before_start(minutes=10)


async def test_what_is_due_is_claimed_with_whom_it_is_for(booked: House) -> None:
    notice = await claim_one(booked, before_start(minutes=10))
    assert (notice.kind, notice.contact.chat_id, notice.attempts) == ("reminder_near", AMIRA, 1)
    assert (notice.expires_at, notice.revision) == (STARTS, 0)


async def test_what_is_claimed_is_not_claimed_again(booked: House) -> None:
    await claim_one(booked, before_start(minutes=10))
    assert await claim(booked, before_start(minutes=9)) == []
    assert await next_due(booked) is None


async def test_what_expired_is_dropped_and_not_claimed(booked: House) -> None:
    assert await claim(booked, STARTS) == []
    assert await counts(booked) == '{"dropped": 1, "sent": 1}'


async def test_urgent_lanes_come_first_and_no_more_than_the_limit(house: House) -> None:
    amira = await house.join(AMIRA)
    assert amira.contact_id is not None
    urgent = [NewNotice("promoted", amira.contact_id, later(minutes=n)) for n in (2, 1)]
    async with house.database.transaction() as tx:
        await notices.tell(tx, urgent, NOW)
    claimed = await claim(house, later(hours=1), limit=2)
    assert [notice.due_at for notice in claimed] == [later(minutes=1), later(minutes=2)]
    assert [notice.kind for notice in await claim(house, later(hours=1))] == ["menu"]


async def test_those_who_cannot_be_reached_keep_theirs_until_they_can(house: House) -> None:
    amira = await house.join(AMIRA)
    assert amira.contact_id is not None
    async with house.database.transaction() as tx:
        await notices.mark_unreachable(tx, amira.contact_id, NOW)
    assert await claim(house, NOW) == []
    assert await next_due(house) is None
    async with house.database.transaction() as tx:
        await people.note_reachable(tx, AMIRA, reachable=True, now=NOW)
    assert [notice.kind for notice in await claim(house, NOW)] == ["menu"]


async def test_a_notice_is_settled_once(booked: House) -> None:
    notice = await claim_one(booked, before_start(minutes=10))
    assert await settle(booked, notice, "sent") is True
    assert await settle(booked, notice, "refused") is False


async def test_later_waits_and_does_not_count_as_an_attempt(booked: House) -> None:
    notice = await claim_one(booked, before_start(minutes=10))
    await settle(booked, notice, "waiting", reason="later", not_before=before_start(minutes=9))
    assert await claim(booked, before_start(minutes=9, seconds=1)) == []
    assert (await claim_one(booked, before_start(minutes=9))).attempts == 1


async def test_a_lost_answer_counts_as_an_attempt(booked: House) -> None:
    notice = await claim_one(booked, before_start(minutes=10))
    await settle(booked, notice, "waiting", reason="uncertain", not_before=before_start(minutes=10))
    assert (await claim_one(booked, before_start(minutes=9))).attempts == 2


async def test_after_a_crash_what_must_arrive_waits_again(booked: House) -> None:
    await claim_one(booked, before_start(minutes=10))
    assert await recover(booked, EPOCH + 1) == 1
    assert (await claim_one(booked, before_start(minutes=9), epoch=EPOCH + 1)).attempts == 2


async def test_after_a_crash_what_need_not_arrive_lapses_and_is_counted(house: House) -> None:
    await house.join(AMIRA, health=True)
    await house.book(AMIRA, await house.add(MENOPAUSE))
    await house.ask_nothing_afterwards()
    await settle(house, await claim_one(house, NOW), "sent")
    assert (await claim_one(house, later(hours=7))).kind == "reminder_day_before"
    await recover(house, EPOCH + 1)
    assert await counts(house) == '{"lapsed": 1, "sent": 1, "waiting": 1}'


async def test_what_the_worker_itself_is_sending_is_left_alone(booked: House) -> None:
    await claim_one(booked, before_start(minutes=10))
    assert await recover(booked, EPOCH) == 0


async def test_several_crashes_lose_nothing_but_not_for_ever(booked: House) -> None:
    for epoch in range(notices.INTERRUPTIONS_SURVIVED):
        await claim_one(booked, before_start(minutes=10), epoch=epoch)
        await recover(booked, epoch + 1)
    assert await claim(booked, before_start(minutes=10), epoch=99) == []
    assert await booked.count("notices", "state = 'lapsed'") == 1


async def test_a_reminder_is_relevant_while_its_place_is_booked(booked: House) -> None:
    notice = await claim_one(booked, before_start(minutes=10))
    facts = await relevant(booked, notice, before_start(minutes=10))
    assert isinstance(facts, Facts)
    assert facts.card is not None
    assert facts.card.session.link != ""
    assert facts.visitor.chat_id == AMIRA


async def reason(house: House, notice: Notice, now: datetime) -> str:
    found = await relevant(house, notice, now)
    return found.reason if isinstance(found, Dropped) else "relevant"


async def test_a_reminder_claimed_just_before_it_lost_its_reason_is_dropped(booked: House) -> None:
    now = before_start(minutes=10)
    notice = await claim_one(booked, now)
    [card] = await booked.mine(AMIRA)
    assert await reason(booked, notice, STARTS) == "expired"
    assert await reason(booked, replace(notice, revision=1), now) == "moved"
    await booked.cancel(AMIRA, card.session, now)
    assert await reason(booked, notice, now) == "not booked"


async def test_a_reminder_of_a_cancelled_session_is_dropped(booked: House) -> None:
    now = before_start(minutes=10)
    notice = await claim_one(booked, now)
    [card] = await booked.mine(AMIRA)
    await booked.call_off(card.session, now=before_start(minutes=10))
    assert await reason(booked, notice, now) == "cancelled"
    assert await booked.notices(AMIRA) == [("session_cancelled", now)]


async def test_who_has_left_is_told_nothing_but_their_new_menu(booked: House) -> None:
    now = before_start(minutes=10)
    notice = await claim_one(booked, now)
    async with booked.database.transaction() as tx:
        await people.leave(tx, await people.visitor(tx, AMIRA), now)
    menu = await claim_one(booked, now)
    assert await reason(booked, notice, now) == "left"
    assert await reason(booked, menu, now) == "relevant"


async def test_the_cancellation_reaches_those_booked_and_those_waiting(house: House) -> None:
    await house.join(AMIRA)
    await house.join(BEN)
    session = await house.add(places=1)
    await house.book_all([AMIRA, BEN], session)
    await house.call_off(session)
    for chat_id in (AMIRA, BEN):
        assert await house.notices(chat_id) == [("session_cancelled", NOW)]
    found = [await relevant(house, notice, NOW) for notice in await claim(house, NOW)]
    assert all(isinstance(facts, Facts) for facts in found)


async def test_the_team_is_alerted_once_an_hour_for_each_matter(house: House) -> None:
    await house.join_as(COLE, Role.TEAM)
    await house.join_as(HOLLY, Role.HR, house.council)
    for what, now in [
        ("codes", NOW),
        ("codes", later(minutes=59)),
        ("conflict", NOW),
        ("codes", later(hours=1)),
    ]:
        async with house.database.transaction() as tx:
            await notices.alert_team(tx, what, now)
    assert len(await house.notices(COLE)) == 3
    assert await house.notices(HOLLY) == []


async def test_an_alert_is_for_who_is_still_in_the_team(house: House) -> None:
    await house.join_as(COLE, Role.TEAM)
    async with house.database.transaction() as tx:
        await notices.alert_team(tx, "codes", NOW)
        await tx.run("UPDATE roles SET revoked_at = granted_at")
    [alert] = [notice for notice in await claim(house, NOW) if notice.kind == "team_alert"]
    assert await reason(house, alert, NOW) == "not in the team"


async def test_settled_notices_are_deleted_after_their_time(booked: House) -> None:
    async with booked.database.transaction() as tx:
        assert await store.delete_settled(tx, NOW) == 0
        assert await store.delete_settled(tx, NOW + timedelta(seconds=1)) == 1
