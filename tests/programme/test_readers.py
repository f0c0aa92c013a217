"""Who else gets the figures: nobody who has not said yes, and nobody who was taken off."""

import pytest

from programme import closing, emails, mail_codes, readers
from programme.emails import Wrong
from programme.errors import NotFound, Unusable
from programme.model import Employer, Reader, Role
from programme.store import reader_requests
from programme.store.digest_wishes import select_recipients
from tests.programme.cast import CHARLIE, HOLLY, NOW, House, later

ANNA = "anna@example.org"


async def ask(house: House, typed: str = ANNA, employer: Employer | None = None, **delta: float) -> str:
    """The contact's id."""
    async with house.database.transaction() as tx:
        return await readers.ask(tx, employer or house.council, typed, "HollysNumber", later(**delta))


async def code_of(house: House, contact_id: str, **delta: float) -> str:
    async with house.database.reading() as reading:
        return await mail_codes.open_code(reading, contact_id, later(**delta)) or ""


async def confirm(house: House, contact_id: str, code: str, employer: Employer | None = None) -> Wrong | None:
    async with house.database.transaction() as tx:
        return await readers.confirm(tx, employer or house.council, contact_id, code, NOW)


async def agreed(house: House, typed: str = ANNA, employer: Employer | None = None) -> str:
    contact_id = await ask(house, typed, employer)
    assert await confirm(house, contact_id, await code_of(house, contact_id), employer) is None
    return contact_id


async def listed(house: House, employer: Employer | None = None) -> list[Reader]:
    async with house.database.reading() as reading:
        return list(await readers.of(reading, employer or house.council))


async def recipients(house: House, employer: Employer | None = None) -> list[str]:
    async with house.database.reading() as reading:
        return [one.contact_id for one in await select_recipients(reading, (employer or house.council).id)]


async def test_an_address_gets_nothing_until_it_has_said_yes(house: House) -> None:
    contact_id = await ask(house)
    assert await listed(house) == [Reader(contact_id, ANNA, has_agreed=False)]
    assert await recipients(house) == []
    assert await house.count("roles") == 0
    assert await confirm(house, contact_id, "000000") in (None, Wrong(is_over=False))
    assert await confirm(house, contact_id, await code_of(house, contact_id) or "000000") is None
    assert await listed(house) == [Reader(contact_id, ANNA, has_agreed=True)]
    assert await recipients(house) == [contact_id]


async def test_who_reads_for_one_workplace_is_asked_again_for_another(house: House) -> None:
    contact_id = await agreed(house)
    assert await ask(house, ANNA, house.school) == contact_id
    assert await recipients(house, house.school) == []
    assert await recipients(house) == [contact_id]
    await confirm(house, contact_id, await code_of(house, contact_id), house.school)
    assert await recipients(house, house.school) == [contact_id]


async def whose(house: House, contact_id: str) -> list[str]:
    async with house.database.reading() as reading:
        return list(await reader_requests.select_workplaces(reading, contact_id))


async def test_the_mail_that_asks_names_whose_hr_asks_and_nobody_once_they_have_said(house: House) -> None:
    contact_id = await ask(house)
    assert await whose(house, contact_id) == [house.council.name]
    await ask(house, ANNA, house.school)
    assert await whose(house, contact_id) == sorted([house.council.name, house.school.name])
    await confirm(house, contact_id, await code_of(house, contact_id))
    assert await whose(house, contact_id) == []


async def test_hr_of_another_workplace_has_no_say(house: House) -> None:
    contact_id = await ask(house)
    for act in (readers.confirm, readers.remove):
        with pytest.raises(NotFound):
            async with house.database.transaction() as tx:
                await act(tx, house.school, contact_id, "123456", NOW)
    assert await listed(house, house.school) == []


async def test_who_gets_it_already_is_not_asked(house: House) -> None:
    await agreed(house)
    with pytest.raises(Unusable, match="gets_it"):
        await ask(house)


async def test_removed_means_no_more_and_forgotten(house: House) -> None:
    contact_id = await agreed(house)
    async with house.database.transaction() as tx:
        await readers.remove(tx, house.council, contact_id, "HollysNumber", NOW)
    assert (await recipients(house), await listed(house)) == ([], [])
    async with house.database.transaction() as tx:
        await emails.prune(tx, later(hours=47))
    assert (await house.count("contacts"), await house.count("people")) == (0, 0)


async def test_who_never_answers_is_forgotten(house: House) -> None:
    await ask(house)
    async with house.database.transaction() as tx:
        await emails.prune(tx, later(hours=47))
    assert (await house.count("reader_requests"), await house.count("people")) == (0, 0)


async def test_who_reads_for_another_workplace_is_kept_for_that(house: House) -> None:
    contact_id = await agreed(house)
    await agreed(house, employer=house.school)
    async with house.database.transaction() as tx:
        await readers.remove(tx, house.council, contact_id, "HollysNumber", NOW)
        await emails.prune(tx, later(hours=47))
    assert (await recipients(house), await recipients(house, house.school)) == ([], [contact_id])


async def test_nobody_who_took_part_is_forgotten_with_an_address(house: House) -> None:
    """Control for the pruning of people without a contact."""
    await house.join(CHARLIE)
    async with house.database.transaction() as tx:
        await tx.run("DELETE FROM contacts")
        await emails.prune(tx, later(hours=47))
    assert await house.count("people") == 1


async def test_a_workplace_asks_so_many_a_day_and_has_so_many(house: House) -> None:
    for number in range(readers.MOST):
        await agreed(house, f"reader{number}@example.org")
    with pytest.raises(Unusable, match="full"):
        await ask(house)
    for number in range(readers.ASKED_A_DAY - readers.MOST):
        async with house.database.transaction() as tx:
            await readers.remove_address(tx, house.council, f"reader{number}@example.org", "HollysNumber", NOW)
        await ask(house, f"another{number}@example.org")
    async with house.database.transaction() as tx:
        await readers.remove_address(tx, house.council, "another0@example.org", "HollysNumber", NOW)
    with pytest.raises(Unusable, match="many_asked"):
        await ask(house)
    await ask(house, hours=25)


async def test_one_address_gets_no_more_than_five_codes_a_day(house: House) -> None:
    for _ in range(5):
        await ask(house)
    with pytest.raises(Unusable, match="too_many"):
        await ask(house)


async def test_a_workplace_that_closes_has_no_readers(house: House) -> None:
    anna, ben = await agreed(house), await ask(house, "ben@example.org")
    code = await code_of(house, ben)
    async with house.database.transaction() as tx:
        await closing.close(tx, house.council.id, "team", NOW)
        assert await emails.confirm_address(tx, "ben@example.org", code, NOW) is None
    assert anna not in await recipients(house)
    assert await recipients(house) == []
    assert await house.count("roles", "revoked_at IS NULL") == 0


async def test_who_has_a_chat_becomes_hr_when_they_say_yes(house: House) -> None:
    """Holly of the school is asked by the council: nothing of the council's until she has agreed."""
    holly = await house.join_as(HOLLY, Role.HR, house.school)
    assert holly.person
    async with house.database.transaction() as tx:
        await emails.request(tx, holly.person.id, ANNA, NOW)
        held = await emails.of(tx, holly.person.id)
        assert held
        assert await emails.confirm(tx, holly.person.id, await mail_codes.open_code(tx, held.contact_id, NOW) or "", NOW) is None  # fmt: skip # noqa: E501 - one thought
    contact_id = await ask(house)
    assert {grant.employer_id for grant in (await house.visitor(HOLLY)).grants} == {house.school.id}
    await confirm(house, contact_id, await code_of(house, contact_id))
    assert {grant.employer_id for grant in (await house.visitor(HOLLY)).grants} == {house.school.id, house.council.id}


@pytest.mark.parametrize("typed", ["", "anna", "anna@example.org\r\nBcc: all@example.org", "=1+1@x", "a@b.c, d@e.f"])
async def test_what_is_no_address_is_asked_nothing(house: House, typed: str) -> None:
    with pytest.raises(Unusable):
        await ask(house, typed)
    assert await house.count("people") == 0
