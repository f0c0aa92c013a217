"""Did you make it? How many came? One tap each, which may be changed and taken back."""

from dataclasses import replace
from datetime import timedelta

from programme import sessions
from programme.model import Role, Session
from tests.bot.handlers.conftest import Chat, Town, new_session
from tests.content.cast import NOW
from tests.content.reading import plain_text


async def booked(town: Town) -> Chat:
    amira = await town.member(101)
    await amira.go(f"book:{town.desk_reset.id}")
    amira.now = town.desk_reset.ends_at + timedelta(minutes=6)
    return amira


async def minutes(town: Town) -> list[int]:
    async with town.database.reading() as reading:
        rows = await reading.all("SELECT minutes FROM minutes WHERE removed_at IS NULL")
    return [row["minutes"] for row in rows]


async def test_yes_logs_the_minutes_and_offers_change(town: Town) -> None:
    amira = await booked(town)
    await amira.go(f"afterwards:{town.desk_reset.id}")
    await amira.press("Yes, 10 min")
    assert "10 min · seated session · Tue 24 Nov" in amira.text
    assert await minutes(town) == [10]
    await amira.press("Change")
    await amira.type("5 min")
    await amira.press("Save")
    assert await minutes(town) == [5]
    await amira.go(f"made:{town.desk_reset.id}")
    assert await minutes(town) == [5]


async def test_undo_goes_back_to_the_question(town: Town) -> None:
    amira = await booked(town)
    await amira.go(f"made:{town.desk_reset.id}")
    await amira.press("Undo")
    assert "Did you make it?" in amira.text
    assert await minutes(town) == []
    await amira.press("Yes, 10 min")
    assert await minutes(town) == [10]


async def test_not_this_time_logs_nothing_and_may_be_corrected(town: Town) -> None:
    amira = await booked(town)
    await amira.go(f"missed:{town.desk_reset.id}")
    assert "That's fine" in amira.text
    assert await minutes(town) == []
    await amira.press("I did make it")
    assert await minutes(town) == [10]


async def test_charlie_who_had_no_place_can_say_nothing(town: Town) -> None:
    await booked(town)
    charlie = await town.member(103)
    charlie.now = town.desk_reset.ends_at
    for name in ("made", "madeit", "missed", "unmade"):
        never_was = plain_text(await charlie.go(f"{name}:NoSuchOneHere"))
        assert plain_text(await charlie.go(f"{name}:{town.desk_reset.id}")) == never_was
    assert await minutes(town) == []


async def led(town: Town) -> tuple[Chat, Session]:
    cole = await town.member(104, role=Role.INSTRUCTOR)
    async with town.database.reading() as reading:
        row = await reading.one("SELECT person_id FROM contacts WHERE chat_id = 104")
    assert row
    async with town.database.transaction() as tx:
        new = new_session("Led by Dr Cole")
        session = await sessions.add(tx, replace(new, instructor_id=row["person_id"]), "test", NOW)
    cole.now = session.ends_at + timedelta(minutes=6)
    return cole, session


async def test_dr_cole_presses_or_types_how_many_came(town: Town) -> None:
    cole, session = await led(town)
    await cole.go(f"counted:{session.id}:15")
    assert "15 people came" in cole.text
    await cole.press("Change")
    for typed in ("lots", "-3", "9999"):
        await cole.go(f"counted:{session.id}", typed)
        assert "a number from 0 to 5000" in cole.text
    await cole.go(f"counted:{session.id}", "12")
    assert "12 people came" in cole.text


async def test_nobody_else_counts_or_sees_the_count(town: Town) -> None:
    _, session = await led(town)
    amira = await town.member(101)
    amira.now = session.ends_at
    for address in ("counted:{id}:15", "counting:{id}", "tally:{id}"):
        never_was = plain_text(await amira.go(address.format(id="NoSuchOneHere")))
        assert plain_text(await amira.go(address.format(id=session.id))) == never_was
        assert "people" not in never_was


async def test_how_it_was_is_one_tap_and_the_next_one_is_another(town: Town) -> None:
    async with town.database.transaction() as tx:
        again = replace(new_session("Desk reset again"), starts_at=town.desk_reset.starts_at + timedelta(days=7))
        await sessions.add(tx, again, "test", NOW)
    amira = await booked(town)
    await amira.go(f"made:{town.desk_reset.id}")
    assert {"Just right", "Too easy", "Book the next: Tue 1 Dec 12:40"} <= set(amira.labels)
    await amira.press("Just right")
    assert "never shown" not in amira.text
    await amira.press("Book the next")
    assert "You're booked" in amira.text


async def test_taking_it_back_takes_the_rating_back(town: Town) -> None:
    amira = await booked(town)
    await amira.go(f"made:{town.desk_reset.id}")
    await amira.press("Too hard")
    await amira.go(f"unmade:{town.desk_reset.id}")
    async with town.database.reading() as reading:
        assert not await reading.all("SELECT 1 AS one FROM ratings WHERE rating IS NOT NULL")
    for address in ("rate:{id}:0", "rate:{id}:6", "rate:{id}:", "rate:x:3"):
        await amira.go(address.format(id=town.desk_reset.id))
        assert "can't find that" in amira.text
