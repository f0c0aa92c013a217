"""Holly gets a poster for the kitchen wall, and Theo the programme's figures on Monday: over HTTP, from end to end."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pydantic import SecretStr
from pypdf import PdfReader

from bot.console.arguments import parse
from bot.settings import Settings
from playground import Message, Person
from programme.store.employers import employer_from
from programme.store.engine import opened
from tests import qr as reader
from tests.programme.turnout import CANARY, attend, gather, hold
from tests.stage import LINK, Stage
from tests.story.scenes import press
from tests.story.test_monday import monday_after

COUNCIL = "Essex County Council"
TALK = "CanaryTalk on menopause"


async def a_busy_day(stage: Stage) -> None:
    """Forty-two people move, and nine of them listen to a talk; the bot is not running meanwhile."""
    at = stage.telegram.now
    async with opened(stage.settings.database_url.get_secret_value()) as database, database.transaction() as tx:
        row = await tx.one("SELECT * FROM employers WHERE name = $1", COUNCIL)
        assert row
        crowd = await gather(tx, employer_from(row), 42, at)
        await attend(tx, crowd, crowd.ids, await hold(tx, at), at)
        talk = await hold(tx, at, kind="webinar", sensitivity="health", title=TALK)
        await attend(tx, crowd, crowd.ids[:9], talk, at)


def record_of(stage: Stage) -> str:
    path = stage.settings.database_url.get_secret_value().removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as record:
        return "\n".join(record.iterdump())


async def next_with(person: Person, words: str) -> Message:
    """The next message that says it; the team is also told of a clock that leaps."""
    while True:
        message = await person.next()
        if words in message.text:
            return message


async def test_holly_prints_a_poster_that_lets_amira_in(stage: Stage) -> None:
    await stage.start()
    holly = await stage.join("Holly", "hr", "--employer", COUNCIL)
    await holly.ask("/invite")
    shown = await press(holly, "Make a fresh link")
    picture, poster, png = [await holly.next() for _ in range(3)]
    assert picture.photo
    assert poster.document
    assert png.document
    link, _ = reader.read(reader.sampled(picture.photo.content))
    assert link in shown.text
    said = PdfReader(BytesIO(poster.document.content)).pages[0].extract_text()
    code = shown.text.partition("this code: ")[2].split()[0]
    assert code in said
    amira = stage.telegram.user("Amira")
    assert COUNCIL in (await amira.ask(f"/start {link.partition('?start=')[2]}")).text
    ben = stage.telegram.user("Ben")
    await ben.ask("/start")
    assert COUNCIL in (await ben.ask(code)).text
    assert not stage.telegram.refused
    await stage.end()
    kept = record_of(stage)
    assert link.partition("?start=")[2] not in kept
    assert code.replace("-", "") not in kept.replace("-", "")


async def test_theo_gets_the_programmes_figures_on_monday_and_no_title_in_the_push(stage: Stage) -> None:
    await a_busy_day(stage)
    await stage.start()
    theo = await stage.join("Theo", "team")
    theo.skip()
    stage.telegram.advance(monday_after(stage).total_seconds())
    pushed = await next_with(theo, "Monday figures")
    assert pushed.text.partition("\n")[0] == "The programme's Monday figures are ready."
    assert "Move and Stretch: 42.0 people on average, 1 session open to all" in pushed.text
    assert ": 9 (the bot's count)" in pushed.text
    assert "Canary" not in pushed.text
    await theo.press("Programme figures")
    shown = await next_with(theo, "Webinars")
    assert f"{TALK}: 9 (the bot's count)" in shown.text
    assert CANARY not in shown.text
    assert COUNCIL not in shown.text
    await theo.press("As a workbook")
    await next_with(theo, "as a workbook")
    sent = await theo.next()
    assert sent.document
    assert sent.document.name == "programme-figures.xlsx"
    printed = await stage.command("digest", "show", "--programme")
    assert f"{TALK}: 9 (the bot's count)" in printed
    assert "The programme's figures" in await stage.command("digest", "audit")


async def test_holly_never_gets_the_teams_figures(stage: Stage) -> None:
    await a_busy_day(stage)
    await stage.start()
    holly = await stage.join("Holly", "hr", "--employer", COUNCIL)
    holly.skip()
    stage.telegram.advance((monday_after(stage) + timedelta(minutes=1)).total_seconds())
    assert (await holly.next()).text.startswith("Your weekly summary is ready.")
    for message in holly.messages:
        assert "The programme's Monday figures" not in message.text
        assert TALK not in message.text


async def test_a_poster_from_the_command_line(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "kitchen.pdf"
    printed = await stage.command("invite", "employee", "--employer", COUNCIL, "--poster", str(path))
    found = LINK.search(printed)
    assert found
    (page,) = PdfReader(path).pages
    assert printed.partition("code: ")[2].split()[0] in page.extract_text()


async def test_a_poster_that_cannot_be_written_makes_no_link(stage: Stage, tmp_path: Path) -> None:
    """Nobody could see that link again."""
    (tmp_path / "there.pdf").write_text("mine")
    employee, team = ("invite", "employee", "--employer", COUNCIL), ("invite", "team")
    for invitation, name in (
        (employee, "there.pdf"), (employee, "kitchen.doc"), (employee, "no/folder.pdf"), (team, "team.pdf"),
    ):  # fmt: skip
        stage.printed()
        asked = parse((*invitation, "--poster", str(tmp_path / name)))
        assert await asked.command(asked, stage.settings) == 2
        assert "start=" not in stage.printed()
    assert (tmp_path / "there.pdf").read_text() == "mine"


async def test_no_poster_is_printed_for_a_bot_without_a_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(_env_file=None, database_url=SecretStr(f"sqlite:///{tmp_path / 'house' / 'bot.db'}"))
    add, invite = ["employer", "add", "Library", "--headcount", "40"], ["invite", "employee", "--employer", "Library"]
    for asked, code in ((parse(add), 0), (parse([*invite, "--poster", str(tmp_path / "a.pdf")]), 1)):
        assert await asked.command(asked, settings) == code
    assert "needs the bot's name" in capsys.readouterr().err
    assert not (tmp_path / "a.pdf").exists()
