"""A workbook that came back: what it would change, kept as a draft until it is published or dropped."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from datetime import datetime

from programme import drafts
from programme.catalogue.body import NotABody, from_body, to_body
from programme.catalogue.published import publish, standing
from programme.catalogue.rules import Checked, check
from programme.errors import CatalogueMoved
from programme.model import Catalogue, Draft, SheetProblem, Topic, WorkbookRead
from programme.store.engine import Reading, Transaction

FORM = "catalogue"
GOOD, BAD = "good", "bad"
SHOWN_PROBLEMS = 8


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the team has sent and not yet decided on."""

    catalogue: Catalogue | None = None
    seal: str = ""
    """Changes whenever what is proposed does, so that only what was seen can be published."""
    made_from: int | None = None
    problems: tuple[SheetProblem, ...] = ()
    """The first of them."""
    more: int = 0
    """How many problems there are besides."""


def examined(read: WorkbookRead, topics: tuple[Topic, ...]) -> Checked:
    """All that is wrong with a workbook, in the order of its rows, each cell once; or the catalogue that it holds."""
    if any(problem.row <= 1 for problem in read.problems):
        return Checked(None, read.problems)
    found = check(read.rows, topics)
    if not read.problems:
        return found
    named = {(one.sheet, one.row, one.column) for one in read.problems}
    rest = [one for one in found.problems if (one.sheet, one.row, one.column) not in named]
    order = ["", *dict.fromkeys(row.sheet for row in read.rows)]
    both = sorted((*read.problems, *rest), key=lambda one: (order.index(one.sheet), one.row))
    return Checked(None, tuple(both))


async def propose(tx: Transaction, chat_id: int, read: WorkbookRead, built_in: Catalogue, now: datetime) -> Proposal:
    """Keep what the workbook says, in place of what was proposed before; the file itself is not kept."""
    found = examined(read, built_in.topics)
    if found.catalogue:
        step, fields = GOOD, (("body", to_body(found.catalogue)), ("made_from", as_text(read.made_from)))
    else:
        step, fields = BAD, (("problems", dumped(found.problems)), ("count", str(len(found.problems))))
    draft = Draft(chat_id, FORM, step, fields)
    await drafts.put(tx, draft, now)
    return as_proposal(draft, built_in.topics)


async def proposed(reading: Reading, chat_id: int, built_in: Catalogue) -> Proposal | None:
    draft = await drafts.get(reading, chat_id, FORM)
    return as_proposal(draft, built_in.topics) if draft else None


async def decide(
    tx: Transaction, chat_id: int, seal: str, after: int, built_in: Catalogue, actor: str, now: datetime
) -> int:
    """Publish what was proposed and shown under *seal*; the number of the version.

    Raises:
        CatalogueMoved: something else was proposed or published since it was shown.
    """
    found = await proposed(tx, chat_id, built_in)
    if found is None or found.catalogue is None or found.seal != seal:
        raise CatalogueMoved
    number = await publish(tx, found.catalogue, built_in, after, actor, now)
    await drafts.clear(tx, chat_id, FORM)
    return number


async def drop(tx: Transaction, chat_id: int) -> None:
    await drafts.clear(tx, chat_id, FORM)


async def publish_checked(tx: Transaction, new: Catalogue, built_in: Catalogue, actor: str, now: datetime) -> int:
    """In place of whatever holds now."""
    return await publish(tx, new, built_in, (await standing(tx, built_in)).latest, actor, now)


def as_proposal(draft: Draft, topics: tuple[Topic, ...]) -> Proposal:
    """By today's rules, which may have changed since the draft was kept."""
    if draft.step == BAD:
        shown = loaded(draft.get("problems") or "[]")
        return Proposal(problems=shown, more=int(draft.get("count") or 0) - len(shown))
    body = draft.get("body") or ""
    try:
        found = check(from_body(body), topics)
    except NotABody:
        found = Checked(None, (SheetProblem("broken"),))
    shown, made_from = found.problems[:SHOWN_PROBLEMS], draft.get("made_from")
    return Proposal(
        found.catalogue,
        f"{zlib.crc32(body.encode()):08x}",
        int(made_from) if made_from else None,
        shown,
        len(found.problems) - len(shown),
    )


def as_text(number: int | None) -> str:
    return "" if number is None else str(number)


def dumped(problems: tuple[SheetProblem, ...]) -> str:
    first = problems[:SHOWN_PROBLEMS]
    return json.dumps([(one.reason, one.sheet, one.row, one.column, one.details) for one in first])


def loaded(text: str) -> tuple[SheetProblem, ...]:
    return tuple(
        SheetProblem(reason, sheet, row, column, tuple((name, value) for name, value in details))
        for reason, sheet, row, column, details in json.loads(text)
    )
