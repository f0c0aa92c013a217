"""The activity question: after a booking, one tap, skipped, changed, switched off."""

import pytest

from tests.bot.handlers.conftest import Chat, Town

PUBLISHED = (
    "In the past week, on how many days have you done a total of 30 minutes or more of physical activity, which was "
    "enough to raise your breathing rate?"
)


async def asked(town: Town) -> Chat:
    amira = await town.member(101)
    await amira.go(f"book:{town.desk_reset.id}")
    await amira.go("settings")
    await amira.press("How active I am")
    return amira


async def rows(town: Town) -> list[tuple[int, int | None, bool]]:
    async with town.database.reading() as reading:
        found = await reading.all("SELECT wave, days, skipped_at FROM activity_answers ORDER BY wave")
    return [(row["wave"], row["days"], row["skipped_at"] is not None) for row in found]


async def test_it_is_never_asked_before_the_first_booking(town: Town) -> None:
    amira = await town.member(101)
    await amira.go("howactive")
    assert "once you've booked" in amira.text
    assert await rows(town) == []


@pytest.mark.parametrize("screen", ["progress", "settings"])
async def test_it_is_offered_once_there_is_something_to_answer(town: Town, screen: str) -> None:
    amira = await town.member(101)
    await amira.go(screen)
    assert "How active I am" not in amira.labels
    await amira.go(f"book:{town.desk_reset.id}")
    await amira.go(screen)
    await amira.press("How active I am")
    assert PUBLISHED in amira.text


async def test_the_published_words_and_one_tap(town: Town) -> None:
    amira = await asked(town)
    assert PUBLISHED in amira.text
    assert "should not include housework or physical activity that may be part of your job" in amira.text
    await amira.press("3")
    assert "Noted: 3 days" in amira.text
    assert await rows(town) == [(0, 3, False)]


@pytest.mark.parametrize(("typed", "days"), [("three", 3), ("0", 0), ("Seven days", 7), ("about 4 days a week", 4)])
async def test_days_may_be_typed_in_figures_or_words(town: Town, typed: str, days: int) -> None:
    amira = await asked(town)
    await amira.type(typed)
    assert await rows(town) == [(0, days, False)]


@pytest.mark.parametrize("typed", ["8", "10", "-1", "3.5", "3 4", "eight", "٣", "some", "", "1e0", "0x1"])
async def test_what_is_no_number_of_days_is_asked_again_and_not_kept(town: Town, typed: str) -> None:
    amira = await asked(town)
    await amira.type(typed)
    assert amira.text.startswith("Please give a number of days from 0 to 7.")
    assert amira.labels == [*(str(n) for n in range(8)), "Skip", "Don't ask me again"]
    assert await rows(town) == [(0, None, False)]


@pytest.mark.parametrize(("typed", "said"), [("skip it", "Nothing is kept"), ("No thanks", "Nothing is kept"),
                                             ("Don’t ask again", "won't ask again")])  # fmt: skip
async def test_it_is_skipped_in_ones_own_words(town: Town, typed: str, said: str) -> None:
    amira = await asked(town)
    await amira.type(typed)
    assert said in amira.text


async def test_minutes_typed_at_the_question_are_logged(town: Town) -> None:
    amira = await asked(town)
    await amira.type("25 min walk")
    assert "25 min · walking" in amira.text


async def test_it_can_be_changed_skipped_and_answered_after_all(town: Town) -> None:
    amira = await asked(town)
    await amira.press("3")
    await amira.press("Change")
    await amira.press("0")
    assert await rows(town) == [(0, 0, False)]
    await amira.press("Change")
    await amira.press("Skip")
    assert "Nothing is kept" in amira.text
    assert await rows(town) == [(0, None, True)]
    await amira.press("Answer after all")
    await amira.press("7")
    assert await rows(town) == [(0, 7, False)]


async def test_asking_again_can_be_switched_off_and_on(town: Town) -> None:
    amira = await asked(town)
    await amira.press("Don't ask me again")
    assert "won't ask again" in amira.text
    await amira.press("Ask me again")
    assert "every twelve weeks" in amira.text


@pytest.mark.parametrize("address", ["activedays:{day}:8", "activedays:{day}:-1", "activedays:{day}:", "activedays:x:1",
                                     "activedays:2020-01-01:3", "activeskip:x", "activeq:2020-01-01", "activeask:x",
                                     "activedays:{day}:٣"])  # fmt: skip
async def test_invented_answers_are_not_kept(town: Town, address: str) -> None:
    amira = await asked(town)
    await amira.go(address.format(day="2026-11-23"))
    assert await rows(town) == [(0, None, False)]


async def test_nobody_answers_for_another(town: Town) -> None:
    await asked(town)
    charlie = await town.member(103)
    await charlie.go("activedays:2026-11-23:5")
    assert "can't find that" in charlie.text
    assert await rows(town) == [(0, None, False)]
