"""Attacks by hand, at any size: ``python -m tests.programme.attack --populations 100000 --years 10000``."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from random import Random

from tests.programme.adversary import everyone, is_certain
from tests.programme.population import behind, populations, too_few
from tests.programme.years import is_broken, months_with_a_figure, naive, ours, year


def share(many: int, of: int) -> str:
    return f"{many} of {of} ({100 * many / max(of, 1):.2f} %)"


def attack_populations(many: int, progress: Callable[[int, int], None]) -> None:
    few = certain = shown = 0
    by_figure = Counter[str]()
    chance = Random(3)
    for number, one in enumerate(populations(many), start=1):
        few += bool(too_few(one))
        figures = one.figures
        for name in behind(one):
            by_figure[name] += getattr(figures, name) is not None
        shown += any(getattr(figures, name) is not None for name in behind(one))
        people = everyone(one)
        if people:
            certain += is_certain(one, chance.choice(people), is_in=chance.random() < 0.5)
        progress(number, many)
    print(f"populations with a figure about fewer than ten people, or that leaves as few over: {share(few, many)}")
    print(f"periods in which somebody who knows all others is certain about one person: {share(certain, many)}")
    print(f"periods with any figure: {share(shown, many)}; by figure: {dict(by_figure)}")


def attack_years(many: int, progress: Callable[[int, int], None]) -> None:
    broken = withheld = naive_broken = 0
    chance, again = Random(5), Random(5)
    for number in range(many):
        view = year(chance, number, ours)
        broken += is_broken(view)
        naive_broken += is_broken(year(again, number, naive))
        withheld += any(one.figures.took_part is None for one in view.own)
        progress(number + 1, many)
    print(f"employer-years of ours in which fewer than ten people can be pinned: {share(broken, many)}")
    print(f"employer-years of the naive digest in which they can: {share(naive_broken, many)}")
    print(f"employer-years in which something was too few to show: {share(withheld, many)}")


def draw(done: int, total: int) -> None:
    if done == total or done % max(1, total // 200) == 0:
        end = "\n" if done == total else ""
        print(f"\r{done} of {total}", end=end, file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--populations", type=int, default=10_000)
    parser.add_argument("--years", type=int, default=100)
    asked = parser.parse_args()
    attack_populations(asked.populations, draw)
    attack_years(asked.years, draw)
    found = months_with_a_figure(1_000)
    print(f"60 staff, 15 take part: of 13 blocks a year {sum(found) / len(found):.1f} have it, at least {min(found)}")


if __name__ == "__main__":
    main()
