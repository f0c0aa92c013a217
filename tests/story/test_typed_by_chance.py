"""What people type besides the answer: somebody in danger, a slip, a number that no button shows, thanks."""

import sqlite3
from datetime import timedelta

import pytest

from bot import at_hand
from bot import typed as typed_words
from tests.stage import Stage
from tests.story.scenes import ECC, add_session, press, tomorrow_at

SORRY = "Sorry you're having a hard time."
GOODBYE = ("I want to kill myself", "chest pain", "/log I want to die")


def dump(stage: Stage) -> str:
    """Every row of the record."""
    path = stage.settings.database_url.get_secret_value().removeprefix("sqlite:///")
    with sqlite3.connect(path) as record:
        return "\n".join(record.iterdump())


async def test_distress_is_answered_first_kept_nowhere_and_the_question_stays(stage: Stage) -> None:
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    assert "Shall I save this?" in (await amira.ask("/log 25 min walk")).text
    for typed in GOODBYE:
        said = await amira.ask(typed)
        assert said.text.startswith(SORRY)
        assert "999" in said.text
        assert said.labels == ["All resources"]
    assert "Saved" in (await amira.ask("save")).text
    assert "Where else to turn" in (await amira.ask("/resources")).text
    await stage.end()
    assert not any(typed in dump(stage) for typed in ("kill myself", "chest pain", "All resources"))
    assert not stage.telegram.refused


async def test_somebody_who_has_not_joined_is_heard_too_and_can_go_on(stage: Stage) -> None:
    link = await stage.invite(*ECC)
    await stage.start()
    amira = stage.telegram.user("Amira")
    assert SORRY in (await amira.ask("I want to die")).text
    for typed in ("hello", "book yoga", "thanks"):
        assert (await amira.ask(typed)).text.startswith("Hello.\n\nPlease type the code from your workplace")
    await amira.ask(f"/start {link}")
    assert SORRY in (await amira.ask("I feel suicidal")).text
    assert "You're in" in (await amira.ask("I agree")).text
    assert not stage.telegram.refused


async def test_days_are_numbers_from_0_to_7_and_nothing_else(stage: Stage) -> None:
    await add_session(stage, tomorrow_at(stage, 12))
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await amira.ask("1")
    await amira.ask("book")
    await amira.ask("/settings")
    await press(amira, "How active I am")
    for typed in ("8", "9", "10", "-1", "3.5", "lots"):
        again = await amira.ask(typed)
        assert again.text.startswith("Please give a number of days from 0 to 7.")
        assert again.labels[:8] == [str(n) for n in range(8)]
    assert "Noted: 3 days" in (await amira.ask("three")).text
    await press(amira, "Change")
    assert "Nothing is kept" in (await amira.ask("skip it")).text
    await press(amira, "Answer after all")
    assert "25 min · walking" in (await amira.ask("25 min walk")).text
    assert not stage.telegram.refused


async def test_in_settings_ten_is_ten_minutes_and_one_is_nothing(stage: Stage) -> None:
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await amira.ask("/settings")
    assert "15 minutes" in (await amira.ask("15")).text
    assert "didn't get that" in (await amira.ask("1")).text
    assert "Reminder before each session: 10 minutes" in (await amira.ask("10")).text


@pytest.mark.parametrize("agrees", ["ok", "1"])
async def test_one_slip_on_the_consent_screen_takes_nothing_away(stage: Stage, agrees: str) -> None:
    link = await stage.invite(*ECC)
    await stage.start()
    amira = stage.telegram.user("Amira")
    await amira.ask(f"/start {link}")
    slip = await amira.ask("agreee")
    assert "didn't get that" in slip.text
    assert slip.labels == ["I agree", "No thanks", "More"]
    assert "You're in" in (await amira.ask(agrees)).text


async def test_after_a_slip_and_a_restart_one_can_still_agree(stage: Stage) -> None:
    link = await stage.invite(*ECC)
    await stage.start()
    amira = stage.telegram.user("Amira")
    await amira.ask(f"/start {link}")
    await amira.ask("WRNG-CODE")
    await amira.ask("agreee")
    await stage.end()
    await stage.start()
    assert "You're in" in (await amira.ask("i agree")).text


async def test_no_declines_kindly(stage: Stage) -> None:
    link = await stage.invite(*ECC)
    await stage.start()
    amira = stage.telegram.user("Amira")
    await amira.ask(f"/start {link}")
    assert "That's fine." in (await amira.ask("no")).text


async def test_a_slip_on_a_card_keeps_its_buttons_typable(stage: Stage) -> None:
    await add_session(stage, tomorrow_at(stage, 12))
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await amira.ask("1")
    await amira.ask("book")
    assert "didn't get that" in (await amira.ask("cancel it now")).text
    assert "cancel" in (await amira.ask("cancel my place")).text.casefold()
    assert not stage.telegram.refused


async def test_a_second_number_sent_before_the_card_came_books_nothing(stage: Stage) -> None:
    await add_session(stage, tomorrow_at(stage, 12))
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    amira.skip()
    await amira.send("1")
    await amira.send("1")
    await amira.next()
    await amira.next()
    assert "You have no bookings" in (await amira.ask("/bookings")).text


async def test_without_the_rule_the_second_number_would_book(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typed_words, "is_late", lambda *_: False)
    await add_session(stage, tomorrow_at(stage, 12))
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    amira.skip()
    await amira.send("1")
    await amira.send("1")
    await amira.next()
    assert "booked" in (await amira.next()).text.casefold()


async def test_without_the_rules_distress_is_a_plan_and_a_slip_takes_the_buttons(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed_words, "in_danger", lambda *_, **__: False)
    monkeypatch.setattr(typed_words, "in_between", lambda own, _before: own)
    monkeypatch.setattr(at_hand, "in_between", lambda own, _before: own)
    await add_session(stage, tomorrow_at(stage, 12))
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await amira.ask("/log")
    assert not (await amira.ask("I want to kill myself")).text.startswith(SORRY)
    await amira.ask("/timetable")
    await amira.ask("1")
    await amira.ask("book")
    await amira.ask("cancel it now")
    assert "didn't get that" in (await amira.ask("cancel my place")).text


async def test_thanks_hello_and_stop_have_short_answers_and_the_log_stays_open(stage: Stage) -> None:
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await amira.ask("/log")
    for typed, answer in (("thanks", "You're welcome."), ("hi", "Hello.")):
        said = await amira.ask(typed)
        assert said.text.startswith(answer)
        assert len(said.labels) <= 2
    assert (await amira.ask("help me")).text.startswith("You can book a session")
    stop = await amira.ask("STOP all messages")
    assert stop.labels == ["Turn off reminders", "Turn off day-before reminders", "Leave the programme"]
    assert "off" in (await amira.ask("turn off reminders")).text
    assert "Nudges and time off" in (await amira.ask("/nudges")).text
    assert "hallenge" in (await amira.ask("/challenges")).text
    assert not stage.telegram.refused


async def test_after_a_while_the_choices_are_still_there(stage: Stage) -> None:
    """A notice, and something in between, take nothing away."""
    await add_session(stage, tomorrow_at(stage, 12))
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await amira.ask("1")
    await amira.ask("book")
    amira.skip()
    stage.move_to(tomorrow_at(stage, 12) - timedelta(minutes=9))
    await amira.next()
    await amira.ask("thank you")
    assert "didn't get that" not in (await amira.ask("my bookings")).text


async def test_a_link_that_is_pasted_is_as_good_as_opened(stage: Stage) -> None:
    link = await stage.invite(*ECC)
    await stage.start()
    amira = stage.telegram.user("Amira")
    await amira.ask(f"https://t.me/FindYourActiveBot?start={link}")
    assert "You're in" in (await amira.ask("I agree")).text
