"""A screen as an e-mail: plain text, and HTML that needs no pictures; the same screen always gives the same mail."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup

from content.screen import Screen
from content.words import Words, paragraphs

TAG = re.compile(r"</?([a-z-]+)[^>]*>")
KEPT = frozenset({"b", "i", "code", "a"})
"""Telegram's tags that HTML knows as well; `tg-time` is left to its text, which has the zone."""
LONGEST_SUBJECT = 120

PAGE = Markup(
    '<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8"><title>{subject}</title></head>\n'
    '<body style="font-family: sans-serif; font-size: 16px; line-height: 1.5; color: #222; max-width: 36em;'
    ' margin: 1em auto; padding: 0 1em">\n{body}\n<hr>\n<p style="color: #555; font-size: 14px">{footer}</p>\n'
    "</body>\n</html>\n"
)
NOTE = (
    '<code style="display: block; white-space: pre-wrap; background: #f4f4f4; padding: 0.75em; font-family: monospace">'
)


@dataclass(frozen=True, slots=True)
class Mail:
    subject: str
    text: str
    html: str


def mail(words: Words, screen: Screen, controller: str, contact: str) -> Mail:
    """*contact*: whom to write to about these e-mails; may be empty. Buttons are left out: a mail has no chat."""
    text = paragraphs(screen.text)
    footer = why(words, controller, contact)
    subject = subject_of(plain(text))
    page = PAGE.format(language=words.language, subject=subject, body=html(text), footer=footer)
    return Mail(subject, f"{plain(text)}\n\n-- \n{plain(footer)}\n", str(page))


def why(words: Words, controller: str, contact: str) -> Markup:
    sent = words.say("You get this because you are an HR contact of Find Your Active, run by {controller}.",
                     controller=controller)  # fmt: skip
    if not contact:
        return sent
    stop = words.say("To stop these e-mails, press “Stop the e-mails” in the chat or write to {contact}.",
                     contact=contact)  # fmt: skip
    return Markup(" ").join((sent, stop))


def subject_of(text: str) -> str:
    """The first line, which is neutral in every message; one line, whatever is in it."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    printable = "".join(character for character in first if character.isprintable())
    return " ".join(printable.split())[:LONGEST_SUBJECT]


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
