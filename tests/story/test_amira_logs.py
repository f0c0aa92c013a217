"""Amira logs what she did, puts a slip right, sees how it is going, and looks where else to turn."""

import sqlite3
from datetime import timedelta

from content import chart
from playground import Message
from tests.stage import Stage
from tests.story.scenes import ECC, add_session, press, tomorrow_at

RECORDING = "https://video.example.org/watch/1"


def dump(stage: Stage) -> str:
    """Every row of the record."""
    path = stage.settings.database_url.get_secret_value().removeprefix("sqlite:///")
    with sqlite3.connect(path) as record:
        return "\n".join(record.iterdump())


async def test_she_edits_removes_and_takes_the_removal_back(stage: Stage) -> None:
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    assert "25 min · walking" in (await amira.ask("/log 25 min walk")).text
    await press(amira, "Save")
    await amira.ask("/log")
    await press(amira, "Edit 1")
    assert "35 min · walking" in (await amira.ask("35 min")).text
    await press(amira, "Save")
    assert "1. 35 min · walking" in (await amira.ask("/log")).text
    assert "Removed" in (await press(amira, "Remove 1")).text
    assert "1. 35 min · walking" in (await press(amira, "Undo")).text
    assert not stage.telegram.refused


async def test_a_number_alone_is_asked_about_and_completed_by_one_tap(stage: Stage) -> None:
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await amira.ask("/log")
    assert "25 minutes of what?" in (await amira.ask("25")).text
    assert "25 min · walking" in (await press(amira, "25 min · walking")).text
    assert "35 min · walking" in (await amira.ask("35")).text
    await press(amira, "Yes, a lot")
    await press(amira, "Save")
    assert "Minutes that count towards 150: 70" in (await amira.ask("/progress")).text


async def test_minutes_are_understood_from_the_timetable_and_again_after_saving(stage: Stage) -> None:
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    assert "25 min · walking" in (await amira.ask("25 walk")).text
    await press(amira, "Save")
    assert "10 min · yoga" in (await amira.ask("10 min yoga")).text
    await press(amira, "Save")
    assert "Sorry, I didn't get that." in (await amira.ask("what's the weather?")).text
    assert not stage.telegram.refused


UNCLEAR = {
    "20-30 min walk": "one number", "8000 steps": "not steps", "30m walk": "minutes or metres",
    "30 min yoga and swim": "each its own minutes", "20 min walk every day": "one day",
    "/log didn't walk 20 min": "No problem", "/log was going to run 30": "once it's done",
    "/log my daughter swam 30 minutes": "your own minutes", "/log sat at my desk 60 min": "you were moving",
    "/log how do I log 20 minutes": "/help", "/log 30 min quidditch": "“quidditch”",
}  # fmt: skip


async def test_what_is_not_clear_is_told_with_what_would_work(stage: Stage) -> None:
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    for typed, told in UNCLEAR.items():
        await amira.ask("/timetable")
        answer = (await amira.ask(typed)).text
        assert told in answer
        assert "So far: " in answer or "Try it like this: 25 min walk yesterday" in answer
    assert "30 min · walking" in (await amira.ask("12:00-12:30 walk yesterday 🚶‍♀️")).text
    await press(amira, "Save")
    assert not stage.telegram.refused


async def test_an_undo_that_takes_nothing_back_says_so(stage: Stage) -> None:
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await amira.press_data("logundo:InventedInve")
    assert "nothing has changed" in (await amira.next()).text
    await amira.ask("/log 25 min walk")
    await press(amira, "Save")
    assert "Taken back" in (await press(amira, "Undo")).text


BAD = (
    "/log " + "9" * 4_000, "/log -30 min walk", "/log 99999999 min walk", "/log ٢٥ min walk", "/log 25 мин walk",
    "/log 25 min 🏃", "/log <b>25 min walk</b>", "/log 25 min walk'; DROP TABLE minutes;--", "/log 30 min walk 31/11",
    "/log 5 min walk, 5 min yoga, 5 min swim, 5 min run, 5 min golf", "/log 20-30 min walk", "/log 10,000 steps",
)  # fmt: skip


async def test_bad_input_is_answered_and_nothing_is_stored(stage: Stage) -> None:
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    for typed in BAD:
        assert "Nothing is saved yet." in (await amira.ask(typed)).text
    assert "Your last entries" not in (await amira.ask("/log")).text
    assert not stage.telegram.refused


async def test_the_last_eight_weeks_come_as_a_picture_and_in_words(stage: Stage) -> None:
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await amira.ask("/log 40 min yoga yesterday")
    await press(amira, "Save")
    await amira.ask("/log 25 min walk")
    await press(amira, "Save")
    text = await amira.ask("/progress")
    assert "Minutes moved" in text.text
    assert "Strength days" in text.text
    photo: Message = await amira.next()
    assert photo.photo
    assert photo.photo.content.startswith(b"\x89PNG")
    assert photo.photo.width == chart.SENT_WIDTH
    assert "25 towards 150" in photo.text
    assert not stage.telegram.refused


async def test_minutes_below_zero_press_no_button(stage: Stage) -> None:
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    for typed in ("-20 min walk", "\N{MINUS SIGN}20 min walk"):
        assert "20 min walk" in (await amira.ask("/log")).labels
        assert "from 1 to 600 minutes" in (await amira.ask(typed)).text
    assert not stage.telegram.refused


async def test_while_she_edits_an_unknown_word_leaves_the_entry_as_it_was(stage: Stage) -> None:
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await amira.ask("/log 25 min walk")
    await press(amira, "Save")
    await amira.ask("/log")
    await press(amira, "Edit 1")
    assert "still there, as it was" in (await amira.ask("30 min quidditch")).text
    await press(amira, "Leave it as it was")
    assert "1. 25 min · walking" in (await amira.ask("/log")).text


async def test_somebody_who_feels_low_is_shown_help_right_now_first(stage: Stage) -> None:
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await amira.ask("/resources")
    shown = await amira.ask("I feel depressed")
    assert shown.labels[0] == "1 · Help right now"
    assert "2 · Mental health first aiders" in shown.labels
    assert "116 123" in shown.text


async def test_progress_offers_no_question_before_there_is_one(stage: Stage) -> None:
    session = await add_session(stage, tomorrow_at(stage, 12, 30))
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    assert "How active I am" not in (await amira.ask("/progress")).labels
    await amira.press_data(f"book:{session}")
    await amira.next()
    assert "How active I am" in (await amira.ask("/progress")).labels


async def test_where_else_to_turn_leaves_no_trace(stage: Stage) -> None:
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await amira.ask("/resources")
    assert "Women's Support Network" in (await press(amira, "Menopause")).text
    await press(amira, "2 · NHS: menopause")
    assert "Reconnect" in (await amira.ask("arthritis")).text
    await stage.end()
    kept = dump(stage).casefold()
    assert "employee" in kept
    for trace in ("arthritis", "menopause", "reconnect", "res:", "need:"):
        assert trace not in kept


async def test_a_remembered_choice_would_be_found(stage: Stage) -> None:
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await amira.ask("/resources")
    await stage.end()
    assert "need:menopause" in dump(stage)


async def test_a_health_recording_opens_after_agreement(stage: Stage) -> None:
    starts = tomorrow_at(stage, 12, 30)
    session = await add_session(stage, starts, "--kind", "webinar", "--health", title="Menopause at work", minutes=45)
    await stage.start()
    theo = await stage.join("Theo", "team")
    amira = await stage.join("Amira", *ECC)
    stage.move_to(starts + timedelta(hours=2))
    await theo.ask("/programme")
    await theo.press_data(f"tsrec:{session}")
    await theo.next()
    assert "starts with http://" in (await theo.ask(RECORDING.replace("https", "http"))).text
    assert RECORDING in (await theo.ask(RECORDING)).text
    await amira.ask("/webinars")
    await press(amira, "Watch again")
    await press(amira, "1 · Menopause at work")
    assert RECORDING not in str(amira.last())
    opened = await press(amira, "I agree")
    assert "It opens on video.example.org." in opened.text
    assert "Open video.example.org" in opened.labels


ASKED = {
    ("5 km run", "How long did the run take?", "35 minutes"): "35 min · running",
    ("ran", "How many minutes did you run?", "30"): "30 min · running",
    ("20-30 min walk", "one number", "25"): "25 min · walking",
    ("8000 steps", "not steps", "an hour"): "60 min · walking",
}


async def test_what_was_understood_is_kept_until_the_rest_is_answered(stage: Stage) -> None:
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    for (typed, question, answer), entry in ASKED.items():
        await amira.ask("/log")
        assert question in (await amira.ask(typed)).text
        assert entry in (await amira.ask(answer)).text
        assert "Saved" in (await amira.ask("yes")).text
    assert "Minutes moved: 150" in (await amira.ask("/progress")).text
    assert not stage.telegram.refused


async def test_shall_i_save_this_takes_yes_and_no_and_keeps_what_waits_otherwise(stage: Stage) -> None:
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await amira.ask("/log 25 min walk")
    kept = await amira.ask("quidditch")
    assert "25 min · walking" in kept.text
    assert kept.labels[:2] == ["Save", "Change"]
    assert "Not saved." in (await amira.ask("nope")).text
    await press(amira, "Log something")
    await amira.ask("10 min yoga")
    assert "Saved" in (await amira.ask("ok")).text
    assert "1. 10 min · yoga" in (await amira.ask("/log")).text
    assert not stage.telegram.refused


async def test_a_second_entry_swallows_nothing(stage: Stage) -> None:
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    older = await amira.ask("/log 25 walk")
    asked = await amira.ask("/log 10 min yoga")
    assert "Your 25 min · walking" in asked.text
    assert asked.labels == ["Save both", "Only 10 min · yoga", "Change"]
    save = older.button("Save").data or ""
    for said in ("25 min · walking", "saved already"):
        amira.skip()
        await amira.press_data(save, older.message_id)
        assert said in (await amira.next()).text
    assert "10 min · yoga" in (await press(amira, "Save 10 min · yoga")).text
    text = (await amira.ask("/log")).text
    assert "25 min · walking" in text
    assert "10 min · yoga" in text
    assert not stage.telegram.refused
