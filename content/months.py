"""An instructor's month, for the invoice: each session delivered and how many came, as text and as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import classes, kinds, times
from content.screen import Choice, File, Screen
from content.sessions import shortened
from content.words import Words, listed, paragraphs
from programme.model import Delivered, MonthRatings

ON_ONE_SCREEN = 10
TITLE = 40
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection")."""
NO_NUMBERS = "Where you're also an HR contact I show no numbers, and count none in these totals."
COLUMNS = ("date", "start", "minutes", "title", "kind", "places", "booked", "people", "counted by")
NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What people said of a month's sessions."""

    ratings: MonthRatings | None
    """None: too few, or not frozen yet."""
    is_over: bool
    """Whether the month is."""


def screen(
    words: Words,
    month: date,
    delivered: Sequence[Delivered],
    zone: ZoneInfo,
    *,
    before: date,
    after: date | None,
    said: Said,
) -> Screen:
    """The totals, and as many sessions as fit; all of them are in the file. *after* None: this is the latest month."""
    rows = []
    if delivered:
        rows.append((Choice(words.plain("Get the file"), f"monthfile:{key(month)}"),))
    ways = [Choice(words.plain("Month before"), f"month:{key(before)}")]
    if after:
        ways.append(Choice(words.plain("Month after"), f"month:{key(after)}"))
    text = paragraphs(
        words.say("<b>{month}</b>: what you have led", month=name(words, month)),
        _totals(words, delivered),
        _ratings(words, said) if delivered else None,
        listed([_line(words, one, zone) for one in delivered[:ON_ONE_SCREEN]]),
        words.say(NO_NUMBERS) if any(one.is_for_their_hr for one in delivered) else None,
        _more(words, len(delivered) - ON_ONE_SCREEN),
    )
    return Screen(text, (*rows, tuple(ways), (classes.mine(words),)))


def file_screen(words: Words, month: date, delivered: Sequence[Delivered], zone: ZoneInfo) -> Screen:
    text = words.say("Here's {month} as a file, for your invoice.", month=name(words, month))
    back = Choice(words.plain("Back to the month"), f"month:{key(month)}")
    return Screen(text, ((back, classes.mine(words)),), files=(file(words, month, delivered, zone),))


def file(words: Words, month: date, delivered: Sequence[Delivered], zone: ZoneInfo) -> File:
    """CSV that spreadsheets open as it is meant: UTF-8 with its mark, and no cell that could be a formula."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for one in delivered:
        writer.writerow([safe(cell) for cell in cells(words, one, zone)])
    name = f"sessions-{key(month)}.csv"
    return File(name, written.getvalue().encode("utf-8-sig"), caption=words.plain("Sessions, with counts"))


def cells(words: Words, one: Delivered, zone: ZoneInfo) -> tuple[str, ...]:
    session = one.session
    return (
        times.local_date(session.starts_at, zone).isoformat(),
        times.clock(session.starts_at, zone),
        str(session.minutes),
        session.title,
        kinds.title(words, session),
        str(session.places),
        *numbers(words, one),
    )


def numbers(words: Words, one: Delivered) -> tuple[str, str, str]:
    """Empty cells, which nobody takes for nought, where the reader is HR of everybody that it was for."""
    if one.is_for_their_hr:
        return "", "", words.plain("not shown")
    return str(one.booked), str(one.people), words.plain("you" if one.is_counted else "the bot")


def safe(cell: str) -> str:
    """With an apostrophe where a spreadsheet would calculate; spaces before it do not hide it."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(FORMULA) or cell.startswith(FORMULA) else cell


def key(month: date) -> str:
    return f"{month:%Y-%m}"


def name(words: Words, month: date) -> str:
    """``November 2026``."""
    return f"{words.plain(NAMES[month.month - 1])} {month.year}"


def _totals(words: Words, delivered: Sequence[Delivered]) -> Markup:
    if not delivered:
        return words.say("Nothing yet. A session is listed here once it's over.")
    sessions = words.count("{n} session", "{n} sessions", len(delivered))
    length = times.minutes(words, sum(one.session.minutes for one in delivered))
    told = [one for one in delivered if not one.is_for_their_hr]
    if not told:
        return words.say("{sessions}, {length}.", sessions=sessions, length=length)
    came = sum(one.people for one in told)
    people = (
        words.count("{n} person came, in all.", "{n} people came, in all.", came)
        if came
        else words.say("Nobody has come yet.")
    )
    totals = words.say("{sessions}, {length}. {people}", sessions=sessions, length=length, people=people)
    return listed([totals, _places(words, told)])


def _places(words: Words, delivered: Sequence[Delivered]) -> Markup:
    """``31 of 48 places were booked (65%).``"""
    booked, places = (sum(numbers) for numbers in zip(*((d.booked, d.session.places) for d in delivered), strict=True))
    share = round(100 * booked / places)
    return words.say("{n} of {places} places were booked ({share}%).", n=booked, places=places, share=share)


def _ratings(words: Words, said: Said) -> Markup:
    """In totals only; nobody's own answer can be told from these."""
    if not said.is_over:
        return words.say("What people said of them comes on a Monday, once the month is over.")
    if said.ratings is None or said.ratings.rated is None:
        return words.say("Too few people said how it was to show their answers.")
    if said.ratings.just_right is None:
        return words.say("About {n} people said how it was. What they said is left out.", n=said.ratings.rated)
    return words.say(
        "About {n} of about {whole} people said “just right”.", n=said.ratings.just_right, whole=said.ratings.rated
    )


def _line(words: Words, one: Delivered, zone: ZoneInfo) -> Markup:
    """``Tue 24 Nov 12:30 Desk reset: 14``, and whose count it is where it is the bot's."""
    when = times.day_and_clock(words, one.session.starts_at, zone)
    title = shortened(one.session.title, TITLE)
    if one.is_for_their_hr:
        return words.say("{when} {title}", when=when, title=title)
    line = words.say("{when} {title}: {n}", when=when, title=title, n=one.people)
    return line if one.is_counted else words.say("{line} (the bot's count)", line=line)


def _more(words: Words, n: int) -> Markup | None:
    return words.count("And {n} more in the file.", "And {n} more in the file.", n) if n > 0 else None
