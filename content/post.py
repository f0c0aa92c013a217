"""Putting a session on the timetable: each question, going on with an old form, the preview, and what was posted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import card, kinds, times
from content.post_steps import NAMES, QUESTIONS, Asked, Rows, answers, in_rows, problem
from content.screen import Choice, Screen
from content.sessions import shortened
from content.words import Words, listed, paragraphs
from programme.model import Card, Category, Draft, Led, Openness, Session

HOST_SHOWN = 60
WORKPLACES_NAMED = 5


def question(words: Words, asked: Asked) -> Screen:
    """One step; whatever is typed next is its answer."""
    first, hint = QUESTIONS[asked.step]
    text = paragraphs(
        words.say("New session, step {n} of {of}", n=asked.place, of=asked.of),
        words.say(problem(asked.step, asked.problem)),
        _unused(words, asked.draft),
        words.say("<b>{first}</b>", first=words.plain(first, zone=times.zone_name(words, asked.zone))),
        _usual(words, asked),
        words.say(hint),
        _now(words, asked),
    )
    rows = (*answers(words, asked), *_ways(words, asked))
    return Screen(text, rows, asks=f"fill:{asked.step}", numbers_choose=asked.step in CHOSEN)


CHOSEN = frozenset({"kind", "day", "audience", "health"})
"""Steps to which a bare number is no answer, so that it is a button's."""


def _ways(words: Words, asked: Asked) -> Rows:
    cancel = Choice(words.plain("Cancel"), "unpost")
    if asked.is_complete:
        return ((Choice(words.plain("Back to the preview"), "posting"), cancel),)
    if asked.previous is None:
        return ((cancel,),)
    return ((Choice(words.plain("Back"), f"posting:{asked.previous}"), cancel),)


def _unused(words: Words, draft: Draft) -> Markup | None:
    """What a line held that was not understood: said once, never guessed."""
    unused = draft.get("unused")
    return words.say("I didn't use this: {unused}", unused=shortened(unused, 100)) if unused else None


def _usual(words: Words, asked: Asked) -> Markup | None:
    if asked.step == "health" and asked.draft.get("category") == Category.WEBINAR:
        return words.say("Most webinars are. The programme team may correct it.")
    return None


def _now(words: Words, asked: Asked) -> Markup | None:
    if asked.step == "audience" and asked.chosen:
        names = [one.name for one in asked.workplaces if one.id in asked.chosen]
        return words.say("Chosen so far: {names}", names=_named(words, names))
    if asked.step == "link" and asked.last_link:
        return words.say("Last time people went to {host}.", host=host(asked.last_link))
    said = asked.draft.get(asked.step)
    return words.say("Now: {said}", said=as_said(words, asked.step, said)) if said else None


def as_said(words: Words, step: str, said: str) -> str:
    """An answer as people say it."""
    if step == "kind":
        titles = {kind.rules.id: kind.title for kind in kinds.catalogue()}
        return words.plain(titles.get(said, said.capitalize()))
    if step in {"day", "first", "last"}:
        day = times.day_in(said)
        return times.short_day(words, day) if day else words.plain("no end") if said == "none" else said
    if step == "days":
        return ", ".join(words.plain(name.capitalize()) for name in said.split(","))
    if step == "holidays":
        return words.plain("kept" if said == "keep" else "left out")
    if step == "minutes":
        return times.minutes(words, int(said))
    if step in {"audience", "health"}:
        return words.plain({"all": "all workplaces", "chosen": "chosen ones", "yes": "yes", "no": "no"}.get(said, ""))
    return shortened(said, 100)


def resuming(words: Words, draft: Draft, *, since: date | None, is_gone_by: bool) -> Screen:
    """A form was left half-way: *since* that date, where that is long ago. A day that has gone ends it."""
    first = (
        words.say("You began this form on {day}, which is a while ago.", day=times.short_day(words, since))
        if since
        else words.say("You have a session that isn't posted yet.")
    )
    then = words.say("Its day has gone, so it's best to begin again.") if is_gone_by else words.say("Go on with it?")
    rows: Rows = ((Choice(words.plain("Begin again"), "afresh"), Choice(words.plain("Cancel"), "unpost")),)
    if not is_gone_by:
        rows = ((Choice(words.plain("Go on"), "goon"),), *rows)
    return Screen(paragraphs(first, _summary(words, draft), then), rows)


def _summary(words: Words, draft: Draft) -> Markup:
    said = ((step, draft.get(step)) for step in NAMES if step not in {"link", "audience"})
    return listed(
        words.say("{name}: {said}", name=words.plain(NAMES[step]), said=as_said(words, step, value))
        for step, value in said
        if value
    )


def closed(words: Words) -> Screen:
    """No form is open: it was posted or cancelled, or another one took its place."""
    text = paragraphs(
        words.say("This form is closed. What you have posted is under “My classes”."),
        words.say("Press “New session” to begin another."),
    )
    return Screen(text, (ways_on(words),))


def dropped(words: Words) -> Screen:
    return Screen(words.say("OK, the form is closed. Nothing was posted."), (ways_on(words),))


def preview(  # noqa: PLR0913 - all that is seen before posting
    words: Words,
    session: Session,
    audience: Sequence[str],
    *,
    seal: str,
    changed: bool,
    zone: ZoneInfo,
    now: datetime,
    every_week: Markup | None = None,
) -> Screen:
    """Everything as people will see it, and below it what only the instructor sees before posting.

    *every_week* says the rule of a series, of which *session* is the first.
    """
    room = Openness.OPEN if session.is_health_related else Openness.PLACES
    seen = card.screen(words, Card(session, room), now, zone, safety=None)
    text = paragraphs(
        words.say("This form has changed since. Please look again.") if changed else None,
        words.say("<b>Please check.</b> This is what people will see:"),
        seen.text,
        every_week,
        _year(words, session, now, zone),
        _only_yours(words, session, audience),
    )
    ways = (Choice(words.plain("Change something"), "repost"), Choice(words.plain("Cancel"), "unpost"))
    return Screen(text, ((Choice(words.plain("Post it"), f"postit:{seal}"),), ways))


def _year(words: Words, session: Session, now: datetime, zone: ZoneInfo) -> Markup | None:
    year = times.local_date(session.starts_at, zone).year
    is_this_year = year == times.local_date(now, zone).year
    return None if is_this_year else words.say("It's in {year}, next year.", year=year)


def _only_yours(words: Words, session: Session, audience: Sequence[str]) -> Markup:
    return listed(
        [
            words.count("Places: {n}", "Places: {n}", session.places),
            who_may_come(words, audience),
            about_health(words, session),
            where_to(words, session.link),
            words.say("Link: <code>{link}</code>", link=session.link),
        ]
    )


def who_may_come(words: Words, audience: Sequence[str]) -> Markup:
    return words.say("Who may come: {names}", names=_named(words, audience) or words.plain("all workplaces"))


def about_health(words: Words, session: Session) -> Markup:
    if session.is_health_related:
        return words.say("About a health condition: yes. People agree first, and messages don't name it.")
    return words.say("About a health condition: no")


def where_to(words: Words, link: str) -> Markup:
    return words.say("People will go to <b>{host}</b>", host=host(link))


def host(link: str) -> str:
    """Where a link leads. Of a very long name the end is shown: it says whose it is."""
    name = urlsplit(link).hostname or ""
    return name if len(name) <= HOST_SHOWN else f"…{name[-HOST_SHOWN:]}"


def _named(words: Words, names: Sequence[str]) -> str:
    shown = ", ".join(shortened(name, 40) for name in names[:WORKPLACES_NAMED])
    more = len(names) - WORKPLACES_NAMED
    return words.plain("{shown} and {n} more", shown=shown, n=more) if more > 0 else shown


def changing(words: Words, steps: Iterable[str]) -> Screen:
    offered = [Choice(words.plain(NAMES[step]), f"posting:{step}") for step in steps]
    back = Choice(words.plain("Back to the preview"), "posting")
    return Screen(words.say("What would you like to change?"), (*in_rows(offered, 3), (back,)))


def posted(
    words: Words, led: Led, deep_link: str, now: datetime, zone: ZoneInfo, *, every_week: Markup | None = None
) -> Screen:
    """What to share, and what will come; said again later, it promises no reminder that is past."""
    session = led.session
    reminder = (
        words.say("I'll remind you 30 minutes before the start.")
        if led.openness
        else words.say("I'll remind you 30 minutes before the start and tell you how many are booked.")
    )
    text = paragraphs(
        words.say("<b>It's on the timetable.</b>"),
        words.say(
            "{title}, {when}",
            title=shortened(session.title, 120),
            when=times.zoned(words, session.starts_at, zone),
        ),
        every_week,
        words.say("Share this link. It opens the session for people who have joined: {link}", link=deep_link),
        reminder if now < session.link_opens_at else None,
    )
    return Screen(text, (ways_on(words, "Post another"),), toast=words.plain("Posted."))


def ways_on(words: Words, post: str = "New session") -> tuple[Choice, ...]:
    return (Choice(words.plain(post), "post"), Choice(words.plain("My classes"), "classes"))
