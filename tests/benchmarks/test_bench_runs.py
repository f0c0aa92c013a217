"""Each benchmark runs, small and once, so that it does not rot; how fast anything is, is no test's business."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from benchmarks import bookings, digests, lanes, notices, startup, taps
from benchmarks.__main__ import BENCHMARKS, PROFILES, by_hand, chosen
from benchmarks.crowd import Crowd, gathered
from benchmarks.figures import Ratio, Rounds, in_turn
from benchmarks.load import Order
from benchmarks.machine import machine
from benchmarks.place import Place, settled
from benchmarks.processes import BotCommand, NoAnswer, play, ptb
from benchmarks.report import Report
from tests.postgres import Server

SMALL = 0.001


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with settled(rounds=1, scale=SMALL, under=tmp_path) as place:
        yield place


@pytest.fixture
async def crowd(place: Place) -> Crowd:
    return await gathered(f"sqlite:///{place.folder('taps') / 'template' / 'bot.db'}", 20)


@pytest.fixture
def runner(place: Place, crowd: Crowd) -> taps.Runner:
    return taps.Runner(place, crowd, place.folder("taps") / "template", count(1), Rounds())


def check(ratios: list[Ratio]) -> None:
    assert ratios
    for ratio in ratios:
        assert ratio.value > 0, ratio.name


async def test_taps_are_answered_by_ours_and_by_the_floor(runner: taps.Runner) -> None:
    presses = runner.crowd.presses()
    contenders = [runner.throughput("ptb", ptb(), presses, 0.0), runner.throughput("ours", None, presses, 0.0)]
    rounds = await in_turn(contenders, 1, lambda _done, _total: None)
    check([taps.computing(runner.cpu)])
    assert min(rounds.of(name, name).middle for name in ("ptb", "ours")) > 0


async def test_taps_at_a_steady_rate_have_a_slowest(runner: taps.Runner) -> None:
    assert await runner.slowest(None, 20.0, 0.05)() > 50.0, "the server alone takes 50 ms"


async def test_bookings_are_made_on_both_engines(place: Place, postgres_server: Server) -> None:
    found = [*await bookings.on_sqlite(place), *await bookings.on_postgresql(place, postgres_server)]
    check(found)
    assert {ratio.floor.what for ratio in found} == {"bare aiosqlite", "bare asyncpg"}


async def test_a_broadcast_is_sent_with_replies_between(place: Place) -> None:
    check(await lanes.measure(place))


async def test_notices_are_kept_as_rows_and_as_jobs(place: Place) -> None:
    folder = place.folder("notices")
    await notices.kept(folder, 500)
    check(await notices.compared(place, folder, 500))


async def test_reminders_fall_due_while_people_tap(place: Place) -> None:
    check([await notices.at_once(place)])


async def test_a_week_is_published(place: Place) -> None:
    check(await digests.measure(place))


async def test_processes_start_and_idle(place: Place) -> None:
    check(await startup.measure(place))


async def test_a_bot_that_does_not_start_is_said_to(place: Place) -> None:
    broken = BotCommand("broken", (sys.executable, "-c", "raise SystemExit('no bot')"), {})
    with pytest.raises(NoAnswer, match="no bot"):
        await play(broken, Order(people=0, presses=(), seconds=0.1), place.folder("taps"))


def test_only_names_what_there_is() -> None:
    assert chosen("") == list(BENCHMARKS)
    assert chosen("taps,digests") == ["taps", "digests"]
    assert chosen("tabs") is None


def test_the_page_says_what_was_missed_and_names_no_machine() -> None:
    report = Report(machine(), "make bench", 1, [], ["aiogram: not there"])
    page = report.page(tuple(BENCHMARKS))
    assert "Not measured: aiogram: not there." in page
    assert not any(word in page for word in ("/home", "/root", "/work", "/tmp"))


def test_writing_the_page_anew_keeps_what_was_written_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "benchmarks.md"
    monkeypatch.setattr("benchmarks.__main__.PAGE", page)
    assert by_hand() == ""
    page.write_text(f"# Old figures\n\n{PROFILES}\nMostly in commits.\n")
    assert by_hand() == f"\n{PROFILES}\nMostly in commits.\n"
