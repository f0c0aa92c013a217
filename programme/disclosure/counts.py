"""Counts of people: shown only where at least ten stand behind them, and behind what they leave over."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from programme.disclosure.noise import WIDEST, Scope, more_noise, noise

THRESHOLD = 14
"""With noise of at most 4, at least 10 people stand behind whatever is shown.

Sources: UK Longitudinal Linkage Collaboration, "Statistical disclosure control policy" (nothing under 10);
Microsoft Viva Insights, "Privacy guide" (minimum group size, default 10).
"""
FEWEST = THRESHOLD - WIDEST
SURE = THRESHOLD + WIDEST
"""As many people are shown whatever the noise."""
ROUNDED_TO = 5
"""Source: NHS England, "HES analysis guide" (counts of 1 to 7 suppressed, all others rounded to 5)."""
STEP = 10
"""By how much a figure that people follow from week to week must seem to have changed before it is said anew."""


def noisy(scope: Scope, contributors: Collection[str]) -> int:
    people = frozenset(contributors)
    return len(people) + noise(scope, people)


def passes(scope: Scope, contributors: Collection[str]) -> bool:
    """Whether the group is large enough to be counted aloud; nobody at all is too few as well."""
    people = frozenset(contributors)
    size = len(people)
    if size < FEWEST or size >= SURE:
        return size >= SURE
    return noisy(scope, people) >= THRESHOLD


def rounded(number: float) -> int:
    """To the nearest 5. Which side a half falls to does not matter: it is noise already."""
    return ROUNDED_TO * round(number / ROUNDED_TO)


def count(scope: Scope, contributors: Collection[str]) -> int | None:
    """How many people, about; None: too few to show."""
    people = frozenset(contributors)
    return rounded(noisy(scope, people)) if passes(scope, people) else None


def part(scope: Scope, some: Collection[str], whole: Collection[str], of: Scope | None = None) -> int | None:
    """How many of *whole* are in *some*, about; None unless these, the others and all of them are enough.

    *of*: the scope in which the whole is published, if it is another one. Otherwise taking the part from the whole
    would show the others. Source: Culture Amp, "Reporting group minimum" (the remainder is protected as well);
    Eurostat, "Handbook on statistical disclosure control", 4.3.1 (secondary suppression).
    """
    everybody = frozenset(whole)
    inside = everybody & frozenset(some)
    room = room_for(scope, (inside, everybody - inside), of or scope)
    return None if room is None else fitted(blurred(scope, inside), room)


def split(scope: Scope, parts: Collection[Collection[str]], of: Scope) -> tuple[int, ...] | None:
    """How many are in each of *parts*, which share nobody; None unless each, and all without each, are enough.

    *of* is the scope in which all of them together are published, and that figure must be shown too. What was found
    is made to fit it, which says nothing new: each part leaves at least ten others for every other one.
    """
    sets = [frozenset(one) for one in parts]
    room = room_for(scope, sets, of)
    return None if room is None else tuple(fitted(blurred(scope, one), room) for one in sets)


def room_for(scope: Scope, sets: Collection[frozenset[str]], of: Scope) -> int | None:
    """How many people a part may be said to have at most; None unless each, and all without each, are enough."""
    if not all(passes(scope, one) for one in sets):
        return None
    whole = frozenset[str]().union(*sets)
    everybody = count(of, whole)
    if everybody is None or not (are_halves(sets, whole) or all(passes(scope, whole - one) for one in sets)):
        return None
    return everybody - FEWEST * (len(sets) - 1)


def are_halves(sets: Collection[frozenset[str]], whole: frozenset[str]) -> bool:
    """Whether each of two is just what the other leaves over."""
    return len(sets) == 2 and sum(map(len, sets)) == len(whole)


def blurred(scope: Scope, some: Collection[str]) -> int:
    """A part's number, for one that passes."""
    people = frozenset(some)
    return rounded(len(people) + more_noise(scope, people))


def fitted(number: int, most: int) -> int:
    """Between ten and *most*, which is a multiple of 5."""
    return max(FEWEST, min(number, most))


def steady(scope: Scope, contributors: Collection[str], last: int | None) -> int | None:
    """As `count`, but what was said *last* stays until it seems to be wrong by `STEP`.

    Who belongs to a workplace changes by one person from week to week, and a fresh draw about nearly the same people
    each week would in time average the noise out. Saying the same again tells almost nothing.
    """
    people = frozenset(contributors)
    if not passes(scope, people):
        return None
    found = noisy(scope, people)
    return last if last is not None and abs(found - last) < STEP else rounded(found)


def stands_without_each(scope: Scope, groups: Iterable[Collection[str]]) -> bool:
    """Whether the union of *groups* without any one of them is still enough.

    What several workplaces share must not be one of them and a handful: whoever knows that one's figures would
    know the rest. This is the rule on complements, for a partition that somebody else makes.
    """
    sets = [frozenset(group) for group in groups]
    whole = frozenset[str]().union(*sets)
    return all(
        len(whole) - len(one) >= SURE
        or passes(scope, frozenset[str]().union(*(other for other in sets if other is not one)))
        for one in sets
    )
