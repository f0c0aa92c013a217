"""The addresses in e-mails: each opens what it is for and nothing else, and opening changes nothing."""

import pytest

from programme import digest_wishes, emails, mail_codes, mail_pages
from programme.errors import NotFound
from programme.ids import new_id
from programme.model import DigestWish, Role, Way
from tests.content.cast import ZONE
from tests.programme.cast import CHARLIE, HOLLY, NOW, House, later

KEY = b"a key of the tests' own, 32 bytes"
ADDRESS = "holly@example.org"


async def asked(house: House, chat_id: int = HOLLY, address: str = ADDRESS) -> tuple[str, str, str]:
    """The person, the contact, and the code that is mailed."""
    visitor = await house.join_as(chat_id, Role.HR, house.council)
    assert visitor.person
    async with house.database.transaction() as tx:
        await emails.request(tx, visitor.person.id, address, NOW)
        held = await emails.of(tx, visitor.person.id)
        assert held
        return visitor.person.id, held.contact_id, await mail_codes.open_code(tx, held.contact_id, NOW) or ""


async def confirm(house: House, token: str, **delta: float) -> None:
    async with house.database.transaction() as tx:
        await mail_pages.confirm(tx, KEY, token, later(**delta), ZONE)


async def stop(house: House, token: str) -> None:
    async with house.database.transaction() as tx:
        await mail_pages.stop(tx, KEY, token, NOW)


async def is_confirmed(house: House, person_id: str) -> bool:
    async with house.database.reading() as reading:
        held = await emails.of(reading, person_id)
    return held is not None and held.is_confirmed


async def test_looking_confirms_nothing_and_the_button_does(house: House) -> None:
    holly, contact, code = await asked(house)
    token = mail_pages.confirm_token(KEY, contact, code)
    async with house.database.reading() as reading:
        assert (await mail_pages.asked(reading, KEY, token, NOW)).email == ADDRESS
    assert not await is_confirmed(house, holly)
    await confirm(house, token)
    assert await is_confirmed(house, holly)
    with pytest.raises(NotFound):
        await confirm(house, token)


async def test_a_confirming_address_is_over_with_its_code(house: House) -> None:
    holly, contact, code = await asked(house)
    token = mail_pages.confirm_token(KEY, contact, code)
    with pytest.raises(NotFound):
        await confirm(house, token, hours=24)
    async with house.database.transaction() as tx:
        await emails.request(tx, holly, "other@example.org", NOW)
    with pytest.raises(NotFound):
        await confirm(house, token)


async def test_no_token_opens_anything_else(house: House) -> None:
    holly, contact, code = await asked(house)
    confirming, stopping = mail_pages.confirm_token(KEY, contact, code), mail_pages.stop_token(KEY, contact, ADDRESS)
    flipped = confirming[:-1] + ("A" if confirming[-1] != "A" else "B")
    foreign = mail_pages.confirm_token(b"another key", contact, code)
    for given in ("", "x", stopping, flipped, foreign, confirming + "A", f"{new_id()}{confirming[12:]}", "A" * 4000):
        with pytest.raises(NotFound):
            await confirm(house, given)
    for given in ("", "x", confirming, stopping[:-1], f"{new_id()}{stopping[12:]}", stopping[::-1]):
        with pytest.raises(NotFound):
            await stop(house, given)
    assert not await is_confirmed(house, holly)


async def test_stopping_ends_the_e_mails_of_that_address_alone(house: House) -> None:
    holly, contact, code = await asked(house)
    await confirm(house, mail_pages.confirm_token(KEY, contact, code))
    charlie, other, its_code = await asked(house, CHARLIE, "charlie@example.org")
    await confirm(house, mail_pages.confirm_token(KEY, other, its_code))
    for _ in range(2):
        await stop(house, mail_pages.stop_token(KEY, contact, ADDRESS))
    assert (await is_confirmed(house, holly), await is_confirmed(house, charlie)) == (False, True)


async def test_an_old_e_mail_does_not_end_those_to_a_new_address(house: House) -> None:
    holly, contact, _ = await asked(house)
    old = mail_pages.stop_token(KEY, contact, ADDRESS)
    async with house.database.transaction() as tx:
        await emails.request(tx, holly, "new@example.org", NOW)
        code = await mail_codes.open_code(tx, contact, NOW) or ""
        await emails.confirm(tx, holly, code, NOW)
    await stop(house, old)
    assert await is_confirmed(house, holly)


async def test_stopping_after_the_address_was_forgotten_is_no_error(house: House) -> None:
    _, contact, _ = await asked(house)
    async with house.database.transaction() as tx:
        await tx.run("DELETE FROM contacts WHERE id = $1", contact)
    await stop(house, mail_pages.stop_token(KEY, contact, ADDRESS))


async def test_who_had_it_by_e_mail_alone_gets_none_then(house: House) -> None:
    holly, contact, code = await asked(house)
    await confirm(house, mail_pages.confirm_token(KEY, contact, code))
    async with house.database.transaction() as tx:
        await digest_wishes.change(tx, holly, house.council.id, DigestWish(way=Way.EMAIL), NOW, ZONE)
    await stop(house, mail_pages.stop_token(KEY, contact, ADDRESS))
    async with house.database.reading() as reading:
        assert (await digest_wishes.of(reading, holly, house.council.id)).way is Way.NEITHER


async def test_the_code_in_an_e_mail_stops_it_too_however_it_is_typed(house: House) -> None:
    holly, contact, code = await asked(house)
    await confirm(house, mail_pages.confirm_token(KEY, contact, code))
    stopping = mail_pages.stop_code(KEY, contact, ADDRESS)
    async with house.database.transaction() as tx:
        assert not await mail_pages.stop_by_code(tx, KEY, "ABCD-EFGH", NOW)
        assert await mail_pages.stop_by_code(tx, KEY, f" {stopping.lower().replace('-', ' ')} ", NOW)
    assert not await is_confirmed(house, holly)
