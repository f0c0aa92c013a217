"""People: who is behind a chat, how they join, move and leave."""

from dataclasses import replace

import pytest

from programme import consent, people
from programme.errors import CodeNotValid, ConsentNeeded, NotAllowed, NotFound, Unusable
from programme.model import BookingState, Grant, Purpose, Role, Visitor
from tests.programme.cast import AMIRA, BEN, CHARLIE, COLE, HOLLY, MENOPAUSE, NOW, House, later


async def test_a_stranger_is_nobody(house: House) -> None:
    assert await house.visitor(CHARLIE) == Visitor(CHARLIE)


async def test_who_joins_has_a_workplace_a_role_and_a_consent(house: House) -> None:
    amira = await house.join(AMIRA)
    assert amira.employer == house.council
    assert amira.grants == {Grant(Role.EMPLOYEE)}
    assert amira.consents == {Purpose.JOINING}
    assert amira.person is not None
    assert amira.person.display_name is None


async def test_joining_twenty_times_uses_an_invitation_once(house: House) -> None:
    made = await house.made(Role.HR, house.council)
    for _ in range(20):
        async with house.database.transaction() as tx:
            await people.join(tx, await people.visitor(tx, HOLLY), made.invitation, NOW)
    assert await house.count("invitations", "uses = 1") == 1
    assert await house.count("roles") == 1
    assert await house.count("notices", "kind = 'menu'") == 1


async def test_roles_add_up(house: House) -> None:
    await house.join(AMIRA)
    await house.join_as(AMIRA, Role.INSTRUCTOR)
    amira = await house.join_as(AMIRA, Role.HR, house.school)
    assert amira.grants == {Grant(Role.EMPLOYEE), Grant(Role.INSTRUCTOR), Grant(Role.HR, house.school.id)}
    assert amira.employer == house.council


async def test_a_used_up_invitation_leaves_no_trace_of_who_came_late(house: House) -> None:
    made = await house.made(Role.TEAM)
    async with house.database.transaction() as tx:
        await people.join(tx, await people.visitor(tx, COLE), made.invitation, NOW)
    with pytest.raises(CodeNotValid):
        async with house.database.transaction() as tx:
            await people.join(tx, await people.visitor(tx, CHARLIE), made.invitation, NOW)
    assert await house.visitor(CHARLIE) == Visitor(CHARLIE)


async def test_the_team_by_id_needs_no_invitation(house: House) -> None:
    for _ in range(2):
        async with house.database.transaction() as tx:
            await people.join_by_id(tx, await people.visitor(tx, COLE), Role.TEAM, NOW)
    assert (await house.visitor(COLE)).holds(Role.TEAM)
    async with house.database.reading() as reading:
        assert await people.has_team(reading)


async def test_at_first_there_is_no_team(house: House) -> None:
    async with house.database.reading() as reading:
        assert not await people.has_team(reading)


async def test_another_workplaces_invitation_does_not_move_by_itself(house: House) -> None:
    await house.join(AMIRA)
    assert (await house.join(AMIRA, house.school)).employer == house.council


async def move(house: House, chat_id: int) -> None:
    made = await house.made(Role.EMPLOYEE, house.school)
    async with house.database.transaction() as tx:
        await people.move_workplace(tx, await people.visitor(tx, chat_id), made.invitation, later(hours=1))


async def leave_workplace(house: House, chat_id: int) -> None:
    async with house.database.transaction() as tx:
        await people.leave_workplace(tx, await people.visitor(tx, chat_id), later(hours=1))


async def leave(house: House, chat_id: int) -> None:
    async with house.database.transaction() as tx:
        await people.leave(tx, await people.visitor(tx, chat_id), later(hours=1))


async def test_moving_ends_one_membership_and_begins_another(house: House) -> None:
    await house.join(AMIRA)
    await move(house, AMIRA)
    assert (await house.visitor(AMIRA)).employer == house.school
    assert await house.count("memberships", "ended_at IS NULL") == 1
    assert await house.count("memberships") == 2


async def test_moving_frees_what_the_new_workplace_may_not_come_to(house: House) -> None:
    await house.join(AMIRA)
    await house.join(BEN)
    councils = await house.add(places=1, employer_ids=(house.council.id,))
    everybodys = await house.add()
    await house.book(AMIRA, everybodys)
    await house.book_all([AMIRA, BEN], councils)
    await move(house, AMIRA)
    [card] = await house.mine(AMIRA)
    assert card.booking is not None
    assert card.booking.employer_id == house.school.id
    assert [card.booking.state for card in await house.mine(BEN) if card.booking] == [BookingState.BOOKED]


async def test_what_has_been_stays_with_the_workplace_of_its_day(house: House) -> None:
    await house.join(AMIRA)
    session = await house.add(starts_at=later(minutes=30))
    await house.book(AMIRA, session)
    await move(house, AMIRA)
    assert await house.count("bookings", f"employer_id = '{house.council.id}'") == 1


async def test_only_an_employees_invitation_moves(house: House) -> None:
    await house.join(AMIRA)
    made = await house.made(Role.HR, house.school)
    with pytest.raises(NotAllowed):
        async with house.database.transaction() as tx:
            await people.move_workplace(tx, await people.visitor(tx, AMIRA), made.invitation, NOW)


async def test_leaving_a_workplace_makes_an_individual_who_keeps_the_rest(house: House) -> None:
    await house.join(AMIRA)
    await house.join_as(AMIRA, Role.HR, house.council)
    councils, everybodys = await house.add(employer_ids=(house.council.id,)), await house.add()
    await house.book(AMIRA, councils)
    await house.book(AMIRA, everybodys)
    await leave_workplace(house, AMIRA)
    amira = await house.visitor(AMIRA)
    assert amira.employer is None
    assert amira.holds(Role.HR)
    assert [card.session.id for card in await house.mine(AMIRA)] == [everybodys.id]
    with pytest.raises(NotFound):
        await house.card(AMIRA, councils)


async def test_leaving_frees_every_place_and_ends_everything(house: House) -> None:
    await house.join(AMIRA, health=True)
    await house.join(BEN)
    session = await house.add(places=1)
    await house.book_all([AMIRA, BEN], session)
    await house.book(AMIRA, await house.add(MENOPAUSE))
    await leave(house, AMIRA)
    amira = await house.visitor(AMIRA)
    assert (amira.employer, amira.grants, amira.consents) == (None, frozenset(), frozenset())
    assert await house.mine(AMIRA) == []
    assert await house.notices(AMIRA) == []
    assert [card.booking.state for card in await house.mine(BEN) if card.booking] == [BookingState.BOOKED]


async def test_leaving_puts_the_menu_back_once(house: House) -> None:
    await house.join(AMIRA)
    await leave(house, AMIRA)
    await leave(house, AMIRA)
    assert await house.count("notices", "kind = 'menu' AND state = 'waiting'") == 1


async def test_who_left_may_come_back(house: House) -> None:
    first = await house.join(AMIRA)
    await leave(house, AMIRA)
    again = await house.join(AMIRA, house.school)
    assert first.person is not None
    assert again.person == replace(first.person)
    assert again.employer == house.school
    assert again.consents == {Purpose.JOINING}
    assert (await house.book(AMIRA, await house.add())).state is BookingState.BOOKED


async def test_withdrawing_health_frees_those_places_only(house: House) -> None:
    await house.join(AMIRA, health=True)
    await house.join(BEN, health=True)
    talk, ordinary = await house.add(MENOPAUSE, places=1), await house.add()
    await house.book_all([AMIRA, BEN], talk)
    await house.book(AMIRA, ordinary)
    async with house.database.transaction() as tx:
        await consent.withdraw_health(tx, await people.visitor(tx, AMIRA), NOW)
    assert [card.session.id for card in await house.mine(AMIRA)] == [ordinary.id]
    assert [card.session.id for card in await house.mine(BEN)] == [talk.id]
    with pytest.raises(ConsentNeeded):
        await house.book(AMIRA, talk)


async def test_giving_a_consent_twenty_times_keeps_one(house: House) -> None:
    await house.join(AMIRA)
    for _ in range(20):
        async with house.database.transaction() as tx:
            await consent.give(tx, await people.visitor(tx, AMIRA), Purpose.HEALTH, NOW)
    assert await house.count("consents", "purpose = 'health' AND version = 1") == 1


async def test_a_stranger_cannot_consent(house: House) -> None:
    with pytest.raises(NotAllowed):
        async with house.database.transaction() as tx:
            await consent.give(tx, await people.visitor(tx, CHARLIE), Purpose.HEALTH, NOW)


async def name(house: House, chat_id: int, typed: str) -> None:
    async with house.database.transaction() as tx:
        await people.name_yourself(tx, await people.visitor(tx, chat_id), typed, NOW)


async def test_an_instructors_name_is_seen_on_their_sessions(house: House) -> None:
    cole = await house.join_as(COLE, Role.INSTRUCTOR)
    await house.join(AMIRA)
    assert cole.person is not None
    session = await house.add(instructor_id=cole.person.id)
    await name(house, COLE, "  Dr \u202eCole\n ")
    assert (await house.card(AMIRA, session)).session.instructor_name == "Dr Cole"


async def test_a_name_that_shows_nothing_is_refused(house: House) -> None:
    await house.join_as(COLE, Role.INSTRUCTOR)
    with pytest.raises(Unusable):
        await name(house, COLE, "\u200b")


async def test_who_only_takes_part_gives_no_name(house: House) -> None:
    await house.join(AMIRA)
    with pytest.raises(NotAllowed):
        await name(house, AMIRA, "Amira")
