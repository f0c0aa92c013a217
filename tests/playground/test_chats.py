"""Who can be written to: somebody who has started the bot, has not blocked it, and is still there."""

import pytest
import telegram as ptb
from telegram.error import BadRequest, Forbidden

from playground import Impossible, Person, Telegram
from tests.playground.conftest import Call


async def test_nobody_there(bot: ptb.Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(1, "Hello")


async def test_a_person_who_never_wrote_cannot_be_written_to(server: Telegram, bot: ptb.Bot) -> None:
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(server.user("Ben").id, "Hello")


async def test_a_person_who_blocked_the_bot(amira: Person, bot: ptb.Bot) -> None:
    await amira.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(amira.id, "Hello")
    await amira.unblock()
    assert (await bot.send_message(amira.id, "Hello")).text == "Hello"


async def test_blocking_tells_the_bot(amira: Person, bot: ptb.Bot) -> None:
    await amira.block()
    await amira.unblock()
    _, blocked, unblocked = await bot.get_updates()
    assert blocked.my_chat_member is not None
    assert blocked.my_chat_member.new_chat_member.status == "kicked"
    assert unblocked.my_chat_member is not None
    assert unblocked.my_chat_member.new_chat_member.status == "member"


async def test_a_person_who_left(amira: Person, bot: ptb.Bot) -> None:
    await amira.delete_account()
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(amira.id, "Hello")


async def test_a_person_who_blocked_the_bot_cannot_type(amira: Person) -> None:
    await amira.block()
    with pytest.raises(Impossible, match="unblock"):
        await amira.send("Hello")


async def test_a_chat_is_described(amira: Person, bot: ptb.Bot) -> None:
    chat = await bot.get_chat(amira.id)
    assert (chat.id, chat.type, chat.first_name) == (amira.id, "private", "Amira")


async def test_a_name_is_no_chat(call: Call) -> None:
    answered = await call("sendMessage", chat_id="@amira", text="Hello")
    assert answered.description == "Bad Request: chat not found"
