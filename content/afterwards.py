"""After a session: "Did you make it?" and "How many came?". Neither names the session."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from content import choices, minutes, times
from content.screen import Choice, Screen
from content.words import Words, paragraphs
from programme.model import Category, Entry, Session

HEADS = (0, 5, 10, 15, 20, 30)
"""Numbers of people on buttons; any other is typed."""


def did_you_make_it(words: Words, session: Session, _now: datetime, zone: ZoneInfo) -> Screen:
    over = words.say("Your {clock} is over. Did you make it?", clock=times.clock(session.starts_at, zone))
    yes = words.plain("Yes")
    if session.category is Category.MOVEMENT:
        yes = words.plain("Yes, {n} min", n=session.minutes)
    row = (
        Choice(yes, f"made:{session.id}"),
        Choice(words.plain("Not this time"), f"missed:{session.id}"),
    )
    return Screen(over, (row,))


def made_it(words: Words, session_id: str, logged: Entry | None, *, is_movement: bool) -> Screen:
    """The minutes are on the log already; Change and Undo are one tap away."""
    undo = Choice(words.plain("Undo"), f"unmade:{session_id}")
    if logged is None:
        said = "Thanks, noted. No minutes are logged for it." if is_movement else "Thanks for coming. It's noted."
        return Screen(words.say(said), ((undo, choices.timetable(words)),), toast=words.plain("Noted."))
    text = paragraphs(
        words.say("<b>Well done.</b> It's on your log:"),
        words.say("{line}", line=minutes.line(words, logged)),
    )
    change = Choice(words.plain("Change"), f"logamend:{logged.id}")
    return Screen(
        text,
        ((change, undo), (choices.progress(words), choices.timetable(words))),
        toast=words.plain("Logged."),
    )


def missed_it(words: Words, session_id: str) -> Screen:
    text = words.say("That's fine, and thanks for saying. There's always another one.")
    return Screen(text, ((Choice(words.plain("I did make it"), f"made:{session_id}"), choices.timetable(words)),))


def how_many_came(words: Words, session: Session, _now: datetime, zone: ZoneInfo) -> Screen:
    text = paragraphs(
        words.say("Your {clock} is over. How many came?", clock=times.clock(session.starts_at, zone)),
        words.say("Your count is worth more than ours: not everybody joins by our link."),
    )
    heads = [Choice(str(n), f"counted:{session.id}:{n}") for n in HEADS]
    other = Choice(words.plain("Another number"), f"counting:{session.id}")
    return Screen(text, (tuple(heads[:3]), tuple(heads[3:]), (other,)), asks=f"counted:{session.id}")


def counting(words: Words, session: Session, zone: ZoneInfo, *, again: bool) -> Screen:
    text = paragraphs(
        words.say("I need a number from 0 to 5000.") if again else None,
        words.say(
            "How many came on {when}? Type a number, such as 12.",
            when=times.day_and_clock(words, session.starts_at, zone),
        ),
    )
    return Screen(text, ((choices.timetable(words),),), asks=f"counted:{session.id}")


def counted(words: Words, session: Session, zone: ZoneInfo) -> Screen:
    when = times.day_and_clock(words, session.starts_at, zone)
    text = words.count("Thanks. {n} person came on {when}.", "Thanks. {n} people came on {when}.",
                       session.head_count or 0, when=when)  # fmt: skip
    change = Choice(words.plain("Change"), f"counting:{session.id}")
    return Screen(text, ((change, choices.timetable(words)),), toast=words.plain("Saved."))
