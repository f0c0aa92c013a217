"""Dr Cole posts: the form up to any of its steps, and what Amira then sees."""

from programme import people, sessions
from tests.bot.handlers.conftest import Chat, Town
from tests.content.cast import NOW

LINK = "https://zoom.us/j/99"
BEFORE = ["Desk reset", "Menopause at work"]
"""What Amira sees on the timetable without Dr Cole."""
LINE = f"seated 24 Nov 12:30 10 min 20 places {LINK} Shoulder reset"


async def titles(town: Town) -> list[str]:
    async with town.database.reading() as reading:
        listed = await sessions.upcoming(reading, await people.visitor(reading, 101), NOW)
    return [card.session.title for card in listed]


async def to_step(cole: Chat, step: str) -> None:
    """Answer by pressing and typing until *step* is asked."""
    answers = {
        "kind": "Seated",
        "title": "",
        "day": "Tue 24",
        "time": "12:30",
        "minutes": "10 min",
        "places": "20 places",
    }
    answers |= {"link": "", "audience": "All workplaces", "health": "No"}
    typed = {"title": "Shoulder reset", "link": LINK}
    await cole.go("post")
    for one, label in answers.items():
        if one == step:
            return
        await (cole.type(typed[one]) if one in typed else cole.press(label))
