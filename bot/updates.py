"""What an update says: which chat, which button or words, which message it came from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from telegram import Bot, ChatMember, Message, Update
from telegram.constants import ChatType

ALLOWED = ["message", "callback_query", "my_chat_member"]
"""The kinds of update that we ask Telegram for."""


LARGEST_ID = 2**52
"""Telegram's ids have at most 52 significant bits."""


@dataclass(frozen=True, slots=True)
class Event:
    """One update, read. Exactly one of *pressed*, *typed* and *reachable* is set, or none: nothing to do."""

    chat_id: int
    pressed: str | None = None
    typed: str | None = None
    reachable: bool | None = None
    callback_id: str | None = None
    message_id: int | None = None
    """The message whose button was pressed."""


def chat_of(raw: dict[str, Any]) -> int:
    """The chat that the raw update belongs to, so that order can be kept; 0 where there is none.

    Never fails, whatever the update holds: one that cannot be read must not keep others from being kept.
    """
    places = (("callback_query", "from"), ("message", "chat"), ("my_chat_member", "chat"))
    return next((found for kind, whose in places if (found := id_in(raw.get(kind), whose))), 0)


def callback_of(text: str) -> str | None:
    """The id of the press in a raw update, to be answered even if nothing else in it can be read."""
    raw = json.loads(text)
    query = raw.get("callback_query")
    number = query.get("id") if isinstance(query, dict) else None
    return number if isinstance(number, str) else None


NAMES = frozenset({"first_name", "last_name", "username", "phone_number", "vcard"})


def nameless(raw: Any) -> Any:
    """The update without what Telegram tells of people's names and numbers: not even for a moment is it kept."""
    if isinstance(raw, dict):
        return {key: "" if key in NAMES else nameless(value) for key, value in raw.items()}
    return [nameless(value) for value in raw] if isinstance(raw, list) else raw


def id_in(inner: object, whose: str) -> int:
    owner = inner.get(whose) if isinstance(inner, dict) else None
    number = owner.get("id") if isinstance(owner, dict) else None
    return number if isinstance(number, int) and abs(number) < LARGEST_ID else 0


def read_event(text: str, bot: Bot) -> Event:
    """Read Telegram's JSON.

    Raises:
        Exception: whatever PTB raises on an update it cannot parse; the caller counts and quarantines.
    """
    raw = json.loads(text)
    update = Update.de_json(raw, bot)
    chat_id = chat_of(raw)
    if update.callback_query:
        return read_press(update, chat_id)
    if update.my_chat_member and update.my_chat_member.chat.type == ChatType.PRIVATE:
        status = update.my_chat_member.new_chat_member.status
        return Event(chat_id, reachable=status not in {ChatMember.BANNED, ChatMember.LEFT})
    if update.message and update.message.chat.type == ChatType.PRIVATE:
        return read_message(update.message, chat_id)
    return Event(chat_id)


def read_message(message: Message, chat_id: int) -> Event:
    """Text as it was typed; other content as an empty one; nothing of Telegram's own notes (pinned, timers, …)."""
    if message.text is None and message.effective_attachment is None:
        return Event(chat_id)
    return Event(chat_id, typed=storable(message.text or ""))


def read_press(update: Update, chat_id: int) -> Event:
    query = update.callback_query
    assert query is not None
    message = query.message
    private = message is None or message.chat.type == ChatType.PRIVATE
    return Event(
        chat_id,
        pressed=storable(query.data or "") if private else None,
        callback_id=query.id,
        message_id=message.message_id if message else None,
    )


def storable(text: str) -> str:
    """*text* without what no database can hold: NUL and halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def split_command(typed: str) -> tuple[str, str] | None:
    """`/start@bot CODE` as ("start", "CODE"); None where it is not a command."""
    if not typed.startswith("/"):
        return None
    head, _, rest = typed[1:].partition(" ")
    name = head.partition("@")[0].partition("\n")[0]
    return name.lower(), rest.strip()
