"""A link as a QR code: its modules, the outline of the dark ones, and a picture of it alone.

Error correction M or better (15 %), a quiet zone of four modules: ISO/IEC 18004:2015, 6.3.8 and 6.5.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from segno import QRCode

QUIET = 4
"""Modules of white on each side."""
SCALE = 24
"""Pixels for each module of the picture: about a thousand in all, so that it prints sharp at 8 cm."""


def modules(link: str) -> tuple[tuple[bool, ...], ...]:
    """Row by row, True is dark; without the quiet zone."""
    return tuple(tuple(bool(module) for module in row) for row in made(link).matrix)


def picture(link: str) -> bytes:
    """PNG, with the quiet zone."""
    kept = BytesIO()
    made(link).save(kept, kind="png", scale=SCALE, border=QUIET)
    return kept.getvalue()


def made(link: str) -> QRCode:
    import segno  # noqa: PLC0415 - 30 ms that only a link for colleagues needs

    return segno.make(link, error="m", micro=False)


def outline(rows: Sequence[Sequence[bool]]) -> str:
    """The dark modules as one SVG path, a rectangle for each run of a row; one module is 1, the quiet zone counts."""
    parts = []
    for y, row in enumerate(rows, QUIET):
        x = QUIET
        for is_dark, run in groupby(row):
            length = len(list(run))
            if is_dark:
                parts.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return "".join(parts)


def side(rows: Sequence[Sequence[bool]]) -> int:
    """How many modules wide it is, with the quiet zone."""
    return len(rows) + 2 * QUIET
