"""What HR may arrange: every screen small and whole."""

import pytest

from content import hr
from content.mail import mail
from content.screen import Screen
from programme.model import DigestWish
from tests.content.cast import WORDS
from tests.content.reading import plain_text


def test_the_code_is_not_in_the_subject() -> None:
    made = mail(WORDS, hr.code_mail(WORDS, "123456"), "Active Essex", "")
    assert "123456" not in made.subject
    assert "123456" in made.text


def every_screen() -> list[Screen]:
    return [
        hr.no_mail(WORDS),
        *(hr.ask_address(WORDS, problem) for problem in ("", "new", *hr.PROBLEMS)),
        hr.has_address(WORDS, "holly@example.org", (DigestWish(),)),
        *(hr.ask_code(WORDS, "holly@example.org", problem) for problem in ("", "wrong", "over")),
        hr.confirmed(WORDS, "holly@example.org", (DigestWish(),)),
        hr.stopped(WORDS),
        hr.code_mail(WORDS, "123456"),
        hr.invite(WORDS, "EmployerAAAA"),
        hr.which_workplace(WORDS, (("EmployerAAAA", "Council"),), "invite"),
        hr.link(WORDS, "https://t.me/FindYourActiveBot?start=abc", "ABCD-EFGH"),
    ]


@pytest.mark.parametrize("screen", every_screen())
def test_every_screen_is_small_and_whole(screen: Screen) -> None:
    text = plain_text(screen)
    assert 1 <= len(text) <= 1200
    assert "{" not in screen.text
    assert all(len(choice.address.encode()) <= 64 and len(choice.label) <= 48 for choice in screen.choices)
