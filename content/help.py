"""Help that fits the role, and an answer to what was not understood."""

from __future__ import annotations

from markupsafe import Markup

from content import choices, menus
from content.screen import Screen
from content.words import Words, listed, paragraphs
from programme.model import Purpose, Role, Visitor

BY_ROLE = (
    (Role.INSTRUCTOR, "You lead sessions. /post puts one on the timetable; /classes shows how many will come."),
    (Role.HR, "You're an HR contact. You'll never see who takes part, only totals of larger groups."),
    (Role.TEAM, "You're on the programme team. You look after workplaces, links and people in /programme."),
)


def screen(words: Words, visitor: Visitor) -> Screen:
    if Purpose.JOINING not in visitor.consents:
        return _for_strangers(words)
    text = paragraphs(
        words.say("<b>What you can do here</b>"),
        commands(words, visitor),
        listed(words.say(said) for role, said in BY_ROLE if visitor.holds(role)),
        words.say("Press a button, or type what it says or its number."),
    )
    return Screen(text, ((choices.timetable(words), choices.bookings(words)),))


def not_understood(words: Words, visitor: Visitor, *, pressed: bool) -> Screen:
    """Unknown input, or a button of the past: no blame, and the ways on."""
    sorry = words.say("Sorry, that doesn't work here.") if pressed else words.say("Sorry, I didn't get that.")
    if Purpose.JOINING not in visitor.consents:
        return _unknown_stranger(words, sorry)
    text = paragraphs(sorry, words.say("Here's what you can do:"), commands(words, visitor))
    return Screen(text, ((choices.timetable(words), choices.bookings(words)), (choices.help_(words),)))


def commands(words: Words, visitor: Visitor) -> Markup:
    """One line for each command, as in the menu."""
    return listed(
        words.say("/{name} – {description}", name=name, description=menus.description(words, name))
        for name in menus.names(visitor)
    )


def _for_strangers(words: Words) -> Screen:
    text = paragraphs(
        words.say("<b>What you can do here</b>"),
        words.say("Book short movement sessions and webinars, be reminded, and join with one tap. It's free."),
        words.say("First you need the link or code from your workplace. Ask your HR or wellbeing team."),
        words.say("Have a code? Type it here, like this: ABCD-EFGH"),
    )
    return Screen(text, ((choices.privacy(words),),), asks="code", numbers_choose=True)


def _unknown_stranger(words: Words, sorry: Markup) -> Screen:
    text = paragraphs(
        sorry,
        words.say("If you have a code from your workplace, type it on its own, like this: ABCD-EFGH"),
        words.say("No code yet? Ask your HR or wellbeing team."),
    )
    return Screen(text, ((choices.help_(words), choices.privacy(words)),), asks="code", numbers_choose=True)
