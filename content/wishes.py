"""What people may choose to tell: their name to instructors, and the time of day that suits them best."""

from __future__ import annotations

from content import choices
from content.screen import Choice, Screen
from content.words import Words, paragraphs
from programme.model import DayPart, Wishes

PARTS = {DayPart.MORNING: "Morning", DayPart.LUNCH: "Lunch", DayPart.AFTERNOON: "Afternoon"}
NOTHING = "none"


def ways(words: Words) -> tuple[Choice, ...]:
    """From /settings."""
    return Choice(words.plain("Name for instructors"), "showname"), Choice(words.plain("Best time"), "besttimes")


def name(words: Words, wishes: Wishes, *, problem: str = "", saved: bool = False) -> Screen:
    """Off for everybody at first; on takes a name, typed or there already."""
    is_on = wishes.shown_to_instructors_at is not None and wishes.name is not None
    text = paragraphs(
        words.say("I need a name of 1 to 60 letters.") if problem else None,
        words.say("<b>Your name for instructors</b>"),
        words.say("Instructors see how many people come, and no names."),
        words.say("If you like, they can see your name too, on sessions you've booked. Never on ones about health."),
        words.say("Now: they see {names}.", names=wishes.name)
        if is_on
        else words.say("Now: they don't see your name."),
        words.say("To change it, type another name.") if is_on else words.say("Type the name you'd like them to see."),
    )
    show = Choice(words.plain("Show my name to instructors"), "shown") if wishes.name and not is_on else None
    hide = Choice(words.plain("Hide my name from instructors"), "hidename") if is_on else None
    rows = tuple((choice,) for choice in (show, hide, choices.settings(words)) if choice)
    return Screen(text, rows, asks="shown", toast=words.plain("Saved.") if saved else "")


def best_time(words: Words, wishes: Wishes, *, saved: bool = False) -> Screen:
    now = words.plain(PARTS[wishes.best_time]) if wishes.best_time else words.plain("any time")
    text = paragraphs(
        words.say("<b>The time that suits you best</b>"),
        words.say("Now: {time}.", time=now),
        words.say("It helps the programme to plan. You can still book any session."),
    )
    back = (choices.settings(words), choices.timetable(words))
    return Screen(text, (*_parts(words), back), toast=words.plain("Saved.") if saved else "")


def after_two_missed(words: Words) -> Screen:
    """Asked once; a no-show is never held against anybody."""
    text = paragraphs(
        words.say("What time of day suits you best?"),
        words.say("You've had to miss a couple, and that's fine. Would another time be easier?"),
        words.say("Press one and I'll remember it. I won't ask again."),
    )
    return Screen(text, (*_parts(words), (choices.timetable(words),)))


def _parts(words: Words) -> tuple[tuple[Choice, ...], ...]:
    parts = tuple(Choice(words.plain(label), f"besttime:{part}") for part, label in PARTS.items())
    return (parts, (Choice(words.plain("Any time"), f"besttime:{NOTHING}"),))
