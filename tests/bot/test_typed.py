"""Typing is as good as pressing."""

import pytest

from bot import typed as typed_words
from bot.address import to
from bot.typed import in_between, resolve
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
    assert resolve(typed, None, is_command=COMMANDS)[0] == to("code", "perhaps")


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


@pytest.mark.parametrize("typed", ["stop the bus", "stop it please", "stop 12345678901"])
def test_stopping_anything_else_is_no_code(typed: str) -> None:
    assert resolve(typed, SHOWN, is_command=COMMANDS)[0] == to("unknown")


DAYS = Shown(1, 5, (*((str(n), f"activedays:d:{n}") for n in range(8)), ("Skip", "activeskip:d")))
REMINDERS = Shown(1, 5, (("Off", "remind:0"), ("5 minutes", "remind:5"), ("10 minutes", "remind:10"), ("Name", "name")))
LISTED = Shown(1, 5, (("1 · Desk reset", "s:abc"), ("Cancel my place", "cancel:abc"), ("Timetable", "timetable")))
CHALLENGES = Shown(1, 5, (("30 minutes for 30 days", "challenge:a"), ("Ten a day", "challenge:b")))


@pytest.mark.parametrize(
    ("typed", "shown", "expected"),
    [
        ("7", DAYS, to("activedays", "d", "7")),
        ("8", DAYS, to("unknown")),
        ("9", DAYS, to("unknown")),
        ("10", DAYS, to("unknown")),
        ("10", REMINDERS, to("remind", "10")),
        ("1", REMINDERS, to("unknown")),
        ("4", REMINDERS, to("unknown")),
        ("1", LISTED, to("s", "abc")),
        ("2", LISTED, to("unknown")),
        ("1", CHALLENGES, to("challenge", "a")),
        ("2", CHALLENGES, to("challenge", "b")),
    ],
)
def test_where_labels_are_numbers_a_number_is_never_a_place(typed: str, shown: Shown, expected: object) -> None:
    assert resolve(typed, shown, is_command=COMMANDS)[0] == expected


def test_without_that_rule_eight_would_be_seven_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typed_words, "shows_numbers", lambda _: False)
    assert resolve("8", DAYS, is_command=COMMANDS)[0] == to("activedays", "d", "7")


def test_a_number_from_before_the_screen_came_presses_nothing() -> None:
    assert resolve("1", SHOWN, is_command=COMMANDS, sent_as=4)[0] == to("unknown")
    assert resolve("book", SHOWN, is_command=COMMANDS, sent_as=4)[0] == to("book", "abc")
    assert resolve("1", SHOWN, is_command=COMMANDS, sent_as=6)[0] == to("book", "abc")


def test_after_something_in_between_old_choices_are_typed_by_what_they_say() -> None:
    between = Shown(1, 9, in_between((("Help", "help"),), SHOWN.choices))
    assert resolve("Book", between, is_command=COMMANDS)[0] == to("book", "abc")
    assert resolve("1", between, is_command=COMMANDS)[0] == to("help")
    assert resolve("2", between, is_command=COMMANDS)[0] == to("unknown")
    days = Shown(1, 9, in_between((("Help", "help"),), DAYS.choices))
    assert resolve("7", days, is_command=COMMANDS)[0] == to("activedays", "d", "7")
    assert in_between((), between.choices) == (("Help", "help"), *SHOWN.choices)


CONSENT = (("I agree", "agree"), ("No thanks", "decline"), ("More", "more"))
SURE = (("Yes, leave", "leave:yes"), ("Keep me in", "privacy"))
BREATHING = (("No, it was gentle", "b:l"), ("Yes, a bit", "b:m"), ("Yes, a lot", "b:v"))


@pytest.mark.parametrize(
    ("typed", "choices", "expected"),
    [
        ("yes", CONSENT, "agree"),
        ("OK", CONSENT, "agree"),
        ("agree", CONSENT, "agree"),
        ("no", CONSENT, "decline"),
        ("No, thank you", CONSENT, "decline"),
        ("yes", SURE, "leave:yes"),
        ("ok", SURE, "talk:fine"),
        ("no", SURE, "privacy"),
        ("yes", BREATHING, "unknown"),
        ("yes", (("Book", "book"),), "unknown"),
    ],
)
def test_yes_and_no_press_the_one_choice_that_says_so(
    typed: str, choices: tuple[tuple[str, str], ...], expected: str
) -> None:
    assert str(resolve(typed, Shown(1, 5, choices), is_command=COMMANDS)[0]) == expected


IN_DANGER = (
    "I want to kill myself", "I want to die", "wanna die", "I feel suicidal", "end it all", "I can’t cope",
    "I keep hurting myself", "self-harm", "chest pain", "pains in my chest", "I can't breathe", "I'm having a stroke",
    "I think I'm having a heart attack", "don't want to live", "took too many pills", "/log I want to die",
    "help right now", "no point in living",
)  # fmt: skip
NO_DANGER = (
    "kill an hour walking", "heart rate 120", "died laughing", "20 min chest press", "30 min breast stroke",
    "I hurt my back", "my knee hurts", "25 min walk", "suicide prevention walk 30 min", "stress ball 10 min",
    "hopeless at tennis", "do you have stress webinars", "can't be here", "I can't go on Tuesday", "killing time",
)  # fmt: skip


@pytest.mark.parametrize("typed", IN_DANGER)
@pytest.mark.parametrize("asks", ["", "log", "#code", "nudgeat", "whotyped:E"])
def test_somebody_in_danger_is_heard_before_anything_else(typed: str, asks: str) -> None:
    assert resolve(typed, Shown(1, 5, CONSENT, asks), is_command=COMMANDS) == (to("hardtime"), "")


@pytest.mark.parametrize("typed", NO_DANGER)
def test_ordinary_words_are_no_alarm(typed: str) -> None:
    assert resolve(typed, Shown(1, 5, asks="log"), is_command=COMMANDS) == (to("log"), typed)


@pytest.mark.parametrize("typed", ["Suicide awareness", "Chest pain: what to do", "How not to hurt", "Stop", "Thanks"])
def test_a_title_may_be_about_danger_and_only_what_one_says_of_oneself_is_heard(typed: str) -> None:
    posting = Shown(1, 5, asks="fill:title")
    assert resolve(typed, posting, is_command=COMMANDS, for_others=True) == (to("fill", "title"), typed)
    said = resolve("I want to kill myself", posting, is_command=COMMANDS, for_others=True)
    assert said == (to("hardtime"), "")


def test_words_that_the_team_gave_the_urgent_help_are_heard_alone() -> None:
    urgent = frozenset({"violence", "crisis"})
    assert resolve("I'm in crisis", None, is_command=COMMANDS, urgent=urgent)[0] == to("hardtime")
    assert resolve("crisis walk", None, is_command=COMMANDS, urgent=urgent)[0] == to("unknown")
    assert resolve("help", None, is_command=COMMANDS, urgent=urgent | {"help"})[0] == to("talk", "help")


def test_a_label_comes_before_distress_and_resources_answers_what_it_knows() -> None:
    named = Shown(1, 5, (("Chest pain", "res:chest"),))
    assert resolve("chest pain", named, is_command=COMMANDS)[0] == to("res", "chest")
    assert resolve("I feel suicidal", Shown(1, 5, asks="#find"), is_command=COMMANDS)[0] == to("find")
    assert resolve("having a stroke", Shown(1, 5, asks="#find"), is_command=COMMANDS)[0] == to("hardtime")


@pytest.mark.parametrize(
    ("typed", "asks", "expected"),
    [
        ("STOP all messages", "log", "talk:stop"),
        ("unsubscribe", "", "talk:stop"),
        ("stop", "whenset:E", "whenset:E"),
        ("thanks", "whenset:E", "talk:thanks"),
        ("thanks!", "log", "talk:thanks"),
        ("Hi", "", "talk:hello"),
        ("ok", "", "talk:fine"),
        ("ok", "logretype", "logretype"),
        ("undo", "log", "log"),
        ("help me", "", "talk:help"),
        ("help", "#find", "find"),
        ("timetable", "log", "timetable"),
        ("timetable", "#find", "find"),
    ],
)
def test_talk_has_an_answer_of_its_own_unless_it_may_be_the_answer(typed: str, asks: str, expected: str) -> None:
    assert str(resolve(typed, Shown(1, 5, asks=asks), is_command=COMMANDS)[0]) == expected


@pytest.mark.parametrize("typed", ["-20 min walk", "- 20 min walk", "\N{MINUS SIGN}20 min walk", "-1", "walk -20 min"])
def test_a_number_below_zero_presses_nothing(typed: str) -> None:
    asking = Shown(1, 5, (("20 min walk", "logquick:20:walking"), ("Walk 20 min", "logquick")), asks="log")
    assert resolve(typed, asking, is_command=COMMANDS) == (to("log"), typed)


def test_a_dash_between_words_is_no_sign() -> None:
    asking = Shown(1, 5, (("1 · Desk reset", "s:abc"), ("20:00 to 07:00", "quietset")))
    assert resolve("1 - desk reset", asking, is_command=COMMANDS)[0] == to("s", "abc")


def test_a_command_is_no_label_of_the_same_word() -> None:
    named = Shown(1, 5, (("Timetable", "timetable:webinars"),))
    assert resolve("/timetable", named, is_command=COMMANDS)[0] == to("timetable")
    assert resolve("timetable", named, is_command=COMMANDS)[0] == to("timetable", "webinars")


@pytest.mark.parametrize(
    "typed", ["https://t.me/FindYourActiveBot?start=aB3_-x", "t.me/FindYourActiveBot?start=aB3_-x"]
)
def test_a_link_that_is_pasted_opens_what_it_leads_to(typed: str) -> None:
    assert resolve(typed, None, is_command=frozenset({"start"})) == (to("start"), "aB3_-x")
