"""How many people were at a Move and Stretch session on average, period by period: a picture, said in words too."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from content import chart
from content.digest.trend import KINDS, begins, kind_of
from content.screen import File
from content.words import Words
from programme.model import ProgrammeDigest

NAME = "average-attendance.png"
WIDTH, LEFT, RIGHT, TOP, ROW, BAR = chart.SENT_WIDTH, 172, 110, 128, 58, 38
"""Pixels. A phone shows them at half the size, so nothing is written smaller than 28."""
TITLE, SAID = 31, 28


def picture(words: Words, lately: Sequence[ProgrammeDigest]) -> File:
    """*lately*: frozen periods of one kind that had sessions, oldest first."""
    return File(NAME, chart.png(svg(words, lately)), picture=True, alt=in_words(words, lately))


def in_words(words: Words, lately: Sequence[ProgrammeDigest]) -> str:
    """Every number of the picture; at most 1,024 characters, as Telegram takes for a caption."""
    head = words.plain("People at a Move and Stretch session, on average. {kind}:", kind=kind(words, lately))
    lines = (words.plain("from {day} {n}", day=begins(words, one.period), n=said(one)) for one in lately)
    return "\n".join((head, *lines))


def kind(words: Words, lately: Sequence[ProgrammeDigest]) -> str:
    return words.plain(KINDS[kind_of(lately[-1].period)][0])


def mean(digest: ProgrammeDigest) -> float:
    of = digest.figures.open_to_all
    return of.people / of.sessions


def said(digest: ProgrammeDigest) -> str:
    return f"{mean(digest):.1f}"


def svg(words: Words, lately: Sequence[ProgrammeDigest]) -> str:
    scale = (WIDTH - LEFT - RIGHT) / max(1.0, *(mean(digest) for digest in lately))
    height = TOP + ROW * len(lately) + 14
    parts = [
        Markup('<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" font-family="{font}">').format(
            w=WIDTH, h=height, font=chart.FONT
        ),
        Markup('<rect width="{w}" height="{h}" fill="#FFFFFF"/>').format(w=WIDTH, h=height),
        _text(24, 50, words.plain("People at a session, on average"), TITLE),
        _text(24, 100, words.plain(KINDS[kind_of(lately[-1].period)][1]), SAID),
        *(_row(words, digest, TOP + ROW * place, scale) for place, digest in enumerate(lately)),
        _axis(height),
        Markup("</svg>"),
    ]
    return "\n".join(parts)


def _row(words: Words, digest: ProgrammeDigest, y: int, scale: float) -> Markup:
    length = mean(digest) * scale
    bar = Markup('<rect x="{x}" y="{y}" width="{length:.1f}" height="{bar}" fill="{blue}"/>').format(
        x=LEFT, y=y, length=length, bar=BAR, blue=chart.BLUE
    )
    day = _text(LEFT - 16, y + 29, begins(words, digest.period), SAID, anchor="end")
    return day + bar + _text(LEFT + length + 12, y + 29, said(digest), SAID)


def _axis(height: int) -> Markup:
    """Where nought is: every bar begins there."""
    return Markup('<line x1="{x}" x2="{x}" y1="{top}" y2="{bottom}" stroke="{ink}" stroke-width="3"/>').format(
        x=LEFT, top=TOP - 8, bottom=height - 14, ink=chart.INK
    )


def _text(x: float, y: float, words: str, size: int, anchor: str = "start") -> Markup:
    return Markup(
        '<text x="{x:.1f}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="{ink}">{said}</text>'
    ).format(x=x, y=y, size=size, anchor=anchor, ink=chart.INK, said=words)
