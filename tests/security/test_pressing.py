"""Every address pressed by every role with what is other people's: no effect, no difference to what never was."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import pytest

from bot import app
from bot.typed import resolve
from bot.updates import storable
from content.screen import Screen
from programme import audit, bookings, complaints, minutes, people, sessions
from programme.model import Entry, Intensity, Role, Shown
from programme.store.engine import Database
from tests.bot.handlers.conftest import Chat, Town, new_session
from tests.content.cast import NOW, ZONE
from tests.security.listening import Listening, dump

VERA, DANA, HOLLY, ME = 701, 702, 703, 704
"""Whose things they are: an employee, an instructor and an HR contact of the council; and who presses."""
NEVER = "NeverExisted"
ALL_SEE_IT = {"takecover"}
"""Where what exists is no secret from who may press: an instructor may be offered any session."""
ROLES = (None, Role.EMPLOYEE, Role.INSTRUCTOR, Role.HR)


@dataclass(frozen=True)
class Things:
    """What is other people's, by what it is."""

    ids: dict[str, str]
    town: Town


async def person_of(town: Town, chat_id: int) -> str:
    async with town.database.reading() as reading:
        found = (await people.visitor(reading, chat_id)).person
    assert found
    return found.id


@pytest.fixture
async def things(town: Town) -> Things:
    await town.member(VERA)
    await town.member(DANA, role=Role.INSTRUCTOR)
    await town.member(HOLLY, role=Role.HR)
    dana = await person_of(town, DANA)
    async with town.database.transaction() as tx:
        private = replace(new_session("For the council"), employer_ids=(town.council.id,), instructor_id=dana)
        session = await sessions.add(tx, private, "test", NOW)
        vera = await people.visitor(tx, VERA)
        booking = await bookings.book(tx, vera, session.id, NOW)
        entry = Entry("VerasEntryAA", 10, "walking", Intensity.LIGHT, NOW.date())
        await minutes.save(tx, vera, [entry], NOW, zone=ZONE, replaces=None)
        complaint = await complaints.make(tx, vera, "You told my boss.", NOW, by_mail=True)
        holly = await tx.one("SELECT id FROM roles WHERE role = 'hr'")
        notice = await tx.one("SELECT id FROM notices WHERE booking_id = $1", booking.id)
        invitation = await tx.one("SELECT id FROM invitations WHERE employer_id = $1", town.council.id)
        assert vera.person
        assert vera.contact_id
        assert holly
        assert notice
        assert invitation
    ids = {
        "session": session.id, "booking": booking.id, "entry": entry.id, "complaint": complaint,
        "role": holly["id"], "notice": notice["id"], "invitation": invitation["id"],
        "person": vera.person.id, "contact": vera.contact_id, "workplace": town.council.id,
    }  # fmt: skip
    return Things(ids, town)


async def presser(things: Things, role: Role | None) -> tuple[Chat, Listening, str]:
    """Somebody of the bakery with that role (None: a stranger), a database that listens, and their id."""
    town = things.town
    if role:
        await town.member(ME, town.bakery, role)
    person_id = await person_of(town, ME) if role else ""
    listening = Listening(town.database)
    return Chat(listening, ME), listening, person_id


def masked(screen: Screen, id: str) -> str:
    return repr((screen.text, screen.rows, screen.asks, screen.toast, screen.menu)).replace(id, "…")


def shown_to(role: Role | None, things: Things) -> list[tuple[str, str]]:
    """Workplaces are nobody's own, and an instructor chooses from all of them whom a session is for."""
    return [one for one in things.ids.items() if not (role is Role.INSTRUCTOR and one[0] == "workplace")]


@pytest.mark.timeout(180)
@pytest.mark.parametrize("role", ROLES)
async def test_what_is_somebody_elses_is_as_if_it_had_never_been(things: Things, role: Role | None) -> None:
    """The same words, by the same statements, and nothing of anybody else's has changed."""
    chat, listening, person_id = await presser(things, role)
    before = await dump(things.town.database, person_id, ME)
    for route in (one for one in app.ROUTES if one.name != "code"):  # a wrong code is counted, whatever it is
        for end in ("", ":yes"):
            await chat.go(f"{route.name}:{NEVER}{end}")  # what it does to their own things, it has done
            never = await seen(chat, listening, route.name, NEVER, end)
            for kind, id in shown_to(role, things):
                assert await seen(chat, listening, route.name, id, end) == never, (route.name, kind, end)
    assert await dump(things.town.database, person_id, ME) == before


async def seen(chat: Chat, listening: Listening, name: str, id: str, end: str) -> tuple[str, list[str]]:
    """What an address answers, and by which statements."""
    listening.heard.clear()
    screen = await chat.go(f"{name}:{id}{end}")
    return masked(screen, id), [] if name in ALL_SEE_IT else listening.statements()


async def test_control_an_effect_on_somebody_else_would_be_seen(things: Things) -> None:
    before = await dump(things.town.database, "", ME)
    await things.town.chat(VERA).go(f"cancel:{things.ids['session']}")
    assert await dump(things.town.database, "", ME) != before


async def test_control_a_way_that_looks_first_would_be_heard(things: Things) -> None:
    listening = Listening(things.town.database)
    chat = Chat(listening, VERA)
    await chat.go(f"s:{things.ids['session']}")
    hers = listening.statements()
    await chat.go(f"s:{NEVER}")
    assert hers != listening.statements()


JUNK = (
    "", "yes", "0", "-1", "9" * 60, "\uff12", "\u00b2", "\u202e", "%s", "{0}", "' OR 1=1 --", "None", "\U0001f4a5",
    "a" * 64, "../..", "2026-W47", "2026-13-99", "removed", "on", "rotate", "hr", "team", "1e9", "\ud800",
)  # fmt: skip


def invented(chance: random.Random, things: Things) -> str:
    """An address as somebody with a tampered-with app might send it, for the real names more often than not."""
    names = [*app.BY_NAME, *JUNK]
    pool = [*JUNK, *things.ids.values(), NEVER]
    name = chance.choice(names) if chance.random() < 0.9 else "".join(chance.choices("abcdefg:_ é", k=8))
    return storable(":".join([name, *(chance.choice(pool) for _ in range(chance.randrange(4)))]))


def has_its_own_right(address: str) -> bool:
    """What somebody may do to themselves, or HR for the own workplace: its effects are meant."""
    name, _, rest = address.partition(":")
    return (name, rest.partition(":")[0]) in {("erase", "yes"), ("leave", "yes"), ("newlink", "")}


@pytest.mark.timeout(180)
@pytest.mark.parametrize("role", ROLES)
async def test_invented_presses_crash_nothing_and_change_nothing(things: Things, role: Role | None) -> None:
    chat, _, person_id = await presser(things, role)
    before = await dump(things.town.database, person_id, ME)
    chance = random.Random(f"presses {role}")
    for _ in range(900):
        address = invented(chance, things)
        if not has_its_own_right(address):
            await chat.go(address)
    assert await dump(things.town.database, person_id, ME) == before


@pytest.mark.timeout(180)
async def test_invented_deep_links_and_words_let_nobody_in(things: Things) -> None:
    before = await without_alerts(things.town.database)
    chance = random.Random("links")
    pool = [*JUNK, *things.ids.values(), "s_", "s_" + things.ids["session"], "ABCD-EFGH", "/start", "1"]
    shown = Shown(900, 1, (("Book", "book:x"),), "code")
    for number in range(150):
        chat = things.town.chat(10_000 + number)
        typed = storable("".join(chance.choices(pool, k=chance.randrange(1, 4))))
        await chat.go("start", typed)
        assert "Your places" not in chat.text
        address, rest = resolve(typed, shown, is_command=frozenset({"start"}))
        if not has_its_own_right(str(address)):
            await chat.go(str(address), rest)
    assert await without_alerts(things.town.database) == before


async def without_alerts(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """The team hears of many wrong codes; and a form begun by a stranger is their own."""
    found = await dump(database, "", 0)
    return {name: rows for name, rows in found.items() if name not in {"notices", "drafts"}}


@pytest.mark.parametrize("role", [None, Role.EMPLOYEE, Role.INSTRUCTOR, Role.HR])
async def test_a_role_that_has_ended_counts_no_more_at_the_next_tap(town: Town, role: Role | None) -> None:
    theo = await town.member(800, role=Role.TEAM)
    assert "<b>" in str((await theo.go("programme")).text)
    person_id = await person_of(town, 800)
    async with town.database.transaction() as tx:
        await tx.run("UPDATE roles SET revoked_at = '2026-11-23T09:00:00.000000Z' WHERE person_id = $1", person_id)
        await audit.record(tx, "test", "role revoked", person_id, NOW)
    assert "doesn't work here" in str((await theo.go("programme")).text)


# what HR can do with links


async def test_hr_makes_links_for_everybody_and_never_sees_their_uses(town: Town) -> None:
    holly = await town.member(HOLLY, role=Role.HR)
    for end in ("", f"{town.council.id}", f"{town.council.id}:1", f"{town.council.id}:uses:1", "1"):
        await holly.go(f"newlink:{end}" if end else "newlink")
    async with town.database.reading() as reading:
        limited = await reading.all("SELECT id FROM invitations WHERE role = 'employee' AND uses_allowed IS NOT NULL")
    assert not limited
    before = await everything_hr_sees(holly, town)
    for number in range(3):
        await town.member(2000 + number)
    assert await everything_hr_sees(holly, town) == before


async def everything_hr_sees(holly: Chat, town: Town) -> list[str]:
    names = [route.name for route in app.ROUTES if route.view and route.name != "mydata"]
    return [masked(await holly.go(f"{name}{end}"), "x") for name in names for end in ("", f":{town.council.id}")]
