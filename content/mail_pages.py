"""The pages that e-mails lead to: saying yes to them, and ending them. Opening one changes nothing; its button does."""

from __future__ import annotations

from markupsafe import Markup

from content.pages import BUTTON, HEADING, PARAGRAPH, QUIET, Page, framed, joined
from content.words import Words


def ask_to_confirm(words: Words, controller: str) -> Page:
    title = words.plain("Would you like these e-mails?")
    return _page(
        words,
        title,
        words.plain("Somebody asked us to send the weekly summary of Find Your Active to your address."),
        words.plain("It has figures about groups of people, never about one person. You can stop it at any time."),
        button=words.plain("Yes, send it to me"),
        quiet=words.plain(
            "{controller} runs this. If you don't want it, close this page. Nothing more will come.",
            controller=controller,
        ),
    )


def confirmed(words: Words) -> Page:
    title = words.plain("Thank you. It's confirmed.")
    return _page(words, title, words.plain("The next summary comes to your address. You can close this page."))


def too_late_to_confirm(words: Words) -> Page:
    """The same for what was answered, is over, or never was."""
    title = words.plain("There's nothing to confirm here")
    text = words.plain(
        "You may have confirmed already, or the e-mail is more than a day old. If so, ask for a new one, please."
    )
    return _page(words, title, text, status=404)


def ask_to_stop(words: Words) -> Page:
    title = words.plain("Stop these e-mails?")
    return _page(
        words,
        title,
        words.plain("No more summaries of Find Your Active will come to your address."),
        button=words.plain("Stop the e-mails"),
        quiet=words.plain("If you don't want that, just close this page. Nothing has changed."),
    )


def stopped(words: Words) -> Page:
    title = words.plain("Done. No more e-mails.")
    text = words.plain("We forget your address within two days. You can close this page.")
    return _page(words, title, text)


def _page(words: Words, title: str, *texts: str, button: str = "", quiet: str = "", status: int = 200) -> Page:
    body: Markup = joined(
        HEADING.format(text=title),
        *(PARAGRAPH.format(text=text) for text in texts),
        BUTTON.format(label=button) if button else None,
        QUIET.format(text=quiet) if quiet else None,
    )
    return framed(words, title, body, status)
