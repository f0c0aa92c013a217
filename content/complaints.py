"""Complaints about how data is used: asked for, received, and passed on."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import choices, times
from content.mail import Mail
from content.screen import Screen
from content.words import Words, paragraphs
from programme.model import Complaint

ALERTS = {
    "complaint": "There's a new complaint about personal data. Reference: {reference}. Whoever runs the bot's "
    "computer can read it with: find-your-active complaint show {reference}",
    "complaint_due": "A complaint about personal data waits for an answer, which is due a month after it came. "
    "Reference: {reference}. Whoever runs the bot's computer can read it with: find-your-active complaint show "
    "{reference}",
}
"""Told to the team; who complained is not part of it."""


def ask(words: Words, contact: str) -> Screen:
    text = paragraphs(
        words.say("<b>Complain</b>"),
        words.say("What is wrong with how we use your data? Type it here, in one message."),
        words.say(
            "It goes to those who look after privacy, with a number in place of your name. Say who you are only if "
            "you want to. You get an answer within 30 days."
        ),
        words.say("You can also write to {contact}.", contact=contact) if contact else None,
        words.say("You may complain to the Information Commissioner too: ico.org.uk"),
    )
    return Screen(text, ((choices.privacy(words),),), asks="complained")


def received(words: Words, complaint: Complaint, contact: str, zone: ZoneInfo, due: datetime) -> Screen:
    """The receipt, at once."""
    day = times.short_day(words, times.local_date(due, zone))
    text = paragraphs(
        words.say("Thank you. We have your complaint."),
        words.say("Its number: <code>{reference}</code>", reference=complaint.reference),
        words.say("You get an answer by {day} at the latest.", day=day),
        words.say("To say where to answer, or to add something, write to {contact} with that number.",
                  contact=contact) if contact else None,
    )  # fmt: skip
    return Screen(text, ((choices.privacy(words),),))


def unusable(words: Words, problem: str) -> Screen:
    """The question stays open."""
    said = {
        "missing": "That's empty. Please type what is wrong.",
        "too_long": "That's too long. Please say it in at most 2,000 letters.",
    }.get(problem, "Sorry, I can't use that. Please type it again.")
    return Screen(words.say(said), ((choices.privacy(words),),), asks="complained")


def enough(words: Words, contact: str) -> Screen:
    then = (
        words.say("To add something, write to {contact}.", contact=contact)
        if contact
        else words.say("You can complain again tomorrow.")
    )
    return Screen(
        paragraphs(words.say("We have three complaints of yours from today."), then), ((choices.privacy(words),),)
    )


def alert(words: Words, fact: str) -> Markup | None:
    """What the team is told where *fact* is `complaint:<reference>` or `complaint_due:<reference>`."""
    name, _, reference = fact.partition(":")
    return words.say(ALERTS[name], reference=reference) if name in ALERTS else None


def mail(words: Words, complaint: Complaint) -> Mail:
    """To whoever answers complaints: the text, and the reference in place of a name."""
    subject = words.plain("A complaint about personal data, reference {reference}", reference=complaint.reference)
    due = words.plain("It came on {day}; the answer is due within a month.", day=f"{complaint.made_at:%Y-%m-%d}")
    done = words.plain(
        "When it is answered: find-your-active complaint close {reference}", reference=complaint.reference
    )
    text = f"{complaint.text}\n\n-- \n{due}\n{done}\n"
    page = Markup(
        '<!doctype html>\n<html lang="{}"><head><meta charset="utf-8"><title>{}</title></head>'
        "<body><p>{}</p><hr><p>{} {}</p></body></html>\n"
    )
    return Mail(subject, text, str(page.format(words.language, subject, complaint.text, due, done)))
