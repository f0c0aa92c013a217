"""Pressed buttons: each is answered once, and not too late."""

import pytest
import telegram as ptb
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from playground import Impossible, Limits, NothingCame, Person, Telegram, Toast, play
from tests.playground.conftest import Call

BUTTONS = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Book", callback_data="b:1"), InlineKeyboardButton("Map", url="https://a.uk")]]
)


@pytest.fixture
async def query(amira: Person, bot: ptb.Bot) -> str:
    await bot.send_message(amira.id, "Session", reply_markup=BUTTONS)
    return await amira.press("Book")


async def test_a_press_reaches_the_bot(amira: Person, bot: ptb.Bot, query: str) -> None:
    pressed = (await bot.get_updates())[-1].callback_query
    assert pressed is not None
    assert (pressed.id, pressed.data, pressed.from_user.id) == (query, "b:1", amira.id)
    assert pressed.message is not None
    assert pressed.message.message_id == amira.screen().message_id


async def test_the_answer_is_shown(amira: Person, bot: ptb.Bot, query: str) -> None:
    await bot.answer_callback_query(query, "Booked", show_alert=True)
    assert await amira.answer(query) == "Booked"
    assert await amira.toast(query) == Toast("Booked", alert=True)


async def test_a_second_answer_is_too_late(bot: ptb.Bot, query: str) -> None:
    await bot.answer_callback_query(query)
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired"):
        await bot.answer_callback_query(query)


async def test_unanswered_presses_are_counted(server: Telegram, bot: ptb.Bot, query: str) -> None:
    assert [waiting.query_id for waiting in server.unanswered()] == [query]
    await bot.answer_callback_query(query)
    assert server.unanswered() == []


async def test_a_toast_has_its_limit(bot: ptb.Bot, query: str) -> None:
    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query(query, "x" * 201)


async def test_queries_grow_old_when_told_to() -> None:
    async with play(limits=Limits.none(), query_seconds=60) as server:
        amira = server.user()
        await amira.send("/start")
        async with ptb.Bot(server.token, f"{server.url}/bot") as bot:
            await bot.send_message(amira.id, "Session", reply_markup=BUTTONS)
            query = await amira.press("Book")
            server.advance(61)
            with pytest.raises(BadRequest, match="Query is too old"):
                await bot.answer_callback_query(query)


async def test_a_button_with_an_address_is_not_pressed(amira: Person, query: str) -> None:
    with pytest.raises(Impossible, match="it is a url"):
        await amira.press("Map")


async def test_a_button_that_is_not_there_is_named(amira: Person, query: str) -> None:
    with pytest.raises(LookupError, match="sees no button 'Cancel'"):
        await amira.press("Cancel")


async def test_waiting_for_an_answer_in_vain_says_so(amira: Person, query: str) -> None:
    with pytest.raises(NothingCame, match="an answer to the press of 'b:1'"):
        await amira.answer(query, timeout=0.01)


async def test_a_press_under_a_deleted_message_has_no_content(
    amira: Person, bot: ptb.Bot, query: str, call: Call
) -> None:
    screen = amira.screen()
    await bot.delete_message(amira.id, screen.message_id)
    await amira.press_data("b:1", screen.message_id)
    pressed = (await call("getUpdates")).result[-1]["callback_query"]
    assert pressed["message"]["date"] == 0
    assert "text" not in pressed["message"]
