"""What people type is understood in full, or asked about; never silently wrong."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import activities
from programme.minutes_text import UNNAMED, NotUnderstood, Said
from programme.model import Intensity
from programme.parsing.values import DAYS_BACK, MINUTES, MOST_ENTRIES, Understood
from tests.programme.parsing.reading import (
    FRIDAY,
    MONDAY,
    SATURDAY,
    SUNDAY,
    THURSDAY,
    TODAY,
    TUESDAY,
    YESTERDAY,
    read,
    said,
)

UNDERSTOOD: dict[str, tuple[int, str, date]] = {
    "25 walk": (25, "walking", TODAY),
    "walk 25": (25, "walking", TODAY),
    "25 min walk yesterday": (25, "walking", YESTERDAY),
    "25min walk": (25, "walking", TODAY),
    "25 min. walk": (25, "walking", TODAY),
    "25 walk today": (25, "walking", TODAY),
    "Walked 30min Thurs": (30, "walking", THURSDAY),
    "half an hour cycling yesterday": (30, "cycling", YESTERDAY),
    "half-hour run": (30, "running", TODAY),
    "½ hour walk": (30, "walking", TODAY),
    "1/2 hour walk": (30, "walking", TODAY),
    ".5 hour walk": (30, "walking", TODAY),
    "1½ hours walk": (90, "walking", TODAY),
    "an hour and a half": (90, UNNAMED, TODAY),
    "one and a half hours of badminton": (90, "badminton", TODAY),
    "hour and a half gym": (90, "gym", TODAY),
    "an hour and a quarter cycling": (75, "cycling", TODAY),
    "three quarters of an hour swimming": (45, "swimming", TODAY),
    "quarter of an hour walk": (15, "walking", TODAY),
    "1h15 gym on Tuesday": (75, "gym", TUESDAY),
    "1 hr 30 walk": (90, "walking", TODAY),
    "1h 30m walk": (90, "walking", TODAY),
    "1hr10 run": (70, "running", TODAY),
    "1.5 hours gardening on Sunday": (90, "gardening", SUNDAY),
    "one hour twenty minutes hiking": (80, "hiking", TODAY),
    "1 hr 10 mins football 10/11": (70, "football", date(2026, 11, 10)),
    "an hour's walk": (60, "walking", TODAY),
    "10 minutes’ walk": (10, "walking", TODAY),
    "a hundred and ten minutes walking": (110, "walking", TODAY),
    "twenty five minutes walking": (25, "walking", TODAY),
    "forty-five mins pilates": (45, "pilates", TODAY),
    "3 x 10 minutes": (30, UNNAMED, TODAY),
    "2x10 min walk": (20, "walking", TODAY),
    "10 min walk x 3": (30, "walking", TODAY),
    "10 minute walk twice": (20, "walking", TODAY),
    "three 10-minute walks": (30, "walking", TODAY),
    "2 walks of 20 minutes": (40, "walking", TODAY),
    "45 mins swimming 14/11": (45, "swimming", SATURDAY),
    "on 14 Nov 30 min yoga": (30, "yoga", SATURDAY),
    "30 min yoga on 14th of November": (30, "yoga", SATURDAY),
    "30 min yoga Nov 14": (30, "yoga", SATURDAY),
    "30 min yoga 14/11/2026": (30, "yoga", SATURDAY),
    "30 min yoga 14/11/26": (30, "yoga", SATURDAY),
    "30 min yoga 14-11-2026": (30, "yoga", SATURDAY),
    "30 min yoga 2026-11-14": (30, "yoga", SATURDAY),
    "30 min yoga on the 14th": (30, "yoga", SATURDAY),
    "30 min yoga Saturday 14th November": (30, "yoga", SATURDAY),
    "this morning 20 min walk": (20, "walking", TODAY),
    "swam for 45 mins last night": (45, "swimming", YESTERDAY),
    "ran for half an hour yesterday morning": (30, "running", YESTERDAY),
    "20 min walk the day before yesterday": (20, "walking", MONDAY),
    "20 min walk 2 days ago": (20, "walking", MONDAY),
    "20 min walk three weeks ago": (20, "walking", TODAY - timedelta(days=21)),
    "40 minute jog with the dog last Friday": (40, "jogging", FRIDAY),
    "Monday 30 min run": (30, "running", MONDAY),
    "Mon: 20 min run": (20, "running", MONDAY),
    "walking, 25 minutes, yesterday": (25, "walking", YESTERDAY),
    "Yoga - 20 mins": (20, "yoga", TODAY),
    "went for a 40-min jog": (40, "jogging", TODAY),
    "I walked for 25 minutes at lunch": (25, "walking", TODAY),
    "walked to work, 20 mins": (20, "walking", TODAY),
    "20 min walk to the gym": (20, "walking", TODAY),
    "30 mins weights at the gym": (30, "weights", TODAY),
    "45 min at the gym": (45, "gym", TODAY),
    "brisk 20 minute walk round the block": (20, "walking", TODAY),
    "a 20 minute power walk": (20, "brisk-walking", TODAY),
    "5k run in 30 min": (30, "running", TODAY),
    "walked 2 miles in 40 minutes": (40, "walking", TODAY),
    "30 run": (30, "running", TODAY),
    "12 min walk and talk": (12, "walking", TODAY),
    "about 25 min walk": (25, "walking", TODAY),
    "10 mins chair yoga at my desk": (10, "chair-yoga", TODAY),
    "took the dog out for 30 mins": (30, "walking", TODAY),
    "600 min walk": (600, "walking", TODAY),
    "a minute walk": (1, "walking", TODAY),
    "30 mins gardening (weeding) yesterday": (30, "gardening", YESTERDAY),
}


@pytest.mark.parametrize("typed", UNDERSTOOD)
def test_everyday_phrases_are_understood(typed: str) -> None:
    assert said(typed) == [UNDERSTOOD[typed]]


@pytest.mark.parametrize("typed", UNDERSTOOD)
def test_small_and_capital_letters_are_the_same(typed: str) -> None:
    assert said(f"  {typed.upper()} ") == said(typed)


SEVERAL = {
    "10 min desk stretches, 20 min brisk walk": [
        (10, "desk-stretching", TODAY),
        (20, "brisk-walking", TODAY),
    ],
    "20mins yoga + 10mins walk": [(20, "yoga", TODAY), (10, "walking", TODAY)],
    "20 min walk and 10 min yoga": [(20, "walking", TODAY), (10, "yoga", TODAY)],
    "20 min walk\n10 min yoga": [(20, "walking", TODAY), (10, "yoga", TODAY)],
    "yesterday: 20 min walk, 10 min yoga": [(20, "walking", YESTERDAY), (10, "yoga", YESTERDAY)],
    "Yesterday 25 walk, 20 yoga": [(25, "walking", YESTERDAY), (20, "yoga", YESTERDAY)],
    "20 min walk yesterday, 10 min yoga today": [(20, "walking", YESTERDAY), (10, "yoga", TODAY)],
    "gym: 20 min treadmill, 40 min weights": [(20, "treadmill", TODAY), (40, "weights", TODAY)],
    "walk:20,yoga:10": [(20, "walking", TODAY), (10, "yoga", TODAY)],
    "walk 30 min yoga 20 min": [(30, "walking", TODAY), (20, "yoga", TODAY)],
    "* 20 min walk\n* 10 min yoga": [(20, "walking", TODAY), (10, "yoga", TODAY)],
    "20 min walk, 10 min yoga, yesterday": [(20, "walking", YESTERDAY), (10, "yoga", YESTERDAY)],
}


@pytest.mark.parametrize("typed", SEVERAL)
def test_several_entries_in_one_message(typed: str) -> None:
    assert said(typed) == SEVERAL[typed]


@pytest.mark.parametrize(
    ("typed", "intensity"),
    [
        ("20 min walk", Intensity.MODERATE),
        ("20 min gentle walk", Intensity.LIGHT),
        ("20 min cycle", Intensity.VIGOROUS),
        ("gentle 20 min cycle", Intensity.MODERATE),
        ("20 min yoga", Intensity.LIGHT),
        ("20 min hard workout", Intensity.VIGOROUS),
        ("20 min", Intensity.LIGHT),
    ],
)
def test_how_hard_it_usually_is_and_how_hard_it_was(typed: str, intensity: Intensity) -> None:
    answer = read(typed)
    assert isinstance(answer, Understood)
    assert answer.entries[0].intensity is intensity


WORDS = st.sampled_from(
    ["25", "5", "600", "0", "1.5", "10,000", "min", "hour", "hours", "half", "an", "a", "and", "quarter", "walk",
     "yoga", "run", "squats", "yesterday", "today", "tomorrow", "on", "last", "Tuesday", "14/11", "31/2", "14",
     "Nov", "the", "14th", "x", "3", "times", "twice", ",", ";", "-", "/", ":", "every", "k", "steps", "about",
     "gentle", "'drop", "1h15", "it", "to", "12:00", "6", "7pm", "am", "at", "from", "between", "mon", "each",
     "gym", "went to", "🏃", "with", "Sue", "this", "morning", "evening", "in", "all", "played", "me and"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=80))
def test_whatever_is_typed_what_is_understood_can_be_logged(typed: str) -> None:
    answer = read(typed)
    if isinstance(answer, NotUnderstood):
        assert answer.word.isascii()
        assert len(answer.word) <= 20
        return
    assert 1 <= len(answer.entries) <= MOST_ENTRIES
    for one in answer.entries:
        assert one.minutes in MINUTES
        assert timedelta() <= TODAY - one.on <= timedelta(days=DAYS_BACK)
        assert one.activity == UNNAMED or activities.find(one.activity)


@given(st.integers(1, 600), st.sampled_from(activities.rules()), st.integers(1, DAYS_BACK))
def test_a_length_an_activity_and_a_date_come_back_as_they_went(n: int, activity: object, back: int) -> None:
    assert isinstance(activity, type(activities.rules()[0]))
    on = TODAY - timedelta(days=back)
    typed = f"{n} min {activity.words[0]} on {on.day}/{on.month}"
    assert said(typed) == [(n, activity.id, on)]


def test_the_same_text_is_always_the_same_entry() -> None:
    assert read("25 walk") == read("25 walk") == Understood((Said(25, "walking", Intensity.MODERATE, TODAY),))


@pytest.mark.parametrize(
    "typed", ["walk " * 2000, "walk " * 40, "at the school " * 14, "in 5 " * 40, "did it in " * 20]
)
def test_reading_takes_milliseconds_however_long_the_text(typed: str) -> None:
    read(typed)
    began = time.process_time()
    read(typed)
    assert time.process_time() - began < 0.05
