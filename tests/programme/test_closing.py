"""A workplace leaves the programme: its people stay on their own, and nobody comes in by it."""

import asyncio
from datetime import timedelta

import pytest

from programme import closing, employers, invitations, people
from programme.errors import CodeNotValid, EmployerUnknown
from programme.model import BookingState, Role
from tests.programme.cast import AMIRA, BEN, CHARLIE, HOLLY, NOW, STARTS, House

THEO = "PersonTHEO00"


async def close(house: House) -> None:
    async with house.database.transaction() as tx:
        await closing.close(tx, house.school.id, THEO, NOW)


async def test_its_people_become_individuals_and_keep_what_is_open_to_all(house: House) -> None:
    await house.join(AMIRA, house.school)
    session = await house.add()
    await house.book(AMIRA, session)
    await close(house)
    assert (await house.visitor(AMIRA)).employer is None
    (card,) = await house.mine(AMIRA)
    assert card.booking
    assert card.booking.employer_id is None
    assert await house.count("memberships", "ended_at IS NULL") == 0


async def test_a_place_of_the_past_keeps_its_workplace(house: House) -> None:
    await house.join(AMIRA, house.school)
    session = await house.add(starts_at=NOW + timedelta(minutes=1))
    await house.book(AMIRA, session)
    async with house.database.transaction() as tx:
        await closing.close(tx, house.school.id, THEO, STARTS)
    assert await house.count("bookings", f"employer_id = '{house.school.id}'") == 1


async def test_places_only_for_it_are_freed_and_each_person_is_told(house: House) -> None:
    session = await house.add(employer_ids=(house.school.id, house.council.id), places=1)
    await house.join(AMIRA, house.school)
    await house.join(BEN, house.school)
    await house.join(CHARLIE)
    await house.book_all((AMIRA, BEN, CHARLIE), session)
    await close(house)
    assert await house.mine(AMIRA) == []
    assert await house.mine(BEN) == []
    assert [kind for kind, _ in await house.notices(AMIRA)] == ["place_ended"]
    assert [kind for kind, _ in await house.notices(BEN)] == ["place_ended"]
    (card,) = await house.mine(CHARLIE)
    assert card.booking
    assert card.booking.state is BookingState.BOOKED, "the place goes to the council's, not to a colleague who waits"


async def test_other_workplaces_are_left_alone(house: House) -> None:
    await house.join(AMIRA)
    session = await house.add(employer_ids=(house.council.id,))
    await house.book(AMIRA, session)
    await close(house)
    assert (await house.visitor(AMIRA)).employer == house.council
    assert len(await house.mine(AMIRA)) == 1


async def test_its_links_and_its_hr_contacts_end(house: House) -> None:
    made = await house.made(Role.EMPLOYEE, house.school)
    await house.join_as(HOLLY, Role.HR, house.school)
    unused = await house.made(Role.HR, house.school)
    await close(house)
    assert not (await house.visitor(HOLLY)).holds(Role.HR)
    async with house.database.transaction() as tx:
        for one in (made, unused):
            assert isinstance(await invitations.present(tx, BEN, one.link_token, NOW), invitations.Wrong)
            with pytest.raises(CodeNotValid):
                await people.join(tx, await people.visitor(tx, BEN), one.invitation, NOW)


async def test_closing_twice_changes_nothing(house: House) -> None:
    await close(house)
    await close(house)
    assert await house.count("audit", "action = 'employer closed'") == 1


async def test_two_of_the_team_close_it_at_once(house: House) -> None:
    session = await house.add(employer_ids=(house.school.id,))
    await house.join(AMIRA, house.school)
    await house.book(AMIRA, session)
    await asyncio.gather(close(house), close(house))
    assert await house.count("audit", "action = 'employer closed'") == 1
    assert len(await house.notices(AMIRA)) == 1


async def test_one_that_never_was_is_refused(house: House) -> None:
    async with house.database.transaction() as tx:
        with pytest.raises(EmployerUnknown):
            await closing.close(tx, "NeverWasHere", THEO, NOW)


async def test_its_name_is_free_again(house: House) -> None:
    await close(house)
    async with house.database.transaction() as tx:
        assert (await employers.add(tx, house.school.name, 5, THEO, NOW)).id != house.school.id


async def test_sessions_that_are_only_for_it_are_counted(house: House) -> None:
    await house.add(employer_ids=(house.school.id,))
    await house.add(employer_ids=(house.school.id, house.council.id))
    await house.add()
    async with house.database.reading() as reading:
        assert await closing.sessions_only_for(reading, house.school.id, NOW) == 1
        assert await closing.sessions_only_for(reading, house.school.id, STARTS) == 0
