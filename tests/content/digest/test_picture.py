"""The picture after the text: the same numbers, never by colour alone, the same bytes each time."""

import re
from dataclasses import replace
from io import BytesIO

from PIL import Image

from content import chart, digest
from content.digest import picture
from content.digest.trend import lately
from programme.model import Digest
from tests.content.cast import WORDS, ZONE
from tests.content.digest.frozen import EIGHT, FULL, LAST, NONE, monday, of, only_picture, past, summary

EIGHT_IN_WORDS = """People using the bot who took part. Four weeks each:
from 23 Mar about 25
from 20 Apr left out
from 18 May about 20
from 15 Jun about 30
from 13 Jul left out
from 10 Aug about 35
from 7 Sep about 30
from 5 Oct about 45"""


def drawn(*history: Digest) -> str:
    return picture.svg(WORDS, lately(history[-1], history))


def test_there_is_one_picture_and_its_words_say_the_same() -> None:
    assert only_picture(digest.message(WORDS, monday(*EIGHT), ZONE)) == EIGHT_IN_WORDS
    assert only_picture(digest.latest(WORDS, monday(*EIGHT), ())) == EIGHT_IN_WORDS


def test_every_number_is_written_beside_its_bar() -> None:
    written = re.findall(r">(about \d+|left out)<", drawn(*EIGHT))
    assert written == [line.split(" ", 3)[3] for line in EIGHT_IN_WORDS.splitlines()[1:]]


def bars(svg: str) -> list[tuple[str, str]]:
    """Each bar's length and what fills it."""
    return re.findall(r'<rect x="172".*?width="([\d.]+)".*?fill="([^"]+)"', svg)


def test_what_is_withheld_has_no_bar_that_could_be_taken_for_a_number() -> None:
    assert [fill for _, fill in bars(drawn(*EIGHT))] == [chart.BLUE] * 6
    assert "hatch" not in drawn(*EIGHT)
    assert re.findall(r'<text x="([\d.]+)"[^>]*>left out<', drawn(*EIGHT)) == ["184.0", "184.0"]


def test_by_earlier_rules_it_was_hatched_and_as_long_whatever_it_hid() -> None:
    """Which stays so, beside later periods too."""
    mixed = (*(replace(one, rules="2") for one in EIGHT[:2]), *EIGHT[2:])
    for shown, many in (([replace(one, rules="2") for one in EIGHT], 2), (mixed, 1)):
        hatched = [length for length, fill in bars(drawn(*shown)) if fill == "url(#hatch)"]
        assert hatched == ["96.0"] * many


def test_where_nothing_was_on_the_picture_says_so_and_has_no_bar() -> None:
    """As the text, which misses no number then; that some are left out is said of others."""
    empty = replace(EIGHT[6], figures=replace(NONE, offered=0, webinars=0))
    shown = (*EIGHT[:6], empty, EIGHT[7])
    assert "from 7 Sep nothing on\n" in picture.in_words(WORDS, shown)
    assert ">nothing on</text>" in drawn(*shown)
    assert len(bars(drawn(*shown))) == len(bars(drawn(*EIGHT))) - 1 == 5


def test_nothing_is_smaller_than_fourteen_pixels_on_a_phone() -> None:
    sizes = [int(size) for size in re.findall(r'font-size="(\d+)"', drawn(*EIGHT))]
    assert min(sizes) * 360 / picture.WIDTH >= 14


def test_where_there_is_nothing_to_show_there_is_no_picture() -> None:
    assert digest.message(WORDS, monday(*past(None, None)), ZONE).files == ()
    assert digest.message(WORDS, summary(), ZONE).files == ()
    assert digest.latest(WORDS, summary(), ()).files == ()


def test_at_most_eight_periods_are_drawn_and_the_words_fit_a_caption() -> None:
    told = only_picture(digest.message(WORDS, monday(*past(*[1005] * 30)), ZONE))
    assert len(told.splitlines()) == 9
    assert len(told) <= 1024


def test_of_two_lengths_the_one_with_the_longer_past_is_drawn() -> None:
    quarter = of(replace(FULL, took_part=70), period="2026-Q4")
    both = summary(EIGHT[-1], quarter, history=(*EIGHT, quarter))
    assert only_picture(digest.message(WORDS, both, ZONE)) == EIGHT_IN_WORDS
    assert "from Oct 2026 about 70" in only_picture(digest.message(WORDS, summary(quarter), ZONE))


def test_a_later_period_leaves_the_picture_of_an_earlier_one_as_it_was() -> None:
    shown = digest.latest(WORDS, summary(EIGHT[5], history=EIGHT), ())
    assert shown == digest.latest(WORDS, summary(EIGHT[5], history=EIGHT[:6]), ())


def test_the_bytes_are_the_same_each_time() -> None:
    made = set()
    for _ in range(5):
        chart.png.cache_clear()
        made.add(picture.picture(WORDS, EIGHT).content)
    (content,) = made
    assert Image.open(BytesIO(content)).size == (720, 606)


def test_other_figures_would_be_other_bytes() -> None:
    other = replace(EIGHT[-1], figures=NONE)
    assert EIGHT[-1].period == LAST
    assert picture.picture(WORDS, (*EIGHT[:-1], other)).content != picture.picture(WORDS, EIGHT).content
