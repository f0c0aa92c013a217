"""Typing is as good as pressing."""

import pytest

from bot.address import to
from bot.typed import resolve
from programme.model import Shown

COMMANDS = frozenset({"start", "timetable", "help"})
SHOWN = Shown(1, 5, (("Book", "book:abc"), ("I've moved", "moved"), ("Add to calendar", "ics:abc")))


@pytest.mark.parametrize("typed", ["Book", "book", " BOOK ", "1", "1.", "1)"])
def test_the_label_or_the_number_of_a_choice_leads_where_pressing_it_does(typed: str) -> None:
    assert resolve(typed, SHOWN, is_command=COMMANDS) == (to("book", "abc"), "")


@pytest.mark.parametrize("typed", ["I've moved", "I\N{RIGHT SINGLE QUOTATION MARK}ve moved", "ive moved", "2"])
def test_a_label_with_an_apostrophe_can_be_typed_as_phones_type_it(typed: str) -> None:
    assert resolve(typed, SHOWN, is_command=COMMANDS)[0] == to("moved")


@pytest.mark.parametrize("typed", ["4", "0", "99"])
def test_a_number_that_no_choice_has_is_unknown(typed: str) -> None:
    assert resolve(typed, SHOWN, is_command=COMMANDS) == (to("unknown"), typed)


def test_a_question_takes_what_is_typed_even_a_number() -> None:
    asking = Shown(1, 5, (("Back", "back"),), asks="places")
    assert resolve("1", asking, is_command=COMMANDS) == (to("places"), "1")
    assert resolve("back", asking, is_command=COMMANDS) == (to("back"), "")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("/start CODE", (to("start"), "CODE")),
        ("/TimeTable@find_bot", (to("timetable"), "")),
        ("/start   spaced ", (to("start"), "spaced")),
        ("/nothing", (to("unknown"), "/nothing")),
        ("/", (to("unknown"), "/")),
    ],
)
def test_commands_are_read_with_what_follows_them(typed: str, expected: object) -> None:
    assert resolve(typed, SHOWN, is_command=COMMANDS) == expected


@pytest.mark.parametrize(
    "typed", ["ABCD-EFGH", "abcd3fgh", "ABCD EFGH", " abcd-efgh", "ABCD\N{EN DASH}EFGH", "abcd . efgh"]
)
def test_what_looks_like_a_code_is_taken_for_one(typed: str) -> None:
    assert resolve(typed, None, is_command=COMMANDS)[0] == to("code")


def test_a_word_as_long_as_a_code_is_no_code() -> None:
    assert resolve("calendar", None, is_command=COMMANDS)[0] == to("unknown")
    assert resolve("Tomorrow", None, is_command=COMMANDS)[0] == to("unknown")


def test_a_bare_number_chooses_where_it_can_be_no_answer() -> None:
    asking = Shown(1, 5, (("Seated", "fill:kind:seated"), ("Upbeat", "fill:kind:upbeat")), asks="#fill:kind")
    assert resolve("2", asking, is_command=COMMANDS) == (to("fill", "kind", "upbeat"), "")
    assert resolve("yoga", asking, is_command=COMMANDS) == (to("fill", "kind"), "yoga")


@pytest.mark.parametrize("typed", ["", "hello there, what is on today?", "🙂", "9" * 5000])
def test_anything_else_is_unknown_and_kept_short(typed: str) -> None:
    address, rest = resolve(typed, SHOWN, is_command=COMMANDS)
    assert address == to("unknown")
    assert len(rest) <= 4096


@pytest.mark.parametrize("typed", ["Stop abcd3fgh", " STOP  ABCD EFGH. ", "“stop ABCD\N{EN DASH}EFGH”"])
def test_the_code_that_ends_e_mails_is_taken_whatever_the_screen_asks(typed: str) -> None:
    asking = Shown(1, 5, (("Back", "back"),), asks="places")
    address, code = resolve(typed, asking, is_command=COMMANDS)
    assert address == to("stopmail")
    assert code.replace(" ", "")[:3].upper() == "ABC"


@pytest.mark.parametrize("typed", ["stop", "stop reminders", "stop it please", "stop 12345678901"])
def test_stopping_anything_else_is_no_code(typed: str) -> None:
    assert resolve(typed, SHOWN, is_command=COMMANDS)[0] == to("unknown")


@pytest.mark.parametrize("typed", ["-20 min walk", "- 20 min walk", "\N{MINUS SIGN}20 min walk", "-1", "walk -20 min"])
def test_a_number_below_zero_presses_nothing(typed: str) -> None:
    asking = Shown(1, 5, (("20 min walk", "logquick:20:walking"), ("Walk 20 min", "logquick")), asks="log")
    assert resolve(typed, asking, is_command=COMMANDS) == (to("log"), typed)


def test_a_dash_between_words_is_no_sign() -> None:
    asking = Shown(1, 5, (("1 · Desk reset", "s:abc"), ("20:00 to 07:00", "quietset")))
    assert resolve("1 - desk reset", asking, is_command=COMMANDS)[0] == to("s", "abc")
