"""The team's figures as they are read: exact or about, whose count, and no title in a push."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from content import overall
from content.overall import picture
from content.overall.text import attendance, several
from content.overall.workbook import workbook
from programme.model import Outcomes, ProgrammeDigest, Turnout
from tests.content.cast import WORDS
from tests.content.gallery_overall import published
from tests.content.reading import plain_text

ALL = published()
QUARTER, FOUR, WEEK = ALL[-1], ALL[-2], ALL[2]
QUARTER_ON = date(2027, 1, 4)


def test_the_average_says_of_how_many_sessions_and_whose_counts() -> None:
    said = str(attendance(WORDS, FOUR))
    assert "Move and Stretch: 12.5 people on average, 16 sessions open to all (14 head counts)" in said
    assert "8 sessions for chosen workplaces: attended about 60 times" in said


@pytest.mark.parametrize(
    ("turnout", "said"),
    [
        (Turnout(), "no session was open to all"),
        (Turnout(1, 0, 0), "nobody, 1 session open to all (no head counts)"),
        (Turnout(3, 10, 1), "3.3 people on average, 3 sessions open to all (1 head count)"),
    ],
)
def test_few_sessions_or_none_are_said_as_they_are(turnout: Turnout, said: str) -> None:
    digest = replace(WEEK, figures=replace(WEEK.figures, open_to_all=turnout))
    assert said in str(attendance(WORDS, digest))


def test_each_webinar_says_how_it_was_counted_and_the_latest_come_first() -> None:
    said = plain_text(overall.one(WORDS, ALL, QUARTER))
    assert "Thu 24 Sep Breathing: 12 (the bot's count)\nWed 23 Sep Type 2 diabetes: about 55" in said
    assert "Tue 22 Sep Sleep: too few to show" in said
    assert "and 2 more in the workbook" in said
    assert "Menopause at work" not in said.partition("\n")[0]


def test_a_webinar_that_a_week_and_its_quarter_tell_is_told_once() -> None:
    week = replace(QUARTER, period=replace(QUARTER.period, name="2026-W39"))
    assert str(several(WORDS, (week, QUARTER))).count("Breathing") == 1


def test_workplaces_are_set_against_twenty_a_year() -> None:
    said = plain_text(overall.one(WORDS, ALL, FOUR))
    assert "New workplaces in 2026: 12 of 20" in said
    assert "New workplaces in 2026: 12 of 20" in plain_text(overall.latest(WORDS, ALL))
    assert "25 to 249 staff: people at 15 of 18 use it, about 160 in all" in said


def test_who_was_lifted_is_set_beside_the_countys_four_points_with_its_interval() -> None:
    said = plain_text(overall.reached(WORDS, ALL, QUARTER_ON))
    assert "About 120 people answered twice." in said
    assert "17 points fewer now (95 % interval: 2 to 30). The county aims for 4 points fewer among all adults." in said
    assert "About 30 people lifted out of it." in said


def test_before_the_first_quarter_is_over_it_says_when_its_figures_come() -> None:
    said = "First figures: Mon 4 Jan, if enough people have answered twice by then."
    for known in (ALL[:-1], ALL[:1]):
        assert said in plain_text(overall.reached(WORDS, known, QUARTER_ON))
    assert "First figures" not in plain_text(overall.reached(WORDS, ALL, QUARTER_ON))


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [(Outcomes(), "Too few people answered twice"), (Outcomes(asked_again=20), "Too few were under 30 minutes")],
)
def test_outcomes_that_are_withheld_are_said_to_be(outcomes: Outcomes, said: str) -> None:
    digest = replace(QUARTER, figures=replace(QUARTER.figures, outcomes=outcomes))
    assert said in str(several(WORDS, (digest,)))


def test_more_of_them_than_before_is_not_called_fewer() -> None:
    digest = replace(QUARTER, figures=replace(QUARTER.figures, outcomes=Outcomes(100, 30, 40)))
    assert "10 points more now (95 % interval: 26 points more to 7 points fewer)." in str(several(WORDS, (digest,)))


def test_a_push_names_no_webinar_and_begins_neutrally() -> None:
    screen = overall.message(WORDS, ALL, [one.period.name for one in ALL])
    said = plain_text(screen)
    assert said.startswith("The programme's Monday figures are ready.\n")
    assert "Thu 24 Sep: 12 (the bot's count)" in said
    for title in ("Menopause", "Breathing", "diabetes"):
        assert title not in said + "".join(file.alt for file in screen.files)


def test_control_the_titles_are_on_the_screen_one_tap_away() -> None:
    assert "Breathing" in plain_text(overall.latest(WORDS, ALL))


def test_a_push_tells_only_what_is_new() -> None:
    said = plain_text(overall.message(WORDS, ALL, ["2026-W40"]))
    assert "12.5" in said
    assert "16 sessions" not in said


def test_the_picture_says_its_numbers_in_words_and_leaves_empty_periods_out() -> None:
    (file,) = overall.latest(WORDS, ALL[:3]).files
    assert file.alt.splitlines()[1:] == ["from 14 Sep 7.5", "from 28 Sep 12.5"]
    assert Image.open(BytesIO(file.content)).width == picture.WIDTH
    assert overall.latest(WORDS, ALL[:1]).files == ()


# the workbook


def book(digests: tuple[ProgrammeDigest, ...] = ALL) -> dict[str, Worksheet]:
    loaded = load_workbook(BytesIO(workbook(WORDS, digests).content))
    return {sheet.title: sheet for sheet in loaded.worksheets}


def test_the_workbook_has_real_numbers_and_dates() -> None:
    sheets = book()
    assert list(sheets) == ["Attendance", "Webinars", "Workplaces", "Under 30 minutes", "What it means"]
    rows = list(sheets["Attendance"].iter_rows(min_row=2, max_row=6, values_only=True))
    assert [row[0] for row in rows] == ["Week", "Week", "Week", "Four weeks", "Quarter"]
    assert rows[1][3:6] == (None, 0, 0)
    assert rows[3][3:] == (12.5, 16, 200, 14, 8, 60)
    assert str(rows[3][2]) == "2026-10-04 00:00:00"
    talks = list(sheets["Webinars"].iter_rows(min_row=2, values_only=True))
    assert talks[0][1:] == ("Menopause at work", 41, "head count")
    assert talks[2][2] is None


def test_the_same_figures_give_the_same_bytes() -> None:
    assert workbook(WORDS, ALL).content == workbook(WORDS, ALL[::-1]).content


@pytest.mark.parametrize("title", ["=1+1", "@x", "+1", "\t=1", "\r=1", "https://x.example", "12"])
def test_no_title_becomes_a_formula_a_link_or_a_number(title: str) -> None:
    cell = book(published(title))["Webinars"].cell(2, 2)
    assert cell.data_type == "s"
    assert cell.hyperlink is None
