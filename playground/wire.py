"""Telegram's JSON for users, chats, messages and queries."""

from typing import Any

from playground.keyboards import keyboard_json
from playground.profile import Profile
from playground.values import Entity, Message, Query, StoredFile
from playground.world import Account, World

ENTITY_FIELDS = ("url", "language", "custom_emoji_id", "unix_time", "date_time_format")
CHAT_INSTANCE = "4611686018427387904"


def bot_json(profile: Profile) -> dict[str, Any]:
    names = {"first_name": profile.first_name, "username": profile.username}
    return {"id": profile.bot_id, "is_bot": True} | names


def user_json(account: Account) -> dict[str, Any]:
    made = {"id": account.user_id, "is_bot": False, "first_name": account.first_name}
    optional = ("last_name", "username", "language_code")
    return made | {name: getattr(account, name) for name in optional if getattr(account, name)}


def chat_json(account: Account) -> dict[str, Any]:
    if account.kind != "private":
        return {"id": account.user_id, "type": account.kind, "title": account.first_name}
    made = {"id": account.user_id, "type": "private", "first_name": account.first_name}
    optional = ("last_name", "username")
    return made | {name: getattr(account, name) for name in optional if getattr(account, name)}


def message_json(world: World, message: Message, *, nested: bool = False) -> dict[str, Any]:
    """A message as the bot gets it; `nested` leaves out the message that it answers."""
    account = world.accounts[message.chat_id]
    made: dict[str, Any] = {
        "message_id": message.message_id,
        "from": bot_json(world.profile) if message.by_bot else user_json(account),
        "chat": chat_json(account),
        "date": int(message.date.timestamp()),
    }
    made |= _content_json(world, message)
    if message.edited:
        made["edit_date"] = int(message.edited.timestamp())
    if message.keyboard:
        made["reply_markup"] = keyboard_json(message.keyboard)
    if message.reply_to and not nested:
        answered = world.chats[message.chat_id].messages[message.reply_to]
        made["reply_to_message"] = message_json(world, answered, nested=True)
    return made | dict(message.extra or {})


def page_json(world: World, message: Message) -> dict[str, Any]:
    """For the page: with the keyboard that replaces the person's own, where there is one."""
    made = message_json(world, message)
    return made | ({"keyboard": dict(message.other_markup)} if message.other_markup else {})


def _content_json(world: World, message: Message) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if message.document:
        made["document"] = document_json(message.document)
    if message.photo:
        made["photo"] = [photo_json(message.photo)]
    has_file = bool(made)
    if message.text:
        made["caption" if has_file else "text"] = message.text
    if message.entities:
        name = "caption_entities" if has_file else "entities"
        made[name] = [entity_json(world, entity) for entity in message.entities]
    return made


def entity_json(world: World, entity: Entity) -> dict[str, Any]:
    made: dict[str, Any] = {"type": entity.type, "offset": entity.offset, "length": entity.length}
    if entity.user_id in world.accounts:
        made["user"] = user_json(world.accounts[entity.user_id])
    return made | {name: value for name in ENTITY_FIELDS if (value := getattr(entity, name)) is not None}


def document_json(file: StoredFile) -> dict[str, Any]:
    return _file_json(file) | {"file_name": file.name, "mime_type": file.mime}


def photo_json(file: StoredFile) -> dict[str, Any]:
    return _file_json(file) | {"width": file.width, "height": file.height}


def _file_json(file: StoredFile) -> dict[str, Any]:
    return {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": len(file.content)}


def query_json(world: World, query: Query) -> dict[str, Any]:
    message = world.chats[query.chat_id].messages[query.message_id]
    return {
        "id": query.query_id,
        "from": user_json(world.accounts[query.chat_id]),
        "message": message_json(world, message) if not message.deleted else _gone_json(world, message),
        "chat_instance": CHAT_INSTANCE,
        "data": query.data,
    }


def _gone_json(world: World, message: Message) -> dict[str, Any]:
    """An inaccessible message: its date is always 0."""
    return {"chat": chat_json(world.accounts[message.chat_id]), "message_id": message.message_id, "date": 0}
