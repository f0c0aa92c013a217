"""Starting the server: `play` gives the handle through which tests and the demo steer everything."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, Unpack

from starlette.requests import Request

from playground.app import create_app
from playground.botapi import BotApi
from playground.clock import Clock
from playground.control import Control, Hooks
from playground.faults import Fault, Kind
from playground.groups import Group
from playground.limits import Limits
from playground.listening import Listener
from playground.orders import Order
from playground.person import PATIENCE, NothingCame, Person
from playground.profile import Profile
from playground.values import Call, Mail, Query, Upload
from playground.world import Account, World

T = TypeVar("T")
TOKEN = "1234567890:PLAYGROUND-token-of-no-value"
NAME = "Find Your Active"
USERNAME = "FindYourActiveBot"


@dataclass(frozen=True, slots=True)
class Phone:
    """A person to be shown on the chat page; `first_link` is the payload of an invitation link."""

    name: str
    role: str = ""
    first_link: str | None = None
    language: str = "en"


class Telegram:
    """The running server: its address, its people, what was called, and what shall go wrong."""

    def __init__(self, world: World, url: str) -> None:
        self.world = world
        self.url = url
        self.token = world.token

    def user(self, name: str = "Amira", *, language: str | None = "en", username: str | None = None) -> Person:
        """A new person, who has not started the bot yet."""
        account = Account(self.world.new_user_id(), name, username, language_code=language)
        return Person(self.world, self.world.add_account(account).user_id)

    def group(self, title: str = "Team chat", kind: str = "group") -> Group:
        """A group, supergroup or channel, in which the bot is not yet."""
        number = -self.world.new_user_id() if kind == "group" else -1_000_000_000_000 - self.world.new_user_id()
        account = Account(number, title, kind=kind, started=True, is_member=False)
        return Group(self.world, self.world.add_account(account))

    def phone(self, phone: Phone) -> Person:
        """A new person with a role and perhaps an invitation, for the chat page."""
        person = self.user(phone.name, language=phone.language)
        account = self.world.accounts[person.id]
        account.role, account.first_link = phone.role, phone.first_link
        return person

    def person(self, user_id: int) -> Person:
        """A fresh handle on somebody who exists; KeyError otherwise."""
        return Person(self.world, self.world.accounts[user_id].user_id)

    @property
    def calls(self) -> list[Call]:
        """Every call of the Bot API, oldest first."""
        return list(self.world.calls)

    def calls_of(self, *methods: str) -> list[Call]:
        return [call for call in self.world.calls if call.method in methods]

    @property
    def refused(self) -> list[Call]:
        """The calls that were refused, by strictness, limits or ordered faults."""
        return [call for call in self.world.calls if not call.ok]

    def unanswered(self) -> list[Query]:
        """Pressed buttons without an answer so far."""
        return list(self.world.waiting_queries.values())

    def fault(self, kind: Kind, **order: Unpack[Order]) -> Fault:
        """Orders a fault for the next call, or more: method, chat, times (None: always), percent, seed, …"""
        return self.world.faults.order(Fault(kind, **order))

    def clear_faults(self) -> None:
        """No more faults and no latency."""
        self.world.faults.clear()

    @property
    def latency(self) -> float:
        """Seconds that every call takes longer."""
        return self.world.faults.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self.world.faults.latency = seconds

    @property
    def now(self) -> datetime:
        return self.world.clock.now()

    def advance(self, seconds: float) -> datetime:
        """Moves the clock (and CLOCK_FILE) forward."""
        return self.world.clock.advance(seconds)

    def add_mail(self, to: str, subject: str, text: str, html: str = "", attachments: Sequence[Upload] = ()) -> None:
        """Shows an e-mail beside the phones."""
        self.world.add_mail(Mail(to, subject, text, html, tuple(attachments), self.now))

    async def until(self, found: Callable[[], T | None], timeout: float = PATIENCE) -> T:  # noqa: ASYNC109
        """The first answer of `found` that is neither None nor False; asked again after every change."""
        try:
            return await self.world.changed.until(lambda: found() or None, timeout)
        except TimeoutError:
            raise NothingCame(f"waited {timeout} s in vain; refused so far: {self.refused[-5:]}") from None

    async def settled(self, timeout: float = PATIENCE) -> None:  # noqa: ASYNC109 - part of the API
        """Every update is confirmed and every pressed button answered (the bot may still be writing)."""
        changed = self.world.updates.changed
        await changed.until(lambda: not self.world.updates.pending or None, timeout)
        await self.until(lambda: not self.world.waiting_queries, timeout)

    def push(self, kind: str, content: dict[str, Any]) -> int | None:
        """Queues an update of any shape that belongs to no chat."""
        return self.world.updates.add(kind, 0, content)


@asynccontextmanager
async def play(  # noqa: PLR0913 - each has a default, and a test names the one it needs
    token: str = TOKEN,
    *,
    limits: Limits | None = None,
    clock_file: Path | None = None,
    host: str = "127.0.0.1",
    port: int = 0,
    people: Sequence[Phone] = (),
    hooks: Hooks | None = None,
    seed: int | None = None,
    query_seconds: float | None = None,
) -> AsyncIterator[Telegram]:
    """Runs the server in this event loop, on a free port unless one is given, until the block ends."""
    profile = Profile(int(token.partition(":")[0]), NAME, USERNAME)
    world = World(token, profile, Clock(clock_file), limits or Limits(), seed)
    world.query_seconds = query_seconds
    listener: Listener
    api = BotApi(world, lambda request: _cut(listener, request))
    listener = Listener(create_app(api, Control(world, hooks or Hooks())), host, port)
    async with listener.listening():
        telegram = Telegram(world, listener.url)
        for phone in people:
            telegram.phone(phone)
        try:
            yield telegram
        finally:
            api.closing.set()
            world.close()
            await world.webhook.stop()


def _cut(listener: Listener, request: Request) -> None:
    listener.cut(request)
