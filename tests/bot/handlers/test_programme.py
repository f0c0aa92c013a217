"""The team's room: workplaces, links, people, sessions, the safety line; and nobody else in it."""

from datetime import timedelta

import pytest

from bot import app
from bot.tap import Needs
from programme import corrections, people
from programme.model import Role
from tests.bot.handlers.conftest import Chat, Town
from tests.content.cast import NOW

THEO, TESS = 500, 501


async def theo(town: Town, chat_id: int = THEO) -> Chat:
    """Of the team; the smaller the number, the longer."""
    chat = town.chat(chat_id)
    chat.now = NOW + timedelta(seconds=chat_id)
    await chat.go("start", (await town.invitation(Role.TEAM)).link_token)
    await chat.press("I agree")
    await chat.go("programme")
    return chat


def link_in(chat: Chat) -> str:
    return chat.text.partition("?start=")[2].split()[0]


# workplaces


async def test_a_workplace_is_added_in_two_answers(town: Town) -> None:
    chat = await theo(town)
    await chat.press("Workplaces")
    await chat.press("Add a workplace")
    await chat.type("Harlow Library")
    assert "How many people work at Harlow Library?" in chat.text
    await chat.type("1,250")
    assert chat.screen.toast == "Added."
    assert "Headcount: 1,250" in chat.text
    await chat.press("All workplaces")
    assert "3. Harlow Library" in chat.text


@pytest.mark.parametrize("typed", ["", " \u200b ", "x" * 4096, "essex county COUNCIL"])
async def test_a_name_that_cannot_be_used_is_asked_again(town: Town, typed: str) -> None:
    chat = await theo(town)
    await chat.go("wpnew")
    await chat.type(typed)
    assert "What's the workplace called?" in chat.text
    assert "How many" not in (await chat.type(typed)).text
    await chat.type("Harlow <b>Library</b> 📚")
    assert "Harlow <b>Library</b> 📚" in chat.text


@pytest.mark.parametrize("typed", ["-5", "lots", "0", "", "9" * 4000, "twelve"])
async def test_a_headcount_that_cannot_be_used_is_asked_again(town: Town, typed: str) -> None:
    chat = await theo(town)
    await chat.go("wpnew")
    await chat.type("Harlow Library")
    await chat.type(typed)
    assert "whole number" in chat.text
    await chat.go("workplaces")
    assert "Harlow" not in chat.text
    await chat.go("wpform")
    await chat.type("12")
    assert chat.screen.toast == "Added."


async def test_two_who_add_the_same_workplace_at_once(town: Town) -> None:
    one, two = await theo(town), await theo(town, TESS)
    for chat in (one, two):
        await chat.go("wpnew")
        await chat.type("Harlow Library")
    await one.type("10")
    await two.type("20")
    assert "already a workplace of that name" in two.text
    await two.type("Harlow Museum")
    await two.type("20")
    assert two.screen.toast == "Added."


async def test_an_answer_without_a_form_is_harmless(town: Town) -> None:
    chat = await theo(town)
    await chat.go("wptyped", "Harlow Library")
    assert "Harlow" not in chat.text
    assert "Add a workplace" in chat.labels


async def test_a_workplace_is_renamed_and_counted_again(town: Town) -> None:
    chat = await theo(town)
    await chat.go("workplaces")
    await chat.press("Basildon Bakery")
    await chat.press("Rename")
    await chat.type("Essex County Council")
    assert "already a workplace of that name" in chat.text
    await chat.type("Basildon Bread")
    assert "Basildon Bread" in chat.text
    await chat.press("Change headcount")
    await chat.type("lots")
    assert "whole number" in chat.text
    await chat.type("45")
    assert "Headcount: 45" in chat.text


async def test_closing_is_asked_first_and_then_said(town: Town) -> None:
    chat = await theo(town)
    amira = await town.member(101, town.bakery)
    await amira.go(f"book:{town.bakers_only.id}")
    await chat.go(f"wp:{town.bakery.id}")
    await chat.press("Close this workplace")
    assert "1 session to come is only for it" in chat.text
    await chat.press("Keep it")
    await chat.press("Close this workplace")
    await chat.press("Yes")
    assert "is closed" in chat.text
    assert "no bookings" in (await amira.go("bookings")).text
    assert "Workplace: none" in (await amira.go("settings")).text


@pytest.mark.parametrize("address", ["wpclosed:{}:yes", "wpclose:{}", "wp:{}"])
async def test_a_closed_workplace_says_so_ever_after(town: Town, address: str) -> None:
    chat = await theo(town)
    await chat.go(f"wpclosed:{town.bakery.id}:yes")
    assert "is closed" in (await chat.go(address.format(town.bakery.id))).text
    for other in ("links", "wprename", "wpheads", "crew:hr", "linkmake"):
        assert "can't find" in (await chat.go(f"{other}:{town.bakery.id}")).text


# links


async def test_a_link_is_shown_once_and_lets_people_in(town: Town) -> None:
    chat = await theo(town)
    await chat.go(f"links:{town.bakery.id}")
    await chat.press("Make a link")
    assert "shown only once" in chat.text
    amira = town.chat(101)
    await amira.go("start", link_in(chat))
    await amira.press("I agree")
    await chat.press("Back")
    assert "used 1 time" in chat.text
    assert "start=" not in chat.text


async def test_replacing_ends_the_earlier_ones(town: Town) -> None:
    chat = await theo(town)
    await chat.go(f"linkmake:{town.bakery.id}")
    old = link_in(chat)
    await chat.press("Back")
    await chat.press("Replace them all")
    await chat.press("Yes")
    new = link_in(chat)
    amira = town.chat(101)
    assert "doesn't work" in (await amira.go("start", old)).text
    assert "Basildon Bakery" in (await amira.go("start", new)).text


async def test_turning_off_leaves_no_way_in(town: Town) -> None:
    chat = await theo(town)
    await chat.go(f"linkmake:{town.bakery.id}")
    old = link_in(chat)
    await chat.press("Back")
    await chat.press("Turn them all off")
    await chat.press("Yes")
    assert "nobody new from there can come in" in chat.text
    assert "doesn't work" in (await town.chat(101).go("start", old)).text


@pytest.mark.parametrize("rest", ["", "a:b:c", "NeverWasHere:abcdefghabcdefghabcdefgh:ABCDEFGH"])
async def test_an_invented_link_is_not_shown(town: Town, rest: str) -> None:
    chat = await theo(town)
    await chat.go(f"teamlink:{rest}")
    assert "start=" not in chat.text


# people


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


# sessions


async def test_the_health_flag_is_corrected(town: Town) -> None:
    amira = await town.member(101)
    await amira.go(f"book:{town.desk_reset.id}")
    chat = await theo(town)
    await chat.press("Sessions")
    await chat.press("Desk reset")
    await chat.press("It's about health")
    await chat.press("Yes, about health")
    assert "About health: yes" in chat.text
    assert "no bookings" in (await amira.go("bookings")).text
    await amira.go(f"book:{town.desk_reset.id}")
    assert amira.labels == ["I agree", "No thanks"]
    await chat.press("It isn't about health")
    assert "About health: no" in chat.text


async def test_a_recording_is_added_to_a_past_webinar(town: Town) -> None:
    chat = await theo(town)
    chat.now = town.menopause.ends_at
    await chat.press("Past webinars")
    await chat.press("Menopause at work")
    await chat.press("Add the recording")
    await chat.type("ftp://nowhere")
    assert "isn't a web link" in chat.text
    await chat.type("https://video.example.org/1")
    assert "https://video.example.org/1" in chat.text
    await chat.press("Remove the recording")
    assert "none yet" in chat.text


async def test_the_team_sees_a_session_without_who_is_booked(town: Town) -> None:
    chat = await theo(town)
    before = (await chat.go(f"ts:{town.desk_reset.id}")).text
    amira = await town.member(101)
    await amira.go(f"book:{town.desk_reset.id}")
    assert (await chat.go(f"ts:{town.desk_reset.id}")).text == before


async def test_what_the_team_posts_is_led_by_nobody_and_shows_no_count(town: Town) -> None:
    chat = await theo(town)
    await chat.go("post", "seated 26 Nov 12:30 10 min 20 places https://meet.example.org/1 Desk stretch")
    await chat.press("Post it")
    assert chat.screen.toast == "Posted."
    assert "Nobody leads it" in chat.text
    await chat.go("classes")
    assert "Desk stretch" not in chat.text


# the safety line


async def test_the_teams_own_safety_line_is_what_people_read(town: Town) -> None:
    chat = await theo(town)
    await chat.press("Safety line")
    await chat.type("x" * 300)
    assert "too long" in chat.text
    await chat.type("Mind <your> back.")
    amira = await town.member(101)
    await amira.press("Desk reset")
    assert "Mind <your> back." in amira.text
    await chat.press("Use the usual line")
    await amira.go(f"s:{town.desk_reset.id}")
    assert "stop if anything hurts" in amira.text


# nobody else


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.HR, Role.INSTRUCTOR])
async def test_nobody_else_gets_in(town: Town, role: Role) -> None:
    await theo(town)
    other = await town.member(600, role=role)
    for route in app.ROUTES:
        if route.needs is Needs.TEAM:
            await other.go(f"{route.name}:{town.bakery.id}:yes", "10")
            assert "doesn't work here" in other.text or "didn't get that" in other.text, route
    async with town.database.reading() as reading:
        assert (await corrections.session(reading, town.menopause.id)).is_health_related
        rows = await reading.all("SELECT name FROM employers WHERE closed_at IS NULL")
    assert len(rows) == 2


@pytest.mark.parametrize("name", [route.name for route in app.ROUTES if route.needs is Needs.TEAM])
@pytest.mark.parametrize("rest", ["", ":", ":NeverWasHere", ":x:y:z", ":' OR 1=1 --", ":" + "9" * 40])
async def test_invented_addresses_are_harmless(town: Town, name: str, rest: str) -> None:
    chat = await theo(town)
    await chat.go(name + rest, "")
    assert chat.screen.rows or chat.screen.asks


async def test_a_role_that_has_ended_counts_no_more_at_the_next_tap(town: Town) -> None:
    one, two = await theo(town), await theo(town, TESS)
    await two.press("The team")
    await two.press("Remove 1")
    await two.press("Yes, remove")
    await one.go("wpnew")
    assert "doesn't work here" in one.text
