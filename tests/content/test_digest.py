"""The words around frozen figures: neutral first, never more than the figures, the same each time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import digest, hr
from content.mail import mail
from content.screen import Screen
from programme.model import Category, Coming, Digest, Figures, Summary
from programme.periods import by_name
from tests.content.cast import NOW, WORDS, ZONE
from tests.content.reading import plain_text

WEEK = by_name("2026-W47")
FULL = Figures(offered=8, took_part=45, first_timers=15, logged=30, mean_minutes=60)
NONE = Figures(offered=1)
SEATED = Coming(NOW + timedelta(days=1), 10, Category.MOVEMENT, "seated")
HEALTH = Coming(NOW + timedelta(days=2), 45, Category.WEBINAR)


def of(figures: Figures, employer_id: str | None = "EmployerAAAA") -> Digest:
    return Digest(employer_id, WEEK, "1", figures)


def summary(*frozen: Digest, coming: tuple[Coming, ...] = (SEATED, HEALTH), is_pooled: bool = False) -> Summary:
    return Summary(frozen, coming, date(2026, 11, 30), is_pooled, "FindYourActiveBot")


def message(*frozen: Digest, is_pooled: bool = False) -> str:
    return plain_text(digest.message(WORDS, summary(*frozen, is_pooled=is_pooled), ZONE))


def test_the_first_line_is_neutral() -> None:
    assert message(of(FULL)).splitlines()[0] == "Your Monday summary is ready."


def test_every_figure_is_said_of_people_using_the_bot() -> None:
    text = message(of(FULL))
    assert "People using the bot who took part: about 45\nOf them for the first time: about 15" in text
    assert "logged minutes: about 30" in text
    assert "your staff" not in text.casefold()
    assert "Too few" not in text


def test_what_is_withheld_is_said_once_with_the_reason() -> None:
    text = message(of(replace(FULL, first_timers=None, mean_minutes=None)))
    assert text.count("Too few to show: how many for the first time, their minutes.") == 1
    assert text.count("Small numbers, even none, could point at somebody") == 1


def test_a_message_without_figures_is_useful() -> None:
    text = message()
    assert "The next figures come on Mon 30 Nov." in text
    assert "Tue 24 Nov 09:00 Seated, 10 minutes" in text
    assert "https://t.me/FindYourActiveBot" in text


def test_of_a_health_session_not_even_its_kind_is_said() -> None:
    assert "Wed 25 Nov 09:00 Health webinar, 45 minutes" in message()


def test_a_small_workplace_is_told_why() -> None:
    text = message(of(FULL, None), is_pooled=True)
    assert "At all workplaces together:" in text
    assert "fewer than 25 people" in text


@given(st.builds(Figures, st.integers(0, 99), *[st.none() | st.integers(3, 90).map(lambda n: n * 5)] * 4))
def test_the_same_figures_give_the_same_words_and_no_other_number(figures: Figures) -> None:
    first, second = digest.figures(WORDS, of(figures)), digest.figures(WORDS, of(replace(figures)))
    assert first == second
    shown = [figures.took_part, figures.first_timers, figures.logged, figures.mean_minutes]
    assert first.count("about ") == sum(one is not None for one in shown)
    assert all(f"about {one}" in first for one in shown if one is not None)


def test_long_messages_still_fit() -> None:
    many = summary(*[of(NONE)] * 12, coming=(SEATED, HEALTH) * 200, is_pooled=True)
    text = plain_text(digest.message(WORDS, many, ZONE))
    assert len(text) < 2500
    assert "and 388 more in the timetable" in text


def test_the_mail_is_the_screen_in_text_and_html() -> None:
    made = mail(WORDS, digest.message(WORDS, summary(of(FULL)), ZONE), "Active <Essex>", "privacy@example.org")
    assert made.subject == "Your Monday summary is ready."
    assert "about 45" in made.text
    assert "<b>" not in made.text
    assert made.html.count("<p>") > 3
    assert "Active &lt;Essex&gt;" in made.html
    assert "Active <Essex>" in made.text
    assert made == mail(WORDS, digest.message(WORDS, summary(of(FULL)), ZONE), "Active <Essex>", "privacy@example.org")


def test_the_code_is_not_in_the_subject() -> None:
    made = mail(WORDS, hr.code_mail(WORDS, "123456"), "Active Essex", "")
    assert "123456" not in made.subject
    assert "123456" in made.text


def every_screen() -> list[Screen]:
    back = hr.back(WORDS)
    return [
        digest.message(WORDS, None, ZONE),
        digest.message(WORDS, summary(of(FULL)), ZONE),
        digest.latest(WORDS, summary(), ((back,),)),
        digest.earlier(WORDS, [of(FULL)] * 12, back, "digest:EmployerAAAA"),
        digest.earlier(WORDS, [], back, "digest:EmployerAAAA"),
        digest.note_alone(WORDS, summary(), ZONE, back),
        hr.no_mail(WORDS),
        *(hr.ask_address(WORDS, problem) for problem in ("", "new", *hr.PROBLEMS)),
        hr.has_address(WORDS, "holly@example.org"),
        *(hr.ask_code(WORDS, "holly@example.org", problem) for problem in ("", "wrong", "over")),
        hr.confirmed(WORDS, "holly@example.org"),
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
