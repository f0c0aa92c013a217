"""Crowds: what each person did in a period, for one workplace or for all together; pure, and by internal ids alone.

People are tuples here and not dataclasses: a week of a large programme has 50,000, and a tuple is made five times as
fast.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property, lru_cache
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from programme.model import DayPart, Intensity, Totals
from programme.ratings import JUST_RIGHT
from programme.store.counted import Belonging, Held, Ids, Members, Moved, Present, Rated

LUNCH_BEGINS, LUNCH_ENDS = time(11, 30), time(14, 0)
"""Local. A session that starts before is in the morning, one that starts after in the afternoon."""
PARTS = tuple(DayPart)
WORTH: Mapping[str, int] = MappingProxyType(
    {
        Intensity.LIGHT.value: Totals(light=1).moderate_equivalent,
        Intensity.MODERATE.value: Totals(moderate=1).moderate_equivalent,
        Intensity.VIGOROUS.value: Totals(vigorous=1).moderate_equivalent,
    }
)
"""Moderate-equivalent minutes in one minute."""


class Participant(NamedTuple):
    """Somebody who came, for one workplace; who came for two is there once for each."""

    person_id: str
    employer_id: str | None
    is_first: bool = False
    """Whether they had never taken part in anything before the period."""
    visits: int = 1
    webinars: int = 0
    """How many of these were webinars."""
    prefers: DayPart = DayPart.LUNCH
    """When they came most often; of equals the earliest."""


class Mover(NamedTuple):
    """Somebody who logged minutes of the period, in all."""

    person_id: str
    employer_id: str | None
    minutes: int
    moderate_equivalent: int = 0
    has_challenge: bool = False
    """Whether a challenge of theirs went on on any day of the period."""


class Rater(NamedTuple):
    person_id: str
    employer_id: str | None
    is_just_right: bool
    """What they said last."""


One = TypeVar("One", Participant, Mover, Rater, Members)


@dataclass(frozen=True, slots=True)
class Crowd:
    participants: tuple[Participant, ...] = ()
    movers: tuple[Mover, ...] = ()
    raters: tuple[Rater, ...] = ()
    members: tuple[Members, ...] = ()
    """Who belonged to the workplace, or to each of them, when the period ended."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What was on for a workplace's people, as anybody may count on the timetable."""

    sessions: int
    webinars: int = 0
    topics: int = 0
    """Different topics of these."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything that was read of a period."""

    held: tuple[Held, ...]
    present: tuple[Present, ...]
    newcomers: frozenset[str]
    moved: tuple[Moved, ...]
    rated: tuple[Rated, ...]
    members: tuple[Belonging, ...]
    challengers: Ids


class Gathered:
    """The same, added up person by person, to be asked for one workplace's or for all."""

    def __init__(self, rows: Rows, zone: ZoneInfo) -> None:
        self._held = rows.held
        self._by_employer = by_employer(
            participants(rows.held, rows.present, rows.newcomers, zone),
            movers(rows.moved, frozenset(rows.challengers)),
            raters(rows.rated),
            {one.employer_id: (Members(one.employer_id, frozenset(one.person_ids)),) for one in rows.members},
        )

    def of(self, employer_id: str) -> Crowd:
        return self._by_employer.get(employer_id, Crowd())

    @cached_property
    def everybody(self) -> Crowd:
        crowds = self._by_employer.values()
        return Crowd(
            tuple(chain.from_iterable([one.participants for one in crowds])),
            tuple(chain.from_iterable([one.movers for one in crowds])),
            tuple(chain.from_iterable([one.raters for one in crowds])),
            tuple(chain.from_iterable([one.members for one in crowds])),
        )

    def offer(self, employer_id: str | None) -> Offer:
        """None: what was on for all."""
        mine = [one for one in self._held if one.employer_ids is None or employer_id in one.employer_ids]
        webinars = [one for one in mine if one.is_webinar]
        return Offer(len(mine), len(webinars), len({one.topic for one in webinars}))


Apart = Mapping[str | None, tuple[One, ...]]
"""People, workplace by workplace; those who come for themselves under None."""


def by_employer(
    came: Apart[Participant], moved: Apart[Mover], rated: Apart[Rater], belong: Apart[Members]
) -> dict[str | None, Crowd]:
    return {
        id: Crowd(came.get(id, ()), moved.get(id, ()), rated.get(id, ()), belong.get(id, ()))
        for id in {*came, *moved, *rated, *belong}
    }


def day_part(starts_at: datetime, zone: ZoneInfo) -> DayPart:
    clock = starts_at.astimezone(zone).time()
    if clock < LUNCH_BEGINS:
        return DayPart.MORNING
    return DayPart.LUNCH if clock < LUNCH_ENDS else DayPart.AFTERNOON


class Visit(NamedTuple):
    """What matters of one session that somebody came to."""

    part: int
    """Of the day: its place in `PARTS`."""
    is_webinar: bool


def participants(
    held: Iterable[Held], present: Iterable[Present], newcomers: frozenset[str], zone: ZoneInfo
) -> Apart[Participant]:
    sorts = {one.session_id: Visit(PARTS.index(day_part(one.starts_at, zone)), one.is_webinar) for one in held}
    visits: dict[str | None, dict[str, tuple[Visit, ...]]] = {}
    for one in present:
        theirs, visit = visits.setdefault(one.employer_id, {}), (sorts[one.session_id],)
        for person_id in one.person_ids:
            theirs[person_id] = theirs.get(person_id, ()) + visit
    return {
        employer_id: tuple(
            [
                Participant(person_id, employer_id, person_id in newcomers, len(these), *habit(these))
                for person_id, these in theirs.items()
            ]
        )
        for employer_id, theirs in visits.items()
    }


@lru_cache(maxsize=1024)
def habit(visits: tuple[Visit, ...]) -> tuple[int, DayPart]:
    """How many were webinars, and when most were; kept, since in one week most people do as many others do."""
    parts = [visit.part for visit in visits]
    often = [parts.count(part) for part in range(len(PARTS))]
    return sum(visit.is_webinar for visit in visits), PARTS[often.index(max(often))]


def movers(moved: Iterable[Moved], challengers: frozenset[str]) -> Apart[Mover]:
    entries: dict[str | None, list[Moved]] = {}
    for one in moved:
        entries.setdefault(one.employer_id, []).append(one)
    return {employer_id: of_one(employer_id, theirs, challengers) for employer_id, theirs in entries.items()}


def of_one(employer_id: str | None, moved: Iterable[Moved], challengers: frozenset[str]) -> tuple[Mover, ...]:
    """What one workplace's people logged, added up for each of them."""
    minutes: dict[str, int] = {}
    equivalent: dict[str, int] = {}
    for day in moved:
        for person_id, intensity, many in day.entries:
            minutes[person_id] = minutes.get(person_id, 0) + many
            equivalent[person_id] = equivalent.get(person_id, 0) + many * WORTH[intensity]
    return tuple(
        [
            Mover(person_id, employer_id, many, equivalent[person_id], person_id in challengers)
            for person_id, many in minutes.items()
        ]
    )


def raters(rated: Iterable[Rated]) -> Apart[Rater]:
    """*rated* has the latest last."""
    last: dict[str | None, dict[str, bool]] = {}
    for employer_id, person_id, rating in rated:
        last.setdefault(employer_id, {})[person_id] = rating == JUST_RIGHT
    return {
        employer_id: tuple([Rater(person_id, employer_id, said) for person_id, said in theirs.items()])
        for employer_id, theirs in last.items()
    }
