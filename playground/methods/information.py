"""What the bot asks about itself, chats and files, and what it tells people about itself."""

from collections.abc import Mapping
from typing import Any

from playground import groups
from playground.checking import Asked
from playground.files import MOST_DOCUMENT_BYTES
from playground.methods.chats import chat_of, joined_chat
from playground.profile import commands_from, commands_json, scope_from
from playground.refusals import bad_request
from playground.wire import bot_json, chat_json
from playground.world import World

MOST_DOWNLOAD_BYTES = 20 * 1024 * 1024
ABILITIES = (
    *("can_join_groups", "can_read_all_group_messages", "supports_guest_queries", "supports_inline_queries"),
    *("can_connect_to_business", "has_main_web_app", "has_topics_enabled", "can_manage_bots"),
    *("allows_users_to_create_topics", "supports_join_request_queries"),
)
GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_me(world: World, _asked: Asked) -> Mapping[str, Any]:
    return bot_json(world.profile) | dict.fromkeys(ABILITIES, False)


def get_chat(world: World, asked: Asked) -> Mapping[str, Any]:
    chat = chat_of(world, asked)
    return chat_json(chat.account) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, True),
    }


def leave_chat(world: World, asked: Asked) -> bool:
    """Out of a group or channel; the bot is told so, like of any change of its own."""
    chat = chat_of(world, asked)
    if chat.account.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    groups.set_membership(world, joined_chat(chat).account, is_member=False)
    return True


def get_file(world: World, asked: Asked) -> Mapping[str, Any]:
    file = world.files.get(asked.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    size = len(file.content)
    if size > min(MOST_DOWNLOAD_BYTES, MOST_DOCUMENT_BYTES):
        raise bad_request("file is too big")
    names = {"file_id": file.file_id, "file_unique_id": file.unique_id}
    return names | {"file_size": size, "file_path": f"files/{file.file_id}"}


def set_my_commands(world: World, asked: Asked) -> bool:
    scope = scope_from(asked.get("scope"), asked.text("language_code"))
    if scope.chat_id is not None and scope.chat_id not in world.chats:
        raise bad_request("chat not found")
    world.profile.commands[scope] = commands_from(asked.get("commands"))
    world.journal.note("commands", scope.chat_id, {})
    world.changed.fire()
    return True


def delete_my_commands(world: World, asked: Asked) -> bool:
    scope = scope_from(asked.get("scope"), asked.text("language_code"))
    world.profile.commands.pop(scope, None)
    world.journal.note("commands", scope.chat_id, {})
    return True


def get_my_commands(world: World, asked: Asked) -> list[dict[str, str]]:
    scope = scope_from(asked.get("scope"), asked.text("language_code"))
    return commands_json(world.profile.commands.get(scope, ()))


def set_my_description(world: World, asked: Asked) -> bool:
    """0 to 512 characters."""
    return _describe(world, world.profile.descriptions, asked, "description", 512)


def set_my_short_description(world: World, asked: Asked) -> bool:
    """0 to 120 characters."""
    return _describe(world, world.profile.short_descriptions, asked, "short_description", 120)


def _describe(world: World, where: dict[str, str], asked: Asked, name: str, longest: int) -> bool:
    text = asked.text(name)
    if len(text) > longest:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    where[asked.text("language_code")] = text
    world.journal.note("profile", None, {})
    return True


def set_chat_menu_button(world: World, asked: Asked) -> bool:
    """For one chat, or for all that have none of their own."""
    if asked.get("chat_id") is None:
        world.profile.menu_button = asked.get("menu_button")
    else:
        chat_of(world, asked).menu_button = asked.get("menu_button")
    return True
