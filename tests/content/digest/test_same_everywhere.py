"""Text, e-mail, workbook and picture of one digest, each read anew as its reader would: the same figures and gaps."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from html.parser import HTMLParser
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from content import digest
from content.digest import picture
from content.digest.trend import lately
from content.mail import Mail, mail
from content.screen import File
from programme.model import Digest, Figures, Times
from programme.periods import by_name
from tests.content.cast import WORDS, ZONE
from tests.content.digest.frozen import EIGHT, summary
from tests.content.reading import plain_text

HEADINGS = {
    "People using the bot who took part": ("Took part",),
    "Of them for the first time": ("First time",),
    "Of them at a webinar": ("At a webinar",),
    "Visits to sessions and webinars": ("Visits",),
    "People using the bot in all": ("Using the bot",),
    "People using the bot who logged minutes": ("Logged minutes",),
    "Of them in challenges": ("In challenges",),
    "Average minutes a week per person who logged": ("Mean minutes a week",),
    "Reached 30 active minutes a week": ("Reached 30", "Logged minutes"),
    "Reached 150 active minutes a week": ("Reached 150", "Logged minutes"),
    "Said a session was “just right”": ("Said just right", "Rated"),
    "Said how a session was": ("Rated",),
    "On offer": ("Sessions on offer", "Webinars on offer"),
}
"""What a line of the text is called, and the workbook's columns that have its numbers."""
DAYS = ("Length", "First day", "Last day")
ALL_OF_PEOPLE = "all numbers of people"
SHOWN = st.none() | st.integers(2, 40).map(lambda n: n * 5)
FIGURES = st.builds(
    Figures,
    offered=st.integers(0, 40),
    webinars=st.integers(0, 4),
    times=st.none() | st.builds(Times, *[st.integers(2, 9).map(lambda n: n * 5)] * 3),
    **{one.name: SHOWN for one in fields(Figures) if one.name not in ("offered", "webinars", "times")},
)
NOBODY = st.builds(Figures, offered=st.integers(0, 9))
Numbers = dict[str, int]
Gaps = tuple[frozenset[str], frozenset[str]] | str
"""What is left out since few are in it, and as too uncertain; or that all numbers of people are, or some."""


def in_lines(lines: Iterator[tuple[str, str]]) -> Numbers:
    found: Numbers = {"Webinars on offer": 0}
    for name, value in lines:
        now = re.split(r", (?:up|down|about the same)", value)[0]
        if name == "Favourite times":
            pairs = [(f"Mostly {part}", int(n)) for part, n in re.findall(r"(\w+) \(about (\d+)\)", now)]
        else:
            pairs = list(zip(HEADINGS[name], map(int, re.findall(r"\d+", now)), strict=False))
        for heading, number in pairs:
            assert heading == "Webinars on offer" or found.setdefault(heading, number) == number
            found[heading] = number
    return found


def of_text(text: str) -> Numbers:
    return in_lines(
        (name, value)
        for name, sign, value in (line.partition(": ") for line in text.splitlines())
        if sign and (name in HEADINGS or name == "Favourite times")
    )


def gaps_of_text(text: str) -> Gaps:
    uncertain = re.search(r"Too uncertain to be useful with numbers this small: (.*?)\.", text)
    unclear = frozenset(uncertain[1].split(", ")) if uncertain else frozenset()
    if "Too few people to show their numbers" in text:
        return ALL_OF_PEOPLE
    if "Some figures are left out." in text:
        return f"some {sorted(unclear)}"
    few = re.search(r"Left out: (.*?)\. Where only", text)
    return frozenset(few[1].split(", ") if few else ()), unclear


class Table(HTMLParser):
    """The cells of the mail's tables, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("td", "th"):
            self.inside = True
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.cells[-1] += data


def of_html(html: str) -> Numbers:
    cells = Table(html).cells[2:]  # after "What" and "Number"
    return in_lines(zip(cells[::2], cells[1::2], strict=True))


def of_workbook(file: File, first_day: object) -> tuple[Numbers, Gaps]:
    lines = list(load_workbook(BytesIO(file.content))["Figures"].iter_rows(values_only=True))
    headings = [str(one) for one in lines[0] if one is not None]
    (line,) = [one for one in lines[1:] if one[1] is not None and getattr(one[1], "date", lambda: None)() == first_day]
    row = dict(zip(headings, line, strict=False))
    said = str(row.pop("Left out"))
    numbers = {name: value for name, value in row.items() if name not in DAYS and isinstance(value, int)}
    return numbers, said if said == ALL_OF_PEOPLE else gaps_of_cell(said)


def gaps_of_cell(said: str) -> Gaps:
    names = said.split(", ") if said != "none" else []
    unclear = frozenset(one.removesuffix(" (too uncertain)") for one in names if one.endswith(" (too uncertain)"))
    few = frozenset(one for one in names if not one.endswith(" (too uncertain)"))
    return (few, unclear) if len(few) <= 2 else f"some {sorted(unclear)}"


def made(shown: Digest, history: tuple[Digest, ...]) -> tuple[str, Mail]:
    told = summary(shown, history=(*history, shown))
    return plain_text(digest.latest(WORDS, told, ())), mail(WORDS, digest.by_mail(WORDS, told, ZONE), "A", "b@c.org")


def check(shown: Digest, history: tuple[Digest, ...]) -> None:
    """All that is said of it, in all four."""
    text, letter = made(shown, history)
    book, missing = of_workbook(letter.attached[0], shown.period.starts_on)
    assert of_text(text) == of_text(letter.text) == of_html(letter.html) == book
    gaps = gaps_of_text(text)
    assert gaps == gaps_of_text(letter.text) == gaps_of_text(re.sub(r"<[^>]+>", " ", letter.html))
    assert gaps == missing
    drawn(shown, history, book)


def drawn(shown: Digest, history: tuple[Digest, ...], book: Numbers) -> None:
    """The picture's last row, its words and its bar."""
    of = lately(shown, (*history, shown))
    svg, alt = picture.svg(WORDS, of), picture.in_words(WORDS, of)
    said = re.findall(r">(about \d+|left out|nothing on)</text>", svg)
    assert said == [line.split(" ", 3)[3] for line in alt.splitlines()[1:]]
    number = book.get("Took part")
    assert said[-1] == (f"about {number}" if number else "left out" if book["Sessions on offer"] else "nothing on")
    if shown.rules == "3":
        assert svg.count('<rect x="172"') == sum(one.startswith("about") for one in said)


@settings(max_examples=60, deadline=None)
@given(FIGURES | NOBODY, st.booleans())
def test_the_same_figures_and_the_same_gaps_are_in_all_four(figures: Figures, has_past: bool) -> None:
    shown = Digest("EmployerAAAA", by_name("2026-F11"), "3", figures)
    check(shown, EIGHT[:3] if has_past else ())


def test_an_amount_that_is_too_uncertain_is_so_in_all_four() -> None:
    shown = Digest("EmployerAAAA", by_name("2026-F11"), "3", Figures(offered=2, took_part=15, logged=15))
    text, letter = made(shown, ())
    check(shown, ())
    assert "Too uncertain to be useful with numbers this small: how often they came, minutes moved." in text
    assert of_workbook(letter.attached[0], shown.period.starts_on)[0] == {
        "Took part": 15, "Logged minutes": 15, "Sessions on offer": 2, "Webinars on offer": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("place", "otherwise"),
    [
        ("content.digest.workbook.unclear", lambda *_: ()),
        ("content.digest.text.unclear", lambda *_: ()),
        ("content.digest.letter.rows", lambda *_: ()),
        ("content.digest.picture.said", lambda *_: "about 20"),
    ],
)
def test_control_one_of_them_that_says_something_else_is_noticed(
    place: str, otherwise: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = Digest("EmployerAAAA", by_name("2026-F11"), "3", Figures(offered=2, took_part=15, logged=15))
    check(shown, ())
    monkeypatch.setattr(place, otherwise)
    with pytest.raises(AssertionError):
        check(shown, ())
