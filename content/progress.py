"""Progress: this week's minutes towards 30 and then 150, strength days, bests; never a label for a person."""

from __future__ import annotations

from datetime import timedelta

from markupsafe import Markup

from content import challenges, chart, choices, questions, times
from content.screen import File, Screen
from content.words import Words, listed, paragraphs
from programme.model import Progress, Week

FIRST, SECOND = 30, 150
"""Moderate-equivalent minutes a week. Sources: Sport England's Active Lives survey draws its lines at 30 and 150;
150 is the UK Chief Medical Officers' guideline for adults (2019)."""
STRENGTH_AIM = 2
"""Days a week; the same guideline."""


def screen(words: Words, progress: Progress, *, may_answer: bool = True) -> Screen:
    """With the last eight weeks as a picture, where there is something in them.

    *may_answer*: whether there is a question to answer about how active they are.
    """
    this = progress.weeks[-1]
    text = paragraphs(
        _heading(words, this),
        _counters(words, this),
        _next(words, this.totals.moderate_equivalent),
        _bests(words, progress),
        _since(words, progress),
        _how(words),
    )
    asked = (questions.choice(words),) if may_answer else ()
    ways = ((choices.log(words), choices.timetable(words)), (challenges.choice(words), *asked))
    return Screen(text, ways, files=_picture(words, progress))


def _picture(words: Words, progress: Progress) -> tuple[File, ...]:
    return (chart.picture(words, progress.weeks),) if any(week.totals.moved for week in progress.weeks) else ()


def _heading(words: Words, week: Week) -> Markup:
    return words.say(
        "<b>This week, {monday} to {sunday}</b>",
        monday=times.short_day(words, week.monday),
        sunday=times.short_day(words, week.monday + timedelta(days=6)),
    )


def _counters(words: Words, week: Week) -> Markup:
    counted = week.totals.moderate_equivalent
    return listed(
        [
            words.say("Minutes moved: <b>{n}</b>", n=week.totals.moved),
            words.say("Minutes that count towards {goal}: <b>{n}</b>", goal=_goal(counted), n=counted),
            words.say("Strength days: <b>{n}</b> (aim for {aim})", n=week.strength_days, aim=STRENGTH_AIM),
        ]
    )


def _goal(reached: int) -> int:
    """The one that comes next; the second one also once it is reached."""
    return FIRST if reached < FIRST else SECOND


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


def _since(words: Words, progress: Progress) -> Markup | None:
    """A newcomer's weeks begin with the first that has anything: nobody is shown weeks of nothing."""
    first = progress.weeks[0]
    if len(progress.weeks) == chart.EVERY or not first.totals.moved:
        return None
    return words.say("Nothing logged before {day}.", day=chart.day(words, first))


def _bests(words: Words, progress: Progress) -> Markup:
    return listed(line for line in (_best(words, progress), _streak(words, progress)) if line)


def _best(words: Words, progress: Progress) -> Markup | None:
    best = progress.best
    if best is None or not best.totals.moved:
        return None
    if best.monday == progress.weeks[-1].monday:
        return words.say("This is your best week so far: {n} minutes moved.", n=best.totals.moved)
    day = times.short_day(words, best.monday)
    return words.say("Your best week: {n} minutes moved, from {day}.", n=best.totals.moved, day=day)


def _streak(words: Words, progress: Progress) -> Markup | None:
    """From two on; a week that was missed is never mentioned."""
    if progress.streak < 2:
        return None
    said = words.say("Weeks in a row with something logged: {n}. A week off now and then is fine.", n=progress.streak)
    if progress.longest_streak > progress.streak:
        return words.say("{said} The most so far: {n}.", said=said, n=progress.longest_streak)
    return said


def _how(words: Words) -> Markup:
    return listed(
        [
            words.say(
                "Every minute moved is worth it. Minutes that make you breathe faster count towards 30 and 150. "
                "If you breathe hard, they count double."
            ),
            words.say("A strength day has weights, yoga, Pilates, heavy digging or one of our strength sessions."),
        ]
    )
