"""Faults to order: what the bot sees, and whether the message arrived."""

import time

import pytest
import telegram as ptb
from telegram.error import Forbidden, NetworkError

from playground import Fault, Person, Telegram
from tests.playground.conftest import Call


async def test_a_refusal_strikes_once(server: Telegram, amira: Person, bot: ptb.Bot) -> None:
    server.fault("refuse", method="sendMessage", status=403, description="Forbidden: no")
    with pytest.raises(Forbidden, match="no"):
        await bot.send_message(amira.id, "Hello")
    await bot.send_message(amira.id, "Hello")
    assert [call.status for call in server.calls_of("sendMessage")] == [403, 200]


async def test_a_refusal_can_say_how_long_to_wait(server: Telegram, call: Call) -> None:
    server.fault("refuse", status=429, description="Too Many Requests: retry after 7", retry_after=7)
    answered = await call("getMe")
    assert answered.status == 429
    assert answered.body["parameters"] == {"retry_after": 7}


async def test_a_lost_answer_comes_after_the_message(server: Telegram, amira: Person, bot: ptb.Bot) -> None:
    server.fault("lose_answer")
    with pytest.raises(NetworkError):
        await bot.send_message(amira.id, "Hello")
    assert amira.last().text == "Hello"
    assert server.calls[-1].ok
    assert server.calls[-1].fault == "lose_answer"


async def test_a_cut_comes_before_the_message(server: Telegram, amira: Person, bot: ptb.Bot) -> None:
    server.fault("cut")
    with pytest.raises(NetworkError):
        await bot.send_message(amira.id, "Hello")
    assert amira.unread() == []


async def test_garbage_is_no_json(server: Telegram, amira: Person, bot: ptb.Bot) -> None:
    server.fault("garbage")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(amira.id, "Hello")


async def test_a_delay_is_waited_for(server: Telegram, amira: Person, call: Call) -> None:
    server.fault("delay", seconds=0.2)
    begun = time.monotonic()
    assert (await call("sendMessage", chat_id=amira.id, text="Hello")).status == 200
    assert time.monotonic() - begun >= 0.2


async def test_a_fault_can_be_for_one_chat_and_method(server: Telegram, amira: Person, call: Call) -> None:
    ben = server.user("Ben")
    await ben.send("/start")
    fault = server.fault("refuse", method="sendMessage", chat=ben.id, times=None)
    assert (await call("sendMessage", chat_id=amira.id, text="x")).status == 200
    assert (await call("sendChatAction", chat_id=ben.id, action="typing")).status == 200
    assert (await call("sendMessage", chat_id=ben.id, text="x")).status == 500
    assert fault.hits == 1


async def test_clearing_ends_all_faults(server: Telegram, call: Call) -> None:
    server.fault("refuse", times=None)
    assert (await call("getMe")).status == 500
    server.clear_faults()
    assert (await call("getMe")).status == 200


def test_a_share_of_calls_is_hit_and_repeats_with_its_seed() -> None:
    def struck(seed: int) -> list[bool]:
        fault = Fault("refuse", times=None, percent=20, seed=seed)
        return [fault.strikes("getMe", None) for _ in range(1000)]

    assert 150 < sum(struck(1)) < 250
    assert struck(1) == struck(1)
    assert struck(1) != struck(2)


def test_an_unknown_fault_is_named() -> None:
    with pytest.raises(ValueError, match="no such fault: explode"):
        Fault("explode")  # type: ignore[arg-type]


async def test_a_download_can_fail_too_and_is_recorded(server: Telegram, amira: Person, bot: ptb.Bot) -> None:
    document = (await amira.send_document("a.txt", b"abc")).document
    assert document
    server.fault("refuse", method="file", status=404, description="Not Found")
    file = await bot.get_file(document.file_id)
    with pytest.raises(ptb.error.InvalidToken):
        await file.download_as_bytearray()
    assert bytes(await file.download_as_bytearray()) == b"abc"
    assert [call.status for call in server.calls_of("file")] == [404, 200]
