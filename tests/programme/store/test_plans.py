"""What the hot commands cost: few statements, and each of them answered from an index."""

import re
from collections.abc import Awaitable, Callable

import pytest

from programme import bookings, invitations, notices, people, preferences, sessions
from programme.model import Role, Session
from programme.store import inbox
from programme.store import notices as notice_store
from programme.store.engine import Database
from programme.store.sqlite import translate
from tests.programme.cast import AMIRA, BEN, NOW, House, before_start, later
from tests.programme.store.overhearing import Heard, Overheard, overheard

BIG = {
    "audit",
    "bookings",
    "challenge_entries",
    "code_attempts",
    "consents",
    "contacts",
    "inbox",
    "memberships",
    "minutes",
    "notices",
    "people",
    "roles",
    "sessions",
    "session_audience",
    "shown",
}
"""Tables that grow with use and must never be read whole for one tap."""
ALIASES = re.compile(r"\b(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)(?:\s+(?:AS\s+)?([a-z]))?\b")
READ_WHOLE = re.compile(r"^SCAN (\w+)(?! USING (?:COVERING )?INDEX)")

Act = Callable[[Overheard, Session], Awaitable[object]]


async def read_whole(database: Database, heard: Heard) -> set[str]:
    """The big tables that SQLite would read from end to end for this statement."""
    names: dict[str, str] = {alias or table: table for table, alias in ALIASES.findall(heard.sql)}
    text, order = translate(heard.sql)
    async with database.reading() as reading:
        numbered = iter(order)
        explained = re.sub(r"\?", lambda _: f"${next(numbered) + 1}", text)
        rows = await reading.all("EXPLAIN QUERY PLAN " + explained, *heard.values)
    found = [READ_WHOLE.match(row["detail"]) for row in rows]
    scanned = [str(one.group(1)) for one in found if one]
    return {names.get(name, name) for name in scanned} & BIG


async def visit(tx: Overheard, _session: Session) -> object:
    return await people.visitor(tx, AMIRA)


async def book(tx: Overheard, session: Session) -> object:
    return await bookings.book(tx, await people.visitor(tx, AMIRA), session.id, NOW)


async def cancel(tx: Overheard, session: Session) -> object:
    await bookings.book(tx, await people.visitor(tx, AMIRA), session.id, NOW)
    await bookings.book(tx, await people.visitor(tx, BEN), session.id, NOW)
    return await bookings.cancel(tx, await people.visitor(tx, AMIRA), session.id, NOW)


async def list_upcoming(tx: Overheard, _session: Session) -> object:
    return await sessions.upcoming(tx, await people.visitor(tx, AMIRA), NOW)


async def list_mine(tx: Overheard, _session: Session) -> object:
    return await bookings.mine(tx, await people.visitor(tx, AMIRA), NOW)


async def show_card(tx: Overheard, session: Session) -> object:
    return await sessions.card(tx, await people.visitor(tx, AMIRA), session.id, NOW)


async def choose(tx: Overheard, _session: Session) -> object:
    await preferences.set_reminder(tx, await people.visitor(tx, AMIRA), 30, NOW)
    return None


async def guess(tx: Overheard, _session: Session) -> object:
    return await invitations.present(tx, AMIRA, "WRONG", NOW)


async def leave(tx: Overheard, session: Session) -> object:
    await bookings.book(tx, await people.visitor(tx, AMIRA), session.id, NOW)
    await people.leave(tx, await people.visitor(tx, AMIRA), NOW)
    return None


async def deliver(tx: Overheard, session: Session) -> object:
    await bookings.book(tx, await people.visitor(tx, AMIRA), session.id, NOW)
    [notice, *_] = await notices.claim_due(tx, 1, 8, before_start(minutes=10))
    await notices.relevant(tx, notice, before_start(minutes=10))
    await notices.settle(tx, notice.id, "sent", NOW)
    await notices.recover(tx, 2, NOW)
    return await notices.next_due(tx)


async def tidy(tx: Overheard, _session: Session) -> object:
    await notice_store.delete_settled(tx, NOW)
    await inbox.delete_settled(tx, NOW, NOW)
    return await inbox.select_open(tx, 1, 10)


HOT: tuple[Act, ...] = (
    visit,
    book,
    cancel,
    list_upcoming,
    list_mine,
    show_card,
    choose,
    guess,
    leave,
    deliver,
    tidy,
)


@pytest.fixture
async def session(house: House) -> Session:
    await house.join(AMIRA)
    await house.join(BEN)
    await house.join_as(AMIRA, Role.TEAM)
    return await house.add(places=1, employer_ids=(house.council.id,))


async def hear(house: House, act: Act, session: Session) -> list[Heard]:
    async with overheard(house.database) as tx:
        await act(tx, session)
    return tx.heard


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("act", HOT, ids=lambda act: act.__name__)
async def test_no_big_table_is_read_whole(house: House, session: Session, act: Act) -> None:
    heard = await hear(house, act, session)
    assert heard
    for one in heard:
        assert await read_whole(house.database, one) == set(), one.sql


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_control_a_table_read_whole_is_noticed(house: House) -> None:
    slow = Heard("SELECT b.id FROM bookings b WHERE b.created_at < $1", ("",))
    assert await read_whole(house.database, slow) == {"bookings"}


@pytest.mark.parametrize(
    ("act", "statements"),
    [
        (visit, 1),
        (book, 1 + 5),  # lock, situation, booking, reminders; and the safety line the first time
        (list_upcoming, 1 + 1),
        (list_mine, 1 + 1),
        (show_card, 1 + 1),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
async def test_a_tap_takes_few_statements(house: House, session: Session, act: Act, statements: int) -> None:
    """Each is a hop to SQLite's thread, or a way to PostgreSQL and back; the first reads the visitor."""
    assert len(await hear(house, act, session)) == statements


async def test_the_second_booking_takes_one_less_and_a_repeat_two(house: House, session: Session) -> None:
    await hear(house, book, session)
    other = await house.add(starts_at=later(days=3))
    assert len(await hear(house, book, other)) == 1 + 4
    assert len(await hear(house, book, other)) == 1 + 2


async def test_a_promotion_tells_everybody_by_one_statement(house: House, session: Session) -> None:
    heard = await hear(house, cancel, session)
    assert sum("INSERT INTO notices" in one.sql for one in heard) == 2
