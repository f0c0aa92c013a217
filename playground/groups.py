"""Groups and channels: what happens when somebody takes the bot to where it does not belong."""

from dataclasses import dataclass
from typing import Any

from playground.values import Message
from playground.wire import bot_json, chat_json, user_json
from playground.world import Account, World

ANNOUNCER = Account(777_000, "Telegram")
"""Who speaks in service messages."""


@dataclass(slots=True)
class Group:
    """A group, supergroup or channel in which somebody does things."""

    world: World
    account: Account

    @property
    def id(self) -> int:
        return self.account.user_id

    def said_by_bot(self) -> list[str]:
        return [message.text for message in self.world.chats[self.id].done_by_bot]

    def add_bot(self) -> None:
        set_membership(self.world, self.account, is_member=True)

    def remove_bot(self) -> None:
        set_membership(self.world, self.account, is_member=False)

    def say(self, text: str) -> None:
        """Somebody in the group types."""
        self._push({"text": text, "entities": _command(text)} if text.startswith("/") else {"text": text})

    def upgrade(self) -> "Group":
        """The group becomes a supergroup: another chat with another id. Both chats are told.

        Source: core.telegram.org/bots/api#message, migrate_to_chat_id and migrate_from_chat_id
        """
        made = Account(-1_000_000_000_000 + self.id, self.account.first_name, kind="supergroup", started=True)
        successor = Group(self.world, self.world.add_account(made))
        self._push({"migrate_to_chat_id": successor.id})
        self.account.upgraded_to = successor.id
        successor._push({"migrate_from_chat_id": self.id})
        return successor

    def _push(self, content: dict[str, Any]) -> None:
        chat = self.world.chats[self.id]
        message = Message(chat.next_id(), self.id, self.world.clock.now(), by_bot=False, text=content.get("text", ""))
        self.world.put(message)
        made = {
            "message_id": message.message_id,
            "from": user_json(ANNOUNCER),
            "chat": chat_json(self.account),
            "date": int(message.date.timestamp()),
        }
        self.world.updates.add("message", self.id, made | content)


def set_membership(world: World, account: Account, *, is_member: bool) -> None:
    """The bot is in the group, or is out of it; it is told by my_chat_member."""
    before, after = ("left", "member") if is_member else ("member", "left")
    account.is_member = is_member
    content = {
        "chat": chat_json(account),
        "from": user_json(ANNOUNCER),
        "date": int(world.clock.now().timestamp()),
        "old_chat_member": {"user": bot_json(world.profile), "status": before},
        "new_chat_member": {"user": bot_json(world.profile), "status": after},
    }
    world.updates.add("my_chat_member", account.user_id, content)


def _command(text: str) -> list[dict[str, Any]]:
    return [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
