"""The safety line, for the team: what it says, and what it is to say."""

from __future__ import annotations

from content import programme
from content.card import SAFETY
from content.screen import Choice, Screen
from content.words import Words, paragraphs

LIMIT = 200
"""Characters; a test holds this against the programme's own."""


def screen(words: Words, own: str | None, state: str) -> Screen:
    """*own*: the line that the team has written, if it has; *state*: "saved", or what was wrong."""
    text = paragraphs(
        programme.wrong(words, state),
        words.say("<b>The safety line</b>"),
        words.say("People read this before their first booking:"),
        words.say("“{line}”", line=own or words.plain(SAFETY)),
        words.say("To change it, type the new line here. It may have {n} characters.", n=LIMIT),
    )
    usual = Choice(words.plain("Use the usual line"), "safetyusual")
    rows = ((usual, programme.back(words)),) if own else ((programme.back(words),),)
    return Screen(text, rows, asks="safetyset", toast=words.plain("Saved.") if state == "saved" else "")
