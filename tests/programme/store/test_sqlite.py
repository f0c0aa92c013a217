"""SQLite: parameters translated, a safe journal chosen, files private, other files refused."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.store.engine import StoreUnavailable, StoreUnusable, open_database, opened
from programme.store.sqlite import has_safe_wal, pragmas, translate


@given(st.lists(st.integers(1, 40), max_size=12))
def test_values_come_in_the_order_in_which_they_are_wanted(numbers: list[int]) -> None:
    text, order = translate("SELECT " + ", ".join(f"${n}" for n in numbers))
    assert text.count("?") == len(numbers)
    assert [n + 1 for n in order] == numbers
    assert "$" not in text


def test_a_parameter_may_be_used_twice_and_in_any_order() -> None:
    assert translate("a = $2 OR b = $10 OR c = $2") == ("a = ? OR b = ? OR c = ?", (1, 9, 1))


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((4, 0, 0), True),
    ],
)
def test_wal_is_used_only_where_it_is_mended(version: tuple[int, ...], safe: bool) -> None:
    assert has_safe_wal(version) is safe


def test_a_power_cut_loses_nothing_with_either_journal() -> None:
    assert {"journal_mode=DELETE", "synchronous=EXTRA", "foreign_keys=ON"} <= set(pragmas(wal=False))
    assert {"journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"} <= set(pragmas(wal=True))


async def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "record.db"
    async with opened(f"sqlite:///{path}"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


async def test_what_is_not_a_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam, this is not a database, however long it is. " * 50)
    with pytest.raises(StoreUnusable):
        await open_database(f"sqlite:///{path}")


async def test_what_cannot_be_opened_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        await open_database(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize("url", ["mysql://somewhere", "record.db", ""])
async def test_other_addresses_are_refused_in_words(url: str) -> None:
    with pytest.raises(StoreUnusable, match="use sqlite"):
        await open_database(url)
