"""Which back-ups stay: seven days, the end of four earlier weeks, and nothing of thirty days or more."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.retention import retention
from programme.rotation import Kept, before_name, kept_from, nightly_name, over

TODAY = date(2026, 11, 25)  # a Wednesday
OLDEST = timedelta(days=30)
USUAL = Kept()
BOT = "bot"


def nightly(*days_ago: int) -> list[str]:
    return [nightly_name(BOT, TODAY - timedelta(days=days)) for days in days_ago]


def left(names: list[str], kept: Kept = USUAL) -> list[str]:
    gone = over(names, BOT, TODAY, kept, OLDEST)
    return [name for name in names if name not in gone]


def test_after_a_year_seven_days_and_the_sundays_of_four_weeks_are_left() -> None:
    assert left(nightly(*range(365))) == nightly(0, 1, 2, 3, 4, 5, 6, 10, 17, 24)


@given(st.sets(st.integers(0, 400)))
def test_the_newest_stays_and_none_outlives_what_privacy_names(days: set[int]) -> None:
    names = nightly(*sorted(days))
    stay = left(names)
    assert len(stay) <= 11
    assert all(name not in stay for name in nightly(*range(30, 401)))
    assert min(days, default=30) >= 30 or stay[0] == names[0]


def test_the_period_is_the_one_that_people_read() -> None:
    assert retention().backups == OLDEST


def test_days_on_which_the_machine_was_off_do_not_count() -> None:
    assert left(nightly(20, 19, 18, 12, 11), Kept(2, 0)) == nightly(12, 11)


def test_copies_from_before_a_migration_stay_thirty_days() -> None:
    names = [before_name(BOT, 7, datetime(2026, month, 25, 3, 4, 5, tzinfo=UTC)) for month in (10, 11)]
    assert left(names) == names[1:]


@pytest.mark.parametrize(
    "name",
    [
        "nightly-2020-01-01.db",
        "other.nightly-2020-01-01.db",
        "bot2.nightly-2020-01-01.db",
        "bot.nightly-2020-01-01.db.gz",
        "bot.nightly-2020-13-01.db",
        "bot.db",
        "monday.db",
        "bot.db.erasures",
    ],
)
def test_what_we_have_not_named_is_never_deleted(name: str) -> None:
    assert left([name], Kept(0, 1)) == [name]


@pytest.mark.parametrize("text", ["7", "7+", "+4", "seven+4", "-1+4", "7+4+1", ""])
def test_anything_but_two_numbers_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="two numbers"):
        kept_from(text)


def test_two_numbers_are_understood() -> None:
    assert kept_from(" 14 + 0 ") == Kept(14, 0)
    assert str(kept_from("7+4")) == "7+4"
