"""Notices are sent once, settled truthfully, and a slow one holds up nobody."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from markupsafe import Markup

from content.screen import Screen
from programme import notices, people, worker
from programme.model import Contact, NewNotice, Role, Visitor
from programme.record import opened_record
from programme.store.engine import Database
from scheduling.deliver import AGAIN, IN_FLIGHT, Delivery
from scheduling.outcomes import Later, Outcome, Refused, Sent, Uncertain

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@dataclass(slots=True)
class Line:
    """What notices are sent through: answers as told, and remembers what it was given."""

    outcomes: list[Outcome] = field(default_factory=list)
    given: list[str] = field(default_factory=list)
    hold: asyncio.Event | None = None
    most: int = 0
    now: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def send(self, contact: Contact, _screen: Screen, _lane: str, _deadline: datetime | None) -> Outcome:
        self.given.append(contact.id)
        self.now += 1
        self.most = max(self.most, self.now)
        async with self.changed:
            self.changed.notify_all()
        if self.hold:
            await self.hold.wait()
        self.now -= 1
        return self.outcomes.pop(0) if self.outcomes else Sent(1)

    async def has_given(self, number: int) -> None:
        async with asyncio.timeout(10), self.changed:
            await self.changed.wait_for(lambda: len(self.given) >= number)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with opened_record(f"sqlite:///{tmp_path / 'notices.db'}", NOW) as database:
        yield database


async def contact_of(database: Database, chat_id: int) -> str:
    async with database.transaction() as tx:
        await people.join_by_id(tx, Visitor(chat_id), Role.TEAM, NOW)
        visitor = await people.visitor(tx, chat_id)
        await tx.run("DELETE FROM notices")
    assert visitor.contact_id
    return visitor.contact_id


async def tell(database: Database, contact_id: str, kind: str = "team_alert", number: int = 1) -> None:
    async with database.transaction() as tx:
        await notices.tell(tx, [NewNotice(kind, contact_id, NOW, facts="codes")] * number, NOW)


async def delivery(database: Database, line: Line, now: Callable[[], datetime] = lambda: NOW) -> Delivery:
    epoch = await worker.take_over(database, "test", alone=True)
    assert epoch
    return Delivery(database, now, line.send, lambda *_: Screen(Markup("x")), epoch, asyncio.Event())


async def states(database: Database) -> dict[str, int]:
    async with database.reading() as reading:
        return await notices.count_by_state(reading)


async def test_a_due_notice_is_sent_once(database: Database) -> None:
    await tell(database, await contact_of(database, 1))
    line = Line()
    for _ in range(3):
        await (await delivery(database, line)).run_due()
    assert (len(line.given), await states(database)) == (1, {"sent": 1})


async def test_never_more_than_eight_are_on_their_way(database: Database) -> None:
    await tell(database, await contact_of(database, 1), number=40)
    line = Line(hold=asyncio.Event())
    running = asyncio.create_task((await delivery(database, line)).run_due())
    await line.has_given(IN_FLIGHT)
    assert line.hold
    line.hold.set()
    await running
    assert (len(line.given), line.most) == (40, IN_FLIGHT)


@pytest.mark.parametrize(
    ("outcomes", "sends", "state"),
    [
        ([Refused("message is too long")], 1, {"refused": 1}),
        ([Refused("blocked", unreachable=True)], 1, {"waiting": 1}),
        ([Uncertain()], 2, {"sent": 1}),
        ([Uncertain(), Uncertain()], 2, {"lapsed": 1}),
    ],
)
async def test_what_became_of_it_is_kept(
    database: Database, outcomes: list[Outcome], sends: int, state: dict[str, int]
) -> None:
    await tell(database, await contact_of(database, 1))
    line, present = Line(list(outcomes)), [NOW]
    sending = await delivery(database, line, lambda: present[0])
    for _ in range(3):
        await sending.run_due()
        present[0] += AGAIN
    assert (len(line.given), await states(database)) == (sends, state)


async def test_what_can_wait_is_not_sent_again_when_its_answer_is_lost(database: Database) -> None:
    await tell(database, await contact_of(database, 1), kind="best_time")
    line, present = Line([Uncertain()]), [NOW]
    sending = await delivery(database, line, lambda: present[0])
    await sending.run_due()
    present[0] += AGAIN
    await sending.run_due()
    assert (len(line.given), await states(database)) == (1, {"lapsed": 1})


async def test_what_ends_soon_is_sent_again_at_once(database: Database) -> None:
    contact_id = await contact_of(database, 1)
    async with database.transaction() as tx:
        one = NewNotice("team_alert", contact_id, NOW, NOW + AGAIN, facts="codes")
        await notices.tell(tx, [one], NOW)
    line = Line([Uncertain()])
    await (await delivery(database, line)).run_due()
    assert (len(line.given), await states(database)) == (2, {"sent": 1})


async def test_what_cannot_reach_its_reader_waits_for_their_return(database: Database) -> None:
    await tell(database, await contact_of(database, 1), number=2)
    line = Line([Refused("bot was blocked by the user", unreachable=True)] * 2)
    sending = await delivery(database, line)
    for _ in range(3):
        await sending.run_due()
    assert (len(line.given), await states(database)) == (2, {"waiting": 2})
    async with database.transaction() as tx:
        await people.note_reachable(tx, 1, reachable=True, now=NOW)
    await sending.run_due()
    assert await states(database) == {"sent": 2}


async def test_what_cannot_go_now_goes_later(database: Database) -> None:
    await tell(database, await contact_of(database, 1))
    line, present = Line([Later(30.0)]), [NOW]
    sending = await delivery(database, line, lambda: present[0])
    await sending.run_due()
    assert await states(database) == {"waiting": 1}
    present[0] = NOW + timedelta(seconds=31)
    await sending.run_due()
    assert (len(line.given), await states(database)) == (2, {"sent": 1})


async def test_an_expired_notice_is_dropped_unsent(database: Database) -> None:
    await tell(database, await contact_of(database, 1))
    line = Line()
    await (await delivery(database, line, lambda: NOW + timedelta(days=9))).run_due()
    assert (line.given, await states(database)) == ([], {"dropped": 1})


async def test_a_slow_one_does_not_hold_up_what_comes_after(database: Database) -> None:
    contact_id = await contact_of(database, 1)
    await tell(database, contact_id)
    line = Line(hold=asyncio.Event())
    sending = await delivery(database, line)
    running = asyncio.create_task(sending.run_due())
    await line.has_given(1)
    await tell(database, contact_id)
    sending.wake()
    await line.has_given(2)
    assert line.hold
    line.hold.set()
    await running
    assert await states(database) == {"sent": 2}
