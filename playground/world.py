"""Everything the server knows: people, chats, files, queries, and the journal of what happened."""

import random
import secrets
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from playground.clock import Clock
from playground.faults import Faults
from playground.limits import Flood, Limits
from playground.profile import Profile
from playground.signals import Signal
from playground.updates import Updates
from playground.values import Call, Happening, Mail, Message, Query, StoredFile
from playground.webhook import Webhook

KEPT_CALLS = 200_000
KEPT_HAPPENINGS = 50_000
FIRST_USER_ID = 700_000_000


@dataclass(slots=True)
class Account:
    """A Telegram user; `role` and `first_link` (a start payload) are for the chat page."""

    user_id: int
    first_name: str
    username: str | None = None
    last_name: str | None = None
    language_code: str | None = "en"
    role: str = ""
    first_link: str | None = None
    started: bool = False
    blocked: bool = False
    deleted: bool = False
    kind: str = "private"
    """Or group, supergroup, channel; `first_name` is then its title."""
    is_member: bool = True
    """Whether the bot is in a group."""
    upgraded_to: int | None = None
    """The supergroup that a group has become."""


@dataclass(slots=True)
class Chat:
    """A private chat: all its messages by id, and what the bot did in it, in order."""

    account: Account
    messages: dict[int, Message] = field(default_factory=dict)
    done_by_bot: list[Message] = field(default_factory=list)
    changed: Signal = field(default_factory=Signal)
    pinned: int | None = None
    menu_button: Mapping[str, Any] | None = None
    _last_id: int = 0

    def next_id(self) -> int:
        self._last_id += 1
        return self._last_id


@dataclass(slots=True)
class Journal:
    """What happened, numbered from 1; the oldest are forgotten after a while."""

    changed: Signal = field(default_factory=Signal)
    last: int = 0
    _kept: deque[Happening] = field(default_factory=lambda: deque(maxlen=KEPT_HAPPENINGS))

    def note(self, kind: str, chat_id: int | None, data: Mapping[str, Any]) -> None:
        self.last += 1
        self._kept.append(Happening(self.last, kind, chat_id, data))
        self.changed.fire()

    async def after(self, number: int) -> list[Happening]:
        """Waits until something has happened after `number`."""
        return await self.changed.until(lambda: self.since(number) or None)

    def since(self, number: int) -> list[Happening]:
        if number >= self.last:
            return []
        first = self._kept[0].number
        return [self._kept[at] for at in range(max(0, number + 1 - first), len(self._kept))]


class World:
    """One bot and the people who may talk to it."""

    def __init__(self, token: str, profile: Profile, clock: Clock, limits: Limits, seed: int | None) -> None:
        self.token = token
        self.profile = profile
        self.clock = clock
        self.random = random.Random(seed)  # noqa: S311 - makes ids, guards nothing
        self.journal = Journal()
        self.updates = Updates(Signal())
        self.webhook = Webhook(self.updates, clock)
        self.flood = Flood(limits)
        self.faults = Faults()
        self.accounts: dict[int, Account] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.queries: dict[str, Query] = {}
        self.query_seconds: float | None = None
        self.waiting_queries: dict[str, Query] = {}
        self.calls: deque[Call] = deque(maxlen=KEPT_CALLS)
        self.mail: list[Mail] = []
        self.changed = Signal()
        self._calls_made = 0

    def add_account(self, account: Account) -> Account:
        """A new user; nothing is sent until that user starts the bot."""
        self.accounts[account.user_id] = account
        self.chats[account.user_id] = Chat(account)
        self.journal.note("person", account.user_id, {})
        return account

    def new_user_id(self) -> int:
        user_id = FIRST_USER_ID + self.random.randrange(200_000_000)
        return self.new_user_id() if user_id in self.accounts else user_id

    def keep_file(self, file: StoredFile) -> StoredFile:
        self.files[file.file_id] = file
        return file

    def put(self, message: Message) -> Message:
        """Keeps a message as it now stands; what the bot did is shown to whoever waits for it."""
        chat = self.chats[message.chat_id]
        chat.messages[message.message_id] = message
        if message.by_bot and not message.deleted:
            chat.done_by_bot.append(message)
        self.fire(chat)
        return message

    def delete(self, message: Message) -> None:
        self.put(replace(message, deleted=True))
        self.journal.note("deleted", message.chat_id, {"message_id": message.message_id})

    def fire(self, chat: Chat) -> None:
        chat.changed.fire()
        self.changed.fire()

    def ask(self, query: Query) -> Query:
        self.queries[query.query_id] = query
        self.waiting_queries[query.query_id] = query
        return query

    def record(self, call: Call) -> None:
        """Notes a call and how it was answered."""
        self._calls_made += 1
        self.calls.append(replace(call, number=self._calls_made, at=time.monotonic()))
        self.changed.fire()

    def add_mail(self, mail: Mail) -> None:
        """Shows an e-mail beside the phones."""
        self.mail.append(mail)
        self.journal.note("mail", None, {"number": len(self.mail)})
        self.changed.fire()

    def close(self) -> None:
        """Ends everything that waits."""
        self.updates.close()
        self.journal.note("closed", None, {})


def new_token(prefix: str) -> str:
    """An id that looks like Telegram's and cannot be guessed."""
    return prefix + secrets.token_urlsafe(40)
