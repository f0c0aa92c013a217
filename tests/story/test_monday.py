"""Holly from HR over eight days: nobody can be found in what she gets, by chat and by e-mail."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from programme.store.employers import employer_from
from programme.store.engine import opened
from tests.programme.turnout import attend, gather, hold, log
from tests.scheduling.mailbox import SENDER, Mailbox, open_post
from tests.stage import Stage, staged

COUNCIL = "Essex County Council"
HOLLY = "holly@example.org"
CODE = re.compile(r"\b\d{6}\b")


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
async def stage(tmp_path: Path, capsys: pytest.CaptureFixture[str], mailbox: Mailbox) -> AsyncIterator[Stage]:
    """A workplace, and a mail server beside the bot."""
    async with open_post(mailbox) as post:
        url = SecretStr(f"smtp://127.0.0.1:{post.server.port}")
        printed = capsys.readouterr
        async with staged(tmp_path, lambda: printed().out, smtp_url=url, mail_from=SENDER) as stage:
            await stage.command("employer", "add", COUNCIL, "--headcount", "7500")
            yield stage


async def a_busy_day(stage: Stage) -> None:
    """Forty-two people move; the bot is not running meanwhile."""
    at = stage.telegram.now
    async with opened(stage.settings.database_url.get_secret_value()) as database, database.transaction() as tx:
        row = await tx.one("SELECT * FROM employers")
        assert row
        crowd = await gather(tx, employer_from(row), 42, at)
        await attend(tx, crowd, crowd.ids, await hold(tx, at), at)
        await log(tx, crowd, crowd.ids, at.date(), 20)


def monday_after(stage: Stage) -> timedelta:
    """From now to just after the next Monday's 08:00 in UTC, at least a day ahead (UK time is UTC in winter)."""
    now = stage.telegram.now
    days = 7 - now.weekday()
    return now.replace(hour=8, minute=0, second=5) + timedelta(days=days) - now


async def test_holly_gets_monday_by_chat_and_by_mail(stage: Stage, mailbox: Mailbox) -> None:
    await a_busy_day(stage)
    await stage.start()
    holly = await stage.join("Holly", "hr", "--employer", COUNCIL)
    await holly.ask("/digest")
    await holly.press("When and where")
    await holly.next()
    await holly.press("My e-mail address")
    await holly.next()
    assert "isn't an e-mail address" in (await holly.ask("holly@example.org\nBcc: all@example.org")).text
    assert "six digits" in (await holly.ask(HOLLY)).text
    (code_mail,) = await mailbox.texts(1)
    code = CODE.search(code_mail)
    assert code
    assert "Done" in (await holly.ask(code.group())).text
    holly.skip()

    stage.telegram.advance(monday_after(stage).total_seconds())
    pushed, picture = await holly.next(), await holly.next()
    assert picture.photo
    text = (await mailbox.texts(2))[1]
    assert pushed.text.startswith("Your weekly summary is ready.")
    assert text.startswith("Your weekly summary is ready.")
    assert mailbox.to == [HOLLY, HOLLY]
    for said in (pushed.text, text):
        assert "People using the bot who took part: about 4" in said
        assert "Canary" not in said
        assert COUNCIL not in said
    assert "took part: about 4" in (await holly.ask("/digest")).text
    assert "took part: about 4" in await stage.command("digest", "show", "--employer", COUNCIL)


async def test_somebody_without_a_chat_is_invited_by_address(stage: Stage, mailbox: Mailbox) -> None:
    await a_busy_day(stage)
    await stage.start()
    await stage.command("invite", "hr", "--employer", COUNCIL, "--email", HOLLY)
    (code_mail,) = await mailbox.texts(1)
    code = CODE.search(code_mail)
    assert code
    assert "Confirmed" in await stage.command("hr", "confirm", HOLLY, code.group())
    stage.telegram.advance(monday_after(stage).total_seconds())
    assert "took part: about 4" in (await mailbox.texts(2))[1]
    assert "Removed" in await stage.command("hr", "remove", HOLLY, "--employer", COUNCIL)
    stage.telegram.advance(timedelta(days=7).total_seconds())
    await stage.telegram.user("Amira").ask("/help")
    assert len(mailbox.got) == 2


async def test_what_closed_while_the_machine_was_off_comes_once(stage: Stage, mailbox: Mailbox) -> None:
    await a_busy_day(stage)
    await stage.start()
    holly = await stage.join("Holly", "hr", "--employer", COUNCIL)
    await stage.end()
    stage.telegram.advance((monday_after(stage) + timedelta(days=17)).total_seconds())
    holly.skip()
    await stage.start()
    first = await holly.next()
    assert first.text.startswith("Your weekly summary is ready.")
    await stage.end()
    await stage.start()
    await holly.ask("/help")
    assert sum(message.text.startswith("Your weekly summary") for message in holly.messages) == 1
    assert mailbox.got == []
