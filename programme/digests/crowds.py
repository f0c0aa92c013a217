"""Crowds: what each person did in a period, for one workplace or for all together; pure, and by internal ids alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from types import MappingProxyType
from typing import TypeVar
from zoneinfo import ZoneInfo

from programme.model import DayPart, Intensity, Totals
from programme.ratings import JUST_RIGHT
from programme.store.counted import Came, Held, Members, Moved, Rated

LUNCH_BEGINS, LUNCH_ENDS = time(11, 30), time(14, 0)
"""Local. A session that starts before is in the morning, one that starts after in the afternoon."""
PARTS = tuple(DayPart)
WORTH: Mapping[Intensity, int] = MappingProxyType(
    {
        Intensity.LIGHT: Totals(light=1).moderate_equivalent,
        Intensity.MODERATE: Totals(moderate=1).moderate_equivalent,
        Intensity.VIGOROUS: Totals(vigorous=1).moderate_equivalent,
    }
)
"""Moderate-equivalent minutes in one minute."""


@dataclass(frozen=True, slots=True)
class Participant:
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


@dataclass(frozen=True, slots=True)
class Mover:
    """Somebody who logged minutes of the period, in all."""

    person_id: str
    employer_id: str | None
    minutes: int
    moderate_equivalent: int = 0


@dataclass(frozen=True, slots=True)
class Rater:
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


@dataclass(slots=True)
class Tally:
    """One person's visits for one workplace, while they are added up."""

    visits: int = 0
    webinars: int = 0
    parts: list[int] = field(default_factory=lambda: [0] * len(PARTS))


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything that was read of a period."""

    held: tuple[Held, ...]
    came: tuple[Came, ...]
    newcomers: frozenset[str]
    moved: tuple[Moved, ...]
    rated: tuple[Rated, ...]
    members: tuple[Members, ...]


class Gathered:
    """The same, added up person by person, to be asked for one workplace's or for all."""

    def __init__(self, rows: Rows, zone: ZoneInfo) -> None:
        self._held = rows.held
        self.everybody = Crowd(
            participants(rows.held, rows.came, rows.newcomers, zone),
            movers(rows.moved),
            raters(rows.rated),
            rows.members,
        )
        self._by_employer = by_employer(self.everybody)

    def of(self, employer_id: str) -> Crowd:
        return self._by_employer.get(employer_id, Crowd())

    def offer(self, employer_id: str | None) -> Offer:
        """None: what was on for all."""
        mine = [one for one in self._held if one.employer_ids is None or employer_id in one.employer_ids]
        webinars = [one for one in mine if one.is_webinar]
        return Offer(len(mine), len(webinars), len({one.topic for one in webinars}))


def by_employer(crowd: Crowd) -> dict[str | None, Crowd]:
    """The same people, workplace by workplace; those who come for themselves under None."""
    came, moved = apart(crowd.participants), apart(crowd.movers)
    rated, belong = apart(crowd.raters), apart(crowd.members)
    return {
        id: Crowd(
            tuple(came.get(id, ())), tuple(moved.get(id, ())), tuple(rated.get(id, ())), tuple(belong.get(id, ()))
        )
        for id in {*came, *moved, *rated, *belong}
    }


def apart(people: Iterable[One]) -> dict[str | None, list[One]]:
    found: dict[str | None, list[One]] = {}
    for one in people:
        found.setdefault(one.employer_id, []).append(one)
    return found


def day_part(starts_at: datetime, zone: ZoneInfo) -> DayPart:
    clock = starts_at.astimezone(zone).time()
    if clock < LUNCH_BEGINS:
        return DayPart.MORNING
    return DayPart.LUNCH if clock < LUNCH_ENDS else DayPart.AFTERNOON


def participants(
    held: Iterable[Held], came: Iterable[Came], newcomers: frozenset[str], zone: ZoneInfo
) -> tuple[Participant, ...]:
    sessions = {one.session_id: (one.is_webinar, PARTS.index(day_part(one.starts_at, zone))) for one in held}
    tallies: dict[tuple[str | None, str], Tally] = {}
    for one in came:
        whose = one.employer_id, one.person_id
        tally = tallies.get(whose)
        if tally is None:
            tally = tallies[whose] = Tally()
        is_webinar, part = sessions[one.session_id]
        tally.visits += 1
        tally.webinars += is_webinar
        tally.parts[part] += 1
    return tuple(
        [
            Participant(person_id, employer_id, person_id in newcomers, it.visits, it.webinars, favourite(it.parts))
            for (employer_id, person_id), it in tallies.items()
        ]
    )


def favourite(parts: list[int]) -> DayPart:
    return PARTS[parts.index(max(parts))]


def movers(moved: Iterable[Moved]) -> tuple[Mover, ...]:
    minutes: dict[tuple[str | None, str], int] = {}
    equivalent: dict[tuple[str | None, str], int] = {}
    for one in moved:
        whose = one.employer_id, one.person_id
        minutes[whose] = minutes.get(whose, 0) + one.minutes
        equivalent[whose] = equivalent.get(whose, 0) + one.minutes * WORTH[one.intensity]
    return tuple([Mover(whose[1], whose[0], many, equivalent[whose]) for whose, many in minutes.items()])


def raters(rated: Iterable[Rated]) -> tuple[Rater, ...]:
    """*rated* has the latest last."""
    last = {(one.employer_id, one.person_id): one.rating == JUST_RIGHT for one in rated}
    return tuple([Rater(person_id, employer_id, said) for (employer_id, person_id), said in last.items()])
