"""Limits against hoarding, for the team: what they are, and what they are to be."""

from __future__ import annotations

from content import programme
from content.screen import Screen
from content.words import Words, paragraphs

FEWEST, MOST = 5, 500
"""A test holds these against the programme's own."""


def screen(words: Words, number: int, state: str) -> Screen:
    """*state*: "saved", or what was wrong."""
    text = paragraphs(
        words.say("That isn't a number I can use.") if state in {"unknown", "range"} else None,
        words.say("<b>Most bookings</b>"),
        words.say("One person may hold {n} places to come. Nobody loses a place if you lower it.", n=number),
        words.say("To change it, type a number from {fewest} to {most}.", fewest=FEWEST, most=MOST),
    )
    toast = words.plain("Saved.") if state == "saved" else ""
    return Screen(text, ((programme.back(words),),), asks="mostset", toast=toast)
