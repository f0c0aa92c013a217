"""Logging minutes: say what you did, see it as it was understood, save it, change it or take it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup

from content import activities, choices, times
from content.screen import Choice, Screen
from content.words import Words, listed, paragraphs
from programme.model import Entry, Intensity, Totals

QUICK = (10, 20, 30)
"""Minutes of the buttons for a walk."""
QUICK_ACTIVITY = "walking"
DAYS_BACK = 28
"""How old an entry may be that is changed; older ones can be removed."""

BREATHING = (
    (Intensity.LIGHT, "No, it was gentle"),
    (Intensity.MODERATE, "Yes, a bit"),
    (Intensity.VIGOROUS, "Yes, a lot"),
)
DONE = {
    "undone": "Taken back. It doesn't count.",
    "removed": "Removed. It doesn't count any more.",
    "back": "It's back, and it counts again.",
    "nothing": "That isn't on your log now, so nothing has changed.",
    "dropped": "That's fine. Nothing has changed.",
    "gone": "That one isn't waiting to be saved any more.",
    "unedited": "Changed back. It counts as it did before.",
    "which": "Please press the button of what you'd like to save.",
}
Note = Markup | None
"""What is said above what waits to be saved."""


def line(words: Words, entry: Entry) -> str:
    """``25 min · walking · Tue 17 Nov``."""
    return words.plain(
        "{n} min · {activity} · {day}",
        n=entry.minutes,
        activity=activities.name(words, entry.activity),
        day=times.short_day(words, entry.on),
    )


def screen(words: Words, recent: Sequence[Entry], today: date, done: str = "", removed: str = "") -> Screen:
    """`/log`: what did you do? *removed* is the id of the entry that has just been removed."""
    text = paragraphs(
        told(words, done),
        words.say("<b>What did you do?</b>"),
        words.say("Press a button, or type it like this: 25 min walk yesterday"),
        _recent(words, recent) if recent else None,
    )
    undo = ((Choice(words.plain("Undo"), f"logback:{removed}"),),) if removed and done == "removed" else ()
    entries = tuple(_entry_buttons(words, number, one, today) for number, one in enumerate(recent, start=1))
    return Screen(text, (*undo, quick(words), *entries, (choices.progress(words),)), asks="log")


def told(words: Words, what: str) -> Note:
    return words.say(DONE[what]) if what in DONE else None


def confirm(words: Words, entries: Sequence[Entry], today: date, *, said_before: bool, note: Note = None) -> Screen:
    """As it was understood, before anything is saved."""
    ask = _said_before(words, entries, today) if said_before else words.say("Shall I save this?")
    label = "Add it again" if said_before else "Save"
    text = paragraphs(note, _lines(words, entries), _counts(words, entries), ask)
    save = Choice(words.plain(label), _with_ids("logsave", entries))
    correct = _breathing(words, entries[0], but=entries[0].intensity) if len(entries) == 1 else ()
    rows = ((save, Choice(words.plain("Change"), "logchange")), correct)
    return Screen(text, tuple(row for row in rows if row), asks="logretype")


def another(words: Words, groups: Sequence[Sequence[Entry]], *, said_before: bool = False, note: Note = None) -> Screen:
    """Something new, and what was typed before it and is not saved: nothing is lost without a word."""
    *earlier, new = groups
    every = [entry for group in groups for entry in group]
    before = [entry for group in earlier for entry in group]
    text = paragraphs(
        note,
        _lines(words, new),
        not_saved_yet(words, before),
        words.say("You logged one of these already for that day.") if said_before else None,
        words.say("Shall I save both?") if len(every) == 2 else words.say("Shall I save all of them?"),
    )
    both = words.plain("Save both") if len(every) == 2 else words.plain("Save all {n}", n=len(every))
    only = words.plain("Only {what}", what=brief(words, new))
    rows = ((Choice(both, _with_ids("logsave", every)),), (Choice(only, _with_ids("logonly", new)),))
    return Screen(text, (*rows, (Choice(words.plain("Change"), "logchange"),)), asks="logretype")


def not_saved_yet(words: Words, entries: Sequence[Entry]) -> Markup | None:
    """So that what was typed before is not forgotten."""
    if not entries:
        return None
    if len(entries) == 1:
        return words.say("Your {line} isn't saved yet.", line=line(words, entries[0]))
    return listed([words.say("These aren't saved yet:"), *(words.say("{line}", line=line(words, e)) for e in entries)])


def brief(words: Words, entries: Sequence[Entry]) -> str:
    """``10 min · yoga``: what a button says it is about."""
    if len(entries) > 1:
        return words.plain("the last {n}", n=len(entries))
    return words.plain("{n} min · {activity}", n=entries[0].minutes, activity=_activity(words, entries[0]))


def _activity(words: Words, entry: Entry) -> str:
    return activities.name(words, entry.activity)


def _with_ids(address: str, entries: Sequence[Entry]) -> str:
    return ":".join((address, *(one.id for one in entries)))


def not_saved(words: Words) -> Screen:
    return Screen(words.say("Not saved."), ((Choice(words.plain("Log something"), "logging"),),))


def _breathing(words: Words, entry: Entry, but: Intensity | None = None) -> tuple[Choice, ...]:
    """The answers to "Did it raise your breathing?", one tap each; *but* the one that is taken for granted."""
    return tuple(
        Choice(words.plain(label), f"logbreath:{entry.id}:{level}") for level, label in BREATHING if level is not but
    )


def change(words: Words, entries: Sequence[Entry], replaces: str | None) -> Screen:
    """One tap for how hard it was; anything else is typed."""
    single = len(entries) == 1
    text = paragraphs(
        _lines(words, entries),
        words.say("Did it raise your breathing?") if single else None,
        words.say("Something else wrong? Type it as it should be, such as 15 min, or 25 min cycling on Monday."),
    )
    harder = _breathing(words, entries[0])
    remove = (Choice(words.plain("Remove it"), f"logundo:{replaces}:removed"),) if replaces else ()
    rows = (harder if single else (), (*remove, leave(words, entries[0].id, is_saved=replaces is not None)))
    return Screen(text, tuple(row for row in rows if row), asks="logretype:change")


def leave(words: Words, id: str, *, is_saved: bool) -> Choice:
    label = words.plain("Leave it as it was") if is_saved else words.plain("Don't log it")
    return Choice(label, f"logdrop:{id}")


def saved(
    words: Words,
    entries: Sequence[Entry],
    weeks: Sequence[tuple[date, Totals]],
    *,
    undo: str = "",
    again: bool = False,
    waiting: Sequence[Sequence[Entry]] = (),
) -> Screen:
    """*weeks*: the Mondays and totals of their weeks, this week last. *again*: it was saved before.

    *waiting*: what is not saved yet.
    """
    *before, (_, this) = weeks
    rest = [entry for group in waiting for entry in group]
    shows_this = this.moved > 0 or not before
    text = paragraphs(
        words.say("<b>That was saved already</b>") if again else words.say("<b>Saved</b>"),
        _lines(words, entries),
        _of_weeks(words, before),
        words.say("This week you've moved for {n}.", n=times.minutes(words, this.moved)) if shows_this else None,
        not_saved_yet(words, rest),
    )
    left = tuple(
        (Choice(words.plain("Save {what}", what=brief(words, one)), _with_ids("logsave", one)),) for one in waiting
    )
    taking_back = (Choice(words.plain("Undo"), undo),) if undo else ()
    amend = (Choice(words.plain("Change"), f"logamend:{entries[0].id}"),) if len(entries) == 1 else ()
    more = (*amend, Choice(words.plain("Log more"), "logging"))
    toast = words.plain("Saved already.") if again else words.plain("Saved.")
    return Screen(text, (*left, (choices.progress(words), *taking_back), more), toast=toast)


def _of_weeks(words: Words, weeks: Sequence[tuple[date, Totals]]) -> Markup | None:
    """The totals of the weeks before this one that something was saved in."""
    if not weeks:
        return None
    if len(weeks) == 1:
        ((_, totals),) = weeks
        return words.say("It's in that week's total: {n}.", n=times.minutes(words, totals.moved))
    return listed(
        words.say("Week of {day}: {n}.", day=times.short_day(words, monday), n=times.minutes(words, totals.moved))
        for monday, totals in weeks
    )


def quick(words: Words) -> tuple[Choice, ...]:
    return tuple(Choice(words.plain("{n} min walk", n=n), f"logquick:{n}:{QUICK_ACTIVITY}") for n in QUICK)


def _recent(words: Words, recent: Sequence[Entry]) -> Markup:
    lines = (words.say("{n}. {line}", n=n, line=line(words, one)) for n, one in enumerate(recent, start=1))
    return listed([words.say("Your last entries:"), *lines])


def _entry_buttons(words: Words, number: int, entry: Entry, today: date) -> tuple[Choice, ...]:
    edit = Choice(words.plain("Edit {n}", n=number), f"logamend:{entry.id}")
    remove = Choice(words.plain("Remove {n}", n=number), f"logundo:{entry.id}:removed")
    return (edit, remove) if entry.on >= today - timedelta(days=DAYS_BACK) else (remove,)


def _lines(words: Words, entries: Sequence[Entry]) -> Markup:
    return listed(words.say("<b>{line}</b>", line=line(words, one)) for one in entries)


def _counts(words: Words, entries: Sequence[Entry]) -> Markup:
    """How the entries count, so that a usual value that is wrong for somebody is seen."""
    if len(entries) > 1:
        return words.say("Press Change if a number, a day or an activity isn't right.")
    said = {
        Intensity.LIGHT: "Did it raise your breathing? Counted as: no, it was gentle.",
        Intensity.MODERATE: "Did it raise your breathing? Counted as: yes, a bit.",
        Intensity.VIGOROUS: "Did it raise your breathing? Counted as: yes, a lot. That's double towards 30 and 150.",
    }
    return words.say(said[entries[0].intensity])


def _said_before(words: Words, entries: Sequence[Entry], today: date) -> Markup:
    if all(one.on == today for one in entries):
        return words.say("You logged that already today. Add it again?")
    return words.say("You logged that already for that day. Add it again?")
