"""The timetable: the next sessions at once, then days and filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import choices, sessions, times
from content.screen import Choice, Screen
from content.words import Words, paragraphs
from programme.model import Card, Category, Session

ON_ONE_SCREEN = 6
DAYS_IN_ROW = 4


class Filter(StrEnum):
    ALL = "all"
    SEATED = "seated"
    UPBEAT = "upbeat"
    WEBINARS = "webinars"


LABELS = {Filter.ALL: "All", Filter.SEATED: "Seated", Filter.UPBEAT: "Upbeat", Filter.WEBINARS: "Webinars"}


@dataclass(frozen=True, slots=True)
class Page:
    """What of the timetable is asked for; without a day, what comes next."""

    filter: Filter = Filter.ALL
    day: date | None = None
    skipped: int = 0
    """How many of the day's sessions came on screens before this one."""

    @property
    def address(self) -> str:
        parts = ["timetable", self.filter.value]
        if self.day:
            parts += [self.day.isoformat()]
        if self.skipped:
            parts += [str(self.skipped)]
        return ":".join(parts)


def page_at(filter_: str, day: str, skipped: str) -> Page:
    """The page at an address; whatever is not understood there is left out."""
    known = Filter(filter_) if filter_ in set(Filter) else Filter.ALL
    chosen = times.day_in(day)
    after = int(skipped) if chosen and skipped.isascii() and skipped.isdigit() and len(skipped) <= 3 else 0
    return Page(known, chosen, after)


def allows(filter_: Filter, session: Session) -> bool:
    if filter_ is Filter.ALL:
        return True
    if filter_ is Filter.WEBINARS:
        return session.category is Category.WEBINAR
    return session.kind == filter_.value


def screen(words: Words, page: Page, upcoming: Sequence[Card], now: datetime, zone: ZoneInfo) -> Screen:
    """*upcoming* is all that the reader may book from now on, in order of time."""
    cards = [card for card in upcoming if allows(page.filter, card.session)]
    days = sorted({times.local_date(card.session.starts_at, zone) for card in cards})
    of_day = [card for card in cards if page.day in (None, times.local_date(card.session.starts_at, zone))]
    shown = of_day[page.skipped : page.skipped + ON_ONE_SCREEN]
    today = times.local_date(now, zone)
    body = sessions.by_day(words, shown, today, zone) if shown else _nothing(words, page, days)
    rows = (
        *sessions.buttons(words, shown, zone),
        *_later(words, page, len(of_day)),
        _filters(words, page),
        *_days(words, page, days),
    )
    return Screen(paragraphs(_heading(words, page, zone), body), rows)


def _heading(words: Words, page: Page, zone: ZoneInfo) -> Markup:
    name = times.zone_name(words, zone)
    if page.filter is Filter.ALL:
        return words.say("Timetable, {zone}", zone=name)
    return words.say("Timetable: {filter}, {zone}", filter=words.plain(LABELS[page.filter]), zone=name)


def _nothing(words: Words, page: Page, days: Sequence[date]) -> Markup:
    if page.day and days:
        day = times.short_day(words, page.day)
        return words.say("Nothing on {day}. Choose another day below.", day=day)
    if page.filter is Filter.ALL:
        return words.say("Nothing is planned for the next four weeks yet. New sessions show up here.")
    return words.say("None of these in the next four weeks. Press All to see the rest.")


def _later(words: Words, page: Page, of_day: int) -> tuple[tuple[Choice, ...], ...]:
    """The way to the rest of a full day."""
    after = page.skipped + ON_ONE_SCREEN
    if page.day is None or after >= of_day:
        return ()
    return ((Choice(words.plain("Later that day"), Page(page.filter, page.day, after).address),),)


def _filters(words: Words, page: Page) -> tuple[Choice, ...]:
    """The others than what is shown, so three to a row; a change of filter keeps the day."""
    others = (one for one in Filter if one is not page.filter)
    return tuple(Choice(words.plain(LABELS[one]), Page(one, page.day).address) for one in others)


def _days(words: Words, page: Page, days: Sequence[date]) -> tuple[tuple[Choice, ...], ...]:
    """Four days that have sessions, and the ways to more of them."""
    first = sum(day < page.day for day in days) // DAYS_IN_ROW * DAYS_IN_ROW if page.day else 0
    row = tuple(_day(words, page, day) for day in days[first : first + DAYS_IN_ROW])
    ways = []
    if page.day:
        ways.append(Choice(words.plain("What's next"), Page(page.filter).address))
    if first >= DAYS_IN_ROW:
        earlier = Page(page.filter, days[first - DAYS_IN_ROW])
        ways.append(Choice(words.plain("Earlier days"), earlier.address))
    if first + DAYS_IN_ROW < len(days):
        later = Page(page.filter, days[first + DAYS_IN_ROW])
        ways.append(Choice(words.plain("More days"), later.address))
    return tuple(row for row in (row, (*ways, choices.bookings(words))) if row)


def _day(words: Words, page: Page, day: date) -> Choice:
    return Choice(f"{times.weekday(words, day)} {day.day}", Page(page.filter, day).address)
