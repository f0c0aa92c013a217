"""What people may ask for: their data to take away, put right, or deleted."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from content import choices, menus
from content.my_data import as_json, as_page
from content.screen import Choice, Command, File, Screen
from content.words import Words, listed, paragraphs
from programme.model import PersonalData

WAYS = (
    "Your name: /settings, “Change my name”. It's there if you lead sessions, read the figures or run the programme.",
    "Your workplace: /settings, or open the link of your new one.",
    "Minutes: /log, then choose the entry.",
    "Whether you were there: the message after the session.",
    "Reminders: /settings.",
)


def my_data(words: Words, data: PersonalData, controller: str, zone: ZoneInfo) -> Screen:
    """Two files: one to read, one for programs."""
    text = paragraphs(
        words.say("Here's everything we keep about you: a page to read, and the same as JSON for programs."),
        words.say("They stay in this chat until you delete them. Don't send them on by mistake."),
    )
    files = (
        File("my-data.html", as_page(words, data, controller, zone).encode()),
        File("my-data.json", as_json(data).encode()),
    )
    return Screen(text, ((choices.privacy(words),),), files=files)


def correct(words: Words, contact: str) -> Screen:
    text = paragraphs(
        words.say("<b>Put something right</b>"),
        listed(words.say("• {way}", way=words.plain(way)) for way in WAYS),
        words.say("Anything else: write to {contact}.", contact=contact)
        if contact
        else words.say("Anything else: ask the programme team."),
    )
    return Screen(text, ((choices.settings(words), choices.log(words)), (choices.privacy(words),)))


def ask_to_erase(words: Words) -> Screen:
    """Nothing happens until it is confirmed."""
    text = paragraphs(
        words.say("Delete everything about you?"),
        words.say(
            "Your bookings, minutes, roles and complaints go at once, and your places go to others. It can't be undone."
        ),
        words.say("To come back you'd need a link or code again."),
    )
    row = (Choice(words.plain("Yes, delete it all"), "erase:yes"), Choice(words.plain("Keep it"), "privacy"))
    return Screen(text, (row,))


def erased(words: Words, strangers_menu: tuple[Command, ...], backup_days: int) -> Screen:
    """The last screen. It offers nothing, so that nothing about the chat is kept by showing it."""
    text = paragraphs(
        words.say("Done. Everything about you is deleted."),
        words.say("Copies kept for safety are gone within {days} days, and you stay deleted if one is ever used.",
                  days=backup_days),
        words.say("This chat is on your phone and at Telegram: you can delete it there. Thank you and goodbye."),
    )  # fmt: skip
    return Screen(text, menu=strangers_menu)


def menu_of_strangers(words: Words) -> tuple[Command, ...]:
    return tuple(Command(name, menus.description(words, name)) for name in menus.STRANGER)
