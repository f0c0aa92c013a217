"""Amira opens her link, books in a few taps, is reminded, and joins."""

from datetime import UTC, datetime, timedelta

from tests.stage import Stage

ECC = ("employee", "--employer", "Essex County Council")
LINK = "https://meet.example.org/desk-reset"


async def add_session(stage: Stage, starts_at: datetime, *more: str, title: str = "Desk reset") -> None:
    at = starts_at.astimezone(stage.settings.zone)
    await stage.command(
        "session", "add", title, "--kind", "seated", "--at", f"{at:%Y-%m-%d %H:%M}",
        "--minutes", "10", "--places", "20", "--link", LINK, *more,
    )  # fmt: skip


def tomorrow_noon(stage: Stage) -> datetime:
    return (stage.telegram.now + timedelta(days=1)).replace(hour=12, minute=30, second=0, microsecond=0)


async def test_from_link_to_booking_in_at_most_five_taps(stage: Stage) -> None:
    await add_session(stage, tomorrow_noon(stage))
    token = await stage.invite(*ECC)
    await stage.start()
    amira = stage.telegram.user("Amira")
    await amira.send(f"/start {token}")
    print((await amira.next()).text)
    await amira.press("I agree")
    print(await amira.next())
    print(stage.telegram.refused)
