"""What is asked when a text to log is not clear, or says only a part: what was understood, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from content import activities, choices, minutes, times
from content.screen import Choice, Screen
from content.words import Words, paragraphs
from programme.model import Entry

USUAL = ("walking", "cycling", "stretching", "gym")
"""What is offered where only a number was typed."""
OFFERED = 4
NEEDS_DAY = frozenset({"which_day", "not_a_date", "too_old"})
"""Reasons that a day answers; minutes answer the others."""

EXAMPLE = "Try it like this: <b>25 min walk yesterday</b>"
REASONS = {
    "empty": "I didn't get any words there.",
    "too_long": "That's a lot at once. Please say it in a few words.",
    "symbols": "Please use plain letters and the digits 0 to 9. Say what you did in words, without emoji or signs.",
    "question": "I can't answer questions here, only log minutes. See /help for what else I can do.",
    "word": "Sorry, I don't know the word “{word}” here. Please say it another way.",
    "unclear": "Sorry, I didn't get all of that. Fewer words work best.",
    "range": "About how many minutes was it? Please give one number, such as 25 min.",
    "steps": "I count minutes, not steps. About how long did it take?",
    "distance": "I count minutes, not miles or kilometres. How long did it take?",
    "metres": "Is “m” minutes or metres? For minutes please type “min”, such as 25 min.",
    "count": "Good going! I count minutes, so how long did it take?",
    "bare": "A number of what? Please add minutes and what you did, such as 25 min walk.",
    "each_way": "Was that there and back? Please give the whole time, such as 40 min walk.",
    "clock": "I'm not sure about the time of day. Please leave it out, and give just the minutes.",
    "what": "What did you do in that time? Please add it, such as 25 min walk.",
    "part": "I count whole minutes, from 1 up.",
    "no_minutes": "How many minutes was it?",
    "out_of_range": "An entry can have from 1 to 600 minutes.",
    "two_things": "That's more than one activity. Please give each its own minutes: 10 min yoga, 20 min walk.",
    "apart": "That's more than one length of time. Please put a comma between them: 10 min yoga, 20 min walk.",
    "whole": "Is the first one the total? Please send just the total, or just the parts.",
    "too_many": "That's more than four at once. Please send up to four in one message.",
    "which_day": "Which day was it? Please add one day, such as yesterday, Monday or 14 Nov.",
    "not_a_date": "That date doesn't exist. Please check it, such as 14 Nov or 14/11.",
    "future": "That day or time is still to come. Log it once it's done.",
    "plan": "Sounds like a plan. Log it here once it's done.",
    "not_done": "No problem. I only count what you did do.",
    "somebody": "I count your own minutes only. How many minutes did you move?",
    "no_moving": "I only count the time that you were moving. How many minutes was that?",
    "too_old": "You can log up to 28 days back.",
    "day_full": "A day only has 24 hours, and that would be more.",
    "gone": "That one isn't there to be changed any more.",
    "waiting": "That would be more than four that aren't saved yet. Please save these first, then send it again.",
}
HOW_LONG = {
    "running": "How long did the run take?",
    "walking": "How long did the walk take?",
    "brisk-walking": "How long did the walk take?",
    "cycling": "How long did the ride take?",
    "swimming": "How long did the swim take?",
}
HOW_MANY = {
    "running": "How many minutes did you run?",
    "walking": "How many minutes did you walk?",
    "brisk-walking": "How many minutes did you walk?",
    "cycling": "How many minutes did you cycle?",
    "swimming": "How many minutes did you swim?",
}
BEFORE_HOW_LONG = {
    "steps": "I count minutes, not steps.",
    "distance": "I count minutes, not miles or kilometres.",
    "count": "Good going! I count minutes.",
}


@dataclass(frozen=True, slots=True)
class SoFar:
    """What was understood of an entry, each empty or 0 where it was not said."""

    activity: str = ""
    minutes: int = 0
    on: date | None = None
    number: int = 0
    """Minutes or metres."""
    unknown: str = ""
    """The word of the last answer that was not known."""


def why(words: Words, reason: str, word: str = "") -> Markup:
    """Why a text is not understood, or cannot be saved."""
    return words.say(REASONS.get(reason, REASONS["unclear"]), **({"word": word} if reason == "word" else {}))


def not_understood(words: Words, why: Markup, edits: str = "", *, is_saved: bool = False) -> Screen:
    """Why, and what would work. The question stays open; an entry that is being edited (*edits*) stays as it is."""
    text = paragraphs(
        why,
        words.say("The entry you saved is still there, as it was.") if is_saved else words.say("Nothing is saved yet."),
        words.say(EXAMPLE),
    )
    if edits:
        return Screen(text, ((minutes.leave(words, edits, is_saved=is_saved),),), asks="logretype:change")
    return Screen(text, (minutes.quick(words), (choices.log(words),)), asks="log")


def left_open(words: Words, reason: str, so_far: SoFar, waiting: Sequence[Sequence[Entry]] = ()) -> Screen:
    """What was understood is kept, and only the rest is asked for. *waiting*: what is not saved yet."""
    entries = [entry for group in waiting for entry in group]
    kept = minutes.not_saved_yet(words, entries) or words.say("Nothing is saved yet.")
    text = _asked(words, reason, so_far, kept)
    return Screen(text, (_answers(words, reason, so_far), (choices.log(words),)), asks="logrest:new")


def left_open_of(words: Words, reason: str, so_far: SoFar, edits: str, *, is_saved: bool) -> Screen:
    """The same, asked while an entry (*edits* is its id) is being changed."""
    still = "The entry you saved is still there, as it was." if is_saved else "Nothing is saved yet."
    text = _asked(words, reason, so_far, words.say(still))
    return Screen(text, ((minutes.leave(words, edits, is_saved=is_saved),),), asks="logrest:change")


def _asked(words: Words, reason: str, so_far: SoFar, kept: Markup) -> Markup:
    known = _known(words, so_far)
    by_day = words.say("The day is enough, such as yesterday.")
    by_minutes = words.say("Just the minutes are enough, such as 35.")
    return paragraphs(
        _question(words, reason, so_far),
        words.say("So far: <b>{known}</b>", known=known) if known else None,
        kept,
        by_day if reason in NEEDS_DAY else by_minutes,
    )


def _answers(words: Words, reason: str, so_far: SoFar) -> tuple[Choice, ...]:
    """The likely ones, in one tap."""
    address = f"logrest:new:{so_far.activity}"
    if reason in NEEDS_DAY:
        return (
            Choice(words.plain("Today"), f"{address}:today"),
            Choice(words.plain("Yesterday"), f"{address}:yesterday"),
        )
    lengths = (so_far.number,) if so_far.number else minutes.QUICK
    return tuple(Choice(words.plain("{n} min", n=n), f"{address}:{n}") for n in lengths)


def _known(words: Words, so_far: SoFar) -> str:
    """``25 min · walking · Tue 17 Nov``, as far as it is known."""
    said = (
        words.plain("{n} min", n=so_far.minutes) if so_far.minutes else "",
        activities.name(words, so_far.activity) if so_far.activity else "",
        times.short_day(words, so_far.on) if so_far.on else "",
    )
    return " · ".join(one for one in said if one)


def _question(words: Words, reason: str, so_far: SoFar) -> Markup:
    if reason in BEFORE_HOW_LONG and so_far.activity:
        return words.say("{before} {ask}", before=words.say(BEFORE_HOW_LONG[reason]), ask=_how_long(words, so_far))
    if reason == "no_minutes" and so_far.activity:
        return _ask(words, HOW_MANY, so_far)
    if reason == "metres" and so_far.number:
        return words.say("Is “m” minutes or metres? If it's metres, how long did it take?")
    return why(words, reason, so_far.unknown)


def _how_long(words: Words, so_far: SoFar) -> Markup:
    return _ask(words, HOW_LONG, so_far)


def _ask(words: Words, asked: dict[str, str], so_far: SoFar) -> Markup:
    if so_far.activity in asked:
        return words.say(asked[so_far.activity])
    return words.say("How many minutes of {activity} was it?", activity=activities.name(words, so_far.activity))


def which_activity(words: Words, n: int, recent: Sequence[str], on: date | None = None) -> Screen:
    """A number came alone: the rest in one tap, of what they did last and what most people do. *on*: its day."""
    kinds = [id for id in dict.fromkeys((*recent, *USUAL)) if activities.find(id)][:OFFERED]
    text = paragraphs(
        words.count("{n} minute of what?", "{n} minutes of what?", n),
        words.say("So far: <b>{known}</b>", known=_known(words, SoFar("", n, on))) if on else None,
        words.say("Choose, or type it like this: {n} min walk", n=n),
        words.say("Nothing is saved yet."),
    )
    of = (words.plain("{n} min · {activity}", n=n, activity=activities.name(words, id)) for id in kinds)
    day = f":{on.isoformat()}" if on else ""
    rows = tuple((Choice(label, f"logquick:{n}:{id}{day}"),) for label, id in zip(of, kinds, strict=True))
    return Screen(text, (*rows, (choices.log(words),)), asks="logrest:new")
