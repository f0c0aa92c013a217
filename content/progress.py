"""Progress: this week's minutes, towards 30 and then 150; never a label for a person."""

from __future__ import annotations

from datetime import date, timedelta

from markupsafe import Markup

from content import choices, times
from content.screen import Screen
from content.words import Words, listed, paragraphs
from programme.model import Totals

FIRST, SECOND = 30, 150
"""Moderate-equivalent minutes a week. Sources: Sport England's Active Lives survey draws its lines at 30 and 150;
150 is the UK Chief Medical Officers' guideline for adults (2019)."""


def screen(words: Words, week: Totals, monday: date) -> Screen:
    sunday = monday + timedelta(days=6)
    heading = words.say(
        "<b>This week, {monday} to {sunday}</b>",
        monday=times.short_day(words, monday),
        sunday=times.short_day(words, sunday),
    )
    counters = listed(
        [
            words.say("Minutes moved: <b>{n}</b>", n=week.moved),
            words.say("Towards 30, then 150: <b>{n}</b>", n=week.moderate_equivalent),
        ]
    )
    text = paragraphs(heading, counters, _next(words, week.moderate_equivalent), _how(words))
    return Screen(text, ((choices.log(words), choices.timetable(words)),))


def _next(words: Words, reached: int) -> Markup:
    if reached == 0:
        return words.say("Next step: 30 minutes that make you breathe faster. Ten is a good start.")
    if reached < FIRST:
        return words.count("{n} more minute to reach 30.", "{n} more minutes to reach 30.", FIRST - reached)
    if reached < SECOND:
        return words.count(
            "You've reached 30. {n} more minute to reach 150.",
            "You've reached 30. {n} more minutes to reach 150.",
            SECOND - reached,
        )
    return words.say("You've reached 150, the amount doctors advise for a week. Well done.")


def _how(words: Words) -> Markup:
    return words.say(
        "Every minute moved is worth it. Towards 30 and 150 count those that make you breathe faster; "
        "those that make you breathe hard count double."
    )
