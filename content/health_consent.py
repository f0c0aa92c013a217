"""Health-related sessions ask their own consent first, and let it be taken back."""

from __future__ import annotations

from content import choices
from content.screen import Choice, Screen
from content.words import Words, listed, paragraphs

POINTS = (
    "We keep that you booked it, as with any booking. We never ask about your own health.",
    "Reminders won't name it. The title is one tap away.",
    "Your employer gets no figures about it.",
    "You can change your mind in /settings or /privacy.",
)


def ask(words: Words, session_id: str) -> Screen:
    """Shown before a first booking of this sort."""
    text = paragraphs(
        words.say("<b>This session is about health</b>"),
        words.say("Booking it might say something about you, so we ask you first:"),
        listed(words.say("• {point}", point=words.plain(point)) for point in POINTS),
        words.say("Is that all right with you?"),
    )
    row = (choices.agree(words, f"health:{session_id}"), choices.decline(words, f"s:{session_id}"))
    return Screen(text, (row,))


def ask_to_withdraw(words: Words) -> Screen:
    text = paragraphs(
        words.say("Take back your consent for sessions about health?"),
        words.say("Your bookings for them will be cancelled. Your other bookings stay."),
    )
    row = (
        Choice(words.plain("Yes, take it back"), "withdraw:yes"),
        Choice(words.plain("Keep it"), "settings"),
    )
    return Screen(text, (row,))


def withdrawn(words: Words) -> Screen:
    text = paragraphs(
        words.say("Done. You've taken back your consent for sessions about health."),
        words.say("Your bookings for them are cancelled. If you book one again, we'll ask you again."),
    )
    return Screen(text, ((choices.timetable(words), choices.settings(words)),))


def way_to_withdraw(words: Words) -> Choice:
    return Choice(words.plain("Take back health consent"), "withdraw")
