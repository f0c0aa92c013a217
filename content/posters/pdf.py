"""The poster as a PDF: real text in the bundled font, the QR code as rectangles with words for screen readers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import as_file, files
from io import BytesIO
from typing import TYPE_CHECKING

from content.chart import FONT
from content.posters import qr
from content.posters.layout import INK, QR_LEFT, QR_SIZE, QR_TOP, Box, Disc, Poster, Shape, Text, shapes, title
from content.words import Words

if TYPE_CHECKING:
    from fpdf import FPDF

POINTS = 72 / 25.4
"""In a millimetre."""
LANGUAGES = {"en": "en-GB"}
MADE = datetime(2024, 1, 1, tzinfo=UTC)
"""What the file says of when it was made: always the same."""


def pdf(words: Words, poster: Poster) -> bytes:
    """The same poster gives the same bytes: no clock is read."""
    with blank(words) as page:
        for shape in shapes(words, poster):
            draw(page, shape)
        code(words, page, poster.link)
        return bytes(page.output())


@contextmanager
def blank(words: Words) -> Iterator[FPDF]:
    """One A4 page without margins, with what readers of PDF files tell: title, language."""
    from fpdf import FPDF  # noqa: PLC0415 - a second and 30 MB that only a poster needs
    from fpdf.fonts import TTFFont  # noqa: PLC0415 - as above
    from fpdf.prefs import ViewerPreferences  # noqa: PLC0415 - as above

    page = FPDF(unit="mm", format="A4")
    page.set_auto_page_break(auto=False)
    page.set_margin(0)
    page.set_creation_date(MADE)
    page.set_title(title(words))
    page.set_lang(LANGUAGES.get(words.language, words.language))
    page.viewer_preferences = ViewerPreferences(display_doc_title=True)
    with as_file(files("content").joinpath("fonts", "DejaVuSans.ttf")) as font:
        page.add_font(FONT, fname=font)
    page.add_page()
    try:
        yield page
    finally:
        for opened in page.fonts.values():
            if isinstance(opened, TTFFont):
                opened.close()  # which only `output` would do


def draw(page: FPDF, shape: Shape) -> None:
    page.set_fill_color(shape.colour)
    match shape:
        case Box(x, y, width, height):
            page.rect(x, y, width, height, style="F")
        case Disc(x, y, radius):
            page.circle(x, y, radius, style="F")
        case Text(said, x, y, size, colour, is_centred):
            page.set_text_color(colour)
            page.set_font(FONT, size=size * POINTS)
            page.text(x - page.get_string_width(said) / 2 if is_centred else x, y, said)


def code(words: Words, page: FPDF, link: str) -> None:
    """Vector, so that it prints sharp at any size; who cannot see it is told where it leads."""
    rows = qr.modules(link)
    side = qr.side(rows)
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}">'
        f'<path d="{qr.outline(rows)}" fill="{INK}"/></svg>'
    )
    page.image(
        BytesIO(drawing.encode()), QR_LEFT, QR_TOP, QR_SIZE, QR_SIZE, alt_text=words.plain("QR code: {link}", link=link)
    )
