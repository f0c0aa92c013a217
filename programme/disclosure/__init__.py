"""What may be shown of a group of people without pointing at one of them; pure, and every rule with its source.

The unit is distinct people. Noise comes first, and the threshold is applied to the noisy count, so that the edge
itself is blurred. Nothing here reads a record or a clock: the same people in the same period give the same answer.
"""

from programme.disclosure.amounts import (
    CAP,
    LARGEST_SHARE,
    VISITS,
    Amounts,
    is_clear,
    is_dominated,
    mean,
    mean_noise,
    most_minutes,
    most_visits,
    total,
)
from programme.disclosure.counts import (
    FEWEST,
    ROUNDED_TO,
    STEP,
    SURE,
    THRESHOLD,
    blurred,
    count,
    noisy,
    part,
    passes,
    rounded,
    split,
    stands_without_each,
    steady,
)
from programme.disclosure.noise import BELL_REACH, WIDEST, Scope, bell, more_noise, noise, seed

RULES = "3"
"""The version of these rules, kept with every figure made by them; what is frozen keeps its own.

By "1" parts had no noise of their own, figures about the same people had the same noise, and there were four of them.
"2" is as exact as "3". Some made by it say how many rated although not how many took part, or although hardly anybody
else did; by "3" that is never said, and how many have a challenge going is. By "3", too, amounts (visits, mean
minutes) are left out where their blur is more than a fifth of them, visits are never more than people times sessions,
and of periods longer than a week each person adds less (`amounts`).
"""

__all__ = [
    "BELL_REACH",
    "CAP",
    "FEWEST",
    "LARGEST_SHARE",
    "ROUNDED_TO",
    "RULES",
    "STEP",
    "SURE",
    "THRESHOLD",
    "VISITS",
    "WIDEST",
    "Amounts",
    "Scope",
    "bell",
    "blurred",
    "count",
    "is_clear",
    "is_dominated",
    "mean",
    "mean_noise",
    "more_noise",
    "most_minutes",
    "most_visits",
    "noise",
    "noisy",
    "part",
    "passes",
    "rounded",
    "seed",
    "split",
    "stands_without_each",
    "steady",
    "total",
]
