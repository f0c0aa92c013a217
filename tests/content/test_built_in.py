"""What comes with the bot obeys the rules that the team's own workbooks are held to."""

from programme.catalogue.body import from_body, rows, to_body
from programme.catalogue.rules import check
from programme.model import Sensitivity
from tests.workbooks import CAME, made, taken


def test_it_passes_the_checks_and_comes_back_the_same() -> None:
    checked = check(rows(CAME), CAME.topics)
    assert checked.problems == ()
    assert checked.catalogue
    assert to_body(checked.catalogue) == to_body(CAME)
    assert from_body(to_body(CAME)) == tuple(check_row for check_row in from_body(to_body(checked.catalogue)))


def test_its_workbook_read_back_is_the_same() -> None:
    checked = taken(made())
    assert checked.problems == ()
    assert checked.catalogue
    assert to_body(checked.catalogue) == to_body(CAME)


def test_the_essex_health_series_is_there_and_about_health() -> None:
    assert [(one.title, one.sensitivity) for one in CAME.webinars] == [("Essex Health Series", Sensitivity.HEALTH)]


def test_the_county_campaign_is_there() -> None:
    found = CAME.challenge("thirty-for-thirty")
    assert found
    assert (found.rules.minutes, found.rules.days) == (30, 30)
