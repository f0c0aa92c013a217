"""HR at the phone: a colleague who gets the figures by e-mail, asked first."""

from dataclasses import replace

import pytest

from programme import mail_codes, mail_pages
from programme.model import Role
from programme.store import emails as store
from tests.bot.handlers import conftest
from tests.bot.handlers.conftest import Chat, Town
from tests.bot.handlers.test_hr import HOLLY
from tests.content.cast import NOW

ANNA = "anna@example.org"
KEY = b"a key of the tests' own, 32 bytes"


@pytest.fixture(autouse=True)
def mail_is_set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conftest, "HOUSE", replace(conftest.HOUSE, sends_mail=True, page_key=KEY))


@pytest.fixture
async def holly(town: Town) -> Chat:
    chat = await town.member(HOLLY, town.council, Role.HR)
    await chat.go("digest")
    await chat.press("Who else gets it")
    return chat


async def code(town: Town, address: str = ANNA) -> str:
    async with town.database.reading() as reading:
        held = await store.select_by_email(reading, address)
        assert held
        return await mail_codes.open_code(reading, held.contact_id, NOW) or ""


async def test_a_colleague_is_asked_and_gives_the_code(town: Town, holly: Chat) -> None:
    assert "Nobody is on this list yet." in holly.text
    await holly.type("Anna@Example.org")
    assert "We've asked anna@example.org." in holly.text
    await holly.type("nonsense")
    assert "That isn't the code." in holly.text
    await holly.type(await code(town))
    assert "Done. From the next one on, the summary goes to anna@example.org." in holly.text


async def test_a_wrong_address_is_said_kindly_and_asked_again(holly: Chat) -> None:
    await holly.type("anna at example")
    assert "Please type it like this: anna@example.org" in holly.text
    await holly.type(ANNA)
    assert "We've asked" in holly.text


async def test_a_code_that_is_used_up_can_be_had_anew(town: Town, holly: Chat) -> None:
    await holly.type(ANNA)
    asking = holly.screen.asks
    for _ in range(5):
        await holly.go(asking, "no")
    await holly.go(asking, await code(town))
    await holly.press("Send a new code")
    await holly.type(await code(town))
    assert "Done." in holly.text


async def test_a_colleague_is_taken_off_the_list(town: Town, holly: Chat) -> None:
    await holly.type(ANNA)
    await holly.type(await code(town))
    await holly.press("Back to the list")
    await holly.press("Remove 1")
    assert "Removed." in holly.text
    assert ANNA not in holly.text


async def test_an_employee_cannot_see_or_change_who_reads(town: Town, holly: Chat) -> None:
    await holly.type(ANNA)
    amira = await town.member(101)
    for address in ("who", "whotyped", "whocode", "whook", "whoout"):
        await amira.go(f"{address}:{town.council.id}", "ben@example.org")
        assert ANNA not in amira.text
        assert "asked" not in amira.text


async def test_the_code_in_an_e_mail_stops_it_from_any_chat(town: Town, holly: Chat) -> None:
    await holly.type(ANNA)
    await holly.type(await code(town))
    async with town.database.reading() as reading:
        held = await store.select_by_email(reading, ANNA)
    assert held
    stranger = town.chat(999)
    await stranger.go("stopmail", "ABCD-EFGH")
    assert "I don't know that code." in stranger.text
    await stranger.go("stopmail", mail_pages.stop_code(KEY, held.contact_id, ANNA))
    assert "Done. No more e-mails go to that address" in stranger.text
    assert ANNA not in stranger.text
    await holly.go(f"who:{town.council.id}")
    assert ANNA not in holly.text
