"""When and where HR gets the message with the figures: buttons for the usual, typing for anything else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import times
from content.screen import Choice, Screen
from content.words import Words, listed, paragraphs
from programme.model import DigestWish, Employer, Way

DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
ON_BUTTONS = range(5)
"""Weekdays; the two others are typed."""
TIMES = (time(8, 0), time(9, 0), time(12, 0), time(16, 0))
WAYS = {
    Way.CHAT: "in this chat",
    Way.EMAIL: "by e-mail",
    Way.BOTH: "in this chat and by e-mail",
}
LABELS = {
    Way.CHAT: "In this chat",
    Way.EMAIL: "By e-mail",
    Way.BOTH: "Both",
    Way.NEITHER: "Don't send it",
}
PROBLEMS = {
    "missing": "That's empty.",
    "too_long": "That's a bit long.",
    "not_understood": "I'm not sure what you mean.",
    "too_early": "On Mondays the figures are made at 08:00, so it can't come earlier that day.",
}
"""By the problem of `programme.errors.Unusable`."""
SAVED = "saved"
EXAMPLE = "Type it like this: Tuesday 9am"


def choice(words: Words, employer_id: str) -> Choice:
    return Choice(words.plain("When and where"), f"when:{employer_id}")


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What is chosen, and what can be had."""

    wish: DigestWish
    sends_mail: bool
    has_address: bool
    """Whether an e-mail address of theirs is confirmed."""
    still_to_come: datetime | None = None
    """When this week's message comes, where it has not."""


def screen(
    words: Words, employer: Employer, one: Arrangement, now: datetime, zone: ZoneInfo, outcome: str = ""
) -> Screen:
    """*outcome*: "saved", or what was wrong with the answer."""
    text = paragraphs(
        words.say(PROBLEMS[outcome]) if outcome in PROBLEMS else None,
        words.say("<b>When and where</b>, for {workplace}", workplace=employer.name),
        _usually(words, one, zone),
        _this_week(words, one, now, zone),
        words.say("The figures are made on Monday morning, whenever you read them."),
        words.say(EXAMPLE),
    )
    toast = words.plain("Saved.") if outcome == SAVED else ""
    return Screen(text, _rows(words, employer.id, one), asks=f"whenset:{employer.id}", toast=toast)


def _usually(words: Words, one: Arrangement, zone: ZoneInfo) -> Markup:
    wish = one.wish
    if wish.way is Way.NEITHER:
        return words.say("Your summary isn't sent. It's always here, in /digest.")
    can_be_mailed = one.sends_mail and one.has_address
    comes = words.say(
        "Your summary comes on {day} at {clock} ({zone}), {by}.",
        day=words.plain(DAYS[wish.weekday]),
        clock=f"{wish.at:%H:%M}",
        zone=times.zone_name(words, zone),
        by=words.plain(WAYS[wish.way if can_be_mailed else Way.CHAT]),
    )
    return comes if can_be_mailed else listed(part for part in (comes, _missing(words, one)) if part)


def _this_week(words: Words, one: Arrangement, now: datetime, zone: ZoneInfo) -> Markup | None:
    if one.still_to_come is None:
        return None
    if one.still_to_come <= now:
        return words.say("This week's is on its way.")
    return words.say("This week's comes {when}.", when=times.when(words, one.still_to_come, now, zone))


def _missing(words: Words, one: Arrangement) -> Markup | None:
    """Why it does not come by e-mail yet, where they want that: what is missing is one press away."""
    if not one.sends_mail:
        return words.say("E-mail isn't set up here.") if one.wish.way is Way.EMAIL else None
    if one.wish.way is Way.EMAIL:
        return words.say("To get it by e-mail instead, press “My e-mail address”: we need to know where to.")
    if one.wish.way is Way.BOTH:
        return words.say("To get it by e-mail too, press “My e-mail address”.")
    return None


def _rows(words: Words, employer_id: str, one: Arrangement) -> tuple[tuple[Choice, ...], ...]:
    address = f"whenset:{employer_id}"
    days = tuple(Choice(words.plain(times.WEEKDAYS[day]), f"{address}:day:{day}") for day in ON_BUTTONS)
    at = tuple(Choice(f"{hour:%H:%M}", f"{address}:at:{hour:%H%M}") for hour in TIMES)
    can_be_had = tuple(way for way in LABELS if one.sends_mail or way in (Way.CHAT, Way.NEITHER))
    ways = tuple(
        Choice(words.plain(LABELS[way]), f"{address}:way:{way}") for way in can_be_had if way is not one.wish.way
    )
    back = Choice(words.plain("Back to the summary"), f"digest:{employer_id}")
    mine = ((Choice(words.plain("My e-mail address"), "mailto"),),) if one.sends_mail else ()
    return (days, at, ways, *mine, (back,))
