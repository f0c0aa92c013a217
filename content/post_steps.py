"""The questions of the form for a new session: what is asked, and what can be pressed as an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from content import kinds, times
from content.screen import Choice
from content.sessions import shortened
from content.words import Words
from programme.model import Category, Draft, Employer

DAYS_OFFERED = 6
FIRSTS_OFFERED = 4
SATURDAY = 5
TIMES = ("10:30", "12:30", "15:00")
LENGTHS = (10, 15, 20, 30, 45, 60)
PLACES = (10, 20, 50, 100)
WORKPLACES_SHOWN = 6
WORKPLACE_IN_BUTTON = 36
SERIES = ("Essex Health Series",)
"""Shown as they are: names, not sentences."""

Rows = tuple[tuple[Choice, ...], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the form, and what is needed to ask it."""

    step: str
    draft: Draft
    now: datetime
    zone: ZoneInfo
    problem: str = ""
    """What was wrong with the answer just given; empty where nothing was."""
    previous: str | None = None
    place: int = 1
    of: int = 1
    last_link: str | None = None
    workplaces: tuple[Employer, ...] = ()
    chosen: tuple[str, ...] = ()
    """The ids of the workplaces that are in so far."""
    skipped: int = 0
    """How many workplaces came on screens before this one."""
    is_complete: bool = False


NAMES = {
    "kind": "Kind",
    "title": "Title",
    "day": "Day",
    "days": "Days",
    "first": "First date",
    "last": "Last date",
    "holidays": "Bank holidays",
    "time": "Time",
    "minutes": "Length",
    "places": "Places",
    "link": "Link",
    "audience": "Who may come",
    "health": "About health",
    "speakers": "Speakers",
    "series": "Series",
}

QUESTIONS = {
    "kind": ("What kind of session is it?", "Press one, or type its name."),
    "title": ("What's it called?", "Type a title of up to 80 letters. People see it in the timetable."),
    "day": ("Which day is it?", "Press one, or type it, like this: 24 Nov, Tuesday, tomorrow or 24 Nov 10:30."),
    "days": ("Which days of the week?", "Press them, then “Done”. Or type them, like this: Tue and Thu."),
    "first": ("When does it begin?", "Press one, or type a date, like this: 24 Nov."),
    "last": ("When does it end?", "Press “No end”, or type the last date, like this: 16 Dec."),
    "holidays": ("What about England's bank holidays?", "Press “Leave them out” or “Keep them”."),
    "time": ("What time does it start, {zone}?", "Press one, or type it, like this: 12:30 or 9am."),
    "minutes": ("How long is it?", "Press one, or type it, like this: 25 min or 1 hour."),
    "places": ("How many places are there?", "Press one, or type a number."),
    "link": (
        "What's the link to join?",
        "Paste it here. People who are booked see it from 30 minutes before the start, and nobody else does.",
    ),
    "audience": (
        "Who may come?",
        "Press “All workplaces”. Or choose some: press their names or type them, then press “Done”.",
    ),
    "health": (
        "Is it about a health condition?",
        "For example menopause, diabetes or back pain. If it is, people agree first, and no message names it.",
    ),
    "speakers": ("Who will speak?", "Type their names, or press “No names”."),
    "series": ("Is it part of a series?", "Type the name of the series, or press a button."),
}

PROBLEMS = {
    "missing": "That's empty. Please type something.",
    "not_a_date": "I don't know that day. Please type it like this: 24 Nov",
    "which": "That could mean more than one day. Please type the date, like this: 24 Nov",
    "wrong_weekday": "That date isn't on that day of the week. Please check it.",
    "past": "That day has gone. Please choose a later one.",
    "too_far": "That's more than a year ahead. Please choose an earlier day.",
    "not_a_time": "I don't know that time. Please type it like this: 12:30",
    "skipped": "The clocks go forward then, so that time doesn't exist. Please choose another.",
    "doubled": "The clocks go back then, so that time comes twice. Please choose another.",
    "not_a_number": "I need a number there. Please type it like this: 20",
    "not_a_link": "That isn't a web link. It should start with https://",
    "not_yes_or_no": "Please press or type Yes or No.",
    "none_chosen": "No workplace is chosen yet. Choose one, or press “All workplaces”.",
    "closed": "A workplace you chose has left the programme. Please look at your choice again.",
    "twice": "Your line has more than one of these, and I don't want to guess.",
    "unknown": "I don't know that one. Please choose from the buttons.",
    "too_long": "That's too long. Please make it shorter.",
    "no_days": "No day is chosen yet. Press one or more, then “Done”.",
    "unknown_rule": "I only know weeks that are all the same. Please type days, like this: Tue and Thu",
    "before_start": "That's before the first date. Please choose a later one.",
    "too_many": "That's more than 2,000 sessions. Please choose an earlier date, or “No end”.",
    "no_dates": "There's no session left by then. Please choose a later date, or keep bank holidays.",
}

PROBLEMS_AT = {
    ("title", "too_long"): "That's too long for a title. Please keep it to 80 letters.",
    ("title", "missing"): "I can't see any letters there. Please type a title.",
    ("time", "past"): "That time has gone. Please choose a later one, or press “Back” to change the day.",
    ("minutes", "range"): "A session lasts from 1 minute to 8 hours. Please choose a length in between.",
    ("places", "range"): "A session has from 1 to 5,000 places. Please choose a number in between.",
    ("link", "too_long"): "That link is too long. Please use one of up to 500 letters.",
    ("speakers", "too_long"): "That's too long. Please keep the names to 200 letters.",
    ("series", "too_long"): "That's too long. Please keep it to 80 letters.",
    ("audience", "unknown"): "I don't know a workplace of that name. Please choose from the buttons.",
}


def problem(step: str, code: str) -> str:
    """The sentence about what was wrong; empty where nothing was, or the code is nobody's."""
    return PROBLEMS_AT.get((step, code)) or PROBLEMS.get(code, "")


def answers(words: Words, asked: Asked) -> Rows:
    """The rows of buttons that answer the question."""
    offered = OFFERED.get(asked.step)
    return tuple(offered(words, asked)) if offered else ()


def _kinds(words: Words, _asked: Asked) -> Iterator[tuple[Choice, ...]]:
    yield from in_rows([Choice(words.plain(kind.title), f"fill:kind:{kind.rules.id}") for kind in kinds.catalogue()], 2)


def _days(words: Words, asked: Asked) -> Iterator[tuple[Choice, ...]]:
    today = times.local_date(asked.now, asked.zone)
    offered = [Choice(times.named_day(words, day, today), f"fill:day:{day}") for day in working_days(today)]
    yield from in_rows(offered, 2)
    yield (Choice(words.plain("Every week"), "fill:day:weekly"),)


def _weekdays(words: Words, asked: Asked) -> Iterator[tuple[Choice, ...]]:
    """One more press takes a day out again."""
    chosen = (asked.draft.get("weekdays") or asked.draft.get("days") or "").split(",")
    names = [(name, words.plain(name)) for name in times.WEEKDAYS]
    offered = [
        Choice(f"✓ {said}" if name.lower() in chosen else said, f"weekday:{name.lower()}") for name, said in names
    ]
    yield from in_rows(offered, 4)
    if any(chosen):
        yield (Choice(words.plain("Done"), "fill:days:done"),)
    yield (Choice(words.plain("Just once"), "fill:days:once"),)


def _first(words: Words, asked: Asked) -> Iterator[tuple[Choice, ...]]:
    """The next two dates of its days."""
    today = times.local_date(asked.now, asked.zone)
    named = (asked.draft.get("days") or "").split(",")
    ahead = [today + timedelta(days=n) for n in range(14)]
    offered = [day for day in ahead if times.WEEKDAYS[day.weekday()].lower() in named][:FIRSTS_OFFERED]
    yield from in_rows([Choice(times.named_day(words, day, today), f"fill:first:{day}") for day in offered], 2)


def _last(words: Words, _asked: Asked) -> Iterator[tuple[Choice, ...]]:
    yield (Choice(words.plain("No end"), "fill:last:none"),)


def _holidays(words: Words, _asked: Asked) -> Iterator[tuple[Choice, ...]]:
    skip, keep = words.plain("Leave them out"), words.plain("Keep them")
    yield (Choice(skip, "fill:holidays:skip"), Choice(keep, "fill:holidays:keep"))


def working_days(today: date) -> list[date]:
    """The next six from Monday to Friday, today among them."""
    ahead = (today + timedelta(days=n) for n in range(DAYS_OFFERED + 4))
    return [day for day in ahead if day.weekday() < SATURDAY][:DAYS_OFFERED]


def _times(words: Words, asked: Asked) -> Iterator[tuple[Choice, ...]]:
    """A colon would end the address's argument."""
    today = f"{times.local_date(asked.now, asked.zone)}"
    clock = times.clock(asked.now, asked.zone) if asked.draft.get("day") == today else ""
    yield tuple(Choice(words.plain(one), f"fill:time:{one.replace(':', '.')}") for one in TIMES if one > clock)


def _lengths(words: Words, _asked: Asked) -> Iterator[tuple[Choice, ...]]:
    yield from in_rows([Choice(words.plain("{n} min", n=n), f"fill:minutes:{n}") for n in LENGTHS], 3)


def _places(words: Words, _asked: Asked) -> Iterator[tuple[Choice, ...]]:
    yield from in_rows([Choice(words.plain("{n} places", n=n), f"fill:places:{n}") for n in PLACES], 2)


def _links(words: Words, asked: Asked) -> Iterator[tuple[Choice, ...]]:
    if asked.last_link:
        yield (Choice(words.plain("Same link as last time"), "fill:link:same"),)


def _audience(words: Words, asked: Asked) -> Iterator[tuple[Choice, ...]]:
    """Numbered, so that two long names of one beginning are kept apart."""
    yield (Choice(words.plain("All workplaces"), "fill:audience:all"),)
    shown = list(enumerate(asked.workplaces, start=1))[asked.skipped : asked.skipped + WORKPLACES_SHOWN]
    for number, one in shown:
        mark = "✓ " if one.id in asked.chosen else ""
        label = f"{mark}{number} · {shortened(one.name, WORKPLACE_IN_BUTTON)}"
        yield (Choice(label, f"toggle:{one.id}:{asked.skipped}"),)
    if pages := tuple(_pages(words, asked)):
        yield pages
    if asked.chosen:
        yield (Choice(words.plain("Done"), "fill:audience:chosen"),)


def _pages(words: Words, asked: Asked) -> Iterator[Choice]:
    if asked.skipped:
        yield Choice(words.plain("Earlier ones"), f"posting:audience::{max(0, asked.skipped - WORKPLACES_SHOWN)}")
    if asked.skipped + WORKPLACES_SHOWN < len(asked.workplaces):
        yield Choice(words.plain("More workplaces"), f"posting:audience::{asked.skipped + WORKPLACES_SHOWN}")


def _health(words: Words, asked: Asked) -> Iterator[tuple[Choice, ...]]:
    """What is usual for the kind comes first."""
    row = (Choice(words.plain("Yes"), "fill:health:yes"), Choice(words.plain("No"), "fill:health:no"))
    yield row if asked.draft.get("category") == Category.WEBINAR else row[::-1]


def _speakers(words: Words, _asked: Asked) -> Iterator[tuple[Choice, ...]]:
    yield (Choice(words.plain("No names"), "fill:speakers:none"),)


def _series(words: Words, _asked: Asked) -> Iterator[tuple[Choice, ...]]:
    yield from ((Choice(name, f"fill:series:{name}"),) for name in SERIES)
    yield (Choice(words.plain("No series"), "fill:series:none"),)


def in_rows(found: Iterable[Choice], length: int) -> Iterator[tuple[Choice, ...]]:
    row = list(found)
    yield from (tuple(row[start : start + length]) for start in range(0, len(row), length))


OFFERED: dict[str, Callable[[Words, Asked], Iterator[tuple[Choice, ...]]]] = {
    "kind": _kinds,
    "day": _days,
    "days": _weekdays,
    "first": _first,
    "last": _last,
    "holidays": _holidays,
    "time": _times,
    "minutes": _lengths,
    "places": _places,
    "link": _links,
    "audience": _audience,
    "health": _health,
    "speakers": _speakers,
    "series": _series,
}
