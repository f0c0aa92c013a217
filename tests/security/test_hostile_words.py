"""What people type makes no link, mention or command of its own, and breaks nothing it is written into."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import unicodedata

import pytest

from bot.logs import one_line
from content.my_data import as_json, as_page
from content.words import BREAK, Words
from playground import Person
from playground.detection import detected
from playground.formatting import parse_html
from programme.model import PersonalData, Portion
from programme.text import clean
from tests.content import gallery
from tests.content.cast import ZONE
from tests.programme.cast import NOW
from tests.stage import Stage
from tests.story.scenes import add_session, press, tomorrow_at

FOREIGN = ("evil.example.com", "https://evil.example.com/x", "@evil_one", "#evil", "/leave", "x@evil.example.com",
           "tg://resolve?domain=evil_one", "t.me/evil_one")  # fmt: skip
LINKING = "Yoga " + " ".join(FOREIGN)
NASTY = (
    LINKING,
    "<b>bold</b> & <a href='https://evil.example.com'>x</a>",
    "\u202egnp.exe\u202c {0} {name} %s %(x)s",
    '=HYPERLINK("https://evil.example.com")',
    "BEGIN:VEVENT\r\nSUMMARY:x\rEND:VEVENT",
    "\U0001f9d8\U0001f3fd\u200d\u2640\ufe0f " * 8 + "Z\u0335\u0336a\u0337\u0338lgo",
    "[x](https://evil.example.com) `code` *b* _i_ ||s||",
)


def found(html: str) -> set[str]:
    """The kinds of entity that Telegram would make of a message by itself, and what they would be of."""
    formatted = parse_html(html)
    raw = formatted.text.encode("utf-16-le")
    ones = detected(formatted.text, formatted.entities)
    return {raw[2 * one.offset : 2 * one.end].decode("utf-16-le") for one in ones}


def test_no_screen_makes_a_foreign_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "HOSTILE", (LINKING + " ") * 20)
    for screen in gallery.hostile_screens():
        evil = {one for one in found(str(screen.text)) if "evil" in one or one == "/leave"}
        assert not evil, (evil, screen.text)


def test_control_without_the_mark_there_would_be_links() -> None:
    html = str(Words().say("{title}", title=LINKING)).replace(BREAK, "")
    assert {"@evil_one", "/leave", "#evil"} <= found(html)
    assert found(str(Words().say("{title}", title=LINKING))) == set()


async def test_hostile_titles_and_names_go_through_telegram(stage: Stage) -> None:
    """Every title on the timetable, its card, its calendar file, its notice and the page of one's own data."""
    await stage.command("employer", "add", "Evil & <b>Sons</b> @evil_one evil.example.com", "--headcount", "60")
    ids = [await add_session(stage, tomorrow_at(stage, 12, n), title=clean(title, "title", 400)[:80])
           for n, title in enumerate(NASTY)]  # fmt: skip
    await stage.start()
    amira = await stage.join("Amira", "employee", "--employer", "Evil & <b>Sons</b> @evil_one evil.example.com")
    for session in ids:
        card = amira.screen().message_id
        await amira.press_data(f"s:{session}", card)
        await amira.next()
        await amira.press_data(f"book:{session}", card)
        await stage.telegram.until(lambda: "Add to calendar" in amira.screen().labels)
        await press(amira, "Add to calendar")
    for command in ("/timetable", "/bookings", "/settings", "/privacy"):
        await amira.ask(command)
    await stage.telegram.until(lambda: "Send me my data" in amira.screen().labels)
    await amira.press("Send me my data")
    await stage.telegram.until(lambda: any(one.document and "json" in one.document.name for one in amira.messages))
    assert not stage.telegram.refused
    assert not evil_entities(amira)


def evil_entities(person: Person) -> list[str]:
    said = [(one, entity) for one in person.messages if one.by_bot for entity in one.entities]
    cut = [(one.text.encode("utf-16-le")[2 * e.offset : 2 * e.end].decode("utf-16-le"), e) for one, e in said]
    return [text for text, e in cut if e.type not in {"bold", "code"} and "evil" in (text + (e.url or ""))]


def test_thousands_of_hostile_values_stay_values() -> None:
    chance = random.Random(5)
    alphabet = "<>&\"'\\=+-@\t\r\n;,:{}%\u202e\u2066\u2028\x00\x1b\U0001f9d8ab/."
    values = ["".join(chance.choices(alphabet, k=chance.randrange(1, 60))) for _ in range(3000)]
    data = PersonalData("Amira", NOW, (Portion("people", ("display_name",), tuple((one,) for one in values)),))
    assert [one["display_name"] for one in json.loads(as_json(data))["data"]["people"]] == values
    page = as_page(Words(), data, "Active Essex", ZONE)
    assert page.count("<td>") == len(values)
    assert not re.findall(r"<(?!/?(?:td|tr|th|table|h1|h2|p|body|head|html|style|title|meta)\b|!doctype)", page)
    assert all("\n" not in one_line(value) and "\r" not in one_line(value) for value in values)


@pytest.mark.parametrize("title", NASTY)
def test_a_cleaned_title_is_one_line_anywhere(title: str) -> None:
    kept = clean(title, "title", 400)
    assert not [char for char in kept if unicodedata.category(char) in {"Cc", "Zl", "Zp"}]
    assert len(list(csv.reader(io.StringIO(kept)))) == 1
