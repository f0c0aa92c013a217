"""What became of a message, told honestly, against the strict server and its faults."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Literal

import pytest
from markupsafe import Markup
from telegram import Bot

from bot.lanes import FAILURES, Lane, Lanes, limits_of
from bot.lanes import Limits as Pace
from bot.outgoing import Outgoing
from bot.transport import AiohttpRequest
from content.screen import Choice, File, Screen
from playground import Limits, Person, Telegram, play
from programme.model import Channel, Contact
from scheduling.outcomes import Later, Refused, Sent, Uncertain

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HELLO = Screen(Markup("<b>Hello</b>"), ((Choice("Book", "book:1"), Choice("Web", url="https://example.org")),))


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with play(limits=Limits.none()) as telegram:
        yield telegram


@pytest.fixture
async def amira(telegram: Telegram) -> Person:
    amira = telegram.user("Amira")
    await amira.send("/start")
    return amira


@pytest.fixture
async def outgoing(telegram: Telegram) -> AsyncIterator[Outgoing]:
    bot = Bot(telegram.token, f"{telegram.url}/bot", request=AiohttpRequest(), get_updates_request=AiohttpRequest())
    async with bot:
        yield Outgoing(bot, Lanes(Pace(1_000, 0.0, another_before=False)), lambda: NOW)


def contact(person: Person) -> Contact:
    return Contact("c", "p", Channel.TELEGRAM, chat_id=person.id)


async def deliver(outgoing: Outgoing, person: Person) -> object:
    return await outgoing.deliver(contact(person), HELLO, Lane.NEAR, None)


async def test_a_reply_is_a_message_with_its_buttons_and_no_preview(outgoing: Outgoing, amira: Person) -> None:
    outcome = await outgoing.reply(amira.id, HELLO)
    message = amira.last()
    assert outcome == Sent(message.message_id)
    assert (message.text, message.labels) == ("Hello", ["Book", "Web"])
    assert message.extra is not None
    assert message.extra["link_preview_options"] == {"is_disabled": True}


async def test_a_press_edits_its_message_and_the_same_again_makes_no_call(
    outgoing: Outgoing, amira: Person, telegram: Telegram
) -> None:
    await outgoing.reply(amira.id, Screen(Markup("first")))
    number = amira.last().message_id
    for _ in range(3):
        assert await outgoing.reply(amira.id, HELLO, edits=number) == Sent(number)
    assert len(telegram.calls_of("editMessageText")) == 1


async def test_a_message_that_is_gone_is_sent_anew(outgoing: Outgoing, amira: Person) -> None:
    outcome = await outgoing.reply(amira.id, HELLO, edits=999)
    assert outcome == Sent(amira.last().message_id)


async def test_files_follow_the_text(outgoing: Outgoing, amira: Person) -> None:
    await outgoing.reply(amira.id, Screen(Markup("Here"), files=(File("a.ics", b"BEGIN:VCALENDAR"),)))
    document = amira.last().document
    assert document is not None
    assert (document.name, document.content) == ("a.ics", b"BEGIN:VCALENDAR")


async def test_who_has_blocked_the_bot_is_unreachable(outgoing: Outgoing, amira: Person) -> None:
    await amira.block()
    outcome = await deliver(outgoing, amira)
    assert isinstance(outcome, Refused)
    assert outcome.unreachable


@pytest.mark.parametrize("kind", ["lose_answer", "cut"])
async def test_a_lost_answer_is_uncertain(
    outgoing: Outgoing, amira: Person, telegram: Telegram, kind: Literal["lose_answer", "cut"]
) -> None:
    telegram.fault(kind, method="sendMessage")
    assert await deliver(outgoing, amira) == Uncertain()


async def test_a_reply_whose_answer_is_lost_is_sent_once_more(
    outgoing: Outgoing, amira: Person, telegram: Telegram
) -> None:
    telegram.fault("cut", method="sendMessage")
    assert isinstance(await outgoing.reply(amira.id, HELLO), Sent)


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_trouble_at_the_server_is_for_later(
    outgoing: Outgoing, amira: Person, telegram: Telegram, status: int
) -> None:
    telegram.fault("refuse", method="sendMessage", status=status, description="Internal Server Error")
    assert isinstance(await deliver(outgoing, amira), Later)


async def test_too_many_requests_is_for_later_and_says_when(
    outgoing: Outgoing, amira: Person, telegram: Telegram
) -> None:
    telegram.fault("refuse", method="sendMessage", status=429, description="Too Many Requests", retry_after=7)
    assert await deliver(outgoing, amira) == Later(7.0)


async def test_no_server_at_all_is_for_later() -> None:
    bot = Bot("1:x", "http://127.0.0.1:9/bot", request=AiohttpRequest(), get_updates_request=AiohttpRequest())
    for request in bot._request:
        await request.initialize()
    try:
        outcome = await Outgoing(bot, Lanes(Pace()), lambda: NOW).reply(1, HELLO)
    finally:
        for request in bot._request:
            await request.shutdown()
    assert isinstance(outcome, Later)


async def test_text_that_telegram_cannot_read_is_refused_and_not_tried_again(
    outgoing: Outgoing, amira: Person, telegram: Telegram
) -> None:
    outcome = await outgoing.reply(amira.id, Screen(Markup("<b>open")))
    assert isinstance(outcome, Refused)
    assert not outcome.unreachable
    assert len(telegram.calls_of("sendMessage")) == 1


async def test_a_press_answered_twice_is_answered(outgoing: Outgoing, amira: Person) -> None:
    await outgoing.reply(amira.id, HELLO)
    query = await amira.press("Book")
    assert await outgoing.answer(amira.id, query, "x" * 300) == Sent()
    assert await outgoing.answer(amira.id, query) == Sent()


async def test_a_chat_that_must_be_left_alone_is_for_later_at_once(
    outgoing: Outgoing, amira: Person, telegram: Telegram
) -> None:
    telegram.fault("refuse", method="sendMessage", status=429, description="Too Many Requests", retry_after=60)
    await deliver(outgoing, amira)
    held = await deliver(outgoing, amira)
    assert isinstance(held, Later)
    assert 55 < held.seconds <= 60
    assert len(telegram.calls_of("sendMessage")) == 1


async def test_nothing_is_sent_after_its_deadline(outgoing: Outgoing, amira: Person, telegram: Telegram) -> None:
    assert isinstance(await outgoing.deliver(contact(amira), HELLO, Lane.NEAR, NOW), Later)
    assert not telegram.calls_of("sendMessage")


async def test_more_than_thirty_a_second_are_paid_for_and_fewer_are_not(telegram: Telegram) -> None:
    for per_second, paid in ((30, False), (100, True)):
        amira = telegram.user("Amira")
        await amira.send("/start")
        bot = Bot(telegram.token, f"{telegram.url}/bot", request=AiohttpRequest(), get_updates_request=AiohttpRequest())
        async with bot:
            await deliver(Outgoing(bot, Lanes(limits_of(per_second)), lambda: NOW), amira)
        assert ("allow_paid_broadcast" in telegram.calls_of("sendMessage")[-1].fields) is paid


@pytest.mark.parametrize("status", [200, 302, 403, 404, 413])
async def test_a_page_that_is_not_telegrams_takes_nobody_for_gone(
    outgoing: Outgoing, amira: Person, telegram: Telegram, status: int
) -> None:
    """A proxy's or a hotel's page is no word of Telegram, whatever it says: a 403 is nobody who has blocked the bot."""
    telegram.fault("garbage", method="sendMessage", status=status)
    expected = Uncertain() if status == 200 else Later(1.0)
    assert await deliver(outgoing, amira) == expected
    assert isinstance(await deliver(outgoing, amira), Sent)


async def test_a_revoked_token_loses_no_message(outgoing: Outgoing, amira: Person, telegram: Telegram) -> None:
    telegram.fault("refuse", method="sendMessage", status=401, description="Unauthorized")
    assert isinstance(await deliver(outgoing, amira), Later)


async def test_an_edit_whose_answer_is_lost_is_made_again_and_doubles_nothing(
    outgoing: Outgoing, amira: Person, telegram: Telegram
) -> None:
    await outgoing.reply(amira.id, Screen(Markup("first")))
    number = amira.last().message_id
    telegram.fault("lose_answer", method="editMessageText", times=3)
    outcomes = [await outgoing.reply(amira.id, HELLO, edits=number) for _ in range(4)]
    assert [type(outcome) for outcome in outcomes] == [Later, Later, Later, Sent]
    assert [message.text for message in amira.messages if message.by_bot] == ["Hello"]


async def test_a_reply_is_delivered_at_most_twice_whatever_comes_between(
    outgoing: Outgoing, amira: Person, telegram: Telegram
) -> None:
    """Lost, then held back, so that its update is taken up again, and lost once more: that is enough."""
    telegram.fault("lose_answer", method="sendMessage")
    telegram.fault("refuse", method="sendMessage", status=503)
    telegram.fault("lose_answer", method="sendMessage", times=None)
    assert isinstance(await outgoing.reply(amira.id, HELLO), Later)
    assert await outgoing.reply(amira.id, HELLO) == Uncertain()
    assert sum(message.by_bot for message in amira.messages) == 2


async def test_while_telegram_asks_for_it_nothing_at_all_is_called(outgoing: Outgoing, telegram: Telegram) -> None:
    """Two chats asked to wait: so must everybody, presses and menus too."""
    people = [telegram.user(name) for name in ("Amira", "Ben", "Dr Cole")]
    for person in people:
        await person.send("/start")
    telegram.fault("refuse", times=2, status=429, description="Too Many Requests", retry_after=30)
    for person in people:
        await deliver(outgoing, person)
    before = len(telegram.calls)
    assert len(telegram.calls_of("sendMessage")) == 2
    assert isinstance(await outgoing.answer(people[2].id, "1"), Later)
    assert isinstance(await outgoing.reply(people[2].id, Screen(menu=())), Later)
    assert len(telegram.calls) == before


async def test_a_hold_of_a_second_binds_edits_too(outgoing: Outgoing, amira: Person, telegram: Telegram) -> None:
    await outgoing.reply(amira.id, Screen(Markup("first")))
    number = amira.last().message_id
    telegram.fault("refuse", method="editMessageText", status=429, description="Too Many Requests", retry_after=1)
    await outgoing.reply(amira.id, HELLO, edits=number)
    assert isinstance(await outgoing.reply(amira.id, HELLO, edits=number), Later)
    assert len(telegram.calls_of("editMessageText")) == 1


async def test_while_telegram_is_out_of_reach_there_is_no_storm(
    outgoing: Outgoing, amira: Person, telegram: Telegram
) -> None:
    telegram.fault("refuse", times=None, status=502, description="Bad Gateway")
    for _ in range(500):
        assert isinstance(await deliver(outgoing, amira), Later)
    assert len(telegram.calls_of("sendMessage")) == FAILURES


async def test_a_menu_whose_answer_is_lost_is_set_again(outgoing: Outgoing, amira: Person, telegram: Telegram) -> None:
    telegram.fault("lose_answer", method="setMyCommands")
    menu = Screen(menu=())
    assert isinstance(await outgoing.deliver(contact(amira), menu, Lane.BULK, None), Later)
    assert isinstance(await outgoing.deliver(contact(amira), menu, Lane.BULK, None), Sent)
