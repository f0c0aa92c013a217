"""`make picture`: play two minutes of the demo in a real browser and keep what it looks like."""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Locator, Page, ViewportSize, async_playwright
from playwright.async_api import TimeoutError as NotYet

BROWSER = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
ADDRESS = re.compile(r"^Open (http://\S+)")
SIZE = ViewportSize(width=1780, height=1000)
START_SECONDS = 90.0
TO_THE_TOP = """one => {
    const log = one.closest('[role=log]');
    log.scrollTop += one.closest('article').getBoundingClientRect().top - log.getBoundingClientRect().top - 8;
}"""


async def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=Path("docs/chat.png"))
    asked = parser.parse_args()
    async with demo() as address, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        page = await browser.new_page(viewport=SIZE)
        await page.goto(address)
        await play_two_minutes(page)
        await page.screenshot(path=asked.file)
        await browser.close()
    print(f"{asked.file} is what it looks like now.")
    return 0


@asynccontextmanager
async def demo() -> AsyncIterator[str]:
    """The demo in its own process; its address."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "playground", "--port", "0", stdout=asyncio.subprocess.PIPE
    )
    try:
        async with asyncio.timeout(START_SECONDS):
            yield await address_of(process)
    finally:
        process.terminate()
        await process.wait()


async def address_of(process: asyncio.subprocess.Process) -> str:
    if process.stdout is not None:
        async for line in process.stdout:
            found = ADDRESS.match(line.decode())
            if found:
                return found.group(1)
    raise RuntimeError("the demo did not start")


async def play_two_minutes(page: Page) -> None:
    amira, cole, holly, theo = (phone(page, name) for name in ("Amira", "Dr Cole", "Holly", "Theo"))
    for one in (amira, cole, holly, theo):
        await one.get_by_role("button", name="Open your invitation").click()
        await one.get_by_role("button", name="I agree").click()
    await type_in(cole, "Dr Cole")
    await type_in(theo, "Theo")
    await amira.get_by_role("button", name=re.compile("^1 ·")).click()
    await amira.get_by_role("button", name="Book", exact=True).click()
    await amira.get_by_text("You're booked").first.wait_for()
    await type_in(theo, "/programme")
    await type_in(cole, "/post upbeat tomorrow 15:00 10 min 20 places https://meet.example.org/lift Afternoon lift")
    await cole.get_by_role("button", name="Post it").click()
    await cole.get_by_text("It's on the timetable").wait_for()
    await page.get_by_role("button", name="Next Monday 08:00").click()
    await holly.get_by_text("Your weekly summary is ready").wait_for()
    await until_reminded(page, amira)
    await holly.get_by_text("Your weekly summary is ready").evaluate(TO_THE_TOP)
    await amira.evaluate("one => one.scrollIntoView({inline: 'end'})")


async def until_reminded(page: Page, amira: Locator) -> None:
    """Step from one due instant to the next until Amira's reminder comes."""
    reminder = amira.get_by_text(re.compile("starts in"))
    for _ in range(40):
        await page.get_by_role("button", name="Step to next").click()
        try:
            await reminder.first.wait_for(timeout=3_000)
        except NotYet:
            continue
        return


def phone(page: Page, name: str) -> Locator:
    return page.locator("section.phone", has=page.get_by_role("heading", name=name, exact=True)).first


async def type_in(one: Locator, text: str) -> None:
    await one.get_by_role("textbox").fill(text)
    await one.get_by_role("button", name="Send", exact=True).click()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
