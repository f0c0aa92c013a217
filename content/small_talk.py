"""What people say besides: hello, thanks, stop; each with a short answer, and what was asked stays open."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from content import choices
from content.screen import Choice, Screen
from content.words import Words, paragraphs
from programme.model import Person

HELLO, THANKS, STOP, HELP, UNDO, FINE = "hello", "thanks", "stop", "help", "undo", "fine"

SAID: Mapping[str, str] = MappingProxyType({
    **dict.fromkeys(("hi", "hello", "hey", "hiya", "hi there", "hello there", "good morning", "good afternoon",
                     "good evening", "morning"), HELLO),
    **dict.fromkeys(("thanks", "thank you", "thankyou", "cheers", "ta", "many thanks", "thanks a lot", "thx",
                     "thank you very much", "thanks very much", "thank you so much"), THANKS),
    **dict.fromkeys(("stop", "stop all", "stop it", "stop messages", "stop all messages", "stop messaging me",
                     "unsubscribe", "opt out", "no more messages", "stop reminders", "stop nudges", "end"), STOP),
    **dict.fromkeys(("help", "help me", "help please", "please help", "menu", "i need help"), HELP),
    **dict.fromkeys(("undo", "undo that", "undo it", "delete that", "delete it", "take it back"), UNDO),
    **dict.fromkeys(("ok", "okay", "k", "great", "cool", "fine", "good", "nice", "bye", "goodbye"), FINE),
})  # fmt: skip
"""Whole messages, as `bot.typed` folds them."""
ONLY_UNASKED = frozenset({UNDO, FINE})
"""What may be an answer where something is asked."""


def hello(words: Words) -> Screen:
    text = words.say("Hello. You can book a session, or log minutes you've moved.")
    return _kind(text, (choices.timetable(words), choices.log(words)))


def thanks(words: Words) -> Screen:
    return _kind(words.say("You're welcome."), (choices.timetable(words),))


def fine(words: Words) -> Screen:
    return _kind(words.say("Good. I'm here when you need me."), (choices.timetable(words),))


def help_(words: Words) -> Screen:
    text = paragraphs(
        words.say("You can book a session with /timetable, and log minutes with /log."),
        words.say("Not well, or having a hard time? See /resources."),
    )
    return _kind(text, (Choice(words.plain("All I can do"), "help"), choices.timetable(words)))


def undo(words: Words) -> Screen:
    text = words.say("What would you like to take back? Places you've booked are in one list, minutes in the other.")
    return _kind(text, (choices.bookings(words), choices.log(words)))


def stop(words: Words, person: Person, *, has_nudges: bool, reads_figures: bool = False) -> Screen:
    """What can be stopped now, the smallest first; nothing has happened yet."""
    ways = (
        Choice(words.plain("Stop all nudges"), "nudgestop") if has_nudges else None,
        Choice(words.plain("Turn off reminders"), "remind:0") if person.reminder_minutes else None,
        Choice(words.plain("Turn off day-before reminders"), "daybefore:off")
        if person.day_before_off_at is None
        else None,
        Choice(words.plain("Weekly summary"), "digest") if reads_figures else None,
        Choice(words.plain("Leave the programme"), "leave"),
    )
    text = paragraphs(
        words.say("What should stop?"),
        words.say("Nothing has changed yet. If you book a session, we still tell you if it's moved or cancelled."),
    )
    return Screen(text, tuple((way,) for way in ways if way), keeps_before=True)


def stop_stranger(words: Words) -> Screen:
    text = words.say("You haven't joined, so we don't send you any messages.")
    return Screen(text, ((choices.privacy(words),),), asks="code", numbers_choose=True)


SCREENS = MappingProxyType({HELLO: hello, THANKS: thanks, FINE: fine, HELP: help_, UNDO: undo})


def _kind(text: str, row: tuple[Choice, ...]) -> Screen:
    return Screen(paragraphs(text), (row,), keeps_before=True)
