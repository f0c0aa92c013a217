"""The handle that tests use to be a person."""

import asyncio

import pytest
import telegram as ptb

from playground import NothingCame, Person, Telegram


async def test_next_waits_for_what_comes(amira: Person, bot: ptb.Bot) -> None:
    waiting = asyncio.create_task(amira.next())
    await bot.send_message(amira.id, "Hello")
    assert (await waiting).text == "Hello"


async def test_next_gives_each_thing_once_in_order_as_it_was(amira: Person, bot: ptb.Bot) -> None:
    first = await bot.send_message(amira.id, "one")
    await bot.send_message(amira.id, "two")
    await first.edit_text("three")
    assert [(await amira.next()).text for _ in range(3)] == ["one", "two", "three"]
    assert amira.unread() == []


async def test_waiting_in_vain_tells_the_situation(amira: Person, bot: ptb.Bot) -> None:
    await bot.get_me()
    with pytest.raises(NothingCame, match=r"Amira waited 0.01 s for a message; 1 updates unconfirmed.*getMe 200"):
        await amira.next(timeout=0.01)


async def test_ask_skips_what_was_unread(amira: Person, bot: ptb.Bot) -> None:
    await bot.send_message(amira.id, "old")
    asking = asyncio.create_task(amira.ask("/help"))
    await bot.get_updates(timeout=5)
    await asyncio.sleep(0)
    await bot.send_message(amira.id, "new")
    assert (await asking).text == "new"


async def test_files_from_a_person_can_be_fetched(amira: Person, bot: ptb.Bot) -> None:
    await amira.send_document("staff.csv", b"a,b", "text/csv", "the list")
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.document is not None
    assert (message.caption, message.document.file_name) == ("the list", "staff.csv")
    file = await bot.get_file(message.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"a,b"


async def test_settled_means_confirmed_and_answered(server: Telegram, amira: Person, bot: ptb.Bot) -> None:
    with pytest.raises(TimeoutError):
        await server.settled(timeout=0.01)
    (update,) = await bot.get_updates()
    await bot.get_updates(offset=update.update_id + 1)
    await server.settled(timeout=1)


async def test_calls_and_refusals_are_kept(server: Telegram, amira: Person, bot: ptb.Bot) -> None:
    await bot.send_message(amira.id, "Hello")
    with pytest.raises(ptb.error.BadRequest):
        await bot.send_message(amira.id, "")
    assert [call.fields.get("text") for call in server.calls_of("sendMessage")] == ["Hello", ""]
    assert [call.description for call in server.refused] == ["Bad Request: message text is empty"]


async def test_until_waits_for_anything(server: Telegram, bot: ptb.Bot) -> None:
    waiting = asyncio.create_task(server.until(lambda: server.calls_of("getMe")))
    await bot.get_me()
    assert [call.method for call in await waiting] == ["getMe"]
