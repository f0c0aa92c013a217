"""E-mails beside the phones: as a mail program shows them, with pictures and without, and able to do nothing."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from playwright.async_api import Browser, async_playwright, expect

from content import digest
from content.mail import mail
from content.words import Words
from playground import Mail, Telegram
from playground.mailbox import taking_mail
from scheduling.mail import post_from
from scheduling.outcomes import Sent
from tests.content.cast import NOW, ZONE
from tests.content.digest.frozen import EIGHT, monday
from tests.requirements import needs_program

HOLLY = "holly@example.org"


async def taken() -> Mail:
    """Monday's message, through the demo's own mail server."""
    letters: list[Mail] = []
    made = mail(Words(), digest.by_mail(Words(), monday(*EIGHT), ZONE), "Active Essex", "privacy@example.org")
    async with taking_mail(letters.append) as port:
        assert await post_from(f"smtp://127.0.0.1:{port}", "bot@example.org").send(HOLLY, made, NOW) == Sent()
    return letters[0]


async def test_the_picture_is_in_the_page_and_the_workbook_beside_it() -> None:
    letter = await taken()
    assert letter.html.count('src="data:image/png;base64,') == 1
    assert "cid:" not in letter.html
    assert [upload.name for upload in letter.attachments] == ["figures.xlsx"]


async def test_a_letter_is_shown_as_a_page_that_can_do_nothing(
    server: Telegram, session: aiohttp.ClientSession
) -> None:
    letter = await taken()
    server.add_mail(letter.to, letter.subject, letter.text, letter.html, letter.attachments)
    async with session.get(f"{server.url}/play/mail/0/page") as answer:
        assert await answer.text() == letter.html
        allowed = answer.headers["Content-Security-Policy"]
    assert "sandbox" in allowed
    assert "script-src" not in allowed
    assert "img-src data:" in allowed


async def test_with_pictures_off_none_may_be_loaded(server: Telegram, session: aiohttp.ClientSession) -> None:
    server.add_mail(HOLLY, "Your week", "Hello", "<p>Hello</p>")
    async with session.get(f"{server.url}/play/mail/0/page?pictures=off") as answer:
        assert "img-src" not in answer.headers["Content-Security-Policy"]


async def test_a_letter_without_html_has_no_page(server: Telegram, session: aiohttp.ClientSession) -> None:
    server.add_mail(HOLLY, "Your week", "Hello")
    for number in (0, 7):
        async with session.get(f"{server.url}/play/mail/{number}/page") as answer:
            assert answer.status == 404


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    path = needs_program("chromium", "chromium-browser", how_to_get="apt install chromium")
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        await opened.close()


async def test_on_a_phone_it_reads_well_with_pictures_and_without(server: Telegram, browser: Browser) -> None:
    """No line is wider than the phone, the picture is there, and where it is not its words are."""
    letter = await taken()
    server.add_mail(letter.to, letter.subject, letter.text, letter.html)
    page = await browser.new_page(viewport={"width": 360, "height": 800})
    picture = page.get_by_role("img")
    for query, width in (("", 720), ("?pictures=off", 0)):
        await page.goto(f"{server.url}/play/mail/0/page{query}")
        assert await picture.evaluate("one => one.naturalWidth") == width
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360
        assert (await picture.bounding_box() or {"height": 0})["height"] > 150
        await expect(page.get_by_role("row", name="People using the bot who took part about 45")).to_be_visible()
