"""What waits is saved, once; what is saved can be taken back, removed and put back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.address import Address, to
from bot.tap import Tap
from content import minutes as scene
from content.screen import Screen
from programme import minutes, minutes_draft
from programme.errors import NotFound, Unusable
from programme.minutes_draft import Pending, Waiting
from programme.model import Entry
from programme.store.engine import Reading, Transaction

MOST_WITH_OLD = 3
"""Ids that an address has room for beside the one that they stand in for."""


async def save(tx: Transaction, tap: Tap) -> Address:
    """`logsave:<ids>`: what that message shows, nothing that came after it; pressed twice, it saves once."""
    pending = await minutes_draft.pending(tx, tap.visitor.chat_id) or Pending()
    wanted = minutes_draft.named(pending, tap.address.arguments)
    return await keep(tx, tap, pending, wanted) if wanted else await saved_before(tx, tap)


async def only(tx: Transaction, tap: Tap) -> Address:
    """`logonly:<ids>`: that, and nothing that was typed before it."""
    pending = await minutes_draft.pending(tx, tap.visitor.chat_id) or Pending()
    wanted = minutes_draft.named(pending, tap.address.arguments)
    if not wanted:
        return await saved_before(tx, tap)
    later = pending.all[pending.all.index(wanted[-1]) :]
    return await keep(tx, tap, Pending(later[-1], later[:-1]), wanted)


async def all_of(tx: Transaction, tap: Tap, pending: Pending) -> Address:
    """What waits, if anything of it would be new."""
    return await keep(tx, tap, pending, pending.all) if pending.all else to("logchange")


async def keep(tx: Transaction, tap: Tap, pending: Pending, wanted: Sequence[Waiting]) -> Address:
    """Save what is *wanted* of what is *pending*; the rest still waits."""
    entries = [entry for one in wanted for entry in one.entries]
    replaced = [one.replaces for one in wanted if one.replaces]
    today = tap.now.astimezone(tap.house.zone).date()
    try:
        await minutes.check(tx, tap.visitor, entries, today, replaced)
    except Unusable as refusal:
        return to("logagain", refusal.problem)
    for one in wanted:
        await minutes.save(tx, tap.visitor, one.entries, tap.now, zone=tap.house.zone, replaces=one.replaces)
    left = minutes_draft.without(pending, wanted)
    await minutes_draft.keep(tx, tap.visitor.chat_id, left, tap.now)
    ids = [one.id for one in entries]
    if not replaced:
        return to("logged", *ids)
    can_go_back = len(wanted) == 1 and len(ids) <= MOST_WITH_OLD
    return to("logedited", *replaced, *ids) if can_go_back else to("logchanged", *ids)


async def saved_before(tx: Transaction, tap: Tap) -> Address:
    """Pressed again: what of it is on the log, or that it waits no more."""
    found = []
    for id in tap.address.arguments:
        try:
            found.append((await minutes.find(tx, tap.visitor, id)).id)
        except NotFound:
            continue
    return to("logkept", *found) if found else to("logentry", "gone")


async def saved(reading: Reading, tap: Tap) -> Screen:
    """`logged:<ids>`, `logkept:<ids>` if they were before, or `logchanged:<ids>` in place of an earlier entry."""
    may_undo = tap.address.name != "logchanged"
    undo = ":".join(("logundo", *tap.address.arguments)) if may_undo else ""
    return await shown(reading, tap, tap.address.arguments, undo, again=tap.address.name == "logkept")


async def edited(reading: Reading, tap: Tap) -> Screen:
    """`logedited:<the entry before>:<ids>`."""
    undo = ":".join(("logunedit", *tap.address.arguments))
    return await shown(reading, tap, tap.address.arguments[1:], undo)


async def shown(reading: Reading, tap: Tap, ids: Sequence[str], undo: str, *, again: bool = False) -> Screen:
    entries = [await minutes.find(reading, tap.visitor, id) for id in ids]
    if not entries:
        raise NotFound
    weeks = [(monday, await minutes.week(reading, tap.visitor, monday)) for monday in mondays(entries, tap)]
    pending = await minutes_draft.pending(reading, tap.visitor.chat_id) or Pending()
    waiting = [one.entries for one in pending.all]
    return scene.saved(tap.words, entries, weeks, undo=undo, again=again, waiting=waiting)


def mondays(entries: Sequence[Entry], tap: Tap) -> list[date]:
    """Of the weeks that the entries are in, and of this one, which comes last."""
    this = minutes.week_begins(tap.now.astimezone(tap.house.zone).date())
    return [*sorted({minutes.week_begins(one.on) for one in entries} - {this}), this]


async def undo(tx: Transaction, tap: Tap) -> Address:
    """`logundo:<ids>`, with "removed" at the end where it is not an undoing."""
    *ids, last = tap.address.arguments or ("",)
    removing = last == "removed"
    taken_back = await minutes.undo(tx, tap.visitor, ids if removing else [*ids, last], tap.now)
    if removing:
        await leave(tx, tap, ids)
    if not taken_back:
        return to("logging", "nothing")
    return to("logging", "removed", ids[0]) if removing else to("logging", "undone")


async def leave(tx: Transaction, tap: Tap, ids: Sequence[str]) -> None:
    """What was removed is not to be changed any more."""
    pending = await minutes_draft.pending(tx, tap.visitor.chat_id) or Pending()
    gone = [one for one in (*pending.earlier, pending.last) if one.replaces in ids]
    await minutes_draft.keep(tx, tap.visitor.chat_id, minutes_draft.without(pending, gone), tap.now)


async def unedit(tx: Transaction, tap: Tap) -> Address:
    """`logunedit:<the entry before>:<ids>`: as it was before it was changed; again changes nothing."""
    before, *ids = tap.address.arguments or ("",)
    if not await minutes.undo(tx, tap.visitor, ids, tap.now):
        return to("logging", "nothing")
    await minutes.put_back(tx, tap.visitor, before)
    return to("logging", "unedited")


async def put_back(tx: Transaction, tap: Tap) -> Address:
    """`logback:<id>`: undo a removal."""
    try:
        await minutes.put_back(tx, tap.visitor, tap.address.argument(0))
    except Unusable as refusal:
        return to("logagain", refusal.problem)
    return to("logging", "back")
