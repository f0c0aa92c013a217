"""Fifty people and three sessions of few places, two of them at one time: whatever they do, at random, and when."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from programme import bookings, notices, people, sessions, waiting
from programme.changes import making
from programme.changes.change import Change
from programme.changes.reach import Scope
from programme.errors import Refusal
from programme.model import Role, Visitor
from programme.times import from_text
from tests.programme.cast import COLE, NOW, STARTS, House
from tests.programme.direct import Direct

PEOPLE = tuple(range(2001, 2051))
PLACES = (2, 1, 3)
STARTING = (STARTS, STARTS + timedelta(minutes=5), STARTS + timedelta(hours=2))


async def furnish(house: House) -> tuple[str, ...]:
    """The ids of the three sessions, which Dr Cole leads."""
    cole = await house.join_as(COLE, Role.INSTRUCTOR)
    assert cole.person
    for chat_id in PEOPLE:
        await house.join(chat_id)
    added = [
        await house.add(starts_at=at, places=places, instructor_id=cole.person.id)
        for at, places in zip(STARTING, PLACES, strict=True)
    ]
    return tuple(one.id for one in added)


@dataclass(frozen=True, slots=True)
class Place:
    """One person's booking, as the record has it."""

    state: str
    queue_no: int | None
    offered_until: str | None


@dataclass(frozen=True, slots=True)
class Seen:
    """One session as the record has it."""

    starts_at: datetime
    ends_at: datetime
    places: int
    is_off: bool
    held: dict[str, Place]
    """By the person's id."""
    told_of_room: frozenset[str]

    def of(self, *states: str) -> set[str]:
        return {person_id for person_id, place in self.held.items() if place.state in states}

    @property
    def taken(self) -> int:
        return len(self.of("booked", "offered"))

    def meets(self, other: "Seen") -> bool:
        return self.starts_at < other.ends_at and self.ends_at > other.starts_at and not other.is_off


View = dict[str, Seen]


@dataclass(slots=True)
class World:
    """What happens, drawn from *random*; every act is a command of the programme."""

    database: Direct
    sessions: tuple[str, ...]
    visitors: dict[int, Visitor]
    leader: Visitor
    random: Random
    now: datetime = NOW
    gone: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)
    log: list[str] = field(default_factory=list)
    done: str = ""
    """The last act."""

    async def act(self) -> str | None:
        """Do something; who did it, where it was a person who wanted a place."""
        name, weight = zip(*ACTS.items(), strict=True)
        self.done = chosen = self.random.choices(name, weight)[0]
        chat_id, session_id = self.random.choice(PEOPLE), self.random.choice(self.sessions)
        self.log.append(f"{self.now:%d %H:%M:%S} {chosen} {chat_id} {self.sessions.index(session_id)}")
        try:
            return await getattr(self, chosen)(self.visitors[chat_id], session_id)  # type: ignore[no-any-return]
        except Refusal as refusal:
            self.log.append(f"    {type(refusal).__name__}")
            return None

    async def wants(self, command: object, visitor: Visitor, session_id: str) -> str | None:
        assert visitor.person
        if visitor.person.id in self.gone:
            return None
        async with self.database.transaction() as tx:
            await command(tx, visitor, session_id, self.now)  # type: ignore[operator]
        return visitor.person.id

    async def book(self, visitor: Visitor, session_id: str) -> str | None:
        return await self.wants(bookings.book, visitor, session_id)

    async def take(self, visitor: Visitor, session_id: str) -> str | None:
        """Somebody who is offered a place, if anybody is."""
        return await self.wants(bookings.take, await self.somebody(session_id, "offered", visitor), session_id)

    async def decline(self, visitor: Visitor, session_id: str) -> str | None:
        return await self.wants(bookings.decline, await self.somebody(session_id, "offered", visitor), session_id)

    async def hurry(self, visitor: Visitor, session_id: str) -> str | None:
        """ "Take the place", pressed by somebody who waits."""
        return await self.wants(bookings.take, await self.somebody(session_id, "waiting", visitor), session_id)

    async def cancel(self, visitor: Visitor, session_id: str) -> None:
        await self.wants(bookings.cancel, await self.somebody(session_id, "booked", visitor), session_id)

    async def unwait(self, visitor: Visitor, session_id: str) -> None:
        await self.wants(bookings.cancel, await self.somebody(session_id, "waiting", visitor), session_id)

    async def somebody(self, session_id: str, state: str, otherwise: Visitor) -> Visitor:
        rows = await self.database.all(
            "SELECT c.chat_id FROM bookings b JOIN contacts c ON c.person_id = b.person_id"
            " WHERE b.session_id = $1 AND b.state = $2 ORDER BY c.chat_id",
            session_id,
            state,
        )
        return self.visitors[self.random.choice(rows)["chat_id"]] if rows else otherwise

    async def leave(self, visitor: Visitor, _session_id: str) -> None:
        assert visitor.person
        async with self.database.transaction() as tx:
            await people.leave(tx, visitor, self.now)
        self.gone.add(visitor.person.id)

    async def block(self, visitor: Visitor, _session_id: str) -> None:
        await self.be_reachable(visitor, reachable=False)

    async def unblock(self, _visitor: Visitor, _session_id: str) -> None:
        for visitor in self.visitors.values():
            if visitor.person and visitor.person.id in self.silent:
                return await self.be_reachable(visitor, reachable=True)
        return None

    async def be_reachable(self, visitor: Visitor, *, reachable: bool) -> None:
        assert visitor.person
        async with self.database.transaction() as tx:
            await people.note_reachable(tx, visitor.chat_id, reachable=reachable, now=self.now)
        (self.silent.discard if reachable else self.silent.add)(visitor.person.id)

    async def resize(self, _visitor: Visitor, session_id: str) -> None:
        await self.change(session_id, Change(places=self.random.randint(1, 5)))

    async def move(self, _visitor: Visitor, session_id: str) -> None:
        minutes = self.random.choice([-45, -10, -5, 5, 30, 90])
        row = await self.database.one("SELECT starts_at FROM sessions WHERE id = $1", session_id)
        assert row
        to = from_text(row["starts_at"]) + timedelta(minutes=minutes)
        await self.change(session_id, Change(day=to.date(), at=to.time()))

    async def change(self, session_id: str, change: Change) -> None:
        async with self.database.transaction() as tx:
            await making.make(tx, self.leader, session_id, change, Scope.ONE, self.now)

    async def call_off(self, _visitor: Visitor, session_id: str) -> None:
        async with self.database.transaction() as tx:
            await sessions.cancel(tx, session_id, "", "command line", self.now)

    async def wait(self, _visitor: Visitor, _session_id: str) -> None:
        """Time passes, mostly up to the minutes that matter."""
        self.now += timedelta(seconds=self.random.choice([1, 40, 100, 200, 400, 1_500]))
        if self.random.random() < 0.15:
            self.now = max(self.now, STARTS - timedelta(minutes=self.random.choice([70, 59, 30, 11, 10, 1, -1])))

    async def tick(self, _visitor: Visitor, _session_id: str) -> None:
        await waiting.move_on(self.database, self.now)

    async def deliver(self, _visitor: Visitor, _session_id: str) -> None:
        async with self.database.transaction() as tx:
            for notice in await notices.claim_due(tx, 1, 100, self.now):
                await notices.settle(tx, notice.id, "sent", self.now)


ACTS = {
    "book": 30, "take": 6, "decline": 3, "hurry": 4, "cancel": 16, "unwait": 3, "leave": 1, "block": 2, "unblock": 2,
    "resize": 3, "move": 2, "call_off": 0.3, "wait": 14, "tick": 8, "deliver": 14,
}  # fmt: skip


async def look(world: World) -> View:
    """Everything there is to see about places, in three statements."""
    held: dict[str, dict[str, Place]] = {one: {} for one in world.sessions}
    for row in await world.database.all("SELECT * FROM bookings"):
        held[row["session_id"]][row["person_id"]] = Place(row["state"], row["queue_no"], row["offered_until"])
    told: dict[str, set[str]] = {one: set() for one in world.sessions}
    for row in await world.database.all(
        "SELECT n.session_id, c.person_id FROM notices n JOIN contacts c ON c.id = n.contact_id"
        " WHERE n.kind = 'place_open' AND n.state <> 'dropped'"
    ):
        told[row["session_id"]].add(row["person_id"])
    return {
        row["id"]: Seen(
            from_text(row["starts_at"]),
            from_text(row["ends_at"]),
            row["places"],
            row["cancelled_at"] is not None,
            held[row["id"]],
            frozenset(told[row["id"]]),
        )
        for row in await world.database.all("SELECT * FROM sessions ORDER BY id")
    }
