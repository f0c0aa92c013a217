"""Holly asks for a link: with it come a code to scan and a poster, of that link and of nothing else."""

from io import BytesIO

from pypdf import PdfReader

from programme.model import Role
from tests import qr as reader
from tests.bot.handlers.conftest import Chat, Town

HOLLY, AMIRA = 105, 101


async def fresh_link(town: Town) -> Chat:
    chat = await town.member(HOLLY, town.council, Role.HR)
    await chat.go("invite")
    await chat.press("Make a fresh link")
    return chat


async def test_what_is_scanned_lets_a_colleague_in(town: Town) -> None:
    chat = await fresh_link(town)
    picture, _pdf, _png = chat.screen.files
    assert picture.picture
    link, level = reader.read(reader.sampled(picture.content))
    assert level in "MQH"
    assert link in chat.text
    assert link in picture.alt
    amira = town.chat(AMIRA)
    assert "Essex County Council" in (await amira.go("start", link.partition("?start=")[2])).text


async def test_the_poster_has_the_code_the_steps_and_the_promise_but_no_workplace(town: Town) -> None:
    chat = await fresh_link(town)
    _picture, poster, _png = chat.screen.files
    (page,) = PdfReader(BytesIO(poster.content)).pages
    said = " ".join(page.extract_text().split())
    code = chat.text.partition("this code: ")[2].split()[0]
    promise = "Your employer never sees what you book."
    for words in (code, "@FindYourActiveBot", "Scan", "Press Start", "Agree", promise):
        assert words in said
    for secret in ("Essex County Council", "Holly", town.council.id, HOLLY):
        assert str(secret) not in said


async def test_a_link_that_is_shown_again_gives_the_same_files(town: Town) -> None:
    """As after a crash, from the address alone; nothing of it is kept."""
    chat = await fresh_link(town)
    link = reader.read(reader.sampled(chat.screen.files[0].content))[0]
    address = f"hrlink:{link.partition('?start=')[2]}:{chat.text.partition('this code: ')[2].split()[0]}"
    files = chat.screen.files
    assert (await chat.go(address)).files == files


async def test_nobody_who_is_not_hr_can_have_a_poster_made(town: Town) -> None:
    chat = await town.member(AMIRA)
    assert (await chat.go("hrlink:" + "a" * 24 + ":ABCD-EFGH")).files == ()
