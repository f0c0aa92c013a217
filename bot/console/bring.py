"""`import`: bring a timetable along, from CSV or a calendar file. All of it is kept, or nothing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.console.bar import bar
from bot.console.bring_words import refused
from bot.console.grammar import Subparsers, add
from bot.console.record import ACTOR, Record, record
from bot.settings import Settings
from content import kinds
from programme.errors import Unusable
from programme.importing import calendars, sheet
from programme.importing.bring import Line, Report, bring
from programme.importing.found import MOST_BYTES, Found
from programme.model import Sensitivity

WORDS = "bring a timetable along, from a CSV file or a calendar (.ics); safe to run again"
HEADER = """A CSV file begins with a line that names its columns, in any order:
  title,kind,date,time,minutes,places,link
and may also have: employer (several: a;b), health (yes or no), description, speakers, webinar_series.
Dates are 2026-11-24 or 24/11/2026; times are 12:30, as UK clocks show them.

A calendar file has no kinds and places: give them with --kind and --places.
Entries that repeat are brought a year ahead at most; import the file again later for more."""


def add_to(commands: Subparsers) -> None:
    parser = add(commands, "import", WORDS, bring_along)
    parser.epilog, parser.formatter_class = HEADER, argparse.RawDescriptionHelpFormatter
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--skip-bad", action="store_true", help="keep what is good though other lines are bad")
    calendar = parser.add_argument_group("what a calendar file does not say")
    calendar.add_argument("--kind", help="seated, upbeat, strength or webinar")
    calendar.add_argument("--places", type=int)
    calendar.add_argument("--link", help="where an entry has none of its own")
    calendar.add_argument("--employer", metavar="NAME", action="append", default=[], help="only for this workplace")
    calendar.add_argument("--health", action="store_true", help="about a health condition: extra privacy")


async def bring_along(asked: argparse.Namespace, settings: Settings) -> int:
    """0 if all that was wanted is kept, 1 if something is wrong with the file."""
    try:
        content = content_of(asked.file)
        async with record(settings) as house:
            found = read(asked, content, settings, house)
            async with house.database.transaction() as tx:
                report = await bring(
                    tx, found, house.now, skip_bad=asked.skip_bad, actor=ACTOR, progress=bar("sessions")
                )
    except OSError as error:
        print(f"{asked.file} cannot be read: {error.strerror}.", file=sys.stderr)
        return 1
    except Unusable as refusal:
        print(f"{refused(refusal)} Nothing was written.", file=sys.stderr)
        return 1
    noun = "Entry" if is_calendar(asked.file, content) else "Line"
    print(*lines(report, noun), sep="\n")
    return 0 if report.is_kept else 1


def content_of(file: Path) -> bytes:
    """The file's bytes; of one that is too large only as many as show that."""
    with file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def is_calendar(file: Path, content: bytes) -> bool:
    return file.suffix.lower() == ".ics" or content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"BEGIN:VCALENDAR")


def read(asked: argparse.Namespace, content: bytes, settings: Settings, house: Record) -> tuple[Found, ...]:
    if not is_calendar(asked.file, content):
        return sheet.read(content, settings.zone)
    usual = calendars.Usual(
        asked.kind, asked.places, asked.link, Sensitivity.HEALTH if asked.health else None, tuple(asked.employer)
    )
    return calendars.read(content, usual, [rules.id for rules in kinds.rules()], settings.zone, house.now)


def lines(report: Report, noun: str) -> Iterator[str]:
    """What became of each line, and what that comes to."""
    for line in report.lines:
        yield f"{noun} {line.row}{f' ({line.title})' if line.title else ''}: {outcome(line, is_kept=report.is_kept)}"
    known = f" {report.known} were there already." if report.known else ""
    bad = f" Bad: {len(report.bad)}." if report.bad else ""
    if report.is_kept:
        yield f"Added {report.added} sessions.{known}{bad}"
    else:
        yield f"Nothing was written.{bad} Put that right, or add --skip-bad to leave it out."


def outcome(line: Line, *, is_kept: bool) -> str:
    if line.refusal:
        return refused(line.refusal)
    said = [
        f"{len(line.new)} {'added' if is_kept else 'good'}" if line.new else "",
        f"{line.known} there already" if line.known else "",
        f"{line.left_out} left out: over, or more than a year away" if line.left_out else "",
    ]
    return "; ".join(part for part in said if part) or "no dates"
