"""Challenges: what there is, how far somebody is, and about how many have one going: no names, no ranking.

How many is a figure of the last digest, frozen and by its rules. A live one would say, by the difference between two
looks, what one colleague had just done. It is never of one challenge, which may be about health, or hardly anybody's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from markupsafe import Markup

from content import choices, times
from content.digest.trend import kind_of
from content.screen import Choice, Screen
from content.words import Words, listed, paragraphs
from programme.model import Attempt, Catalogue, DescribedChallenge, Digest

UNTIL = {"W": "In the week to {day}", "F": "In the four weeks to {day}", "Q": "In the quarter to {day}"}
"""By the letter in a period's name (see `programme.periods`)."""


@dataclass(frozen=True, slots=True)
class Others:
    """What the reader may know of how many take part besides them."""

    last: Digest | None = None
    """What was published last, as their workplace's HR sees it; of all together, where they have no workplace."""
    has_workplace: bool = True
    is_counted: bool = True
    """Whether the reader is; they may have asked not to be."""


def screen(words: Words, catalogue: Catalogue, taken: Iterable[str], others: Others) -> Screen:
    """*taken*: the ids of those that the reader has begun."""
    begun = set(taken)
    offered = catalogue.challenges
    text = paragraphs(
        words.say("<b>Challenges</b>"),
        listed(words.say("<b>{title}</b>: {about}", title=words.plain(one.title), about=words.plain(one.about))
               for one in offered)
        or words.say("There are none just now."),
        words.say("Only you see how you're doing. There's no ranking, and you can stop at any time."),
        how_many(words, others) if offered else None,
    )  # fmt: skip
    rows = [(Choice(_label(words, one, begun), f"challenge:{one.rules.id}"),) for one in offered]
    return Screen(text, (*rows, (choices.progress(words), choices.timetable(words))))


def _label(words: Words, one: DescribedChallenge, begun: set[str]) -> str:
    title = words.plain(one.title)
    return words.plain("{title} (begun)", title=title) if one.rules.id in begun else title


def one(words: Words, described: DescribedChallenge, attempt: Attempt | None, others: Others) -> Screen:
    heading = words.say("<b>{title}</b>", title=words.plain(described.title))
    every = Choice(words.plain("All challenges"), "challenges")
    if attempt is None:
        begin = Choice(words.plain("Begin today"), f"challengegoes:{described.rules.id}")
        about = words.say("{about}", about=words.plain(described.about))
        return Screen(paragraphs(heading, about, counting(words, others)), ((begin,), (every,)))
    stop = Choice(words.plain("Stop this challenge"), f"challengeends:{described.rules.id}")
    again = Choice(words.plain("Begin again today"), f"challengegoes:{described.rules.id}")
    beginning = counting(words, others) if attempt.is_over else None
    text = paragraphs(heading, *_progress(words, attempt), how_many(words, others), beginning)
    first = (again,) if attempt.is_over else (choices.log(words),)
    return Screen(text, (first, (every, stop)))


def _progress(words: Words, attempt: Attempt) -> tuple[str, ...]:
    reached, rules = len(attempt.reached), attempt.challenge
    done = words.count("You reached {minutes} minutes on {n} day.", "You reached {minutes} minutes on {n} days.",
                       reached, minutes=rules.minutes)  # fmt: skip
    if attempt.is_over:
        over = words.say("It's over: {n} days.", n=rules.days)
        if not reached:
            return (over, words.say("You can begin again whenever you like."))
        every = words.say("Well done: every single day.")
        return (over, done, every if reached == rules.days else words.say("Every one counts."))
    day = words.say("Day {day} of {days}.", day=attempt.day, days=rules.days)
    if attempt.today in attempt.reached:
        return (day, done, words.say("Today is done already."))
    so_far = (day, *((done,) if reached else ()), words.say("Not yet today."))
    if attempt.day == 1:
        return (*so_far, words.say("Log {minutes} minutes, and day 1 is done.", minutes=rules.minutes))
    return (*so_far, words.say("A day missed is no end: carry on where you are."))


def stopped(words: Words, described: DescribedChallenge, carry_on: str | None) -> Screen:
    """*carry_on*: the address that takes it up again where it was; None: it can't be, or not any more."""
    text = paragraphs(
        words.say("<b>{title}</b>", title=words.plain(described.title)),
        words.say("Stopped. Your minutes stay on your log."),
    )
    after_all = ((Choice(words.plain("Carry on after all"), carry_on),),) if carry_on else ()
    every = Choice(words.plain("All challenges"), "challenges")
    return Screen(text, (*after_all, (every, choices.progress(words))), toast=words.plain("Stopped."))


def how_many(words: Words, others: Others) -> Markup:
    """The figure that HR reads; or why there is none, in the same words whether few take part or few do not."""
    last = others.last
    if last is None or last.figures.in_challenges is None:
        return not_shown(words, others)
    day = times.short_day(words, last.period.ends_before - timedelta(days=1))
    when = words.plain(UNTIL[kind_of(last.period)], day=day)
    if last.employer_id is None:
        return words.say(
            "{when}, about {n} people at all workplaces together had a challenge going and logged minutes.",
            when=when,
            n=last.figures.in_challenges,
        )
    return words.say(
        "{when}, about {n} people at your workplace had a challenge going and logged minutes.",
        when=when,
        n=last.figures.in_challenges,
    )


def not_shown(words: Words, others: Others) -> Markup:
    if others.has_workplace:
        return words.say(
            "How many at your workplace take part is shown only when it's enough people that nobody can be picked out."
        )
    return words.say("How many people take part is shown only when it's enough that nobody can be picked out.")


def counting(words: Words, others: Others) -> Markup:
    """Said before somebody begins."""
    if not others.is_counted:
        return words.say("You asked not to be counted, so you aren't in the number of people taking part.")
    return words.say(
        "If you begin and log minutes, you're counted in how many people take part: as a number, never by name."
        " “Don't count me” in /privacy leaves you out."
    )


def choice(words: Words) -> Choice:
    return Choice(words.plain("Challenges"), "challenges")
