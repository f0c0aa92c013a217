"""Webinars: series by series, the Essex Health Series first, with who speaks."""

from dataclasses import replace
from datetime import timedelta

from content import built_in, webinars
from programme.model import Catalogue, WebinarSeries
from tests.content.cast import MENOPAUSE, WORDS, ZONE, card
from tests.content.reading import addresses, plain_text

NOW = built_in.catalogue()
BACKS = replace(MENOPAUSE, id="SessionCCCCC", title="Happy backs", speakers=None)
MONEY = replace(
    MENOPAUSE, id="SessionDDDDD", title="Moving on a budget", webinar_series="A series", speakers="Sam <Green>"
)
SERIES = replace(MENOPAUSE, webinar_series="Essex Health Series", starts_at=MENOPAUSE.starts_at + timedelta(days=7))


def test_the_essex_health_series_comes_first_and_what_belongs_to_none_last() -> None:
    screen = webinars.screen(WORDS, NOW, [card(BACKS), card(MONEY), card(SERIES)], ZONE)
    assert addresses(screen)[:3] == [f"s:{one.id}" for one in (SERIES, MONEY, BACKS)]
    text = plain_text(screen)
    assert text.index("Essex Health Series") < text.index("A series") < text.index("More webinars")


def test_speakers_are_said_and_escaped() -> None:
    screen = webinars.screen(WORDS, NOW, [card(SERIES), card(MONEY)], ZONE)
    assert "Menopause at work, with Dr Katherine Cole and Sarah Tyler. Places" in screen.text
    assert "Sam &lt;Green&gt;" in screen.text


def test_inside_a_series_the_sooner_comes_first() -> None:
    later = replace(SERIES, id="SessionEEEEE", starts_at=SERIES.starts_at + timedelta(days=7))
    assert addresses(webinars.screen(WORDS, NOW, [card(SERIES), card(later)], ZONE))[:2] == [
        f"s:{SERIES.id}",
        f"s:{later.id}",
    ]


def test_many_are_cut_and_counted() -> None:
    many = [card(replace(SERIES, id=f"Session{n:05}")) for n in range(11)]
    screen = webinars.screen(WORDS, NOW, many, ZONE)
    assert "And 3 more in the timetable." in screen.text
    assert len(screen.rows) <= 10


def test_none_is_said_kindly() -> None:
    assert "No webinars are planned just now" in webinars.screen(WORDS, NOW, [], ZONE).text


def test_the_order_and_the_words_are_the_catalogues() -> None:
    other = Catalogue((), webinars=(WebinarSeries("a", "a  SERIES", "All of it <fun>."),))
    screen = webinars.screen(WORDS, other, [card(SERIES), card(MONEY)], ZONE)
    assert addresses(screen)[:2] == [f"s:{one.id}" for one in (MONEY, SERIES)]
    assert "All of it &lt;fun&gt;." in screen.text
