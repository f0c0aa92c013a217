"""Dana's weekly series over HTTP: posted, moved, called off in part, led by somebody else for once."""

from datetime import datetime, time, timedelta

from playground import Person
from tests.stage import Stage
from tests.story.scenes import ECC, press

LINK = "https://zoom.us/j/99"
NEW_LINK = "https://zoom.us/j/100"


async def instructor(stage: Stage, name: str) -> Person:
    person = await stage.join(name, "instructor")
    await person.ask(f"{name} Reed")
    return person


def first(stage: Stage) -> datetime:
    """In three days at 12:30, UK time."""
    day = stage.telegram.now.astimezone(stage.settings.zone).date() + timedelta(days=3)
    return datetime.combine(day, time(12, 30), stage.settings.zone)


async def weekly(stage: Stage, dana: Person) -> str:
    """Every week from that day on, on bank holidays too; what shares the first."""
    starts = first(stage)
    await dana.ask("/post")
    await press(dana, "Seated")
    await dana.ask("Shoulder reset")
    await press(dana, "Every week")
    for typed in (f"{starts:%A}", f"{starts:%d/%m/%Y}", "no end", "12:30", "10", "20", LINK):
        await dana.ask(typed)
    await press(dana, "All workplaces")
    await press(dana, "No")
    await press(dana, "Change something")
    await press(dana, "Bank holidays")
    await press(dana, "Keep them")
    assert f"Every {starts:%a} at 12:30" in dana.last().text
    await press(dana, "Post it")
    return dana.last().text.partition("?start=")[2].split()[0]


async def open_class(dana: Person, number: str = "1") -> None:
    await dana.ask("/classes")
    await dana.ask(number)


async def book(person: Person, shared: str) -> None:
    await person.ask(f"/start {shared}")
    await press(person, "Book")


async def test_a_series_is_moved_and_the_reminder_follows(stage: Stage) -> None:
    await stage.start()
    dana, amira = await instructor(stage, "Dana"), await stage.join("Amira", *ECC)
    await book(amira, await weekly(stage, dana))
    amira.skip()
    await open_class(dana)
    await press(dana, "Change")
    await press(dana, "Time")
    await dana.ask("13:00")
    await press(dana, "All")
    moved = await amira.next()
    assert "has moved" in moved.text
    assert moved.labels == ["Keep my place", "Give up my place", "See it"]
    await press(amira, "Keep my place")
    assert "13:00" in amira.last().text
    amira.skip()
    stage.move_to(first(stage) + timedelta(minutes=20, seconds=1))
    reminder = await amira.next()
    assert reminder.text.startswith("Your 13:00 starts in 10 minutes.")
    assert not stage.telegram.refused


async def test_the_rest_of_a_series_is_called_off_and_another_is_offered(stage: Stage) -> None:
    await stage.start()
    dana, amira = await instructor(stage, "Dana"), await stage.join("Amira", *ECC)
    await weekly(stage, dana)
    await open_class(dana, "2")
    shared = dana.last().text.partition("?start=")[2].split()[0]
    await book(amira, shared)
    amira.skip()
    await press(dana, "Cancel session")
    await press(dana, "No note")
    await press(dana, "This and later")
    sorry = await amira.next()
    assert sorry.text.startswith("Sorry: your session")
    assert sorry.labels[0].startswith("Book ")
    await press(amira, sorry.labels[0])
    assert "You're booked" in amira.last().text
    assert "2. " not in (await dana.ask("/classes")).text


async def test_cover_is_found_and_those_booked_are_told_who_leads(stage: Stage) -> None:
    await stage.start()
    dana, eve = await instructor(stage, "Dana"), await instructor(stage, "Eve")
    amira = await stage.join("Amira", *ECC)
    await book(amira, await weekly(stage, dana))
    for person in (amira, eve):
        person.skip()
    await open_class(dana)
    await press(dana, "Ask for cover")
    assert "Could you lead a session" in (await eve.next()).text
    await press(eve, "I'll take it")
    assert "Eve Reed leads it now" in (await amira.next()).text
    eve.skip()
    stage.move_to(first(stage) - timedelta(minutes=30) + timedelta(seconds=1))
    assert "1 person is booked" in (await eve.next()).text


async def test_a_new_link_is_told_at_once_and_once_more(stage: Stage) -> None:
    await stage.start()
    dana, amira = await instructor(stage, "Dana"), await stage.join("Amira", *ECC)
    starts = first(stage)
    await book(amira, await weekly(stage, dana))
    stage.move_to(starts - timedelta(minutes=20))
    await open_class(dana)
    await press(dana, "Change")
    await press(dana, "Link")
    await dana.ask(NEW_LINK)
    amira.skip()
    await press(dana, "Only this one")
    told = await amira.next()
    assert "the one that counts" in told.text
    assert NEW_LINK in told.text
    assert told.labels[0] == "Got it"
    amira.skip()
    stage.move_to(starts - timedelta(minutes=5) + timedelta(seconds=1))
    again = [(await amira.next()).text for _ in range(2)]
    assert any("the one that counts" in text for text in again)
