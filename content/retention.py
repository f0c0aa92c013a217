"""How long each thing is kept, in one sentence each."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from content import choices
from content.screen import Screen
from content.words import Words, listed, paragraphs

SENTENCES = {
    "activity": "Bookings, minutes, past workplaces and roles: {period}.",
    "left": "Everything else about you: until you leave, then {period}.",
    "silent": "If you block the bot and don't come back: {period}.",
    "answered": "What you type or press: deleted when answered; its number {period}.",
    "quarantined": "If something you send breaks the bot: {period}.",
    "notices": "Our messages to you, in our record: {period}.",
    "forms": "Forms you haven't finished: {period}.",
    "screens": "The buttons you saw last: {period}.",
    "attempts": "When you typed a wrong code: {period}.",
    "complaints": "Complaints: {period} after they're answered.",
    "backups": "Copies kept for safety: {period}. What you delete is gone from them by then.",
}
"""By the names of programme/retention.toml."""
MONTH = 30.44
YEAR_OR_SO = 360


def screen(words: Words, periods: Iterable[tuple[str, int]]) -> Screen:
    """*periods*: name and days."""
    text = paragraphs(
        words.say("<b>How long we keep it</b>"),
        listed(words.say("• {said}", said=sentence(words, name, days)) for name, days in periods),
        words.say("Totals in which nobody can be told apart stay."),
    )
    return Screen(text, ((choices.privacy(words),),))


def sentence(words: Words, name: str, days: int) -> Markup:
    return words.say(SENTENCES[name], period=period(words, days))


def period(words: Words, days: int) -> str:
    if days >= YEAR_OR_SO:
        return words.plain("{n} months", n=round(days / MONTH))
    return words.plain("{n} days", n=days) if days > 1 else words.plain("1 day")
