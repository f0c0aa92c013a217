"""The programme team's own room: the way to everything they look after, and what its screens share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from markupsafe import Markup

from content.refusals import PROBLEMS
from content.screen import Choice, Screen
from content.words import Words, paragraphs

Item = TypeVar("Item")
ON_ONE_SCREEN = 6
ANSWERS: Mapping[str, str] = MappingProxyType(
    {
        **PROBLEMS,
        "exists": "There's already a workplace of that name. Please type another one.",
        "range": "Please type a whole number from 1 to 1,000,000.",
        "not_a_number": "That isn't a whole number. Please type it like this: 250",
        "not_a_webinar": "Only webinars have recordings.",
        "too_early": "It isn't over yet. Please add the recording afterwards.",
    }
)
"""What is wrong with the last answer, by the problem that an address names."""


def screen(words: Words, workplaces: int) -> Screen:
    text = paragraphs(
        words.say("<b>The programme</b>"),
        words.count("{n} workplace is with us.", "{n} workplaces are with us.", workplaces),
        words.say("What would you like to look after? Everything you change here is recorded."),
    )
    return Screen(text, (*_rooms(words), (_posting(words),)))


def back(words: Words) -> Choice:
    return Choice(words.plain("The programme"), "programme")


def wrong(words: Words, problem: str) -> Markup | None:
    """Why the last answer could not be used; None where there is nothing wrong."""
    return words.say(ANSWERS[problem]) if problem in ANSWERS else None


def page(items: Sequence[Item], skipped: int) -> list[tuple[int, Item]]:
    """Those of one screen, each with its number in the whole list; the first ones if *skipped* is beyond."""
    start = skipped if skipped < len(items) else 0
    return list(enumerate(items, start=1))[start : start + ON_ONE_SCREEN]


def pages(words: Words, count: int, skipped: int, address: str) -> tuple[tuple[Choice, ...], ...]:
    """The ways to the screens before and after; *address* takes the number of those skipped."""
    start = skipped if skipped < count else 0
    row = []
    if start:
        row.append(Choice(words.plain("Before these"), f"{address}:{max(0, start - ON_ONE_SCREEN)}"))
    if start + ON_ONE_SCREEN < count:
        row.append(Choice(words.plain("More"), f"{address}:{start + ON_ONE_SCREEN}"))
    return (tuple(row),) if row else ()


def _rooms(words: Words) -> tuple[tuple[Choice, ...], ...]:
    return (
        (
            Choice(words.plain("Workplaces"), "workplaces"),
            Choice(words.plain("Instructors"), "crew:instructor"),
        ),
        (Choice(words.plain("Sessions"), "allsessions"), Choice(words.plain("Past webinars"), "recordings")),
        (Choice(words.plain("Safety line"), "safety"), Choice(words.plain("Most bookings"), "most")),
        (Choice(words.plain("Programme figures"), "overall"),),
        (Choice(words.plain("Resources, webinars, challenges"), "catalogue"),),
        (Choice(words.plain("The team"), "crew:team"),),
    )


def _posting(words: Words) -> Choice:
    return Choice(words.plain("Post a session or webinar"), "post")
