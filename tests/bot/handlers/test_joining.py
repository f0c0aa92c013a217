"""Coming in, by link, by code and by the team's list; and moving between workplaces."""

import pytest

from programme import people
from programme.model import Purpose, Role, Visitor
from tests.bot.handlers.conftest import Town
from tests.content.reading import plain_text


async def visitor(town: Town, chat_id: int) -> Visitor:
    async with town.database.reading() as reading:
        return await people.visitor(reading, chat_id)


async def test_amira_is_asked_on_one_screen_before_anything_is_kept(town: Town) -> None:
    amira = town.chat(101)
    await amira.go("start", (await town.invitation(Role.EMPLOYEE, town.council)).link_token)
    assert amira.labels == ["I agree", "No thanks", "More"]
    for said in ("Active Essex runs this", "We keep", "only totals of larger groups", "Telegram itself could read"):
        assert said in amira.text
    assert (await visitor(town, 101)).person is None


async def test_i_agree_leads_to_the_timetable_at_once(town: Town) -> None:
    amira = await town.member(101)
    assert amira.text.startswith("You're in. Here's what's on.")
    assert "Desk reset" in amira.text
    assert not plain_text(await amira.go("timetable")).startswith("You're in.")
    found = await visitor(town, 101)
    assert found.employer == town.council
    assert found.consents == {Purpose.JOINING}


async def test_link_to_first_booking_takes_four_taps(town: Town) -> None:
    amira = town.chat(101)
    await amira.go("start", (await town.invitation(Role.EMPLOYEE, town.council)).link_token)
    await amira.press("I agree")
    await amira.press("Desk reset")
    assert "You're booked" in (await amira.press("Book")).text


async def test_a_typed_code_is_as_good_as_the_link(town: Town) -> None:
    amira = town.chat(101)
    await amira.go("start")
    await amira.type((await town.invitation(Role.EMPLOYEE, town.council)).code.lower().replace("-", " "))
    assert "I agree" in amira.labels


async def test_more_says_more_and_asks_again(town: Town) -> None:
    amira = town.chat(101)
    await amira.go("start", (await town.invitation(Role.EMPLOYEE, town.council)).link_token)
    await amira.press("More")
    assert "Information Commissioner" in amira.text
    await amira.press("I agree")
    assert "Timetable" in amira.text


async def test_no_thanks_keeps_nobody(town: Town) -> None:
    amira = town.chat(101)
    await amira.go("start", (await town.invitation(Role.EMPLOYEE, town.council)).link_token)
    await amira.press("No thanks")
    assert (await visitor(town, 101)).person is None
    assert "Type it here" in (await amira.go("agree")).text


async def test_five_wrong_codes_bring_a_pause(town: Town) -> None:
    eve = town.chat(666)
    await eve.go("start")
    for number in range(4):
        await eve.type(f"WRNG-000{number}")
        assert "doesn't work" in eve.text
    await eve.type("WRNG-0009")
    assert "in an hour" in eve.text


async def test_a_sentence_is_not_counted_as_a_code(town: Town) -> None:
    amira = town.chat(101)
    await amira.go("start")
    for _ in range(6):
        await amira.type("hello, what is this about?")
    assert "Please type the code from your workplace" in amira.text


async def test_agreeing_twice_changes_nothing(town: Town) -> None:
    amira = await town.member(101)
    before = await visitor(town, 101)
    await amira.go("agree")
    assert await visitor(town, 101) == before
    assert "Timetable" in amira.text


async def test_the_same_link_again_says_so(town: Town) -> None:
    link = (await town.invitation(Role.EMPLOYEE, town.council)).link_token
    amira = town.chat(101)
    await amira.go("start", link)
    await amira.press("I agree")
    assert "already in" in (await amira.go("start", link)).text


@pytest.mark.parametrize(("answer", "workplace"), [("I've moved", "Basildon Bakery"), ("Stay", "Essex County Council")])
async def test_a_second_workplace_asks_first(town: Town, answer: str, workplace: str) -> None:
    amira = await town.member(101)
    await amira.go("start", (await town.invitation(Role.EMPLOYEE, town.bakery)).link_token)
    assert amira.labels == ["I've moved", "Stay"]
    await amira.press(answer)
    employer = (await visitor(town, 101)).employer
    assert employer
    assert employer.name == workplace


async def test_dr_cole_is_asked_for_her_name(town: Town) -> None:
    cole = await town.member(201, role=Role.INSTRUCTOR)
    assert "What name" in cole.text
    assert "too long" in (await cole.type("x" * 61)).text
    await cole.type("Dr Katherine Cole")
    assert "You lead sessions" in cole.text
    person = (await visitor(town, 201)).person
    assert person
    assert person.display_name == "Dr Katherine Cole"


async def test_holly_is_told_what_hr_will_never_see(town: Town) -> None:
    holly = await town.member(301, role=Role.HR)
    assert "never see who takes part" in holly.text


async def test_the_settings_can_name_the_team(town: Town) -> None:
    tess = town.chat(900)
    await tess.go("start")
    assert "programme team" in tess.text
    await tess.press("I agree")
    assert (await visitor(town, 900)).holds(Role.TEAM)
    assert "Timetable" in (await tess.go("start")).text


async def test_nobody_else_gets_onto_the_team(town: Town) -> None:
    eve = town.chat(666)
    await eve.go("agree")
    assert (await visitor(town, 666)).person is None
