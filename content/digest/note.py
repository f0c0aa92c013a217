"""A note for colleagues, ready to paste: what is on, never by its title, and where to book."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import kinds, times
from content.words import Words, listed, paragraphs
from programme.model import Category, Coming, Summary

AT_ONCE = 8
"""Sessions in one note; the timetable has the others."""


def note(words: Words, summary: Summary, zone: ZoneInfo) -> Markup:
    """Ready to be pasted for colleagues: tapping the block copies it."""
    inside = listed(
        [
            words.say("Move and Stretch: ten minutes of movement in your working day."),
            *coming(words, summary.coming, zone),
            words.say("It's free, and your employer never sees what you book."),
            *(book_at(words, summary.bot_username) if summary.bot_username else []),
        ]
    )
    return paragraphs(
        words.say("A note for your colleagues, ready to paste:"), words.say("<code>{inside}</code>", inside=inside)
    )


def book_at(words: Words, username: str) -> list[Markup]:
    """That address alone lets nobody in: who is new needs the workplace's own link."""
    return [
        words.say("Book in Telegram: https://t.me/{username}", username=username),
        words.say("New? Ask HR for the joining link, or scan the poster in the kitchen."),
    ]


def coming(words: Words, sessions: Sequence[Coming], zone: ZoneInfo) -> list[Markup]:
    """What is on in the next two weeks, a line each."""
    if not sessions:
        return [words.say("New sessions are on their way.")]
    shown = [session_line(words, one, zone) for one in sessions[:AT_ONCE]]
    more = len(sessions) - len(shown)
    if more > 0:
        shown.append(words.count("and {n} more in the timetable", "and {n} more in the timetable", more))
    return shown


def session_line(words: Words, one: Coming, zone: ZoneInfo) -> Markup:
    """``Tue 24 Nov 12:30 Seated, 10 minutes``: never a title; of one about health not even its kind."""
    return words.say(
        "{when} {what}, {length}",
        when=times.day_and_clock(words, one.starts_at, zone),
        what=kind_of(words, one),
        length=times.minutes(words, one.minutes),
    )


def kind_of(words: Words, one: Coming) -> str:
    if one.kind is not None:
        known = {kind.rules.id: kind.title for kind in kinds.catalogue()}
        return words.plain(known.get(one.kind, "Session"))
    return words.plain("Health webinar") if one.category is Category.WEBINAR else words.plain("Health session")
