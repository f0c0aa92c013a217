"""getUpdates: waiting, confirming, choosing, and one poller at a time."""

import asyncio

import pytest
import telegram as ptb
from telegram.error import Conflict

from playground import Person, Telegram
from tests.playground.conftest import Call


async def polls(server: Telegram, number: int) -> None:
    """Waits until so many polls have begun."""
    updates = server.world.updates
    await updates.changed.until(lambda: updates.polls >= number or None, 5)


async def test_an_update_looks_like_telegrams(amira: Person, call: Call) -> None:
    (update,) = (await call("getUpdates")).result
    message = update["message"]
    assert message["chat"] == {"id": amira.id, "type": "private", "first_name": "Amira"}
    assert message["from"]["language_code"] == "en"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_updates_come_again_until_confirmed(amira: Person, call: Call) -> None:
    (first,) = (await call("getUpdates")).result
    (again,) = (await call("getUpdates")).result
    after = (await call("getUpdates", offset=first["update_id"] + 1)).result
    assert (again, after) == (first, [])


async def test_update_ids_rise_by_one(amira: Person, call: Call) -> None:
    await amira.send("Hello")
    first, second = (await call("getUpdates")).result
    assert second["update_id"] == first["update_id"] + 1


async def test_a_negative_offset_forgets_the_rest(amira: Person, call: Call) -> None:
    await amira.send("one")
    await amira.send("two")
    last = (await call("getUpdates", offset=-1)).result
    assert [update["message"]["text"] for update in last] == ["two"]
    assert (await call("getUpdates")).result == last


async def test_a_limit_is_kept(amira: Person, call: Call) -> None:
    await amira.send("Hello")
    assert len((await call("getUpdates", limit=1)).result) == 1


async def test_a_long_poll_ends_when_something_comes(server: Telegram, amira: Person, call: Call) -> None:
    (first,) = (await call("getUpdates")).result
    waiting = asyncio.create_task(call("getUpdates", offset=first["update_id"] + 1, timeout=30))
    await polls(server, 2)
    await amira.send("Hello")
    (second,) = (await asyncio.wait_for(waiting, 5)).result
    assert second["message"]["text"] == "Hello"


async def test_only_allowed_updates_are_queued(amira: Person, bot: ptb.Bot) -> None:
    await bot.get_updates(allowed_updates=["message"])
    await amira.block()
    assert [update.my_chat_member for update in await bot.get_updates()] == [None]


async def test_the_older_of_two_pollers_is_turned_away(server: Telegram, bot: ptb.Bot, call: Call) -> None:
    older = asyncio.create_task(bot.get_updates(timeout=30))
    await polls(server, 1)
    newer = asyncio.create_task(call("getUpdates", timeout=30))
    with pytest.raises(Conflict, match="make sure that only one bot instance is running"):
        await asyncio.wait_for(older, 5)
    await server.user().send("/start")
    assert len((await asyncio.wait_for(newer, 5)).result) == 1


async def test_polling_under_a_webhook_is_refused(server: Telegram, bot: ptb.Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/")
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_an_update_of_any_shape_can_be_queued(amira: Person, call: Call) -> None:
    amira.push("message", {"message_id": "what"})
    assert (await call("getUpdates")).result[-1]["message"] == {"message_id": "what"}


async def test_other_content_and_corrections_reach_the_bot(amira: Person, bot: ptb.Bot) -> None:
    first = amira.messages[0]
    await amira.send_fields(location={"latitude": 51.7, "longitude": 0.5})
    await amira.edit(first, "/help")
    _, place, edited = await bot.get_updates()
    assert place.message is not None
    assert place.message.location is not None
    assert edited.edited_message is not None
    assert edited.edited_message.text == "/help"
