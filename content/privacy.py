"""What is kept, who sees what, for how long, and the way out."""

from __future__ import annotations

from markupsafe import Markup

from content import choices, health_consent
from content.joining import questions
from content.screen import Choice, Screen
from content.words import Words, paragraphs
from programme.model import Purpose, Role, Visitor


def screen(
    words: Words, visitor: Visitor, controller: str, contact: str, url: str, *, is_counted: bool = True
) -> Screen:
    member = Purpose.JOINING in visitor.consents
    text = paragraphs(
        words.say("<b>Your privacy</b>"),
        _kept(words, visitor) if member else _kept_after_leaving(words) if visitor.person else _nothing_kept(words),
        _seen(words),
        None if is_counted else words.say("You're in no figures: you asked not to be counted."),
        words.say("Your reference, if you write to us: <code>{id}</code>", id=visitor.person.id)
        if visitor.person
        else None,
        words.say("Telegram itself could read this chat."),
        words.say("{controller} runs this.", controller=controller),
        questions(words, contact, url),
    )
    rows = _rows(words, visitor, member=member, is_counted=is_counted)
    return Screen(text, rows, asks="" if member else "code", numbers_choose=True)


def ask_to_leave(words: Words) -> Screen:
    """Nothing happens until it is confirmed."""
    text = paragraphs(
        words.say("Leave the programme?"),
        words.say(
            "Your places go to others, your reminders stop and your consent ends. "
            "To come back you'd need a link or code again."
        ),
    )
    row = (Choice(words.plain("Yes, leave"), "leave:yes"), Choice(words.plain("Keep me in"), "privacy"))
    return Screen(text, (row,))


def left(words: Words, contact: str) -> Screen:
    """The last screen. What has to be deleted on request is not promised as deleted."""
    asking = (
        words.say(
            "Want your past bookings deleted now? Press “Delete me” in /privacy, or write to {contact}.",
            contact=contact,
        )
        if contact
        else words.say("Want your past bookings deleted now? Press “Delete me” in /privacy.")
    )
    text = paragraphs(
        words.say("You've left. Your places are free for others and you'll get no more messages."),
        asking,
        words.say("Thank you for moving with us. You're welcome back with a link or code from your workplace."),
    )
    return Screen(text, asks="code", numbers_choose=True)


def _kept(words: Words, visitor: Visitor) -> Markup:
    workplace = visitor.employer.name if visitor.employer else None
    name = visitor.person.display_name if visitor.person else None
    return paragraphs(
        words.say(
            "What we keep: your Telegram chat number, roles, bookings and whether you came, the minutes you log, how"
            " you rate sessions, your answers about being active, challenges, days off, settings, complaints and what"
            " you agreed to. Your messages themselves go once they're answered. “Send me my data” shows it all."
        ),
        words.say("Also the sessions you lead, and how many came.") if visitor.holds(Role.INSTRUCTOR) else None,
        words.say("Also your e-mail address, if you gave it for the summary.") if visitor.holds(Role.HR) else None,
        words.say("Your workplace: {workplace}.", workplace=workplace) if workplace else None,
        words.say("The name you chose: {name}.", name=name) if name else None,
        words.say("You also agreed to take part in sessions about health.")
        if Purpose.HEALTH in visitor.consents
        else None,
        words.say("We don't keep your phone number or your name on Telegram."),
    )


def _kept_after_leaving(words: Words) -> Markup:
    return words.say(
        "You've left. What we still keep goes after a while, as “How long we keep it” says. "
        "Press “Delete me” and it goes at once."
    )


def _nothing_kept(words: Words) -> Markup:
    """A chat is known by its number as long as its buttons are, so that these can be typed."""
    return words.say(
        "You haven't joined, so we know nobody here. We keep only this chat's number with its last buttons and with"
        " wrong codes, as “How long we keep it” says. What you type is deleted once it's answered."
    )


def _seen(words: Words) -> Markup:
    return words.say(
        "Who sees it: the programme team runs the bookings. "
        "Employers see only totals of larger groups, never a person, and nothing by health topic."
    )


def _rows(words: Words, visitor: Visitor, *, member: bool, is_counted: bool) -> tuple[tuple[Choice, ...], ...]:
    how_long = Choice(words.plain("How long we keep it"), "howlong")
    rights = (
        (Choice(words.plain("Send me my data"), "mydata"), how_long),
        (Choice(words.plain("Put something right"), "correct"), Choice(words.plain("Delete me"), "erase")),
    )
    if not member:
        known = (*rights, (_complain(words),)) if visitor.person else ((*rights[0],), (rights[1][1],))
        return (*known, (choices.help_(words),))
    figures = (_see(words), _count(words, is_counted=is_counted))
    leaving = (_complain(words), Choice(words.plain("Leave the programme"), "leave"))
    if Purpose.HEALTH in visitor.consents:
        return (figures, *rights, leaving, (health_consent.way_to_withdraw(words),), (choices.settings(words),))
    return (figures, *rights, leaving, (choices.settings(words),))


def _see(words: Words) -> Choice:
    return Choice(words.plain("See exactly what HR sees"), "hrsees")


def _count(words: Words, *, is_counted: bool) -> Choice:
    if is_counted:
        return Choice(words.plain("Don't count me"), "dontcount")
    return Choice(words.plain("Count me again"), "countme")


def counted(words: Words, *, is_counted: bool) -> Screen:
    """What either choice means, in a sentence, and the way back from it."""
    text = (
        words.say("You're counted in the figures that are made from now on, as one of a group and never by name.")
        if is_counted
        else paragraphs(
            words.say("Done. From now on you're in no figure about anybody, and nobody can see that you asked."),
            words.say("Your bookings and minutes stay yours, and nothing else changes."),
        )
    )
    return Screen(text, ((_count(words, is_counted=is_counted), choices.privacy(words)),))


def after_what_hr_sees(words: Words) -> tuple[tuple[Choice, ...], ...]:
    """Under HR's own screen."""
    return ((choices.privacy(words), choices.help_(words)),)


def no_hr(words: Words) -> Screen:
    text = paragraphs(
        words.say("You're not with a workplace here, so there's no HR that sees any figures with you in them."),
        words.say("The programme team sees totals of everybody together."),
    )
    return Screen(text, ((choices.privacy(words),),))


def _complain(words: Words) -> Choice:
    return Choice(words.plain("Complain"), "complain")
