"""Changing a session: what, to what, and how far it reaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import kinds, post, times
from content.post_steps import NAMES, QUESTIONS, Asked, Rows, answers, in_rows, problem
from content.screen import Choice, Screen
from content.sessions import shortened
from content.words import Words, paragraphs
from programme.model import Led, Session

FIELDS = ("time", "day", "minutes", "places", "link", "title", "kind", "audience")
MOVES = frozenset({"time", "day", "minutes"})
NOT_FOR_CHANGES = frozenset({"fill:day:weekly", "fill:link:same"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """A change that has been said and not made yet."""

    field: str
    new: str
    """As a form keeps it."""
    names: tuple[str, ...] = ()
    """The workplaces that may come from now on; none: all."""
    seal: str = ""
    later: int = 0
    """How many sessions "This and later" reaches; 0 where only one can be changed."""
    to_come: int = 0
    """How many "All" reaches."""


def menu(words: Words, led: Led, now: datetime, zone: ZoneInfo) -> Screen:
    """What may be changed; once it has begun, only the link."""
    session = led.session
    fields = FIELDS if now < session.starts_at else ("link",)
    offered = [Choice(words.plain(NAMES[field]), f"edit:{session.id}:{field}") for field in fields]
    text = paragraphs(_which(words, session, zone), words.say("What would you like to change?"))
    return Screen(text, (*in_rows(offered, 2), (_back(words, session),)))


def _which(words: Words, session: Session, zone: ZoneInfo) -> Markup:
    title, when = shortened(session.title, 120), times.zoned(words, session.starts_at, zone)
    return words.say("{title}, {when}", title=title, when=when)


def _back(words: Words, session: Session) -> Choice:
    return Choice(words.plain("Keep it as it is"), f"class:{session.id}")


def ask(words: Words, led: Led, asked: Asked) -> Screen:
    """One thing to be different; whatever is typed next is the answer."""
    session, zone = led.session, asked.zone
    first, hint = QUESTIONS[asked.step]
    text = paragraphs(
        words.say(problem(asked.step, asked.problem)),
        _which(words, session, zone),
        words.say("<b>{first}</b>", first=words.plain(first, zone=times.zone_name(words, zone))),
        words.say("Now: {said}", said=now_is(words, led, asked.step, zone)),
        words.say(hint),
    )
    rows = tuple(_readdressed(answers(words, asked), session.id))
    return Screen(text, (*rows, (_back(words, session),)), asks=f"edited:{session.id}:{asked.step}")


def _readdressed(rows: Rows, session_id: str) -> Iterator[tuple[Choice, ...]]:
    """The form's own buttons, leading to the change of this session."""
    for row in rows:
        kept = tuple(
            replace(choice, address=_readdress(choice.address, session_id))
            for choice in row
            if choice.address not in NOT_FOR_CHANGES
        )
        if kept:
            yield kept


def _readdress(address: str, session_id: str) -> str:
    name, _, rest = address.partition(":")
    return f"{ {'fill': 'edited', 'toggle': 'edittog', 'posting': 'edit'}[name] }:{session_id}:{rest}"


def now_is(words: Words, led: Led, field: str, zone: ZoneInfo) -> str:
    session = led.session
    said = {
        "time": times.clock(session.starts_at, zone),
        "day": times.short_day(words, times.local_date(session.starts_at, zone)),
        "minutes": str(times.minutes(words, session.minutes)),
        "places": str(session.places),
        "link": post.host(session.link),
        "title": shortened(session.title, 100),
        "kind": kinds.title(words, session),
    }
    return said.get(field) or who(words, [name for _, name in led.employers])


def who(words: Words, names: Sequence[str]) -> str:
    return ", ".join(shortened(name, 40) for name in names[:5]) or words.plain("all workplaces")


def sure(words: Words, led: Led, wanted: Wanted, zone: ZoneInfo) -> Screen:
    """From what to what, who is told, and how far it reaches."""
    session = led.session
    text = paragraphs(
        _which(words, session, zone),
        words.say(
            "{name}: {current} → <b>{said}</b>",
            name=words.plain(NAMES[wanted.field]),
            current=now_is(words, led, wanted.field, zone),
            said=_new(words, wanted),
        ),
        _who_is_told(words, led, wanted),
        _reach(words, wanted),
    )
    return Screen(text, (*_scopes(words, session, wanted), (_back(words, session),)))


def _new(words: Words, wanted: Wanted) -> str:
    if wanted.field == "audience":
        return who(words, wanted.names)
    if wanted.field == "link":
        return shortened(wanted.new, 200)
    return post.as_said(words, wanted.field, wanted.new)


def _who_is_told(words: Words, led: Led, wanted: Wanted) -> Markup | None:
    told = led.booked + led.waiting
    if wanted.field in MOVES and led.openness:
        return words.say("Anybody booked or waiting keeps their place. They're told, and asked if they can come.")
    if wanted.field in MOVES and told:
        return words.count(
            "The one person booked or waiting keeps their place. They're told, and asked if they can come.",
            "All {n} people booked or waiting keep their places. They're told, and asked if they can come.",
            told,
        )
    if wanted.field == "audience":
        return words.say("Anybody booked who may not come any more loses their place, and is told.")
    if wanted.field == "places" and int(wanted.new) < led.booked:
        return words.say("More people are booked than that. They all keep their places, and no more are taken.")
    if wanted.field == "link":
        return words.say("Whoever has the old link already is sent the new one at once.")
    return None


def _reach(words: Words, wanted: Wanted) -> Markup | None:
    if not wanted.later:
        return None
    return words.say(
        "It's one of a weekly series. “This and later” is {later} sessions on the timetable, “All” is {all} to come, "
        "and new ones follow it.",
        later=wanted.later,
        all=wanted.to_come,
    )


def _scopes(words: Words, session: Session, wanted: Wanted) -> Rows:
    def to(scope: str) -> str:
        return f"changed:{session.id}:{scope}:{wanted.seal}"

    if not wanted.later:
        return ((Choice(words.plain("Yes, change it"), to("one")),),)
    return (
        (Choice(words.plain("Only this one"), to("one")),),
        (Choice(words.plain("This and later"), to("later")), Choice(words.plain("All"), to("all"))),
    )
