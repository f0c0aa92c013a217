"""Cancelling a session: a note for those who were to come, and being asked whether one is sure."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import times
from content.screen import Choice, Screen
from content.sessions import shortened
from content.words import Words, paragraphs
from programme.model import Led, Session


def ask_note(words: Words, led: Led, zone: ZoneInfo, *, problem: str = "") -> Screen:
    """Before anything is cancelled: something to tell those who were to come."""
    session = led.session
    text = paragraphs(
        words.say("That's too long. Please keep it to 300 letters.") if problem == "too_long" else None,
        words.say("I can't see any letters there. Please type a note.") if problem == "missing" else None,
        words.say("Cancel {title}, {when}?", title=shortened(session.title, 120), when=_when(words, session, zone)),
        words.say("Type a short note for the people who were to come, or press “No note”."),
        words.say("The note isn't shown for this one, since it's about health.") if session.is_health_related else None,
    )
    rows = (
        (
            Choice(words.plain("No note"), f"callsure:{session.id}"),
            Choice(words.plain("Keep it"), f"class:{session.id}"),
        ),
    )
    return Screen(text, rows, asks=f"callnote:{session.id}")


def ask_sure(words: Words, led: Led, note: str, zone: ZoneInfo, *, later: int = 0, to_come: int = 0) -> Screen:
    """*later* and *to_come* are how many of its series "This and later" and "All" reach; 0 where it has none."""
    session = led.session
    text = paragraphs(
        words.say("Cancel {title}, {when}?", title=shortened(session.title, 120), when=_when(words, session, zone)),
        _who_is_told(words, led),
        words.say("Your note: {note}", note=note) if note else words.say("No note."),
        _reach(words, later, to_come),
    )
    keep = Choice(words.plain("Keep it"), f"class:{session.id}")
    sure = f"calledoff:{session.id}:note" if note else f"calledoff:{session.id}:"
    if not later:
        return Screen(text, ((Choice(words.plain("Yes, cancel it"), sure.rstrip(":")), keep),))
    one = Choice(words.plain("Only this one"), f"{sure}:one")
    both = (Choice(words.plain("This and later"), f"{sure}:later"), Choice(words.plain("All"), f"{sure}:all"))
    return Screen(text, ((one,), both, (keep,)))


def _who_is_told(words: Words, led: Led) -> Markup:
    told = led.booked + led.waiting
    if led.openness:
        return words.say("Anybody booked or waiting will be told at once.")
    if not told:
        return words.say("Nobody is booked yet.")
    return words.count(
        "The one person booked or waiting will be told at once.",
        "All {n} people booked or waiting will be told at once.",
        told,
    )


def _reach(words: Words, later: int, to_come: int) -> Markup | None:
    if not later:
        return None
    return words.say(
        "It's one of a weekly series. “This and later” cancels {later} sessions, “All” the {all} that are to come. "
        "Everybody booked on those is told, and the series ends.",
        later=later,
        all=to_come,
    )


def _when(words: Words, session: Session, zone: ZoneInfo) -> str:
    return times.zoned(words, session.starts_at, zone)
