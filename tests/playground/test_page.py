"""The chat page in a real browser: Debian's Chromium, driven by Playwright."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import FilePayload, Page, ViewportSize, async_playwright, expect

from playground import Limits, Person, Phone, Telegram, play
from tests.playground.conftest import Call
from tests.requirements import needs_program

HOSTILE = "<img src=x onerror=alert(1)>"
BUTTONS = {"inline_keyboard": [[{"text": "Book", "callback_data": "b:1"}]]}


@pytest.fixture
async def server() -> AsyncIterator[Telegram]:
    people = [Phone("Amira", "Employee", "code1"), Phone("Ben")]
    async with play(limits=Limits.none(), people=people) as telegram:
        yield telegram


@pytest.fixture
def amira(server: Telegram) -> Person:
    return server.person(next(iter(server.world.accounts)))


@pytest.fixture
async def page(server: Telegram) -> AsyncIterator[Page]:
    path = needs_program("chromium", "chromium-browser", how_to_get="apt install chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        opened = await browser.new_page()
        wrong: list[str] = []
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        await opened.goto(server.url)
        yield opened
        await browser.close()
    assert wrong == []


async def test_an_invitation_is_opened_with_one_button(page: Page, server: Telegram, amira: Person) -> None:
    await page.get_by_role("button", name="Open your invitation").click()
    await server.until(lambda: [message.text for message in amira.messages] == ["/start code1"])
    await expect(page.get_by_text("/start code1")).to_be_visible()


async def test_a_message_comes_and_its_button_is_pressed(page: Page, call: Call, amira: Person) -> None:
    await amira.send("/start")
    await call("sendMessage", chat_id=amira.id, text="<b>Session</b>", parse_mode="HTML", reply_markup=BUTTONS)
    await page.get_by_role("button", name="Book").click()
    pressed = await _pressed(call)
    await call("answerCallbackQuery", callback_query_id=pressed, text="Booked for you")
    await expect(page.get_by_text("Booked for you")).to_be_visible()


async def _pressed(call: Call) -> str:
    (update,) = (await call("getUpdates", timeout=5, offset=-1)).result
    while "callback_query" not in update:
        (update,) = (await call("getUpdates", timeout=5, offset=update["update_id"] + 1)).result
    return str(update["callback_query"]["id"])


async def test_hostile_text_stays_text(page: Page, call: Call, amira: Person) -> None:
    await amira.send(HOSTILE)
    await call("sendMessage", chat_id=amira.id, text=HOSTILE)
    await expect(page.get_by_text(HOSTILE)).to_have_count(2)
    assert await page.locator(".phone img").count() == 0


async def test_typing_reaches_the_bot(page: Page, server: Telegram, amira: Person) -> None:
    box = page.get_by_role("textbox", name="Message from Amira")
    await box.fill("Hello")
    await box.press("Enter")
    await server.until(lambda: [message.text for message in amira.messages] == ["Hello"])


async def test_a_file_reaches_the_bot(page: Page, server: Telegram, amira: Person) -> None:
    file: FilePayload = {"name": "list.csv", "mimeType": "text/csv", "buffer": b"a,b"}
    await page.get_by_label("Send a file from Amira").set_input_files(files=[file])
    await server.until(lambda: [one.document.content for one in amira.messages if one.document] == [b"a,b"])
    await expect(page.get_by_text("list.csv")).to_be_visible()


async def test_the_clock_moves(page: Page, server: Telegram) -> None:
    before = server.now
    await page.get_by_role("button", name="+1 day").click()
    await expect(page.get_by_role("status").first).to_contain_text("It is now")
    assert (server.now - before).days == 1


async def test_one_phone_at_a_time_on_a_narrow_screen(page: Page) -> None:
    await page.set_viewport_size({"width": 390, "height": 800})
    await expect(page.get_by_role("tabpanel")).to_have_count(1)
    await page.get_by_role("tab", name="Ben").click()
    await expect(page.get_by_role("tabpanel", name="Ben")).to_be_visible()


PHONE = ViewportSize(width=360, height=740)
LAPTOP = ViewportSize(width=1280, height=800)
LABELS = ("Seated", "Upbeat", "Webinars", "All of them")
FOUR = {"inline_keyboard": [[{"text": label, "callback_data": label[0]} for label in LABELS]]}
SHARE_OF_THE_CHAT = "document.querySelector('.phone:not([hidden]) .log').clientHeight / innerHeight"
BROKEN_WORDS = r"""() => [...document.querySelectorAll('.key')].flatMap((key) =>
    [...key.textContent.matchAll(/\S+/g)].filter((word) => {
        const range = document.createRange();
        range.setStart(key.firstChild, word.index);
        range.setEnd(key.firstChild, word.index + word[0].length);
        return range.getClientRects().length > 1;
    }).map(String))"""
OUT_OF_SIGHT = """() => [...document.querySelectorAll('.phone:not([hidden]) :is(.head h2, .send)')].filter((one) => {
    const at = one.getBoundingClientRect();
    return document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2) !== one;
}).map((one) => one.textContent)"""
STYLE = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
}"""
AS_BEFORE = """.row { flex-wrap: nowrap } .key { min-width: 0; overflow-wrap: anywhere } .message { width: 190px }"""


@pytest.fixture
async def full(page: Page, server: Telegram, call: Call, amira: Person) -> Page:
    """A chat with four buttons in a row, beside three letters."""
    await amira.send("/start")
    await call("sendMessage", chat_id=amira.id, text="What?", reply_markup=FOUR)
    for number in range(3):
        server.add_mail("holly@example.org", f"Week {number}", "As every week")
    await expect(page.locator(".key")).to_have_count(4)
    await expect(page.get_by_role("button", name="Open your invitation")).to_be_hidden()
    return page


async def test_on_a_phone_the_chat_has_most_of_the_height(full: Page) -> None:
    await full.set_viewport_size(PHONE)
    await expect(full.get_by_role("button", name="Mail (3)")).to_be_visible()
    assert await full.evaluate(SHARE_OF_THE_CHAT) >= 0.6
    await full.evaluate(STYLE, ".steps { display: flex !important } .mailbox { display: block !important }")
    assert await full.evaluate(SHARE_OF_THE_CHAT) < 0.6


async def test_the_chat_stays_at_its_end_when_its_room_changes(full: Page) -> None:
    await full.set_viewport_size(PHONE)
    await full.get_by_role("button", name="Mail (3)").click()
    await expect(full.get_by_role("button", name="All of them")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("folded", ["Clock", "Mail (3)"])
async def test_nothing_covers_the_name_or_send_even_with_a_panel_open(full: Page, folded: str) -> None:
    await full.set_viewport_size(PHONE)
    assert await full.evaluate(OUT_OF_SIGHT) == []
    await full.get_by_role("button", name=folded).click()
    assert await full.evaluate(OUT_OF_SIGHT) == []
    await full.evaluate(STYLE, ".stage { flex: none; height: 100% }")
    assert await full.evaluate(OUT_OF_SIGHT) != []


@pytest.mark.parametrize("size", [PHONE, LAPTOP])
async def test_no_word_on_a_button_is_broken(full: Page, size: ViewportSize) -> None:
    await full.set_viewport_size(size)
    assert await full.evaluate(BROKEN_WORDS) == []
    await full.evaluate(STYLE, AS_BEFORE)
    assert await full.evaluate(BROKEN_WORDS) != []


async def test_clock_and_mailbox_unfold_by_keyboard_and_say_so(full: Page) -> None:
    await full.set_viewport_size(PHONE)
    mail, step = full.get_by_role("button", name="Mail (3)"), full.get_by_role("button", name="+1 day")
    await expect(step).to_be_hidden()
    await full.get_by_role("button", name="Clock", expanded=False).press("Enter")
    await expect(full.get_by_role("button", name="Clock", expanded=True)).to_be_visible()
    await expect(step).to_be_visible()
    await mail.press("Enter")
    await expect(full.get_by_text("Week 2")).to_be_visible()
    await expect(step).to_be_hidden()
    await mail.press("Escape")
    await expect(full.get_by_text("Week 2")).to_be_hidden()
    await expect(mail).to_be_focused()


async def test_on_a_laptop_nothing_folds_away(full: Page) -> None:
    await full.set_viewport_size(LAPTOP)
    await expect(full.get_by_role("button", name="Clock", exact=True)).to_be_hidden()
    await expect(full.get_by_role("button", name="+1 day")).to_be_visible()
    await expect(full.get_by_text("Week 2")).to_be_visible()
    assert await full.evaluate(OUT_OF_SIGHT) == []


async def test_a_letter_opens_the_mailbox(page: Page, server: Telegram) -> None:
    await expect(page.locator("#mailbox")).to_be_hidden()
    server.add_mail("holly@example.org", "Your week", HOSTILE)
    await page.get_by_text("Your week").click()
    await expect(page.get_by_text(HOSTILE)).to_be_visible()
