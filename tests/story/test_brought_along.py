"""The team brings its timetable along: a report by line, a bar at a terminal, and nothing half done."""

from __future__ import annotations

import asyncio
import os
import pty
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot.console.arguments import parse
from tests.stage import Stage
from tests.story.process import ROOT, environment
from tests.story.scenes import ECC

HEADER = "title,kind,date,time,minutes,places,link"


def line(stage: Stage, title: str, days: int = 3, **changes: str) -> str:
    on = stage.telegram.now.astimezone(stage.settings.zone) + timedelta(days=days)
    cells = {"kind": "seated", "date": f"{on:%d/%m/%Y}", "time": "12:30", "minutes": "10", "places": "20", **changes}
    return ",".join((title, *cells.values(), f"https://meet.example.org/{days}"))


def written(folder: Path, *lines: str) -> str:
    file = folder / "timetable.csv"
    file.write_text("\n".join((HEADER, *lines)))
    return str(file)


async def refused(stage: Stage, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str]:
    """What a command that ends with 1 has said, and complained of."""
    capsys.readouterr()
    asked = parse(arguments)
    assert await asked.command(asked, stage.settings) == 1
    said = capsys.readouterr()
    return said.out, said.err


async def test_what_is_brought_is_on_everybodys_timetable(stage: Stage, tmp_path: Path) -> None:
    file = written(tmp_path, line(stage, "Desk reset"), line(stage, "Wake up", 4, kind="upbeat"))
    said = await stage.command("import", file)
    assert "Line 2 (Desk reset): 1 added" in said
    assert said.endswith("Added 2 sessions.\n")
    assert "Added 0 sessions. 2 were there already." in await stage.command("import", file)
    printed = await stage.command("timetable", "--weeks", "1")
    assert "12:30  Wake up  (upbeat, 10 min; Places)" in printed
    assert "meet.example.org" not in printed
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    assert "Desk reset" in (await amira.ask("/timetable")).text


async def test_one_bad_line_and_nothing_is_written(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, line(stage, "Desk reset"), line(stage, "Wake up", 4, places="many"))
    said, _ = await refused(stage, capsys, "import", file)
    assert "Line 3 (Wake up): “many” is not a whole number of places." in said
    assert "Nothing was written. Bad: 1." in said
    assert "Nothing is planned." in await stage.command("timetable")
    assert "Added 1 sessions. Bad: 1." in await stage.command("import", file, "--skip-bad")


async def test_files_that_are_none(stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "book.csv").write_bytes(b"PK\x03\x04")
    (tmp_path / "odd.csv").write_text("title,colour\nx,\x1b[31mred")
    for name, words in (("book.csv", "workbook"), ("odd.csv", "missing"), ("none.csv", "cannot be read"), (".", "dir")):
        _, complaint = await refused(stage, capsys, "import", str(tmp_path / name))
        assert words in complaint
        assert "\x1b" not in complaint


async def test_a_year_of_classes_comes_with_a_bar_at_a_terminal(stage: Stage, tmp_path: Path) -> None:
    starts = stage.telegram.now + timedelta(days=1)
    (tmp_path / "year.ics").write_text(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:1\nSUMMARY:Desk reset\n"
        f"DTSTART:{starts:%Y%m%dT%H%M%SZ}\nDURATION:PT10M\nRRULE:FREQ=DAILY;COUNT=100\n"
        "URL:https://meet.example.org/1\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    command = [sys.executable, "-m", "bot", "import", str(tmp_path / "year.ics"), "--kind", "seated", "--places", "20"]
    said, drawn = await asyncio.to_thread(at_a_terminal, command, environment(stage))
    assert "Entry 1 (Desk reset): 100 added" in said
    assert "[###" in drawn
    assert "100 of 100 sessions" in drawn


def at_a_terminal(command: list[str], environment: dict[str, str]) -> tuple[str, str]:
    """What a command says, and what it draws on the terminal that its standard error is."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=theirs, text=True) as run:
        os.close(theirs)
        drawn = b"".join(iter(lambda: read_from(ours), b""))
        os.close(ours)
        assert run.stdout
        return run.stdout.read(), drawn.decode()


def read_from(terminal: int) -> bytes:
    """Linux says that a terminal is closed by an error."""
    try:
        return os.read(terminal, 65_536)
    except OSError:
        return b""
