"""Help that fits the role, and an answer to what was not understood."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from content import choices, menus
from content.screen import Choice, Screen
from content.words import Words, listed, paragraphs
from programme.model import Purpose, Role, Visitor

FEW = 3
"""Choices that are said again."""
OF_STRANGERS = frozenset({"help", "privacy"})
"""What everybody may press: no question of ours is open."""
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


def not_understood(
    words: Words, visitor: Visitor, *, pressed: bool, offered: tuple[tuple[str, str], ...] = ()
) -> Screen:
    """Unknown input, or a button of the past: no blame, and the ways on.

    What was *offered* before typing (labels and addresses) stays: said again where it is little, else still typable.
    """
    if pressed:
        return _lost(words, visitor)
    if Purpose.JOINING not in visitor.consents and OF_STRANGERS.issuperset(address for _, address in offered):
        return replace(_unknown_stranger(words, words.say("Hello.")), keeps_before=True)
    sorry = words.say("Sorry, I didn't get that.")
    if offered:
        return _still_offered(words, sorry, tuple(Choice(label, address) for label, address in offered))
    return replace(_ways_on(words, sorry), keeps_before=True)


def _lost(words: Words, visitor: Visitor) -> Screen:
    sorry = words.say("Sorry, that doesn't work here.")
    return _ways_on(words, sorry) if Purpose.JOINING in visitor.consents else _unknown_stranger(words, sorry)


def _ways_on(words: Words, sorry: Markup) -> Screen:
    text = paragraphs(
        sorry,
        words.say("Book a session with /timetable, or log minutes with /log. /help says what else I can do."),
    )
    return Screen(text, ((choices.timetable(words), choices.bookings(words)), (choices.help_(words),)))


def _still_offered(words: Words, sorry: Markup, offered: tuple[Choice, ...]) -> Screen:
    """A question that is open stays open; its answers are buttons again, if they are few."""
    if len(offered) > FEW:
        say = words.say("The buttons you had still work. Press one, or type what it says. Or see /help.")
        return Screen(paragraphs(sorry, say), keeps_before=True)
    again = ", ".join(words.plain("“{what}”", what=choice.label) for choice in offered)
    text = paragraphs(sorry, words.say("Press or type one of these: {what}. Or see /help.", what=again))
    return Screen(text, tuple((choice,) for choice in offered), keeps_before=True)


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


def _unknown_stranger(words: Words, first: Markup) -> Screen:
    text = paragraphs(
        first,
        words.say("Please type the code from your workplace, like ABCD-EFGH, or open the link again."),
        words.say("No code yet? Ask your HR or wellbeing team."),
    )
    return Screen(text, ((choices.help_(words), choices.privacy(words)),), asks="code", numbers_choose=True)
