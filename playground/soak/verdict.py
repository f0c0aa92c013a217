"""What the day has shown: promises, figures, and, with evidence that is doctored, that a broken one would be seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from playground.soak.evidence import REMINDER, Evidence, Said

LONDON = ZoneInfo("Europe/London")
IN_FLIGHT = 8
"""How much may be under way when the process is killed, of notices and of answers each."""
SECONDS_TO_START = 10.0
SECONDS_TO_STOP = 10.0


def promises(seen: Evidence) -> dict[str, int]:
    """Each promise, and how often it was broken."""
    kept = seen.kept
    return {
        "sessions with more people than places": kept.oversold,
        "taps lost: kept and never answered": kept.unanswered,
        "taps lost: people whose last word has no answer": left_alone(seen),
        "updates put aside that could be read": max(0, kept.quarantined - seen.poisons),
        "notices overdue": kept.overdue,
        "notices that must arrive and did not": max(0, kept.lost - seen.unclear // 2),
        "reminders after the start": stale_reminders(seen),
        "reminders doubled more often than crashes and lost answers explain": max(0, doubled(seen) - explained(seen)),
        "calls refused by our own fault": seen.refused.total(),
        "presses left without an answer": seen.open_presses,
        f"starts that took more than {SECONDS_TO_START:.0f} s": int(seen.slowest_start > SECONDS_TO_START),
        f"stops that took more than {SECONDS_TO_STOP:.0f} s, or did not end with 0": int(
            seen.slowest_stop > SECONDS_TO_STOP or seen.exit_code != 0
        ),
    }


def left_alone(seen: Evidence) -> int:
    return sum(bool(chat) and not chat[-1].by_bot for chat in seen.chats)


def doubled(seen: Evidence) -> int:
    """Reminders of the same session to the same person, beyond the first; whoever booked anew is counted too."""
    return sum(sum(reminders(chat).values()) - len(reminders(chat)) for chat in seen.chats)


def reminders(chat: tuple[Said, ...]) -> Counter[str]:
    """How often somebody was reminded of what starts at a time."""
    found = (REMINDER.match(said.text) for said in chat if said.by_bot)
    return Counter(match.group(1) for match in found if match)


def explained(seen: Evidence) -> int:
    return IN_FLIGHT * seen.kills + seen.unclear


def stale_reminders(seen: Evidence) -> int:
    """Reminders that came after their session had begun, by more than the clock leaps at a time."""
    return sum(is_late(said.text, said.at, seen.step) for chat in seen.chats for said in chat if said.by_bot)


def is_late(text: str, came_at: datetime, grace: timedelta) -> bool:
    """*came_at* is aware. A time that the night of the autumn change has twice is over with its second one."""
    found = REMINDER.match(text)
    if found is None:
        return False
    hour, minute = map(int, found.group(1).split(":"))
    on_the_day = came_at.astimezone(LONDON).replace(hour=hour, minute=minute, second=0, microsecond=0)
    starts = max(on_the_day.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    return starts + grace < came_at < starts + timedelta(hours=12)


def controls(seen: Evidence) -> dict[str, bool]:
    """Evidence doctored in one way each; whether the promise that it breaks is seen to be broken."""
    asks = Said(False, "/help", datetime(2027, 3, 28, 12, 0, tzinfo=UTC))
    late = Said(True, "Your 12:30 starts in 1 minute.", datetime(2027, 3, 28, 14, 30, tzinfo=UTC))
    often = (replace(late, at=datetime(2027, 3, 28, 11, 20, tzinfo=UTC)),) * (explained(seen) + doubled(seen) + 2)
    kept = seen.kept
    doctored = {
        "a lost tap": replace(seen, kept=replace(kept, unanswered=kept.unanswered + 1)),
        "a person left without an answer": replace(seen, chats=(*seen.chats, (asks,))),
        "a lost notice": replace(seen, kept=replace(kept, lost=kept.lost + seen.unclear + 1)),
        "reminders sent again and again": replace(seen, chats=(*seen.chats, often)),
        "a late reminder": replace(seen, chats=(*seen.chats, (late,)), step=min(seen.step, timedelta(hours=1))),
        "a place sold twice": replace(seen, kept=replace(kept, oversold=kept.oversold + 1)),
        "a good update put aside": replace(seen, kept=replace(kept, quarantined=kept.quarantined + seen.poisons + 1)),
        "a message that Telegram refuses": replace(seen, refused=seen.refused + Counter(["sendMessage: too long"])),
        "an exit that is not in order": replace(seen, exit_code=1),
    }
    before = promises(seen)
    return {name: is_worse(promises(worse), before) for name, worse in doctored.items()}


def is_worse(worse: Mapping[str, int], before: Mapping[str, int]) -> bool:
    return any(worse[name] > before[name] for name in before)


def report(seen: Evidence, figures: Mapping[str, object]) -> bool:
    """Print everything; whether every promise was kept, and every control would be seen."""
    broken, seen_through = promises(seen), controls(seen)
    for name, value in figures.items():
        print(f"  {name}: {value}")
    for name, number in broken.items():
        print(f"{'kept  ' if not number else 'BROKEN'}  {name}: {number}")
    for what, number in seen.refused.most_common(5):
        print(f"        {number} x {what}")
    for name, would_be_seen in seen_through.items():
        print(f"control {name} {'would be seen' if would_be_seen else 'WOULD NOT BE SEEN'}")
    return not any(broken.values()) and all(seen_through.values())
