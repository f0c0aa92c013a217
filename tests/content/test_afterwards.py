"""What is asked after a session names nothing, and never scolds."""

from dataclasses import replace

from content import afterwards, notices
from programme.model import Entry, Intensity
from tests.content.cast import DESK_RESET, MENOPAUSE, NOW, STARTS, WORDS, ZONE
from tests.content.reading import addresses, labels, plain_text

LOGGED = Entry("EntryAAAAAAA", 10, "session-seated", Intensity.LIGHT, STARTS.date(), "BookingAAAAA")
SCOLDING = ("miss", "shame", "pity", "sorry", "next time", "try harder", "why")


def test_the_question_names_nothing() -> None:
    for session in (DESK_RESET, MENOPAUSE):
        for scene in (afterwards.did_you_make_it, afterwards.how_many_came):
            screen = scene(WORDS, session, NOW, ZONE)
            assert plain_text(screen).startswith("Your 12:30 is over.")
            said = (plain_text(screen) + " ".join(labels(screen))).lower()
            assert not [word for word in ("desk", "menopause", "health", "webinar", "zoom", "cole") if word in said]


def test_yes_says_how_many_minutes_it_logs() -> None:
    assert labels(afterwards.did_you_make_it(WORDS, DESK_RESET, NOW, ZONE)) == ["Yes, 10 min", "Not this time"]
    assert labels(afterwards.did_you_make_it(WORDS, MENOPAUSE, NOW, ZONE)) == ["Yes", "Not this time"]


def test_both_questions_are_notices() -> None:
    assert {"afterwards", "head_count"} <= set(notices.ABOUT_SESSION)


def test_what_was_logged_can_be_changed_and_undone() -> None:
    screen = afterwards.made_it(WORDS, DESK_RESET.id, LOGGED, is_movement=True)
    assert "10 min · seated session · Tue 24 Nov" in plain_text(screen)
    assert labels(screen)[:2] == ["Change", "Undo"]
    assert "Change" not in labels(afterwards.made_it(WORDS, MENOPAUSE.id, None, is_movement=False))


def test_not_this_time_is_never_scolded() -> None:
    said = plain_text(afterwards.missed_it(WORDS, DESK_RESET.id)).lower()
    assert not [word for word in SCOLDING if word in said]


def test_a_count_is_pressed_or_typed() -> None:
    pressed = addresses(afterwards.how_many_came(WORDS, DESK_RESET, NOW, ZONE))
    assert f"counted:{DESK_RESET.id}:15" in pressed
    assert f"counting:{DESK_RESET.id}" in pressed
    assert afterwards.counting(WORDS, DESK_RESET, ZONE, again=False).asks == f"counted:{DESK_RESET.id}"
    assert "12 people came" in afterwards.counted(WORDS, replace(DESK_RESET, head_count=12), ZONE).text
    assert "1 person came" in afterwards.counted(WORDS, replace(DESK_RESET, head_count=1), ZONE).text
