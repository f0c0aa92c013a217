"""What the team reads about resources, webinars and challenges: plain, exact, and a way on everywhere."""

from __future__ import annotations

import inspect
import re
from dataclasses import replace

from bot.handlers import catalogue as handler
from content import built_in, catalogues
from content.catalogue_problems import FILE, REASONS, sentence
from content.workbooks import catalogue_read, opening
from programme.catalogue import cells, published, rules
from programme.model import Sheet, SheetChange, SheetProblem
from tests.content.cast import NOW, WORDS, ZONE
from tests.content.reading import addresses, labels, plain_text

CAME = built_in.catalogue()
NEW = catalogues.Effect((SheetChange(Sheet.RESOURCES, added=("A", "B", "C", "D", "E"), same=13),))


def test_a_problem_says_where_and_what_to_write_instead() -> None:
    details = (("least", "1"), ("most", "600"))
    problem = SheetProblem("range", Sheet.CHALLENGES, 3, "Minutes a day", details)
    assert sentence(WORDS, problem) == ("Challenges, row 3, “Minutes a day”: please write a number from 1 to 600.")


RAISED = re.compile(r'(?:Unusable\([^,()]+, |SheetProblem\(|return )"([a-z_]+)"')


def test_every_reason_there_is_has_words() -> None:
    """Whatever the rules and the reader may raise, by their own source."""
    modules = (cells, rules, published, handler, catalogue_read, opening)
    raised = set(RAISED.findall("".join(inspect.getsource(module) for module in modules)))
    assert len(raised) > 15
    assert raised <= {*REASONS, *FILE}


def test_the_preview_names_some_and_counts_all_and_publishes_only_what_was_seen() -> None:
    screen = catalogues.preview(WORDS, NEW, "0badcafe", 4)
    assert "• New, 5: A, B, C and 2 more" in plain_text(screen)
    assert labels(screen) == ["Publish", "Don't publish"]
    assert addresses(screen) == ["catgo:4:0badcafe", "catdrop"]


def test_what_is_easily_overlooked_is_said() -> None:
    effect = replace(
        NEW, about_health=("Sleep",), sessions=2, ordinary=("Money",), loses_challenge=True, is_outdated=True
    )
    text = plain_text(catalogues.preview(WORDS, effect, "x", 4))
    for said in (
        "older than the last change",
        "from now on: Sleep. 2 webinars",
        "any more: Money",
        "begun a challenge",
    ):
        assert said in text


def test_nothing_new_offers_nothing_to_publish_unless_it_repairs() -> None:
    same = catalogues.Effect((SheetChange(Sheet.RESOURCES, same=13),))
    assert "Publish" not in labels(catalogues.preview(WORDS, same, "x", 4))
    assert "Publish" in labels(catalogues.preview(WORDS, replace(same, is_repair=True), "x", 4))


def test_an_alert_names_sheet_row_and_reason_and_nothing_that_was_typed() -> None:
    alert = catalogues.alert(WORDS, "catalogue:4:Resources:7:missing")
    assert alert
    assert "Resources, row 7: it's empty." in alert.unescape()
    assert catalogues.alert(WORDS, "codes") is None
    assert catalogues.alert(WORDS, "catalogue:x") is None


def test_the_room_says_what_holds_and_brings_the_workbook() -> None:
    came = catalogues.screen(WORDS, CAME, None, b"PK", ZONE)
    ours = catalogues.screen(WORDS, replace(CAME, version=4, published_at=NOW), None, b"PK", ZONE)
    assert "what came with the bot" in plain_text(came)
    assert "version 4, published on Mon 23 Nov" in plain_text(ours)
    assert [file.name for file in ours.files] == ["resources-webinars-challenges.xlsx"]
    assert (ours.asks, ours.numbers_choose) == ("catback", True)
