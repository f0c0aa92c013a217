"""What many stories begin with."""

from __future__ import annotations

from datetime import datetime, timedelta

from playground import Message, Person
from tests.stage import Stage

ECC = ("employee", "--employer", "Essex County Council")
JOIN_LINK = "https://meet.example.org/desk-reset"


def tomorrow_at(stage: Stage, hour: int, minute: int = 0) -> datetime:
    """A moment tomorrow, UTC."""
    return (stage.telegram.now + timedelta(days=1)).replace(hour=hour, minute=minute, second=0, microsecond=0)


async def press(person: Person, label: str) -> Message:
    """Press a button and wait for what the bot shows."""
    person.skip()
    await person.press(label)
    return await person.next()


async def add_session(
    stage: Stage,
    starts_at: datetime,
    *more: str,
    title: str = "Desk reset",
    places: int = 20,
    minutes: int = 10,
) -> str:
    """A session from the command line; its id."""
    at = starts_at.astimezone(stage.settings.zone)
    kind = () if "--kind" in more else ("--kind", "seated")
    said = await stage.command(
        "session", "add", title, *kind, "--at", f"{at:%Y-%m-%d %H:%M}",
        "--minutes", str(minutes), "--places", str(places), "--link", JOIN_LINK, *more,
    )  # fmt: skip
    return said.strip().rpartition(" ")[2].rstrip(".")
