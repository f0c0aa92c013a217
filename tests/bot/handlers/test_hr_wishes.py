"""HR at the phone: when and where the message comes, and any past one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from programme import emails, mail_codes, mondays
from programme.model import Role
from programme.store.engine import Transaction
from tests.bot.handlers import conftest
from tests.bot.handlers.conftest import Chat, Town
from tests.bot.handlers.test_hr import HOLLY, MONDAY, a_published_week, not_there
from tests.content.cast import NOW, ZONE
from tests.content.reading import plain_text


@pytest.fixture(autouse=True)
def mail_is_set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conftest, "HOUSE", replace(conftest.HOUSE, sends_mail=True))


@pytest.fixture
async def holly(town: Town) -> Chat:
    chat = await town.member(HOLLY, town.council, Role.HR)
    await chat.go("digest")
    return chat


async def give_address(tx: Transaction, chat: Chat) -> None:
    row = await tx.one("SELECT person_id FROM contacts WHERE chat_id = $1", chat.chat_id)
    assert row
    await emails.request(tx, row["person_id"], "holly@example.org", NOW)
    held = await emails.of(tx, row["person_id"])
    assert held
    await emails.confirm(tx, row["person_id"], await mail_codes.open_code(tx, held.contact_id, NOW) or "", NOW)


async def test_it_is_chosen_by_pressing(town: Town, holly: Chat) -> None:
    await holly.press("When and where")
    assert "comes on Mondays at 08:00 (UK time), in this chat." in holly.text
    await holly.press("Tue")
    await holly.press("09:00")
    assert "on Tuesdays at 09:00" in holly.text
    await holly.press("By e-mail")
    assert "in this chat." in holly.text
    assert "To get it by e-mail instead, press “My e-mail address”" in holly.text
    async with town.database.transaction() as tx:
        await give_address(tx, holly)
    await holly.go(f"when:{town.council.id}")
    assert "on Tuesdays at 09:00 (UK time), by e-mail." in holly.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Tuesday 9am", "on Tuesdays at 09:00"),
        ("fri", "on Fridays at 08:00"),
        ("both on Monday at 8", "on Mondays at 08:00 (UK time), in this chat.\nTo get it by e-mail too, press"),
        ("not at all", "isn't sent"),
        ("next to nothing", "I'm not sure what you mean."),
        ("Monday 7:30", "can't come earlier that day"),
        ("x" * 4000, "a bit long"),
    ],
)
async def test_it_is_chosen_by_typing(holly: Chat, typed: str, said: str) -> None:
    await holly.press("When and where")
    await holly.type(typed)
    assert said in holly.text
    assert holly.screen.asks


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("by e-mail", "now comes by e-mail to holly@example.org, not in this chat."),
        ("both", "now comes in this chat and by e-mail, to holly@example.org."),
        ("in this chat", "Nothing goes to holly@example.org yet."),
    ],
)
async def test_once_the_address_is_confirmed_what_is_said_is_what_was_chosen(
    town: Town, holly: Chat, way: str, said: str
) -> None:
    await holly.press("When and where")
    await holly.type(way)
    async with town.database.transaction() as tx:
        await give_address(tx, holly)
    assert said in plain_text(await holly.go("mailcode"))
    assert said in plain_text(await holly.go("mailto"))
    await holly.go("mailcode")
    await holly.press("When and where")
    assert "My e-mail address" in holly.labels


async def test_it_says_when_this_weeks_comes(town: Town, holly: Chat) -> None:
    holly.now = MONDAY
    await holly.go(f"whenset:{town.council.id}", "Tuesday 9am")
    assert "This week's" not in holly.text
    await mondays.run(town.database, b"key", MONDAY, ZONE)
    await holly.go(f"when:{town.council.id}")
    assert "This week's comes tomorrow at 09:00." in holly.text
    holly.now = MONDAY + timedelta(hours=3)
    await holly.type("Monday 9:00")
    assert "This week's is on its way." in holly.text


async def test_without_a_mail_server_chat_is_all_there_is(holly: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conftest, "HOUSE", replace(conftest.HOUSE, sends_mail=False))
    await holly.go("digest")
    assert "Who else gets it" not in holly.labels
    await holly.press("When and where")
    await holly.type("Tuesday by e-mail")
    assert "on Tuesdays at 08:00 (UK time), in this chat." in holly.text
    assert "E-mail isn't set up here." in holly.text
    assert "By e-mail" not in holly.labels


async def test_other_peoples_workplaces_cannot_be_chosen_for(town: Town, holly: Chat) -> None:
    for address in ("when", "whenset", "earlierfind", "who", "whotyped", "whoagain", "whocode", "whook", "whoout"):
        await holly.go(f"{address}:{town.bakery.id}:at:0900", "Tuesday")
        assert holly.text == await not_there(town), address


@pytest.mark.parametrize("address", ["day:9", "at:9999", "way:fax", "x:y", "at:٠٩٠٠"])
async def test_made_up_choices_change_nothing(town: Town, holly: Chat, address: str) -> None:
    await holly.go(f"whenset:{town.council.id}:{address}")
    await holly.go(f"when:{town.council.id}")
    assert "on Mondays at 08:00" in holly.text


async def many_weeks(town: Town, weeks: int) -> None:
    await a_published_week(town)
    await mondays.run(town.database, b"key", MONDAY + timedelta(weeks=weeks), ZONE)


async def test_a_past_one_is_chosen_by_its_number(town: Town, holly: Chat) -> None:
    await many_weeks(town, 2)
    await holly.go(f"earlier:{town.council.id}")
    assert holly.labels[0] == "Mon 7 Dec to Sun 13 Dec 2026"
    assert holly.screen.numbers_choose
    assert "2026-W" not in holly.text


async def test_all_past_ones_are_a_few_pages_away(town: Town, holly: Chat) -> None:
    await many_weeks(town, 10)
    await holly.go("digest")
    await holly.press("Earlier ones")
    assert len([label for label in holly.labels if "to Sun" in label]) == 8
    await holly.press("Older ones")
    assert "Older ones" not in holly.labels
    await holly.press("Mon 23 Nov to Sun 29 Nov 2026")
    assert "took part: about 4" in holly.text


async def test_a_past_one_is_found_by_typing_when_it_was(town: Town, holly: Chat) -> None:
    holly.now = MONDAY + timedelta(weeks=10)
    await many_weeks(town, 10)
    await holly.go(f"earlier:{town.council.id}")
    await holly.type("2026-W48")
    assert "took part: about 4" in holly.text
    await holly.go(f"earlier:{town.council.id}")
    await holly.type("December")
    assert "These are about that time:" in holly.text
    await holly.type("March 2025")
    assert "No figures were made about that time." in holly.text
    await holly.type("a while ago")
    assert "I'm not sure when you mean." in holly.text
