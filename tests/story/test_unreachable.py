"""Somebody blocks the bot, or leaves Telegram: they keep their place, and what still matters waits for their return."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from playground import Person
from tests.stage import Stage
from tests.story.crowds import book, members, reasons, tell
from tests.story.scenes import add_session, tomorrow_at


async def booked_and_gone(stage: Stage, starts_at: datetime) -> Person:
    """Amira, who is booked and has blocked the bot."""
    (amira,) = await members(stage, 1)
    session = await add_session(stage, starts_at)
    await book(stage, [amira], session)
    await stage.start()
    await amira.block()
    return amira


async def test_what_still_matters_comes_when_they_come_back(stage: Stage) -> None:
    starts = tomorrow_at(stage, 12, 30)
    amira = await booked_and_gone(stage, starts)
    stage.move_to(starts - timedelta(minutes=10))
    await stage.telegram.settled()
    assert not amira.unread()
    await amira.unblock()
    await amira.send("/start")
    told = [(await amira.next()).text for _ in range(2)]
    assert any(text.startswith("Your 12:30 starts in") for text in told)
    assert "12:30" in (await amira.ask("/bookings")).text, "the place was kept"


async def test_what_does_not_matter_any_more_does_not(stage: Stage) -> None:
    starts = tomorrow_at(stage, 12, 30)
    amira = await booked_and_gone(stage, starts)
    stage.move_to(starts + timedelta(hours=2))
    await amira.unblock()
    await amira.ask("/start")
    await amira.ask("/bookings")
    assert not any("starts" in message.text[:40] for message in amira.messages if message.by_bot)
    assert (await reasons(stage))["dropped", "expired"] >= 1


async def found_out_by_sending(stage: Stage) -> Person:
    """Nobody tells the bot that an account is gone or, if that update was lost, blocked: it finds out."""
    (amira,) = await members(stage, 1)
    await tell(stage, [amira], "best_time", "best_time")
    stage.telegram.world.accounts[amira.id].blocked = True
    await stage.start()
    await stage.telegram.until(lambda: stage.telegram.calls_of("sendMessage"))
    await stage.telegram.user("Charlie").ask("/help")
    return amira


async def test_the_notice_that_found_it_out_is_kept_too_and_nothing_more_is_tried(stage: Stage) -> None:
    amira = await found_out_by_sending(stage)
    for _ in range(3):
        stage.pass_by(minutes=1)
        await stage.telegram.user("Charlie").ask("/help")
    tries = [call for call in stage.telegram.calls_of("sendMessage") if call.fields["chat_id"] == amira.id]
    assert 1 <= len(tries) <= 2, "both were on their way at once at most"
    stage.telegram.world.accounts[amira.id].blocked = False
    assert (await reasons(stage))["waiting", "unreachable"] >= 1


async def test_a_deleted_account_is_left_alone(stage: Stage) -> None:
    (amira,) = await members(stage, 1)
    session = await add_session(stage, tomorrow_at(stage, 12, 30))
    await book(stage, [amira], session)
    await amira.delete_account()
    await stage.start()
    stage.move_to(tomorrow_at(stage, 12, 20))
    await stage.telegram.until(lambda: stage.telegram.calls_of("sendMessage"))
    stage.move_to(tomorrow_at(stage, 12, 25))
    await stage.telegram.user("Charlie").ask("/help")
    tries = [call for call in stage.telegram.calls_of("sendMessage") if call.fields["chat_id"] == amira.id]
    assert len(tries) == 1


async def test_control_without_the_mark_it_would_be_tried_again_and_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def forget(*_: object) -> None:
        return None

    monkeypatch.setattr("programme.notices.contacts.mark_unreachable", forget)
    (amira,) = await members(stage, 1)
    await tell(stage, [amira], "best_time")
    await amira.delete_account()
    await stage.start()
    await stage.telegram.until(lambda: stage.telegram.calls_of("sendMessage")[4:])
