"""Instructors, HR contacts and the team: invited and removed."""

import pytest

from programme import people
from programme.model import Role
from tests.bot.handlers.conftest import Town
from tests.bot.handlers.theo import TESS, link_in, theo


async def test_an_instructor_is_invited_and_removed(town: Town) -> None:
    chat = await theo(town)
    await chat.press("Instructors")
    await chat.press("Invite one")
    cole = town.chat(201)
    await cole.go("start", link_in(chat))
    await cole.press("I agree")
    await cole.type("Dr Katherine Cole")
    await chat.press("Back")
    assert "1. Dr Katherine Cole" in chat.text
    await chat.press("Remove 1")
    await chat.press("Yes, remove")
    assert "Dr Katherine Cole is removed" in chat.text
    async with town.database.reading() as reading:
        assert not (await people.visitor(reading, 201)).holds(Role.INSTRUCTOR)


async def test_hr_without_a_name_has_a_number(town: Town) -> None:
    await town.member(301, role=Role.HR)
    chat = await theo(town)
    await chat.go(f"wp:{town.council.id}")
    await chat.press("HR contacts")
    assert "1. HR contact 1" in chat.text
    await chat.press("Remove 1")
    assert "no more figures for Essex County Council" in chat.text
    await chat.press("Yes, remove")
    holly = town.chat(301)
    assert "doesn't work" in (await holly.go("digest")).text


async def test_invitations_that_wait_can_be_taken_back(town: Town) -> None:
    chat = await theo(town)
    await chat.go(f"crewmake:hr:{town.council.id}")
    link = link_in(chat)
    await chat.press("Back")
    assert "1 invitation is waiting" in chat.text
    await chat.press("Take back")
    assert "waiting" not in chat.text
    assert "doesn't work" in (await town.chat(301).go("start", link)).text


async def test_the_last_of_the_team_stays(town: Town) -> None:
    chat = await theo(town)
    await chat.press("The team")
    await chat.press("Remove 1")
    await chat.press("Yes, remove")
    assert "Somebody has to be on the team" in chat.text
    assert "The programme" in (await chat.go("programme")).text


async def test_who_removes_themselves_is_out_at_once(town: Town) -> None:
    chat = await theo(town)
    await theo(town, TESS)
    await chat.press("The team")
    assert "1. Team member 1 (you)" in chat.text
    await chat.press("Remove 1")
    assert "That's you" in chat.text
    await chat.press("Yes, remove")
    assert "What you can do here" in chat.text
    assert "doesn't work here" in (await chat.go("programme")).text


@pytest.mark.parametrize("role", ["employee", "", "nobody"])
async def test_there_is_no_list_of_those_who_take_part(town: Town, role: str) -> None:
    await town.member(101)
    chat = await theo(town)
    assert "can't find" in (await chat.go(f"crew:{role}:{town.council.id}")).text
