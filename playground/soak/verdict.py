"""What the day has shown: promises and figures."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

from playground.soak import changes
from playground.soak.evidence import REMINDER, Evidence, Said
from playground.soak.stage import LONDON

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
        **{name: len(found) for name, found in offences(seen).items()},
    }


def offences(seen: Evidence) -> dict[str, list[str]]:
    """What is read from the chats about changes of classes: each promise, and every case of its being broken."""
    of = seen.changes
    return {
        "people who had a place on a class that was called off, and were never told": changes.never_told_it_is_off(of),
        "people who had a place on a class that moved, and were never told": changes.never_told_it_has_moved(of),
        "changes told again with no crash and no lost answer in between": changes.told_again(of),
        "reminders of a class after its people were told that it is off or has moved": changes.reminded_in_vain(of),
        "people told last that they are booked where the record does not have them": changes.told_falsely(of),
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
