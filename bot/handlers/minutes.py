"""`/log`: typed or pressed, and shown as it was understood until it is saved, changed or dropped."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from bot import access
from bot.address import Address, to
from bot.handlers import saved_minutes as saving
from bot.handlers.help import TYPED
from bot.tap import Needs, Tap
from content import activities, distress, minutes_asked
from content import minutes as scene
from content.screen import Screen
from programme import minutes, minutes_draft
from programme.errors import NotFound, Unusable
from programme.minutes_draft import Pending, Waiting
from programme.minutes_text import UNNAMED, NotUnderstood, Reason, Said, understand, understood_part
from programme.model import Intensity
from programme.parsing.values import DAYS_BACK, MINUTES, ONE_STEP_AWAY, Kept, Understood
from programme.store.engine import Reading, Transaction

HAS_LENGTH = re.compile(r"\d\s*(?:m|min|mins|minutes?|h|hr|hrs|hours?|k|km|miles?|steps)\b|\bhour\b", re.IGNORECASE)
SAVE = frozenset({"save", "save it", "save this", "save that", "please save", "save please", "save both", "save all"})
YES = frozenset(
    {
        "yes", "y", "yep", "yeah", "yup", "yes please", "yes save it", "yes save", "ok", "okay", "ok save it", "sure",
        "fine", "correct", "thats right", "add it",
    }
)  # fmt: skip
NO = frozenset({"no", "n", "nope", "nah", "no thanks", "no thank you"})
CANCEL = frozenset(
    {"cancel", "cancel it", "dont", "do not", "dont save", "dont save it", "do not save it", "no dont", "forget it"}
)
OVER = frozenset({Reason.NOT_DONE, Reason.PLAN, Reason.SOMEBODY, Reason.FUTURE})
"""After these answers there is nothing left to complete."""
CHANGE = "change"


async def log(tx: Transaction, tap: Tap) -> Address:
    """`/log` alone shows the buttons and begins anew; words behind it, or typed as its answer, are read."""
    pending = await waiting(tx, tap)
    if tap.typed:
        return await read(tx, tap, pending)
    if pending != await minutes_draft.pending(tx, tap.visitor.chat_id):
        await minutes_draft.keep(tx, tap.visitor.chat_id, pending, tap.now)
    return to("logging")


async def waiting(reading: Reading, tap: Tap) -> Pending:
    """What waits to be saved, without what was asked about it."""
    found = await minutes_draft.pending(reading, tap.visitor.chat_id) or Pending()
    return replace(found, unknown="", kept=None)


async def unasked(tx: Transaction, tap: Tap) -> Address:
    """Words that nothing asked for: minutes, if that is all they say, as if `/log` stood before them.

    Of anything else nothing is kept; what is one step away from an entry is told which.
    """
    if tap.typed and access.may_use(tap.visitor, Needs.MEMBER):
        answer = understand(tap.typed, activities.rules(), tap.now, tap.house.zone)
        if isinstance(answer, Understood) or (answer.reason in ONE_STEP_AWAY and HAS_LENGTH.search(tap.typed)):
            return await read(tx, tap, await waiting(tx, tap))
        if says_unwell(tap.typed):
            return to("unwell")
    return to("unknown", TYPED) if tap.typed else to("unknown")


async def retype(tx: Transaction, tap: Tap) -> Address:
    """`logretype`, as the answer to "Shall I save this?", or `logretype:change`, as it should be."""
    changes = tap.address.argument(0) == CHANGE
    pending = await waiting(tx, tap)
    if not tap.typed:
        return to("logchange")
    if not pending.last.entries:
        return await read(tx, tap, pending)
    said = bare(tap.typed)
    if said in SAVE or (said in YES and not changes):
        return await saving.all_of(tx, tap, pending)
    if said in CANCEL or (said in NO and not changes):
        return await refuse(tx, tap, pending)
    return await read(tx, tap, pending, amends=True, changes=changes)


def bare(typed: str) -> str:
    """Small letters and digits alone: "Don't!" is "dont"."""
    return " ".join(re.sub(r"[^a-z0-9 ]", "", typed.casefold().replace(",", " ")).split())


async def refuse(tx: Transaction, tap: Tap, pending: Pending) -> Address:
    """ "No" to one thing; of several it does not say to which."""
    if pending.last.is_changed and pending.earlier:
        return to("logentry", "which")
    await minutes_draft.keep(tx, tap.visitor.chat_id, minutes_draft.without(pending, [pending.last]), tap.now)
    return to("logging", "dropped") if pending.last.replaces else to("lognot")


async def rest(tx: Transaction, tap: Tap) -> Address:
    """What was asked for: typed (`logrest:<mode>`), or `logrest:<mode>:<what it is of>:<minutes, or a day>`."""
    mode, of, value = (tap.address.argument(place) for place in range(3))
    found = await minutes_draft.pending(tx, tap.visitor.chat_id)
    kept = found.kept if found else None
    if not tap.typed and (kept is None or kept.activity != of):
        return to("logentry", "gone")
    typed = tap.typed or (f"{value} min" if value.isdigit() else value)
    if kept and kept.number and bare(typed) in ("m", "min", "mins", "minute", "minutes", "its minutes"):
        typed = f"{kept.number} min"
    return await read(tx, replace(tap, typed=typed), await waiting(tx, tap), changes=mode == CHANGE, before=kept)


async def read(
    tx: Transaction,
    tap: Tap,
    pending: Pending,
    *,
    amends: bool = False,
    changes: bool = False,
    before: Kept | None = None,
) -> Address:
    """What is typed: *amends*: maybe of what waits, *changes*: surely; *before*: what it completes."""
    one_waits = amends and len(pending.last.entries) == 1
    alone = number_alone(tap.typed)
    typed = f"{alone} min" if alone and (one_waits or (before and not before.minutes)) else tap.typed
    answer = understand(typed, activities.rules(), tap.now, tap.house.zone, before)
    if isinstance(answer, NotUnderstood) and says_unwell(tap.typed):
        return to("unwell")
    if isinstance(answer, NotUnderstood):
        kept = left_open(tap, typed, answer.reason, before)
        if one_waits and kept and not kept.activity:
            kept = None  # said of what waits, as the next answer will be
        await minutes_draft.keep(tx, tap.visitor.chat_id, replace(pending, unknown=answer.word, kept=kept), tap.now)
        return to("logagain", answer.reason, *((CHANGE,) if changes else ()))
    is_about_it = one_waits and len(answer.entries) == 1 and answer.entries[0].activity == UNNAMED
    if changes or is_about_it:
        return await take(tx, tap, pending, minutes_draft.changed(pending, answer.entries))
    return await add(tx, tap, pending, Waiting(minutes_draft.entries_of(answer.entries)))


def says_unwell(typed: str) -> bool:
    """Pain or a low mood, where no length of time is given; nothing of it is kept."""
    return distress.is_unwell(typed) and not HAS_LENGTH.search(typed)


def left_open(tap: Tap, typed: str, reason: Reason, before: Kept | None) -> Kept | None:
    """What is kept until the next answer. One that says nothing of it leaves it as it was."""
    alone = number_alone(typed)
    if alone and reason is Reason.BARE:
        return Kept(minutes=alone, on=before.on if before else None)
    found = understood_part(typed, reason, activities.rules(), tap.now, tap.house.zone, before)
    return found or (None if reason in OVER else before)


async def add(tx: Transaction, tap: Tap, pending: Pending, new: Waiting) -> Address:
    """Beside what waits already: nothing that was typed is lost without a word."""
    return await take(tx, tap, pending, minutes_draft.added(pending, new, today(tap) - timedelta(days=DAYS_BACK)))


async def take(tx: Transaction, tap: Tap, before: Pending, wanted: Pending) -> Address:
    """*wanted* waits from now on, if it can be saved; else what waited *before*."""
    problem = "waiting" if minutes_draft.is_too_much(wanted) else await why_not(tx, tap, wanted)
    await minutes_draft.keep(tx, tap.visitor.chat_id, before if problem else wanted, tap.now)
    return to("logagain", problem) if problem else to("logentry")


async def why_not(reading: Reading, tap: Tap, wanted: Pending) -> str:
    """Why the entries that wait cannot be saved, all together; empty if they can."""
    replaced = [one.replaces for one in wanted.all if one.replaces]
    try:
        await minutes.check(reading, tap.visitor, wanted.entries, today(tap), replaced)
    except Unusable as refusal:
        return refusal.problem
    return ""


def number_alone(typed: str) -> int | None:
    """ "25", and nothing else: minutes of what waits to be saved, or else asked about in one tap."""
    said = typed.strip().rstrip(".")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 4 and int(said) in MINUTES else None


async def quick(tx: Transaction, tap: Tap) -> Address:
    """`logquick:<minutes>:<activity>:<day>`, without a day for today."""
    n, activity = tap.address.argument(0), activities.find(tap.address.argument(1))
    if activity is None or not (n.isascii() and n.isdigit() and len(n) < 4 and int(n) in MINUTES):
        raise NotFound
    said = Said(int(n), activity.id, activity.intensity, day_of(tap))
    return await add(tx, tap, await waiting(tx, tap), Waiting(minutes_draft.entries_of([said])))


def day_of(tap: Tap) -> date:
    said = tap.address.argument(2)
    try:
        return date.fromisoformat(said) if said else today(tap)
    except ValueError:
        raise NotFound from None


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
    """`logagain:<reason>:<mode>`: not understood, not all of it, or not to be saved."""
    reason, mode = tap.address.argument(0), tap.address.argument(1)
    pending = await minutes_draft.pending(reading, tap.visitor.chat_id) or Pending()
    kept = pending.kept
    if kept and kept.minutes and not kept.activity:
        recent = await minutes.recent(reading, tap.visitor)
        return minutes_asked.which_activity(tap.words, kept.minutes, [one.activity for one in recent], kept.on)
    groups = [one.entries for one in pending.all]
    if kept is not None:
        so_far = minutes_asked.SoFar(kept.activity, kept.minutes, kept.on, kept.number, pending.unknown)
        if mode == CHANGE:
            last = pending.last
            return minutes_asked.left_open_of(tap.words, reason, so_far, last.name, is_saved=last.replaces is not None)
        return minutes_asked.left_open(tap.words, reason, so_far, groups)
    why = minutes_asked.why(tap.words, reason, pending.unknown)
    if groups and mode != CHANGE:
        return await waiting_screen(reading, tap, pending, why)
    last = pending.last
    return minutes_asked.not_understood(tap.words, why, last.name, is_saved=last.replaces is not None)


async def entry(reading: Reading, tap: Tap) -> Screen:
    """`logentry:<what was just done>`: what waits to be saved, and whether the same is on the log already."""
    pending = await minutes_draft.pending(reading, tap.visitor.chat_id)
    done = tap.address.argument(0)
    if pending is None or not pending.all:
        return await listing(reading, tap, done or "gone")
    return await waiting_screen(reading, tap, pending, scene.told(tap.words, done))


async def waiting_screen(reading: Reading, tap: Tap, pending: Pending, note: scene.Note) -> Screen:
    """Everything that waits, with its buttons."""
    groups = [one.entries for one in pending.all]
    new = [entry for one in pending.all if not one.replaces for entry in one.entries]
    before = bool(new) and await minutes.said_before(reading, tap.visitor, new)
    if len(groups) > 1:
        return scene.another(tap.words, groups, said_before=before, note=note)
    (only,) = pending.all
    return scene.confirm(tap.words, only.entries, today(tap), said_before=before, note=note)


async def change(reading: Reading, tap: Tap) -> Screen:
    """What waits, with ways to correct it."""
    pending = await minutes_draft.pending(reading, tap.visitor.chat_id)
    if pending is None or not pending.last.entries:
        return await listing(reading, tap, "gone")
    return scene.change(tap.words, pending.last.entries, pending.last.replaces)


async def amend(tx: Transaction, tap: Tap) -> Address:
    """`logamend:<id>`: a saved entry waits to be changed; until "Save" it stays as it is."""
    found = minutes_draft.amending(await minutes.find(tx, tap.visitor, tap.address.argument(0)))
    pending = await waiting(tx, tap)
    wanted = Pending(found, pending.all)
    await minutes_draft.keep(tx, tap.visitor.chat_id, wanted, tap.now)
    return to("logchange")


async def breath(tx: Transaction, tap: Tap) -> Address:
    """`logbreath:<first id>:<intensity>`: did it raise your breathing?"""
    pending = await waiting(tx, tap)
    level = tap.address.argument(1)
    if pending.last.entries and pending.last.name == tap.address.argument(0) and level in set(Intensity):
        changed = minutes_draft.with_intensity(pending, Intensity(level))
        await minutes_draft.keep(tx, tap.visitor.chat_id, changed, tap.now)
    return to("logentry")


async def drop(tx: Transaction, tap: Tap) -> Address:
    """`logdrop:<first id>`: that one is not to be saved; what else waits still does."""
    pending = await waiting(tx, tap)
    if not pending.last.entries or pending.last.name != tap.address.argument(0):
        return to("logentry", "gone")
    left = minutes_draft.without(pending, [pending.last])
    await minutes_draft.keep(tx, tap.visitor.chat_id, left, tap.now)
    return to("logentry", "dropped") if left.all else to("logging", "dropped")


async def not_saved(_reading: Reading, tap: Tap) -> Screen:
    return scene.not_saved(tap.words)
