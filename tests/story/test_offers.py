"""A place comes free under an hour before the start: it is offered in turn, while the clock is moved."""

from datetime import datetime, timedelta

import pytest

from playground import Message, Person
from tests.stage import Stage
from tests.story.scenes import ECC, JOIN_LINK, add_session, press, tomorrow_at


async def with_full_session(stage: Stage, *names: str) -> tuple[str, datetime, list[Person]]:
    """One place; the first of *names* has it, the others wait in order."""
    starts = tomorrow_at(stage, 12, 30)
    session = await add_session(stage, starts, places=1)
    await stage.start()
    everybody = [await stage.join(name, *ECC) for name in names]
    for person in everybody:
        await person.press_data(f"book:{session}")
        await person.next()
        person.skip()
    return session, starts, everybody


async def test_an_offer_runs_out_and_the_next_takes_it(stage: Stage) -> None:
    session, starts, (amira, ben, charlie) = await with_full_session(stage, "Amira", "Ben", "Charlie")
    stage.move_to(starts - timedelta(minutes=40))
    await amira.press_data(f"cancel:{session}")
    offer = await ben.next()
    assert offer.text.startswith("A place has come free today at 12:30.")
    assert "take it by 11:55" in offer.text
    assert offer.labels == ["Take the place", "No thanks", "See it"]
    stage.move_to(starts - timedelta(minutes=34))
    assert "off the waiting list" in (await ben.next()).text
    assert "take it by" in (await charlie.next()).text
    assert "You're booked" in (await press(charlie, "Take the place")).text
    assert "that place has gone" in (await press_take(ben, session)).text
    assert not stage.telegram.refused


async def press_take(person: Person, session: str) -> Message:
    """A button of a message that others have come after."""
    person.skip()
    await person.press_data(f"take:{session}")
    return await person.next()


async def test_no_thanks_goes_to_the_next_at_once_and_can_be_typed(stage: Stage) -> None:
    session, starts, (amira, ben, charlie) = await with_full_session(stage, "Amira", "Ben", "Charlie")
    stage.move_to(starts - timedelta(minutes=30))
    await amira.press_data(f"cancel:{session}")
    await ben.next()
    assert "ask the next person" in (await ben.ask("no thanks")).text
    assert "A place has come free" in (await charlie.next()).text


@pytest.mark.parametrize("minutes", [10, 4])
async def test_in_the_last_ten_minutes_the_first_tap_has_it(stage: Stage, minutes: int) -> None:
    session, starts, (amira, ben, charlie) = await with_full_session(stage, "Amira", "Ben", "Charlie")
    stage.move_to(starts - timedelta(minutes=minutes))
    await amira.press_data(f"cancel:{session}")
    assert "everyone who's waiting" in (await ben.next()).text
    await charlie.next()
    assert JOIN_LINK in (await press(charlie, "Take the place")).text
    assert "just gone" in (await press(ben, "Take the place")).text


async def test_an_hour_ahead_the_place_is_given_with_a_way_out(stage: Stage) -> None:
    session, starts, (amira, ben) = await with_full_session(stage, "Amira", "Ben")
    stage.move_to(starts - timedelta(hours=2))
    await amira.press_data(f"cancel:{session}")
    news = await ben.next()
    assert "you have a place today at 12:30" in news.text
    assert "cancelled" in (await press(ben, "I can't make it after all")).text


async def test_an_offer_that_runs_out_while_the_bot_is_off_has_gone_on_when_it_is_back(stage: Stage) -> None:
    session, starts, (amira, ben, charlie) = await with_full_session(stage, "Amira", "Ben", "Charlie")
    stage.move_to(starts - timedelta(minutes=40))
    await amira.press_data(f"cancel:{session}")
    await ben.next()
    await stage.end()
    stage.move_to(starts - timedelta(minutes=20))
    await stage.start()
    assert "off the waiting list" in (await ben.next()).text
    assert "take it by 12:13" in (await charlie.next()).text
