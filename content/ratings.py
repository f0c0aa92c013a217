"""After a session they made: how was it, and the next one like it. Nothing here names the session."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from content import choices, times
from content.screen import Choice, Screen
from content.words import Words, paragraphs
from programme.model import Card

LABELS = ("Much too easy", "Too easy", "Just right", "A bit hard", "Too hard")
"""For 1 to 5."""


def added(
    words: Words, screen: Screen, session_id: str, *, asks: bool, following: Card | None, zone: ZoneInfo
) -> Screen:
    """*screen* with the question how it was, if that is asked, and the next session to book, if there is one."""
    question = words.say("How was it? It's only counted, never shown with a name.") if asks else None
    rows = (*(_ratings(words, session_id) if asks else ()), *_next(words, following, zone))
    return replace(screen, text=paragraphs(screen.text, question), rows=(*rows, *screen.rows))


def rated(words: Words, following: Card | None, zone: ZoneInfo) -> Screen:
    text = words.say("Thanks, that's counted. It helps us to get sessions right.")
    ways = (choices.progress(words), choices.timetable(words))
    return Screen(text, (*_next(words, following, zone), ways), toast=words.plain("Thanks."))


def _ratings(words: Words, session_id: str) -> tuple[tuple[Choice, ...], ...]:
    rate = [Choice(words.plain(label), f"rate:{session_id}:{n}") for n, label in enumerate(LABELS, start=1)]
    return (tuple(rate[:2]), tuple(rate[2:3]), tuple(rate[3:]))


def _next(words: Words, following: Card | None, zone: ZoneInfo) -> tuple[tuple[Choice, ...], ...]:
    if following is None:
        return ()
    when = times.day_and_clock(words, following.session.starts_at, zone)
    return ((Choice(words.plain("Book the next: {when}", when=when), f"book:{following.session.id}"),),)
