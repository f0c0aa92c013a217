"""The clock goes forward only and is shared through its file."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from playground import BackInTime, Clock, Limits, play


def test_the_offset_is_kept_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    Clock(file).advance(600)
    assert float(file.read_text()) == 600
    assert Clock(file).now() - datetime.now(UTC) > timedelta(seconds=599)
    assert [path.name for path in tmp_path.iterdir()] == ["clock"]


def test_somebody_elses_step_is_seen(tmp_path: Path) -> None:
    clock = Clock(tmp_path / "clock")
    (tmp_path / "clock").write_text("120\n")
    clock.advance(30)
    assert clock.offset == 150


def test_the_clock_never_goes_back(tmp_path: Path) -> None:
    clock = Clock()
    with pytest.raises(BackInTime):
        clock.advance(-1)
    with pytest.raises(BackInTime):
        clock.advance_to(datetime(2020, 1, 1, tzinfo=UTC))


def test_next_monday_is_eight_in_london() -> None:
    clock = Clock()
    monday = clock.advance_to(clock.next_monday())
    assert monday.weekday() == 0
    following = clock.next_monday()
    assert timedelta(days=6, hours=22) < following - monday < timedelta(days=7, hours=2)


async def test_messages_carry_the_moved_time(tmp_path: Path) -> None:
    async with play(limits=Limits.none(), clock_file=tmp_path / "clock") as server:
        server.advance(86400)
        message = await server.user().send("/start")
        assert message.date - datetime.now(UTC) > timedelta(hours=23)
