"""The poster: it can be scanned, read from two metres, read aloud, and is the same each time; it names nobody."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from content import posters
from content.chart import FONT
from content.posters import drawing, layout, pdf, qr
from content.posters.layout import Box, Disc, Poster, Shape, Text
from tests import qr as reader
from tests.content.cast import WORDS

LINK = "https://t.me/FindYourActiveBot?start=AbCd3fGhJkMnPqRsTuVwXyZ2"
POSTER = Poster(LINK, "7KQ4-M2XD", "FindYourActiveBot")
LONGEST = replace(POSTER, bot_username="A_very_long_name_of_a_bot_32_Bot", link=LINK.replace("F", "FindYourActive", 1))
CODE_ON_PAGE = (20, 625, 620, 1180)
"""Pixels of the poster's picture: where its code is, and nothing else that is dark."""


@pytest.fixture(scope="module")
def document() -> PdfReader:
    return PdfReader(BytesIO(pdf.pdf(WORDS, POSTER)))


def texts(poster: Poster = POSTER) -> list[Text]:
    return [shape for shape in layout.shapes(WORDS, poster) if isinstance(shape, Text)]


@pytest.mark.parametrize("link", [LINK, LONGEST.link, LINK[:-1], "https://t.me/b_bot?start=" + "z" * 24])
def test_the_picture_of_the_code_can_be_read_and_repaired(link: str) -> None:
    assert reader.read(reader.sampled(qr.picture(link)))[0] == link
    assert reader.read(reader.sampled(qr.picture(link)))[1] in "MQH"


@pytest.mark.parametrize("poster", [POSTER, LONGEST])
def test_the_code_on_the_poster_can_be_read(poster: Poster) -> None:
    assert reader.read(reader.sampled(drawing.png(WORDS, poster), CODE_ON_PAGE))[0] == poster.link


def test_control_one_wrong_module_is_seen() -> None:
    rows = [list(row) for row in qr.modules(LINK)]
    rows[20][20] ^= True
    with pytest.raises(AssertionError, match="correction"):
        reader.read(rows)


def test_the_code_has_four_white_modules_around_it() -> None:
    picture = Image.open(BytesIO(qr.picture(LINK))).convert("1")
    quiet = qr.QUIET * qr.SCALE
    assert picture.width >= 800
    box = picture.point(lambda level: 255 - level).getbbox()
    assert box == (quiet, quiet, picture.width - quiet, picture.height - quiet)
    assert layout.QR_LEFT >= 0
    assert layout.HEADER < layout.QR_TOP


def test_the_same_link_gives_the_same_bytes() -> None:
    assert posters.files(WORDS, POSTER) == posters.files(WORDS, POSTER)
    assert pdf.pdf(WORDS, POSTER) != pdf.pdf(WORDS, LONGEST)


def test_the_pdf_has_real_text_in_reading_order(document: PdfReader) -> None:
    said = " ".join(document.pages[0].extract_text().split())
    for text in texts():
        assert text.said in said, text
    assert said.index("Ten minutes") < said.index("Scan") < said.index(POSTER.code) < said.index("Your employer")


def test_the_pdf_says_its_title_its_language_and_what_the_code_is(document: PdfReader) -> None:
    catalog: Any = document.trailer["/Root"]
    assert document.metadata
    assert document.metadata.title == "Find Your Active: Workplace Edition"
    assert catalog["/Lang"] == "en-GB"
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert LINK in alternatives(catalog["/StructTreeRoot"])


def alternatives(element: Any) -> str:
    """The words for all figures below it."""
    children = element.get("/K", []) if isinstance(element, DictionaryObject) else []
    below = children if isinstance(children, list) else [children]
    said = str(element.get("/Alt", "")) if isinstance(element, DictionaryObject) else ""
    return said + "".join(alternatives(child.get_object()) for child in below if not isinstance(child, int))


def test_the_pdf_is_one_a4_page_that_brings_its_font_and_draws_the_code(document: PdfReader) -> None:
    (page,) = document.pages
    assert [round(float(side) * 25.4 / 72) for side in page.mediabox[2:]] == [210, 297]
    named: Any = page["/Resources"]
    (font,) = (font.get_object() for font in named["/Font"].values())
    assert "DejaVuSans" in font["/BaseFont"]
    assert "/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
    assert len(page.images) == 0
    drawn = page.get_contents()
    assert drawn is not None
    assert len(re.findall(rb" l ", drawn.get_data())) > 500


def test_the_picture_is_a4_at_150_dots_an_inch() -> None:
    assert Image.open(BytesIO(drawing.png(WORDS, POSTER))).size == (1240, 1754)


@pytest.mark.parametrize("poster", [POSTER, LONGEST])
def test_no_line_leaves_the_page_or_is_too_small_for_two_metres(poster: Poster) -> None:
    """5 mm from the top of a letter to its foot are read from two metres (0.14 degrees, twice what 6/6 sight needs)."""
    with pdf.blank(WORDS) as page:
        for text in texts(poster):
            page.set_font(FONT, size=text.size * pdf.POINTS)
            width = page.get_string_width(text.said)
            left = text.x - width / 2 if text.is_centred else text.x
            assert left >= 5, text
            assert left + width <= layout.WIDTH - 5, text
            assert 0.73 * text.size >= (5 if poster is POSTER else 4), text


def on(shape: Text, shapes: tuple[Shape, ...]) -> str:
    """The colour behind it."""
    behind = layout.WHITE
    for one in shapes:
        if isinstance(one, Box) and one.x <= shape.x <= one.x + one.width and one.y <= shape.y <= one.y + one.height:
            behind = one.colour
        if isinstance(one, Disc) and abs(one.x - shape.x) < one.radius and abs(one.y - shape.y) < one.radius:
            behind = one.colour
    return behind


def light(colour: str) -> float:
    """Relative luminance, as in WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_line_stands_out_at_least_seven_to_one() -> None:
    shapes = layout.shapes(WORDS, POSTER)
    for text in texts():
        darker, lighter = sorted((light(text.colour), light(on(text, shapes))))
        assert (lighter + 0.05) / (darker + 0.05) >= 7, text


def test_what_is_typed_into_a_bots_name_cannot_break_the_drawing() -> None:
    strange = replace(POSTER, bot_username='<b>"&')
    assert "&lt;b&gt;" in drawing.svg(WORDS, strange)
    assert drawing.png(WORDS, strange)
