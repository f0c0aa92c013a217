"""What is typed and not yet saved: entries that wait for "Save", kept as a draft."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from programme import drafts
from programme.ids import new_id
from programme.model import Draft, Entry, Intensity
from programme.parsing.values import UNNAMED, Said
from programme.store.engine import Reading, Transaction

FORM = "minutes"


@dataclass(frozen=True, slots=True)
class Pending:
    """Entries that wait, the saved one that they are to replace, and the last word that was not known."""

    entries: tuple[Entry, ...] = ()
    replaces: str | None = None
    unknown: str = ""

    @property
    def name(self) -> str:
        """What "Save" says it saves, so that an old button never saves something newer."""
        return self.entries[0].id if self.entries else ""


def from_said(said: Iterable[Said], before: Pending | None = None) -> Pending:
    """What was typed. Said about one entry that waits, it keeps what it does not mention: "15 min" keeps the rest."""
    new = tuple(Entry(new_id(), one.minutes, one.activity, one.intensity, one.on) for one in said)
    if before is None or not before.entries:
        return Pending(new)
    old = before.entries[0]
    if len(before.entries) == len(new) == 1:
        (one,) = said
        new = (completed(new[0], one, old),)
    first = replace(new[0], booking_id=old.booking_id) if before.replaces else new[0]
    return Pending((first, *new[1:]), before.replaces)


def completed(new: Entry, said: Said, old: Entry) -> Entry:
    if said.activity == UNNAMED:
        new = replace(new, activity=old.activity, intensity=old.intensity)
    return new if said.day_said else replace(new, on=old.on)


def amending(entry: Entry) -> Pending:
    """A saved entry, to be changed: the draft's has an id of its own."""
    return Pending((replace(entry, id=new_id()),), entry.id)


def with_intensity(pending: Pending, intensity: Intensity) -> Pending:
    return replace(pending, entries=tuple(replace(one, intensity=intensity) for one in pending.entries))


async def keep(tx: Transaction, chat_id: int, pending: Pending, now: datetime) -> None:
    fields = (
        ("entries", to_json(pending.entries)),
        ("replaces", pending.replaces or ""),
        ("unknown", pending.unknown),
    )
    await drafts.put(tx, Draft(chat_id, FORM, "asked", fields), now)


async def pending(reading: Reading, chat_id: int) -> Pending | None:
    """What waits in this chat; None where nothing does."""
    draft = await drafts.get(reading, chat_id, FORM)
    if draft is None or draft.form != FORM:
        return None
    entries = from_json(draft.get("entries") or "[]")
    return Pending(entries, draft.get("replaces") or None, draft.get("unknown") or "")


def to_json(entries: Sequence[Entry]) -> str:
    return json.dumps([[e.id, e.minutes, e.activity, e.intensity, e.on.isoformat(), e.booking_id] for e in entries])


def from_json(text: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(id, minutes, activity, Intensity(intensity), date.fromisoformat(on), booking_id)
        for id, minutes, activity, intensity, on, booking_id in json.loads(text)
    )
