"""What is not certain is asked about, each with its reason; hostile text is refused."""

import pytest

from programme.minutes_text import NotUnderstood, Reason
from tests.programme.parsing.reading import read, why

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
    "25 min 🏃?": Reason.QUESTION,
    "30 min quidditch": Reason.WORD,
    "no walk 25 min": Reason.NOT_DONE,
    "walked for an hour on saturday and an hour on sunday": Reason.UNCLEAR,
    "10 + 20 min walk": Reason.UNCLEAR,
    "5 min walk, 5 min yoga, 5 min swim, 5 min run, 5 min golf": Reason.TOO_MANY,
}


@pytest.mark.parametrize("typed", ASKED)
def test_what_is_not_certain_is_asked_about(typed: str) -> None:
    assert why(typed) is ASKED[typed]


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
    "25 walk' OR 1=1": Reason.UNCLEAR,
    "{0} min walk %s": Reason.SYMBOLS,
    "1,5 hours walk": Reason.UNCLEAR,
    "1.5.2 hours walk": Reason.UNCLEAR,
    "": Reason.EMPTY,
    " \u200b\u202e ": Reason.EMPTY,
    "walk " * 2000: Reason.TOO_LONG,
}


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_refused(typed: str) -> None:
    assert why(typed) is HOSTILE[typed]


def test_the_unknown_word_is_named() -> None:
    assert read("30 min quidditch") == NotUnderstood(Reason.WORD, "quidditch")
    assert read("25 walk'; DROP TABLE minutes;--") == NotUnderstood(Reason.WORD, "drop")
