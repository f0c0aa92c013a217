"""A screen as an e-mail: plain text, and HTML that reads well without pictures; the same screen, the same mail."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup

from content.screen import File, Screen
from content.words import Words, paragraphs

TAG = re.compile(r"</?([a-z-]+)[^>]*>")
KEPT = frozenset({"b", "i", "code", "a"})
"""Telegram's tags that HTML knows as well; `tg-time` is left to its text, which has the zone."""
LONGEST_SUBJECT = 120

PAGE = Markup(
    '<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">\n'
    "<title>{subject}</title></head>\n"
    '<body style="font-family: sans-serif; font-size: 16px; line-height: 1.5; overflow-wrap: break-word;'
    ' max-width: 36em; margin: 1em auto; padding: 0 1em">\n{body}\n<hr>\n{footer}\n</body>\n</html>\n'
)
"""No colours of its own, so that a reader's dark mode may choose them; nothing smaller than 16 pixels."""
NOTE = (
    '<code style="display: block; white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid #8a8a8a;'
    ' padding: 0.75em; font-family: inherit; font-size: 16px">'
)
PICTURE = Markup(
    '<p><img src="cid:{cid}" alt="{alt}" width="360" style="max-width: 100%; height: auto; white-space: pre-line;'
    ' font-size: 16px; line-height: 1.5"></p>'
)
"""With pictures off its words stand there, line by line."""


@dataclass(frozen=True, slots=True)
class Mail:
    subject: str
    text: str
    html: str
    inline: tuple[File, ...] = ()
    """Pictures that *html* shows, each by its `cid_of`."""
    attached: tuple[File, ...] = ()
    unsubscribe: str = ""
    """Where to say "no more": an address that begins with ``https:`` or ``mailto:``; empty for none."""
    one_click: bool = False
    """Whether a POST to it is enough. Source: RFC 8058, "Signaling One-Click Functionality for List Email Headers"."""


def mail(
    words: Words,
    screen: Screen,
    controller: str,
    contact: str,
    *,
    unsubscribe: str = "",
    one_click: bool = False,
    code: str = "",
) -> Mail:
    """*contact*: whom to write to about these e-mails; may be empty. Buttons are left out: a mail has no chat.

    *code*: what ends the e-mails when it is sent back, for where there are no pages.
    """
    pictures = tuple(file for file in screen.files if file.picture)
    others = tuple(file for file in screen.files if not file.picture)
    text = paragraphs(screen.text, *(file.alt for file in pictures))
    footer = why(words, controller, contact, unsubscribe, code)
    subject = subject_of(plain(screen.text))
    return Mail(
        subject,
        f"{plain(text)}\n\n-- \n{plain(footer)}\n",
        str(PAGE.format(language=words.language, subject=subject, body=body_of(screen, pictures), footer=html(footer))),
        inline=pictures,
        attached=(*others, *(screen.letter.files if screen.letter else ())),
        unsubscribe=unsubscribe,
        one_click=one_click,
    )


def body_of(screen: Screen, pictures: tuple[File, ...]) -> Markup:
    if screen.letter is not None:
        return screen.letter.html
    return Markup("\n").join((html(screen.text), *(shown(file) for file in pictures)))


def shown(file: File) -> Markup:
    """A picture among the paragraphs, with its words for whoever does not see it."""
    return PICTURE.format(cid=cid_of(file), alt=file.alt or file.caption)


def cid_of(file: File) -> str:
    """What the picture is called within the mail: the same for the same picture. Source: RFC 2392."""
    return f"{hashlib.sha256(file.content).hexdigest()[:32]}@picture"


def why(words: Words, controller: str, contact: str, unsubscribe: str = "", code: str = "") -> Markup:
    sent = words.say(
        "You get this because your address was given for the weekly summary of Find Your Active, run by {controller}.",
        controller=controller,
    )
    return paragraphs(sent, *ways_to_stop(words, contact, unsubscribe, code))


def ways_to_stop(words: Words, contact: str, unsubscribe: str, code: str) -> list[Markup]:
    """The page's address where there are pages; otherwise what to send back, and to whom."""
    if unsubscribe.startswith("http"):
        sentence = 'To stop these e-mails, open <a href="{page}">{page}</a> and press the button.'
        return [words.say(sentence, page=unsubscribe)]
    if code and contact:
        sentence = "To stop these e-mails, send “stop {code}” to the bot in Telegram, or to {contact}."
        return [words.say(sentence, code=code, contact=contact)]
    if code:
        return [words.say("To stop these e-mails, send “stop {code}” to the bot in Telegram.", code=code)]
    if contact:
        sentence = "To stop these e-mails, press “Stop the e-mails” in the chat or write to {contact}."
        return [words.say(sentence, contact=contact)]
    return []


def subject_of(text: str) -> str:
    """The first line, which is neutral in every message; one line, whatever is in it, and no sentence's end."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    printable = "".join(character for character in first if character.isprintable())
    return " ".join(printable.split())[:LONGEST_SUBJECT].removesuffix(".")


def plain(text: Markup) -> str:
    """What a reader sees, without tags."""
    return unescape(TAG.sub("", str(text)))


def html(text: Markup) -> Markup:
    """Paragraphs and line breaks for mail readers; what is typed was escaped when the screen was made."""
    kept = TAG.sub(lambda tag: tag.group(0) if tag.group(1) in KEPT else "", str(text))
    blocks = re.split(r"(<code>.*?</code>)", kept, flags=re.DOTALL)
    return Markup("\n".join(block_of(block) for block in blocks if block.strip()))  # noqa: S704 - escaped before


def block_of(block: str) -> str:
    if block.startswith("<code>"):
        return block.replace("<code>", NOTE)
    parts = (part.strip() for part in block.split("\n\n"))
    return "\n".join("<p>{}</p>".format(part.replace("\n", "<br>\n")) for part in parts if part)
