"""What an update says: which chat, which button or words, which message it came from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Chat, ChatMember, Message, Update
from telegram.constants import ChatType

ALLOWED = ["message", "callback_query", "my_chat_member"]
"""The kinds of update that we ask Telegram for."""


LARGEST_ID = 2**52
"""Telegram's ids have at most 52 significant bits."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A document that somebody sent: how to ask Telegram for it, and how many bytes it is said to have."""

    id: str
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One update, read. At most one of *pressed*, *typed*, *reachable* and *elsewhere* is set; none: nothing to do."""

    chat_id: int
    pressed: str | None = None
    typed: str | None = None
    reachable: bool | None = None
    callback_id: str | None = None
    message_id: int | None = None
    """The message whose button was pressed."""
    file: SentFile | None = None
    """What came with an empty *typed*."""
    sent_as: int | None = None
    """The number of the message that was typed; in one chat they rise."""
    elsewhere: str = ""
    """The kind of chat (`ChatType`), where it is none that the bot works in."""


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


PRESSED = ("message_id", "date", "chat")
"""What is needed of a message whose button was pressed: not what it says."""


def nameless(update: dict[str, Any]) -> dict[str, Any]:
    """The update as it is kept: without names and numbers of people, and without what a pressed message says."""
    query = update.get("callback_query")
    if isinstance(query, dict) and isinstance(query.get("message"), dict):
        message = {key: value for key, value in query["message"].items() if key in PRESSED}
        update = {**update, "callback_query": {**query, "message": message}}
    return {key: without_names(value) for key, value in update.items()}


def without_names(value: Any) -> Any:
    """Without what Telegram tells of people's names and numbers: not even for a moment is it kept."""
    if isinstance(value, dict):
        return {key: "" if key in NAMES else without_names(inner) for key, inner in value.items()}
    return [without_names(inner) for inner in value] if isinstance(value, list) else value


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
    if update.my_chat_member:
        status = update.my_chat_member.new_chat_member.status
        return read_presence(update.my_chat_member.chat, status not in {ChatMember.BANNED, ChatMember.LEFT})
    if update.message:
        return read_message(update.message, chat_id)
    return Event(chat_id)


def read_presence(chat: Chat, is_there: bool) -> Event:
    """Somebody has blocked the bot or let it in again; or it has come to a group or channel, or is out of it."""
    if chat.type == ChatType.PRIVATE:
        return Event(chat.id, reachable=is_there)
    return Event(chat.id, elsewhere=chat.type if is_there else "")


def read_message(message: Message, chat_id: int) -> Event:
    """Text as it was typed; other content as an empty one; nothing of Telegram's own notes (pinned, timers, …)."""
    if message.text is None and message.effective_attachment is None:
        return Event(chat_id)
    if message.chat.type != ChatType.PRIVATE:
        return Event(chat_id, elsewhere=message.chat.type)
    text = storable(message.text or "")
    return Event(chat_id, typed=text, file=sent_file(message), sent_as=message.message_id)


def sent_file(message: Message) -> SentFile | None:
    document = message.document
    return SentFile(document.file_id, document.file_size) if document else None


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
