"""Workplaces, as the team looks after them."""

import pytest

from tests.bot.handlers.conftest import Town
from tests.bot.handlers.theo import TESS, theo


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
