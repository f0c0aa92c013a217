"""What a person can do in the app: start, type, press, send files, block and unblock."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from playground.files import keep_document, keep_photo
from playground.formatting import utf16_length
from playground.texts import TEXT_LIMIT, typed_text
from playground.values import Message, Query, Upload
from playground.wire import bot_json, chat_json, message_json, query_json, user_json
from playground.world import Account, Chat, World


class Impossible(ValueError):
    """The app would not let a person do this."""


def send_text(world: World, user_id: int, text: str) -> Message:
    """A typed message reaches the bot; the first one starts the chat."""
    chat = _writable(world, user_id)
    formatted = typed_text(text)
    if not formatted.text:
        raise Impossible("an empty message cannot be sent")
    if utf16_length(formatted.text) > TEXT_LIMIT:
        raise Impossible("the app would send this as several messages")
    draft = _draft(world, chat)
    return _deliver(world, replace(draft, text=formatted.text, entities=formatted.entities))


def send_document(world: World, user_id: int, upload: Upload, caption: str = "") -> Message:
    draft = _captioned(world, _writable(world, user_id), caption)
    return _deliver(world, replace(draft, document=keep_document(world, upload)))


def send_photo(world: World, user_id: int, upload: Upload, caption: str = "") -> Message:
    draft = _captioned(world, _writable(world, user_id), caption)
    return _deliver(world, replace(draft, photo=keep_photo(world, upload)))


def send_fields(world: World, user_id: int, fields: Mapping[str, Any]) -> Message:
    """A message with any content, given as Telegram's own JSON fields (a sticker, a place, a contact …)."""
    return _deliver(world, replace(_draft(world, _writable(world, user_id)), extra=fields))


def edit_text(world: World, user_id: int, message_id: int, text: str) -> Message:
    """The person corrects an own message."""
    message = _message(world, user_id, message_id)
    if message.by_bot:
        raise Impossible("only own messages can be edited")
    formatted = typed_text(text)
    edited = replace(message, text=formatted.text, entities=formatted.entities, edited=world.clock.now())
    world.put(edited)
    made = message_json(world, edited)
    world.journal.note("edited", user_id, made)
    world.updates.add("edited_message", user_id, made)
    return edited


def press(world: World, user_id: int, message_id: int, data: str) -> Query:
    """A button with callback data under one of the bot's messages, deleted or not, is pressed."""
    chat = _writable(world, user_id)
    message = _message(world, user_id, message_id)
    if not message.by_bot:
        raise Impossible("the bot's messages have buttons, a person's have none")
    query_id = str(world.random.randrange(10**17, 10**18))
    query = world.ask(Query(query_id, user_id, message_id, data, world.clock.now()))
    world.journal.note("pressed", user_id, {"message_id": message_id, "query_id": query_id, "data": data})
    world.updates.add("callback_query", user_id, query_json(world, query))
    world.fire(chat)
    return query


def set_blocked(world: World, user_id: int, blocked: bool) -> None:
    """Blocks or unblocks the bot; it is told by my_chat_member."""
    account = _account(world, user_id)
    if account.blocked == blocked:
        return
    account.blocked = blocked
    before, after = ("member", "kicked") if blocked else ("kicked", "member")
    world.updates.add("my_chat_member", user_id, _membership(world, account, before, after))
    world.journal.note("person", user_id, {})


def delete_account(world: World, user_id: int) -> None:
    """The person leaves Telegram; nobody is told."""
    _account(world, user_id).deleted = True
    world.journal.note("person", user_id, {})


def _account(world: World, user_id: int) -> Account:
    if user_id not in world.accounts:
        raise Impossible(f"there is no person {user_id}")
    return world.accounts[user_id]


def _writable(world: World, user_id: int) -> Chat:
    account = _account(world, user_id)
    if account.deleted:
        raise Impossible(f"{account.first_name} has left Telegram")
    if account.blocked:
        raise Impossible(f"{account.first_name} has to unblock the bot first")
    return world.chats[user_id]


def _message(world: World, user_id: int, message_id: int) -> Message:
    _account(world, user_id)
    message = world.chats[user_id].messages.get(message_id)
    if message is None:
        raise Impossible(f"there is no message {message_id} in this chat")
    return message


def _draft(world: World, chat: Chat) -> Message:
    return Message(chat.next_id(), chat.account.user_id, world.clock.now(), by_bot=False)


def _captioned(world: World, chat: Chat, caption: str) -> Message:
    formatted = typed_text(caption)
    return replace(_draft(world, chat), text=formatted.text, entities=formatted.entities)


def _deliver(world: World, message: Message) -> Message:
    account = world.accounts[message.chat_id]
    if not account.started:
        account.started = True
        world.journal.note("person", account.user_id, {})
    world.put(message)
    made = message_json(world, message)
    world.journal.note("message", message.chat_id, made)
    world.updates.add("message", message.chat_id, made)
    return message


def _membership(world: World, account: Account, before: str, after: str) -> dict[str, Any]:
    return {
        "chat": chat_json(account),
        "from": user_json(account),
        "date": int(world.clock.now().timestamp()),
        "old_chat_member": _member(world, before),
        "new_chat_member": _member(world, after),
    }


def _member(world: World, status: str) -> dict[str, Any]:
    ends = {"until_date": 0} if status == "kicked" else {}
    return {"user": bot_json(world.profile), "status": status} | ends
