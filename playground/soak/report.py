"""What is printed in the end: figures, promises, and whether a broken one would be seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from playground.soak.controls import controls
from playground.soak.evidence import Evidence
from playground.soak.told import News
from playground.soak.verdict import offences, promises

EXAMPLES = 5
"""Of each sort of trouble."""


def report(seen: Evidence, figures: Mapping[str, object]) -> bool:
    """Print everything; whether every promise was kept, and every control would be seen."""
    broken, seen_through = promises(seen), controls(seen)
    for name, value in figures.items():
        print(f"  {name}: {value}")
    cases = offences(seen)
    for name, number in broken.items():
        print(f"{'kept  ' if not number else 'BROKEN'}  {name}: {number}")
        for case in cases.get(name, ())[:EXAMPLES]:
            print(f"        {case}")
    for what, number in seen.refused.most_common(EXAMPLES):
        print(f"        {number} x {what}")
    for name, would_be_seen in seen_through.items():
        print(f"control {name} {'would be seen' if would_be_seen else 'WOULD NOT BE SEEN'}")
    return not any(broken.values()) and all(seen_through.values())


def told(seen: Evidence) -> str:
    """How many messages of each sort have arrived."""
    arrived = Counter(one.news for one in seen.changes.told if one.arrived)
    return "; ".join(f"{arrived[news]} {news}" for news in News)
