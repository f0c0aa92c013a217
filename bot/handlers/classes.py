"""What an instructor leads: the list, one session, posting it again, calling it off. Only ever their own."""

from __future__ import annotations

from dataclasses import replace

from bot.address import Address, to
from bot.handlers.post import deep_link
from bot.handlers.post_steps import number
from bot.tap import Tap
from content import calling_off
from content import classes as scene
from content.screen import Screen
from programme import classes, drafts, posting, wishes
from programme.changes import cancelling, reach
from programme.errors import NotFound, Unusable
from programme.model import Draft, Led
from programme.store.engine import Reading, Transaction

FORM = "calloff"
NOTED = "note"


async def mine(reading: Reading, tap: Tap) -> Screen:
    led = await classes.mine(reading, tap.visitor, tap.now)
    return scene.screen(tap.words, led, tap.now, tap.house.zone, skipped=number(tap.address.argument(0)))


async def card(reading: Reading, tap: Tap) -> Screen:
    """`class:<session>:<what was just done>`; the second only says what the record agrees to."""
    led = await classes.one(reading, tap.visitor, tap.address.argument(0))
    link = deep_link(tap, led.session.id)
    if led.openness is None:
        led = replace(led, names=await wishes.names_coming(reading, led.session.id))
    return scene.card(tap.words, led, link, tap.now, tap.house.zone, done=tap.address.argument(1))


async def again(tx: Transaction, tap: Tap) -> Address:
    """ "Post again": a form like this one, a week later, straight to the preview."""
    led = await classes.one(tx, tap.visitor, tap.address.argument(0))
    chosen = [employer_id for employer_id, _ in led.employers]
    await drafts.put(tx, posting.again(led.session, chosen, tap.visitor.chat_id, tap.now), tap.now)
    return to("posting")


async def ask_note(reading: Reading, tap: Tap) -> Screen:
    """`calloff:<session>:<problem>`: nothing has happened yet."""
    led = await classes.one(reading, tap.visitor, tap.address.argument(0))
    if led.session.cancelled_at or led.session.starts_at <= tap.now:
        return await card(reading, tap)
    return calling_off.ask_note(tap.words, led, tap.house.zone, problem=tap.address.argument(1))


async def keep_note(tx: Transaction, tap: Tap) -> Address:
    """`callnote:<session>` and the note; kept until it is confirmed."""
    session_id = tap.address.argument(0)
    led = await classes.one(tx, tap.visitor, session_id)
    try:
        note = classes.checked_note(tap.typed)
    except Unusable as refusal:
        return to("calloff", session_id, refusal.problem)
    fields = (("session", led.session.id), ("note", note))
    await drafts.put(tx, Draft(tap.visitor.chat_id, FORM, NOTED, fields), tap.now)
    return to("callsure", session_id, NOTED)


async def ask_sure(reading: Reading, tap: Tap) -> Screen:
    led = await classes.one(reading, tap.visitor, tap.address.argument(0))
    later, to_come = await reached(reading, tap, led)
    note = await note_of(reading, tap)
    return calling_off.ask_sure(tap.words, led, note, tap.house.zone, later=later, to_come=to_come)


async def reached(reading: Reading, tap: Tap, led: Led) -> tuple[int, int]:
    """How many sessions "This and later" and "All" reach; none where only this one is theirs to change."""
    if not await reach.owns_series(reading, tap.visitor, led.session):
        return 0, 0
    return await reach.how_many(reading, led.session, tap.now)


async def call_off(tx: Transaction, tap: Tap) -> Address:
    """`calledoff:<session>:note:<scope>`: all booked or waiting are told by notices; pressed again, nothing more."""
    session_id = tap.address.argument(0)
    note = await note_of(tx, tap)
    await cancelling.call_off(tx, tap.visitor, session_id, scope_in(tap.address.argument(2)), note, tap.now)
    if note:
        await drafts.clear(tx, tap.visitor.chat_id, FORM)
    return to("class", session_id, scene.CALLED_OFF)


def scope_in(text: str) -> reach.Scope:
    """Raises NotFound: the address is nobody's."""
    if text not in {"", *reach.Scope}:
        raise NotFound
    return reach.Scope(text or reach.Scope.ONE)


async def note_of(reading: Reading, tap: Tap) -> str:
    """The note that was typed for this session, where the address says that there is one."""
    if tap.address.argument(1) != NOTED:
        return ""
    draft = await drafts.get(reading, tap.visitor.chat_id, FORM)
    is_its = draft and draft.form == FORM and draft.get("session") == tap.address.argument(0)
    return (draft.get("note") or "") if draft and is_its else ""
