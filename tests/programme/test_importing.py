"""A timetable brought along: every line checked first, all kept or nothing, and the same again changes nothing."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from programme import sessions
from programme.errors import EmployerUnknown, Unusable
from programme.importing import calendars, sheet
from programme.importing.bring import Report, bring
from programme.importing.calendars import Usual
from programme.importing.found import Found
from programme.model import Sensitivity
from tests.programme.cast import NOW, House

LONDON = ZoneInfo("Europe/London")
HEADER = "title,kind,date,time,minutes,places,link"
GOOD = "Desk reset,seated,2026-11-24,12:30,10,20,https://meet.example.org/1"
USUAL = Usual("seated", 20, "https://meet.example.org/usual")
KINDS = ("seated", "upbeat", "webinar")


def sheet_of(*lines: str, header: str = HEADER) -> tuple[Found, ...]:
    return sheet.read("\r\n".join((header, *lines)).encode(), LONDON)


def refusal_of(found: Found) -> tuple[str, str]:
    assert isinstance(found.refusal, Unusable), found
    return found.refusal.field, found.refusal.problem


def calendar_of(*entries: str, usual: Usual = USUAL) -> tuple[Found, ...]:
    return calendars.read(ics(*entries), usual, KINDS, LONDON, NOW)


def ics(*entries: str) -> bytes:
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{number}\r\nSUMMARY:Stretch\r\n{entry}\r\nEND:VEVENT\r\n"
        for number, entry in enumerate(entries)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n{events}END:VCALENDAR\r\n".encode()


def at(local: str, minutes: int = 10, zone: str = ";TZID=Europe/London") -> str:
    return f"DTSTART{zone}:{local}\r\nDURATION:PT{minutes}M"


def starts_of(found: Found) -> list[datetime]:
    assert found.refusal is None, found
    return [session.starts_at for session in found.sessions]


async def brought(house: House, found: tuple[Found, ...], now: datetime = NOW, *, skip_bad: bool = False) -> Report:
    async with house.database.transaction() as tx:
        return await bring(tx, found, now, skip_bad=skip_bad, actor="test", progress=lambda _done, _all: None)


# CSV


@pytest.mark.parametrize("written", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_sheet_is_read_as_spreadsheets_write_it(written: bytes, delimiter: str) -> None:
    text = f"{HEADER}\r\n{GOOD}\r\n".replace(",", delimiter)
    (found,) = sheet.read(written + text.encode(), LONDON)
    (session,) = found.sessions
    assert (found.row, session.title, session.starts_at) == (
        2,
        "Desk reset",
        datetime(2026, 11, 24, 12, 30, tzinfo=UTC),
    )
    assert (session.minutes, session.places, session.sensitivity) == (10, 20, None)


def test_western_european_is_understood() -> None:
    (found,) = sheet.read(f"{HEADER}\n{GOOD.replace('Desk reset', 'Café – “reset”')}".encode("cp1252"), LONDON)
    assert found.sessions[0].title == "Café – “reset”"


def test_optional_columns_and_british_dates() -> None:
    header = "Link,Title,Kind,Date,Time,Minutes,Places,Health,Employer,Webinar series"
    line = "https://a.example/x,Talk,Webinar,24/7/2026,9:05,45,30,YES,Council; School,Essex Health Series"
    (found,) = sheet_of(line, header=header)
    (session,) = found.sessions
    assert session.starts_at == datetime(2026, 7, 24, 8, 5, tzinfo=UTC)
    assert (session.sensitivity, session.webinar_series) == (Sensitivity.HEALTH, "Essex Health Series")
    assert found.employers == ("Council", "School")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "columns_missing"),
        (b"PK\x03\x04rest of a workbook", "workbook"),
        ("title\n".encode("utf-16"), "not_text"),
        (b"title\x00", "not_text"),
        (b"title \x81\x8d\n", "not_text"),
        (HEADER.encode(), "empty"),
        (b"title,kind,date\na,b,c", "columns_missing"),
        (f"{HEADER},password".encode(), "columns_unknown"),
        (f"{HEADER},title".encode(), "columns_twice"),
        (f'{HEADER}\n"Desk" reset,'.encode(), "quotes"),
        (b"x" * 2_000_001, "too_large"),
        (f"{HEADER}\n".encode() + f"{GOOD}\n".encode() * 2_001, "too_many"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(content: bytes, problem: str) -> None:
    with pytest.raises(Unusable) as refusal:
        sheet.read(content, LONDON)
    assert (refusal.value.field, refusal.value.problem) == ("file", problem)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("2026-11-24", "2026-02-30", ("when", "not_a_date")),
        ("2026-11-24", "24/13/2026", ("when", "not_a_date")),
        ("2026-11-24", "24/11/26", ("when", "not_a_date")),
        ("2026-11-24", "45620", ("when", "not_a_date")),
        ("2026-11-24", "", ("when", "not_a_date")),
        ("2026-11-24,12:30", "2027-03-28,01:30", ("when", "skipped")),
        ("2026-11-24,12:30", "2027-10-31,01:30", ("when", "doubled")),
        ("12:30", "12:60", ("when", "not_a_date")),
        ("12:30", "noon", ("time", "not_a_time")),
        (",10,", ",ten,", ("minutes", "not_a_number")),
        (",20,", ",-1,", ("line", "formula")),
        (",20,", ",1e3,", ("places", "not_a_number")),
        ("Desk reset", "=HYPERLINK(1)", ("line", "formula")),
        ("Desk reset", "@SUM(A1)", ("line", "formula")),
        ("org/1", "org/1,one,more", ("line", "too_many_cells")),
    ],
)
def test_a_bad_line_says_what_is_wrong_with_it(old: str, new: str, expected: tuple[str, str]) -> None:
    good, bad = sheet_of(GOOD, GOOD.replace(old, new))
    assert good.refusal is None
    assert (bad.row, *refusal_of(bad)) == (3, *expected)


def test_a_link_in_the_description_is_refused_since_everybody_reads_it() -> None:
    (found,) = sheet_of(f"{GOOD},join at https://zoom.us/j/1", header=f"{HEADER},description")
    assert refusal_of(found) == ("description", "has_link")


# calendars


def test_a_rule_keeps_its_local_time_across_both_changes_of_the_clocks() -> None:
    (found,) = calendar_of(at("20261124T123000") + "\r\nRRULE:FREQ=WEEKLY;UNTIL=20271116T235959Z")
    moments = starts_of(found)
    assert len(moments) == 52
    assert {moment.astimezone(LONDON).strftime("%a %H:%M") for moment in moments} == {"Tue 12:30"}
    assert {moment.hour for moment in moments} == {11, 12}


def test_exceptions_additions_and_moved_dates() -> None:
    series = at("20261124T123000") + (
        "\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\nEXDATE;TZID=Europe/London:20261201T123000"
        "\r\nRDATE;TZID=Europe/London:20261203T090000\r\nEXDATE;VALUE=DATE:20261215"
    )
    moved = "RECURRENCE-ID;TZID=Europe/London:20261208T123000\r\n" + at("20261209T150000")
    entries = ics(series, moved).replace(b"UID:1", b"UID:0")
    first, second = calendars.read(entries, USUAL, KINDS, LONDON, NOW)
    assert [f"{moment:%d %H:%M}" for moment in starts_of(first)] == ["24 12:30", "03 09:00"]
    assert [f"{moment:%d %H:%M}" for moment in starts_of(second)] == ["09 15:00"]


def test_what_is_over_or_a_year_away_is_left_out_and_counted() -> None:
    (found,) = calendar_of(at("20261102T123000") + "\r\nRRULE:FREQ=WEEKLY;COUNT=100")
    moments = starts_of(found)
    assert moments[0] > NOW
    assert moments[-1] <= NOW + timedelta(days=366)
    assert (len(moments), found.left_out) == (53, 3)


@pytest.mark.parametrize(
    ("zone", "local", "utc_hour"),
    [
        ("", "20270701T123000", 11),
        ("", "20270701T123000Z", 12),
        (";TZID=Europe/Paris", "20270701T123000", 10),
        (";TZID=GMT Standard Time", "20270701T123000", 11),
        (";TZID=America/New_York", "20270701T123000", 16),
    ],
)
def test_time_zones(zone: str, local: str, utc_hour: int) -> None:
    (moment,) = starts_of(calendar_of(at(local, zone=zone))[0])
    assert moment.hour == utc_hour


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (at("20261124T123000", zone=";TZID=Nowhere/Land"), ("zone", "unknown")),
        ("DTSTART;VALUE=DATE:20261124\r\nDURATION:PT10M", ("when", "all_day")),
        (at("20261199T123000"), ("when", "broken")),
        ("DURATION:PT10M", ("when", "missing")),
        ("DTSTART:20261124T123000Z", ("minutes", "missing")),
        ("DTSTART:20261124T123000Z\r\nDTEND:20261124T123030Z", ("minutes", "not_whole")),
        ("DTSTART:20261124T123000Z\r\nDURATION:banana", ("when", "broken")),
        (at("20270328T013000"), ("when", "skipped")),
        (at("20261124T123000") + "\r\nRRULE:FREQ=SOMETIMES", ("rule", "broken")),
        (at("20261124T123000") + "\r\nRRULE:FREQ=HOURLY", ("rule", "unknown")),
        (at("20261124T123000") + "\r\nRRULE:FREQ=WEEKLY;BYHOUR=9,10", ("rule", "unknown")),
        (at("20261124T123000") + "\r\nRRULE:FREQ=WEEKLY\r\nRRULE:FREQ=DAILY", ("rule", "unknown")),
        (at("20261124T123000") + "\r\nEXRULE:FREQ=WEEKLY", ("rule", "unknown")),
        (at("20261124T123000") + "\r\nRRULE:FREQ=WEEKLY;INTERVAL=0", ("rule", "broken")),
        (at("20261124T123000") + "\r\nRRULE:FREQ=DAILY;COUNT=5000", ("rule", "too_many")),
        (at("20261124T123000") + "\r\nRRULE:FREQ=WEEKLY;BYDAY=MO", ("rule", "not_from_start")),
        (at("20261124T123000") + "\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", ("rule", "no_dates")),
        (at("00010101T123000") + "\r\nRRULE:FREQ=DAILY", ("rule", "too_old")),
        (at("20261124T123000") + "\r\nRDATE;VALUE=PERIOD:20261130T100000Z/PT1H", ("rule", "unknown")),
    ],
)
def test_an_entry_that_is_not_understood_is_reported(entry: str, expected: tuple[str, str]) -> None:
    good, bad = calendar_of(at("20261124T123000"), entry)
    assert good.refusal is None
    assert (bad.row, *refusal_of(bad)) == (2, *expected)


@pytest.mark.parametrize("content", [b"garbage", b"\xff\xfe\x00", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nno colon"])
def test_what_is_no_calendar_says_so(content: bytes) -> None:
    with pytest.raises(Unusable) as refusal:
        calendars.read(content, USUAL, KINDS, LONDON, NOW)
    assert refusal.value.problem in ("not_a_calendar", "empty")


def test_kind_and_link_come_from_the_entry_where_it_has_them() -> None:
    more = "\r\nCATEGORIES:Wellbeing,Upbeat\r\nDESCRIPTION:Join: https://zoom.us/j/1?pwd=a. Passcode 123"
    (found,) = calendar_of(at("20261124T123000") + more)
    (session,) = found.sessions
    assert (session.kind, session.link, session.description) == ("upbeat", "https://zoom.us/j/1?pwd=a", None)


def test_cancelled_entries_make_nothing() -> None:
    with pytest.raises(Unusable, match="empty"):
        calendar_of(at("20261124T123000") + "\r\nSTATUS:CANCELLED")


# keeping them


async def test_all_or_nothing_unless_bad_lines_are_to_be_skipped(house: House) -> None:
    found = sheet_of(GOOD, GOOD.replace("Desk reset,seated", "Ballet,ballet"), GOOD.replace("2026-11-24", "2026-11-01"))
    report = await brought(house, found)
    assert (report.is_kept, report.added, [line.row for line in report.bad]) == (False, 0, [3, 4])
    assert await house.count("sessions") == 0
    report = await brought(house, found, skip_bad=True)
    assert (report.is_kept, report.added, len(report.bad)) == (True, 1, 2)
    assert await house.count("sessions") == 1


async def test_running_it_twice_changes_nothing_even_when_it_is_over(house: House) -> None:
    found = (*sheet_of(GOOD, GOOD), *calendar_of(at("20261124T123000") + "\r\nRRULE:FREQ=WEEKLY;COUNT=3"))
    first = await brought(house, found)
    assert (first.added, first.known) == (4, 1)
    for now in (NOW, NOW + timedelta(days=60)):
        again = await brought(house, found, now)
        assert (again.is_kept, again.added, again.known) == (True, 0, 5)
    assert await house.count("sessions") == 4
    assert await house.count("audit", "action = 'timetable imported'") == 1


async def test_what_was_cancelled_since_does_not_come_back(house: House) -> None:
    await brought(house, sheet_of(GOOD))
    async with house.database.transaction() as tx:
        row = await tx.one("SELECT id FROM sessions")
        assert row
        await sessions.cancel(tx, row["id"], "", "test", NOW)
    assert (await brought(house, sheet_of(GOOD))).added == 0
    assert await house.count("sessions") == 1


async def test_control_without_the_key_the_second_time_would_double(house: House) -> None:
    await brought(house, sheet_of(GOOD))
    async with house.database.transaction() as tx:
        await tx.run("UPDATE sessions SET source_key = NULL")
    assert (await brought(house, sheet_of(GOOD))).added == 1


async def test_an_unknown_workplace_is_a_bad_line(house: House) -> None:
    header = f"{HEADER},employer"
    report = await brought(house, sheet_of(f"{GOOD},Nobody's Bakery", header=header))
    assert isinstance(report.bad[0].refusal, EmployerUnknown)
    report = await brought(house, sheet_of(f"{GOOD},riverside school", header=header))
    assert report.added == 1
    assert await house.count("session_audience") == 1


async def test_the_bar_is_told_of_every_session(house: House) -> None:
    told: list[tuple[int, int]] = []
    async with house.database.transaction() as tx:
        await bring(
            tx, sheet_of(GOOD, GOOD.replace("12:30", "13:30")), NOW,
            skip_bad=False, actor="test", progress=lambda done, of: told.append((done, of)),
        )  # fmt: skip
    assert told == [(1, 2), (2, 2)]
