"""What the server has seen of the day, and what the record says: all that the verdict goes by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from playground.serve import Telegram
from playground.soak.changes import Changes, GivenUp, Moment
from playground.soak.told import ABOUT, LOST
from playground.world import Chat
from programme.promises import Kept

REMINDER = re.compile(r"^Your (\d\d:\d\d) starts")
GIVES_UP = ("cancel:", "pass:")
"""What the data of a button begins with that gives a place up."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message in a chat: whose, when (aware UTC), and its first words."""

    by_bot: bool
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    kept: Kept
    chats: tuple[tuple[Said, ...], ...]
    """Of everybody who can be written to, oldest first."""
    refused: Counter[str]
    """What was refused that no ordered fault refused: the bot's own mistakes."""
    open_presses: int
    kills: int
    poisons: int
    unclear: int
    """Messages whose answer an ordered fault lost or cut off: each may be there twice, or its reply not at all."""
    slowest_start: float
    slowest_stop: float
    exit_code: int
    step: timedelta
    """By how much the clock leaps at a time: so much may pass between the bot's last look at it and a message."""
    changes: Changes = field(default_factory=Changes)


def chats_of(telegram: Telegram, without: Collection[int]) -> tuple[tuple[Said, ...], ...]:
    """*without* those whose newest messages an ordered fault cut off."""
    chats = telegram.world.chats.items()
    return tuple(said_in(chat) for number, chat in chats if not chat.account.deleted and number not in without)


def said_in(chat: Chat) -> tuple[Said, ...]:
    messages = (message for message in chat.messages.values() if not message.deleted)
    return tuple(Said(message.by_bot, message.text[:60], message.date) for message in messages)


def cut_off(telegram: Telegram) -> set[int]:
    """Chats whose last message was cut off by an ordered fault each time it was tried."""
    last = {call.fields.get("chat_id"): call for call in telegram.calls_of("sendMessage")}
    return {int(chat) for chat, call in last.items() if call.fault == "cut" and chat is not None}


def unclear(telegram: Telegram) -> int:
    return sum(call.fault in LOST for call in telegram.calls_of("sendMessage", "sendDocument"))


def left_unclear(telegram: Telegram) -> tuple[Moment, ...]:
    """A file that was refused counts too: once its patience is over, its text is shown again with it."""
    calls = telegram.calls_of("sendMessage", "editMessageText", "sendDocument")
    return tuple(
        Moment(int(call.fields["chat_id"]), call.at)
        for call in calls
        if call.fault in LOST or (call.fault and call.method == "sendDocument")
    )


def given_up(telegram: Telegram) -> tuple[GivenUp, ...]:
    """Oldest first."""
    return tuple(
        GivenUp(query.chat_id, about.group(1), query.asked_at)
        for query in telegram.world.queries.values()
        if query.data.startswith(GIVES_UP) and (about := ABOUT.match(query.data))
    )


def refusals(telegram: Telegram) -> Counter[str]:
    return Counter(
        f"{call.method}: {call.description}"
        for call in telegram.refused
        if call.fault is None and not is_success(call.description)
    )


def is_success(description: str) -> bool:
    """What says that it is so already, ends a killed process's poll, or comes of somebody's blocking the bot."""
    words = ("not modified", "query is too old", "terminated by other getUpdates", "bot was blocked by the user")
    return any(text in description for text in words)
