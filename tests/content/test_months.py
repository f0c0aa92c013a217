"""The month as text and as a file: totals, counts, no formula, and one small screen however much there is."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest

from content import months
from content.screen import Screen
from programme.model import Delivered, MonthRatings
from tests.content.cast import DESK_RESET, STARTS, WORDS, ZONE
from tests.content.reading import labels, plain_text

NOVEMBER, OCTOBER, DECEMBER = date(2026, 11, 1), date(2026, 10, 1), date(2026, 12, 1)
COUNTED = Delivered(DESK_RESET, 14, is_counted=True, booked=16)
BY_THE_BOT = Delivered(replace(DESK_RESET, title="Wake up", starts_at=STARTS + timedelta(days=1)), 1, is_counted=False)


NOT_YET = months.Said(None, is_over=False)


def screen(*delivered: Delivered, after: date | None = None, said: months.Said = NOT_YET) -> Screen:
    return months.screen(WORDS, NOVEMBER, delivered, ZONE, before=OCTOBER, after=after, said=said)


def rows_of(*delivered: Delivered) -> list[list[str]]:
    content = months.file(WORDS, NOVEMBER, delivered, ZONE).content
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_screen_has_totals_and_a_line_for_each() -> None:
    said = plain_text(screen(COUNTED, BY_THE_BOT))
    assert "November 2026: what you have led" in said
    assert "2 sessions, 20 minutes. 15 people came, in all." in said
    assert "Tue 24 Nov 12:30 Desk reset: 14\nWed 25 Nov 12:30 Wake up: 1 (the bot's count)" in said
    assert labels(screen(COUNTED)) == ["Get the file", "Month before", "My classes"]
    assert labels(screen(COUNTED, after=DECEMBER)) == ["Get the file", "Month before", "Month after", "My classes"]


def test_a_month_to_which_nobody_came_is_said_in_words() -> None:
    assert "1 session, 10 minutes. Nobody has come yet.\n" in plain_text(screen(replace(COUNTED, people=0)))


def test_places_used_are_a_share_of_all_places() -> None:
    assert "16 of 40 places were booked (40%)." in plain_text(screen(COUNTED, BY_THE_BOT))
    assert "places" not in plain_text(screen())


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (NOT_YET, "comes on a Monday, once the month is over"),
        (months.Said(None, is_over=True), "Too few people said how it was"),
        (months.Said(MonthRatings(), is_over=True), "Too few people said how it was"),
        (months.Said(MonthRatings(25), is_over=True), "About 25 people said how it was. What they said is left out."),
        (months.Said(MonthRatings(25, 15), is_over=True), "About 15 of about 25 people said “just right”."),
    ],
)
def test_ratings_are_told_in_totals_once_the_month_is_over(said: months.Said, sentence: str) -> None:
    assert sentence in plain_text(screen(COUNTED, said=said))


def test_that_answers_are_left_out_is_never_put_down_to_few_people() -> None:
    """They are withheld too where nearly everybody said the same."""
    said = plain_text(screen(COUNTED, said=months.Said(MonthRatings(25), is_over=True)))
    assert "too few" not in said.casefold()


THERE = replace(BY_THE_BOT, people=0, booked=0, is_for_their_hr=True)


def test_of_a_session_for_ones_own_workplace_hr_reads_no_number() -> None:
    said = plain_text(screen(COUNTED, THERE))
    assert "2 sessions, 20 minutes. 14 people came, in all.\n16 of 20 places" in said
    assert "Wed 25 Nov 12:30 Wake up\n" in said
    assert "Where you're also an HR contact I show no numbers" in said
    assert rows_of(THERE)[1][-3:] == ["", "", "not shown"]
    assert "came" not in plain_text(screen(THERE))


def test_an_empty_month_has_no_file() -> None:
    assert labels(screen()) == ["Month before", "My classes"]
    assert "Nothing yet" in plain_text(screen())


def test_many_are_in_the_file_and_few_on_the_screen() -> None:
    many = [replace(COUNTED, session=replace(DESK_RESET, title="W" * 80))] * 60
    said = plain_text(screen(*many))
    assert len(said) <= 900
    assert "And 50 more in the file." in said
    assert len(rows_of(*many)) == 61


def test_the_file_says_whose_count_it_is() -> None:
    header, first, second = rows_of(COUNTED, BY_THE_BOT)
    assert header == ["date", "start", "minutes", "title", "kind", "places", "booked", "people", "counted by"]
    assert first == ["2026-11-24", "12:30", "10", "Desk reset", "Seated", "20", "16", "14", "you"]
    assert second[-2:] == ["1", "the bot"]


FORMULAS = ["=HYPERLINK(1)", "+1", "-1+1", "@SUM(A1)", "\t=1", " =1", "\u00a0=1", '=1,"', "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("title", FORMULAS)
def test_no_title_becomes_a_formula(title: str) -> None:
    cell = rows_of(replace(COUNTED, session=replace(DESK_RESET, title=title)))[1][3]
    assert cell == f"'{title}"


def test_control_unescaped_it_would_be_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(months, "safe", lambda cell: cell)
    assert rows_of(replace(COUNTED, session=replace(DESK_RESET, title="=1+1")))[1][3] == "=1+1"
