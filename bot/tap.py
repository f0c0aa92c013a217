"""One tap: who did what, when, and the things of the house that handlers may use."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from zoneinfo import ZoneInfo

from bot.address import Address
from bot.fetching import Unfetched
from content.screen import Screen
from content.words import Words
from programme.erasures import Ledger
from programme.model import Shown, Visitor, WorkbookRead
from programme.store.engine import Reading, Transaction


@dataclass(frozen=True, slots=True)
class House:
    """What does not change while the bot runs and screens need to know."""

    bot_username: str
    controller: str
    privacy_contact: str
    privacy_url: str
    zone: ZoneInfo
    team_ids: frozenset[int] = frozenset()
    public_url: str = ""
    sends_mail: bool = False
    """Whether there is a server that takes e-mails."""
    ledger: Ledger | None = None
    """Where erasures are noted; nobody is erased without it."""
    page_key: bytes = b""
    """What the addresses of bookings' own pages, and of those in e-mails, are made with; empty where there are none."""


@dataclass(frozen=True, slots=True)
class Tap:
    visitor: Visitor
    address: Address
    now: datetime
    house: House
    typed: str = ""
    """What was typed, where the address came from typing; empty for a press."""
    brought: WorkbookRead | None = None
    """What the file says that was sent to an address that takes one."""
    shown: Shown | None = None
    """What was offered last, for a route that `looks_back`."""

    @property
    def words(self) -> Words:
        return Words(self.visitor.person.language if self.visitor.person else "en")


class Needs(Enum):
    """Who may use an address; decided by `bot.access` at the moment of the tap."""

    ANYBODY = auto()
    MEMBER = auto()
    INSTRUCTOR = auto()
    HR = auto()
    TEAM = auto()


View = Callable[[Reading, Tap], Awaitable[Screen]]
Act = Callable[[Transaction, Tap], Awaitable[Address]]
Reads = Callable[[bytes | Unfetched], WorkbookRead]


@dataclass(frozen=True, slots=True)
class Route:
    """A row of the handler table: a *view* reads and shows; an *act* is one transaction and says what to show next."""

    name: str
    needs: Needs
    view: View | None = None
    act: Act | None = None
    is_command: bool = False
    """Whether `/name` may be typed to get here."""
    reads: Reads | None = None
    """What is made of a file that is sent to this act, before its transaction; no other address takes files."""
    looks_back: bool = False
    """Whether its view says again what was offered before."""
