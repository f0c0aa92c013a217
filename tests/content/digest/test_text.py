"""The words around frozen figures: neutral first, never more than the figures, the same each time."""

import re
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import digest, earlier_figures
from content.digest.rows import rows
from content.digest.trend import CARRIED
from programme.model import Digest, Figures, Times
from tests.content.cast import WORDS, ZONE
from tests.content.digest.frozen import EIGHT, FULL, HEALTH, NONE, SEATED, monday, of, past, summary
from tests.content.reading import addresses, plain_text

REASON = "Where only a few people did something, or only a few didn't, a number could point at somebody."
OF_NOTHING = "A small number, even none, could point at somebody."
SHOWN = st.none() | st.integers(3, 90).map(lambda n: n * 5)
ANY_FIGURES = st.builds(
    Figures,
    offered=st.integers(0, 99),
    webinars=st.integers(0, 9),
    times=st.none() | st.builds(Times, *[st.integers(2, 9).map(lambda n: n * 5)] * 3),
    **{one.name: SHOWN for one in fields(Figures) if one.name not in ("offered", "webinars", "times")},
)


def message(*frozen: Digest, is_pooled: bool = False) -> str:
    return plain_text(digest.message(WORDS, summary(*frozen, is_pooled=is_pooled), ZONE))


def numbers(text: str) -> list[int]:
    return [int(n) for n in re.findall(r"about (\d+)", text)]


def test_the_first_line_is_neutral_and_the_most_interesting_comes_next() -> None:
    first, second, third = [line for line in message(of(FULL)).splitlines() if line][:3]
    assert first == "Your weekly summary is ready."
    assert second == "Mon 16 Nov to Sun 22 Nov 2026"
    assert third == "People using the bot who took part: about 45"


def test_every_figure_is_said_of_people_using_the_bot() -> None:
    text = message(of(FULL))
    assert "People using the bot who took part: about 45\nOf them for the first time: about 15" in text
    assert "Reached 30 active minutes a week: about 25 of about 40" in text
    assert "People using the bot who logged minutes: about 40\nOf them in challenges: about 20" in text
    assert "Favourite times: lunchtime (about 25), afternoon (about 15), morning (about 10)" in text
    assert "Said a session was “just right”: about 30 of about 35" in text
    assert "On offer: 32 sessions, 2 of them webinars" in text
    assert "staff" not in text.casefold()
    assert "few" not in text


def test_all_of_it_is_read_in_ninety_seconds() -> None:
    text = plain_text(digest.message(WORDS, monday(*EIGHT), ZONE))
    assert len(text.split()) <= 300  # at 200 words a minute


@pytest.mark.parametrize(
    ("figures", "first"),
    [
        (replace(FULL, first_timers=None), "Left out: first-timers."),
        (replace(FULL, first_timers=None, times=None), "Left out: first-timers, times of day."),
        (replace(FULL, first_timers=None, times=None, rated=None), "Some figures are left out."),
    ],
)
def test_what_is_withheld_is_said_once_with_the_reason(figures: Figures, first: str) -> None:
    text = message(of(figures))
    assert text.count(f"{first} {REASON}") == 1
    assert text.count("could point at") == 1


def test_a_part_that_nearly_everybody_is_in_is_not_said_to_be_small() -> None:
    """39 of 40 reached 30 minutes: the figure is withheld for the one who did not."""
    text = message(of(replace(FULL, reached_30=None, reached_150=None)))
    assert "Left out: 30 minutes a week, 150 minutes a week." in text
    assert "too few" not in text.casefold()


def test_of_a_week_with_nothing_on_nobody_misses_how_many_came() -> None:
    """That nothing was on is no secret, and few people is not why."""
    came = {"took_part": None, "first_timers": None, "attended": None, "at_webinars": None, "times": None}
    text = message(of(replace(FULL, offered=0, webinars=0, **came)))
    assert "On offer: 0 sessions" in text
    assert REASON not in text


def test_withheld_in_two_periods_it_is_still_said_once() -> None:
    text = message(of(NONE), of(replace(FULL, times=None), period="2026-Q3"))
    assert text.count(REASON) == 1
    assert text.count("blurred") == 1


@pytest.mark.parametrize("missing", ["attended", "mean_minutes"])
def test_an_amount_that_is_too_uncertain_is_left_out_for_that_reason(missing: str) -> None:
    """Its people are counted aloud, so that few people are not why."""
    text = message(of(replace(FULL, **{missing: None})))  # type: ignore[arg-type] # both may be None
    name = {"attended": "how often they came", "mean_minutes": "minutes moved"}[missing]
    assert text.count(f"Too uncertain to be useful with numbers this small: {name}.") == 1
    assert "Left out:" not in text


def test_both_reasons_are_said_once_and_an_amount_goes_with_its_people() -> None:
    some = replace(FULL, first_timers=None, attended=None, logged=None, mean_minutes=None)
    text = message(of(some), of(some, period="2026-Q3"))
    assert text.count("Some figures are left out.") == text.count("could point at") == 1
    assert text.count("Too uncertain to be useful with numbers this small: how often they came.") == 1


def test_by_earlier_rules_nothing_was_too_uncertain() -> None:
    assert "Left out: minutes moved. Where only" in message(of(replace(FULL, mean_minutes=None), rules="2"))


LARGE = replace(FULL, first_timers=20, reached_150=25, times=Times(20, 25, 20))


@pytest.mark.parametrize(
    ("figures", "rules", "is_little"),
    [
        (LARGE, "3", True),
        (replace(LARGE, took_part=15), "3", False),
        (replace(LARGE, using=25), "3", False),
        (replace(LARGE, times=Times(20, 25, 15)), "3", False),
        (replace(LARGE, took_part=15), "2", True),
    ],
)
def test_numbers_are_blurred_a_little_only_where_none_is_small(figures: Figures, rules: str, is_little: bool) -> None:
    """By earlier rules it stays as it was said."""
    text = message(of(figures, rules=rules))
    assert ("blurred a little" in text) == is_little
    assert ("small ones are a rough guide" in text) == (not is_little)


def test_after_a_long_pause_the_last_of_each_length_is_told() -> None:
    weeks = [of(FULL, period=f"2026-W{number}") for number in (45, 46, 47)]
    text = message(*weeks)
    assert text.count("took part") == 1
    assert "Mon 16 Nov to Sun 22 Nov 2026" in text


def test_a_month_in_which_nothing_passes_is_worth_reading() -> None:
    text = message(of(NONE, period="2026-F12"))
    assert f"Too few people to show their numbers this time. {OF_NOTHING}" in text
    assert "On offer: 30 sessions, 1 of them a webinar" in text
    assert "Tue 24 Nov 09:00 Seated, 10 minutes" in text
    assert "blurred" not in text
    assert "about" not in text


@pytest.mark.parametrize(("webinars", "period"), [(0, "2026-W47"), (2, "2026-W47"), (9, "2026-F12")])
def test_how_many_came_to_webinars_is_not_missed_where_it_is_never_said(webinars: int, period: str) -> None:
    assert "few" not in message(of(replace(FULL, webinars=webinars, at_webinars=None), period=period))


def test_how_many_came_to_webinars_is_missed_where_it_could_be_said() -> None:
    assert "Left out: webinars." in message(of(replace(FULL, webinars=3, at_webinars=None)))


def test_what_earlier_rules_did_not_know_is_not_withheld() -> None:
    earlier = Figures(offered=8, took_part=45, first_timers=15, logged=30, mean_minutes=60)
    assert "few" not in message(of(earlier, rules="1"))


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (20, 45, "about 45, up from about 20 in the four weeks before\n"),
        (45, 20, "about 20, down from about 45 in the four weeks before\n"),
        (40, 45, "about 45, about the same as in the four weeks before\n"),
        (35, 45, "about 45, up from about 35 in the four weeks before\n"),
        (None, 45, "took part: about 45\n"),
    ],
)
def test_a_period_is_compared_with_the_one_before_where_both_are_shown(before: int | None, now: int, said: str) -> None:
    assert CARRIED == 10
    assert said in plain_text(digest.message(WORDS, monday(*past(before, now)), ZONE))


def test_a_gap_or_another_length_is_not_the_period_before() -> None:
    first, _, last = past(20, 30, 45)
    week = of(FULL, period="2026-W40")
    assert "up from" not in digest.figures(WORDS, last, (first, last))
    assert "up from" not in digest.figures(WORDS, last, (week, last))


def test_later_periods_and_other_workplaces_change_nothing() -> None:
    said = digest.figures(WORDS, EIGHT[6], EIGHT[:7])
    others = tuple(replace(one, employer_id=None) for one in EIGHT)
    assert "about the same as" in said
    assert digest.figures(WORDS, EIGHT[6], (*others, *EIGHT)) == said


def test_all_figures_are_those_of_the_same_workplace() -> None:
    assert addresses(digest.message(WORDS, summary(of(FULL)), ZONE))[0] == "digest:EmployerAAAA"
    assert addresses(digest.message(WORDS, summary(of(FULL, None)), ZONE))[0] == "digest"


def test_a_message_without_figures_is_useful() -> None:
    text = message()
    assert "The next figures come on Mon 30 Nov." in text
    assert "Tue 24 Nov 09:00 Seated, 10 minutes" in text
    assert "https://t.me/FindYourActiveBot" in text


def test_where_figures_come_every_four_weeks_a_message_without_them_says_so() -> None:
    quiet = replace(summary(), is_four_weekly=True)
    for screen in (digest.message(WORDS, quiet, ZONE), digest.latest(WORDS, quiet, ())):
        said = plain_text(screen)
        assert "Your figures come every four weeks and every quarter. The next figures come on Mon 30 Nov." in said
    letter = digest.by_mail(WORDS, quiet, ZONE).letter
    assert letter
    assert "every four weeks" in letter.html


def test_where_there_are_figures_or_they_come_weekly_only_the_next_is_said() -> None:
    for one in (replace(monday(*EIGHT), is_four_weekly=True), summary()):
        assert "every four weeks" not in plain_text(digest.message(WORDS, one, ZONE))


def test_each_line_is_understood_by_itself() -> None:
    names = [row.name for row in rows(WORDS, EIGHT[-1], EIGHT)]
    assert "Average minutes a week per person who logged" in names
    assert "Visits to sessions and webinars" in names
    assert "People using the bot in all" in names
    assert not any("those" in name or "they" in name for name in names)


def test_a_quarter_is_said_to_be_one_wherever_its_days_stand() -> None:
    quarter = of(FULL, period="2026-Q3")
    whole = "Quarter: Wed 1 Jul to Wed 30 Sep 2026"
    (row, *_) = earlier_figures.screen(WORDS, "EmployerAAAA", (EIGHT[0], quarter), 0).rows
    assert row[0].label == whole
    assert whole in message(quarter)
    made = digest.by_mail(WORDS, summary(quarter), ZONE).letter
    assert made
    assert f"{whole}</caption>" in made.html
    assert "Quarter" not in message(EIGHT[0])


def test_of_a_health_session_not_even_its_kind_is_said() -> None:
    assert "Wed 25 Nov 09:00 Health webinar, 45 minutes" in message()


def test_a_small_workplace_is_told_why() -> None:
    text = message(of(FULL, None), is_pooled=True)
    assert "At all workplaces together:" in text
    assert "fewer than 25 people" in text


@given(ANY_FIGURES)
def test_the_same_figures_give_the_same_words_and_no_other_number(figures: Figures) -> None:
    first, second = digest.figures(WORDS, of(figures)), digest.figures(WORDS, of(replace(figures)))
    assert first == second
    times = figures.times
    parts = [times.morning, times.lunch, times.afternoon] if times else []
    allowed = {getattr(figures, one.name) for one in fields(Figures) if one.name != "times"} | set(parts)
    assert set(numbers(first)) <= allowed
    assert first.count(REASON) <= 1


def test_long_messages_still_fit() -> None:
    many = summary(*[of(replace(FULL, times=None), None)] * 12, coming=(SEATED, HEALTH) * 200, is_pooled=True)
    text = plain_text(digest.message(WORDS, many, ZONE))
    assert len(text) < 2500
    assert "and 392 more in the timetable" in text
