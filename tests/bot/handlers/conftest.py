"""A real database with two workplaces and some sessions, and chats that press and type."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import access, app
from bot.address import Address, to
from bot.tap import House, Tap
from content import kinds as catalogue
from content import refusals
from content.screen import Screen
from content.words import Words
from programme import employers, invitations, kinds, people, sessions
from programme.errors import Refusal
from programme.model import Employer, NewSession, Role, Sensitivity, Session
from programme.store.engine import Database, opened
from programme.store.migrate import migrate
from tests.content.cast import NOW, STARTS, ZONE
from tests.content.reading import labels, plain_text

COLE = 104
HOUSE = House("FindYourActiveBot", "Active Essex", "privacy@example.org", "", ZONE, frozenset({900}))


@dataclass
class Chat:
    """One person's phone: what they press and type goes the way that the desk sends it."""

    database: Database
    chat_id: int
    now: datetime = NOW
    screen: Screen = field(default_factory=Screen)

    async def go(self, address: str, typed: str = "") -> Screen:
        route = app.route(Address.parse(address).name)
        try:
            self.screen = await (self._act if route and route.act else self._view)(Address.parse(address), typed)
        except Refusal as refusal:
            async with self.database.reading() as reading:
                self.screen = refusals.screen(Words(), refusal, await people.visitor(reading, self.chat_id))
        return self.screen

    async def press(self, label: str) -> Screen:
        found = [choice.address for choice in self.screen.choices if label in choice.label and choice.address]
        assert found, f"no {label!r} among {labels(self.screen)}"
        return await self.go(found[0])

    async def type(self, text: str) -> Screen:
        return await self.go(self.screen.asks or "unknown", text)

    @property
    def text(self) -> str:
        return plain_text(self.screen)

    @property
    def labels(self) -> list[str]:
        return labels(self.screen)

    async def _act(self, address: Address, typed: str) -> Screen:
        route = app.BY_NAME[address.name]
        assert route.act
        async with self.database.transaction() as tx:
            tap = Tap(await people.visitor(tx, self.chat_id), address, self.now, HOUSE, typed)
            allowed = access.may_use(tap.visitor, route.needs)
            following = await route.act(tx, tap) if allowed else to("unknown")
        return await self._view(following)

    async def _view(self, address: Address, typed: str = "") -> Screen:
        route = app.route(address.name) or app.UNKNOWN
        async with self.database.reading() as reading:
            tap = Tap(await people.visitor(reading, self.chat_id), address, self.now, HOUSE, typed)
            if not access.may_use(tap.visitor, route.needs):
                route, tap = app.UNKNOWN, replace(tap, address=to("unknown"))
            assert route.view, address
            return await route.view(reading, tap)


@dataclass(frozen=True)
class Town:
    """The workplaces and sessions that the stories take place at."""

    database: Database
    council: Employer
    bakery: Employer
    desk_reset: Session
    menopause: Session
    bakers_only: Session

    def chat(self, chat_id: int) -> Chat:
        return Chat(self.database, chat_id)

    async def invitation(self, role: Role, employer: Employer | None = None) -> invitations.Made:
        async with self.database.transaction() as tx:
            return await invitations.make(tx, role, employer.id if employer else None, NOW, actor="test")

    async def member(self, chat_id: int, employer: Employer | None = None, role: Role = Role.EMPLOYEE) -> Chat:
        """Somebody who has come in by a link."""
        workplace = (employer or self.council) if role in (Role.EMPLOYEE, Role.HR) else None
        chat = self.chat(chat_id)
        await chat.go("start", (await self.invitation(role, workplace)).link_token)
        await chat.press("I agree")
        return chat


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with opened(f"sqlite:///{tmp_path / 'town.db'}") as database:
        await migrate(database, NOW)
        async with database.transaction() as tx:
            await kinds.keep(tx, catalogue.rules())
            council = await employers.add(tx, "Essex County Council", 7500, "test", NOW)
            bakery = await employers.add(tx, "Basildon Bakery", 40, "test", NOW)
            reset = new_session("Desk reset", places=1)
            health = replace(new_session("Menopause at work", kind="webinar"), sensitivity=Sensitivity.HEALTH)
            private = replace(new_session("Before the ovens"), employer_ids=(bakery.id,))
            made = [await sessions.add(tx, new, "test", NOW) for new in (reset, health, private)]
        yield Town(database, council, bakery, *made)


def new_session(title: str, kind: str = "seated", places: int = 20) -> NewSession:
    starts = STARTS + timedelta(minutes=len(title))
    return NewSession(title, kind, starts, 10, places, f"https://zoom.example/j/{len(title)}")


@pytest.fixture
async def cole(town: Town) -> Chat:
    """Dr Cole teaches."""
    chat = await town.member(COLE, role=Role.INSTRUCTOR)
    await chat.type("Dr Cole")
    return chat
