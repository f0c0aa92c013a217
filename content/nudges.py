"""Nudges, quiet hours and time off: what may be chosen, and the two nudges themselves. None names a session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from types import MappingProxyType
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import choices, times
from content.screen import Choice, Screen
from content.words import Words, listed, paragraphs
from programme.model import Away, Quiet, Rhythm

TIMES = (time(10, 0), time(11, 0), time(14, 30), time(15, 30))
"""Times of breaks on buttons; any other is typed."""
EVENINGS = (Quiet(time(18, 0), time(8, 0)), Quiet(time(20, 0), time(7, 0)), Quiet(time(22, 0), time(6, 0)))
ENDED, CALLED_OFF, GET_WELL, HOW_LONG_ILL = "ended", "calledoff", "well", "until_when"
"""What is said besides, when time off is kept or given up."""
PROBLEMS = {
    "not_a_time": "That isn't a time I understand. Please type it like this: 10:30",
    "quiet": "That's in your quiet hours. Choose another time, or change your quiet hours first.",
    "missing": "Choose a day first, then the time.",
    "unknown": "I don't know that day.",
    "same": "Quiet hours can't begin and end at the same time.",
    "not_a_date": "That isn't a date I understand. Please type it like this: 4 Jan",
    "which": "That could be two different days. Please type the date, such as 4 Jan.",
    "wrong_weekday": "That date is on another day of the week. Please check it.",
    "past": "That day has gone. Please type one that's still to come.",
    "too_far": "That's more than a year ahead. Please type an earlier day.",
    "order": "That ends before it begins. Please check the two dates.",
    "too_long": "That's too long. A few words are enough.",
    "how_long": "Until when are you off? Choose below, or type the day.",
    HOW_LONG_ILL: "Sorry you're not well. Until when are you off? Choose below, or type the day.",
}
NEVER_MORE = "At most one nudge a day, and none on a bank holiday."
NOT_OFF = {
    "": "You're not off.",
    ENDED: "Welcome back. Your time off has ended.",
    CALLED_OFF: "Done. Your time off is taken out.",
}
STILL_COME = "Reminders of sessions you've booked still come."


def hub(words: Words, rhythm: Rhythm, today: date, problem: str = "") -> Screen:
    text = paragraphs(
        say_problem(words, problem),
        words.say("<b>Nudges and time off</b>"),
        listed([_breaks(words, rhythm), _look_back(words, rhythm), _quiet(words, rhythm), _away(words, rhythm, today)]),
        _lost(words, rhythm),
        words.say(NEVER_MORE),
        words.say(
            "Press a day to turn its movement break on or off. Or type it, such as “Tue 15:00” or “weekdays at 11”."
        ),
        words.say("Off work? Type it, such as “I'm off until 4 Jan”. Back again? Type “I'm back”."),
    )
    return Screen(text, _rows(words, rhythm), asks="nudgeat")


def _breaks(words: Words, rhythm: Rhythm) -> Markup:
    if not rhythm.breaks:
        return words.say("Movement breaks: none.")
    said = ", ".join(f"{words.plain(times.WEEKDAYS[day])} {at:%H:%M}" for day, at in rhythm.breaks)
    return words.say("Movement breaks: {said}.", said=said)


def _look_back(words: Words, rhythm: Rhythm) -> Markup:
    if rhythm.looks_back:
        return words.say("A look back at your week, on Friday afternoon: on.")
    return words.say("A look back at your week, on Friday afternoon: off.")


def _quiet(words: Words, rhythm: Rhythm) -> Markup:
    return words.say("Quiet hours: {hours}. No nudges then, and nothing else makes a sound.", hours=hours(rhythm.quiet))


def _away(words: Words, rhythm: Rhythm, today: date) -> Markup:
    if rhythm.away is None or rhythm.away.until < today:
        return words.say("Time off: none.")
    first, last = times.short_day(words, rhythm.away.since), times.short_day(words, rhythm.away.until)
    if rhythm.away.since == rhythm.away.until:
        return words.say("Time off: {first}. No nudges on that day.", first=first)
    return words.say("Time off: {first} to {last}. No nudges on these days.", first=first, last=last)


def _lost(words: Words, rhythm: Rhythm) -> Markup | None:
    """Breaks that a later choice of quiet hours has silenced."""
    if any(rhythm.quiet.covers(at) for _, at in rhythm.breaks):
        return words.say("Breaks in your quiet hours don't come. Type another time for them.")
    return None


def _rows(words: Words, rhythm: Rhythm) -> tuple[tuple[Choice, ...], ...]:
    days = [_day(words, rhythm, weekday) for weekday in range(7)]
    at = [Choice(f"{one:%H:%M}", f"nudgeat:{one:%H%M}") for one in TIMES]
    back = (
        Choice(words.plain("Look back: turn off"), "lookback:off")
        if rhythm.looks_back
        else Choice(words.plain("Look back: turn on"), "lookback:on")
    )
    rows: tuple[tuple[Choice, ...], ...] = (tuple(days[:3]), tuple(days[3:5]), tuple(days[5:]))
    if rhythm.breaks:
        rows = (*rows, tuple(at))
    rows = (*rows, (back,), (Choice(words.plain("Quiet hours"), "quiet"), Choice(words.plain("Time off"), "away")))
    if rhythm.is_nudged:
        rows = (*rows, (stop(words),))
    return (*rows, (choices.settings(words),))


def _day(words: Words, rhythm: Rhythm, weekday: int) -> Choice:
    """It says what pressing does; the text says how it is."""
    name = words.plain(times.WEEKDAYS[weekday])
    is_on = rhythm.break_at(weekday) is not None
    label = words.plain("{day}: turn off", day=name) if is_on else words.plain("{day}: turn on", day=name)
    return Choice(label, f"nudgeday:{weekday}")


def stop(words: Words) -> Choice:
    return Choice(words.plain("Stop all nudges"), "nudgestop")


def hub_choice(words: Words) -> Choice:
    return Choice(words.plain("Nudges and time off"), "nudges")


def hours(quiet: Quiet) -> str:
    return f"{quiet.since:%H:%M} to {quiet.until:%H:%M}"


def say_problem(words: Words, problem: str) -> Markup | None:
    return words.say(PROBLEMS[problem]) if problem in PROBLEMS else None


def stopped(words: Words) -> Screen:
    text = paragraphs(words.say("Done. No more nudges."), words.say(STILL_COME))
    ways = ((hub_choice(words), choices.timetable(words)),)
    return Screen(text, ways, toast=words.plain("Stopped."), asks="awayset")


def ask_quiet(words: Words, rhythm: Rhythm, problem: str = "") -> Screen:
    text = paragraphs(
        say_problem(words, problem),
        words.say("Your quiet hours: {hours}.", hours=hours(rhythm.quiet)),
        words.say("No nudges come then, and other messages make no sound."),
        words.say("When should it be quiet? Choose, or type it, such as 21:00 to 06:30."),
    )
    rows = [(Choice(hours(one), f"quietset:{one.since:%H%M}:{one.until:%H%M}"),) for one in EVENINGS]
    return Screen(text, (*rows, (hub_choice(words),)), asks="quietset")


def ask_away(words: Words, rhythm: Rhythm, today: date, problem: str = "") -> Screen:
    text = paragraphs(
        say_problem(words, problem),
        _away(words, rhythm, today),
        words.say("No nudges come while you're off. {still_come}", still_come=words.plain(STILL_COME)),
        words.say("When are you off? Choose, or type it, such as “until 4 Jan” or “21 Dec to 4 Jan”."),
    )
    back = Choice(words.plain("I'm not off"), "awayset:none")
    is_off = rhythm.away is not None and rhythm.away.until >= today
    return Screen(text, (*_lengths(words), *(((back,),) if is_off else ()), (hub_choice(words),)), asks="awayset")


def _lengths(words: Words) -> tuple[tuple[Choice, ...], ...]:
    return (
        (Choice(words.plain("Today only"), "awayset:1"), Choice(words.plain("This week"), "awayset:week")),
        (Choice(words.plain("For a week"), "awayset:7"), Choice(words.plain("For two weeks"), "awayset:14")),
    )


def away_kept(words: Words, rhythm: Rhythm, today: date, said: str = "") -> Screen:
    """What was understood, said in full, so that a wrong reading shows; *said*: what else the words were about."""
    if rhythm.away is None or rhythm.away.until < today:
        text = paragraphs(words.say(NOT_OFF.get(said, NOT_OFF[""])), _come_again(words, rhythm))
    else:
        kind = words.say("Sorry you're not well. Take care, and take your time.")
        text = paragraphs(
            kind if said == GET_WELL else words.say("Enjoy your time off."),
            _none_come(words, rhythm.away),
            words.say(STILL_COME),
        )
    change = Choice(words.plain("Change"), "away")
    return Screen(text, ((change, hub_choice(words)),), toast=words.plain("Saved."), asks="awayset")


def _come_again(words: Words, rhythm: Rhythm) -> Markup:
    if rhythm.is_nudged:
        return words.say("The nudges you chose come again.")
    return words.say("You have no nudges on, so none come.")


def _none_come(words: Words, away: Away) -> Markup:
    first, last = times.short_day(words, away.since), times.short_day(words, away.until)
    if away.since == away.until:
        return words.say("No nudges on {first}.", first=first)
    return words.say("No nudges from {first} up to and including {last}.", first=first, last=last)


def movement_break(words: Words, now: datetime, zone: ZoneInfo) -> Screen:
    text = paragraphs(
        words.say("It's {clock}: a good moment for a short break.", clock=times.clock(now, zone)),
        words.say("Walk to the window, or roll your shoulders and stretch your arms where you are."),
        words.say("A minute or two is enough."),
    )
    return Screen(text, ((choices.log(words), choices.timetable(words)), (hub_choice(words), stop(words))))


def look_back(words: Words, _now: datetime, _zone: ZoneInfo) -> Screen:
    """No figures: they are one tap away, and not for a locked screen."""
    text = paragraphs(
        words.say("The week is nearly over: a moment to look back at yours."),
        words.say("Press “My progress” to see it. Something missing? You can log it now."),
    )
    return Screen(text, ((choices.progress(words), choices.log(words)), (hub_choice(words), stop(words))))


SCENES: Mapping[str, Callable[[Words, datetime, ZoneInfo], Screen]] = MappingProxyType(
    {"movement_break": movement_break, "look_back": look_back}
)
