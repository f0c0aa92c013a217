"""Logging by chat: typed or pressed, confirmed, saved once, changed, undone."""

from datetime import timedelta

import pytest

from tests.bot.handlers.conftest import Chat, Town


async def amira_in(town: Town) -> Chat:
    return await town.member(101)


async def entries(town: Town, where: str = "removed_at IS NULL") -> list[tuple[int, str, str, str]]:
    async with town.database.reading() as reading:
        rows = await reading.all(
            f"SELECT minutes, activity, intensity, on_date FROM minutes WHERE {where} ORDER BY created_at, id"
        )
    return [(row["minutes"], row["activity"], row["intensity"], row["on_date"]) for row in rows]


async def drafted(town: Town) -> int:
    async with town.database.reading() as reading:
        return len(await reading.all("SELECT form FROM drafts"))


async def test_words_behind_the_command_are_confirmed_before_they_are_saved(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "25 min walk yesterday")
    assert amira.text.startswith("25 min · walking · Sun 22 Nov")
    assert amira.labels == ["Save", "Change", "No, it was gentle", "Yes, a lot"]
    assert await entries(town) == []
    await amira.press("Save")
    assert "Saved" in amira.text
    assert await entries(town) == [(25, "walking", "moderate", "2026-11-22")]


async def test_words_as_the_answer_to_log(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log")
    assert "What did you do?" in amira.text
    await amira.type("10 min desk stretches, 20 min brisk walk")
    await amira.press("Save")
    assert [row[:2] for row in await entries(town)] in (
        [(10, "desk-stretching"), (20, "brisk-walking")],
        [(20, "brisk-walking"), (10, "desk-stretching")],
    )
    assert "This week you've moved for 30 minutes." in amira.text


async def test_minutes_typed_where_nothing_asked_are_confirmed_and_saved(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("timetable")
    await amira.type("25 walk")
    assert amira.text.startswith("25 min · walking · Mon 23 Nov")
    assert await entries(town) == []
    await amira.press("Save")
    await amira.type("half an hour cycling yesterday")
    assert amira.text.startswith("30 min · cycling · Sun 22 Nov")


async def test_other_words_where_nothing_asked_are_not_taken_for_minutes(town: Town) -> None:
    amira = await amira_in(town)
    for typed in ("what's the weather?", "what's on at 12:30", "cancel my 10 min stretch", "25", "walk"):
        await amira.go("timetable")
        await amira.type(typed)
        assert "Sorry, I didn't get that." in amira.text
    assert await drafted(town) == 0


async def test_minutes_that_are_one_step_from_clear_are_told_which_and_the_question_stays(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("timetable")
    await amira.type("20-30 min walk")
    assert "one number" in amira.text
    assert "So far: walking" in amira.text
    assert amira.screen.asks == "logrest:new"
    await amira.type("25 min walk")
    assert amira.text.startswith("25 min · walking")


async def test_a_stranger_who_types_minutes_is_asked_for_a_code(town: Town) -> None:
    stranger = town.chat(999)
    await stranger.go("unknown", "25 walk")
    assert stranger.screen.asks == "code"
    assert await drafted(town) == 0


async def test_a_quick_button_and_its_words_are_the_same(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log")
    await amira.press("20 min walk")
    pressed = amira.text
    await amira.go("log", "20 min walk")
    assert amira.text == pressed


async def test_saving_twice_is_one_entry_and_an_old_button_saves_nothing_newer(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "25 walk")
    first = amira.screen.choices[0].address
    await amira.go(first)
    await amira.go(first)
    assert len(await entries(town)) == 1
    await amira.go("log", "30 min run")
    old = amira.screen.choices[0].address
    await amira.go("log", "10 min yoga")
    await amira.go(old)
    assert "10 min · yoga" in amira.text
    assert sorted(row[1] for row in await entries(town)) == ["running", "walking"]


async def test_saying_the_same_again_asks(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "25 walk")
    await amira.press("Save")
    await amira.go("log", "25 walk")
    assert "You logged that already today. Add it again?" in amira.text
    assert len(await entries(town)) == 1
    await amira.press("Add it again")
    assert len(await entries(town)) == 2


async def test_undo_takes_back_all_that_was_saved_at_once(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "25 walk, 10 yoga, 5 min swim, 30 min gym")
    await amira.press("Save")
    assert len(await entries(town)) == 4
    undo = next(choice.address for choice in amira.screen.choices if choice.label == "Undo")
    for said in ("Taken back", "nothing has changed"):
        await amira.go(undo)
        assert said in amira.text
        assert await entries(town) == []


async def test_change_keeps_what_is_not_mentioned(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "25 min walk yesterday")
    await amira.press("Change")
    await amira.type("15 min")
    assert amira.text.startswith("15 min · walking · Sun 22 Nov")
    await amira.press("Change")
    await amira.type("cycling 40 min")
    assert amira.text.startswith("40 min · cycling · Sun 22 Nov")
    await amira.press("Save")
    assert await entries(town) == [(40, "cycling", "vigorous", "2026-11-22")]


async def test_did_it_raise_your_breathing(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "3 x 10 minutes")
    assert "Counted as: no, it was gentle." in amira.text
    await amira.press("Change")
    assert "Did it raise your breathing?" in amira.text
    await amira.press("Yes, a bit")
    await amira.press("Save")
    assert await entries(town) == [(30, "moving", "moderate", "2026-11-23")]


async def test_a_saved_entry_is_changed_from_the_list_and_stays_until_saved(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "25 walk")
    await amira.press("Save")
    await amira.go("log")
    await amira.press("Edit 1")
    await amira.type("35 min")
    assert [row[0] for row in await entries(town)] == [25]
    await amira.press("Save")
    assert [row[0] for row in await entries(town)] == [35]
    undo = next(choice.address for choice in amira.screen.choices if choice.label == "Undo")
    for said in ("Changed back", "nothing has changed"):
        await amira.go(undo)
        assert said in amira.text
        assert [row[0] for row in await entries(town)] == [25]


@pytest.mark.parametrize("typed", ["30 min quidditch", "20-30 min", "601 min", "25 min 🏃"])
async def test_what_is_not_understood_while_editing_leaves_the_saved_entry(town: Town, typed: str) -> None:
    amira = await amira_in(town)
    await amira.go("log", "25 walk")
    await amira.press("Save")
    await amira.go("log")
    await amira.press("Edit 1")
    await amira.type(typed)
    assert "The entry you saved is still there, as it was." in amira.text
    assert "Nothing is saved yet." not in amira.text
    assert amira.labels == ["Leave it as it was"]
    await amira.type("35 min")
    assert "35 min · walking" in amira.text
    await amira.go("log")
    await amira.press("Edit 1")
    await amira.type(typed)
    await amira.press("Leave it as it was")
    assert "Nothing has changed." in amira.text
    assert await entries(town) == [(25, "walking", "moderate", "2026-11-23")]


async def test_a_saved_entry_is_removed_from_the_list_and_put_back(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "25 walk")
    await amira.press("Save")
    await amira.go("log")
    assert "1. 25 min · walking · Mon 23 Nov" in amira.text
    await amira.press("Remove 1")
    assert "Removed" in amira.text
    assert await entries(town) == []
    back = amira.screen.choices[0].address
    for _ in range(2):
        await amira.go(back)
        assert "It's back" in amira.text
        assert len(await entries(town)) == 1


async def test_a_removed_entry_is_put_back_only_where_there_is_room(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "600 min walk")
    await amira.press("Save")
    await amira.go("log")
    await amira.press("Remove 1")
    back = amira.screen.choices[0].address
    await amira.go("log", "600 min yoga, 600 min golf")
    await amira.press("Save")
    await amira.go(back)
    assert "24 hours" in amira.text
    assert len(await entries(town)) == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-5", "from 1 to 600"),
        ("0", "from 1 to 600"),
        ("1e9", "didn't get all of that"),
        ("ten thousand", "from 1 to 600"),
        ("20-30 min", "one number"),
        ("8000 steps", "not steps"),
        ("5k", "not miles"),
        ("٢٥ walk", "digits 0 to 9"),
        ("25 min 🏃", "without emoji"),
        ("<b>25 walk</b>", "plain letters"),
        ("25 walk'; DROP TABLE minutes;--", "“drop”"),
        ("walk " * 2000, "a few words"),
        ("x" * 10_000, "a few words"),
        ("25 прогулка", "plain letters"),
        ("25 wаlk", "plain letters"),
        ("25 min walk?", "can't answer questions"),
        ("?", "can't answer questions"),
        ("gym and swim 90 min", "more than one activity"),
        ("lunch 30 min", "30 minutes of what?"),
        ("twenty one minute walks", "how long did it take"),
        ("25 min walk to sunday school", "Which day"),
        ("sat at my desk 60 min", "that you were moving"),
        ("at my desk 60 min", "60 minutes of what?"),
        ("5 walk, 5 yoga, 5 swim, 5 run, 5 golf", "more than four"),
        ("25 min walk tomorrow", "still to come"),
        ("25 min walk 5 weeks ago", "28 days"),
        ("25 min walk 31/11", "doesn't exist"),
    ],
)
async def test_what_cannot_be_logged_is_answered_and_nothing_is_stored(town: Town, typed: str, said: str) -> None:
    amira = await amira_in(town)
    await amira.go("log", typed)
    assert said in amira.text
    await amira.type("25 walk")
    await amira.press("Save")
    assert len(await entries(town, "1 = 1")) == 1


async def test_a_form_left_for_a_month_is_not_saved(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "25 walk")
    amira.now += timedelta(days=31)
    await amira.press("Save")
    assert "28 days back" in amira.text
    assert await entries(town, "1 = 1") == []


async def test_more_than_a_day_has_is_answered(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "600 min walk, 600 min yoga, 300 min golf")
    assert "24 hours" in amira.text
    assert "Save" not in amira.labels
    await amira.go("log", "600 min walk, 600 min yoga")
    await amira.press("Save")
    await amira.go("log", "300 min golf")
    assert "24 hours" in amira.text
    assert len(await entries(town, "1 = 1")) == 2


async def test_ben_reaches_nothing_of_amiras(town: Town) -> None:
    amira, ben = await amira_in(town), await town.member(102)
    await amira.go("log", "25 walk")
    save = amira.screen.choices[0].address
    await ben.go(save)
    assert await entries(town, "1 = 1") == []
    await amira.go(save)
    for choice in amira.screen.choices:
        await ben.go(choice.address)
        assert "walking" not in ben.text
    assert len(await entries(town)) == 1
    await amira.go("log")
    await amira.press("Remove 1")
    await ben.go(amira.screen.choices[0].address)
    assert await entries(town) == []


async def test_progress_counts_this_week(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "25 walk, 10 yoga")
    await amira.press("Save")
    await amira.go("log", "600 min walk yesterday")
    await amira.press("Save")
    await amira.go("progress")
    assert "Minutes moved: 35" in amira.text
    assert "Minutes that count towards 30: 25" in amira.text
    assert "5 more minutes to reach 30." in amira.text


async def test_a_stranger_logs_nothing(town: Town) -> None:
    stranger = town.chat(999)
    for address in ("log", "progress", "webinars", "logquick:10:walking"):
        await stranger.go(address, "25 walk" if address == "log" else "")
    assert await entries(town, "1 = 1") == []


async def test_what_is_of_last_week_says_what_that_week_has(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "60 min walk on sat 14 nov")
    await amira.press("Save")
    assert "It's in that week's total: 60 minutes." in amira.text
    assert "This week" not in amira.text


async def test_a_newcomers_weeks_begin_with_the_first(town: Town) -> None:
    amira = await amira_in(town)
    await amira.go("log", "60 min walk on sat 14 nov")
    await amira.press("Save")
    await amira.go("progress")
    assert "Nothing logged before 9 Nov." in amira.text
    said = amira.screen.files[0].alt
    assert said.startswith("Your weeks since 9 Nov:")
    assert said.count("Week of") == 3
