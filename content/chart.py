"""Up to eight weeks as a picture: drawn as SVG, made a PNG, and always said in words too."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import as_file, files

import resvg_py
from markupsafe import Markup

from content import times
from content.screen import File
from content.words import Words
from programme.model import Week

BLUE, INK, PALE = "#0072B2", "#1A1A1A", "#C8C8C8"
"""Blue as in Okabe and Ito's palette for all kinds of colour vision; stripes and numbers say the same."""
FONT = "DejaVu Sans"
WIDTH, LEFT, RIGHT, TOP, ROW, BAR = 900, 190, 130, 210, 112, 34
"""Pixels. A phone shows them at well under half the size, so nothing is written smaller than 32."""
LINES = (30, 150)
"""Minutes a week; see `content.progress`."""
STRIPE = 6
SENT_WIDTH = 720
"""Twice the width that a phone has for it."""
ROOM_FOR_LINE = 16
"""Where a goal would be closer than that to the beginning, a line says nothing."""
NAME = "eight-weeks.png"
EVERY = 8
"""Weeks; fewer are a newcomer's, and begin with the first that has anything."""


def picture(words: Words, weeks: Sequence[Week]) -> File:
    """The chart, with the same in words as its caption, for screen readers."""
    return File(NAME, png(svg(words, tuple(weeks))), picture=True, alt=in_words(words, weeks))


def in_words(words: Words, weeks: Sequence[Week]) -> str:
    """Every number of the picture, week by week; at most 1,024 characters, as Telegram takes for a caption."""
    head = words.plain("{weeks}: minutes moved, and minutes that count towards 150.", weeks=title(words, weeks))
    lines = (
        words.plain("Week of {day}: {moved} moved, {towards} towards 150.", day=day(words, week), **numbers(week))
        for week in weeks
    )
    return "\n".join((head, *lines))


def title(words: Words, weeks: Sequence[Week]) -> str:
    if len(weeks) == EVERY:
        return words.plain("Your last eight weeks")
    if len(weeks) == 1:
        return words.plain("Your first week")
    return words.plain("Your weeks since {day}", day=day(words, weeks[0]))


def numbers(week: Week) -> dict[str, int]:
    """The two of each week, by the name that sentences use."""
    return {"moved": week.totals.moved, "towards": week.totals.moderate_equivalent}


@lru_cache(maxsize=256)
def png(drawing: str) -> bytes:
    """As wide as is sent; what was drawn lately is kept."""
    return drawn(drawing, SENT_WIDTH)


def drawn(drawing: str, width: int) -> bytes:
    """Without a font, text would silently be missing; so it brings its own, and uses no other."""
    with as_file(files("content").joinpath("fonts", "DejaVuSans.ttf")) as font:
        return bytes(
            resvg_py.svg_to_bytes(
                drawing, skip_system_fonts=True, font_files=[str(font)], font_family=FONT, width=width
            )
        )


def svg(words: Words, weeks: Sequence[Week]) -> str:
    most = max(LINES[-1], *(max(numbers(week).values()) for week in weeks))
    scale = (WIDTH - LEFT - RIGHT) / most
    height = TOP + ROW * len(weeks) + 30
    parts = [
        Markup('<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" font-family="{font}">').format(
            w=WIDTH, h=height, font=FONT
        ),
        Markup('<rect width="{w}" height="{h}" fill="#FFFFFF"/>').format(w=WIDTH, h=height),
        *_legend(words, title(words, weeks)),
        *(_line(goal, scale, height) for goal in LINES if goal * scale > ROOM_FOR_LINE),
        *(_week(words, week, TOP + ROW * place, scale) for place, week in enumerate(weeks)),
        Markup("</svg>"),
    ]
    return "\n".join(parts)


def _legend(words: Words, title: str) -> list[Markup]:
    return [
        _text(30, 56, title, 42),
        _striped(30, 86, 60),
        _text(LEFT - 20, TOP - 22, words.plain("Week of"), 32, anchor="end"),
        _text(106, 114, words.plain("Minutes moved"), 32),
        _solid(420, 86, 60),
        _text(496, 114, words.plain("Count towards 150"), 32),
    ]


def _line(goal: int, scale: float, height: int) -> Markup:
    """A goal, dashed from its number down."""
    x = LEFT + goal * scale
    return _text(x, TOP - 22, str(goal), 32, anchor="middle") + Markup(
        '<line x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{bottom}" stroke="{pale}" stroke-width="4"'
        ' stroke-dasharray="10 8"/>'
    ).format(x=x, top=TOP - 12, bottom=height - 20, pale=PALE)


def _week(words: Words, week: Week, y: int, scale: float) -> Markup:
    moved, towards = numbers(week).values()
    return Markup("").join(
        [
            _text(LEFT - 20, y + BAR + 12, day(words, week), 34, anchor="end"),
            _striped(LEFT, y, moved * scale),
            _text(LEFT + moved * scale + 12, y + 29, str(moved), 32),
            _solid(LEFT, y + BAR + 6, towards * scale),
            _text(LEFT + towards * scale + 12, y + BAR + 35, str(towards), 32),
        ]
    )


def day(words: Words, week: Week) -> str:
    """``23 Nov``."""
    return f"{week.monday.day} {words.plain(times.MONTHS[week.monday.month - 1])}"


def _solid(x: float, y: float, length: float) -> Markup:
    return Markup('<rect class="solid" x="{x}" y="{y}" width="{length:.1f}" height="{bar}" fill="{blue}"/>').format(
        x=x, y=y, length=length, bar=BAR, blue=BLUE
    )


def _striped(x: float, y: float, length: float) -> Markup:
    """Stripes drawn one by one: a pattern would take three times as long."""
    stripes = " ".join(
        f"M{x + place:.1f} {y}h{min(STRIPE, length - place):.1f}v{BAR}h-{min(STRIPE, length - place):.1f}z"
        for place in range(0, int(length), 2 * STRIPE)
    )
    return Markup(
        '<path d="{stripes}" fill="{blue}"/><rect class="striped" x="{x}" y="{y}" width="{length:.1f}" height="{bar}"'
        ' fill="none" stroke="{blue}" stroke-width="3"/>'
    ).format(stripes=stripes, x=x, y=y, length=length, bar=BAR, blue=BLUE)


def _text(x: float, y: float, said: str, size: int, anchor: str = "start") -> Markup:
    """With a white edge, so that it is read where a line passes behind it."""
    return Markup(
        '<text x="{x:.1f}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="{ink}" stroke="#FFFFFF"'
        ' stroke-width="8" stroke-linejoin="round" paint-order="stroke">{said}</text>'
    ).format(x=x, y=y, size=size, anchor=anchor, ink=INK, said=said)
