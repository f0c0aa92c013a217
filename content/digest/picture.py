"""How many took part, period by period, as a picture: drawn as SVG, made a PNG, and always said in words too."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from content import chart
from content.digest.rows import is_early, was_on
from content.digest.trend import KINDS, begins, kind_of
from content.screen import File
from content.words import Words
from programme.model import Digest

NAME = "people-who-took-part.png"
WIDTH, LEFT, RIGHT, TOP, ROW, BAR = chart.SENT_WIDTH, 172, 176, 128, 58, 38
"""Pixels. A phone shows them at half the size, so nothing is written smaller than 28."""
TITLE, SAID = 33, 28
GREY = "#6B6B6B"
HATCHED = 96
"""How long a bar without a number is under earlier rules. A length looks like a number: later ones have no such bar."""
HATCH = Markup(
    '<defs><pattern id="hatch" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="4" height="12" fill="{grey}"/></pattern></defs>'
).format(grey=GREY)


def has_something(lately: Sequence[Digest]) -> bool:
    return any(digest.figures.took_part is not None for digest in lately)


def picture(words: Words, lately: Sequence[Digest]) -> File:
    """*lately*: frozen periods of one kind, oldest first; with the same in words as its caption, for screen readers."""
    return File(NAME, chart.png(svg(words, lately)), picture=True, alt=in_words(words, lately))


def in_words(words: Words, lately: Sequence[Digest]) -> str:
    """Every number of the picture; at most 1,024 characters, as Telegram takes for a caption."""
    head = words.plain("People using the bot who took part. {kind}:", kind=words.plain(KINDS[of(lately)][0]))
    lines = (
        words.plain("from {day} {said}", day=begins(words, digest.period), said=said(words, digest))
        for digest in lately
    )
    return "\n".join((head, *lines))


def of(lately: Sequence[Digest]) -> str:
    return kind_of(lately[-1].period)


def said(words: Words, digest: Digest) -> str:
    """In the words of the text: what is left out may be few people or nearly everybody."""
    number = digest.figures.took_part
    if number is None:
        return words.plain("left out") if was_on(digest) else words.plain("nothing on")
    return words.plain("about {n}", n=number)


def svg(words: Words, lately: Sequence[Digest]) -> str:
    most = max(digest.figures.took_part or 0 for digest in lately)
    scale = (WIDTH - LEFT - RIGHT) / max(most, 1)
    height = TOP + ROW * len(lately) + 14
    parts = [
        Markup('<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" font-family="{font}">').format(
            w=WIDTH, h=height, font=chart.FONT
        ),
        *([HATCH] if any(is_early(digest) for digest in lately) else []),
        Markup('<rect width="{w}" height="{h}" fill="#FFFFFF"/>').format(w=WIDTH, h=height),
        _text(24, 50, words.plain("People using the bot who took part"), TITLE),
        _text(24, 100, words.plain(KINDS[of(lately)][1]), SAID),
        *(_row(words, digest, TOP + ROW * place, scale) for place, digest in enumerate(lately)),
        _axis(height),
        Markup("</svg>"),
    ]
    return "\n".join(parts)


def _row(words: Words, digest: Digest, y: int, scale: float) -> Markup:
    """A bar and what it says; without a number the words alone."""
    number = digest.figures.took_part
    is_hatched = number is None and was_on(digest) and is_early(digest)
    length = number * scale if number is not None else HATCHED if is_hatched else 0
    return Markup("").join(
        [
            _text(LEFT - 16, y + 29, begins(words, digest.period), SAID, anchor="end"),
            _bar(y, length, is_withheld=is_hatched) if number is not None or is_hatched else Markup(),
            _text(LEFT + length + 12, y + 29, said(words, digest), SAID),
        ]
    )


def _bar(y: int, length: float, *, is_withheld: bool) -> Markup:
    fill, edge = ("url(#hatch)", GREY) if is_withheld else (chart.BLUE, chart.BLUE)
    return Markup(
        '<rect x="{x}" y="{y}" width="{length:.1f}" height="{bar}" fill="{fill}" stroke="{edge}" stroke-width="2"/>'
    ).format(x=LEFT, y=y, length=length, bar=BAR, fill=fill, edge=edge)


def _axis(height: int) -> Markup:
    """Where nought is: every bar begins there."""
    return Markup('<line x1="{x}" x2="{x}" y1="{top}" y2="{bottom}" stroke="{ink}" stroke-width="3"/>').format(
        x=LEFT, top=TOP - 8, bottom=height - 14, ink=chart.INK
    )


def _text(x: float, y: float, words: str, size: int, anchor: str = "start") -> Markup:
    return Markup(
        '<text x="{x:.1f}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="{ink}">{said}</text>'
    ).format(x=x, y=y, size=size, anchor=anchor, ink=chart.INK, said=words)
