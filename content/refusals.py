"""Every "no" of the programme, said kindly, with what to do next."""

from __future__ import annotations

from markupsafe import Markup

from content import choices, joining
from content.screen import Screen
from content.words import Words, paragraphs
from programme.errors import (
    AlreadyCovered,
    CodeNotValid,
    ConsentNeeded,
    EmployerExists,
    EmployerUnknown,
    LastOfTeam,
    NotAllowed,
    NotBooked,
    NotFound,
    NotYetOpen,
    Refusal,
    SessionGone,
    TooLate,
    TooManyBookings,
    TooManyCodes,
    Unusable,
)
from programme.model import Purpose, Visitor

SENTENCES: tuple[tuple[type[Refusal], str, str], ...] = (
    (NotFound, "Sorry, I can't find that. It may have gone.", "See what's on:"),
    (
        SessionGone,
        "Sorry, that session has been cancelled.",
        "There's nothing you need to do. See what else is on:",
    ),
    (TooLate, "It's too late for that: the session has started or is over.", "See what's on next:"),
    (
        ConsentNeeded,
        "This session is about health, so we need to ask you first.",
        "Open it again and press Book.",
    ),
    (
        NotYetOpen,
        "It's a bit early. The link comes 30 minutes before the start.",
        "Your place is safe. Come back a little later.",
    ),
    (
        TooManyBookings,
        "You have as many places to come as one person can hold.",
        "Give one up first, so that there's room for others:",
    ),
    (NotBooked, "You don't have a place on this one.", "You can book it in the timetable, if there's room:"),
    (NotAllowed, "That isn't something you can do here.", "Here's what you can do:"),
    (
        AlreadyCovered,
        "Thank you for offering. Somebody else has that one already, or it isn't needed any more.",
        "There's nothing you need to do. See what's on:",
    ),
    (EmployerExists, "There's already a workplace of that name.", "Please choose another name."),
    (EmployerUnknown, "There's no workplace of that name.", "Please check how it's spelt."),
    (LastOfTeam, "Somebody has to be on the team.", "Invite somebody else to it first, then try again."),
)

PROBLEMS = {
    "missing": "That's empty. Please type something.",
    "too_long": "That's too long. Please make it shorter.",
    "past": "That time has gone. Please choose a later one.",
    "too_far": "That's more than a year ahead. Please choose an earlier time.",
    "range": "That number is too small or too big.",
    "not_a_link": "That isn't a web link. It should start with https://",
    "not_https": "That link starts with http://, so it isn't private. Please paste the one that starts with https://",
    "not_a_date": "That isn't a date I understand. Please type it like this: 2026-11-24 12:30",
    "skipped": "The clocks go forward then, so that time doesn't exist. Please choose another.",
    "doubled": "The clocks go back then, so that time comes twice. Please choose another.",
    "unknown": "I don't know that one.",
}


def screen(words: Words, refusal: Refusal, visitor: Visitor) -> Screen:
    """What *visitor* is told; somebody who has not joined, or has left, is told how to come in."""
    if isinstance(refusal, CodeNotValid | TooManyCodes):
        return joining.wrong_code(words, paused=isinstance(refusal, TooManyCodes))
    if Purpose.JOINING not in visitor.consents:
        return joining.hello(words)
    if isinstance(refusal, Unusable):
        return _unusable(words, refusal)
    first, then = next(
        ((first, then) for kind, first, then in SENTENCES if isinstance(refusal, kind)),
        ("Sorry, that didn't work.", "Nothing has changed. Here's what you can do:"),
    )
    return _with_ways_on(words, paragraphs(words.say(first), words.say(then)))


def broken(words: Words, *, applied: bool = False) -> Screen:
    """Something of ours broke, three times over, on what this person did; *applied*: only the answer to it did."""
    first = words.say("Sorry, that didn't work. It's our fault, not yours.")
    then = words.say("Nothing was booked or changed by it. Please try again, or look at your bookings:")
    if applied:
        first = words.say("Sorry, I can't show you what came of that. It's our fault, not yours.")
        then = words.say("It was done all the same, so please don't do it again. Look at your bookings:")
    return _with_ways_on(words, paragraphs(first, then))


def too_much(words: Words) -> Screen:
    """More came at once than can be answered; said once a minute."""
    text = paragraphs(
        words.say("That's a lot at once. I'll carry on with what came first."),
        words.say("Please wait for my answers. What you send meanwhile may be missed."),
    )
    return Screen(text, ((choices.help_(words),),))


def later(words: Words) -> Screen:
    """The record does not answer just now. Said without knowing whether the last commit was kept, so it claims nothing;
    what was pressed or typed is tried again until it is answered."""
    text = paragraphs(
        words.say("Sorry, I can't get at my records just now."),
        words.say("You don't need to do it again. I'll see to it as soon as I can, and then tell you how it went."),
        words.say("Until I do, please don't count on it."),
    )
    return Screen(text, ((choices.bookings(words),),))


def storage(words: Words) -> Screen:
    """The record is damaged, and the bot is about to stop; what was pressed may be gone with it."""
    text = paragraphs(
        words.say("Sorry, something is wrong with my records, and I couldn't save that."),
        words.say("Please don't count on it. Look at your bookings in an hour or two, and try again then."),
    )
    return _with_ways_on(words, text)


def _unusable(words: Words, refusal: Unusable) -> Screen:
    """The question stays open, so that the next thing typed is the new answer."""
    said = words.say(PROBLEMS.get(refusal.problem, "Sorry, I can't use that. Please try something else."))
    if refusal.field == "name":
        return Screen(
            paragraphs(said, words.say("A name has 1 to 60 letters. What name should people see?")),
            asks="name",
        )
    return Screen(said, ((choices.timetable(words), choices.settings(words)),))


def _with_ways_on(words: Words, text: Markup) -> Screen:
    return Screen(text, ((choices.timetable(words), choices.bookings(words)), (choices.help_(words),)))
