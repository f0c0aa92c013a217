"""Coming in: what the programme is, how to get a code, and what you agree to before anything is kept."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from content import choices
from content.screen import Choice, Screen
from content.words import Words, listed, paragraphs
from programme.model import Role

TITLE = "<b>Find Your Active: Workplace Edition</b>"


def hello(words: Words) -> Screen:
    """For somebody who is not (or no longer) with us, and has no code in hand."""
    text = paragraphs(
        words.say(TITLE),
        words.say("Short movement sessions for your working day, online and free."),
        words.say(
            "To come in you need the link or code from your workplace. It's often on the staff intranet; "
            "your HR or wellbeing team has it too."
        ),
        words.say("Have a code? Type it here, like this: ABCD-EFGH"),
    )
    return Screen(text, ((choices.privacy(words), choices.help_(words)),), asks="code", numbers_choose=True)


def wrong_code(words: Words, *, paused: bool) -> Screen:
    """One answer for wrong, used up, expired and revoked: which it was is never told."""
    if paused:
        text = paragraphs(
            words.say("That's a few codes that didn't work, so let's take a break."),
            words.say("Please try again in an hour, with a fresh link or code from your workplace."),
        )
    else:
        text = paragraphs(
            words.say("Sorry, that link or code doesn't work."),
            words.say("Check it and type it again, or ask whoever gave it to you for a new one."),
        )
    return Screen(text, ((choices.help_(words),),), asks="code", numbers_choose=True, keeps_before=True)


def already_in(words: Words) -> Screen:
    text = words.say("You're already in. There's nothing more to do.")
    return Screen(text, ((choices.timetable(words), choices.bookings(words)),))


def welcome(words: Words, role: Role, controller: str, workplace: str | None) -> Screen:
    """The privacy screen: everything that matters on one small screen, before anything is kept."""
    text = paragraphs(
        words.say(TITLE),
        _invitation(words, role, workplace),
        listed(words.say("• {point}", point=point) for point in _points(words, role, controller)),
        words.say("Is that all right with you?"),
    )
    return _asking(words, text, more=True)


def more(words: Words, role: Role, controller: str, contact: str, url: str) -> Screen:
    """What "More" adds: why, how long, who else, and your rights."""
    text = paragraphs(
        words.say("<b>More about your details</b>"),
        words.say("Why: to book your places, remind you, show your progress and count how many people take part."),
        words.say(
            "How long: while you take part; what you book and log, for 13 months at most. You can leave at any time"
            " with /privacy."
        ),
        _health(words, role),
        words.say(
            "Telegram carries this chat and could read it. Please don't type anything about your health here, except"
            " in /resources, where we don't keep it."
        ),
        words.say(
            "You may ask {controller} to show, correct or delete what is kept. "
            "You may also complain to the Information Commissioner (ico.org.uk).",
            controller=controller,
        ),
        questions(words, contact, url),
    )
    return _asking(words, text, more=False)


def questions(words: Words, contact: str, url: str) -> Markup | None:
    """Where to ask about privacy; nothing where the operator has given neither address."""
    parts = [
        words.say("Questions: {contact}", contact=contact) if contact else None,
        words.say('<a href="{url}">The full privacy notice</a>', url=url) if url else None,
    ]
    return listed(part for part in parts if part) or None


def declined(words: Words, *, member: bool) -> Screen:
    if member:
        text = words.say("That's fine. Nothing has changed.")
        return Screen(text, ((choices.timetable(words),),))
    text = paragraphs(
        words.say("That's fine. You haven't joined. /privacy says what little we keep of this chat, and for how long."),
        words.say("If you change your mind, use the same link or code again."),
    )
    return Screen(text, asks="code", numbers_choose=True)


def joined(words: Words, timetable: Screen) -> Screen:
    """An employee's first screen."""
    first = words.say("You're in. Here's what's on. All else is in /help.")
    return replace(timetable, text=paragraphs(first, timetable.text))


def moving(words: Words, current: str, offered: str) -> Screen:
    """A second workplace's code."""
    text = paragraphs(
        words.say("You're with {current} now. This code is for {offered}.", current=current, offered=offered),
        words.say(
            "If you've moved, your bookings come with you, except for sessions that are only for people at {current}.",
            current=current,
        ),
    )
    row = (Choice(words.plain("I've moved"), "moved"), Choice(words.plain("Stay"), "stay"))
    return Screen(text, (row,))


def moved(words: Words, workplace: str) -> Screen:
    text = words.say("Done. You're now with {workplace}.", workplace=workplace)
    return Screen(text, ((choices.timetable(words), choices.bookings(words)),))


def stayed(words: Words) -> Screen:
    text = words.say("That's fine. Nothing has changed.")
    return Screen(text, ((choices.timetable(words), choices.bookings(words)),))


def naming(words: Words, role: Role) -> Screen:
    """Asked once of those whom others need to know by name."""
    why = (
        words.say("People see it on your sessions.")
        if role is Role.INSTRUCTOR
        else words.say("The programme team sees it.")
    )
    text = paragraphs(words.say("What name should people see?"), why, words.say("Type it here, for example: Sam Green"))
    return Screen(text, asks="name")


def _asking(words: Words, text: Markup, *, more: bool) -> Screen:
    agreeing = (choices.agree(words, "agree"), choices.decline(words, "decline"))
    rows = (agreeing, (Choice(words.plain("More"), "more"),)) if more else (agreeing,)
    return Screen(text, rows)


def _invitation(words: Words, role: Role, workplace: str | None) -> Markup:
    name = workplace or words.plain("your workplace")
    if role is Role.INSTRUCTOR:
        return words.say("You're invited to lead sessions. Before you join:")
    if role is Role.HR:
        return words.say("You're invited as the HR contact of {workplace}. Before you join:", workplace=name)
    if role is Role.TEAM:
        return words.say("You're invited to the programme team. Before you join:")
    return words.say("Short movement sessions for people at {workplace}. Before you join:", workplace=name)


def _points(words: Words, role: Role, controller: str) -> tuple[Markup, ...]:
    return (
        words.say("{controller} runs this.", controller=controller),
        _kept(words, role),
        _seen(words, role),
        words.say("Telegram itself could read this chat."),
    )


def _kept(words: Words, role: Role) -> Markup:
    """Complete: whatever is added to the record about people belongs here, in `content.privacy`, and raises
    `programme.consent.CONSENT_VERSION`."""
    if role is Role.EMPLOYEE:
        return words.say(
            "We keep your Telegram chat number, workplace, bookings and whether you came, the minutes you log, how you"
            " rate sessions, your answers about being active, challenges and settings. Not your name or phone."
        )
    if role is Role.INSTRUCTOR:
        return words.say(
            "We keep your Telegram chat number, your sessions, how many came, your settings and the name you choose,"
            " and what you book or log yourself."
        )
    return words.say(
        "We keep your Telegram chat number, role and settings, what you book or log yourself, and a name or e-mail"
        " address if you give one. Not your phone number."
    )


def _seen(words: Words, role: Role) -> Markup:
    if role is Role.EMPLOYEE:
        return words.say("Your employer sees only totals of larger groups, never you.")
    if role is Role.INSTRUCTOR:
        return words.say("People who may book see your name. Employers see only totals of larger groups.")
    if role is Role.HR:
        return words.say("You'll see only totals of larger groups, never who took part.")
    return words.say("What you do for the programme is recorded. Employers see only totals of larger groups.")


def _health(words: Words, role: Role) -> Markup | None:
    if role is not Role.EMPLOYEE:
        return None
    return words.say("Sessions about health: we ask you first, each person decides, and employers get no figures.")
