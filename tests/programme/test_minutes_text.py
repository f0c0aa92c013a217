"""What people type is understood in full, or asked about; never silently wrong."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import activities
from programme.minutes_text import UNNAMED, NotUnderstood, Reason, Said, understand
from programme.model import Intensity
from programme.parsing import spelling
from programme.parsing.values import DAYS_BACK, MINUTES, MOST_ENTRIES, Understood

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
"""A Wednesday evening."""
TODAY = date(2026, 11, 18)
YESTERDAY, MONDAY, FRIDAY, SATURDAY = (TODAY - timedelta(days=back) for back in (1, 2, 5, 4))
TUESDAY, SUNDAY, THURSDAY = YESTERDAY, date(2026, 11, 15), date(2026, 11, 12)


def read(typed: str, now: datetime = NOW) -> Understood | NotUnderstood:
    return understand(typed, activities.rules(), now, ZONE)


def said(typed: str, now: datetime = NOW) -> list[tuple[int, str, date]]:
    answer = read(typed, now)
    assert isinstance(answer, Understood), (typed, answer)
    return [(one.minutes, one.activity, one.on) for one in answer.entries]


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
    "10 mins chair yoga at my desk": (10, "seated-exercise", TODAY),
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
    "20 min walk, 10 min yoga, yesterday": [(20, "walking", YESTERDAY), (10, "yoga", YESTERDAY)],
}


@pytest.mark.parametrize("typed", SEVERAL)
def test_several_entries_in_one_message(typed: str) -> None:
    assert said(typed) == SEVERAL[typed]


ASKED = {
    "20-30 min walk": Reason.RANGE,
    "20 to 30 minutes walking": Reason.RANGE,
    "between 20 and 30 min walk": Reason.RANGE,
    "20/30 min walk": Reason.RANGE,
    "at least 20 min walk": Reason.RANGE,
    "a few minutes walk": Reason.RANGE,
    "10,000 steps": Reason.STEPS,
    "5k steps": Reason.STEPS,
    "5k": Reason.DISTANCE,
    "walked 3 miles": Reason.DISTANCE,
    "swam 20 lengths": Reason.DISTANCE,
    "25m walk": Reason.METRES,
    "20 squats": Reason.COUNT,
    "1 hour 20 squats": Reason.COUNT,
    "10 stretches": Reason.COUNT,
    "3 walks": Reason.COUNT,
    "25": Reason.BARE,
    "run 5": Reason.BARE,
    "1:15 gym": Reason.CLOCK,
    "walk 10am 11am 60 min": Reason.CLOCK,
    "walk 25pm 30 min": Reason.CLOCK,
    "25 min walk at 10:15": Reason.CLOCK,
    "30 seconds plank": Reason.PART,
    "12.5 minutes walk": Reason.PART,
    "walk": Reason.NO_MINUTES,
    "yesterday": Reason.NO_MINUTES,
    "30 min yoga walk": Reason.TWO_THINGS,
    "10 min 20 min walk": Reason.APART,
    "25 min walk on Wednesday": Reason.WHICH_DAY,
    "25 min walk last Monday": Reason.WHICH_DAY,
    "25 min walk Sun 14 Nov": Reason.WHICH_DAY,
    "25 min walk every day": Reason.WHICH_DAY,
    "25 min walk 3 times a week": Reason.WHICH_DAY,
    "20 min walk, 10 min yoga yesterday": Reason.WHICH_DAY,
    "20 min walk yesterday, today": Reason.WHICH_DAY,
    "25 min walk 31/11": Reason.NOT_A_DATE,
    "25 min walk 30 Feb": Reason.NOT_A_DATE,
    "25 min walk 11/14": Reason.NOT_A_DATE,
    "25 min walk 2026-13-01": Reason.NOT_A_DATE,
    "25 min walk tomorrow": Reason.FUTURE,
    "25 min walk 20/11": Reason.FUTURE,
    "25 min walk this Friday": Reason.FUTURE,
    "25 min walk next Tuesday": Reason.FUTURE,
    "25 min walk 20/11/2027": Reason.FUTURE,
    "25 min walk 5 weeks ago": Reason.TOO_OLD,
    "25 min walk 14/1": Reason.TOO_OLD,
    "25 min walk 14/11/2025": Reason.TOO_OLD,
    "gym and swim 90 min": Reason.TWO_THINGS,
    "90 minutes gym, swim": Reason.TWO_THINGS,
    "90 min gym plus yoga": Reason.TWO_THINGS,
    "lunch 30 min": Reason.WHAT,
    "30 minutes at lunch": Reason.WHAT,
    "twenty one minute walks": Reason.COUNT,
    "twenty five-minute walks": Reason.COUNT,
    "thirty two min brisk walks": Reason.COUNT,
    "25 min walk to sunday school": Reason.WHICH_DAY,
    "25 min walk on saturday park": Reason.WHICH_DAY,
    "25 min walk?": Reason.QUESTION,
    "?": Reason.QUESTION,
    "25 min 🏃?": Reason.SYMBOLS,
    "30 min quidditch": Reason.WORD,
    "I didn't walk 25 min": Reason.WORD,
    "no walk 25 min": Reason.UNCLEAR,
    "walked for an hour on saturday and an hour on sunday": Reason.UNCLEAR,
    "10 + 20 min walk": Reason.UNCLEAR,
    "5 min walk, 5 min yoga, 5 min swim, 5 min run, 5 min golf": Reason.TOO_MANY,
}


@pytest.mark.parametrize("typed", ASKED)
def test_what_is_not_certain_is_asked_about(typed: str) -> None:
    answer = read(typed)
    assert isinstance(answer, NotUnderstood), answer
    assert answer.reason is ASKED[typed]


HOSTILE = {
    "-5": Reason.OUT_OF_RANGE,
    "- 5 min walk": Reason.OUT_OF_RANGE,
    "walk -25 min": Reason.OUT_OF_RANGE,
    "−5 min walk": Reason.OUT_OF_RANGE,
    "0": Reason.OUT_OF_RANGE,
    "0 min walk": Reason.OUT_OF_RANGE,
    "601 walk": Reason.OUT_OF_RANGE,
    "25 hours": Reason.OUT_OF_RANGE,
    "1e9": Reason.UNCLEAR,
    "1e9 min walk": Reason.UNCLEAR,
    "ten thousand": Reason.OUT_OF_RANGE,
    "ten thousand minutes walk": Reason.OUT_OF_RANGE,
    "9" * 150 + " min walk": Reason.OUT_OF_RANGE,
    "1/0 hours": Reason.OUT_OF_RANGE,
    "٢٥ min walk": Reason.SYMBOLS,
    "２５ min walk": Reason.SYMBOLS,
    "25 мин walk": Reason.SYMBOLS,
    "25 min 🏃": Reason.SYMBOLS,
    "2️⃣5️⃣ min walk": Reason.SYMBOLS,
    "<b>25</b> walk": Reason.SYMBOLS,
    "25 walk'; DROP TABLE minutes;--": Reason.WORD,
    "25 walk' OR 1=1": Reason.SYMBOLS,
    "{0} min walk %s": Reason.SYMBOLS,
    "1,5 hours walk": Reason.UNCLEAR,
    "1.5.2 hours walk": Reason.UNCLEAR,
    "": Reason.EMPTY,
    " \u200b\u202e ": Reason.EMPTY,
    "walk " * 2000: Reason.TOO_LONG,
}


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_refused(typed: str) -> None:
    answer = read(typed)
    assert isinstance(answer, NotUnderstood), answer
    assert answer.reason is HOSTILE[typed]


def test_the_unknown_word_is_named() -> None:
    assert read("30 min quidditch") == NotUnderstood(Reason.WORD, "quidditch")
    assert read("25 walk'; DROP TABLE minutes;--") == NotUnderstood(Reason.WORD, "drop")


def test_a_day_that_was_not_said_is_known_as_such() -> None:
    answers = [read(typed) for typed in ("25 walk", "25 walk today", "25 walk this morning")]
    assert [one.day_said for answer in answers if isinstance(answer, Understood) for one in answer.entries] == [
        False,
        True,
        True,
    ]


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


def test_part_of_a_day_that_is_still_to_come() -> None:
    morning = NOW.replace(hour=9)
    for typed, reason in (
        ("20 min walk this evening", Reason.FUTURE),
        ("20 min walk tonight", Reason.FUTURE),
        ("20 min walk today after work", Reason.FUTURE),
        ("20 min walk after work", Reason.WHICH_DAY),
    ):
        assert read(typed, morning) == NotUnderstood(reason)
    assert said("20 min walk yesterday after work", morning) == [(20, "walking", YESTERDAY)]


def test_just_after_midnight_it_is_asked_which_day() -> None:
    night = datetime(2026, 11, 18, 0, 20, tzinfo=UTC)
    assert read("30 min walk", night) == NotUnderstood(Reason.WHICH_DAY)
    assert said("30 min walk yesterday", night) == [(30, "walking", YESTERDAY)]


def test_days_are_those_of_the_readers_clock() -> None:
    summer_night = datetime(2026, 7, 14, 23, 30, tzinfo=UTC)
    assert said("5 min walk yesterday", summer_night) == [(5, "walking", date(2026, 7, 14))]
    assert said("5 min walk", summer_night) == [(5, "walking", date(2026, 7, 15))]


def test_a_date_without_a_year_goes_back_over_new_year() -> None:
    new_year = datetime(2027, 1, 2, 12, tzinfo=UTC)
    assert said("20 min walk 30/12", new_year) == [(20, "walking", date(2026, 12, 30))]
    assert said("20 min walk 29 Feb", datetime(2028, 3, 1, 12, tzinfo=UTC)) == [(20, "walking", date(2028, 2, 29))]


def test_exactly_28_days_back_and_no_more() -> None:
    assert said("20 min walk 4 weeks ago")[0][2] == TODAY - timedelta(days=28)
    assert read("20 min walk 29 days ago") == NotUnderstood(Reason.TOO_OLD)


WORDS = st.sampled_from(
    [
        "25",
        "5",
        "600",
        "0",
        "1.5",
        "10,000",
        "min",
        "hour",
        "hours",
        "half",
        "an",
        "a",
        "and",
        "quarter",
        "walk",
        "yoga",
        "run",
        "squats",
        "yesterday",
        "today",
        "tomorrow",
        "on",
        "last",
        "Tuesday",
        "14/11",
        "31/2",
        "14",
        "Nov",
        "the",
        "14th",
        "x",
        "3",
        "times",
        "twice",
        ",",
        ";",
        "-",
        "/",
        ":",
        "every",
        "k",
        "steps",
        "about",
        "gentle",
        "'drop",
        "1h15",
        "it",
        "to",
    ]
)


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
    ("typed", "activity"),
    [("30 mins swiming", "swimming"), ("30 minits wlak", "walking"), ("30 mins gardenning", "gardening"),
     ("yoag 30 mins", "yoga"), ("30 min stretchng yesterdya", "stretching")],
)  # fmt: skip
def test_a_slip_of_the_thumb_is_forgiven(typed: str, activity: str) -> None:
    answer = read(typed)
    assert isinstance(answer, Understood)
    assert [one.activity for one in answer.entries] == [activity]


@pytest.mark.parametrize("word", sorted(spelling.OTHER_WORDS))
def test_a_word_that_means_something_else_is_never_taken_for_a_slip(word: str) -> None:
    assert not isinstance(read(f"30 mins {word}"), Understood)


def test_control_without_these_words_one_would_be_silently_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "OTHER_WORDS", frozenset())
    assert isinstance(read("30 mins hovering"), Understood)
