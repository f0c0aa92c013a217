"""Where the bot does not work: groups."""

from __future__ import annotations

from content.screen import Choice, Screen
from content.words import Words, paragraphs


def private_only(words: Words, bot_username: str) -> Screen:
    """Said once in a group, before the bot leaves it."""
    text = paragraphs(
        words.say("I'm a bot for private chats, so that nobody sees what you book."),
        words.say("I'm leaving this group now. Please write to me on my own:"),
    )
    return Screen(text, ((Choice(words.plain("Write to me"), url=f"https://t.me/{bot_username}"),),))
