"""Changing a session: what, to what, how far it reaches. Nothing happens until the last press."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

from bot.address import Address, to
from bot.handlers import post_steps
from bot.handlers.classes import reached, scope_in
from bot.tap import Tap
from content import changing as scene
from content import classes as class_scene
from content.post_steps import Asked
from content.screen import Screen
from programme import classes, drafts, employers, kinds, post_answers, posting
from programme.changes import making
from programme.changes.change import Change, changed, checked
from programme.errors import EmployerUnknown, NotFound, TooLate, Unusable
from programme.model import Draft, Led
from programme.store.engine import Reading, Transaction

FORM = "change"
SAID = "said"
CHANGES: dict[str, Callable[[str], Change]] = {
    "time": lambda value: Change(at=time.fromisoformat(value)),
    "day": lambda value: Change(day=date.fromisoformat(value)),
    "minutes": lambda value: Change(minutes=int(value)),
    "places": lambda value: Change(places=int(value)),
    "link": lambda value: Change(link=value),
    "title": lambda value: Change(title=value),
}


async def menu(reading: Reading, tap: Tap) -> Screen:
    led = await open_class(reading, tap, "link")
    return scene.menu(tap.words, led, tap.now, tap.house.zone)


async def open_class(reading: Reading, tap: Tap, field: str) -> Led:
    """One of their own that may still be changed.

    Raises:
        NotFound: it is not theirs, it is cancelled, or there is no such thing to change.
        TooLate: it has begun; for the link: it is over.
    """
    led = await classes.one(reading, tap.visitor, tap.address.argument(0))
    if led.session.cancelled_at or field not in scene.FIELDS:
        raise NotFound
    if tap.now >= (led.session.ends_at if field == "link" else led.session.starts_at):
        raise TooLate
    return led


async def ask(reading: Reading, tap: Tap) -> Screen:
    """`edit:<session>:<field>:<problem>:<skipped>`."""
    field = tap.address.argument(1)
    led = await open_class(reading, tap, field)
    draft = await form(reading, tap, led, field)
    asked = Asked(
        field,
        draft,
        tap.now,
        tap.house.zone,
        problem=tap.address.argument(2),
        workplaces=await employers.all_open(reading) if field == "audience" else (),
        chosen=posting.employers(draft),
        skipped=post_steps.number(tap.address.argument(3)),
    )
    return scene.ask(tap.words, led, asked)


async def form(reading: Reading, tap: Tap, led: Led, field: str) -> Draft:
    """What has been said of this change; at first, who may come is as it is."""
    draft = await drafts.get(reading, tap.visitor.chat_id, FORM)
    if draft and (draft.get("session"), draft.get("field")) == (led.session.id, field):
        return draft
    chosen = ",".join(employer_id for employer_id, _ in led.employers)
    return Draft(
        tap.visitor.chat_id, FORM, field, (("session", led.session.id), ("field", field), ("employers", chosen))
    )


async def fill(tx: Transaction, tap: Tap) -> Address:
    """`edited:<session>:<field>:<answer>`, or what was typed; kept until it is confirmed."""
    session_id, field = tap.address.argument(0), tap.address.argument(1)
    led = await open_class(tx, tap, field)
    try:
        draft = await filled(tx, tap, led, field)
    except Unusable as refusal:
        return to("edit", session_id, field, refusal.problem)
    await drafts.put(tx, draft, tap.now)
    return to("changesure", session_id) if draft.get("value") else to("edit", session_id, field)


async def filled(tx: Transaction, tap: Tap, led: Led, field: str) -> Draft:
    """Raises Unusable: it is no answer, or the session cannot be so."""
    said = tap.address.argument(2) or tap.typed
    draft = await form(tx, tap, led, field)
    if field == "audience":
        answered = await post_steps.with_audience(tx, draft, said)
        return answered_with(draft, answered.get("audience") or "", answered.get("employers") or "")
    if field == "kind":
        value = (await kinds.find(tx, post_steps.kind_id(said))).id
    else:
        value = post_answers.read(field, said, tap.now.astimezone(tap.house.zone).date())
    kept = answered_with(draft, value, draft.get("employers") or "")
    changed(led.session, checked(await change_in(tx, kept)), tap.now)
    return kept


def answered_with(draft: Draft, value: str, employer_ids: str) -> Draft:
    fields = {**dict(draft.fields), "value": value, "employers": employer_ids}
    return replace(draft, step=SAID, fields=tuple(fields.items()))


async def toggle(tx: Transaction, tap: Tap) -> Address:
    """`edittog:<session>:<workplace>:<skipped>`: in if it was out, out if it was in."""
    session_id = tap.address.argument(0)
    draft = await form(tx, tap, await open_class(tx, tap, "audience"), "audience")
    try:
        employer = await employers.by_id(tx, tap.address.argument(1))
    except EmployerUnknown:
        return to("edit", session_id, "audience", "unknown")
    toggled = posting.toggled(draft, employer.id)
    await drafts.put(tx, answered_with(draft, "", toggled.get("employers") or ""), tap.now)
    return to("edit", session_id, "audience", "", str(post_steps.number(tap.address.argument(2))))


async def change_in(reading: Reading, draft: Draft) -> Change:
    """The change that a form asks for."""
    field, value = draft.get("field") or "", draft.get("value") or ""
    if field == "kind":
        return Change(kind=await kinds.find(reading, value))
    if field == "audience":
        return Change(employer_ids=posting.employers(draft) if value == "chosen" else ())
    return CHANGES[field](value)


async def said(reading: Reading, tap: Tap) -> Draft | None:
    """What has been said of this session and not been done yet."""
    draft = await drafts.get(reading, tap.visitor.chat_id, FORM)
    is_its = draft is not None and draft.get("session") == tap.address.argument(0) and draft.get("value")
    return draft if is_its else None


async def sure(reading: Reading, tap: Tap) -> Screen:
    draft = await said(reading, tap)
    if draft is None:
        return await menu(reading, tap)
    field = draft.get("field") or ""
    led = await open_class(reading, tap, field)
    later, to_come = (0, 0) if field == "day" or tap.now >= led.session.starts_at else await reached(reading, tap, led)
    by_id = {one.id: one.name for one in await employers.all_open(reading)} if field == "audience" else {}
    chosen = posting.employers(draft) if draft.get("value") == "chosen" else ()
    names = tuple(by_id[one] for one in chosen if one in by_id)
    wanted = scene.Wanted(field, draft.get("value") or "", names, posting.seal(draft), later, to_come)
    return scene.sure(tap.words, led, wanted, tap.house.zone)


async def make(tx: Transaction, tap: Tap) -> Address:
    """`changed:<session>:<scope>:<seal>`: only what was seen; pressed again, nothing more happens.

    What does not fit one of the dates is asked again, and nothing is changed then.
    """
    session_id, scope = tap.address.argument(0), scope_in(tap.address.argument(1))
    draft = await said(tx, tap)
    if draft is None:
        return to("class", session_id)
    if posting.seal(draft) != tap.address.argument(2):
        return to("changesure", session_id)
    field = draft.get("field") or ""
    try:
        await making.make(tx, tap.visitor, session_id, await change_in(tx, draft), scope, tap.now)
    except EmployerUnknown:
        return to("edit", session_id, field, "closed")
    except Unusable as refusal:
        return to("edit", session_id, field, refusal.problem)
    await drafts.clear(tx, tap.visitor.chat_id, FORM)
    return to("class", session_id, class_scene.CHANGED)
