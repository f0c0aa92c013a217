"""HR at the phone: figures, e-mail too, and a link for colleagues."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from programme import emails, employers, invitations, mail_codes, mondays
from programme.model import Invitation, Role
from tests.bot.handlers import conftest
from tests.bot.handlers.conftest import Chat, Town
from tests.content.cast import NOW, ZONE
from tests.content.reading import plain_text
from tests.programme.turnout import attend, gather, hold

HOLLY, AMIRA = 105, 101
MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def mail_is_set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conftest, "HOUSE", replace(conftest.HOUSE, sends_mail=True))


async def a_published_week(town: Town, size: int = 42) -> None:
    at = MONDAY - timedelta(days=5)
    async with town.database.transaction() as tx:
        crowd = await gather(tx, town.council, size, at)
        await attend(tx, crowd, crowd.ids, await hold(tx, at), at)
    await mondays.run(town.database, b"key", MONDAY, ZONE)


async def holly(town: Town) -> Chat:
    chat = await town.member(HOLLY, town.council, Role.HR)
    await chat.go("digest")
    return chat


async def code_of(town: Town, person_chat: int = HOLLY) -> str:
    async with town.database.reading() as reading:
        row = await reading.one(
            "SELECT e.id FROM contacts e JOIN contacts t ON t.person_id = e.person_id AND t.chat_id = $1"
            " WHERE e.channel = 'email'",
            person_chat,
        )
        assert row
        code = await mail_codes.open_code(reading, row["id"], NOW)
    assert code
    return code


async def not_there(town: Town) -> str:
    """What anybody is told of what never was."""
    chat = town.chat(HOLLY)
    await chat.go("s:NoSuchThing")
    return chat.text


async def test_before_anything_is_published_hr_is_told_when(town: Town) -> None:
    chat = await holly(town)
    assert "There are no figures yet." in chat.text
    assert "The next figures come on Mon 30 Nov." in chat.text


async def test_the_first_screen_says_that_they_are_in_when_the_summary_comes_and_what_to_do_first(town: Town) -> None:
    chat = await town.member(HOLLY, town.council, Role.HR)
    assert "You're in, as HR contact for Essex County Council." in chat.text
    assert "Your first summary comes Mon 30 Nov at 08:00 (UK time)." in chat.text
    assert chat.labels == ["A link for colleagues", "Your summary", "Help"]
    await chat.press("A link for colleagues")
    await chat.press("Make a fresh link")
    assert "?start=" in chat.text


async def test_before_anything_is_published_no_way_leads_to_what_there_is_not(town: Town) -> None:
    chat = await holly(town)
    assert not {"Earlier ones", "As a workbook"} & set(chat.labels)
    await a_published_week(town)
    await chat.go("digest")
    assert {"Earlier ones", "As a workbook"} < set(chat.labels)


async def test_settings_say_whose_hr_they_are_and_not_that_they_have_no_workplace(town: Town) -> None:
    chat = await holly(town)
    await chat.go("settings")
    assert "You're HR contact for Essex County Council.\nWork there too?" in chat.text
    assert "Workplace: none" not in chat.text
    await town.member(HOLLY, town.council, Role.EMPLOYEE)
    await chat.go("settings")
    assert "Workplace: Essex County Council.\nYou're HR contact for Essex County Council." in chat.text


async def test_hr_reads_the_last_and_earlier_figures(town: Town) -> None:
    await a_published_week(town)
    chat = await holly(town)
    assert "took part: about 4" in chat.text
    await chat.press("Earlier ones")
    await chat.press("Mon 23 Nov to Sun 29 Nov 2026")
    assert "took part: about 4" in chat.text


async def recounted(town: Town, headcount: int, now: datetime) -> None:
    async with town.database.transaction() as tx:
        await employers.recount(tx, town.council.id, headcount, "command line", now)


async def test_earlier_figures_stay_when_the_workplace_shrinks_and_each_says_whose_it_is(town: Town) -> None:
    await a_published_week(town)
    await recounted(town, 20, MONDAY)
    await mondays.run(town.database, b"key", MONDAY + timedelta(weeks=1), ZONE)
    chat = await holly(town)
    assert "At all workplaces together:" in chat.text
    await chat.press("Earlier ones")
    assert "Mon 30 Nov to Sun 6 Dec 2026, all workplaces" in chat.labels
    await chat.press("Mon 23 Nov to Sun 29 Nov 2026")
    assert "took part: about 4" in chat.text
    assert "At all workplaces together:" not in chat.text
    assert "new figures are for all workplaces together" in chat.text


async def test_an_employee_sees_what_hr_sees_when_the_workplace_has_grown(town: Town) -> None:
    await recounted(town, 20, MONDAY - timedelta(days=20))
    await a_published_week(town)
    await recounted(town, 60, MONDAY + timedelta(days=1))
    hr, amira = await holly(town), await town.member(AMIRA)
    await amira.go("hrsees")
    for chat in (hr, amira):
        assert "At all workplaces together:" in chat.text
        assert "a workplace gets its own figures" in chat.text
        assert "There are no figures yet." not in chat.text


async def test_an_employee_sees_no_figures(town: Town) -> None:
    await a_published_week(town)
    chat = await town.member(AMIRA)
    for address in ("digest", f"digest:{town.council.id}:2026-W48", "invite", f"newlink:{town.council.id}", "mailto"):
        await chat.go(address)
        assert "about 4" not in chat.text
        assert "?start=" not in chat.text


async def test_hr_of_one_workplace_sees_nothing_of_another(town: Town) -> None:
    await a_published_week(town)
    chat = await town.member(HOLLY, town.bakery, Role.HR)
    for address in (
        f"digest:{town.council.id}",
        f"earlier:{town.council.id}",
        f"staffnote:{town.council.id}",
        f"newlink:{town.council.id}",
    ):
        await chat.go(address)
        assert chat.text == await not_there(town), address


async def test_what_is_not_there_and_what_is_not_yours_look_alike(town: Town) -> None:
    await a_published_week(town)
    chat = await town.member(HOLLY, town.bakery, Role.HR)
    said = {
        (await chat.go(address)).text
        for address in (
            f"digest:{town.council.id}:2026-W48",
            "digest:Nobody:2026-W48",
            f"digest:{town.bakery.id}:2026-W48",
        )
    }
    assert len(said) == 1


async def test_the_note_can_be_read_at_any_time(town: Town) -> None:
    chat = await holly(town)
    await chat.press("A note for colleagues")
    assert "https://t.me/FindYourActiveBot" in chat.text
    assert "Desk reset" not in chat.text
    assert "Menopause" not in chat.text


async def test_an_address_is_asked_for_confirmed_and_stopped(town: Town) -> None:
    chat = await holly(town)
    await chat.press("When and where")
    await chat.press("My e-mail address")
    await chat.type("holly@example.org\r\nBcc: all@example.org")
    assert "isn't an e-mail address" in chat.text
    await chat.type("Holly@Example.org")
    assert "six digits to holly@example.org" in chat.text
    code = await code_of(town)
    await chat.type("nonsense")
    assert "isn't the code" in chat.text
    await chat.type(code)
    assert "Done" in chat.text
    await chat.go("mailto")
    await chat.press("Stop the e-mails")
    assert "No more e-mails" in chat.text


async def test_after_five_wrong_codes_a_new_one_is_offered(town: Town) -> None:
    chat = await holly(town)
    await chat.go("mailtyped", "holly@example.org")
    for _ in range(5):
        await chat.go("mailok", "no")
    await chat.go("mailok", await code_of(town))
    assert "used up" in chat.text
    await chat.press("Send a new code")
    assert "six digits" in chat.text


async def test_without_a_mail_server_it_is_not_offered(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conftest, "HOUSE", replace(conftest.HOUSE, sends_mail=False))
    chat = await holly(town)
    await chat.press("When and where")
    assert "My e-mail address" not in chat.labels
    await chat.go("mailtyped", "holly@example.org")
    assert "isn't set up" in chat.text


async def test_hr_makes_a_link_that_everybody_may_use(town: Town) -> None:
    chat = await holly(town)
    await chat.go("invite")
    await chat.press("Make a fresh link")
    token = chat.text.partition("?start=")[2].split()[0]
    async with town.database.transaction() as tx:
        found = await invitations.present(tx, AMIRA, token, NOW)
        row = await tx.one("SELECT uses_allowed, expires_at FROM invitations ORDER BY created_at DESC, id LIMIT 1")
    assert isinstance(found, Invitation)
    assert found.role is Role.EMPLOYEE
    assert row


async def test_every_employee_link_of_hr_is_shared(town: Town) -> None:
    chat = await holly(town)
    await chat.go(f"newlink:{town.council.id}")
    async with town.database.reading() as reading:
        rows = await reading.all("SELECT uses_allowed FROM invitations WHERE role = 'employee'")
    assert [row["uses_allowed"] for row in rows] == [None]


@pytest.mark.parametrize(
    "address", ["hrlink", "hrlink:<b>:x", "hrlink:javascript:alert", "digest:x:y:z", "earlier:'--"]
)
async def test_made_up_addresses_lead_nowhere(town: Town, address: str) -> None:
    chat = await holly(town)
    await chat.go(address)
    assert chat.text == await not_there(town)


async def test_hr_who_is_also_an_employee_sees_nothing_special(town: Town) -> None:
    await a_published_week(town)
    chat = await holly(town)
    as_hr = chat.text
    await town.member(HOLLY, town.council, Role.EMPLOYEE)
    await chat.go("digest")
    assert chat.text == as_hr


async def test_leaving_ends_the_summary(town: Town) -> None:
    chat = await holly(town)
    await chat.go("mailtyped", "holly@example.org")
    await chat.go("mailok", await code_of(town))
    await chat.go("leave:yes")
    async with town.database.transaction() as tx:
        await emails.prune(tx, NOW)
        row = await tx.one("SELECT COUNT(*) AS n FROM contacts WHERE channel = 'email'")
    assert row
    assert row["n"] == 0


async def test_where_figures_come_every_four_weeks_holly_is_told_so_until_there_are_some(town: Town) -> None:
    baker = await town.member(HOLLY, town.bakery, Role.HR)
    assert "every four weeks and every quarter. The next figures come on" in plain_text(await baker.go("digest"))
    council = await town.member(HOLLY + 1, town.council, Role.HR)
    assert "every four weeks" not in plain_text(await council.go("digest"))
