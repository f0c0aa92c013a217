"""What people were told of classes, read from the calls that the server has had: from the chats, not the record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from playground.serve import Telegram
from playground.values import Call

LOST = frozenset({"lose_answer", "cut"})
"""Faults after which nobody can know whether a message has arrived."""


class News(StrEnum):
    """What a message says of a class."""

    CALLED_OFF = "called off"
    MOVED = "moved"
    NEW_LINK = "link changed"
    PLACE = "you have a place"
    OFFERED = "a place is offered"
    REMINDER = "reminder, near"
    DAY_BEFORE = "reminder, day before"
    BOOKED = "card: you're booked"
    NOT_BOOKED = "card: not booked"


WORDS: Mapping[News, re.Pattern[str]] = {
    News.CALLED_OFF: re.compile(r"^Sorry: your session .*?(\d\d:\d\d) is cancelled"),
    News.MOVED: re.compile(r"^Your session .*has moved\. It's now .*?(\d\d:\d\d), for"),
    News.NEW_LINK: re.compile(r"^The link for your session .*?(\d\d:\d\d) has changed"),
    News.PLACE: re.compile(r"^Good news: you have a place .*?(\d\d:\d\d)"),
    News.OFFERED: re.compile(r"^A place has come free()"),
    News.REMINDER: re.compile(r"^Your (\d\d:\d\d) starts"),
    News.DAY_BEFORE: re.compile(r"^A reminder: you have a session .*?(\d\d:\d\d)"),
    News.BOOKED: re.compile(r"^You're booked[.,]()", re.MULTILINE),
    News.NOT_BOOKED: re.compile(r"^When: \w+ \d+ \w+ (\d\d:\d\d)", re.MULTILINE),
}
"""The first that is found counts; its group is the time of the class, as it is told."""
MARKUP = re.compile(r"<[^<>]+>")
WITHOUT_A_WAY = frozenset({News.CALLED_OFF, News.NOT_BOOKED})
"""Messages that may have no button that leads to the class: that it is off, and the card of one that has begun."""
ABOUT = re.compile(r"^(?:s|take|gotit|keep|cancel|ics|join|book|coming|pass):([^:]+)")
"""Data of a button that is about one class."""
BOOKED_TOAST = "You're booked."


@dataclass(frozen=True, slots=True)
class Told:
    """One message about one class."""

    chat: int
    news: News
    class_id: str
    clock: str
    """``12:30``; "" where the words do not say it."""
    at: float
    """When, by the clock that kills and faults are kept by, in seconds."""
    moment: datetime
    """When, by the clock that is moved (aware UTC)."""
    arrived: bool = True
    is_unclear: bool = False
    """Whether an ordered fault kept the bot from knowing whether it arrived."""


def told_in(telegram: Telegram, class_at: Mapping[str, str]) -> Iterator[Told]:
    """Oldest first. *class_at* are classes by the time that they show."""
    moment = datetime.min.replace(tzinfo=UTC)
    for call in telegram.calls:
        moment = moment_of(call) or moment
        if call.method in ("sendMessage", "editMessageText"):
            yield from one_told(call, class_at, moment)
        elif call.method == "answerCallbackQuery" and call.fields.get("text") == BOOKED_TOAST:
            query = telegram.world.queries.get(str(call.fields["callback_query_id"]))
            about = ABOUT.match(query.data) if query else None
            if query and about and call.ok:
                yield Told(query.chat_id, News.BOOKED, about.group(1), "", call.at, moment)


def one_told(call: Call, class_at: Mapping[str, str], moment: datetime) -> Iterator[Told]:
    found = what_is_said(str(call.fields.get("text", "")))
    if found is None or not (call.ok or call.fault in LOST):
        return
    news, clock = found
    class_id = None if news is News.CALLED_OFF else about_which(call)
    if news in WITHOUT_A_WAY:
        class_id = class_id or class_at.get(clock)
    if class_id:
        chat = int(call.fields["chat_id"])
        yield Told(chat, news, class_id, clock, call.at, moment, call.ok, call.fault in LOST)


def what_is_said(text: str) -> tuple[News, str] | None:
    """*text* as it was sent, with markup."""
    text = MARKUP.sub("", text)
    for news, words in WORDS.items():
        if found := words.search(text):
            return news, found.group(1)
    return None


def about_which(call: Call) -> str | None:
    """The class that the message's buttons lead to; None if there is none, or more than one."""
    keyboard = call.fields.get("reply_markup") or {}
    data = (button.get("callback_data", "") for row in keyboard.get("inline_keyboard", ()) for button in row)
    found = {match.group(1) for match in map(ABOUT.match, data) if match}
    return found.pop() if len(found) == 1 else None


def moment_of(call: Call) -> datetime | None:
    """When the message was sent, or edited; None for a call that is answered by no message."""
    result: Mapping[str, Any] = call.result if isinstance(call.result, dict) else {}
    moment = result.get("edit_date") or result.get("date")
    return datetime.fromtimestamp(moment, UTC) if moment else None
