"""HR's figures as a picture and a workbook, from what was published; of who came, nothing is in them."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

from content import digest
from content.mail import mail
from content.screen import File
from programme import digests, mondays, summaries
from programme.model import Role
from tests.bot.handlers.conftest import Chat, Town
from tests.bot.handlers.test_hr import AMIRA, HOLLY, MONDAY
from tests.content.cast import WORDS, ZONE
from tests.programme.turnout import attend, gather, hold, log


async def published_weeks(town: Town, sizes: tuple[int, ...] = (42, 60)) -> None:
    """That many people came to a health webinar in each of the weeks before, the last before `MONDAY`."""
    async with town.database.transaction() as tx:
        crowd = await gather(tx, town.council, max(sizes), MONDAY - timedelta(days=30))
        for back, size in enumerate(reversed(sizes)):
            at = MONDAY - timedelta(days=5 + 7 * back)
            session = await hold(tx, at, kind="webinar", sensitivity="health")
            await attend(tx, crowd, crowd.ids[:size], session, at)
            await log(tx, crowd, crowd.ids[:size], at.date(), 20)
    await mondays.run(town.database, b"key", MONDAY, ZONE)


async def holly(town: Town) -> Chat:
    chat = await town.member(HOLLY, town.council, Role.HR)
    await chat.go("digest")
    return chat


def inside(file: File) -> bytes:
    if file.picture:
        return file.content + file.alt.encode()
    with ZipFile(BytesIO(file.content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


async def test_the_last_figures_come_with_a_picture_of_the_trend(town: Town) -> None:
    await published_weeks(town)
    chat = await holly(town)
    (picture,) = chat.screen.files
    assert picture.picture
    assert len(picture.alt.splitlines()) == 3


async def test_hr_gets_all_of_it_as_a_workbook(town: Town) -> None:
    await published_weeks(town)
    chat = await holly(town)
    await chat.press("As a workbook")
    (file,) = chat.screen.files
    assert (file.name, file.picture) == ("figures.xlsx", False)
    first = file.content
    await chat.go("digest")
    await chat.press("As a workbook")
    assert chat.screen.files[0].content == first


async def test_before_anything_is_published_there_is_no_workbook(town: Town) -> None:
    chat = await holly(town)
    assert "As a workbook" not in chat.labels
    await chat.go(f"workbook:{town.council.id}")
    assert chat.screen.files == ()
    assert "There are no figures yet." in chat.text


async def test_nobody_else_gets_a_workbook(town: Town) -> None:
    await published_weeks(town)
    chat = await town.member(AMIRA)
    elsewhere = await town.member(HOLLY, town.bakery, Role.HR)
    for somebody in (chat, elsewhere):
        await somebody.go(f"workbook:{town.council.id}")
        assert somebody.screen.files == ()


async def test_no_name_id_or_title_is_in_any_of_it(town: Town) -> None:
    await published_weeks(town)
    async with town.database.reading() as reading:
        frozen = tuple(await digests.named(reading, town.council, ("2026-W47", "2026-W48")))
        summary = await summaries.summary(reading, town.council, frozen, MONDAY, next_on=None)
    assert len(frozen) == 2
    made = mail(WORDS, digest.by_mail(WORDS, summary, ZONE), "Active Essex", "")
    everything = b"".join([made.text.encode(), made.html.encode(), *map(inside, (*made.inline, *made.attached))])
    for mark in ("Canary", "canary", "enopause", town.council.name, town.council.id):
        assert mark.encode() not in everything
    assert b"took part" in everything
