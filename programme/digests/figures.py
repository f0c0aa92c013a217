"""Figures: what may be said of a crowd, each by its rule; pure.

Every figure has noise of its own and stands on at least ten people, as do those whom it leaves over. No figure is
about a health topic, and none can be taken from another one to get at a topic: see `has_mixed_webinars`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from programme import disclosure
from programme.digests.crowds import Crowd, Mover, Offer, Participant, Rater
from programme.disclosure import FEWEST, Amounts, Scope
from programme.model import DayPart, Figures, Period, Times
from programme.periods import is_four_weeks
from programme.store.counted import Members

One = TypeVar("One", Participant, Mover, Rater)
SOME, MANY = 30, 150
"""Moderate-equivalent minutes a week. Source: Sport England, "Active Lives Adult Survey" (see `Totals`)."""
WEBINARS, TOPICS = 3, 2
"""As many webinars, on as many topics, must be on offer before it is said how many people came to one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose figures, for which period, and what was said last of how many use the bot."""

    scope: Scope
    period: Period
    last_using: int | None = None

    @property
    def is_pooled(self) -> bool:
        return not self.scope.employer_id

    @property
    def weeks(self) -> float:
        return (self.period.ends_before - self.period.starts_on).days / 7


def figures_of(asked: Asked, crowd: Crowd, offer: Offer) -> Figures:
    """Pure: the record's people in, what may be said of them out."""
    figures = Figures(offer.sessions, offer.webinars, using=using(asked, crowd.members))
    figures = taking_part(asked, crowd.participants, offer, figures)
    figures = moving(asked, crowd.movers, figures)
    return rating(asked, crowd, figures)


def using(asked: Asked, members: tuple[Members, ...]) -> int | None:
    groups, scope = [one.person_ids for one in members], asked.scope.of("using")
    if asked.is_pooled and not disclosure.stands_without_each(scope, groups):
        return None
    return disclosure.steady(scope, frozenset[str]().union(*groups), asked.last_using)


def taking_part(asked: Asked, people: tuple[Participant, ...], offer: Offer, figures: Figures) -> Figures:
    """took_part, and what is said of these."""
    of = asked.scope.of("took_part")
    took_part = disclosure.count(of, ids(people)) if stands(asked, "took_part", people) else None
    if took_part is None:
        return figures
    return replace(
        figures,
        took_part=took_part,
        first_timers=some_of(asked, "first_timers", people, lambda one: one.is_first, of),
        at_webinars=some_of(asked, "at_webinars", people, lambda one: one.webinars > 0, of)
        if has_mixed_webinars(offer, asked.period)
        else None,
        attended=attended(asked, people, offer, took_part),
        times=times(asked, people, of),
    )


def has_mixed_webinars(offer: Offer, period: Period) -> bool:
    """Whether no topic's total can be read from how many came to any webinar: public facts alone decide.

    Blocks of four weeks overlap with quarters, and the difference of the two could be one webinar's: only quarters
    (and weeks, which overlap with nothing) say it.
    """
    return offer.webinars >= WEBINARS and offer.topics >= TOPICS and not is_four_weeks(period)


def attended(asked: Asked, people: tuple[Participant, ...], offer: Offer, took_part: int) -> int | None:
    """Each person's visits capped; never fewer than people, nor more than these could have made, as published.

    None also where the noise is large against it. Nothing here but the total itself is from the record.
    """
    cap, of = disclosure.most_visits(asked.weeks, offer.sessions), asked.scope.of("took_part")
    visits = by_person([(one.person_id, one.visits) for one in people])
    found = disclosure.total(asked.scope.of("attended"), all_of(visits), cap, of) if offer.sessions else None
    if found is None:
        return None
    shown = max(took_part, min(found, took_part * offer.sessions))
    return shown if disclosure.is_clear(shown, cap) else None


def times(asked: Asked, people: tuple[Participant, ...], of: Scope) -> Times | None:
    parts = [[one for one in people if one.prefers is part] for part in DayPart]
    if not all(stands(asked, "times", one) for one in parts):
        return None
    shown = disclosure.split(asked.scope.of("times"), apart([ids(one) for one in parts]), of)
    return Times(*shown) if shown else None


def moving(asked: Asked, people: tuple[Mover, ...], figures: Figures) -> Figures:
    """logged, and what is said of these."""
    of = asked.scope.of("logged")
    logged = disclosure.count(of, ids(people)) if stands(asked, "logged", people) else None
    if logged is None:
        return figures
    reached_30, reached_150 = reached(asked, people, of)
    return replace(
        figures,
        logged=logged,
        mean_minutes=mean_minutes(asked, people, logged),
        reached_30=reached_30,
        reached_150=reached_150,
        in_challenges=some_of(asked, "in_challenges", people, lambda one: one.has_challenge, of),
    )


def mean_minutes(asked: Asked, people: tuple[Mover, ...], logged: int) -> int | None:
    """Each person's minutes a week capped; None also where the noise is large against it, as far as *logged* tells."""
    cap, of = disclosure.most_minutes(asked.weeks), asked.scope.of("logged")
    minutes = all_of(weekly(asked, [(one.person_id, one.minutes) for one in people]))
    shown = disclosure.mean(asked.scope.of("mean_minutes"), minutes, cap, of)
    return shown if shown is not None and disclosure.is_clear(shown, cap / logged) else None


def reached(asked: Asked, people: tuple[Mover, ...], of: Scope) -> tuple[int | None, int | None]:
    """How many of those who logged reached 30 and 150 minutes.

    The first is a part and its complement. The second makes three parts of them all, each of which must be enough:
    those under 30, those between, and those over 150, and so must any two of these.
    """
    bands = under, between, over = by_level(asked, people)
    if not (stands(asked, "reached_30", under) and stands(asked, "reached_30", [*between, *over])):
        return None, None
    at_30 = disclosure.part(asked.scope.of("reached_30"), ids([*between, *over]), ids(people), of)
    if at_30 is None or not (stands(asked, "reached_150", between) and stands(asked, "reached_150", over)):
        return at_30, None
    shown = disclosure.split(asked.scope.of("reached_150"), [ids(one) for one in bands], of)
    return at_30, max(FEWEST, min(shown[-1], at_30 - FEWEST)) if shown else None


def by_level(asked: Asked, people: tuple[Mover, ...]) -> tuple[list[Mover], list[Mover], list[Mover]]:
    """Under 30 minutes, between, and over 150; somebody of two workplaces is there twice, with what they do in all."""
    under: list[Mover] = []
    between: list[Mover] = []
    over: list[Mover] = []
    levels = weekly(asked, [(one.person_id, one.moderate_equivalent) for one in people])
    for one in people:
        level = levels[one.person_id]
        (under if level < SOME else between if level < MANY else over).append(one)
    return under, between, over


def rating(asked: Asked, crowd: Crowd, figures: Figures) -> Figures:
    """rated, and what is said of these."""
    people, of = crowd.raters, asked.scope.of("rated")
    if figures.took_part is None or not may_be_silent(asked, crowd, of):
        return figures
    rated = disclosure.count(of, ids(people)) if stands(asked, "rated", people) else None
    if rated is None:
        return figures
    just_right = some_of(asked, "just_right", people, lambda one: one.is_just_right, of)
    return replace(figures, rated=rated, just_right=just_right)


def may_be_silent(asked: Asked, crowd: Crowd, of: Scope) -> bool:
    """Whether those who took part and rated nothing are enough too: whoever knows who came would know of them.

    `disclosure.part` is not the rule itself, since some rate in this period what they came to in the one before.
    """
    said = ids(crowd.raters)
    silent = [one for one in crowd.participants if one.person_id not in said]
    return disclosure.passes(of, ids(silent)) and stands(asked, "rated", silent)


def some_of(
    asked: Asked, figure: str, people: tuple[One, ...], belongs: Callable[[One], bool], of: Scope
) -> int | None:
    """A part's figure; *of* is the scope of the whole's."""
    inside = [one for one in people if belongs(one)]
    if asked.is_pooled:
        outside = [one for one in people if not belongs(one)]
        if not (stands(asked, figure, inside) and stands(asked, figure, outside)):
            return None
    return disclosure.part(asked.scope.of(figure), ids(inside), ids(people), of)


def stands(asked: Asked, figure: str, people: Collection[Participant | Mover | Rater]) -> bool:
    """A figure of several workplaces together must also stand without any one of them."""
    if not asked.is_pooled or stands_easily(people):
        return True
    return disclosure.stands_without_each(asked.scope.of(figure), by_workplace(people))


def stands_easily(people: Collection[Participant | Mover | Rater]) -> bool:
    """Whether enough are left without the largest workplace, so that nobody need ask for each of 500."""
    largest = max(Counter([one.employer_id for one in people]).values(), default=0)
    return len(ids(people)) - largest >= disclosure.SURE


def by_workplace(people: Iterable[Participant | Mover | Rater]) -> list[set[str]]:
    """Their ids, a set for each workplace; people who come for themselves are one more."""
    groups: dict[str | None, set[str]] = {}
    for one in people:
        groups.setdefault(one.employer_id, set()).add(one.person_id)
    return list(groups.values())


def weekly(asked: Asked, minutes: Sequence[tuple[str, int]]) -> Mapping[str, float]:
    """Each person's minutes a week, so that long and short periods can be compared."""
    weeks = asked.weeks
    return {person_id: size / weeks for person_id, size in by_person(minutes).items()}


def by_person(amounts: Sequence[tuple[str, int]]) -> Mapping[str, int]:
    """Somebody of two workplaces is one person."""
    found = dict(amounts)
    if len(found) == len(amounts):
        return found
    return {person_id: sum(size for _, size in theirs) for person_id, theirs in groupby(sorted(amounts), itemgetter(0))}


def all_of(sizes: Mapping[str, float]) -> Amounts:
    return Amounts(frozenset(sizes), tuple(sizes.values()))


def ids(people: Iterable[Participant | Mover | Rater]) -> frozenset[str]:
    return frozenset([one.person_id for one in people])


def apart(parts: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Somebody of two workplaces may be in two parts: the first one counts."""
    seen: frozenset[str] = frozenset()
    found = []
    for part in parts:
        found.append(part - seen)
        seen |= part
    return found
