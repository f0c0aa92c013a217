"""E-mail addresses: taken only when they are one, used only once their code has come back."""

from datetime import datetime, timedelta

import pytest

from programme import emails, mail_codes, readers
from programme.emails import Wrong
from programme.errors import NotFound, Unusable
from programme.model import Role
from programme.store.digest_wishes import select_recipients
from programme.times import from_text
from tests.programme.cast import CHARLIE, HOLLY, NOW, House, later

ADDRESS = "holly@example.org"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("holly@example.org", "holly@example.org"),
        (" Holly.Smith+hr@Mail.Example.CO.UK ", "holly.smith+hr@mail.example.co.uk"),
    ],
)
def test_addresses(typed: str, kept: str) -> None:
    assert emails.address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "holly",
        "@example.org",
        "holly@localhost",
        "a@b.c\r\nBcc: everybody@example.org",
        "holly@example.org\n",
        "holly@example.org\u2028x",
        "hоlly@example.org",
        "holly@exаmple.org",
        "holly\u202e@example.org",
        "holly\u200b@example.org",
        "holly@@example.org",
        "holly@example.org, ben@example.org",
        "holly ben@example.org",
        ".holly@example.org",
        "holly..ben@example.org",
        '"holly"@example.org',
        "Holly <holly@example.org>",
        "holly@-example.org",
        "holly@[127.0.0.1]",
        f"{'h' * 65}@example.org",
        f"h@{'e' * 250}.org",
        "holly@example.org\0",
        "=1+1@example",
    ],
)
def test_what_is_no_address(typed: str) -> None:
    with pytest.raises(Unusable):
        emails.address(typed)


async def hr(house: House, chat_id: int = HOLLY) -> str:
    """The person's id."""
    visitor = await house.join_as(chat_id, Role.HR, house.council)
    assert visitor.person
    return visitor.person.id


async def ask(house: House, person_id: str, typed: str = ADDRESS, now: datetime = NOW) -> str:
    """The code that is mailed."""
    async with house.database.transaction() as tx:
        await emails.request(tx, person_id, typed, now)
        held = await emails.of(tx, person_id)
        assert held
        code = await mail_codes.open_code(tx, held.contact_id, now)
        assert code
        return code


async def confirm(house: House, person_id: str, code: str, now: datetime = NOW) -> Wrong | None:
    async with house.database.transaction() as tx:
        return await emails.confirm(tx, person_id, code, now)


async def contacts(house: House) -> int:
    async with house.database.reading() as reading:
        return len(await select_recipients(reading, house.council.id))


async def test_the_right_code_confirms(house: House) -> None:
    holly = await hr(house)
    code = await ask(house, holly)
    assert await contacts(house) == 1
    assert len(code) == 6
    assert await confirm(house, holly, f" {code[:3]}-{code[3:]} ") is None
    assert await contacts(house) == 2


async def test_five_wrong_codes_use_it_up(house: House) -> None:
    holly = await hr(house)
    code = await ask(house, holly)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    said = [await confirm(house, holly, typed) for typed in (wrong, "", "abc", "9" * 500, wrong)]
    assert said == [Wrong(is_over=False)] * 5
    assert await confirm(house, holly, code) == Wrong(is_over=True)
    assert await contacts(house) == 1


async def test_a_code_works_for_a_day(house: House) -> None:
    holly = await hr(house)
    code = await ask(house, holly)
    assert await confirm(house, holly, code, later(hours=24)) == Wrong(is_over=True)
    assert await confirm(house, holly, code, later(hours=23)) is None


async def test_a_new_code_ends_the_one_before(house: House) -> None:
    holly = await hr(house)
    first, second = await ask(house, holly), await ask(house, holly)
    assert first != second
    assert await confirm(house, holly, first) == Wrong(is_over=False)
    assert await confirm(house, holly, second) is None


async def test_no_more_than_five_codes_a_day(house: House) -> None:
    holly = await hr(house)
    for number in range(5):
        await ask(house, holly, f"address{number}@example.org")
    with pytest.raises(Unusable, match="too_many"):
        await ask(house, holly)
    await ask(house, holly, now=later(hours=25))


async def test_stopping_and_starting_brings_no_more_codes(house: House) -> None:
    holly = await hr(house)
    for _ in range(5):
        await ask(house, holly)
        async with house.database.transaction() as tx:
            await emails.stop(tx, holly, NOW)
    with pytest.raises(Unusable, match="too_many"):
        await ask(house, holly)


async def test_the_code_is_kept_nowhere(house: House) -> None:
    holly = await hr(house)
    code = await ask(house, holly)
    async with house.database.reading() as reading:
        kept = await reading.all("SELECT seed AS text FROM email_confirmations")
        said = await reading.all("SELECT facts AS text FROM notices WHERE kind = 'email_code'")
    texts = [row["text"] for row in (*kept, *said)]
    assert len(texts) == 2
    assert not any(code in text for text in texts)


async def test_a_confirmed_address_is_nobody_elses(house: House) -> None:
    holly, charlie = await hr(house), await hr(house, CHARLIE)
    await confirm(house, holly, await ask(house, holly))
    with pytest.raises(Unusable, match="in_use"):
        await ask(house, charlie)


async def test_an_address_that_is_not_confirmed_is_not_held_against_its_owner(house: House) -> None:
    holly, charlie = await hr(house), await hr(house, CHARLIE)
    await ask(house, charlie)
    assert await confirm(house, holly, await ask(house, holly)) is None


async def test_another_address_has_to_be_confirmed_again(house: House) -> None:
    holly = await hr(house)
    await confirm(house, holly, await ask(house, holly))
    await ask(house, holly, "other@example.org")
    assert await contacts(house) == 1


async def test_stopped_and_never_confirmed_addresses_are_forgotten(house: House) -> None:
    holly, charlie = await hr(house), await hr(house, CHARLIE)
    await confirm(house, holly, await ask(house, holly))
    await ask(house, charlie, "charlie@example.org")
    async with house.database.transaction() as tx:
        await emails.stop(tx, holly, NOW)
        assert await emails.prune(tx, later(hours=1)) == 0
        assert await emails.prune(tx, later(hours=25)) == 2
    assert await house.count("contacts", "channel = 'email'") == 0


async def test_whoever_is_hr_nowhere_any_more_has_no_address_kept(house: House) -> None:
    holly = await hr(house)
    await confirm(house, holly, await ask(house, holly))
    async with house.database.transaction() as tx:
        await tx.run("UPDATE roles SET revoked_at = granted_at")
        await emails.prune(tx, NOW)
    assert await house.count("contacts", "channel = 'email'") == 0
    assert await house.count("people") == 1


async def invite(house: House, typed: str = ADDRESS, now: datetime = NOW) -> bool:
    async with house.database.transaction() as tx:
        return await readers.invite(tx, house.council, typed, "command line", now)


async def code_for(house: House, address: str = ADDRESS) -> str:
    async with house.database.reading() as reading:
        row = await reading.one("SELECT id FROM contacts WHERE email = $1", address)
        assert row
        code = await mail_codes.open_code(reading, row["id"], NOW)
    assert code
    return code


async def test_hr_may_have_an_address_alone(house: House) -> None:
    assert await invite(house)
    async with house.database.transaction() as tx:
        assert await emails.confirm_address(tx, ADDRESS, "000000", NOW) in (None, Wrong(is_over=False))
        assert await contacts_before(tx, house) == 0
    code = await code_for(house)
    async with house.database.transaction() as tx:
        assert await emails.confirm_address(tx, ADDRESS, code, NOW) is None
    assert await contacts(house) == 1


async def contacts_before(tx: object, house: House) -> int:
    return len(await select_recipients(tx, house.council.id))  # type: ignore[arg-type] # the transaction reads too


async def test_invited_twice_is_one_person(house: House) -> None:
    assert await invite(house)
    assert await invite(house)
    assert await house.count("people") == 1
    code = await code_for(house)
    async with house.database.transaction() as tx:
        await emails.confirm_address(tx, ADDRESS, code, NOW)
    assert not await invite(house)


async def test_an_unconfirmed_address_gives_its_typist_no_role(house: House) -> None:
    """Charlie of the school types Holly's address; when Holly is invited, Charlie becomes nobody's HR."""
    charlie = await house.join_as(CHARLIE, Role.HR, house.school)
    assert charlie.person
    await ask(house, charlie.person.id)
    await invite(house)
    assert {grant.employer_id for grant in (await house.visitor(CHARLIE)).grants} == {house.school.id}


async def test_removed_readers_are_forgotten(house: House) -> None:
    await invite(house)
    code = await code_for(house)
    async with house.database.transaction() as tx:
        await emails.confirm_address(tx, ADDRESS, code, NOW)
        await readers.remove_address(tx, house.council, ADDRESS, "command line", NOW)
    assert await contacts(house) == 0
    async with house.database.transaction() as tx:
        await emails.prune(tx, later(hours=25))
    assert await house.count("people") == 0
    with pytest.raises(NotFound):
        async with house.database.transaction() as tx:
            await readers.remove_address(tx, house.council, ADDRESS, "command line", NOW)


async def test_the_mail_with_the_code_waits_a_day_at_most(house: House) -> None:
    await invite(house)
    async with house.database.reading() as reading:
        row = await reading.one("SELECT due_at, expires_at FROM notices WHERE kind = 'email_code'")
    assert row
    assert from_text(row["expires_at"]) - from_text(row["due_at"]) == timedelta(hours=24)
