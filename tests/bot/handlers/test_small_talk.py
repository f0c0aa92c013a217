"""Thanks, hello, stop and pain have an answer of their own; nothing of it is kept."""

import pytest

from programme.model import Role
from tests.bot.handlers.conftest import Town
from tests.bot.handlers.test_resources import everything


async def test_stop_offers_only_what_can_be_stopped(town: Town) -> None:
    amira = await town.member(101)
    await amira.go("talk:stop")
    assert amira.labels == ["Turn off reminders", "Turn off day-before reminders", "Leave the programme"]
    await amira.go("nudgeday:1")
    await amira.go("remind:0")
    await amira.go("daybefore:off")
    await amira.go("talk:stop")
    assert amira.labels == ["Stop all nudges", "Leave the programme"]
    await amira.press("Stop all nudges")
    assert "No more nudges" in amira.text


async def test_holly_may_stop_her_summary_too(town: Town) -> None:
    holly = await town.member(102, role=Role.HR)
    await holly.go("talk:stop")
    assert "Weekly summary" in holly.labels


@pytest.mark.parametrize("said", ["hello", "thanks", "fine", "help", "undo"])
async def test_each_has_a_short_answer_with_two_buttons_at_most(town: Town, said: str) -> None:
    amira = await town.member(101)
    await amira.go(f"talk:{said}")
    assert len(amira.text) < 150
    assert 1 <= len(amira.labels) <= 2
    assert amira.screen.keeps_before


async def test_a_stranger_is_asked_for_a_code_and_has_nothing_to_stop(town: Town) -> None:
    eve = town.chat(666)
    await eve.go("talk:hello")
    assert eve.text.startswith("Hello.\n\nPlease type the code from your workplace, like ABCD-EFGH, or open the link")
    await eve.go("talk:stop")
    assert "don't send you any messages" in eve.text
    assert eve.screen.asks == "code"


@pytest.mark.parametrize("address", ["unknown", "log", "logretype"])
async def test_pain_is_answered_where_nothing_else_is_said_and_nothing_is_kept(town: Town, address: str) -> None:
    amira = await town.member(101)
    before = await everything(town)
    for typed in ("my knee hurts", "I hurt my back", "I feel low today"):
        await amira.go(address, typed)
        assert amira.text == "Sorry to hear that. Stop if it hurts. /resources may help."
    assert await everything(town) == before


async def test_ordinary_words_are_no_code_of_a_members(town: Town) -> None:
    amira = await town.member(101)
    for typed in ("book yoga", "half hour", "walk 5min", "book 1"):
        await amira.go("code:perhaps", typed)
        assert "code doesn't work" not in amira.text
    await amira.go("code:perhaps", "WRNG-CODE")
    assert "code doesn't work" in amira.text


async def test_a_strangers_eight_letters_are_tried_and_otherwise_answered_like_any_words(town: Town) -> None:
    eve = town.chat(666)
    answers = [(await eve.go("code", typed)).text for typed in ("hello", "book yoga", "abcdefgh")]
    assert len(set(answers)) == 1
    assert "Please type the code" in answers[0]
    assert "doesn't work" in (await eve.go("code", "WRNG-CODE")).text


async def test_a_code_of_letters_alone_lets_a_stranger_in(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("programme.codes.new_code", lambda: "ABCDEFGH")
    made = await town.invitation(Role.EMPLOYEE, town.council)
    assert made.code == "ABCD-EFGH"
    for number, typed in enumerate(("abcdefgh", "abcd efgh", "my code is ABCD-EFGH")):
        amira = town.chat(700 + number)
        assert "Before you join" in (await amira.go("code", typed)).text


async def test_the_link_may_be_pasted_as_text(town: Town) -> None:
    made = await town.invitation(Role.EMPLOYEE, town.council)
    amira = town.chat(701)
    await amira.go("code", f"https://t.me/FindYourActiveBot?start={made.link_token}")
    assert "Before you join" in amira.text
