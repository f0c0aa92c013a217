"""Dr Cole posts a weekly series, changes it, calls off a part, and asks for cover; all by pressing and typing."""

from datetime import timedelta

import pytest

from programme import notices
from programme.model import Role
from tests.bot.handlers.conftest import Chat, Town
from tests.content.cast import NOW

COLE, DANA, AMIRA = 104, 105, 101
LINE = "seated 24 Nov 12:30 10 min 20 places https://zoom.us/j/99 Shoulder reset"


async def cole_in(town: Town) -> Chat:
    cole = await town.member(COLE, role=Role.INSTRUCTOR)
    await cole.type("Dr Cole")
    return cole


async def once(town: Town) -> tuple[Chat, str]:
    cole = await cole_in(town)
    await cole.go("post", LINE)
    await cole.press("Post it")
    return cole, cole.text.partition("start=s_")[2][:12]


async def weekly(town: Town, *days: str) -> tuple[Chat, str]:
    """As far as the preview, then posted."""
    cole = await cole_in(town)
    await cole.go("post")
    await cole.press("Seated")
    await cole.type("Shoulder reset")
    await cole.press("Every week")
    for day in days or ("Tue", "Thu"):
        await cole.press(day)
    await cole.press("Done")
    await cole.press("Tue 24 Nov")
    await cole.press("No end")
    for typed in ("12:30", "10", "20", "https://zoom.us/j/99"):
        await cole.type(typed)
    await cole.press("All workplaces")
    await cole.press("No")
    assert "Every Tue and Thu at 12:30, from Tue 24 Nov, with no end." in cole.text
    await cole.press("Post it")
    return cole, cole.text.partition("start=s_")[2][:12]


async def told(town: Town) -> list[tuple[str, int | None]]:
    async with town.database.transaction() as tx:
        due = await notices.claim_due(tx, 1, 99, NOW)
    return sorted((one.kind, one.contact.chat_id) for one in due if one.kind != "menu")


async def test_a_weekly_series_is_posted_by_pressing(town: Town) -> None:
    cole, _ = await weekly(town)
    assert "It's on the timetable" in cole.text
    await cole.go("classes")
    assert "1. Tue 24 Nov 12:30 Shoulder reset" in cole.text
    assert "2. Thu 26 Nov 12:30 Shoulder reset" in cole.text


async def test_the_days_may_be_typed_and_a_rule_that_is_not_known_is_asked_again(town: Town) -> None:
    cole = await cole_in(town)
    await cole.go("post")
    await cole.press("Seated")
    await cole.type("Shoulder reset")
    await cole.type("every week")
    assert "all the same" in (await cole_said(cole, "every second Tuesday"))
    assert "No day is chosen" in (await cole_said(cole, "none"))
    assert "When does it begin" in (await cole_said(cole, "Tue and Thu"))
    await cole.type("24 Nov")
    assert "before the first date" in (await cole_said(cole, "23 Nov"))
    assert "2,000" in (await cole_said(cole, "1 Jan 2090"))
    assert "What time" in (await cole_said(cole, "16 Dec 2026"))


async def cole_said(cole: Chat, typed: str) -> str:
    await cole.type(typed)
    return cole.text


async def test_just_once_after_all(town: Town) -> None:
    cole = await cole_in(town)
    await cole.go("post")
    await cole.press("Seated")
    await cole.type("Shoulder reset")
    await cole.press("Every week")
    await cole.press("Tue")
    await cole.press("Just once")
    assert "Which day is it" in cole.text


async def test_a_time_is_changed_and_those_booked_are_asked(town: Town) -> None:
    cole, session_id = await once(town)
    amira = await town.member(AMIRA)
    await amira.go(f"book:{session_id}")
    await cole.go(f"class:{session_id}")
    await cole.press("Change")
    await cole.press("Time")
    await cole.type("13:00")
    assert "Time: 12:30 → 13:00" in cole.text
    assert "asked if they can come" in cole.text
    await cole.press("Yes, change it")
    assert "Tue 24 Nov 13:00" in cole.text
    assert cole.screen.toast == "Changed."
    assert await told(town) == [("session_moved", AMIRA)]
    await amira.go(f"keep:{session_id}")
    assert amira.screen.toast == "Thanks. Your place is kept."
    await amira.go(f"cancel:{session_id}")
    assert "Your place is cancelled" in amira.text


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("Day", "26 Nov", "Thu 26 Nov 12:30"),
        ("Length", "20 min", "20 minutes"),
        ("Places", "30", "30 places in all"),
        ("Link", "https://teams.example/1", "teams.example"),
        ("Title", "Neck reset", "Neck reset"),
        ("Kind", "Upbeat", "Upbeat"),
    ],
)
async def test_each_thing_can_be_changed(town: Town, field: str, typed: str, said: str) -> None:
    cole, session_id = await once(town)
    await cole.go(f"change:{session_id}")
    await cole.press(field)
    await cole.type(typed)
    await cole.press("Yes, change it")
    assert said in cole.text


async def test_who_may_come_is_changed_by_pressing(town: Town) -> None:
    cole, session_id = await once(town)
    await cole.go(f"edit:{session_id}:audience")
    await cole.press("Basildon Bakery")
    await cole.press("Done")
    assert "Who may come: all workplaces → Basildon Bakery" in cole.text
    await cole.press("Yes, change it")
    assert "Who may come: Basildon Bakery" in cole.text


async def test_a_series_is_changed_in_part(town: Town) -> None:
    cole, session_id = await weekly(town)
    await cole.go(f"edit:{session_id}:minutes")
    await cole.type("15")
    assert {"Only this one", "This and later", "All"} <= set(cole.labels)
    await cole.press("All")
    await cole.go(f"edit:{session_id}:minutes")
    await cole.type("20")
    await cole.press("Only this one")
    async with town.database.reading() as reading:
        rows = await reading.all("SELECT DISTINCT minutes FROM sessions WHERE series_id IS NOT NULL ORDER BY minutes")
    assert [row["minutes"] for row in rows] == [15, 20]


async def test_only_what_was_seen_is_changed_and_once(town: Town) -> None:
    cole, session_id = await once(town)
    await cole.go(f"edit:{session_id}:places")
    await cole.type("30")
    old = next(choice.address for choice in cole.screen.choices if choice.label == "Yes, change it")
    await cole.go(f"edit:{session_id}:places")
    await cole.type("40")
    await cole.go(old)
    assert "20 → 40" in cole.text
    await cole.press("Yes, change it")
    await cole.go(old)
    assert "40 places in all" in cole.text


async def test_a_series_is_called_off_from_one_on(town: Town) -> None:
    cole, session_id = await weekly(town)
    await cole.go(f"calloff:{session_id}")
    await cole.press("No note")
    assert "“All” the 16 that are to come" in cole.text
    await cole.press("All")
    assert "This session is cancelled" in cole.text
    assert "no sessions yet" in (await cole.go("classes")).text


async def test_a_date_is_left_out_and_one_is_added(town: Town) -> None:
    cole, session_id = await weekly(town)
    await cole.go(f"class:{session_id}")
    await cole.press("The series")
    await cole.press("Leave out a date")
    await cole.press("Thu 26 Nov")
    assert "No session on: Thu 26 Nov (left out)" in cole.text
    await cole.press("Add a date")
    await cole.type("27 Nov")
    assert "Fri 27 Nov" in cole.text
    await cole.press("Leave out a date")
    await cole.type("28 Nov")
    assert "no session of this series on that day" in cole.text


async def test_cover_is_asked_for_and_the_second_is_thanked(town: Town) -> None:
    cole, session_id = await once(town)
    dana = await town.member(DANA, role=Role.INSTRUCTOR)
    eve = await town.member(106, role=Role.INSTRUCTOR)
    await cole.go(f"class:{session_id}")
    await cole.press("Ask for cover")
    assert "You've asked for cover" in cole.text
    assert await told(town) == [("cover_asked", DANA), ("cover_asked", 106)]
    await dana.go(f"cover:{session_id}")
    assert "Shoulder reset" in dana.text
    await dana.press("I'll take it")
    assert dana.screen.toast == "Thank you. It's yours to lead now."
    await eve.go(f"takecover:{session_id}")
    assert "Thank you for offering" in eve.text
    assert "can't find" in (await cole.go(f"class:{session_id}")).text
    await dana.go(f"takecover:{session_id}")
    assert "Shoulder reset" in dana.text


@pytest.mark.parametrize(
    "address",
    ["change", "edit", "edited", "edittog", "changesure", "changed", "series", "datedrop", "datedropped", "dateadd",
     "dateadded", "askcover", "stopcover"],
)  # fmt: skip
async def test_not_hers_and_never_existed_are_the_same(town: Town, address: str) -> None:
    _, session_id = await once(town)
    dana = await town.member(DANA, role=Role.INSTRUCTOR)
    field = ":minutes" if address.startswith("edit") and address != "edittog" else ""
    never_was = (await dana.go(f"{address}:NeverWasHere{field}", "10")).text
    for invented in (session_id, town.desk_reset.id, "' OR 1=1 --"):
        assert (await dana.go(f"{address}:{invented}{field}", "10")).text == never_was
    assert "can't find" in never_was


async def test_what_has_begun_changes_only_its_link(town: Town) -> None:
    cole, session_id = await once(town)
    cole.now = NOW + timedelta(days=1, hours=3, minutes=32)
    await cole.go(f"class:{session_id}")
    await cole.press("Change link")
    await cole.type("https://teams.example/2")
    await cole.press("Yes, change it")
    assert "teams.example" in cole.text
    assert "too late" in (await cole.go(f"edit:{session_id}:minutes")).text
