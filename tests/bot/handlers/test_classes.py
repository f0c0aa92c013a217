"""What Dr Cole leads: counts and no names, posted again, called off; and only her own."""

from datetime import timedelta

import pytest

from programme import notices
from programme.model import Role
from programme.store.bookings import select_attendees
from tests.bot.handlers.conftest import Chat, Town
from tests.content.cast import NOW, STARTS

COLE, DANA = 104, 105
LINE = "seated 24 Nov 12:30 10 min {places} places https://zoom.us/j/99 Shoulder reset"


async def led(town: Town, places: int = 20, line: str = LINE) -> tuple[Chat, str]:
    """Dr Cole with one session of hers, and its id."""
    cole = await town.member(COLE, role=Role.INSTRUCTOR)
    await cole.type("Dr Cole")
    await cole.go("post", line.format(places=places))
    await cole.press("Post it")
    return cole, cole.text.partition("start=s_")[2][:12]


async def book(town: Town, session_id: str, *chat_ids: int) -> None:
    for chat_id in chat_ids:
        await (await town.member(chat_id)).go(f"book:{session_id}")


async def told(town: Town) -> list[tuple[str, int | None]]:
    """What is due now, as pairs of kind and chat."""
    async with town.database.transaction() as tx:
        due = await notices.claim_due(tx, 1, 50, NOW)
    return [(notice.kind, notice.contact.chat_id) for notice in due if notice.kind != "menu"]


async def test_the_list_has_counts_and_no_names(town: Town) -> None:
    cole, session_id = await led(town, places=2)
    await book(town, session_id, 101, 102, 103)
    await cole.go("classes")
    assert "1. Tue 24 Nov 12:30 Shoulder reset. 2 booked, 1 waiting" in cole.text
    await cole.press("Shoulder reset")
    assert "2 booked, 1 waiting, 2 places in all" in cole.text
    assert "People will go to zoom.us" in cole.text


async def test_what_has_been_stays_for_two_weeks(town: Town) -> None:
    cole, _ = await led(town)
    for days, said in ((1, "To come"), (3, "The last two weeks"), (16, "no sessions yet")):
        cole.now = NOW + timedelta(days=days)
        assert said in (await cole.go("classes")).text


async def test_leading_is_not_attending(town: Town) -> None:
    cole, session_id = await led(town)
    await cole.go("bookings")
    assert "Shoulder reset" not in cole.text
    await cole.go(f"book:{session_id}")
    assert "0 booked" in (await cole.go(f"class:{session_id}")).text


async def test_post_again_is_a_week_later_at_the_same_time(town: Town) -> None:
    cole, session_id = await led(town)
    await cole.go(f"class:{session_id}")
    await cole.press("Post again")
    assert "Tue 1 Dec 12:30" in cole.text
    await cole.press("Post it")
    assert "2. Tue 1 Dec 12:30 Shoulder reset" in (await cole.go("classes")).text


async def test_post_again_of_a_past_one_finds_the_next_day_to_come(town: Town) -> None:
    cole, session_id = await led(town)
    cole.now = STARTS + timedelta(days=10)
    assert "Tue 8 Dec 12:30" in (await cole.go(f"again:{session_id}")).text


async def test_calling_off_tells_everybody_booked_or_waiting_at_once(town: Town) -> None:
    cole, session_id = await led(town, places=1)
    await book(town, session_id, 101, 102)
    await cole.go(f"class:{session_id}")
    await cole.press("Cancel session")
    await cole.type("My <b>train</b> is stuck")
    assert "All 2 people booked or waiting will be told" in cole.text
    await cole.press("Yes, cancel it")
    assert "This session is cancelled" in cole.text
    assert cole.screen.toast == "Cancelled."
    assert sorted(await told(town)) == [("session_cancelled", 101), ("session_cancelled", 102)]
    async with town.database.reading() as reading:
        assert len(await select_attendees(reading, session_id)) == 2


async def test_calling_off_twice_tells_once(town: Town) -> None:
    cole, session_id = await led(town)
    await book(town, session_id, 101)
    for _ in range(3):
        await cole.go(f"calledoff:{session_id}")
    assert await told(town) == [("session_cancelled", 101)]


async def test_a_note_is_for_its_own_session_only(town: Town) -> None:
    cole, session_id = await led(town)
    await cole.go(f"callnote:{session_id}", "Ill")
    await cole.go("post", LINE.format(places=5).replace("24 Nov", "25 Nov"))
    await cole.press("Post it")
    other = cole.text.partition("start=s_")[2][:12]
    assert "Your note" not in (await cole.go(f"callsure:{other}:note")).text


@pytest.mark.parametrize(("typed", "said"), [("x" * 301, "300 letters"), ("\u200b", "any letters")])
async def test_a_note_that_cannot_be_used_is_asked_again(town: Town, typed: str, said: str) -> None:
    cole, session_id = await led(town)
    await cole.go(f"calloff:{session_id}")
    await cole.type(typed)
    assert said in cole.text
    assert cole.screen.asks == f"callnote:{session_id}"


async def test_keep_it_changes_nothing(town: Town) -> None:
    cole, session_id = await led(town)
    await cole.go(f"calloff:{session_id}")
    await cole.press("Keep it")
    assert "cancelled" not in cole.text
    assert "Cancel session" in cole.labels


async def test_what_has_begun_is_not_called_off(town: Town) -> None:
    cole, session_id = await led(town)
    cole.now = STARTS + timedelta(minutes=1)
    assert "too late" in (await cole.go(f"calledoff:{session_id}")).text
    await cole.go(f"calloff:{session_id}")
    assert cole.labels == ["Start", "Post again", "Change link", "My classes"]


@pytest.mark.parametrize("address", ["class", "again", "calloff", "callnote", "callsure", "calledoff", "posted"])
async def test_not_hers_and_never_existed_are_the_same(town: Town, address: str) -> None:
    _, session_id = await led(town)
    dana = await town.member(DANA, role=Role.INSTRUCTOR)
    never_was = (await dana.go(f"{address}:NeverWasHere", "note")).text
    for invented in (session_id, town.desk_reset.id, "", ":", "' OR 1=1 --"):
        assert (await dana.go(f"{address}:{invented}", "note")).text == never_was
    assert "can't find" in never_was
    assert await told(town) == []


async def test_a_long_list_has_pages(town: Town) -> None:
    cole, session_id = await led(town)
    for _ in range(7):
        await cole.go(f"again:{session_id}")
        await cole.press("Post it")
        session_id = cole.text.partition("start=s_")[2][:12]
    await cole.go("classes")
    await cole.press("Further down the list")
    assert "8. Tue 12 Jan 12:30 Shoulder reset" in cole.text
    await cole.press("Earlier in the list")
    assert "1. Tue 24 Nov" in cole.text
    for page in ("999", "-1", "x", "9999999"):
        assert "My classes" in (await cole.go(f"classes:{page}")).text
