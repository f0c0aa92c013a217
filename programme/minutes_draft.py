"""What is typed and not yet saved: entries that wait for "Save", and parts of one, kept as a draft."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from programme import drafts
from programme.ids import new_id
from programme.minutes import same
from programme.model import Draft, Entry, Intensity
from programme.parsing.values import MOST_ENTRIES, UNNAMED, Kept, Said
from programme.store.engine import Reading, Transaction

FORM = "minutes"


@dataclass(frozen=True, slots=True)
class Waiting:
    """The entries that one message shows, and the saved one that they are to replace.

    Whatever changes in them gets new ids, so that an old button never saves something newer.
    """

    entries: tuple[Entry, ...] = ()
    replaces: str | None = None

    @property
    def name(self) -> str:
        return self.entries[0].id if self.entries else ""

    @property
    def is_changed(self) -> bool:
        """Whether saving it would do anything: an entry that is only looked at to be changed has its own id still."""
        return bool(self.entries) and self.name != self.replaces


@dataclass(frozen=True, slots=True)
class Pending:
    """What waits in a chat: what was typed last, what was typed before it, and what was understood of the rest."""

    last: Waiting = Waiting()
    earlier: tuple[Waiting, ...] = ()
    unknown: str = ""
    """The last word that was not known."""
    kept: Kept | None = None
    """What was understood of a text that leaves something open, until it is answered."""

    @property
    def all(self) -> tuple[Waiting, ...]:
        """In the order in which they were typed; one that is only looked at is none of them."""
        return tuple(one for one in (*self.earlier, self.last) if one.is_changed)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for one in self.all for entry in one.entries)


def changed(before: Pending, said: Iterable[Said]) -> Pending:
    """What was said of the one that waits: what is not mentioned stays, so "15 min" keeps the rest."""
    said = tuple(said)
    new, old = entries_of(said), before.last.entries[0]
    if len(before.last.entries) == len(new) == 1:
        new = (completed(new[0], said[0], old),)
    if before.last.replaces:
        new = (replace(new[0], booking_id=old.booking_id), *new[1:])
    return Pending(Waiting(new, before.last.replaces), before.earlier)


def added(before: Pending | None, new: Waiting, oldest: date) -> Pending:
    """*new* beside what waits already, but for what is older than *oldest* and can't be saved any more.

    The same typed twice is one: it may be the same message, sent again.
    """
    if before is None:
        return Pending(new)
    earlier = tuple(one for one in before.all if all(entry.on >= oldest for entry in one.entries))
    twice = [one for one in earlier if list(map(same, one.entries)) == list(map(same, new.entries))]
    rest = tuple(one for one in earlier if one not in twice)
    return Pending(twice[0] if twice and not new.replaces else new, rest)


def is_too_much(pending: Pending) -> bool:
    """Whether more waits than one message may say."""
    return bool(pending.earlier) and len(pending.entries) > MOST_ENTRIES


def entries_of(said: Iterable[Said]) -> tuple[Entry, ...]:
    return tuple(Entry(new_id(), one.minutes, one.activity, one.intensity, one.on) for one in said)


def completed(new: Entry, said: Said, old: Entry) -> Entry:
    if said.activity == UNNAMED:
        new = replace(new, activity=old.activity, intensity=old.intensity)
    return new if said.day_said else replace(new, on=old.on)


def amending(entry: Entry) -> Waiting:
    """A saved entry, to be changed: until it is, it has its own id."""
    return Waiting((entry,), entry.id)


def with_intensity(pending: Pending, intensity: Intensity) -> Pending:
    entries = tuple(replace(one, id=new_id(), intensity=intensity) for one in pending.last.entries)
    return replace(pending, last=replace(pending.last, entries=entries))


def without(pending: Pending, gone: Collection[Waiting]) -> Pending:
    """What still waits when *gone* is saved or dropped: the newest comes last."""
    left = tuple(one for one in (*pending.earlier, pending.last) if one.entries and one not in gone)
    return Pending(left[-1], left[:-1]) if left else Pending()


def named(pending: Pending | None, ids: Collection[str]) -> tuple[Waiting, ...]:
    """What waits under one of these ids."""
    return tuple(one for one in pending.all if one.name in ids) if pending else ()


async def keep(tx: Transaction, chat_id: int, pending: Pending, now: datetime) -> None:
    """As it is now; nothing is kept of what is empty."""
    if pending == Pending():
        await drafts.clear(tx, chat_id, FORM)
        return
    fields = (
        ("entries", to_json((pending.last,))),
        ("earlier", to_json(pending.earlier)),
        ("unknown", pending.unknown),
        ("kept", kept_to_json(pending.kept)),
    )
    await drafts.put(tx, Draft(chat_id, FORM, "asked", fields), now)


async def pending(reading: Reading, chat_id: int) -> Pending | None:
    """What waits in this chat; None where nothing does."""
    draft = await drafts.get(reading, chat_id, FORM)
    if draft is None:
        return None
    (last,) = from_json(draft.get("entries") or "") or (Waiting(),)
    earlier = from_json(draft.get("earlier") or "")
    return Pending(last, earlier, draft.get("unknown") or "", kept_from_json(draft.get("kept") or ""))


def to_json(groups: Iterable[Waiting]) -> str:
    return json.dumps([[one.replaces, [values(entry) for entry in one.entries]] for one in groups])


def values(entry: Entry) -> list[str | int | None]:
    return [entry.id, entry.minutes, entry.activity, entry.intensity, entry.on.isoformat(), entry.booking_id]


def from_json(text: str) -> tuple[Waiting, ...]:
    """As `to_json` writes it; nothing, of a form that an earlier release of the bot began."""
    groups = json.loads(text or "[]")
    if any(len(group) != 2 for group in groups):
        return ()
    return tuple(Waiting(tuple(entry_from(*entry) for entry in entries), replaces) for replaces, entries in groups)


def entry_from(id: str, minutes: int, activity: str, intensity: str, on: str, booking_id: str | None) -> Entry:
    return Entry(id, minutes, activity, Intensity(intensity), date.fromisoformat(on), booking_id)


def kept_to_json(kept: Kept | None) -> str:
    if kept is None:
        return ""
    return json.dumps([kept.activity, kept.step, kept.minutes, kept.on and kept.on.isoformat(), kept.number])


def kept_from_json(text: str) -> Kept | None:
    if not text:
        return None
    activity, step, minutes, on, number = json.loads(text)
    return Kept(activity, step, minutes, on and date.fromisoformat(on), number)
