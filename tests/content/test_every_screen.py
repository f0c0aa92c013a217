"""What holds for every screen: Telegram takes it, a small phone shows it, and each button can be typed."""

from html.parser import HTMLParser

import pytest

from bot import app
from bot.address import MAX_BYTES, Address
from content.screen import Screen
from tests.content.gallery import HOSTILE, hostile_screens, screens
from tests.content.reading import plain_text

EVERY_SCREEN = [*screens(), *hostile_screens()]
TAGS = {("b",), ("code",), ("a", "href"), ("tg-time", "unix", "format")}


class Balance(HTMLParser):
    """Tags as Telegram knows them, each closed where it was opened last."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        if (tag, *(name for name, _ in attrs)) not in TAGS:
            self.wrong.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag}")


def test_telegram_takes_the_text() -> None:
    for screen in EVERY_SCREEN:
        parser = Balance()
        parser.feed(str(screen.text))
        assert (parser.open, parser.wrong) == ([], []), screen.text
        assert len(plain_text(screen).encode("utf-16-le")) // 2 <= 4096


def test_plain_screens_are_small() -> None:
    for screen in screens():
        assert len(plain_text(screen)) <= 900, plain_text(screen)
        assert len(screen.rows) <= 10


def test_every_button_leads_somewhere() -> None:
    for screen in EVERY_SCREEN:
        for choice in screen.choices:
            assert bool(choice.address) != bool(choice.url), choice
            if choice.address:
                assert len(choice.address.encode()) <= MAX_BYTES
                assert app.route(Address.parse(choice.address).name), choice


def test_every_question_has_somebody_who_takes_the_answer() -> None:
    for screen in EVERY_SCREEN:
        assert not screen.asks or app.route(Address.parse(screen.asks).name)


def test_no_screen_has_two_buttons_of_one_label() -> None:
    for screen in EVERY_SCREEN:
        labels = [choice.label.casefold() for choice in screen.choices]
        assert len(labels) == len(set(labels)), labels


def test_labels_and_toasts_are_short_single_lines() -> None:
    for screen in EVERY_SCREEN:
        assert len(screen.toast) <= 200
        for choice in screen.choices:
            assert 1 <= len(choice.label) <= 48
            assert "\n" not in choice.label


def test_no_screen_is_without_a_way_on() -> None:
    for screen in EVERY_SCREEN:
        ways = screen.rows or screen.asks or screen.menu is not None or screen.keeps_before
        assert ways or "team" in screen.text, screen


def test_no_placeholder_is_left_over() -> None:
    for screen in screens():
        assert "{" not in screen.text
        assert not any("{" in label for label in (screen.toast, *(choice.label for choice in screen.choices)))


def test_an_unescaped_title_would_be_caught() -> None:
    parser = Balance()
    parser.feed(HOSTILE)
    assert parser.open or parser.wrong


@pytest.mark.parametrize("name", ["start", "timetable", "bookings", "settings", "privacy", "help"])
def test_every_command_in_a_menu_exists(name: str) -> None:
    route = app.route(name)
    assert route
    assert route.is_command


def test_the_gallery_is_not_empty() -> None:
    assert len(screens()) > 100
    assert all(isinstance(screen, Screen) for screen in EVERY_SCREEN)
