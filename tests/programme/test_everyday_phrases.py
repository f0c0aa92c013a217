"""Everyday English for the log: nothing silently wrong, and most of it understood at once."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from content import activities
from programme.minutes_text import understand
from programme.parsing.values import Understood

NOW = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
ZONE = ZoneInfo("Europe/London")
AT_ONCE = 0.85
"""The least share of clear phrases that need no question."""


@dataclass(frozen=True)
class Phrase:
    typed: str
    meant: tuple[str, ...]
    """Minutes, activity and day of each entry; empty where it must be asked about."""


def phrases() -> list[Phrase]:
    text = Path(__file__).with_name("everyday_phrases.txt").read_text(encoding="utf-8")
    pairs = [line.split(" | ", 1) for line in text.splitlines() if not line.startswith("#")]
    return [Phrase(typed, () if meant == "ask" else tuple(meant.split("; "))) for meant, typed in pairs]


def read(typed: str) -> tuple[str, ...]:
    """As the list writes it; empty where it is asked about."""
    answer = understand(typed, activities.rules(), NOW, ZONE)
    if not isinstance(answer, Understood):
        return ()
    return tuple(f"{one.minutes} {one.activity} {one.on}" for one in answer.entries)


def agree(got: tuple[str, ...], meant: tuple[str, ...]) -> bool:
    return len(got) == len(meant) and all(map(same, got, meant))


def same(got: str, meant: str) -> bool:
    wanted = meant.split()
    return all(want in ("*", part) for part, want in zip(got.split(), wanted, strict=True))


EVERY = phrases()


@pytest.mark.parametrize("phrase", EVERY, ids=lambda phrase: phrase.typed)
def test_nothing_is_silently_wrong(phrase: Phrase) -> None:
    got = read(phrase.typed)
    assert not got or agree(got, phrase.meant)


def test_most_is_understood_at_once() -> None:
    clear = [phrase for phrase in EVERY if phrase.meant]
    asked = [phrase.typed for phrase in clear if not read(phrase.typed)]
    assert len(clear) > 1_000
    assert len(asked) <= (1 - AT_ONCE) * len(clear), asked


def test_a_wrong_day_number_or_activity_would_be_caught() -> None:
    got = read("25 min walk yesterday")
    assert agree(got, ("25 walking 2026-11-17",))
    for wrong in ("25 walking 2026-11-18", "20 walking 2026-11-17", "25 running 2026-11-17"):
        assert not agree(got, (wrong,))
    assert not agree(got, ())
