"""The steps of the form for a new session: what is asked, and each answer, pressed or typed."""

from __future__ import annotations

from bot.address import Address, to
from bot.tap import Tap
from content import kinds as catalogue
from content.post_steps import Asked
from programme import classes, drafts, employers, kinds, posting
from programme.errors import EmployerUnknown, NotFound, Unusable
from programme.model import Draft
from programme.series import typed, weekly
from programme.series.typed import as_text
from programme.store.engine import Reading, Transaction

LAST = "same"
EVERY_WEEK = frozenset({"weekly", "every week"})
ONCE = frozenset({"once", "just once"})


async def form(reading: Reading, tap: Tap) -> Draft | None:
    """The form that this chat has begun and not posted yet."""
    draft = await drafts.get(reading, tap.visitor.chat_id, posting.FORM)
    return draft if posting.is_open(draft) else None


async def asked(reading: Reading, tap: Tap, draft: Draft, step: str) -> Asked:
    """One question, with what its buttons need read from the record."""
    known = posting.steps(draft)
    is_audience = step == "audience"
    return Asked(
        step,
        draft,
        tap.now,
        tap.house.zone,
        problem=tap.address.argument(1),
        previous=posting.before(draft, step),
        place=known.index(step) + 1,
        of=len(known),
        last_link=await classes.last_link(reading, tap.visitor) if step == "link" else None,
        workplaces=await employers.all_open(reading) if is_audience else (),
        chosen=posting.employers(draft) if is_audience else (),
        skipped=number(tap.address.argument(2)),
        is_complete=posting.missing(draft) is None,
    )


def number(text: str) -> int:
    """What an address says was skipped; whatever is no small number is 0."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0


async def fill(tx: Transaction, tap: Tap) -> Address:
    """`fill:<step>:<answer>`, or `fill:<step>` and what was typed."""
    step, said = tap.address.argument(0), tap.address.argument(1) or tap.typed
    draft = await form(tx, tap)
    if draft is None or posting.is_old(draft, tap.now):
        return to("posting")
    if step not in posting.steps(draft):
        raise NotFound
    try:
        filled = await answered(tx, tap, draft, step, said)
    except Unusable as refusal:
        return to("posting", step, refusal.problem)
    return await keep(tx, tap, filled, step)


async def keep(tx: Transaction, tap: Tap, filled: Draft, step: str) -> Address:
    """On to what is missing. A time that cannot be on a new day is asked again; so is an audience not yet done."""
    filled = posting.touched(posting.without(filled, "unused"), tap.now)
    problem = posting.clash(filled, tap.now, tap.house.zone)
    if problem:
        filled = posting.without(filled, "time")
    await drafts.put(tx, filled, tap.now)
    if problem:
        return to("posting", "time", problem)
    return to("posting", step) if filled.get(step) is None else to("posting")


async def answered(tx: Transaction, tap: Tap, draft: Draft, step: str, said: str) -> Draft:
    """The form with the answer in it.

    Raises:
        Unusable: it is none.
    """
    if step == "kind":
        return posting.with_kind(draft, await kinds.find(tx, kind_id(said)))
    if step == "audience":
        return await with_audience(tx, draft, said)
    if step in {"day", "days"} and (repeated := with_repeats(draft, step, said)):
        return repeated
    if step == "link" and said == LAST:
        said = await classes.last_link(tx, tap.visitor) or ""
    if step == "day" and (both := posting.read_day_and_time(said, draft, tap.now, tap.house.zone)):
        return posting.with_answers(draft, *both)
    return posting.with_answers(draft, (step, posting.read(step, said, draft, tap.now, tap.house.zone)))


def with_repeats(draft: Draft, step: str, said: str) -> Draft | None:
    """ "Every week" in place of a day, and the other way round; None where *said* is a day, or days.

    Raises:
        Unusable: "days" is no_days.
    """
    word = " ".join(said.split()).casefold()
    if step == "day" and word in EVERY_WEEK:
        return posting.with_answers(weekly.begun(draft))
    if step == "days" and word in ONCE:
        return posting.with_answers(weekly.ended(draft))
    if step == "days" and word == "done":
        days = weekly.chosen(draft)
        if not days:
            raise Unusable("days", "no_days")
        return posting.with_answers(draft, ("days", as_text(days)))
    return None


async def weekday(tx: Transaction, tap: Tap) -> Address:
    """`weekday:<day>`: in if it was out, out if it was in."""
    draft = await form(tx, tap)
    if draft is None or posting.is_old(draft, tap.now):
        return to("posting")
    if not weekly.is_weekly(draft):
        raise NotFound
    [day] = typed.weekdays(tap.address.argument(0)) or {0}
    await drafts.put(tx, posting.touched(weekly.toggled(draft, day), tap.now), tap.now)
    return to("posting", "days")


def kind_id(said: str) -> str:
    """The id of the kind of that title or id."""
    name = " ".join(said.split()).casefold()
    by_title = {kind.title.casefold(): kind.rules.id for kind in catalogue.catalogue()}
    return by_title.get(name, name)


async def with_audience(tx: Transaction, draft: Draft, said: str) -> Draft:
    """ "all", "chosen" (the list is complete), or the name of a workplace, which goes in or out of the list."""
    if said.casefold() in {"all", "everyone", "everybody"}:
        return posting.with_answers(draft, ("audience", "all"), ("employers", ""))
    if said.casefold() in {"chosen", "done"}:
        if not posting.employers(draft):
            raise Unusable("audience", "none_chosen")
        return posting.with_answers(draft, ("audience", "chosen"))
    try:
        employer = await employers.find(tx, said)
    except EmployerUnknown:
        raise Unusable("audience", "unknown") from None
    return posting.toggled(draft, employer.id)


async def toggle(tx: Transaction, tap: Tap) -> Address:
    """`toggle:<workplace>:<skipped>`: in if it was out, out if it was in."""
    draft = await form(tx, tap)
    if draft is None or posting.is_old(draft, tap.now):
        return to("posting")
    try:
        employer = await employers.by_id(tx, tap.address.argument(0))
    except EmployerUnknown:
        return to("posting", "audience", "unknown")
    await drafts.put(tx, posting.touched(posting.toggled(draft, employer.id), tap.now), tap.now)
    return to("posting", "audience", "", str(number(tap.address.argument(1))))
