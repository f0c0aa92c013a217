"""What Dr Cole leads: a session or a series, changed by whoever may, and who is told of it."""

from datetime import date, datetime, time

from programme import notices, people
from programme.changes import making
from programme.changes.change import Change
from programme.changes.reach import Scope
from programme.model import Notice, Role, Rule, Session
from programme.notices import Dropped
from programme.series import extending
from tests.programme.cast import (
    COLE,
    DESK_RESET,
    NOW,
    STARTS,
    House,
)

TUESDAYS = Rule(frozenset({1}), time(12, 30), date(2026, 11, 24))


async def led(house: House, **changes: object) -> Session:
    person = (await house.join_as(COLE, Role.INSTRUCTOR)).person
    assert person
    return await house.add(DESK_RESET, instructor_id=person.id, **changes)


async def weekly(house: House) -> tuple[Session, ...]:
    person = (await house.join_as(COLE, Role.INSTRUCTOR)).person
    assert person
    new = DESK_RESET.__class__(
        DESK_RESET.title, "seated", STARTS, 10, 20, "https://meet.example.org/desk", instructor_id=person.id
    )
    async with house.database.transaction() as tx:
        return await extending.add(tx, new, TUESDAYS, person.id, NOW)


async def change(
    house: House, session: Session, wanted: Change, scope: Scope = Scope.ONE, now: datetime = NOW, chat_id: int = COLE
) -> tuple[Session, ...]:
    async with house.database.transaction() as tx:
        return await making.make(tx, await people.visitor(tx, chat_id), session.id, wanted, scope, now)


async def booked(house: House, session: Session, *chat_ids: int) -> None:
    for chat_id in chat_ids:
        await house.join(chat_id)
        await house.book(chat_id, session)


async def due(house: House, now: datetime) -> list[tuple[str, int | None]]:
    """What is sent at *now*: kinds and chats."""
    async with house.database.transaction() as tx:
        claimed = await notices.claim_due(tx, 7, 500, now)
    sent = [one for one in claimed if await is_sent(house, one, now)]
    return sorted((one.kind, one.contact.chat_id) for one in sent)


async def is_sent(house: House, notice: Notice, now: datetime) -> bool:
    async with house.database.reading() as reading:
        return notice.kind != "menu" and not isinstance(await notices.relevant(reading, notice, now), Dropped)


async def rows(house: House, columns: str, where: str = "1 = 1") -> list[tuple[object, ...]]:
    async with house.database.reading() as reading:
        found = await reading.all(f"SELECT {columns} FROM sessions WHERE {where} ORDER BY slot, id")
    return [tuple(row[column.strip()] for column in columns.split(",")) for row in found]
