"""Settings: reminders, the workplace, and consent for sessions about health."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from content import choices, health_consent, nudges, questions, times, wishes
from content.screen import Choice, Screen
from content.words import Words, listed, paragraphs
from programme.model import Person, Purpose, Role, Visitor

REMINDERS = (0, 5, 10, 15, 30, 60)
"""Minutes before the start that may be chosen; 0 is off."""


def screen(
    words: Words,
    visitor: Visitor,
    person: Person,
    *,
    saved: bool = False,
    may_answer: bool = True,
    hr_of: Sequence[str] = (),
) -> Screen:
    """*may_answer*: whether there is a question to answer about how active they are. *hr_of*: the workplaces whose HR
    they are, by name."""
    text = paragraphs(
        words.say("<b>Settings</b>"),
        _workplace(words, visitor, hr_of),
        words.say("Your name for others: {name}.", name=person.display_name) if person.display_name else None,
        _day_before(words, person),
        _reminder(words, person),
    )
    rows = _rows(words, visitor, person, may_answer=may_answer)
    return Screen(text, rows, toast=words.plain("Saved.") if saved else "")


def ask_left(words: Words, workplace: str) -> Screen:
    text = paragraphs(
        words.say("Have you left {workplace}?", workplace=workplace),
        words.say("You can still book sessions that are open to all. Your places on their own ones go to others."),
    )
    row = (
        Choice(words.plain("Yes, I've left"), "left:yes"),
        Choice(words.plain("No, I'm still there"), "settings"),
    )
    return Screen(text, (row,))


def left(words: Words) -> Screen:
    text = paragraphs(
        words.say("Done. You're no longer linked to a workplace."),
        words.say("You can still book sessions that are open to all. With a new workplace's code you can join it."),
    )
    return Screen(text, ((choices.timetable(words), choices.settings(words)),))


def _reminder(words: Words, person: Person) -> Markup:
    if person.reminder_minutes == 0:
        return words.say("Reminder before each session: off. Change it here:")
    before = times.minutes(words, person.reminder_minutes)
    return words.say("Reminder before each session: {before}. Change it here:", before=before)


def _day_before(words: Words, person: Person) -> Markup:
    if person.day_before_off_at:
        return words.say("Reminder the working day before, for sessions of 30 minutes or more: off.")
    return words.say("Reminder the working day before, for sessions of 30 minutes or more: on, at 16:00.")


def _workplace(words: Words, visitor: Visitor, hr_of: Sequence[str]) -> Markup:
    contact = words.say("You're HR contact for {name}.", name=", ".join(hr_of)) if hr_of else None
    if visitor.employer:
        return listed(one for one in (words.say("Workplace: {name}.", name=visitor.employer.name), contact) if one)
    if contact:
        return listed([contact, words.say("Work there too? Open your colleagues' link yourself: /invite makes one.")])
    return words.say("Workplace: none. You see the sessions that are open to all.")


def _rows(words: Words, visitor: Visitor, person: Person, *, may_answer: bool) -> tuple[tuple[Choice, ...], ...]:
    remind = [Choice(_label(words, minutes), f"remind:{minutes}") for minutes in REMINDERS]
    extra = [
        Choice(words.plain("I've left this workplace"), "left") if visitor.employer else None,
        health_consent.way_to_withdraw(words) if Purpose.HEALTH in visitor.consents else None,
        Choice(words.plain("Change my name"), "naming") if _has_name(visitor) else None,
        choices.privacy(words),
    ]
    alone = tuple((choice,) for choice in extra if choice)
    rhythm = (nudges.hub_choice(words), *((questions.choice(words),) if may_answer else ()))
    told = wishes.ways(words)
    return (tuple(remind[:3]), tuple(remind[3:]), (_day_before_choice(words, person),), rhythm, told, *alone)


def _label(words: Words, minutes: int) -> str:
    if minutes == 0:
        return words.plain("Off")
    return words.plain("{n} minutes", n=minutes)


def _day_before_choice(words: Words, person: Person) -> Choice:
    if person.day_before_off_at:
        return Choice(words.plain("Day before: turn on"), "daybefore:on")
    return Choice(words.plain("Day before: turn off"), "daybefore:off")


def _has_name(visitor: Visitor) -> bool:
    """Whether the visitor's role shows a name of theirs to others."""
    return any(visitor.holds(role) for role in (Role.INSTRUCTOR, Role.HR, Role.TEAM))
