"""Logging and progress: every reason has an answer, every activity a source, and nobody is labelled."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from content import activities, minutes, minutes_asked, progress
from content.screen import Screen
from programme.model import Entry, Intensity, Progress, Totals, Week
from programme.parsing.scan import words_of
from programme.parsing.values import DAYS_BACK, Reason
from tests.content.cast import NOW, WORDS
from tests.content.reading import addresses, labels, plain_text

TODAY = NOW.date()
WALK = Entry("EntryAAAAAAA", 25, "walking", Intensity.MODERATE, TODAY - timedelta(days=6))
YOGA = Entry("EntryBBBBBBB", 10, "yoga", Intensity.LIGHT, TODAY)
FOUR = [WALK, YOGA, WALK, YOGA]
LABELS = ("inactive", "sedentary", "lazy", "unfit", "failed", "only", "should")


def test_an_entry_is_said_in_one_line() -> None:
    assert minutes.line(WORDS, WALK) == "25 min · walking · Tue 17 Nov"


def test_one_of_our_sessions_is_named_by_its_kind() -> None:
    assert activities.name(WORDS, "session-seated") == "seated session"
    assert activities.name(WORDS, "session-gone") == "session"
    assert activities.name(WORDS, "gone") == activities.name(WORDS, "moving") == "moving"


@pytest.mark.parametrize("reason", [*Reason, "day_full", "waiting"])
def test_every_reason_has_an_answer_of_its_own(reason: str) -> None:
    assert reason in minutes_asked.REASONS
    screen = minutes_asked.not_understood(WORDS, minutes_asked.why(WORDS, reason, "word"))
    assert screen.asks == "log"
    assert "Nothing is saved yet." in screen.text
    assert "25 min walk yesterday" in screen.text


def test_an_unknown_word_is_escaped() -> None:
    assert "&lt;b&gt;" in minutes_asked.why(WORDS, "word", "<b>")


def test_confirming_offers_save_and_change() -> None:
    screen = minutes.confirm(WORDS, [WALK], TODAY, said_before=False)
    assert plain_text(screen).startswith("25 min · walking · Tue 17 Nov")
    assert labels(screen) == ["Save", "Change", "No, it was gentle", "Yes, a lot"]
    assert "Did it raise your breathing? Counted as: yes, a bit." in plain_text(screen)
    assert screen.asks == "logretype"


def test_the_same_again_is_asked() -> None:
    today = minutes.confirm(WORDS, [YOGA], TODAY, said_before=True)
    assert "You logged that already today. Add it again?" in today.text
    assert labels(today)[:2] == ["Add it again", "Change"]
    assert "already for that day" in minutes.confirm(WORDS, [WALK], TODAY, said_before=True).text


def test_several_at_once_are_not_asked_about_one_by_one() -> None:
    assert labels(minutes.confirm(WORDS, FOUR, TODAY, said_before=False)) == ["Save", "Change"]


def test_a_number_alone_is_completed_in_one_tap() -> None:
    screen = minutes_asked.which_activity(WORDS, 25, ["yoga", "session-seated", "yoga"])
    offered = ["25 min · yoga", "25 min · walking", "25 min · cycling", "25 min · stretching"]
    assert labels(screen)[:-1] == offered
    assert addresses(screen)[0] == "logquick:25:yoga"
    assert screen.asks == "logrest:new"


def test_what_is_missing_is_asked_about_by_the_name_of_what_was_done() -> None:
    asked = {
        ("distance", "running"): "How long did the run take?",
        ("steps", "walking"): "I count minutes, not steps. How long did the walk take?",
        ("no_minutes", "running"): "How many minutes did you run?",
        ("no_minutes", "yoga"): "How many minutes of yoga was it?",
    }
    for (reason, activity), question in asked.items():
        screen = minutes_asked.left_open(WORDS, reason, minutes_asked.SoFar(activity, on=TODAY))
        assert question in plain_text(screen)
        assert f"So far: {activities.name(WORDS, activity)} · Mon 23 Nov" in plain_text(screen)
        assert screen.asks == "logrest:new"


@pytest.mark.parametrize("activity", [one.id for one in activities.rules()])
def test_an_answer_in_one_tap_fits_its_address(activity: str) -> None:
    screens = (
        minutes_asked.left_open(WORDS, reason, minutes_asked.SoFar(activity)) for reason in ("steps", "which_day")
    )
    assert all(len(address.encode()) <= 64 for screen in screens for address in addresses(screen))


@pytest.mark.parametrize("name", ["logsave", "logonly", "logundo", "logkept", "logchanged"])
def test_four_entries_fit_an_address(name: str) -> None:
    assert len(":".join((name, *(one.id for one in FOUR))).encode()) <= 64


def test_after_saving_my_progress_comes_first_and_then_undo() -> None:
    screen = minutes.saved(WORDS, FOUR, [(TODAY, Totals(moderate=25))], undo="logundo:EntryAAAAAAA")
    assert labels(screen) == ["My progress", "Undo", "Log more"]
    assert "This week you've moved for 25 minutes." in plain_text(screen)


def test_an_entry_of_an_earlier_week_says_what_that_week_has() -> None:
    weeks = [(TODAY - timedelta(days=7), Totals(light=60)), (TODAY, Totals(moderate=135))]
    text = plain_text(minutes.saved(WORDS, [WALK], weeks))
    assert "It's in that week's total: 60 minutes." in text
    assert "This week you've moved for 135 minutes." in text


def test_two_entries_that_wait_are_saved_together_or_the_last_alone() -> None:
    screen = minutes.another(WORDS, [[WALK], [YOGA]])
    assert "Your 25 min · walking · Tue 17 Nov isn't saved yet." in plain_text(screen)
    assert labels(screen) == ["Save both", "Only 10 min · yoga", "Change"]
    assert addresses(screen)[:2] == [f"logsave:{WALK.id}:{YOGA.id}", f"logonly:{YOGA.id}"]


def test_the_last_entries_are_listed_each_with_edit_and_remove() -> None:
    screen = minutes.screen(WORDS, [YOGA, WALK], TODAY)
    assert "1. 10 min · yoga · Mon 23 Nov\n2. 25 min · walking · Tue 17 Nov" in plain_text(screen)
    assert labels(screen)[3:7] == ["Edit 1", "Remove 1", "Edit 2", "Remove 2"]
    assert "Undo" not in labels(screen)


def test_what_was_removed_can_be_put_back() -> None:
    screen = minutes.screen(WORDS, [YOGA], TODAY, "removed", WALK.id)
    assert (labels(screen)[0], addresses(screen)[0]) == ("Undo", f"logback:{WALK.id}")


def test_what_is_too_old_to_be_saved_again_can_only_be_removed() -> None:
    assert minutes.DAYS_BACK == DAYS_BACK
    old = replace(WALK, on=TODAY - timedelta(days=29))
    assert "Edit 1" not in labels(minutes.screen(WORDS, [old], TODAY))
    assert "Remove 1" in labels(minutes.screen(WORDS, [old], TODAY))


def test_only_one_of_ours_can_be_removed_once_it_is_saved() -> None:
    assert "Remove it" in labels(minutes.change(WORDS, [WALK], "EntryCCCCCCC"))
    assert "Remove it" not in labels(minutes.change(WORDS, [WALK], None))


def week(*totals: int) -> Screen:
    return progress.screen(WORDS, Progress((Week(date(2026, 11, 23), Totals(*totals)),)))


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ((0, 0, 0), "Ten is a good start"),
        ((40, 0, 0), "Ten is a good start"),
        ((0, 29, 0), "1 more minute to reach 30."),
        ((10, 5, 10), "5 more minutes to reach 30."),
        ((0, 30, 0), "You've reached 30. 120 more minutes to reach 150."),
        ((0, 149, 0), "1 more minute to reach 150."),
        ((0, 0, 75), "You've reached 150"),
    ],
)
def test_progress_goes_towards_30_then_150(totals: tuple[int, int, int], said: str) -> None:
    assert said in plain_text(week(*totals))


def test_both_counters_are_shown_and_nobody_is_labelled() -> None:
    screen = week(10, 20, 30)
    assert "Minutes moved: 60" in plain_text(screen)
    assert "Minutes that count towards 150: 80" in plain_text(screen)
    assert "Mon 23 Nov to Sun 29 Nov" in plain_text(screen)
    for totals in ((0, 0, 0), (10, 5, 0), (0, 60, 0), (0, 0, 300)):
        assert not [word for word in LABELS if re.search(rf"\b{word}\b", plain_text(week(*totals)).lower())]


def test_every_activity_has_a_source_and_its_intensity() -> None:
    for one in activities.catalogue():
        assert re.fullmatch(r"[a-z-]{2,30}", one.rules.id)
        assert re.fullmatch(r"\d{5}", one.code)
        assert one.edition in (2011, 2024)
        assert 1.5 <= one.met <= 10
        assert one.name
        assert one.rules.words
    assert activities.intensity_of(2.9) is Intensity.LIGHT
    assert activities.intensity_of(3.0) is Intensity.MODERATE
    assert activities.intensity_of(6.0) is Intensity.VIGOROUS


def test_no_word_means_two_activities() -> None:
    named = [words_of(word) for activity in activities.rules() for word in activity.words]
    assert sorted(word for word in named if named.count(word) > 1) == []
