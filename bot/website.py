"""What the web pages show: read from the record, worded by `content`, served by `web`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.entries import ways_to
from bot.tap import House
from content import mail_pages as mail_scene
from content import pages
from content.pages import Page
from content.words import Words
from programme import entries, mail_pages, sessions
from programme.errors import NotFound, Refusal
from programme.model import Card, Visitor
from programme.store.engine import Database, Reading, StoreUnavailable
from scheduling.clock import Clock
from web.pages import Pages

FRESH = timedelta(seconds=10)
"""How long a timetable is shown again, so that however many ask, the record is read only so often."""
ANYBODY = Visitor(chat_id=0)
WORDS = Words()


@dataclass(slots=True)
class Website:
    database: Database
    clock: Clock
    house: House
    _latest: tuple[datetime, Page] | None = field(default=None, init=False)

    @property
    def pages(self) -> Pages:
        return Pages(
            self.timetable, self.entry, self.join, self.ask_to_confirm, self.confirm, self.ask_to_stop, self.stop
        )

    async def timetable(self) -> Page:
        now = self.clock()
        if self._latest and timedelta(0) <= now - self._latest[0] < FRESH:
            return self._latest[1]
        try:
            async with self.database.reading() as reading:
                cards = await sessions.upcoming(reading, ANYBODY, now)
        except StoreUnavailable:
            return pages.trouble(WORDS)
        page = pages.timetable(WORDS, cards, self.house.bot_username, now, self.house.zone)
        self._latest = (now, page)
        return page

    async def entry(self, token: str) -> Page:
        now = self.clock()
        try:
            async with self.database.reading() as reading:
                return self._page(await self._card(reading, token, now), now)
        except NotFound:
            return pages.missing(WORDS)
        except StoreUnavailable:
            return pages.trouble(WORDS)

    async def join(self, token: str) -> Page | str:
        """The session's link; or, where it is not to be had (any more), the page as it is now."""
        now = self.clock()
        try:
            async with self.database.transaction() as tx:
                return await entries.join(tx, self.house.page_key, token, now)
        except StoreUnavailable:
            return pages.trouble(WORDS)
        except Refusal:
            page = await self.entry(token)
        return Page(page.html, 409) if page.status == 200 else page

    async def ask_to_confirm(self, token: str) -> Page:
        try:
            async with self.database.reading() as reading:
                await mail_pages.asked(reading, self.house.page_key, token, self.clock())
        except NotFound:
            return mail_scene.too_late_to_confirm(WORDS)
        except StoreUnavailable:
            return pages.trouble(WORDS)
        return mail_scene.ask_to_confirm(WORDS, self.house.controller)

    async def confirm(self, token: str) -> Page:
        try:
            async with self.database.transaction() as tx:
                await mail_pages.confirm(tx, self.house.page_key, token, self.clock(), self.house.zone)
        except NotFound:
            return mail_scene.too_late_to_confirm(WORDS)
        except StoreUnavailable:
            return pages.trouble(WORDS)
        return mail_scene.confirmed(WORDS)

    async def ask_to_stop(self, token: str) -> Page:
        """Looks nothing up: whether there is (still) something to stop is told to nobody."""
        try:
            mail_pages.check_stop(self.house.page_key, token)
        except NotFound:
            return pages.missing(WORDS)
        return mail_scene.ask_to_stop(WORDS)

    async def stop(self, token: str) -> Page:
        try:
            async with self.database.transaction() as tx:
                await mail_pages.stop(tx, self.house.page_key, token, self.clock())
        except NotFound:
            return pages.missing(WORDS)
        except StoreUnavailable:
            return pages.trouble(WORDS)
        return mail_scene.stopped(WORDS)

    async def _card(self, reading: Reading, token: str, now: datetime) -> Card:
        return await entries.card(reading, self.house.page_key, token, now)

    def _page(self, card: Card, now: datetime) -> Page:
        assert card.booking is not None
        return pages.entry(WORDS, card, ways_to(self.house, card.booking), now, self.house.zone)
