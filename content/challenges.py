"""Challenges: what there is, and how far somebody is. Their own progress only: no names, no ranking, no totals.

A total for a workplace is not shown. A live one would say, by the difference between two looks, what one colleague had
just logged; and a frozen one beside the weekly figures would be about a part of the same people, for which those
figures would have to be withheld more often (DESIGN 6: every part and its complement).
"""

from __future__ import annotations

from collections.abc import Iterable

from content import choices
from content.screen import Choice, Screen
from content.words import Words, listed, paragraphs
from programme.model import Attempt, Catalogue, DescribedChallenge


def screen(words: Words, catalogue: Catalogue, taken: Iterable[str]) -> Screen:
    """*taken*: the ids of those that the reader has begun."""
    begun = set(taken)
    offered = catalogue.challenges
    text = paragraphs(
        words.say("<b>Challenges</b>"),
        listed(words.say("<b>{title}</b>: {about}", title=words.plain(one.title), about=words.plain(one.about))
               for one in offered)
        or words.say("There are none just now."),
        words.say("Only you see how you're doing. There's no ranking, and you can stop at any time."),
    )  # fmt: skip
    rows = [(Choice(_label(words, one, begun), f"challenge:{one.rules.id}"),) for one in offered]
    return Screen(text, (*rows, (choices.progress(words), choices.timetable(words))))


def _label(words: Words, one: DescribedChallenge, begun: set[str]) -> str:
    title = words.plain(one.title)
    return words.plain("{title} (begun)", title=title) if one.rules.id in begun else title


def one(words: Words, described: DescribedChallenge, attempt: Attempt | None) -> Screen:
    heading = words.say("<b>{title}</b>", title=words.plain(described.title))
    others = Choice(words.plain("All challenges"), "challenges")
    if attempt is None:
        begin = Choice(words.plain("Begin today"), f"challengegoes:{described.rules.id}")
        text = paragraphs(heading, words.say("{about}", about=words.plain(described.about)))
        return Screen(text, ((begin,), (others,)))
    stop = Choice(words.plain("Stop this challenge"), f"challengeends:{described.rules.id}")
    again = Choice(words.plain("Begin again today"), f"challengegoes:{described.rules.id}")
    text = paragraphs(heading, *_progress(words, attempt))
    first = (again,) if attempt.is_over else (choices.log(words),)
    return Screen(text, (first, (others, stop)))


def _progress(words: Words, attempt: Attempt) -> tuple[str, ...]:
    reached, rules = len(attempt.reached), attempt.challenge
    done = words.count("You reached {minutes} minutes on {n} day.", "You reached {minutes} minutes on {n} days.",
                       reached, minutes=rules.minutes)  # fmt: skip
    if attempt.is_over:
        over = words.say("Well done: every single day.") if reached == rules.days else words.say("Every one counts.")
        return (words.say("It's over: {n} days.", n=rules.days), done, over)
    day = words.say("Day {day} of {days}.", day=attempt.day, days=rules.days)
    if attempt.today in attempt.reached:
        return (day, done, words.say("Today is done already."))
    return (day, done, words.say("A day missed is no end: carry on where you are."))


def choice(words: Words) -> Choice:
    return Choice(words.plain("Challenges"), "challenges")
