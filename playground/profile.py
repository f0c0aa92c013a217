"""The bot's own profile: its name, its descriptions and its commands by scope and language."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from playground.refusals import bad_request

NAME = re.compile(r"[a-z0-9_]{1,32}")
MOST_COMMANDS = 100
LONGEST_DESCRIPTION = 256


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Who sees a list of commands: a kind, perhaps a chat and a user, and a language ("" for any)."""

    kind: str = "default"
    chat_id: int | None = None
    user_id: int | None = None
    language: str = ""


@dataclass(slots=True)
class Profile:
    """What people can see of the bot before they talk to it."""

    bot_id: int
    first_name: str
    username: str
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[Scope, tuple[Command, ...]] = field(default_factory=dict)
    menu_button: Mapping[str, Any] | None = None

    def commands_for(self, chat_id: int, language: str) -> tuple[Command, ...]:
        """What the menu of a private chat shows: the narrowest scope that has any.

        Source: core.telegram.org/bots/api#determining-list-of-commands
        """
        for scope in (Scope("chat", chat_id), Scope("all_private_chats"), Scope()):
            for spoken in (language, ""):
                wanted = Scope(scope.kind, scope.chat_id, None, spoken)
                if found := self.commands.get(wanted):
                    return found
        return ()


def scope_from(given: Mapping[str, Any] | None, language: str) -> Scope:
    if given is None:
        return Scope(language=language)
    return Scope(given["type"], given.get("chat_id"), given.get("user_id"), language)


def commands_from(given: Sequence[Mapping[str, Any]]) -> tuple[Command, ...]:
    """Checked commands: at most 100, plain names, descriptions of 1 to 256 characters."""
    if len(given) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return tuple(_command(each["command"], each["description"]) for each in given)


def _command(name: str, description: str) -> Command:
    name = name.removeprefix("/")
    if not NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description.strip()) <= LONGEST_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return Command(name, description)


def commands_json(commands: Sequence[Command]) -> list[dict[str, str]]:
    return [{"command": each.name, "description": each.description} for each in commands]
