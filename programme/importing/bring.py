"""Bring a timetable along: every line is checked first; then all of it is kept, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from programme import audit, employers, kinds, sessions
from programme.errors import Refusal
from programme.importing.found import Found
from programme.model import NewSession
from programme.new_sessions import TITLE_LIMIT, checked, checked_link
from programme.store import imports as store
from programme.store.engine import Reading, Transaction
from programme.text import clean
from programme.times import to_text

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""


@dataclass(frozen=True, slots=True)
class Line:
    """What became, or would become, of one line of the file."""

    row: int
    title: str
    new: tuple[tuple[str, NewSession], ...] = ()
    """Sessions to add, each by its natural key."""
    known: int = 0
    """Sessions that an earlier import, or an earlier line, has brought already."""
    left_out: int = 0
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Report:
    lines: tuple[Line, ...]
    is_kept: bool

    @property
    def added(self) -> int:
        return sum(len(line.new) for line in self.lines) if self.is_kept else 0

    @property
    def known(self) -> int:
        return sum(line.known for line in self.lines)

    @property
    def bad(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.refusal)


async def bring(
    tx: Transaction, found: Sequence[Found], now: datetime, *, skip_bad: bool, actor: str, progress: Progress
) -> Report:
    """Keep what *found* holds unless a line is bad; with *skip_bad* the good ones all the same.

    What was brought before is left as it is, whatever has become of it since.
    """
    await store.lock_imports(tx, now)
    lines = await check(tx, found, now)
    if any(line.refusal for line in lines) and not skip_bad:
        return Report(lines, is_kept=False)
    new = [pair for line in lines for pair in line.new]
    for done, (key, session) in enumerate(new, start=1):
        kept = await sessions.add(tx, session, actor, now)
        await store.mark_source(tx, kept.id, key)
        progress(done, len(new))
    if new:
        await audit.record(tx, actor, "timetable imported", None, now, str(len(new)))
    return Report(lines, is_kept=True)


async def check(reading: Reading, found: Sequence[Found], now: datetime) -> tuple[Line, ...]:
    """Each line against the rules and the record; nothing is written."""
    seen = set(await store.select_source_keys(reading))
    lines = []
    for one in found:
        line = await checked_line(reading, one, frozenset(seen), now)
        seen |= {key for key, _ in line.new}
        lines.append(line)
    return tuple(lines)


async def checked_line(reading: Reading, one: Found, seen: frozenset[str], now: datetime) -> Line:
    if one.refusal:
        return Line(one.row, one.title, refusal=one.refusal)
    try:
        keyed = [(natural_key(session), session) for session in one.sessions]
        fresh = {key: session for key, session in keyed if key not in seen}
        employer_ids = tuple([(await employers.find(reading, name)).id for name in one.employers])
        new = [(key, checked(replace(session, employer_ids=employer_ids), now)) for key, session in fresh.items()]
        for kind in {session.kind for _, session in new}:
            await kinds.find(reading, kind)
    except Refusal as refusal:
        return Line(one.row, one.title, refusal=refusal)
    return Line(one.row, one.title, tuple(new), len(keyed) - len(new), one.left_out)


def natural_key(session: NewSession) -> str:
    """The same title, start and link are the same session. Hashed, since a link is a secret.

    Raises:
        Unusable: "title" or "link", as `new_sessions.checked`.
    """
    title, link = clean(session.title, "title", TITLE_LIMIT), checked_link(session.link)
    return hashlib.sha256(f"{title}\n{to_text(session.starts_at)}\n{link}".encode()).hexdigest()
