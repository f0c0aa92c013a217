"""A thousand random orders of whatever may happen to places: what must hold after every step of each."""

import asyncio
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from random import Random

import pytest

from programme import bookings, people, waiting
from programme.model import BookingState, Session, Visitor
from programme.store import waiting as store
from programme.store.engine import opened
from programme.store.migrate import migrate
from programme.times import to_text
from programme.waiting import Way, way
from tests.programme.cast import COLE, NOW, STARTS, House
from tests.programme.crowd import PEOPLE, Seen, View, World, furnish, look
from tests.programme.direct import Direct

INTERLEAVINGS = 1_000
STEPS = 30
TOGETHER = timedelta(minutes=10)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The world at its beginning; each interleaving starts from there."""
    path = str(tmp_path_factory.mktemp("crowd") / "record.db")
    sessions, visitors = asyncio.run(gathered(path))
    direct = Direct(path)
    yield World(direct, sessions, visitors, visitors[COLE], Random(0))
    direct.connection.close()


async def gathered(path: str) -> tuple[tuple[str, ...], dict[int, Visitor]]:
    async with opened(f"sqlite:///{path}") as database:
        await migrate(database, NOW)
        house = await House.furnished(database)
        sessions = await furnish(house)
        return sessions, {chat_id: await house.visitor(chat_id) for chat_id in (*PEOPLE, COLE)}


def anew(started: World, seed: int) -> World:
    start = STARTS - timedelta(minutes=Random(seed).choice([600, 65, 58, 45, 30, 14]))
    return World(started.database, started.sessions, started.visitors, started.leader, Random(seed), start)


async def play(world: World, steps: int) -> Iterable[str]:
    """What is wrong after the first step after which anything is; the record is as before in the end."""
    world.database.begin()
    try:
        before = await look(world)
        for _ in range(steps):
            actor = await world.act()
            after = await look(world)
            wrong = [f"{trouble} after {world.log}" for trouble in troubles(world, before, after, actor)]
            if wrong:
                return wrong
            before = after
        return ()
    finally:
        world.database.forget()


def troubles(world: World, before: View, after: View, actor: str | None) -> list[str]:
    found = [
        name
        for session_id in world.sessions
        for name, holds in RULES.items()
        if not holds(world, before[session_id], after[session_id], actor)
    ]
    return [*found, *(["promoted into two at one time"] if has_doubled(before, after, actor) else [])]


def may_come(world: World, person_ids: Iterable[str]) -> set[str]:
    return set(person_ids) - world.gone - world.silent


def is_open(world: World, seen: Seen) -> bool:
    return not seen.is_off and world.now < seen.starts_at


def never_over_capacity(_world: World, before: Seen, after: Seen, _actor: str | None) -> bool:
    """Only lowering the places may leave more taken than there are, and then no more are taken."""
    return after.taken <= max(after.places, before.taken)


def none_after_the_start(world: World, before: Seen, after: Seen, _actor: str | None) -> bool:
    gained = after.of("booked", "offered") - before.of("booked", "offered")
    return is_open(world, after) or not gained


def none_free_while_somebody_waits(world: World, _before: Seen, after: Seen, _actor: str | None) -> bool:
    """In the last ten minutes: while somebody waits who has not been told."""
    if not is_open(world, after) or after.taken >= after.places:
        return True
    waiting_ = may_come(world, after.of("waiting"))
    return not (waiting_ - after.told_of_room if after.starts_at - world.now <= TOGETHER else waiting_)


def order_kept(world: World, before: Seen, after: Seen, _actor: str | None) -> bool:
    """Whoever gains a place or an offer leaves nobody waiting who came before them; but for the last ten minutes."""
    if not is_open(world, after) or after.starts_at - world.now <= TOGETHER:
        return True
    left = [after.held[one].queue_no or 0 for one in may_come(world, after.of("waiting") & before.of("waiting"))]
    gained = after.of("booked", "offered") - before.of("booked", "offered")
    numbers = [before.held[one].queue_no if one in before.of("waiting") else None for one in gained]
    return all(not left or (number is not None and number < min(left)) for number in numbers)


def no_number_twice(_world: World, _before: Seen, after: Seen, _actor: str | None) -> bool:
    numbers = [place.queue_no for place in after.held.values() if place.queue_no is not None]
    return len(numbers) == len(set(numbers))


def nobody_holds_for_ever(world: World, _before: Seen, after: Seen, _actor: str | None) -> bool:
    """After a tick no offer has run out."""
    if after.is_off or world.done != "tick":
        return True
    until = [place.offered_until or "" for place in after.held.values() if place.state == "offered"]
    return all(one > to_text(world.now) for one in until) and (not until or world.now < after.starts_at)


RULES = {
    "over capacity": never_over_capacity,
    "after the start": none_after_the_start,
    "a place is free": none_free_while_somebody_waits,
    "out of order": order_kept,
    "a number twice": no_number_twice,
    "an offer for ever": nobody_holds_for_ever,
}


def has_doubled(before: View, after: View, actor: str | None) -> bool:
    """Whether somebody was given a place, unasked, who is booked on another session at that time."""
    for session_id, seen in after.items():
        given = seen.of("booked") - before[session_id].of("booked") - {actor}
        others = [other for other_id, other in after.items() if other_id != session_id and seen.meets(other)]
        if any(given & other.of("booked") for other in others):
            return True
    return False


@pytest.mark.slow
@pytest.mark.timeout(120)
async def test_a_thousand_interleavings(started: World) -> None:
    for seed in range(INTERLEAVINGS):
        assert not list(await play(anew(started, seed), STEPS)), seed


async def test_the_interleavings_see_something(started: World) -> None:
    """Offers are taken, declined and run out, people are promoted, told together and passed over."""
    kinds: set[str] = set()
    for seed in range(200):
        world = anew(started, seed)
        world.database.begin()
        for _ in range(STEPS):
            await world.act()
        kinds |= {row["kind"] for row in await world.database.all("SELECT DISTINCT kind FROM notices")}
        world.database.forget()
    assert kinds >= {"promoted", "offered", "offer_over", "place_open", "session_cancelled", "session_moved"}


async def found_within(started: World, interleavings: int) -> str:
    """The first thing that is found wrong."""
    for seed in range(interleavings):
        wrong = list(await play(anew(started, seed), STEPS))
        if wrong:
            return wrong[0].partition(" after [")[0]
    return ""


async def nothing(*_about: object) -> tuple[()]:
    return ()


def way_without_the_start(session: Session, now: datetime) -> Way:
    return Way.GIVE if now >= session.starts_at else way(session, now)


CONTROLS = {
    "over capacity": (bookings, "decide_booking", lambda *_: BookingState.BOOKED),
    "after the start": (waiting, "way", way_without_the_start),
    "a place is free": (waiting, "fill", nothing),
    "out of order": (store, "IN_ORDER", " ORDER BY b.queue_no DESC LIMIT $2"),
    "promoted into two at one time": (waiting, "to_give", lambda queue, _held: tuple(one.attendee for one in queue)),
    "an offer for ever": (waiting, "end_offers", nothing),
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("wrong", sorted(CONTROLS))
async def test_control_without_its_guard_each_is_found(
    started: World, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    """Shows that the thousand can fail, each for its own reason."""
    monkeypatch.setattr(*CONTROLS[wrong])
    assert await found_within(started, INTERLEAVINGS) == wrong


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_two_sessions_freed_at_once_give_nobody_two_places_at_one_time(house: House) -> None:
    """On PostgreSQL, where transactions do run side by side: each of ten waits for both sessions."""
    for chat_id in PEOPLE[:20]:
        await house.join(chat_id)
    for _ in range(5):
        sessions = [await house.add(places=10) for _ in range(2)]
        for session in sessions:
            await house.book_all(PEOPLE[:20], session)
        await asyncio.gather(*(house.cancel(one, session) for one in PEOPLE[:10] for session in sessions))
        assert await count_doubled(house) == 0
        for session in sessions:
            taken = f"session_id = '{session.id}' AND state IN ('booked', 'offered')"
            assert await house.count("bookings", taken) == 10
            await house.call_off(session)


async def count_doubled(house: House) -> int:
    """How many were promoted into two sessions that are on."""
    promoted = "SELECT contact_id FROM notices n JOIN sessions s ON s.id = n.session_id WHERE n.kind = 'promoted'"
    return await house.count(f"({promoted} AND s.cancelled_at IS NULL GROUP BY contact_id HAVING COUNT(*) > 1) AS two")


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_control_without_holding_they_are_given_two(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "hold_first", everybody)
    for chat_id in PEOPLE[:2]:
        await house.join(chat_id)
    sessions = [await house.add(places=1) for _ in range(2)]
    for session in sessions:
        await house.book_all(PEOPLE[:2], session)
    both_are_freed = asyncio.Barrier(2)

    async def cancel_slowly(session_id: str) -> None:
        async with house.database.transaction() as tx:
            visitor = await people.visitor(tx, PEOPLE[0])
            await bookings.cancel(tx, visitor, session_id, NOW)
            await both_are_freed.wait()

    await asyncio.gather(*(cancel_slowly(session.id) for session in sessions))
    assert await count_doubled(house) == 1


async def everybody(tx: object, session_id: str, limit: int) -> frozenset[str]:
    return frozenset(one.attendee.person.id for one in await store.select_queue(tx, session_id, limit))  # type: ignore[arg-type]
