"""Putting a session on the timetable: begun, gone on with, looked at, posted. The form survives a restart."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from bot.address import Address, to
from bot.handlers import post_steps
from bot.tap import Tap
from content import kinds as catalogue
from content import post as scene
from content import series as series_scene
from content.screen import Screen
from programme import classes, drafts, employers, kinds, posting, sessions
from programme.errors import EmployerUnknown, NotFound, Unusable
from programme.model import Draft, Kind, NewSession, Role, Session
from programme.post_line import Line, parse
from programme.series import dates, extending, weekly
from programme.store.engine import Reading, Transaction
from programme.times import from_text

CHANGED = "changed"
STEP_OF = {"webinar_series": "series", "when": "time"}
"""The steps of fields that the programme calls by another name."""


async def post(tx: Transaction, tap: Tap) -> Address:
    """`/post` alone, or with a whole session behind it."""
    if tap.typed:
        return await from_line(tx, tap)
    draft = await post_steps.form(tx, tap)
    if draft is None or posting.is_blank(draft):
        return await afresh(tx, tap)
    return to("resuming")


async def from_line(tx: Transaction, tap: Tap) -> Address:
    """What the line surely says; the rest is asked, beginning with what was wrong with it."""
    today = tap.now.astimezone(tap.house.zone).date()
    line = parse(tap.typed, today, known_kinds())
    draft = posting.begin(tap.visitor.chat_id, tap.now)
    kind = await kind_of(tx, line)
    if kind:
        draft = posting.with_kind(draft, kind)
    draft = posting.with_usual(posting.with_answers(draft, *line.answers), kind)
    if line.unused:
        draft = posting.with_answers(draft, ("unused", line.unused))
    problems = dict(line.problems)
    if clash := posting.clash(draft, tap.now, tap.house.zone):
        draft, problems["time"] = posting.without(draft, "time"), clash
    await drafts.put(tx, draft, tap.now)
    step = posting.missing(draft)
    return to("posting", step, problems[step]) if step in problems else to("posting")


async def kind_of(tx: Transaction, line: Line) -> Kind | None:
    kind_id = dict(line.answers).get("kind")
    return await kinds.find(tx, kind_id) if kind_id else None


def known_kinds() -> tuple[tuple[str, str], ...]:
    """What may be typed for each kind: its title or its id."""
    found = catalogue.catalogue()
    return tuple((name, kind.rules.id) for kind in found for name in (kind.title, kind.rules.id))


async def afresh(tx: Transaction, tap: Tap) -> Address:
    await drafts.put(tx, posting.begin(tap.visitor.chat_id, tap.now), tap.now)
    return to("posting")


async def go_on(tx: Transaction, tap: Tap) -> Address:
    """With a form left half-way, as long as its day can still be."""
    draft = await post_steps.form(tx, tap)
    if draft is None or posting.is_gone_by(draft, tap.now, tap.house.zone):
        return to("resuming")
    await drafts.put(tx, posting.touched(draft, tap.now), tap.now)
    return to("posting")


async def resuming(reading: Reading, tap: Tap) -> Screen:
    draft = await post_steps.form(reading, tap)
    return scene.closed(tap.words) if draft is None else resumed(tap, draft)


def resumed(tap: Tap, draft: Draft) -> Screen:
    zone = tap.house.zone
    touched = draft.get("touched")
    since = from_text(touched).astimezone(zone).date() if touched and posting.is_old(draft, tap.now) else None
    return scene.resuming(tap.words, draft, since=since, is_gone_by=posting.is_gone_by(draft, tap.now, zone))


async def drop(tx: Transaction, tap: Tap) -> Address:
    """ "Cancel": the form is closed; what has been posted stays."""
    if await post_steps.form(tx, tap) is None:
        return to("posting")
    await drafts.clear(tx, tap.visitor.chat_id, posting.FORM)
    return to("unposted")


async def dropped(_reading: Reading, tap: Tap) -> Screen:
    return scene.dropped(tap.words)


async def show(reading: Reading, tap: Tap) -> Screen:
    """`posting:<step>:<problem>:<skipped>`: that step, else the first that is missing, else the preview."""
    draft = await post_steps.form(reading, tap)
    if draft is None:
        return scene.closed(tap.words)
    if posting.is_old(draft, tap.now):
        return resumed(tap, draft)
    wanted = tap.address.argument(0)
    step = wanted if wanted in posting.steps(draft) else posting.missing(draft)
    if step is None:
        return await preview(reading, tap, draft)
    return scene.question(tap.words, await post_steps.asked(reading, tap, draft, step))


async def preview(reading: Reading, tap: Tap, draft: Draft) -> Screen:
    person, zone = tap.visitor.person, tap.house.zone
    assert person is not None  # an instructor is a person (bot.access)
    try:
        new, every_week = wanted(tap, draft)
    except Unusable as refusal:
        asked = await post_steps.asked(reading, tap, draft, "last")
        return scene.question(tap.words, replace(asked, problem=refusal.problem))
    session = sessions.new_session(
        new, await kinds.find(reading, new.kind), person.display_name if new.instructor_id else None
    )
    names = [one.name for one in await employers.all_open(reading) if one.id in new.employer_ids]
    return scene.preview(
        tap.words,
        session,
        names,
        seal=posting.seal(draft),
        changed=tap.address.argument(1) == CHANGED,
        zone=zone,
        now=tap.now,
        every_week=every_week,
    )


def wanted(tap: Tap, draft: Draft) -> tuple[NewSession, Markup | None]:
    """The session that a complete form asks for, or the first of its series and the series in words.

    Raises:
        Unusable: "last" is no_dates: none of the series is still to come.
    """
    zone = tap.house.zone
    if not weekly.is_weekly(draft):
        return posting.as_new(draft, leader_of(tap), zone), None
    new, dates, rule = posting.as_series(draft, leader_of(tap), zone, tap.now)
    return new, series_scene.in_words(tap.words, rule, dates, tap.now)


async def change(reading: Reading, tap: Tap) -> Screen:
    draft = await post_steps.form(reading, tap)
    return scene.changing(tap.words, posting.steps(draft)) if draft else scene.closed(tap.words)


async def publish(tx: Transaction, tap: Tap) -> Address:
    """ "Post it": only what was seen (its seal), and once, however often it is pressed."""
    draft = await drafts.get(tx, tap.visitor.chat_id, posting.FORM)
    if draft and draft.form == posting.FORM and draft.step == posting.POSTED:
        return after(tap, draft.get("session") or "")
    if draft is None or not posting.is_open(draft) or posting.is_old(draft, tap.now) or posting.missing(draft):
        return to("posting")
    if tap.address.argument(0) != posting.seal(draft):
        return to("posting", "preview", CHANGED)
    return await add(tx, tap, draft)


async def add(tx: Transaction, tap: Tap, draft: Draft) -> Address:
    """What has become impossible since it was typed is asked again; nothing is kept of the session then."""
    person = tap.visitor.person
    assert person is not None  # an instructor is a person (bot.access)
    try:
        session = await added(tx, tap, draft, person.id)
    except EmployerUnknown:
        still_open = [one.id for one in await employers.all_open(tx)]
        await drafts.put(tx, posting.with_open_only(draft, still_open), tap.now)
        return to("posting", "audience", "closed")
    except Unusable as refusal:
        step = STEP_OF.get(refusal.field, refusal.field)
        await drafts.put(tx, posting.without(draft, step), tap.now)
        return to("posting", step, refusal.problem)
    await drafts.put(tx, posting.posted(tap.visitor.chat_id, session.id), tap.now)
    return after(tap, session.id)


async def added(tx: Transaction, tap: Tap, draft: Draft, actor: str) -> Session:
    """The session, or the first of the series."""
    if not weekly.is_weekly(draft):
        return await sessions.add(tx, posting.as_new(draft, leader_of(tap), tap.house.zone), actor, tap.now)
    new, _, rule = posting.as_series(draft, leader_of(tap), tap.house.zone, tap.now)
    made = await extending.add(tx, new, rule, actor, tap.now)
    return made[0]


def leader_of(tap: Tap) -> str | None:
    """Whoever posts leads it, if they are an instructor. The team posts for others: who leads sees how many are booked,
    and no screen of the team's may."""
    person = tap.visitor.person
    return person.id if person and tap.visitor.holds(Role.INSTRUCTOR) else None


def after(tap: Tap, session_id: str) -> Address:
    return to("posted", session_id) if tap.visitor.holds(Role.INSTRUCTOR) else to("ts", session_id, "posted")


async def posted(reading: Reading, tap: Tap) -> Screen:
    led = await classes.one(reading, tap.visitor, tap.address.argument(0))
    link = deep_link(tap, led.session.id)
    every_week = await rule_of(reading, tap, led.session)
    return scene.posted(tap.words, led, link, tap.now, tap.house.zone, every_week=every_week)


async def rule_of(reading: Reading, tap: Tap, session: Session) -> Markup | None:
    if session.series_id is None:
        return None
    try:
        found = await dates.of_session(reading, tap.visitor, session.id, tap.now)
    except NotFound:
        return None
    return series_scene.in_words(tap.words, found.series.rule, found.coming, tap.now)


def deep_link(tap: Tap, session_id: str) -> str:
    return f"https://t.me/{tap.house.bot_username}?start=s_{session_id}"
