"""Holly chooses when, where and who else; a colleague says yes on a page and ends it by one click; Amira looks in."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from playground import Message, Person
from tests.scheduling.mailbox import SENDER, Mailbox, open_post
from tests.stage import Stage, staged
from tests.story.scenes import ECC, press
from tests.story.test_monday import CODE, COUNCIL, HOLLY, a_busy_day, monday_after
from tests.story.test_webhook import free_port

ANNA = "anna@example.org"
FIRST_LINE = "Your weekly summary is ready."


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
async def stage(tmp_path: Path, capsys: pytest.CaptureFixture[str], mailbox: Mailbox) -> AsyncIterator[Stage]:
    """A bot with pages, a mail server beside it, and a workplace."""
    port = free_port()
    more: Any = {"public_url": f"http://127.0.0.1:{port}", "http_port": port, "mail_from": SENDER}
    async with open_post(mailbox) as post:
        more["smtp_url"] = SecretStr(f"smtp://127.0.0.1:{post.server.port}")
        async with staged(tmp_path, lambda: capsys.readouterr().out, **more) as stage:
            await stage.command("employer", "add", COUNCIL, "--headcount", "7500")
            yield stage


def local(stage: Stage, days_after_monday: int, at: time) -> datetime:
    """A moment of the coming week, as clocks on the wall show it."""
    zone = stage.settings.zone
    monday = (stage.telegram.now + monday_after(stage)).astimezone(zone).date()
    return datetime.combine(monday + timedelta(days=days_after_monday), at, zone).astimezone(UTC)


def address_in(text: str, path: str) -> str:
    found = re.search(rf"http://127\.0\.0\.1:\d+/{path}/\S+", text)
    assert found
    return found.group()


async def ask(method: str, url: str, **more: Any) -> tuple[int, str]:
    async with aiohttp.ClientSession() as client, client.request(method, url, allow_redirects=False, **more) as answer:
        return answer.status, await answer.text()


async def holly_chooses(holly: Person, mailbox: Mailbox) -> None:
    """Tuesdays at nine, by e-mail only."""
    await holly.ask("/digest")
    await press(holly, "When and where")
    assert "comes on Tuesdays at 09:00" in (await holly.ask("Tuesday 9am by e-mail")).text
    await press(holly, "My e-mail address")
    await holly.ask(HOLLY)
    code = CODE.search((await mailbox.texts(1))[0])
    assert code
    said = (await holly.ask(code.group())).text
    assert f"now comes by e-mail to {HOLLY}, not in this chat." in said
    await holly.ask("/digest")
    assert "on Tuesdays at 09:00 (UK time), by e-mail." in (await press(holly, "When and where")).text


async def anna_says_yes(holly: Person, mailbox: Mailbox) -> None:
    """A mail scanner looks first, which must change nothing."""
    await holly.ask("/digest")
    await press(holly, "Who else gets it")
    assert "Nothing else goes there until they've said yes." in (await holly.ask(ANNA)).text
    asked = (await mailbox.texts(1))[0]
    assert f"HR at {COUNCIL} asked us to send you the weekly summary" in asked
    page = address_in(asked, "confirm")
    for method in ("GET", "HEAD", "GET"):
        assert (await ask(method, page))[0] == 200
    await press(holly, "Back to the list")
    assert "asked, no answer yet" in holly.screen().text
    assert "It&#39;s confirmed" in (await ask("POST", page))[1]


async def test_holly_gets_it_on_tuesday_by_e_mail_and_charlie_as_usual(stage: Stage, mailbox: Mailbox) -> None:
    await a_busy_day(stage)
    await stage.start("setWebhook")
    holly = await stage.join("Holly", "hr", "--employer", COUNCIL)
    usual = await stage.join("Charlie", "hr", "--employer", COUNCIL)
    await holly_chooses(holly, mailbox)
    usual.skip()
    nine_on_tuesday = local(stage, 1, time(9))
    stage.move_to(nine_on_tuesday - timedelta(minutes=2))
    assert (await usual.next()).text.startswith(FIRST_LINE)
    assert len(mailbox.got) == 1
    stage.move_to(nine_on_tuesday)
    assert (await mailbox.texts(2))[1].startswith(FIRST_LINE)
    assert mailbox.to == [HOLLY, HOLLY]
    assert not [message for message in holly.messages if message.text.startswith(FIRST_LINE)]


async def test_anna_says_yes_on_a_page_and_stops_by_one_click(stage: Stage, mailbox: Mailbox) -> None:
    await a_busy_day(stage)
    await stage.start("setWebhook")
    holly = await stage.join("Holly", "hr", "--employer", COUNCIL)
    await anna_says_yes(holly, mailbox)
    stage.move_to(local(stage, 0, time(8, 0, 5)))
    assert (await mailbox.texts(2))[1].startswith(FIRST_LINE)
    assert mailbox.to == [ANNA, ANNA]
    stopping = str(mailbox.got[1]["List-Unsubscribe"]).strip("<>")
    assert (await ask("GET", stopping))[0] == 200
    assert (await ask("POST", stopping, data={"List-Unsubscribe": "One-Click"}))[0] == 200
    holly.skip()
    stage.pass_by(days=7)
    assert (await holly.next()).text.startswith(FIRST_LINE)
    assert mailbox.to == [ANNA, ANNA]


async def test_hollys_first_minute_tells_her_when_and_brings_a_colleague_in(stage: Stage, mailbox: Mailbox) -> None:
    """From her own first screen to Amira's, and the summary comes when it was said."""
    await stage.start("setWebhook")
    holly = await stage.join("Holly", "hr", "--employer", COUNCIL)
    first = holly.screen().text
    eight_on_monday = next_monday_at_eight(stage)
    assert first.startswith(f"You're in, as HR contact for {COUNCIL}.")
    assert f"{eight_on_monday.astimezone(stage.settings.zone):%a %-d %b} at 08:00 (UK time)" in first
    assert not {"Earlier ones", "As a workbook"} & set((await press(holly, "Your summary")).labels)
    await press(holly, "A link for colleagues")
    token = (await press(holly, "Make a fresh link")).text.partition("?start=")[2].split()[0]
    amira = stage.telegram.user("Amira")
    await amira.ask(f"/start {token}")
    assert (await press(amira, "I agree")).text.startswith("You're in.")
    holly.skip()
    stage.move_to(eight_on_monday + timedelta(seconds=5))
    assert FIRST_LINE in await texts_until(holly, FIRST_LINE)
    assert mailbox.got == []


def next_monday_at_eight(stage: Stage) -> datetime:
    """The next there is, which may be today: as clocks on the wall show it."""
    now = stage.telegram.now.astimezone(stage.settings.zone)
    at = datetime.combine(now.date() - timedelta(days=now.weekday()), time(8), stage.settings.zone)
    return (at if at > now else at + timedelta(weeks=1)).astimezone(UTC)


async def texts_until(person: Person, wanted: str) -> list[str]:
    """The first lines of what comes, up to the one that is *wanted*."""
    found = [(await person.next()).text.partition("\n")[0]]
    while found[-1] != wanted:
        found.append((await person.next()).text.partition("\n")[0])
    return found


async def test_amira_sees_what_holly_sees_and_asks_not_to_be_counted(stage: Stage, mailbox: Mailbox) -> None:
    await a_busy_day(stage)
    await stage.start("setWebhook")
    holly = await stage.join("Holly", "hr", "--employer", COUNCIL)
    amira = await stage.join("Amira", *ECC)
    stage.telegram.advance(monday_after(stage).total_seconds())
    pushed, _ = await holly.next(), await holly.next()
    assert pushed.text.startswith(FIRST_LINE)
    hrs = await figures(holly, await holly.ask("/digest"))
    await amira.ask("/privacy")
    assert await figures(amira, await press(amira, "See exactly what HR sees")) == hrs
    await amira.ask("/privacy")
    assert "nobody can see that you asked" in (await press(amira, "Don't count me")).text
    assert await figures(holly, await holly.ask("/digest")) == hrs
    await press(holly, "Earlier ones")
    assert await figures(holly, await holly.ask("1"))
    assert mailbox.got == []


async def figures(reader: Person, text: Message) -> tuple[bytes, bytes]:
    """What somebody is shown, to the byte: the text, and the picture after it."""
    assert "took part: about 4" in text.text
    picture = (await reader.next()).photo
    assert picture
    return text.html.encode(), picture.content
