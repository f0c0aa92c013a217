"""What the documents say is held by a test is held by one that exists, and the periods are those in force."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from content.retention import SENTENCES, period, screen
from content.words import Words
from programme.retention import read, retention
from tests.content.reading import plain_text

ROOT = Path(__file__).parents[2]
PATH = re.compile(r"`((?:tests|docs|programme|bot|content|scheduling)/[\w./-]+\.\w+)`")
ROW = re.compile(r"`(\w+)` \| (\d+) \|")


@pytest.mark.parametrize("name", ["privacy.md", "security.md"])
def test_every_file_that_is_named_exists(name: str) -> None:
    named = set(PATH.findall((ROOT / "docs" / name).read_text("utf-8")))
    assert len(named) > 10
    assert not [path for path in named if not (ROOT / path).exists()]


def test_the_table_of_periods_is_the_one_in_force() -> None:
    table = dict(ROW.findall((ROOT / "docs" / "privacy.md").read_text("utf-8")))
    assert {name: int(days) for name, days in table.items()} == dict(retention().days())


def test_people_are_told_every_period() -> None:
    assert set(SENTENCES) == {name for name, _ in retention().days()}
    assert "Bookings, minutes, past workplaces and roles: 13 months." in plain_text(screen(Words(), retention().days()))


@pytest.mark.parametrize(("days", "said"), [(1, "1 day"), (7, "7 days"), (35, "35 days"), (396, "13 months")])
def test_a_period_is_said_as_people_say_it(days: int, said: str) -> None:
    assert period(Words(), days) == said


@pytest.mark.parametrize("wrong", ["0", "-1", "1.5", "true", "'30'"])
def test_a_period_that_is_none_is_refused(wrong: str) -> None:
    lines = "\n".join(f"{name} = 3" for name, _ in retention().days() if name != "left")
    with pytest.raises(ValueError, match="whole number"):
        read(f"{lines}\nleft = {wrong}")


def test_columns_name_only_periods_that_exist() -> None:
    rules = (ROOT / "programme" / "store" / "columns.toml").read_text("utf-8")
    periods = rules[rules.index("[periods]") : rules.index("[whose]")]
    assert set(re.findall(r"`(\w+)`", periods)) <= {name for name, _ in retention().days()}
