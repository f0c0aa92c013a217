"""The poster as a picture: drawn as SVG, made a PNG of 150 dots an inch."""

from __future__ import annotations

from markupsafe import Markup

from content import chart
from content.posters import qr
from content.posters.layout import HEIGHT, INK, QR_LEFT, QR_SIZE, QR_TOP, WIDTH, Box, Disc, Poster, Shape, Text, shapes
from content.words import Words

DOTS = 1240
"""Across: 210 mm at 150 dots an inch."""


def png(words: Words, poster: Poster) -> bytes:
    """Not kept anywhere: the link is in it."""
    return chart.drawn(svg(words, poster), DOTS)


def svg(words: Words, poster: Poster) -> str:
    parts = [
        Markup('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" font-family="{font}">').format(
            w=WIDTH, h=HEIGHT, font=chart.FONT
        ),
        Markup('<rect width="{w}" height="{h}" fill="#FFFFFF"/>').format(w=WIDTH, h=HEIGHT),
        *(drawn(shape) for shape in shapes(words, poster)),
        code(poster.link),
        Markup("</svg>"),
    ]
    return "\n".join(parts)


def drawn(shape: Shape) -> Markup:
    match shape:
        case Box(x, y, width, height, colour):
            return Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>').format(x, y, width, height, colour)
        case Disc(x, y, radius, colour):
            return Markup('<circle cx="{}" cy="{}" r="{}" fill="{}"/>').format(x, y, radius, colour)
        case Text(said, x, y, size, colour, is_centred):
            anchor = "middle" if is_centred else "start"
            return Markup('<text x="{}" y="{}" font-size="{}" fill="{}" text-anchor="{}">{}</text>').format(
                x, y, size, colour, anchor, said
            )


def code(link: str) -> Markup:
    """Edges on whole pixels, so that no module is blurred."""
    rows = qr.modules(link)
    scale = QR_SIZE / qr.side(rows)
    return Markup(
        '<path transform="translate({} {}) scale({})" d="{}" fill="{}" shape-rendering="crispEdges"/>'
    ).format(QR_LEFT, QR_TOP, scale, qr.outline(rows), INK)
