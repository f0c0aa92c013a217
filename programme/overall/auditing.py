"""The auditor of the programme's figures: reads what is published to the team, and withholds what pins a few people.

The team may also read every workplace's digests. Of whom these say how many use the bot on the same day, the rest of
their size's number is left over; each number is an interval for the truth (`programme.disclosure.intervals`), and a
group that has at least one person for certain and fewer than ten for certain is pinned.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from zoneinfo import ZoneInfo

from programme import periods
from programme.disclosure.auditor import Pinned
from programme.disclosure.counts import FEWEST, ROUNDED_TO, STEP
from programme.disclosure.intervals import Bounds, Cell, Knowledge
from programme.disclosure.precision import Precision, of_rules
from programme.model import CountedBy, Digest, ProgrammeDigest, ProgrammeFigures, Size
from programme.overall.figures import size_of
from programme.store import overall as store
from programme.store.engine import Reading
from programme.store.overall import Workplace

REACHED = "reached at"
OTHERS = "others than those with figures of their own at"


def audited(digest: ProgrammeDigest, workplaces: Iterable[Workplace], beside: Iterable[Digest]) -> ProgrammeFigures:
    """*digest*'s figures without the numbers of people reached, if these would pin anybody *beside* the others."""
    if not pinned(digest, workplaces, beside):
        return digest.figures
    return replace(digest.figures, bands=tuple(replace(band, people=None) for band in digest.figures.bands))


async def of_history(reading: Reading, zone: ZoneInfo) -> tuple[Pinned, ...]:
    """What can be worked out of everything that was ever published to the team."""
    found: list[Pinned] = []
    for digest in await store.select_digests(reading):
        ended = digest.period.ends_before
        workplaces = await store.select_open_then(reading, periods.starts_at(ended, zone))
        found += pinned(digest, workplaces, await store.select_ending(reading, ended))
    return tuple(found)


def pinned(digest: ProgrammeDigest, workplaces: Iterable[Workplace], beside: Iterable[Digest]) -> tuple[Pinned, ...]:
    """Every group of 1 to 9 people that can be worked out."""
    known = knowledge_of(digest, tuple(workplaces), tuple(beside))
    return tuple(Pinned(cell, one.low, one.high) for cell, one in known.between(1, FEWEST - 1))


def knowledge_of(digest: ProgrammeDigest, workplaces: tuple[Workplace, ...], beside: tuple[Digest, ...]) -> Knowledge:
    known, by, name = Knowledge(), of_rules(digest.rules), digest.period.name
    for number, webinar in enumerate(digest.figures.webinars):
        if webinar.counted_by is CountedBy.RULES and webinar.people is not None:
            known.learn(Cell(name, f"webinar {number}"), by.of_whole(webinar.people))
    for band in digest.figures.bands:
        if band.people is not None:
            known.learn(Cell(name, f"{REACHED} {band.size} workplaces"), reached(by, band.people))
    relate_to_workplaces(known, digest, workplaces, beside)
    known.conclude()
    return known


def reached(by: Precision, shown: int) -> Bounds:
    """A part that stays as it was said last until it is wrong by a step, which two multiples of 5 reach at 10."""
    off = by.part + (STEP - ROUNDED_TO if by.is_guarded else 0)
    return Bounds(max(by.fewest, shown - off), shown + off)


def relate_to_workplaces(
    known: Knowledge, digest: ProgrammeDigest, workplaces: tuple[Workplace, ...], beside: tuple[Digest, ...]
) -> None:
    """Those of one size are those of its workplaces with a digest of the same last day, and others."""
    sizes = {one.employer_id: size_of(one.headcount) for one in workplaces}
    of_size: dict[Size, list[Cell]] = {size: [] for size in Size}
    for one in beside:
        if one.employer_id in sizes and one.period.ends_before == digest.period.ends_before:
            cell = Cell(one.period.name, f"using the bot at {one.employer_id}")
            of_size[sizes[one.employer_id]].append(known.learn(cell, of_rules(one.rules).of_kept(one.figures.using)))
    for size, cells in of_size.items():
        if cells:
            whole = Cell(digest.period.name, f"{REACHED} {size} workplaces")
            known.relate(whole, *cells, Cell(digest.period.name, f"{OTHERS} {size} workplaces"))
