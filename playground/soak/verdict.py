"""What the day has shown: promises, figures, and the answer."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playground.serve import Telegram
from programme.promises import Kept

REMINDER = re.compile(r"^Your (\d\d):(\d\d) starts")
LONDON = ZoneInfo("Europe/London")


def stale_reminders(telegram: Telegram, grace: timedelta) -> int:
    """Reminders that came after their session had begun. *grace*: how much simulated time passes in a real second."""
    return sum(
        is_late(message.text, message.date.astimezone(LONDON), grace)
        for chat in telegram.world.chats.values()
        for message in chat.done_by_bot
        if message.edited is None
    )


def is_late(text: str, came_at: datetime, grace: timedelta) -> bool:
    found = REMINDER.match(text)
    if found is None:
        return False
    starts = came_at.replace(hour=int(found.group(1)), minute=int(found.group(2)), second=0, microsecond=0)
    return came_at > starts + grace and came_at - starts < timedelta(hours=12)


def refusals(telegram: Telegram) -> Counter[str]:
    """What was refused that no ordered fault refused: the bot's own mistakes."""
    return Counter(
        f"{call.method}: {call.description}"
        for call in telegram.refused
        if call.fault is None and not is_success(call.description)
    )


def is_success(description: str) -> bool:
    """What says that it is so already, or ends a poll whose process was killed."""
    words = ("not modified", "query is too old", "terminated by other getUpdates")
    return any(text in description for text in words)


def unanswered(telegram: Telegram) -> int:
    return len(telegram.unanswered())


def report(kept: Kept, figures: dict[str, object], refused: Counter[str], stale: int, open_presses: int) -> bool:
    """Print everything; whether every promise was kept."""
    promises = {
        "sessions with more people than places": kept.oversold,
        "taps lost (kept and never answered)": kept.unanswered,
        "updates that could not be handled": kept.quarantined,
        "notices overdue": kept.overdue,
        "notices that must arrive and did not": kept.lost,
        "reminders after the start": stale,
        "calls refused by our own fault": refused.total(),
        "presses left without an answer": open_presses,
    }
    for name, value in figures.items():
        print(f"  {name}: {value}")
    for name, number in promises.items():
        print(f"{'kept  ' if not number else 'BROKEN'}  {name}: {number}")
    for what, number in refused.most_common(5):
        print(f"        {number} x {what}")
    return not any(promises.values())
