"""The long run's verdict: what it counts as broken, what it does not, and that its controls would be seen."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from playground.soak import changes, controls, verdict
from playground.soak.evidence import Evidence, Said, is_success
from playground.soak.planting import BETWEEN, SHORT_BETWEEN, classes_between
from playground.soak.report import report
from playground.soak.stage import EVE_SHARE, Night, clock
from playground.soak.verdict import is_late, promises
from programme.promises import Kept

AT = datetime(2026, 11, 24, 12, 20, tzinfo=UTC)
REMINDER = Said(by_bot=True, text="Your 12:30 starts in 10 minutes.", at=AT)
ALL_WELL = Evidence(
    kept=Kept(oversold=0, unanswered=0, quarantined=1, overdue=0, lost=0, answered=9),
    chats=((Said(by_bot=False, text="/help", at=AT), REMINDER),),
    refused=Counter(),
    open_presses=0,
    kills=1,
    poisons=1,
    unclear=2,
    slowest_start=2.0,
    slowest_stop=0.5,
    exit_code=0,
    step=timedelta(minutes=1),
)
GRACE = timedelta(minutes=1)
NOW = datetime(2026, 11, 22, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("text", "came_at", "late"),
    [
        ("Your 12:30 starts in 10 minutes.", datetime(2026, 11, 24, 12, 20, tzinfo=UTC), False),
        ("Your 12:30 starts now.", datetime(2026, 11, 24, 12, 30, 30, tzinfo=UTC), False),
        ("Your 12:30 starts in 1 minute.", datetime(2026, 11, 24, 12, 40, tzinfo=UTC), True),
        ("Your 12:30 is over.", datetime(2026, 11, 24, 12, 45, tzinfo=UTC), False),
        ("Your 00:05 starts in 10 minutes.", datetime(2026, 11, 24, 23, 55, tzinfo=UTC), False),
        ("Your 01:30 starts in 10 minutes.", datetime(2027, 10, 31, 1, 20, tzinfo=UTC), False),
        ("Your 01:30 starts in 10 minutes.", datetime(2027, 10, 31, 1, 40, tzinfo=UTC), True),
        ("Your 02:30 starts in 10 minutes.", datetime(2027, 3, 28, 1, 20, tzinfo=UTC), False),
    ],
)
def test_a_reminder_after_the_start_is_late(text: str, came_at: datetime, late: bool) -> None:
    assert is_late(text, came_at, GRACE) is late


def test_what_is_well_is_said_to_be_well_and_every_control_is_seen(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(ALL_WELL, {"seed": 1})
    said = capsys.readouterr().out
    assert "BROKEN" not in said
    assert said.count("would be seen") == len(controls.controls(ALL_WELL))


@pytest.mark.parametrize(
    "worse",
    [
        {"kept": replace(ALL_WELL.kept, oversold=1)},
        {"kept": replace(ALL_WELL.kept, unanswered=1)},
        {"kept": replace(ALL_WELL.kept, quarantined=2)},
        {"kept": replace(ALL_WELL.kept, overdue=1)},
        {"kept": replace(ALL_WELL.kept, lost=2)},
        {"chats": ((REMINDER, Said(by_bot=False, text="/help", at=AT)),)},
        {"chats": ((REMINDER,) * 12,)},
        {"chats": ((replace(REMINDER, at=AT + timedelta(hours=1)),),)},
        {"refused": Counter({"sendMessage: message is too long": 1})},
        {"open_presses": 1},
        {"slowest_start": 11.0},
        {"slowest_stop": 11.0},
        {"exit_code": 1},
    ],
)
def test_each_broken_promise_is_said(worse: dict[str, object], capsys: pytest.CaptureFixture[str]) -> None:
    assert not report(replace(ALL_WELL, **worse), {})  # type: ignore[arg-type]
    assert capsys.readouterr().out.count("BROKEN") == 1


def test_what_crashes_and_faults_explain_is_no_broken_promise() -> None:
    doubled = replace(ALL_WELL, chats=((REMINDER,) * 11,))
    assert verdict.explained(doubled) == 10
    assert not any(promises(doubled).values())


def test_a_verdict_that_sees_nothing_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdict, "left_alone", lambda _: 0)
    assert not controls.controls(ALL_WELL)["a person left without an answer"]
    assert not report(ALL_WELL, {})


@pytest.mark.parametrize(
    ("blind", "unseen"),
    [
        ("never_told_it_is_off", ["somebody who stands before a closed door"]),
        ("never_told_it_has_moved", ["somebody who comes at the old time"]),
        ("told_again", ["a change told twice"]),
        ("reminded_in_vain", ["a reminder of what is off", "a reminder of the old time"]),
        ("told_falsely", ["somebody told a lie"]),
    ],
)
def test_a_blind_eye_for_changes_is_found_out(blind: str, unseen: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, blind, lambda _: [])
    seen = controls.controls(ALL_WELL)
    assert [name for name in seen if not seen[name]] == unseen


def test_a_refusal_of_our_own_making_is_no_success() -> None:
    assert not is_success("Bad Request: message is too long")
    assert is_success("Bad Request: message is not modified: …")


@pytest.mark.parametrize(
    ("name", "begins", "hours"), [("spring", "2027-03-27 22:00", 16), ("autumn", "2027-10-30 21:00", 18)]
)
def test_the_nights_are_those_in_which_the_clocks_change(name: str, begins: str, hours: int) -> None:
    night = Night.after(name, NOW)
    assert f"{night.begins:%Y-%m-%d %H:%M}" == begins
    assert night.seconds == hours * 3600


@pytest.mark.parametrize("name", ["spring", "autumn"])
@pytest.mark.parametrize("seconds", [18.0, 90.0, 600.0])
def test_however_short_it_is_the_clocks_change_in_it_and_it_is_not_played_too_fast(name: str, seconds: float) -> None:
    night = Night.after(name, NOW, seconds)
    zones = {one.astimezone(LONDON).tzname() for one in (night.begins, night.ends)}
    assert zones == {"GMT", "BST"}
    assert night.speed(seconds) < 250


@pytest.mark.parametrize("name", ["spring", "autumn"])
def test_the_afternoon_comes_first_then_the_clock_leaps_to_the_night(name: str) -> None:
    night = Night.after(name, NOW)
    afternoon, night_falls = night.moment(EVE_SHARE * 0.99), night.moment(EVE_SHARE)
    assert (clock(night.moment(0.0)), clock(afternoon)) == ("15:50", "16:09")
    assert night_falls == night.begins
    assert night.moment(1.0) == night.moment(2.0) == night.ends
    assert afternoon.astimezone(LONDON).weekday() < 5


@pytest.mark.parametrize("name", ["spring", "autumn"])
@pytest.mark.parametrize(("seconds", "between"), [(90.0, SHORT_BETWEEN), (600.0, BETWEEN)])
def test_no_two_classes_show_the_same_time(name: str, seconds: float, between: timedelta) -> None:
    times = [clock(starts) for starts in classes_between(Night.after(name, NOW, seconds), between)]
    assert len(times) == len(set(times)) > 15
