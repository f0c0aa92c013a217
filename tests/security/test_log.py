"""A story with faults at LOG_LEVEL=DEBUG: no token, name, link or address in the log or the process list."""

from __future__ import annotations

import asyncio
import logging
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.logs import Redacted
from playground import Person
from tests.stage import TOKEN, Stage
from tests.story.process import ROOT, environment, running
from tests.story.scenes import ECC, JOIN_LINK, add_session, press, tomorrow_at

MUST_NOT = (
    TOKEN, TOKEN.partition(":")[2], JOIN_LINK, "meet.example.org", "Amirabelle", "Dr Canary", "Essex County",
    "Secret breathing", "canary@example.org", "somebody's words", "hunter2",
)  # fmt: skip


def offers(person: Person, label: str) -> bool:
    return any(label in message.labels for message in person.messages)


@pytest.mark.timeout(120)
async def test_a_debug_log_of_a_bad_day_names_nobody(stage: Stage) -> None:
    starts = tomorrow_at(stage, 12, 30)
    await add_session(stage, starts, title="Secret breathing")
    more = {"LOG_LEVEL": "DEBUG", "LOG_FORMAT": "json", "SMTP_URL": "smtp://u:hunter2@127.0.0.1:1",
            "MAIL_FROM": "bot@example.org", "PRIVACY_CONTACT": "canary@example.org"}  # fmt: skip
    async with running(stage, **more) as bot:
        seen = Path(f"/proc/{bot._process.pid}/cmdline").read_bytes().decode()
        amira = await stage.join("Amirabelle", *ECC)
        dr = await stage.join("Dr Canary", "instructor")
        await dr.ask("Dr Canary")
        for fault in ("cut", "garbage", "lose_answer", "refuse"):
            stage.telegram.fault(fault, method="sendMessage", times=1)
            await amira.ask("/timetable", timeout=30)
        await stage.telegram.settled()
        for label, then in (("1 · Mon 12:30 Secret breathing", "Book"), ("Book", "Cancel my place")):
            await amira.press(label)
            await stage.telegram.until(partial(offers, amira, then), timeout=30)
        await amira.ask("/privacy")
        await press(amira, "Complain")
        await amira.ask("somebody's words")
        odd = stage.telegram.fault("refuse", method="sendMessage", times=1, status=400, description="Bad Request: odd")
        await amira.send("/help")
        await stage.telegram.until(lambda: odd.spent)
        amira.push("message", {"from": {"first_name": "Amirabelle"}, "text": {"no": "Amirabelle"}})
        amira.skip()
        stage.move_to(starts - timedelta(minutes=10))
        await stage.telegram.until(lambda: any("starts in" in one.text for one in amira.messages), timeout=30)
        assert await bot.terminate() == 0
        said = await bot.said()
    assert len(said) > 300
    assert not [one for one in MUST_NOT if one in said + seen], said


async def test_an_error_that_nobody_caught_is_told_without_its_text(stage: Stage) -> None:
    code = "import bot.logs as l; l.set_up_logs('DEBUG', as_json=False, secrets=('s3cret',)); raise ValueError('Amira')"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, cwd=ROOT, env=environment(stage), stderr=asyncio.subprocess.PIPE
    )
    _, said = await process.communicate()
    assert b"ValueError" in said
    assert b"Amira" not in said


def test_control_the_usual_format_would_tell() -> None:
    try:
        raise ValueError("Amira")
    except ValueError:
        record = logging.getLogger("x").makeRecord("x", 40, "", 1, TOKEN, (), sys.exc_info())
    assert "Amira" in logging.Formatter().format(record)
    written = Redacted((TOKEN,), as_json=False).format(record)
    assert "Amira" not in written
    assert TOKEN not in written
