"""`/log`: typed or pressed, shown as understood, saved, changed, taken back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot import access
from bot.address import Address, to
from bot.handlers.help import TYPED
from bot.tap import Needs, Tap
from content import activities
from content import minutes as scene
from content.screen import Screen
from programme import drafts, minutes, minutes_draft
from programme.errors import NotFound, Unusable
from programme.minutes_draft import Pending
from programme.minutes_text import NotUnderstood, Said, understand
from programme.model import Intensity
from programme.parsing.values import MINUTES, ONE_STEP_AWAY, Understood
from programme.store.engine import Reading, Transaction

HAS_LENGTH = re.compile(r"\d\s*(?:m|min|mins|minutes?|h|hr|hrs|hours?|k|km|miles?|steps)\b|\bhour\b", re.IGNORECASE)


async def log(tx: Transaction, tap: Tap) -> Address:
    """`/log` alone shows the buttons; words behind it, or typed as its answer, are read."""
    return await read(tx, tap, None) if tap.typed else to("logging")


async def unasked(tx: Transaction, tap: Tap) -> Address:
    """Words that nothing asked for: minutes, if that is all they say, as if `/log` stood before them.

    Of anything else nothing is kept; what is one step away from an entry is told which.
    """
    if tap.typed and access.may_use(tap.visitor, Needs.MEMBER):
        answer = understand(tap.typed, activities.rules(), tap.now, tap.house.zone)
        if isinstance(answer, Understood):
            await minutes_draft.keep(tx, tap.visitor.chat_id, minutes_draft.from_said(answer.entries), tap.now)
            return to("logentry")
        if answer.reason in ONE_STEP_AWAY and HAS_LENGTH.search(tap.typed):
            return to("logagain", answer.reason)
    return to("unknown", TYPED) if tap.typed else to("unknown")


async def retype(tx: Transaction, tap: Tap) -> Address:
    """Said about what waits already: what is not mentioned stays as it was."""
    if not tap.typed:
        return to("logchange")
    return await read(tx, tap, await minutes_draft.pending(tx, tap.visitor.chat_id))


async def read(tx: Transaction, tap: Tap, before: Pending | None) -> Address:
    chat_id = tap.visitor.chat_id
    alone = number_alone(tap.typed)
    typed = f"{alone} min" if alone and before and len(before.entries) == 1 else tap.typed
    answer = understand(typed, activities.rules(), tap.now, tap.house.zone)
    if isinstance(answer, NotUnderstood):
        await minutes_draft.keep(tx, chat_id, replace(before or Pending(), unknown=answer.word), tap.now)
        return to("logagain", answer.reason, *((str(alone),) if alone else ()))
    await minutes_draft.keep(tx, chat_id, minutes_draft.from_said(answer.entries, before), tap.now)
    return to("logentry")


def number_alone(typed: str) -> int | None:
    """ "25", and nothing else: minutes of what waits to be saved, or else asked about in one tap."""
    said = typed.strip().rstrip(".")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 4 and int(said) in MINUTES else None


async def quick(tx: Transaction, tap: Tap) -> Address:
    """`logquick:<minutes>:<activity>`, for today."""
    n, activity = tap.address.argument(0), activities.find(tap.address.argument(1))
    if activity is None or not (n.isascii() and n.isdigit() and len(n) < 4 and int(n) in MINUTES):
        raise NotFound
    said = Said(int(n), activity.id, activity.intensity, today(tap))
    await minutes_draft.keep(tx, tap.visitor.chat_id, minutes_draft.from_said([said]), tap.now)
    return to("logentry")


async def logging(reading: Reading, tap: Tap) -> Screen:
    """`logging:<what was just done>:<the entry it was done to>`."""
    return await listing(reading, tap, tap.address.argument(0), tap.address.argument(1))


async def listing(reading: Reading, tap: Tap, done: str = "", removed: str = "") -> Screen:
    recent = await minutes.recent(reading, tap.visitor)
    return scene.screen(tap.words, recent, today(tap), done, removed)


def today(tap: Tap) -> date:
    """The date on the house's clocks."""
    return tap.now.astimezone(tap.house.zone).date()


async def again(reading: Reading, tap: Tap) -> Screen:
    """`logagain:<reason>:<a number that was all>`: not understood, or not to be saved."""
    pending = await minutes_draft.pending(reading, tap.visitor.chat_id) or Pending()
    alone = number_alone(tap.address.argument(1))
    if alone and not pending.entries:
        recent = await minutes.recent(reading, tap.visitor)
        return scene.which_activity(tap.words, alone, [one.activity for one in recent])
    reason = tap.address.argument(0)
    return scene.not_understood(tap.words, reason, pending.unknown, pending.entries, pending.replaces)


async def entry(reading: Reading, tap: Tap) -> Screen:
    """What waits to be saved, and whether the same is on the log already."""
    pending = await minutes_draft.pending(reading, tap.visitor.chat_id)
    if pending is None or not pending.entries:
        return await listing(reading, tap, "gone")
    before = not pending.replaces and await minutes.said_before(reading, tap.visitor, pending.entries)
    return scene.confirm(tap.words, pending.entries, today(tap), said_before=before)


async def save(tx: Transaction, tap: Tap) -> Address:
    """`logsave:<first id>`. An old button saves nothing that came after it; pressed twice, it saves once."""
    name = tap.address.argument(0)
    pending = await minutes_draft.pending(tx, tap.visitor.chat_id)
    if pending is None or pending.name != name:
        return await saved_before(tx, tap, name)
    try:
        await minutes.save(tx, tap.visitor, pending.entries, tap.now, zone=tap.house.zone, replaces=pending.replaces)
    except Unusable as refusal:
        return to("logagain", refusal.problem)
    await drafts.clear(tx, tap.visitor.chat_id, minutes_draft.FORM)
    ids = [one.id for one in pending.entries]
    return to("logchanged" if pending.replaces else "logged", *ids)


async def saved_before(tx: Transaction, tap: Tap, id: str) -> Address:
    try:
        await minutes.find(tx, tap.visitor, id)
    except NotFound:
        return to("logentry")
    return to("logged", id)


async def saved(reading: Reading, tap: Tap) -> Screen:
    """`logged:<ids>` or, in place of an earlier entry, `logchanged:<ids>`."""
    entries = [await minutes.find(reading, tap.visitor, id) for id in tap.address.arguments]
    if not entries:
        raise NotFound
    week = await minutes.week(reading, tap.visitor, today(tap))
    return scene.saved(tap.words, entries, week, may_undo=tap.address.name == "logged")


async def undo(tx: Transaction, tap: Tap) -> Address:
    """`logundo:<ids>`, with "removed" at the end where it is not an undoing."""
    *ids, last = tap.address.arguments or ("",)
    removing = last == "removed"
    taken_back = await minutes.undo(tx, tap.visitor, ids if removing else [*ids, last], tap.now)
    if removing:
        await drafts.clear(tx, tap.visitor.chat_id, minutes_draft.FORM)
    if not taken_back:
        return to("logging", "nothing")
    return to("logging", "removed", ids[0]) if removing else to("logging", "undone")


async def put_back(tx: Transaction, tap: Tap) -> Address:
    """`logback:<id>`: undo a removal."""
    try:
        await minutes.put_back(tx, tap.visitor, tap.address.argument(0))
    except Unusable as refusal:
        return to("logagain", refusal.problem)
    return to("logging", "back")


async def change(reading: Reading, tap: Tap) -> Screen:
    """What waits, with ways to correct it."""
    pending = await minutes_draft.pending(reading, tap.visitor.chat_id)
    if pending is None or not pending.entries:
        return await listing(reading, tap, "gone")
    return scene.change(tap.words, pending.entries, pending.replaces)


async def amend(tx: Transaction, tap: Tap) -> Address:
    """`logamend:<id>`: a saved entry waits to be changed; until "Save" it stays as it is."""
    found = await minutes.find(tx, tap.visitor, tap.address.argument(0))
    await minutes_draft.keep(tx, tap.visitor.chat_id, minutes_draft.amending(found), tap.now)
    return to("logchange")


async def breath(tx: Transaction, tap: Tap) -> Address:
    """`logbreath:<first id>:<intensity>`: did it raise your breathing?"""
    pending = await minutes_draft.pending(tx, tap.visitor.chat_id)
    level = tap.address.argument(1)
    if pending and pending.entries and pending.name == tap.address.argument(0) and level in set(Intensity):
        changed = minutes_draft.with_intensity(pending, Intensity(level))
        await minutes_draft.keep(tx, tap.visitor.chat_id, changed, tap.now)
    return to("logentry")


async def drop(tx: Transaction, tap: Tap) -> Address:
    pending = await minutes_draft.pending(tx, tap.visitor.chat_id)
    if pending is not None:
        await drafts.clear(tx, tap.visitor.chat_id, minutes_draft.FORM)
    return to("logging", "dropped")
