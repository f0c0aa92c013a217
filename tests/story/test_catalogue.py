"""Theo changes the resources in a spreadsheet: out, back, looked at, published; a bad one changes nothing."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest

from playground import Message, Person
from programme.catalogue import rules
from programme.catalogue.body import to_body
from programme.model import SheetRow
from programme.model.catalogue import Column
from tests.stage import Stage
from tests.story.scenes import ECC, press
from tests.workbooks import CAME, WALKS, add, edited, put

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
T = TypeVar("T")
ROOM = "Resources, webinars, challenges"


async def workbook(theo: Person) -> bytes:
    """What the button in /programme sends."""
    await theo.ask("/programme")
    await press(theo, ROOM)
    document = (await theo.next()).document
    assert document
    assert document.name.endswith(".xlsx")
    return document.content


async def send(person: Person, content: bytes, name: str = "edited.xlsx") -> Message:
    person.skip()
    await person.send_document(name, content, XLSX)
    return await person.next()


async def in_record(stage: Stage, work: Callable[[sqlite3.Connection], T]) -> T:
    """Beside the bot, which needs the event loop to let go of its own locks."""
    path = stage.settings.database_url.get_secret_value().removeprefix("sqlite:///")

    def done() -> T:
        with closing(sqlite3.connect(path)) as record, record:
            return work(record)

    return await asyncio.to_thread(done)


async def dump(stage: Stage) -> str:
    return await in_record(stage, lambda record: "\n".join(record.iterdump()))


async def test_what_theo_writes_in_a_spreadsheet_is_what_amira_finds(stage: Stage) -> None:
    await stage.start()
    theo, amira = await stage.join("Theo", "team"), await stage.join("Amira", *ECC)
    assert "found nothing" in (await amira.ask("/resources stroll")).text
    content = edited(await workbook(theo), WALKS, put("Challenges", 2, "Days", 31))
    preview = await send(theo, content)
    assert "• New, 1: Lunch walks" in preview.text
    assert "• Changed, 1: 30 minutes for 30 days" in preview.text
    assert "found nothing" in (await amira.ask("/resources stroll")).text, "seen before it was published"
    assert "version 1" in (await press(theo, "Publish")).text
    assert "Meet at the main door." in (await amira.ask("/resources stroll")).text
    assert "catalogue published" in await stage.command("audit", "--last", "1")
    assert not stage.telegram.refused


async def test_not_published_is_as_if_it_had_not_been_sent(stage: Stage) -> None:
    await stage.start()
    theo = await stage.join("Theo", "team")
    await send(theo, edited(await workbook(theo), WALKS))
    assert "Everything is as it was" in (await press(theo, "Don't publish")).text
    assert "found nothing" in (await theo.ask("/resources stroll")).text
    assert "Lunch walks" not in await dump(stage)


BAD = (put("Resources", 5, "Address (https)", "http://nowhere"), put("Challenges", 3, "Minutes a day", "=30+1"))


async def test_a_bad_workbook_is_answered_by_sheet_and_row_and_changes_nothing(stage: Stage) -> None:
    await stage.start()
    theo = await stage.join("Theo", "team")
    answer = await send(theo, edited(await workbook(theo), WALKS, *BAD))
    assert "Resources, row 5, “Address (https)”" in answer.text
    assert "Challenges, row 3, “Minutes a day”: that's a formula" in answer.text
    assert "Publish" not in answer.labels
    assert "found nothing" in (await theo.ask("/resources stroll")).text
    assert 'INSERT INTO "catalogues"' not in await dump(stage)


async def test_control_without_the_check_a_bad_row_reaches_people(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def all_is_well(row: SheetRow, column: Column) -> str:
        return row.cell(column.key)

    monkeypatch.setattr(rules, "read_cell", all_is_well)
    await stage.start()
    theo = await stage.join("Theo", "team")
    await send(theo, edited(await workbook(theo), put("Resources", 5, "Address (https)", "http://nowhere.example")))
    await press(theo, "Publish")
    shown = await theo.ask("/resources Social prescribing link workers")
    assert shown.button("Open nowhere.example").url == "http://nowhere.example"


async def test_only_the_team_may_and_only_when_asked(stage: Stage) -> None:
    await stage.start()
    theo, amira = await stage.join("Theo", "team"), await stage.join("Amira", *ECC)
    content = edited(await workbook(theo), WALKS)
    assert "doesn't work here" in (await send(amira, b"a,b", "list.csv")).text
    assert "doesn't work here" in (await send(amira, content)).text
    await theo.ask("/help")
    assert "doesn't work here" in (await send(theo, content)).text
    assert not stage.telegram.calls_of("getFile")


async def test_what_is_no_workbook_is_answered_kindly(stage: Stage) -> None:
    await stage.start()
    theo = await stage.join("Theo", "team")
    content = await workbook(theo)
    assert "isn't a workbook" in (await send(theo, b"name,what\n", "list.csv")).text
    assert "it's broken" in (await send(theo, content[:-200])).text
    assert "too large" in (await send(theo, b"PK\x03\x04" + bytes(1_100_000))).text
    assert "as a file" in (await theo.ask("here it is")).text
    assert "nothing to publish" in (await send(theo, content)).text


@pytest.mark.parametrize(("kind", "method"), [("refuse", "getFile"), ("garbage", "file"), ("cut", "file")])
async def test_a_download_that_fails_for_now_is_made_later(stage: Stage, kind: str, method: str) -> None:
    await stage.start()
    theo = await stage.join("Theo", "team")
    content = edited(await workbook(theo), WALKS)
    fault = stage.telegram.fault(kind, method=method)  # type: ignore[arg-type] # one of the three above
    assert "Lunch walks" in (await send(theo, content)).text
    assert fault.hits == 1


async def test_a_file_that_telegram_does_not_give_is_asked_for_again(stage: Stage) -> None:
    await stage.start()
    theo = await stage.join("Theo", "team")
    content = edited(await workbook(theo), WALKS)
    stage.telegram.fault("refuse", method="file", status=404, description="Not Found")
    assert "send it again" in (await send(theo, content)).text
    assert "Lunch walks" in (await send(theo, content)).text


async def test_a_version_that_cannot_be_read_stops_nothing_and_the_team_is_told_once(stage: Stage) -> None:
    await stage.start()
    theo, amira = await stage.join("Theo", "team"), await stage.join("Amira", *ECC)
    await send(theo, edited(await workbook(theo), WALKS))
    await press(theo, "Publish")
    broken = to_body(CAME).replace('"minutes":"10"', '"minutes":"ten"')
    theo.skip()
    row = (2, broken, "2026-11-23T09:00:00.000000Z")
    await in_record(stage, lambda record: record.execute("INSERT INTO catalogues VALUES (?, ?, ?)", row).rowcount)
    told = await theo.next()
    assert "Challenges, row 3: that isn't a whole number." in told.text
    assert "Meet at the main door." in (await amira.ask("/resources stroll")).text
    assert "Challenges" in (await press_data(amira, "challenges")).text
    await press_data(theo, "programme")
    assert not [message for message in theo.unread() if "can't be read" in message.text]
    shown = await press(theo, ROOM)
    assert "version 1, published on" in shown.text
    assert "Challenges, row 3" in shown.text
    document = (await theo.next()).document
    assert document
    assert "It takes the place of a version that can't be read." in (await send(theo, document.content)).text
    assert "version 3" in (await press(theo, "Publish")).text


async def press_data(person: Person, data: str) -> Message:
    person.skip()
    await person.press_data(data)
    return await person.next()


async def test_two_of_the_team_do_not_undo_each_other_unseen(stage: Stage) -> None:
    await stage.start()
    theo, tess = await stage.join("Theo", "team"), await stage.join("Tess", "team")
    content = await workbook(theo)
    await workbook(tess)
    await send(theo, edited(content, WALKS))
    await send(tess, edited(content, add("Webinars", Series="Sleep", About_health="no")))
    await press(theo, "Publish")
    assert "nothing was published" in (await press(tess, "Publish")).text
    again = await send(tess, edited(content, add("Webinars", Series="Sleep", About_health="no")))
    assert "older than the last change" in again.text
    assert "• Removed, 1: Lunch walks" in again.text


async def test_an_earlier_one_is_put_back(stage: Stage) -> None:
    await stage.start()
    theo = await stage.join("Theo", "team")
    await send(theo, edited(await workbook(theo), WALKS))
    await press(theo, "Publish")
    await press(theo, "Earlier versions")
    assert "• Removed, 1: Lunch walks" in (await press(theo, "What came with the bot")).text
    assert "version 2" in (await press(theo, "Put this one back")).text
    assert "found nothing" in (await theo.ask("/resources stroll")).text


async def test_the_same_from_the_command_line(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "ours.xlsx"
    assert "20 resources" in await stage.command("catalogue", "export", str(file))
    file.write_bytes(edited(file.read_bytes(), WALKS))
    assert "new: Lunch walks" in await stage.command("catalogue", "check", str(file))
    assert "Published as version 1." in await stage.command("catalogue", "publish", str(file))
    assert "nothing was published" in await stage.command("catalogue", "publish", str(file))
    assert "version 1, 21 resources" in await stage.command("catalogue", "export", str(file))


async def test_numbers_choose_in_the_resources_and_nothing_of_it_is_written(stage: Stage) -> None:
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await amira.ask("/resources")
    assert "2. NHS: menopause" in (await amira.ask("3")).text
    assert "see a doctor" in (await amira.ask("2")).text
    assert "Menopause" in (await amira.ask("1")).text
    assert "This might help" in (await amira.ask("sleep")).text
    assert "Who it's for" in (await amira.ask("1")).text
    await stage.end()
    assert "need:" not in await dump(stage)
    assert "res:" not in await dump(stage)
    await stage.start()
    assert "found nothing" in (await amira.ask("1")).text
