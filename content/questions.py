"""How active somebody is: the single-item measure in its published words, always to be skipped.

Source: K. Milton, F. C. Bull, A. Bauman, "Reliability and validity testing of a single-item physical activity
measure", British Journal of Sports Medicine 2011;45(3):203-208, doi:10.1136/bjsm.2009.068395; the version about the
past week. The question and its explanation are as published, and must stay word for word: another wording measures
something else. They were compared with how others quote that article (ParticipACTION's code for its profiles, which
adds "traditional games"; a form for health checks), not with the article's own page.
"""

from __future__ import annotations

import re
from dataclasses import replace

from content import choices
from content.screen import Choice, Screen
from content.words import Words, paragraphs

QUESTION = (
    "In the past week, on how many days have you done a total of 30 minutes or more of physical activity, "
    "which was enough to raise your breathing rate?"
)
EXPLAINED = (
    "This may include sport, exercise, and brisk walking or cycling for recreation or to get to and from places, "
    "but should not include housework or physical activity that may be part of your job."
)
NUMBER_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven")
DAYS_SAID = re.compile(rf"(?:about )?([0-9]{{1,3}}|{'|'.join(NUMBER_WORDS)})(?: days?)?(?: a week)?[.!]?")
"""How a number of days is typed."""
SKIPPING = frozenset({"skip it", "skip this", "skip", "no", "no thanks", "no thank you", "not now", "pass", "later"})
NO_MORE = frozenset({"don't ask again", "don't ask", "never ask again", "stop asking", "stop asking me", "never"})
"""Ways to say what the two last buttons say."""
ONLY_TOTALS = "It's up to you. Answers are only used in totals of many people, never with a name."


def notice(words: Words, asked_on: str) -> Screen:
    """Neutral first: what it is about comes after a hundred characters."""
    first = words.say("One quick question, if you like. You can skip it.")
    text = paragraphs(first, words.say(ONLY_TOTALS), words.say(QUESTION), words.say(EXPLAINED))
    return replace(ask(words, asked_on), text=text)


def ask(words: Words, asked_on: str, *, again: bool = False) -> Screen:
    """*asked_on* is the day that this asking was planned for, by which the answer finds it.

    *again*: what was typed is no number of days; said first, for whoever has the screen read out.
    """
    sorry = words.say("Please give a number of days from 0 to 7. Or type “skip”.") if again else None
    text = paragraphs(sorry, words.say(QUESTION), words.say(EXPLAINED), words.say(ONLY_TOTALS))
    days = [Choice(str(n), f"activedays:{asked_on}:{n}") for n in range(8)]
    out = (
        Choice(words.plain("Skip"), f"activeskip:{asked_on}"),
        Choice(words.plain("Don't ask me again"), "activeask:off"),
    )
    return Screen(text, (tuple(days[:4]), tuple(days[4:]), out), asks=f"activetyped:{asked_on}")


def answered(words: Words, asked_on: str, days: int) -> Screen:
    text = paragraphs(
        words.count("Noted: {n} day. Thank you.", "Noted: {n} days. Thank you.", days),
        words.say("You can change it here, or later in /settings. We'll ask again in twelve weeks."),
    )
    change = Choice(words.plain("Change"), f"activeq:{asked_on}")
    return Screen(text, ((change, choices.progress(words)), (choices.timetable(words),)), toast=words.plain("Saved."))


def skipped(words: Words, asked_on: str) -> Screen:
    text = words.say("That's fine. Nothing is kept. We'll ask again in twelve weeks.")
    change = Choice(words.plain("Answer after all"), f"activeq:{asked_on}")
    return Screen(text, ((change, choices.timetable(words)),))


def switched(words: Words, *, on: bool) -> Screen:
    if on:
        text = words.say("Good. We'll ask every twelve weeks.")
        return Screen(text, ((choices.settings(words), choices.timetable(words)),), toast=words.plain("Saved."))
    text = words.say("Done. We won't ask again, unless you turn it back on.")
    back = Choice(words.plain("Ask me again"), "activeask:on")
    return Screen(text, ((back, choices.timetable(words)),), toast=words.plain("Saved."))


def not_yet(words: Words) -> Screen:
    text = words.say("We ask how active you are once you've booked something. There's nothing to answer yet.")
    return Screen(text, ((choices.timetable(words), choices.settings(words)),))


def choice(words: Words) -> Choice:
    return Choice(words.plain("How active I am"), "howactive")
