"""Telegram is on the phone, the class on the work laptop: the calendar entry leads to a page that joins."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import aiohttp
from aiohttp import web
from icalendar import Calendar, Event
from playwright.async_api import Page, async_playwright

from playground import Person
from tests.requirements import needs_program
from tests.stage import Stage
from tests.story.scenes import ECC, add_session, press, tomorrow_at
from tests.story.test_dana_posts import dana_joins, posted, starts


class Meeting:
    """Where the class is held: a web server that writes down who asks for what."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str | None]] = []
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append((request.method, request.path, request.headers.get("Referer")))
        if request.path == "/j/1":
            raise web.HTTPFound("/room")
        return web.Response(text="<h1>The class</h1>", content_type="text/html")


@asynccontextmanager
async def meeting_place() -> AsyncIterator[Meeting]:
    meeting = Meeting()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", meeting.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    meeting.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield meeting
    finally:
        await runner.cleanup()


@asynccontextmanager
async def laptop() -> AsyncIterator[Page]:
    path = needs_program("chromium", "chromium-browser", how_to_get="apt install chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield await browser.new_page()
        finally:
            await browser.close()


async def kept_in_calendar(stage: Stage, person: Person, session: str) -> Event:
    """Booked, and added to the calendar: the entry."""
    await press_address(person, f"book:{session}")
    await person.press("Add to calendar")
    return event_of(await latest_file(stage, person, 1))


async def press_address(person: Person, address: str) -> None:
    person.skip()
    await person.press_data(address)
    await person.next()


async def latest_file(stage: Stage, person: Person, count: int) -> bytes:
    """The last of the *count* files that they have been sent."""
    return await stage.telegram.until(lambda: files_of(person)[-1] if len(files_of(person)) == count else None)


def files_of(person: Person) -> list[bytes]:
    return [message.document.content for message in person.messages if message.document]


def event_of(content: bytes) -> Event:
    (event,) = Calendar.from_ical(content).events
    return event


async def test_the_calendar_entry_joins_by_a_button_and_not_by_being_opened(hooked: Stage) -> None:
    async with meeting_place() as meeting, laptop() as page:
        begins = tomorrow_at(hooked, 12, 30)
        session = await add_session(hooked, begins, "--link", f"{meeting.url}/j/1")
        await hooked.start("setWebhook")
        amira = await hooked.join("Amira", *ECC)
        entry = await kept_in_calendar(hooked, amira, session)
        address = str(entry["URL"])
        assert address.startswith(f"{hooked.settings.public_url}/b/")
        await page.goto(address)
        assert "Open this page again from" in await page.inner_text("main")
        hooked.move_to(begins - timedelta(minutes=20))
        await page.goto(address)
        await press_address(amira, f"s:{session}")
        assert "Join now" in amira.last().labels
        await page.get_by_role("button", name="Join").click()
        await page.get_by_role("heading", name="The class").wait_for()
        assert page.url == f"{meeting.url}/room"
        assert meeting.asked[0] == ("GET", "/j/1", None)
        await press_address(amira, f"s:{session}")
        assert "Join now" not in amira.last().labels


async def test_calling_off_puts_right_the_calendars_of_those_who_asked(stage: Stage) -> None:
    session = await add_session(stage, tomorrow_at(stage, 12, 30))
    await stage.start()
    amira, ben = await stage.join("Amira", *ECC), await stage.join("Ben", *ECC)
    before = await kept_in_calendar(stage, amira, session)
    await press_address(ben, f"book:{session}")
    for person in (amira, ben):
        person.skip()
    await stage.command("session", "cancel", session)
    assert "cancelled" in (await ben.next()).text
    after = event_of(await latest_file(stage, amira, 2))
    assert (before["UID"], before["STATUS"], after["STATUS"]) == (after["UID"], "CONFIRMED", "CANCELLED")
    assert after.sequence > before.sequence
    assert files_of(ben) == []
    assert not stage.telegram.refused


async def test_a_move_puts_the_calendar_right(stage: Stage) -> None:
    await stage.start()
    dana, amira = await dana_joins(stage), await stage.join("Amira", *ECC)
    session = (await posted(stage, dana)).removeprefix("s_")
    before = await kept_in_calendar(stage, amira, session)
    await press_address(dana, f"edit:{session}:time")
    await dana.ask("14:00")
    await press(dana, "Yes, change it")
    after = event_of(await latest_file(stage, amira, 2))
    moved = starts(stage) + timedelta(hours=1, minutes=30)
    assert (after["UID"], after["STATUS"], after.start) == (before["UID"], "CONFIRMED", moved)
    assert after.sequence > before.sequence


async def test_giving_up_a_place_takes_it_out_of_the_calendar(stage: Stage) -> None:
    session = await add_session(stage, tomorrow_at(stage, 12, 30))
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    before = await kept_in_calendar(stage, amira, session)
    await press_address(amira, f"cancel:{session}")
    after = event_of(await latest_file(stage, amira, 2))
    assert (after["UID"], after["STATUS"]) == (before["UID"], "CANCELLED")
    assert after.sequence > before.sequence


async def test_a_full_telegram_is_waited_for_and_the_notice_comes_once(stage: Stage) -> None:
    session = await add_session(stage, tomorrow_at(stage, 12, 30))
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await kept_in_calendar(stage, amira, session)
    stage.telegram.fault(
        "refuse", method="sendDocument", status=429, description="Too Many Requests: retry after 1", retry_after=1
    )
    amira.skip()
    await stage.command("session", "cancel", session)
    await latest_file(stage, amira, 2)
    assert len([message for message in amira.messages if message.text.startswith("Sorry: your session")]) == 1


async def test_the_timetable_on_the_web_is_for_everybody_and_has_no_link_to_join(hooked: Stage) -> None:
    await add_session(hooked, tomorrow_at(hooked, 12, 30))
    await add_session(hooked, tomorrow_at(hooked, 13), "--employer", "Essex County Council", title="For one only")
    await hooked.start("setWebhook")
    async with aiohttp.ClientSession() as client, client.get(f"{hooked.settings.public_url}/timetable") as answer:
        html = await answer.text()
    assert "Desk reset" in html
    assert "For one only" not in html
    assert "meet.example.org" not in html
