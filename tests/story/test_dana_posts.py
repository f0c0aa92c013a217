"""Dana posts a session from her phone, half of it after a restart; it is booked, led, and another is cancelled."""

from datetime import datetime, time, timedelta

from playground import Person
from tests.stage import Stage
from tests.story.scenes import ECC, press

LINK = "https://zoom.us/j/99"


def starts(stage: Stage) -> datetime:
    """In three days at 12:30, UK time."""
    day = stage.telegram.now.astimezone(stage.settings.zone).date() + timedelta(days=3)
    return datetime.combine(day, time(12, 30), stage.settings.zone)


def line(stage: Stage, places: int = 20) -> str:
    return f"/post seated {starts(stage):%d/%m/%Y} 12:30 10 min {places} places {LINK} Shoulder reset"


async def dana_joins(stage: Stage) -> Person:
    dana = await stage.join("Dana", "instructor")
    await dana.ask("Dana Reed")
    return dana


async def posted(stage: Stage, dana: Person, places: int = 20) -> str:
    """A session of hers; what shares it."""
    await dana.ask(line(stage, places))
    await press(dana, "Post it")
    return dana.last().text.partition("?start=")[2].split()[0]


async def book(person: Person, shared: str, label: str = "Book") -> None:
    await person.ask(f"/start {shared}")
    await press(person, label)


async def texts_after(stage: Stage, *people: Person) -> list[str]:
    """What the next message to each of them says."""
    return [(await person.next()).text for person in people]


async def test_a_form_survives_a_restart_half_way_and_is_booked(stage: Stage) -> None:
    await stage.start()
    dana, amira = await dana_joins(stage), await stage.join("Amira", *ECC)
    await dana.ask("/post")
    await press(dana, "Seated")
    await dana.ask("Shoulder reset")
    await dana.ask(f"{starts(stage):%d/%m/%Y}")
    await stage.end()
    await stage.start()
    await dana.ask("12:30")
    await press(dana, "10 min")
    await stage.end()
    await stage.start()
    await press(dana, "20 places")
    await dana.ask(LINK)
    await press(dana, "All workplaces")
    await press(dana, "No")
    assert "People will go to zoom.us" in dana.last().text
    await press(dana, "Post it")
    shared = dana.last().text.partition("?start=")[2].split()[0]
    await book(amira, shared)
    assert "You're booked" in amira.last().text
    assert "with Dana Reed" in amira.last().text
    assert not stage.telegram.refused


async def test_the_same_by_typing_alone(stage: Stage) -> None:
    await stage.start()
    dana = await dana_joins(stage)
    await dana.ask("/post")
    for typed in (
        "seated",
        "Shoulder reset",
        f"{starts(stage):%Y-%m-%d}",
        "12.30",
        "10",
        "20",
        LINK,
        "all workplaces",
        "no",
    ):
        await dana.ask(typed)
    assert "This is what people will see" in dana.last().text
    assert "It's on the timetable" in (await dana.ask("post it")).text


async def test_dana_is_reminded_with_the_count_and_leading_is_not_attending(stage: Stage) -> None:
    await stage.start()
    dana, amira = await dana_joins(stage), await stage.join("Amira", *ECC)
    await book(amira, await posted(stage, dana))
    dana.skip()
    stage.move_to(starts(stage) - timedelta(minutes=30) + timedelta(seconds=1))
    reminder = await dana.next()
    assert reminder.text.startswith("Your 12:30 starts in 30 minutes. 1 person is booked.")
    assert LINK in reminder.text
    assert reminder.labels == ["Start", "See it"]
    assert "Shoulder reset" not in (await dana.ask("/bookings")).text


async def test_cancelling_tells_those_booked_and_waiting_and_answers_at_once(stage: Stage) -> None:
    await stage.start()
    dana = await dana_joins(stage)
    amira, ben = await stage.join("Amira", *ECC), await stage.join("Ben", *ECC)
    shared = await posted(stage, dana, places=1)
    await book(amira, shared)
    await book(ben, shared, "Join the waiting list")
    assert "1 booked, 1 waiting" in (await dana.ask("/classes")).text
    await dana.ask("1")
    await press(dana, "Cancel session")
    await dana.ask("My train is <stuck> & late")
    for person in (amira, ben):
        person.skip()
    await press(dana, "Yes, cancel it")
    assert "All 2 people booked or waiting are told at once" in dana.last().text
    for said in await texts_after(stage, amira, ben):
        assert said.startswith(f"Sorry: your session on {starts(stage):%a} ")
        assert "My train is <stuck> & late" in said
    assert "no sessions yet" in (await dana.ask("/classes")).text


async def test_the_role_lost_while_posting_leaves_no_half_session(stage: Stage) -> None:
    await stage.start()
    dana, amira = await dana_joins(stage), await stage.join("Amira", *ECC)
    await dana.ask(line(stage))
    listed = await stage.command("role", "list")
    await stage.command("role", "remove", listed.split()[0])
    await press(dana, "Post it")
    assert "doesn't work here" in dana.last().text
    assert "Shoulder reset" not in (await dana.ask("/post")).text
    assert "Shoulder reset" not in (await amira.ask("/timetable")).text
    await stage.telegram.until(lambda: "post" not in [command.name for command in dana.commands])


async def test_only_instructors_have_the_commands(stage: Stage) -> None:
    await stage.start()
    dana, amira = await dana_joins(stage), await stage.join("Amira", *ECC)
    await stage.telegram.until(lambda: {"post", "classes"} <= {command.name for command in dana.commands})
    assert not {"post", "classes"} & {command.name for command in amira.commands}
