"""How a period's figures compare with those frozen before it; never finer than the rounding can carry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from content import times
from content.words import Words
from programme.model import Digest, Period

AT_MOST = 8
"""Periods in a picture, and in a comparison."""
CARRIED = 10
"""The least difference that is called one: two figures rounded to 5, each with noise, may differ by 5 for no reason.

Source: Australian Bureau of Statistics, "Treating aggregate data" (no differences under the threshold).
"""
KINDS = {
    "W": ("Weeks", "Week from", "in the week before"),
    "F": ("Four weeks each", "Four weeks from", "in the four weeks before"),
    "Q": ("Quarters", "Quarter from", "in the quarter before"),
}
"""By the letter in a period's name (see `programme.periods`): of several, where a row begins, what came before."""


def kind_of(period: Period) -> str:
    """``W``, ``F`` or ``Q``."""
    return period.name.partition("-")[2][:1]


def known_by(digest: Digest, history: Sequence[Digest]) -> tuple[Digest, ...]:
    """*digest* and what had been published before it: later ones change nothing that was said of it."""
    earlier = (one for one in history if one.period.ends_before <= digest.period.ends_before)
    by_name = {one.period.name: one for one in (*earlier, digest) if one.employer_id == digest.employer_id}
    return tuple(sorted(by_name.values(), key=lambda one: (one.period.ends_before, one.period.name)))


def lately(digest: Digest, history: Sequence[Digest]) -> tuple[Digest, ...]:
    """The last of the same kind, oldest first, up to *digest*."""
    kind = kind_of(digest.period)
    return tuple(one for one in known_by(digest, history) if kind_of(one.period) == kind)[-AT_MOST:]


def just_before(digest: Digest, history: Sequence[Digest]) -> Digest | None:
    """The period that ended on the day before this one began, where it was published."""
    last = lately(digest, history)[-2:-1]
    return last[0] if last and last[0].period.ends_before == digest.period.starts_on else None


def compared(words: Words, now: int, digest: Digest, before: int | None) -> str:
    """``, up from about 20 in the four weeks before``; empty where there is nothing to compare with."""
    if before is None:
        return ""
    when = words.plain(KINDS[kind_of(digest.period)][2])
    if abs(now - before) < CARRIED:
        return words.plain(", about the same as {when}", when=when)
    if now > before:
        return words.plain(", up from about {n} {when}", n=before, when=when)
    return words.plain(", down from about {n} {when}", n=before, when=when)


def days_of(words: Words, period: Period) -> str:
    """``Mon 16 to Sun 22 Nov 2026``: the first and the last day."""
    last = period.ends_before - timedelta(days=1)
    first = times.short_day(words, period.starts_on)
    return words.plain("{first} to {last} {year}", first=first, last=times.short_day(words, last), year=last.year)


def named(words: Words, period: Period) -> str:
    """The same, with what it is where it stands among four weeks: ``Quarter: Wed 1 Jul to Wed 30 Sep 2026``."""
    days = days_of(words, period)
    return words.plain("Quarter: {days}", days=days) if kind_of(period) == "Q" else days


def begins(words: Words, period: Period) -> str:
    """``16 Nov``; of a quarter ``Oct 2026``, since eight of them are two years."""
    month = words.plain(times.MONTHS[period.starts_on.month - 1])
    return f"{month} {period.starts_on.year}" if kind_of(period) == "Q" else f"{period.starts_on.day} {month}"
