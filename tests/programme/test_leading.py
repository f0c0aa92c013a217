"""The instructor's own reminder: planned with the session, counted when it is sent, dropped when it no longer holds."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from programme import classes, crew, notices, people
from programme.errors import NotFound, TooLate
from programme.model import Facts, Notice, Role, Session
from programme.notices import Dropped
from tests.programme.cast import AMIRA, BEN, COLE, DESK_RESET, MENOPAUSE, NOW, STARTS, House, before_start, later

DUE = before_start(minutes=30)


async def led(house: House, new: object = DESK_RESET, **changes: object) -> Session:
    """A session that Dr Cole leads."""
    person = (await house.join_as(COLE, Role.INSTRUCTOR)).person
    assert person
    return await house.add(new, instructor_id=person.id, **changes)  # type: ignore[arg-type]


async def due(house: House, now: datetime = DUE) -> Notice:
    async with house.database.transaction() as tx:
        claimed = await notices.claim_due(tx, 7, 20, now)
    [found] = [notice for notice in claimed if notice.kind == "leading"]
    return found


async def relevant(house: House, notice: Notice, now: datetime = DUE) -> Facts | Dropped:
    async with house.database.reading() as reading:
        return await notices.relevant(reading, notice, now)


async def test_it_is_planned_for_half_an_hour_before(house: House) -> None:
    await led(house)
    assert ("leading", DUE) in await house.notices(COLE)


async def test_nobody_is_reminded_of_what_nobody_leads(house: House) -> None:
    await house.add()
    assert await house.count("notices", "kind = 'leading'") == 0


async def test_nothing_is_planned_in_the_last_half_hour(house: House) -> None:
    await led(house, starts_at=later(minutes=30))
    assert await house.count("notices", "kind = 'leading'") == 0


async def test_it_brings_the_count_and_the_link(house: House) -> None:
    session = await led(house, MENOPAUSE)
    for chat_id in (AMIRA, BEN):
        await house.join(chat_id, health=True)
        await house.book(chat_id, session)
    facts = await relevant(house, await due(house))
    assert isinstance(facts, Facts)
    assert facts.card
    assert (facts.word, facts.card.session.link) == ("2", MENOPAUSE.link)


async def test_leading_is_not_attending_even_with_a_place(house: House) -> None:
    session = await led(house)
    await house.book(COLE, session)
    facts = await relevant(house, await due(house))
    assert isinstance(facts, Facts)
    assert facts.word == "0"


async def test_it_is_over_when_the_session_starts(house: House) -> None:
    await led(house)
    async with house.database.transaction() as tx:
        claimed = await notices.claim_due(tx, 7, 20, STARTS)
    assert "leading" not in {notice.kind for notice in claimed}


async def test_it_is_dropped_with_the_session(house: House) -> None:
    session = await led(house)
    await house.call_off(session)
    assert ("leading", DUE) in await house.notices(COLE, "dropped")


async def test_it_is_not_sent_for_a_session_that_has_moved(house: House) -> None:
    session = await led(house)
    async with house.database.transaction() as tx:
        await tx.run("UPDATE sessions SET revision = revision + 1 WHERE id = $1", session.id)
    assert await relevant(house, await due(house)) == Dropped("moved")


async def test_it_is_not_sent_to_who_no_longer_leads(house: House) -> None:
    await led(house)
    async with house.database.transaction() as tx:
        (holder,) = await crew.of_role(tx, Role.INSTRUCTOR)
        await crew.remove(tx, holder.id, "test", NOW)
    assert await relevant(house, await due(house)) == Dropped("not leading")


async def test_without_the_role_it_is_not_sent(house: House) -> None:
    await led(house)
    async with house.database.transaction() as tx:
        await tx.run("UPDATE roles SET revoked_at = $1 WHERE role = 'instructor'", "2026-11-23T09:00:00.000000Z")
    assert await relevant(house, await due(house)) == Dropped("not an instructor")


async def test_only_who_leads_it_sees_it_and_calls_it_off(house: House) -> None:
    session = await led(house)
    dana = await house.join_as(BEN, Role.INSTRUCTOR)
    for wanted in (session.id, "NeverWasHere"):
        async with house.database.reading() as reading:
            with pytest.raises(NotFound):
                await classes.one(reading, dana, wanted)
        with pytest.raises(NotFound):
            async with house.database.transaction() as tx:
                await classes.call_off(tx, dana, wanted, "", NOW)
    assert await house.count("sessions", "cancelled_at IS NOT NULL") == 0


async def test_what_has_begun_is_not_called_off(house: House) -> None:
    session = await led(house)
    cole = await house.visitor(COLE)
    with pytest.raises(TooLate):
        async with house.database.transaction() as tx:
            await classes.call_off(tx, cole, session.id, "", STARTS)


async def test_the_list_begins_with_what_is_next_and_ends_with_two_weeks_ago(house: House) -> None:
    first = await led(house)
    others = [
        await house.add(replace(DESK_RESET, starts_at=STARTS + timedelta(days=n)), instructor_id=first.instructor_id)
        for n in (1, 2, 9)
    ]
    async with house.database.reading() as reading:
        cole = await people.visitor(reading, COLE)
        mine = await classes.mine(reading, cole, STARTS + timedelta(days=1, hours=1))
        later_on = await classes.mine(reading, cole, STARTS + timedelta(days=15, hours=1))
    assert [one.session.id for one in mine] == [others[1].id, others[2].id, others[0].id, first.id]
    assert [one.session.id for one in later_on] == [others[2].id, others[1].id]
