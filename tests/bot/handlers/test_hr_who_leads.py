"""Somebody who leads sessions and is HR too: of a session for that workplace alone they are told no number."""

from datetime import timedelta

import pytest

from programme import classes, leading, notices, people
from programme.model import Employer, Facts, Role
from tests.bot.handlers.conftest import Chat, Town
from tests.bot.handlers.test_classes import COLE, book, led
from tests.content.cast import STARTS

TOLD = "so I show no numbers."
HALF_AN_HOUR_BEFORE = STARTS - timedelta(minutes=30)


async def become_hr(town: Town, chat_id: int, *employers: Employer) -> None:
    for employer in employers:
        made = await town.invitation(Role.HR, employer)
        async with town.database.transaction() as tx:
            await people.join(tx, await people.visitor(tx, chat_id), made.invitation, STARTS - timedelta(days=1))


async def only_for(town: Town, session_id: str, *employers: Employer) -> None:
    async with town.database.transaction() as tx:
        await tx.run("UPDATE sessions SET audience = 'chosen' WHERE id = $1", session_id)
        rows = [(session_id, one.id) for one in employers]
        await tx.many("INSERT INTO session_audience (session_id, employer_id) VALUES ($1, $2)", rows)


async def led_for_hr(town: Town, places: int = 4) -> tuple[Chat, str]:
    """Somebody leads a session for the council alone, whose HR they are; three have booked, one came."""
    holly, session_id = await led(town, places=places)
    await become_hr(town, COLE, town.council)
    await book(town, session_id, 101, 102, 103)
    await only_for(town, session_id, town.council)
    async with town.database.transaction() as tx:
        await tx.run("UPDATE sessions SET head_count = 1 WHERE id = $1", session_id)
    return holly, session_id


async def reminder(town: Town) -> str:
    async with town.database.transaction() as tx:
        due = await notices.claim_due(tx, 1, 50, HALF_AN_HOUR_BEFORE)
    (notice,) = [one for one in due if one.kind == leading.KIND]
    async with town.database.reading() as reading:
        facts = await notices.relevant(reading, notice, HALF_AN_HOUR_BEFORE)
    assert isinstance(facts, Facts)
    return facts.word


async def test_the_card_and_the_list_have_words_for_numbers(town: Town) -> None:
    holly, session_id = await led_for_hr(town)
    await holly.go(f"class:{session_id}")
    assert f"Few left, 4 places in all\n\nYou're also an HR contact there, {TOLD}" in holly.text
    await holly.go("classes")
    assert "Shoulder reset. Few left" in holly.text
    for address in (f"class:{session_id}", "classes", f"calloff:{session_id}", f"callsure:{session_id}:"):
        await holly.go(address)
        assert not any(number in holly.text for number in ("3 booked", "1 came", "3 people", "Nobody is booked")), (
            address
        )
    assert "Anybody booked or waiting will be told at once." in holly.text


async def test_it_says_full_as_the_timetable_does(town: Town) -> None:
    holly, session_id = await led_for_hr(town, places=2)
    await holly.go(f"class:{session_id}")
    assert "Full, 2 places in all" in holly.text
    await holly.press("Cancel session")
    await holly.press("No note")
    await holly.press("Yes, cancel it")
    assert "Anybody booked or waiting is told at once." in holly.text


async def test_no_name_is_shown_either(town: Town) -> None:
    holly, session_id = await led_for_hr(town)
    async with town.database.transaction() as tx:
        await tx.run("UPDATE people SET display_name = 'Amira', shown_to_instructors_at = created_at")
    await holly.go(f"class:{session_id}")
    assert "Amira" not in holly.text
    async with town.database.transaction() as tx:
        await tx.run("UPDATE roles SET revoked_at = granted_at WHERE role = 'hr'")
    await holly.go(f"class:{session_id}")
    assert "Amira" in holly.text


async def test_the_reminder_is_a_word(town: Town) -> None:
    await led_for_hr(town)
    assert await reminder(town) == "few"


async def test_the_month_counts_nobody_there_and_the_count_may_still_be_typed(town: Town) -> None:
    holly, session_id = await led_for_hr(town)
    holly.now = STARTS + timedelta(days=1)
    await holly.go(f"counted:{session_id}", "7")
    assert "7 people came" in holly.text
    await holly.go("month")
    assert "1 session, 10 minutes.\n" in holly.text
    assert "Tue 24 Nov 12:30 Shoulder reset\n" in holly.text
    assert "I show no numbers" in holly.text
    await holly.press("Get the file")
    assert holly.screen.files[0].content.decode().splitlines()[1].endswith("Seated,4,,,not shown")


@pytest.mark.parametrize("whose", ["nobody's", "another's", "one of two"])
async def test_elsewhere_an_instructor_sees_numbers(town: Town, whose: str) -> None:
    """Not HR at all; HR of another workplace; HR of one of the two that it is for."""
    cole, session_id = await led(town)
    await book(town, session_id, 101, 102, 103)
    if whose != "nobody's":
        await become_hr(town, COLE, town.bakery)
    await only_for(town, session_id, town.council, *([town.bakery] if whose == "one of two" else []))
    await cole.go(f"class:{session_id}")
    assert "3 booked, 20 places in all" in cole.text
    assert TOLD not in cole.text
    assert await reminder(town) == "3"


async def test_open_to_all_it_has_numbers_for_hr_too(town: Town) -> None:
    cole, session_id = await led(town)
    await book(town, session_id, 101)
    await become_hr(town, COLE, town.council)
    await cole.go(f"class:{session_id}")
    assert "1 booked" in cole.text


async def test_hr_of_both_of_two_sees_none(town: Town) -> None:
    holly, session_id = await led(town)
    await become_hr(town, COLE, town.council, town.bakery)
    await only_for(town, session_id, town.council, town.bakery)
    await holly.go(f"class:{session_id}")
    assert "Places, 20 places in all" in holly.text


async def test_who_is_hr_no_more_sees_numbers(town: Town) -> None:
    holly, session_id = await led_for_hr(town)
    async with town.database.transaction() as tx:
        await tx.run("UPDATE roles SET revoked_at = granted_at WHERE role = 'hr'")
    await holly.go(f"class:{session_id}")
    assert "3 booked, 1 came" in holly.text


async def test_control_without_the_rule_they_would_read_three(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    holly, session_id = await led_for_hr(town)

    monkeypatch.setattr(classes, "shown", lambda found: found.led)
    await holly.go(f"class:{session_id}")
    assert "3 booked, 1 came" in holly.text


async def test_changing_it_tells_no_number_either(town: Town) -> None:
    holly, session_id = await led_for_hr(town)
    for field, typed, said in (("time", "13:00", "Anybody booked or waiting keeps their place."), ("places", "1", "")):
        await holly.go(f"edit:{session_id}:{field}")
        await holly.type(typed)
        assert said in holly.text
        assert "More people are booked" not in holly.text
        assert "All 3 people" not in holly.text
        assert f"→ {typed}" in holly.text
