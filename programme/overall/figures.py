"""What may be said of the whole programme: exact where sessions are open to all, else by the rules; pure.

**Exact**: how many were at a session that anybody may come to says nothing of one workplace, and a head count nothing
of persons. Each such number is frozen once, when the first period with it is published, and longer periods are made of
the frozen ones: else their difference would show that somebody asked not to be counted, or was erased. **By the rules**
of `programme.disclosure`: whatever is about some workplaces only. A session for chosen workplaces is never counted by
heads here, since a head count cannot be blurred by who contributes; and what is said of it must stand without any one
of these workplaces, so that no webinar's attendance is ever one workplace's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from programme import disclosure, periods
from programme.disclosure import Amounts, Scope
from programme.model import (
    Band,
    CountedBy,
    Outcomes,
    Period,
    ProgrammeFigures,
    Size,
    Turnout,
    WebinarTurnout,
)
from programme.store.counted import Came, Members
from programme.store.overall import Counted, Held, Workplace


@dataclass(frozen=True, slots=True)
class Record:
    """What was read of a period."""

    held: tuple[Held, ...]
    present: Mapping[str, int]
    """The bot's number for each session at which it knows of anybody; read only where something is not yet frozen."""
    came: tuple[Came, ...]
    """Who was at sessions for chosen workplaces."""
    workplaces: tuple[Workplace, ...]
    """With the programme when the period ended."""
    members: tuple[Members, ...]
    """Who belonged to them then."""
    signed_up: int
    outcomes: Outcomes | None = None
    frozen: Mapping[str, Counted] = field(default_factory=dict)
    """What was said before of sessions of the period, by their ids."""


@dataclass(frozen=True, slots=True)
class Asked:
    key: bytes
    period: Period
    zone: ZoneInfo
    last_bands: tuple[Band, ...] = ()
    """What was said last of who is reached."""

    def scope(self, about: str) -> Scope:
        return Scope(self.key, "", self.period.name, f"programme {about}")

    @property
    def says_by_rules(self) -> bool:
        """Weeks overlap with blocks of four weeks and with quarters: whatever is blurred is said in these alone."""
        return not periods.is_week(self.period)


def figures_of(asked: Asked, record: Record) -> ProgrammeFigures:
    """Pure: the record in, what may be said of it out."""
    numbers = {one.session_id: one for one in counted(asked, record)}
    moving = [one for one in record.held if not one.is_webinar]
    chosen = [one for one in moving if not one.is_open]
    return ProgrammeFigures(
        open_to_all=turnout(numbers[one.session_id] for one in moving if one.is_open),
        webinars=tuple(webinar(asked, one, numbers[one.session_id]) for one in record.held if one.is_webinar),
        chosen_sessions=len(chosen),
        chosen_visits=visits(asked, chosen, record.came) if asked.says_by_rules else None,
        year=year_of(asked.period),
        signed_up=record.signed_up,
        bands=bands(asked, record.workplaces, record.members) if asked.says_by_rules else (),
        outcomes=record.outcomes,
    )


def year_of(period: Period) -> int:
    """The calendar year of its last day; a week of two years counts for the later one."""
    return period.ends_before.year - (period.ends_before.timetuple().tm_yday == 1)


def counted(asked: Asked, record: Record) -> tuple[Counted, ...]:
    """The number of each session of which one is said: the frozen one where there is one, whatever the record says."""
    return tuple(
        record.frozen.get(one.session_id) or fresh(asked, one, record)
        for one in record.held
        if one.is_open or one.is_webinar
    )


def fresh(asked: Asked, held: Held, record: Record) -> Counted:
    if not held.is_open:
        return Counted(held.session_id, CountedBy.RULES, by_rules(asked, held, record.came))
    if held.head_count is not None:
        return Counted(held.session_id, CountedBy.INSTRUCTOR, held.head_count)
    return Counted(held.session_id, CountedBy.BOT, record.present.get(held.session_id, 0))


def turnout(numbers: Iterable[Counted]) -> Turnout:
    of = tuple(numbers)
    return Turnout(
        sessions=len(of),
        people=sum(one.people or 0 for one in of),
        head_counts=sum(one.counted_by is CountedBy.INSTRUCTOR for one in of),
    )


def webinar(asked: Asked, held: Held, number: Counted) -> WebinarTurnout:
    return WebinarTurnout(held.title, periods.local_date(held.starts_at, asked.zone), number.counted_by, number.people)


def by_rules(asked: Asked, held: Held, came: Iterable[Came]) -> int | None:
    """How many came to one webinar for chosen workplaces.

    It is in several periods; the first of them freezes it for the others.
    """
    scope = Scope(asked.key, "", "", f"programme webinar {held.session_id}")
    groups = by_workplace(one for one in came if one.session_id == held.session_id)
    if not disclosure.stands_without_each(scope, groups):
        return None
    return disclosure.count(scope, frozenset[str]().union(*groups))


def visits(asked: Asked, held: Iterable[Held], came: Iterable[Came]) -> int | None:
    """How often people came to sessions for chosen workplaces, each person's capped."""
    sessions = {one.session_id for one in held}
    here = [one for one in came if one.session_id in sessions]
    scope = asked.scope("chosen visits")
    if not here or not disclosure.stands_without_each(scope, by_workplace(here)):
        return None
    often: dict[str, int] = {}
    for one in here:
        often[one.person_id] = often.get(one.person_id, 0) + 1
    weeks = (asked.period.ends_before - asked.period.starts_on).days / 7
    amounts = Amounts(frozenset(often), tuple(often.values()))
    return disclosure.total(scope, amounts, disclosure.VISITS * weeks)


def by_workplace(came: Iterable[Came]) -> list[set[str]]:
    groups: dict[str | None, set[str]] = {}
    for one in came:
        groups.setdefault(one.employer_id, set()).add(one.person_id)
    return list(groups.values())


# who is reached


def bands(asked: Asked, workplaces: Iterable[Workplace], members: Iterable[Members]) -> tuple[Band, ...]:
    """By size: how many workplaces there are, at how many somebody uses the bot, and by the rules how many people.

    The numbers of workplaces are exact: the team itself signs them up. Those of people are shown for all sizes or for
    none, since their sum is published too (`using` of all together).
    """
    at = {one.employer_id: one.person_ids for one in members}
    of_size: dict[Size, list[frozenset[str]]] = {size: [] for size in Size}
    for one in workplaces:
        of_size[size_of(one.headcount)].append(at.get(one.employer_id, frozenset()))
    shown = people(asked, of_size)
    return tuple(
        Band(size, len(groups), sum(bool(group) for group in groups), shown.get(size))
        for size, groups in of_size.items()
    )


def size_of(headcount: int) -> Size:
    if headcount < periods.SMALL:
        return Size.SMALL
    return Size.MIDDLE if headcount < periods.LARGE else Size.LARGE


def people(asked: Asked, of_size: Mapping[Size, list[frozenset[str]]]) -> dict[Size, int]:
    """Empty unless every size that has a workplace has enough people, and that without any one of its workplaces."""
    scope, there = asked.scope("reach"), {size: groups for size, groups in of_size.items() if groups}
    if not all(disclosure.stands_without_each(scope, groups) for groups in there.values()):
        return {}
    sets = [frozenset[str]().union(*groups) for groups in there.values()]
    found = disclosure.split(scope, sets, scope) if len(sets) > 1 else alone(scope, sets)
    return settled(dict(zip(there, found, strict=True)), asked.last_bands) if found else {}


def alone(scope: Scope, sets: list[frozenset[str]]) -> tuple[int, ...] | None:
    shown = disclosure.count(scope, sets[0]) if sets else None
    return None if shown is None else (shown,)


def settled(fresh: dict[Size, int], last: Iterable[Band]) -> dict[Size, int]:
    """What was said *last*, until any of it seems to be wrong by a step: see `disclosure.steady`."""
    said = {band.size: band.people for band in last if band.people is not None}
    if said.keys() != fresh.keys() or any(abs(said[size] - fresh[size]) >= disclosure.STEP for size in fresh):
        return fresh
    return said
