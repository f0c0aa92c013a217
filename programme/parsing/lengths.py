"""How long: minutes, hours, halves and quarters, and how many times."""

from __future__ import annotations

import re
from fractions import Fraction

from programme.parsing.patterns import BUSY, FAR, HOUR, MINUTE, MONTH, NUMBER, Pattern, found, pattern, refusing
from programme.parsing.values import Aside, Bare, EachTime, EachWay, Minutes, Piece, Reason, Times, Unclear

PARTS = {
    "half": Fraction(1, 2),
    "quarter": Fraction(1, 4),
    "3 quarters": Fraction(3, 4),
    "3 quarter": Fraction(3, 4),
}
PART = r"(half|quarter|3 quarters?)"
MANY = r"(?:walks|runs|jogs|swims|rides|stretches|classes|sessions|games|lessons|exercises|sets|reps|rounds)"
NO_UNIT_AFTER = rf"(?! (?:/|-|\.|:|x|st|nd|rd|th|{HOUR}|{FAR}|{MANY}|steps|a side|{MONTH})(?: |$))"


def minutes(n: Fraction) -> Piece:
    return Minutes(n)


def hours(n: Fraction) -> Piece:
    return Minutes(n * 60)


def fraction(match: re.Match[str]) -> Fraction:
    """ "1 1 / 2": a whole number, if there is one, and a fraction."""
    whole, above, below = match.groups()
    if int(below) == 0:
        return Fraction(0)
    return Fraction(int(whole or 0)) + Fraction(int(above), int(below))


def hours_and_part(match: re.Match[str]) -> Piece:
    """ "an hour and a half", "2 hours and a quarter"."""
    return hours(Fraction(match.group(1) or 1) + PARTS[match.group(2)])


def hours_and_minutes(match: re.Match[str]) -> Piece:
    whole, rest = match.groups()
    return minutes(Fraction(whole or 1) * 60 + int(rest))


def hours_and_number(match: re.Match[str]) -> Piece:
    """ "1 hour 20": minutes, unless what follows is counted, as in "1 hour 20 squats"."""
    whole, rest = match.groups()
    return Minutes(Fraction(whole or 1) * 60 + int(rest), ends_bare=True)


def times(match: re.Match[str]) -> Piece:
    return Times(int(match.group(1)))


def in_so_long(match: re.Match[str]) -> None:
    """ "5k in 28 min", "cycled home in 20 min": how long it took. "gym in 30 min" may be when it begins.

    Raises:
        Unclear: nothing before it was done or covered.
    """
    if not OVER.search(match.string[: match.start()]):
        raise Unclear(Reason.PLAN)


CLOCK = r"(?:\d{1,2} [:.] \d{2}(?: (?:am|pm))?|\d{1,2}(?:\.\d{2})? (?:am|pm)|noon|midnight|o clock|oclock)"
UNDER_60 = r"([0-5]?\d)"
A_LENGTH = rf"(?:{NUMBER} (?:{MINUTE}|{HOUR})|an? {HOUR}|(?:an? )?(?:half|quarter)|{NUMBER}$)"
OVER = re.compile(rf"\b(?:[a-z]{{2,}}ed|ran|swam|rode|went|did|done|{NUMBER} {FAR}|parkrun)(?= )")
"""What was done, or how far; "popped", "got" and "fit" are taken by longer forms."""
PATTERNS: tuple[Pattern, ...] = (
    # what only looks like a length
    refusing(rf"{NUMBER} ?(?:-|to|or|till|until) {NUMBER}(?! /)", Reason.RANGE),
    refusing(rf"\d+ / \d+ {MINUTE}", Reason.RANGE),
    Pattern(pattern(rf"in(?= {A_LENGTH})"), in_so_long),
    refusing(rf"between {NUMBER} and {NUMBER}", Reason.RANGE),
    refusing(rf"(?:few|several|couple|between(?! {BUSY})|dozen)", Reason.RANGE),
    refusing(r"and a bit", Reason.RANGE),
    refusing(
        r"(?:just )?(?:over|under|nearly|almost|more than|less than|at least|at most|up to)(?= (?:\d|an? |half ))",
        Reason.RANGE,
    ),
    refusing(rf"(?:at |from |around |about )?{CLOCK}", Reason.CLOCK),
    refusing(rf"{NUMBER} (?:s|sec|secs|seconds?)", Reason.PART),
    refusing(rf"\d+\.(?!00|25|75)[0-5]\d {HOUR}", Reason.NO_MINUTES),  # "1.30 hours": 90 minutes to most, or 78
    # hours with halves and quarters
    found(rf"(?:(\d+) )?(\d+) / (\d+) (?:of )?(?:an? )?{HOUR}", lambda match: hours(fraction(match))),
    found(rf"(?:an? )?{PART} (?:of )?(?:an? )?{HOUR}", lambda match: hours(PARTS[match.group(1)])),
    found(rf"1 {PART} (?:of )?(?:an? )?{HOUR}", lambda match: hours(PARTS[match.group(1)])),
    found(rf"(\d+) and (?:a )?{PART} (?:of an )?{HOUR}", hours_and_part),
    found(rf"(?:an? |(\d+) )?{HOUR} and (?:a )?{PART}(?! {HOUR})", hours_and_part),
    # hours and minutes
    found(rf"(?:an? |(\d+) )?{HOUR} (?:and )?{UNDER_60} {MINUTE}", hours_and_minutes),
    found(rf"(\d+) {HOUR} {UNDER_60} m", hours_and_minutes),
    found(rf"(?:an? |(\d+) )?{HOUR} {UNDER_60}{NO_UNIT_AFTER}", hours_and_number),
    found(rf"{NUMBER} {HOUR}", lambda match: hours(Fraction(match.group(1)))),
    found(r"an? (?:hours?|hr)|hour|hr", lambda _: hours(Fraction(1))),
    # minutes
    found(rf"{NUMBER} {MINUTE}", lambda match: minutes(Fraction(match.group(1)))),
    found(r"an? (?:min|minute)", lambda _: minutes(Fraction(1))),
    refusing(rf"{NUMBER} m", Reason.METRES),
    # steps and distances
    found(rf"{NUMBER} (?:k |thousand )?steps?|steps? {NUMBER}", lambda _: Aside(Reason.STEPS)),
    found(rf"{NUMBER} {FAR}", lambda _: Aside(Reason.DISTANCE)),
    # how many times
    found(rf"(\d+) (?:x|times|lots of|sets of)(?= \d)(?! {NUMBER} (?:{FAR}|reps)(?: |$))", times),
    found(r"(?:x )?(\d+) times", times),
    found(r"x (\d+)", times),
    found(rf"([2-9])(?= \d+ {MINUTE} (?:[a-z]+ )?{MANY})", times),
    found(rf"([2-9])(?= (?:[a-z]+ )?{MANY} of \d)", times),
    found(rf"([2-9])(?= (?:[a-z]+ )?{MANY} (?:[a-z]+ )?(?:[,:-] )?(?:for |of |at )?\d+ {MINUTE} each)", times),
    found(r"each(?: time)?(?= [,.;]|$)", lambda _: EachTime()),
    found(r"each way|both ways|there and back each", lambda _: EachWay()),
    found(r"twice", lambda _: Times(2)),
    found(r"once", lambda _: Times(1)),
    found(rf"{NUMBER} (?:holes|reps|sets|k?cals?|calories)", lambda _: Aside(Reason.COUNT)),
    refusing(rf"{NUMBER} (?:[a-z]+ )?{MANY}", Reason.COUNT),
    found(
        rf"for {NUMBER}(?= (?:today|yesterday|this|on|last|,)|$)",
        lambda match: Bare(Fraction(match.group(1)), lasted=True),
    ),
    found(NUMBER, lambda match: Bare(Fraction(match.group(1)))),
)
