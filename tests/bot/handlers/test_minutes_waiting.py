"""Shall I save this: yes, no, a second entry, and old buttons; nothing that was typed is lost without a word."""

import pytest

from bot.handlers import minutes as handler
from programme import minutes_draft
from programme.minutes_draft import Pending
from tests.bot.handlers.conftest import Chat, Town
from tests.bot.handlers.test_minutes import amira_in, drafted, entries


@pytest.mark.parametrize("typed", ["yes", "OK", "y", "Yep!", "save", "Save it", "yes, save it."])
async def test_yes_saves(town: Town, typed: str) -> None:
    amira = await amira_in(town)
    await amira.go("log", "25 walk")
    await amira.type(typed)
    assert amira.text.startswith("Saved")
    assert len(await entries(town)) == 1


@pytest.mark.parametrize("typed", ["no", "Nope", "cancel", "don't", "Don’t save it"])
async def test_no_saves_nothing(town: Town, typed: str) -> None:
    amira = await amira_in(town)
    await amira.go("log", "25 walk")
    await amira.type(typed)
    assert (amira.text, amira.labels) == ("Not saved.", ["Log something"])
    assert await entries(town, "1 = 1") == []
    assert await drafted(town) == 0


@pytest.mark.parametrize("typed", ["ok 10", "no 2", "hmm", "what's the weather?", "🤷", "maybe later", "20-30 min"])
async def test_anything_else_keeps_the_entry_and_its_buttons(town: Town, typed: str) -> None:
    amira = await amira_in(town)
    await amira.go("log", "25 walk")
    offered = amira.labels
    await amira.type(typed)
    assert "25 min · walking" in amira.text
    assert amira.labels == offered
    await amira.type("yes")
    assert len(await entries(town)) == 1


async def test_yes_where_nothing_waits_saves_nothing(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "25 walk")
    await amira.press("Save")
    await amira.go("logretype", "yes")
    assert len(await entries(town)) == 1


async def two_waiting(town: Town) -> tuple[Chat, str]:
    """Amira with a walk and yoga that are not saved, and where the walk's own Save leads."""
    amira = await amira_in(town)
    await amira.go("log", "25 walk")
    walk = amira.screen.choices[0].address
    await amira.go("log", "10 min yoga")
    return amira, walk


async def test_a_second_entry_leaves_the_first_to_be_saved(town: Town) -> None:
    amira, _ = await two_waiting(town)
    assert "Your 25 min · walking · Mon 23 Nov isn't saved yet." in amira.text
    assert amira.labels == ["Save both", "Only 10 min · yoga", "Change"]
    await amira.press("Save both")
    assert sorted(row[1] for row in await entries(town)) == ["walking", "yoga"]
    assert await drafted(town) == 0


async def test_only_the_last_is_saved_and_the_first_is_gone(town: Town) -> None:
    amira, walk = await two_waiting(town)
    await amira.press("Only 10 min")
    assert [row[1] for row in await entries(town)] == ["yoga"]
    await amira.go(walk)
    assert "isn't waiting to be saved any more" in amira.text
    assert [row[1] for row in await entries(town)] == ["yoga"]


async def test_the_older_button_saves_what_its_message_shows_and_once(town: Town) -> None:
    amira, walk = await two_waiting(town)
    await amira.go(walk)
    assert [row[1] for row in await entries(town)] == ["walking"]
    assert "Your 10 min · yoga · Mon 23 Nov isn't saved yet." in amira.text
    await amira.go(walk)
    assert "saved already" in amira.text
    await amira.press("Save 10 min · yoga")
    assert len(await entries(town)) == 2


async def test_both_after_one_saves_the_other(town: Town) -> None:
    amira, walk = await two_waiting(town)
    both = amira.screen.choices[0].address
    for address in (walk, both, both):
        await amira.go(address)
    assert len(await entries(town)) == 2


async def test_the_same_message_twice_is_one_entry(town: Town) -> None:
    amira = await amira_in(town)
    for typed in ("25 walk", "10 min yoga", "25 walk"):
        await amira.go("log", typed)
    await amira.press("Save both")
    assert len(await entries(town)) == 2


async def test_no_to_two_asks_which(town: Town) -> None:
    amira, _ = await two_waiting(town)
    await amira.type("no")
    assert amira.labels == ["Save both", "Only 10 min · yoga", "Change"]
    await amira.type("save both")
    assert len(await entries(town)) == 2


async def test_one_of_two_that_is_on_the_log_already_is_said(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "25 walk")
    await amira.press("Save")
    await amira.go("log", "25 walk")
    await amira.go("log", "10 min yoga")
    assert "You logged one of these already for that day." in amira.text


async def test_more_than_four_that_wait_are_not_taken_and_none_is_lost(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "25 walk, 10 yoga, 5 min swim")
    await amira.type("30 min gym, 10 min golf")
    assert "more than four" in amira.text
    await amira.press("Save")
    assert len(await entries(town)) == 3


async def test_an_old_save_does_not_save_what_was_changed_since(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "25 walk")
    old = amira.screen.choices[0].address
    await amira.type("15 min")
    older = amira.screen.choices[0].address
    await amira.press("Yes, a lot")
    for address in (old, older):
        await amira.go(address)
        assert "isn't waiting to be saved any more" in amira.text
        assert "15 min · walking" in amira.text
    assert await entries(town, "1 = 1") == []


async def test_an_edit_that_waits_is_not_lost_by_a_new_entry(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "25 walk")
    await amira.press("Save")
    await amira.press("Change")
    await amira.type("35 min")
    await amira.type("10 min yoga")
    await amira.press("Save both")
    assert sorted(row[:2] for row in await entries(town)) == [(10, "yoga"), (35, "walking")]


async def test_an_edit_that_only_began_gives_way_to_a_new_entry(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "25 walk")
    await amira.press("Save")
    await amira.press("Change")
    await amira.go("log", "10 min yoga")
    assert amira.labels[:2] == ["Save", "Change"]
    await amira.press("Save")
    assert sorted(row[:2] for row in await entries(town)) == [(10, "yoga"), (25, "walking")]


async def test_without_its_rule_the_second_entry_would_swallow_the_first(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(minutes_draft, "added", lambda _before, new, _oldest: Pending(new))
    amira, walk = await two_waiting(town)
    assert "walking" not in amira.text
    await amira.go(walk)
    assert await entries(town) == []


async def test_without_ids_of_their_own_an_old_button_would_save_what_came_later(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(minutes_draft, "new_id", lambda: "EntryAAAAAAA")
    amira = await amira_in(town)
    await amira.go("log", "25 walk")
    old = amira.screen.choices[0].address
    await amira.type("15 min")
    await amira.go(old)
    assert [row[0] for row in await entries(town)] == [15]


async def test_without_yes_the_entry_would_wait_for_ever(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handler, "YES", frozenset())
    amira = await amira_in(town)
    await amira.go("log", "25 walk")
    await amira.type("yes")
    assert await entries(town) == []


async def test_without_the_sum_a_day_of_more_than_24_hours_would_be_asked_about(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing(*_: object) -> str:
        return ""

    monkeypatch.setattr(handler, "why_not", nothing)
    amira = await amira_in(town)
    await amira.go("log", "600 min walk, 600 min yoga, 300 min golf")
    assert "Shall I save this?" in amira.text
