"""What the record says of classes and places when the day is over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from programme import promises
from programme.promises import Kept
from programme.record import opened_record
from programme.times import from_optional_text, from_text, to_text

CLASSES = "SELECT id, starts_at, cancelled_at FROM sessions"
CHANGED = "SELECT subject, at FROM audit WHERE action = 'session changed' ORDER BY at"
MEMBERS = (
    "SELECT c.chat_id FROM contacts c JOIN consents s ON s.person_id = c.person_id"
    " WHERE c.chat_id IS NOT NULL AND s.purpose = 'joining' AND s.withdrawn_at IS NULL"
)
PLACES = (
    "SELECT c.chat_id, b.session_id, b.state,"
    " CASE WHEN b.changes = 0 THEN b.created_at ELSE b.booked_at END AS since"
    " FROM bookings b JOIN contacts c ON c.person_id = b.person_id WHERE c.chat_id IS NOT NULL"
)
NOT_SENT = (
    "SELECT kind || ' ' || reason AS sort, COUNT(*) AS n FROM notices"
    " WHERE state NOT IN ('sent', 'waiting') GROUP BY kind, reason"
)
DUE = (
    "SELECT COUNT(*) AS n FROM notices n JOIN contacts c ON c.id = n.contact_id"
    " WHERE n.state IN ('waiting', 'sending') AND n.due_at <= $1 AND c.unreachable_at IS NULL"
    " AND (n.expires_at IS NULL OR n.expires_at > $1)"
)
LIVE = frozenset({"booked", "waiting", "offered"})


class Row(Protocol):
    def __getitem__(self, column: str, /) -> Any: ...


@dataclass(frozen=True, slots=True)
class Class:
    """Aware UTC."""

    id: str
    starts_at: datetime
    cancelled_at: datetime | None = None
    changed_at: tuple[datetime, ...] = ()
    """Rising."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's booking, and since when they have had it without a break (aware UTC); None: that is not known."""

    chat: int
    class_id: str
    state: str
    since: datetime | None

    @property
    def is_live(self) -> bool:
        return self.state in LIVE


@dataclass(frozen=True, slots=True)
class Record:
    kept: Kept
    classes: tuple[Class, ...]
    places: tuple[Place, ...]
    members: frozenset[int]
    """The chats of everybody who has joined and not left."""
    not_sent: str
    """Notices counted by kind and reason."""


async def read(url: str, now: datetime) -> Record:
    async with opened_record(url, now) as database, database.reading() as reading:
        changed = defaultdict[str, list[datetime]](list)
        for row in await reading.all(CHANGED):
            changed[row["subject"]].append(from_text(row["at"]))
        return Record(
            kept=await promises.count(reading, now),
            classes=tuple(class_from(row, changed[row["id"]]) for row in await reading.all(CLASSES)),
            places=tuple(
                Place(row["chat_id"], row["session_id"], row["state"], from_optional_text(row["since"]))
                for row in await reading.all(PLACES)
            ),
            members=frozenset(row["chat_id"] for row in await reading.all(MEMBERS)),
            not_sent=counted(Counter({row["sort"]: int(row["n"]) for row in await reading.all(NOT_SENT)})),
        )


def class_from(row: Row, changed: Sequence[datetime]) -> Class:
    return Class(row["id"], from_text(row["starts_at"]), from_optional_text(row["cancelled_at"]), tuple(changed))


def counted(sorts: Counter[str]) -> str:
    """How many there are of each sort, most frequent first."""
    return f"{sorts.total()}: " + ", ".join(f"{n} {sort}" for sort, n in sorts.most_common())


async def is_calm(url: str, now: datetime) -> bool:
    """Whether nobody waits for an answer, and nothing is due to anybody who can be told."""
    async with opened_record(url, now) as database, database.reading() as reading:
        kept, due = await promises.count(reading, now), await reading.one(DUE, to_text(now))
    return not (kept.unanswered or (due and due["n"]))


async def waiting_updates(url: str, now: datetime) -> int:
    """How many updates are kept and not answered."""
    async with opened_record(url, now) as database, database.reading() as reading:
        return (await promises.count(reading, now)).unanswered
