"""Sending, editing, deleting and pinning messages."""

import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from playground.checking import Asked
from playground.files import keep_document, keep_photo
from playground.keyboards import inline_keyboard, other_markup
from playground.methods.chats import chat_of, message_in, open_chat
from playground.refusals import NOT_MODIFIED, Refusal, Reply, bad_request
from playground.texts import caption_text, message_text
from playground.values import Formatted, Message
from playground.wire import message_json, page_json
from playground.world import Chat, World

DELETABLE_FOR = timedelta(hours=48)


def send_message(world: World, asked: Asked) -> Mapping[str, Any]:
    chat = open_chat(world, asked)
    formatted = message_text(asked.text("text"), asked.text("parse_mode"), asked.get("entities"))
    return _send(world, chat, _draft(world, chat, asked, formatted), asked)


def send_document(world: World, asked: Asked) -> Mapping[str, Any]:
    chat = open_chat(world, asked)
    draft = _draft(world, chat, asked, _caption(asked))
    return _send(world, chat, replace(draft, document=keep_document(world, asked.get("document"))), asked)


def send_photo(world: World, asked: Asked) -> Mapping[str, Any]:
    chat = open_chat(world, asked)
    draft = _draft(world, chat, asked, _caption(asked))
    return _send(world, chat, replace(draft, photo=keep_photo(world, asked.get("photo"))), asked)


def _caption(asked: Asked) -> Formatted:
    return caption_text(asked.text("caption"), asked.text("parse_mode"), asked.get("caption_entities"))


def _draft(world: World, chat: Chat, asked: Asked, formatted: Formatted) -> Message:
    """A message that has no id yet."""
    markup = asked.get("reply_markup")
    return Message(
        message_id=0,
        chat_id=chat.account.user_id,
        date=world.clock.now(),
        by_bot=True,
        text=formatted.text,
        entities=formatted.entities,
        keyboard=inline_keyboard(markup),
        other_markup=other_markup(markup),
        reply_to=_replied(chat, asked.get("reply_parameters")),
        extra=_extra(asked),
    )


def _replied(chat: Chat, given: Mapping[str, Any] | None) -> int | None:
    if given is None:
        return None
    message = chat.messages.get(given["message_id"])
    if message is not None and not message.deleted:
        return message.message_id
    if given.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _extra(asked: Asked) -> Mapping[str, Any]:
    """Fields that a message shows as they were given."""
    made = {}
    if asked.flag("protect_content"):
        made["has_protected_content"] = True
    for name in ("link_preview_options", "show_caption_above_media"):
        if asked.get(name):
            made[name] = asked.get(name)
    return made | ({"has_media_spoiler": True} if asked.flag("has_spoiler") else {})


def _send(world: World, chat: Chat, draft: Message, asked: Asked) -> Mapping[str, Any]:
    paid = asked.flag("allow_paid_broadcast")
    world.flood.allow(chat.account.user_id, time.monotonic(), new_message=True, paid=paid)
    message = world.put(replace(draft, message_id=chat.next_id()))
    world.journal.note("message", message.chat_id, page_json(world, message))
    return message_json(world, message)


def edit_message_text(world: World, asked: Asked) -> Mapping[str, Any]:
    chat = open_chat(world, asked)
    message = _editable(chat, asked)
    if message.document or message.photo:
        raise bad_request("there is no text in the message to edit")
    formatted = message_text(asked.text("text"), asked.text("parse_mode"), asked.get("entities"))
    keyboard = inline_keyboard(asked.get("reply_markup"))
    edited = replace(message, text=formatted.text, entities=formatted.entities, keyboard=keyboard)
    return _edit(world, message, replace(edited, extra=_extra(asked)))


def edit_message_reply_markup(world: World, asked: Asked) -> Mapping[str, Any]:
    message = _editable(open_chat(world, asked), asked)
    return _edit(world, message, replace(message, keyboard=inline_keyboard(asked.get("reply_markup"))))


def _editable(chat: Chat, asked: Asked) -> Message:
    message = message_in(chat, asked, "message to edit not found")
    if not message.by_bot or message.other_markup is not None:
        raise bad_request("message can't be edited")
    return message


def _edit(world: World, before: Message, after: Message) -> Mapping[str, Any]:
    if after == before:
        raise Refusal(Reply(400, NOT_MODIFIED))
    world.flood.allow(after.chat_id, time.monotonic(), new_message=False)
    message = world.put(replace(after, edited=world.clock.now()))
    made = message_json(world, message)
    world.journal.note("edited", message.chat_id, made)
    return made


def delete_message(world: World, asked: Asked) -> bool:
    message = message_in(chat_of(world, asked), asked, "message to delete not found")
    if world.clock.now() - message.date > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    world.delete(message)
    return True


def pin_chat_message(world: World, asked: Asked) -> bool:
    chat = open_chat(world, asked)
    chat.pinned = message_in(chat, asked, "message to pin not found").message_id
    world.journal.note("pinned", chat.account.user_id, {"message_id": chat.pinned})
    return True
