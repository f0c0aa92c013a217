"""`make soak`: simulated nights and days with everything going wrong.

SEED= repeats it, PEOPLE= and MINUTES= make it larger or longer, NIGHT=spring or autumn plays only one of the two.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

from playground.serve import TOKEN, play
from playground.soak.day import Soak
from playground.soak.stage import NIGHTS, Night


async def soak(nights: tuple[str, ...], seed: int, people: int, minutes: float) -> bool:
    """One night after the other, each with *minutes* divided by their number; whether all promises were kept."""
    all_kept, seconds = True, minutes * 60 / len(nights)
    for name in nights:
        with tempfile.TemporaryDirectory(prefix="find-your-active-soak-") as folder:
            async with play(TOKEN) as world:
                night = Night.after(name, world.now, seconds)
            one = Soak(night, seed, people, seconds, Path(folder))
            all_kept = await one.run() and all_kept
    print("Every promise was kept." if all_kept else "A PROMISE WAS BROKEN: see above.")
    return all_kept


def main() -> int:
    seed = int(os.environ.get("SEED") or time.time())
    night = os.environ.get("NIGHT") or "both"
    nights = NIGHTS if night == "both" else (night,)
    people, minutes = int(os.environ.get("PEOPLE") or 2000), float(os.environ.get("MINUTES") or 20)
    return 0 if asyncio.run(soak(nights, seed, people, minutes)) else 1


if __name__ == "__main__":
    sys.exit(main())
