"""Theo reads the programme's figures: what was frozen, in short and in full, and as a workbook."""

from datetime import UTC, datetime, timedelta

from programme import mondays
from tests.bot.handlers.conftest import Town
from tests.bot.handlers.theo import theo
from tests.content.cast import ZONE
from tests.programme.turnout import attend, belong, gather, hold

MONDAY = datetime(2026, 12, 28, 8, 0, tzinfo=UTC)
AT = MONDAY - timedelta(days=5)


async def published(town: Town) -> None:
    async with town.database.transaction() as tx:
        crowd = await gather(tx, town.council, 42, AT)
        await belong(tx, crowd, crowd.ids, AT)
        await attend(tx, crowd, crowd.ids, await hold(tx, AT), AT)
        talk = await hold(tx, AT, kind="webinar", sensitivity="health", title="Menopause and movement")
        await attend(tx, crowd, crowd.ids[:7], talk, AT)
    await mondays.run(town.database, b"key", MONDAY, ZONE)


async def test_before_anything_is_published_the_team_is_told_when(town: Town) -> None:
    chat = await theo(town)
    await chat.press("Programme figures")
    assert "They come on Mondays" in chat.text
    await chat.press("The programme")
    assert "look after" in chat.text


async def test_both_figures_that_the_programme_reports_are_one_press_away(town: Town) -> None:
    await published(town)
    chat = await theo(town)
    await chat.press("Programme figures")
    assert "Move and Stretch: 42.0 people on average, 1 session open to all (no head counts)" in chat.text
    assert "Menopause and movement: 7 (the bot's count)" in chat.text
    assert "New workplaces in 2026: 2 of 20" in chat.text


async def test_who_is_reached_is_by_size_of_workplace_and_no_workplace_is_named(town: Town) -> None:
    await published(town)
    chat = await theo(town)
    await chat.press("Programme figures")
    await chat.press("Who is reached")
    assert "250 staff and more: people at 1 of 1 use it, too few to show how many" in chat.text
    assert "Council" not in chat.text
    assert "Canary" not in chat.text


async def test_earlier_ones_and_the_workbook(town: Town) -> None:
    await published(town)
    chat = await theo(town)
    await chat.go("overall")
    await chat.press("Earlier ones")
    await chat.press("Mon 30 Nov to Sun 27 Dec 2026")
    assert "Workplaces" in chat.text
    await chat.press("Programme figures")
    await chat.press("As a workbook")
    (file,) = chat.screen.files
    assert file.name == "programme-figures.xlsx"
    assert (await chat.go("overallbook")).files == (file,)


async def test_a_period_that_was_not_published_is_not_found(town: Town) -> None:
    await published(town)
    chat = await theo(town)
    said = {(await chat.go(f"overall:{period}")).text for period in ("2026-Q1", "nonsense", "2026-W99")}
    assert len(said) == 1
    assert "Move and Stretch" not in chat.text
