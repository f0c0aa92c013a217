"""A text that leaves one thing open: what was understood is kept, and the next answer completes it."""

import pytest

from bot.handlers import minutes as handler
from tests.bot.handlers.conftest import Town
from tests.bot.handlers.test_minutes import amira_in, drafted, entries

COMPLETED = {
    ("5 km run", "35 minutes"): (35, "running"),
    ("ran", "30"): (30, "running"),
    ("20-30 min walk", "25"): (25, "walking"),
    ("8000 steps", "an hour"): (60, "walking"),
    ("between 20 and 30 min yoga", "about 25"): (25, "yoga"),
    ("30m walk", "min"): (30, "walking"),
    ("30m swim", "20 min"): (20, "swimming"),
    ("5k", "35", "run"): (35, "running"),
    ("at my desk 20 min", "stretches"): (20, "stretching"),
    ("25", "yoga"): (25, "yoga"),
    ("700 min golf", "70"): (70, "golf"),
    ("6 km run", "it was hilly and long", "40 min"): (40, "running"),
}


@pytest.mark.parametrize("typed", COMPLETED)
async def test_the_next_answer_completes_what_was_understood(town: Town, typed: tuple[str, ...]) -> None:
    amira = await amira_in(town)
    await amira.go("log", typed[0])
    for answer in typed[1:]:
        await amira.type(answer)
    await amira.press("Save")
    assert [row[:2] for row in await entries(town)] == [COMPLETED[typed]]
    assert await drafted(town) == 0


async def test_a_word_that_is_not_known_is_named_and_what_was_kept_stays(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "5 km run")
    await amira.type("quidditch")
    assert "I don't know the word “quidditch” here." in amira.text
    assert "So far: running" in amira.text


async def test_what_was_kept_keeps_its_day_and_how_hard_it_was(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "gentle 5 km run yesterday")
    assert "So far: running · Sun 22 Nov" in amira.text
    await amira.type("35 minutes")
    await amira.press("Save")
    assert await entries(town) == [(35, "running", "moderate", "2026-11-22")]


async def test_a_day_that_is_missing_is_one_tap(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "20 min walk every day")
    assert amira.labels == ["Today", "Yesterday", "Log minutes"]
    await amira.type("14")
    assert "Which day was it?" in amira.text
    await amira.press("Yesterday")
    assert amira.text.startswith("20 min · walking · Sun 22 Nov")


@pytest.mark.parametrize("typed", ["10 min yoga", "I went cycling for 10 minutes", "10 min yoga, 20 min swim"])
async def test_a_complete_text_replaces_what_was_kept(town: Town, typed: str) -> None:
    amira = await amira_in(town)
    await amira.go("log", "5 km run yesterday")
    await amira.type(typed)
    assert "Mon 23 Nov" in amira.text
    assert "running" not in amira.text


@pytest.mark.parametrize("typed", ["didn't in the end", "will do it tomorrow", "my daughter did"])
async def test_after_a_no_nothing_is_kept(town: Town, typed: str) -> None:
    amira = await amira_in(town)
    await amira.go("log", "ran")
    await amira.type(typed)
    assert "running" not in amira.text
    assert amira.screen.asks == "log"
    assert await drafted(town) == 0


async def test_log_begins_anew_and_an_old_answer_says_nothing_of_what_came_later(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "5 km run")
    old = amira.screen.choices[0].address
    await amira.go("log")
    assert await drafted(town) == 0
    await amira.type("35 min")
    assert "35 min · moving" in amira.text
    await amira.press("Save")
    await amira.go("log", "8000 steps")
    await amira.go(old)
    assert "isn't waiting" in amira.text


@pytest.mark.parametrize("typed", ["10 min yoga and 20-30 min walk", "swim and gym 60-90 min", "20-30 min quidditch"])
async def test_what_may_be_more_than_one_entry_is_not_kept(town: Town, typed: str) -> None:
    amira = await amira_in(town)
    await amira.go("log", typed)
    assert "So far" not in amira.text
    assert amira.screen.asks == "log"


async def test_without_what_is_kept_a_run_would_be_gentle_moving(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handler, "left_open", lambda *_: None)
    amira = await amira_in(town)
    await amira.go("log", "5 km run")
    await amira.type("35 minutes")
    assert "35 min · moving" in amira.text
