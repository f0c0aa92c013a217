"""A progress bar for whoever waits at a terminal; nothing where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable

WIDTH = 30


def bar(what: str) -> Callable[[int, int], None]:
    """Draws how much of *what* is done, over and over on one line of standard error."""

    def draw(done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        share = done / total if total else 1.0
        filled = "#" * round(share * WIDTH)
        end = "\n" if done >= total else ""
        print(f"\r[{filled:<{WIDTH}}] {done} of {total} {what}", end=end, file=sys.stderr, flush=True)

    return draw
