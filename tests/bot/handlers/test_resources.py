"""/resources by topic and by word; nothing of it is written down."""

import pytest

from tests.bot.handlers.conftest import Chat, Town


async def everything(town: Town) -> list[str]:
    """The whole record as text, row by row."""
    async with town.database.reading() as reading:
        tables = [row["name"] for row in await reading.all("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = []
        for table in tables:
            columns = [row["name"] for row in await reading.all(f"SELECT name FROM pragma_table_info('{table}')")]
            rows = await reading.all(f"SELECT * FROM {table}")
            found += [f"{table} {[row[column] for column in columns]}" for row in rows]
    return found


async def looked(town: Town) -> Chat:
    amira = await town.member(101)
    await amira.go("resources")
    return amira


async def test_from_topic_to_signpost_and_back(town: Town) -> None:
    amira = await looked(town)
    await amira.press("Menopause")
    assert "Women's Support Network" in amira.text
    await amira.press("Women's Support Network")
    assert "Who it's for" in amira.text
    await amira.press("Menopause")
    await amira.press("All topics")
    assert "Where else to turn" in amira.text


async def test_typing_finds_at_once_or_offers(town: Town) -> None:
    amira = await looked(town)
    await amira.type("my weight matters")
    assert "Who it's for" in amira.text
    await amira.type("sleep")
    assert "This might help" in amira.text
    await amira.type("All topics")
    assert "Where else to turn" in amira.text
    await amira.go("resources", "hot flushes")
    assert "Women's Support Network" in amira.text
    await amira.type("xyzzy")
    assert "found nothing" in amira.text


async def test_nothing_chosen_or_typed_is_stored(town: Town) -> None:
    amira = await town.member(101)
    before = await everything(town)
    assert len(before) > 5
    await amira.go("resources")
    await amira.press("Menopause")
    await amira.press("NHS")
    await amira.type("anxious")
    await amira.type("arthritis")
    assert await everything(town) == before
    await amira.go("log", "25 walk")
    assert await everything(town) != before


@pytest.mark.parametrize("address", ["need", "need:", "need:nonsense", "res", "res:", "res:nonsense:menopause"])
async def test_invented_addresses_are_answered(town: Town, address: str) -> None:
    amira = await town.member(101)
    assert "can't find that" in (await amira.go(address)).text


async def test_an_invented_topic_on_a_signpost_is_left_out(town: Town) -> None:
    amira = await town.member(101)
    await amira.go("res:livewell:nonsense")
    assert amira.labels == ["Open livewellcampaign.co.uk", "All topics"]


async def test_strangers_are_told_how_to_come_in(town: Town) -> None:
    stranger = town.chat(999)
    for address in ("resources", "need:mind", "res:livewell:mind", "find"):
        await stranger.go(address, "stress" if address == "find" else "")
        assert stranger.screen.asks == "code"
