"""An adversary who knows everybody but one, and the rules, but not the key.

What is possible is worked out from the rules' words and not from their code, so that one may be held against the other.
"""

from __future__ import annotations

from dataclasses import replace
from math import hypot

from programme import disclosure
from programme.digests.crowds import Crowd
from programme.disclosure import BELL_REACH, FEWEST, SURE, THRESHOLD, WIDEST
from programme.model import DayPart, Figures
from programme.store.counted import Members
from tests.programme.population import OFFER, Population, bands, behind

TURNS = range(-WIDEST, WIDEST + 1)
FARTHER = range(-2 * WIDEST, 2 * WIDEST + 1)
ROUNDING = (25 / 12) ** 0.5
"""Numbers that are spread evenly over a stretch of five differ from its middle by so much."""


def is_possible(shown: Figures, one: Population) -> bool:
    """Whether some key gives *shown* of those people: worked out from the rules' words, not from their code."""
    sizes, people = behind(one), one.crowd.participants
    came, logged, rated = (sizes[name][0] for name in ("took_part", "logged", "rated"))
    room = shown.took_part or 0
    under, between, over = bands(one)
    return (
        used(shown.using, sizes["using"][0], one.asked.last_using)
        and counted(shown.took_part, came)
        and split(shown.first_timers, sizes["first_timers"], shown.took_part, room - 10)
        and split(shown.at_webinars, sizes["at_webinars"], shown.took_part, room - 10)
        and all(
            split(getattr(shown.times, part) if shown.times else None, (size, came - size), shown.took_part, room - 20)
            if shown.times or shown.took_part is None
            else True
            for part, size in zip(DayPart, sizes["times"], strict=False)
        )
        and (shown.times is not None or shown.took_part is None or any(size < SURE for size in sizes["times"]))
        and added(shown.attended, [it.visits for it in people], most_visits(one.asked.weeks), shown.took_part)
        and counted(shown.logged, logged)
        and averaged(
            shown.mean_minutes,
            [it.minutes / one.asked.weeks for it in one.crowd.movers],
            150 if one.asked.weeks == 1 else 100,
            shown.logged,
        )
        and split(shown.reached_30, (between + over, under), shown.logged, (shown.logged or 0) - 10)
        and reached_150(shown, (under, between, over))
        and split(shown.in_challenges, sizes["in_challenges"], shown.logged, (shown.logged or 0) - 10)
        and said(shown, rated, sizes["rated"][1])
        and split(shown.just_right, sizes["just_right"], shown.rated, (shown.rated or 0) - 10)
    )


def counted(shown: int | None, n: int) -> bool:
    if shown is None:
        return n + TURNS[0] < THRESHOLD
    return any(n + turn >= THRESHOLD and disclosure.rounded(n + turn) == shown for turn in TURNS)


def said(shown: Figures, rated: int, silent: int) -> bool:
    """How many rated: only beside how many took part, and where those who did not rate are enough."""
    if shown.rated is None:
        return shown.took_part is None or min(rated, silent) + TURNS[0] < THRESHOLD
    return shown.took_part is not None and silent >= FEWEST and counted(shown.rated, rated)


def used(shown: int | None, n: int, last: int | None) -> bool:
    if shown is None:
        return n + TURNS[0] < THRESHOLD
    noisy = [n + turn for turn in TURNS if n + turn >= THRESHOLD]
    return any(shown == (last if last is not None and abs(it - last) < 10 else disclosure.rounded(it)) for it in noisy)


def split(shown: int | None, sizes: tuple[int, ...], whole: int | None, room: int) -> bool:
    """A part: *sizes* are its own and the others'."""
    if shown is None:
        return whole is None or min(sizes) + TURNS[0] < THRESHOLD
    return whole is not None and min(sizes) >= FEWEST and part(shown, sizes[0], room)


def part(shown: int, n: int, room: int) -> bool:
    low = max(THRESHOLD - n, TURNS[0])
    values = {disclosure.rounded(n + turn) for turn in FARTHER if turn >= low + TURNS[0]}
    return shown in {max(FEWEST, min(value, room)) for value in values}


def reached_150(shown: Figures, sizes: tuple[int, int, int]) -> bool:
    if shown.reached_150 is None:
        return shown.reached_30 is None or min(sizes) < SURE
    if shown.logged is None or shown.reached_30 is None or min(sizes) < FEWEST:
        return False
    return part(shown.reached_150, sizes[2], min(shown.logged - 20, shown.reached_30 - 10))


def averaged(shown: int | None, minutes: list[float], cap: float, logged: int | None) -> bool:
    sizes = [min(it, cap) for it in minutes]
    if logged is None or disclosure.is_dominated(sizes):
        return shown is None
    middle, reach = sum(sizes) / len(sizes), BELL_REACH * cap / len(sizes)
    lowest, highest = (max(5, min(disclosure.rounded(it), int(cap))) for it in (middle - reach, middle + reach))
    return amount(shown, lowest, highest, cap / logged)


def most_visits(weeks: float) -> float:
    return min(4.0 if weeks == 1 else 2.5 * weeks, OFFER.sessions)


def added(shown: int | None, visits: list[int], cap: float, came: int | None) -> bool:
    sizes = [min(it, cap) for it in visits]
    if came is None or disclosure.is_dominated(sizes):
        return shown is None
    reach, most = BELL_REACH * cap, came * OFFER.sessions
    lowest, highest = (max(came, min(disclosure.rounded(sum(sizes) + it), most)) for it in (-reach, reach))
    return amount(shown, lowest, highest, cap)


def amount(shown: int | None, lowest: int, highest: int, noise: float) -> bool:
    """Left out where the least that may have come out is under five times the blur, shown where it is not."""
    least = 5 * hypot(noise, ROUNDING)
    return lowest < least if shown is None else max(lowest, least) <= shown <= highest


def without(one: Population, person: str) -> Population:
    crowd = one.crowd
    return replace(
        one,
        crowd=Crowd(
            tuple(it for it in crowd.participants if it.person_id != person),
            tuple(it for it in crowd.movers if it.person_id != person),
            tuple(it for it in crowd.raters if it.person_id != person),
            tuple(Members(it.employer_id, it.person_ids - {person}) for it in crowd.members),
        ),
    )


def everyone(one: Population) -> list[str]:
    crowd = one.crowd
    ids = {it.person_id for group in (crowd.participants, crowd.movers, crowd.raters) for it in group}
    return sorted(ids.union(*(it.person_ids for it in crowd.members)))


def is_certain(one: Population, person: str, *, is_in: bool) -> bool:
    """Whether the digest proves to somebody who knows all the others that *person* did something, or nothing."""
    there, gone = one, without(one, person)
    return not is_possible((there if is_in else gone).figures, gone if is_in else there)
