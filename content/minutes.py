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
USUAL = ("walking", "cycling", "stretching", "gym")
"""What is offered where only a number was typed."""
OFFERED = 4
DAYS_BACK = 28
"""How old an entry may be that is changed; older ones can be removed."""

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
}
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
}


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
        words.say(DONE[done]) if done in DONE else None,
        words.say("<b>What did you do?</b>"),
        words.say("Press a button, or type it like this: 25 min walk yesterday"),
        _recent(words, recent) if recent else None,
    )
    undo = ((Choice(words.plain("Undo"), f"logback:{removed}"),),) if removed and done == "removed" else ()
    entries = tuple(_entry_buttons(words, number, one, today) for number, one in enumerate(recent, start=1))
    return Screen(text, (*undo, _quick(words), *entries, (choices.progress(words),)), asks="log")


def confirm(words: Words, entries: Sequence[Entry], today: date, *, said_before: bool) -> Screen:
    """As it was understood, before anything is saved."""
    ask = _said_before(words, entries, today) if said_before else words.say("Shall I save this?")
    label = "Add it again" if said_before else "Save"
    text = paragraphs(_lines(words, entries), _counts(words, entries), ask)
    save = Choice(words.plain(label), f"logsave:{entries[0].id}")
    correct = _breathing(words, entries[0], but=entries[0].intensity) if len(entries) == 1 else ()
    rows = ((save, Choice(words.plain("Change"), "logchange")), correct)
    return Screen(text, tuple(row for row in rows if row), asks="logretype")


def _breathing(words: Words, entry: Entry, but: Intensity | None = None) -> tuple[Choice, ...]:
    """The answers to "Did it raise your breathing?", one tap each; *but* the one that is taken for granted."""
    return tuple(
        Choice(words.plain(label), f"logbreath:{entry.id}:{level}") for level, label in BREATHING if level is not but
    )


def not_understood(
    words: Words, reason: str, word: str, waiting: Sequence[Entry], replaces: str | None = None
) -> Screen:
    """Why, and what would work. The question stays open; an entry that is being edited stays as it is."""
    text = paragraphs(
        words.say(REASONS.get(reason, REASONS["unclear"]), **({"word": word} if reason == "word" else {})),
        words.say("The entry you saved is still there, as it was." if replaces else "Nothing is saved yet."),
        words.say(EXAMPLE),
    )
    rows = ((_leave(words),),) if replaces else (_quick(words), (choices.log(words),))
    return Screen(text, rows, asks="logretype" if waiting else "log")


def _leave(words: Words) -> Choice:
    return Choice(words.plain("Leave it as it was"), "logdrop")


def which_activity(words: Words, n: int, recent: Sequence[str]) -> Screen:
    """A number came alone: the rest in one tap, of what they did last and what most people do."""
    kinds = [id for id in dict.fromkeys((*recent, *USUAL)) if activities.find(id)][:OFFERED]
    text = paragraphs(
        words.count("{n} minute of what?", "{n} minutes of what?", n),
        words.say("Choose, or type it like this: {n} min walk", n=n),
        words.say("Nothing is saved yet."),
    )
    of = (words.plain("{n} min · {activity}", n=n, activity=activities.name(words, id)) for id in kinds)
    rows = tuple((Choice(label, f"logquick:{n}:{id}"),) for label, id in zip(of, kinds, strict=True))
    return Screen(text, (*rows, (choices.log(words),)), asks="log")


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
    leave = _leave(words) if replaces else Choice(words.plain("Don't log it"), "logdrop")
    rows = (harder if single else (), (*remove, leave))
    return Screen(text, tuple(row for row in rows if row), asks="logretype")


def saved(words: Words, entries: Sequence[Entry], week: Totals, *, may_undo: bool) -> Screen:
    text = paragraphs(
        words.say("<b>Saved</b>"),
        _lines(words, entries),
        words.say("This week you've moved for {n}.", n=times.minutes(words, week.moved)),
    )
    ids = ":".join(one.id for one in entries)
    undo = (Choice(words.plain("Undo"), f"logundo:{ids}"),) if may_undo else ()
    amend = (Choice(words.plain("Change"), f"logamend:{entries[0].id}"),) if len(entries) == 1 else ()
    row = (*undo, *amend)
    more = (Choice(words.plain("Log more"), "logging"), choices.progress(words))
    return Screen(text, (row, more) if row else (more,), toast=words.plain("Saved."))


def _quick(words: Words) -> tuple[Choice, ...]:
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
