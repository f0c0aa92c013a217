"""Send me my data, put right, delete me, complain: in the chat, by e-mail and at the command line."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from programme import complaints
from programme.store.engine import opened
from tests.bot.handlers.conftest import Town
from tests.content.cast import NOW
from tests.scheduling.mailbox import Mailbox, open_post
from tests.stage import Stage, staged
from tests.story.scenes import ECC, add_session, press, tomorrow_at

REFERENCE = 12


async def number_of(stage: Stage, name: str = "Amira") -> tuple[Any, str]:
    """Somebody who has joined, and their number as /privacy shows it."""
    person = await stage.join(name, *ECC)
    text = (await person.ask("/privacy")).text
    return person, text.partition("if you write to us: ")[2].split()[0]


async def test_somebodys_data_comes_as_two_files(stage: Stage) -> None:
    await stage.start()
    amira, number = await number_of(stage)
    await amira.press("Send me my data")
    await stage.telegram.until(lambda: sum(bool(one.document) for one in amira.messages) == 2)
    page, data = (one.document.content.decode() for one in amira.messages if one.document)
    assert page.startswith("<!doctype html>")
    found = json.loads(data)
    assert found["person"] == number
    assert found["data"]["contacts"][0]["chat_id"] == amira.id
    assert not stage.telegram.refused


async def test_delete_me_is_two_taps_and_forgets_the_chat(stage: Stage) -> None:
    session = await add_session(stage, tomorrow_at(stage, 12, 30), places=1)
    await stage.start()
    amira, _ = await number_of(stage)
    ben = await stage.join("Ben", *ECC)
    for person in (amira, ben):
        await person.press_data(f"book:{session}")
        await person.next()
    await amira.ask("/privacy")
    await press(amira, "Delete me")
    assert "deleted" in (await press(amira, "Yes, delete it all")).text
    assert "place" in (await ben.next()).text
    await stage.telegram.settled()
    await stage.end()
    async with opened(stage.settings.database_url.get_secret_value()) as database, database.reading() as reading:
        for table in ("contacts", "inbox", "shown", "drafts", "code_attempts"):
            assert not await reading.all(f"SELECT * FROM {table} WHERE chat_id = $1", amira.id), table
    assert not stage.telegram.refused


async def test_somebody_who_left_may_still_ask(town: Town) -> None:
    amira = await town.member(101)
    await amira.go("leave:yes")
    await amira.go("privacy")
    assert {"Send me my data", "Delete me", "Complain"} <= set(amira.labels)
    await amira.press("Send me my data")
    assert amira.screen.files
    await amira.go("erase:yes")
    assert "deleted" in amira.text
    await amira.go("privacy")
    assert "Leave the programme" not in amira.labels
    assert "if you write to us" not in amira.text


async def test_saying_deleted_needs_a_deletion(town: Town) -> None:
    amira = await town.member(101)
    await amira.go("erased")
    assert "Delete everything about you?" in amira.text


async def test_export_and_erase_at_the_command_line(stage: Stage, tmp_path: Path) -> None:
    await stage.start()
    _, number = await number_of(stage)
    await stage.end()
    await stage.command("export", number, "--to", str(tmp_path / "out"))
    written = tmp_path / "out" / f"{number}.json"
    assert json.loads(written.read_text())["person"] == number
    assert written.stat().st_mode & 0o777 == 0o600
    assert written.parent.stat().st_mode & 0o777 == 0o700
    assert "Erased" in await stage.command("erase", number)
    assert (tmp_path / "house" / "bot.db.erasures").exists()
    assert "person erased" in await stage.command("audit")


async def test_back_up_erase_and_restore_at_the_command_line(stage: Stage, tmp_path: Path) -> None:
    await stage.start()
    amira, number = await number_of(stage)
    await stage.end()
    await stage.command("backup", str(tmp_path / "copies" / "monday.db"))
    await stage.command("erase", number)
    (tmp_path / "house" / "bot.db").unlink()
    assert "now erased again: 1." in await stage.command("restore", str(tmp_path / "copies" / "monday.db"))
    assert amira.id.to_bytes(8, "big").lstrip(b"\0") not in (tmp_path / "house" / "bot.db").read_bytes()


# complaints


async def test_a_complaint_is_received_at_once_and_the_team_hears_of_it_without_a_name(stage: Stage) -> None:
    await stage.start()
    theo = await stage.join("Theo", "team")
    amira, number = await number_of(stage)
    await press(amira, "Complain")
    reference = (await amira.ask("You told my boss.")).text.partition("Its number: ")[2][:REFERENCE]
    alert = await stage.telegram.until(lambda: next((one for one in theo.messages if reference in one.text), None))
    assert not [word for word in ("boss", number, "Amira", str(amira.id)) if word in alert.text]
    assert "complaint" not in alert.text[:50]
    assert "You told my boss." in await stage.command("complaint", "show", reference)
    assert number not in await stage.command("complaint", "show", reference)
    await stage.command("complaint", "close", reference)
    assert "None waits" in await stage.command("complaint", "list")


async def test_with_a_mail_server_the_complaint_goes_to_the_contact(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    box = Mailbox()
    async with open_post(box) as post:
        more: Any = {"smtp_url": SecretStr(f"smtp://127.0.0.1:{post.server.port}"), "mail_from": "bot@example.org",
                "privacy_contact": "dpo@example.org"}  # fmt: skip
        async with staged(tmp_path, lambda: capsys.readouterr().out, **more) as stage:
            await stage.command("employer", "add", "Essex County Council", "--headcount", "7500")
            await stage.start()
            amira, number = await number_of(stage)
            await press(amira, "Complain")
            await amira.ask("You told <b>my boss</b>.\r\nBcc: x@evil.example")
            (text,) = await box.texts(1)
    assert box.to == ["dpo@example.org"]
    assert "You told <b>my boss</b>. Bcc: x@evil.example" in text
    assert number not in text
    assert box.got[0]["Bcc"] is None


@pytest.mark.parametrize("typed", ["", "  \u200b ", "x" * 3000])
async def test_a_complaint_that_says_nothing_is_asked_again(town: Town, typed: str) -> None:
    amira = await town.member(101)
    await amira.go("complain")
    await amira.type(typed)
    assert amira.screen.asks == "complained"


async def test_the_fourth_complaint_of_a_day_is_sent_to_the_address(town: Town) -> None:
    amira = await town.member(101)
    for _ in range(3):
        await amira.go("complained", "Something")
        assert "We have your complaint" in amira.text
    await amira.go("complained", "Something")
    assert "privacy@example.org" in amira.text
    assert "three complaints" in amira.text


async def test_the_team_is_warned_before_day_thirty_until_it_is_closed(town: Town) -> None:
    amira = await town.member(101)
    await amira.go("complained", "Something")
    warned = [await complaints.warn(town.database, NOW + timedelta(days=day)) for day in range(36)]
    assert [day for day, number in enumerate(warned) if number] == [21, 28, 35]
    async with town.database.transaction() as tx:
        (waiting,) = await complaints.open_ones(tx)
        await complaints.close(tx, waiting.reference, "test", NOW)
    assert await complaints.warn(town.database, NOW + timedelta(days=42)) == 0
