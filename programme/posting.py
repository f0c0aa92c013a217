"""The form for a new session: its steps, what has been answered, and what comes of it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from programme import local, post_answers, post_line
from programme.errors import Unusable
from programme.model import Audience, Category, Draft, Kind, NewSession, Occurrence, Rule, Sensitivity, Session
from programme.new_sessions import check_start
from programme.series import weekly
from programme.series.rule import shown
from programme.times import from_text, to_text

FORM = "post"
STEPS = (
    "kind",
    "title",
    "day",
    "days",
    "first",
    "last",
    "holidays",
    "time",
    "minutes",
    "places",
    "link",
    "audience",
    "health",
    "speakers",
    "series",
)
FOR_WEBINARS = frozenset({"speakers", "series"})
FOR_SERIES = frozenset({"days", "first", "last", "holidays"})
"""Asked in place of the day where it is every week."""
POSTED = "posted"
"""The step of a form whose session is on the timetable; it holds the session's id and nothing else."""
OLD = timedelta(days=28)
"""A form left for so long is not simply gone on with."""
WEEK = timedelta(days=7)


def begin(chat_id: int, now: datetime) -> Draft:
    return Draft(chat_id, FORM, STEPS[0], (("touched", to_text(now)),))


def touched(draft: Draft, now: datetime) -> Draft:
    return with_answers(draft, ("touched", to_text(now)))


def posted(chat_id: int, session_id: str) -> Draft:
    return Draft(chat_id, FORM, POSTED, (("session", session_id),))


def is_open(draft: Draft | None) -> bool:
    """Whether it is a form for a session that has not been posted yet."""
    return draft is not None and draft.form == FORM and draft.step != POSTED


def is_blank(draft: Draft) -> bool:
    return not any(draft.get(step) for step in STEPS)


def is_old(draft: Draft, now: datetime) -> bool:
    return from_text(draft.get("touched") or to_text(now)) <= now - OLD


def is_gone_by(draft: Draft, now: datetime, zone: ZoneInfo) -> bool:
    """Whether its day, or its time on that day, is past."""
    day, time = draft.get("day"), draft.get("time")
    if day is None:
        return False
    if time is None:
        return date.fromisoformat(day) < now.astimezone(zone).date()
    return clash(draft, now, zone) == "past"


def steps(draft: Draft) -> tuple[str, ...]:
    left_out = {"day"} if weekly.is_weekly(draft) else set(FOR_SERIES)
    if draft.get("category") != Category.WEBINAR:
        left_out |= FOR_WEBINARS
    return tuple(step for step in STEPS if step not in left_out)


def missing(draft: Draft) -> str | None:
    """The first step without an answer; None where everything is said."""
    return next((step for step in steps(draft) if draft.get(step) is None), None)


def before(draft: Draft, step: str) -> str | None:
    """The step to go back to; None from the first."""
    known = steps(draft)
    place = known.index(step) if step in known else 0
    return known[place - 1] if place else None


def with_answers(draft: Draft, *answers: tuple[str, str]) -> Draft:
    kept = replace(draft, fields=tuple({**dict(draft.fields), **dict(answers)}.items()))
    return replace(kept, step=missing(kept) or "preview")


def without(draft: Draft, *names: str) -> Draft:
    kept = replace(draft, fields=tuple(field for field in draft.fields if field[0] not in names))
    return replace(kept, step=missing(kept) or "preview")


def with_kind(draft: Draft, kind: Kind) -> Draft:
    """Another sort of session (a webinar, or not) asks about health afresh."""
    changed = draft.get("category") not in {None, kind.category}
    kept = without(draft, "health", *FOR_WEBINARS) if changed else draft
    return with_answers(kept, ("kind", kind.id), ("category", kind.category))


def with_usual(draft: Draft, kind: Kind | None) -> Draft:
    """What a line need not say: for all workplaces, and about health as `usually_health` has it."""
    usual = [("audience", "all")]
    if kind:
        usual.append(("health", "yes" if usually_health(kind) else "no"))
    return with_answers(draft, *(one for one in usual if draft.get(one[0]) is None))


def usually_health(kind: Kind) -> bool:
    """Webinars are taken to be, unless somebody says no: to guard too much harms nobody."""
    return kind.category is Category.WEBINAR or kind.sensitivity is Sensitivity.HEALTH


def toggled(draft: Draft, employer_id: str) -> Draft:
    """One workplace in or out. Who may come is open again until it is said that the list is complete."""
    chosen = [one for one in employers(draft) if one != employer_id]
    if len(chosen) == len(employers(draft)):
        chosen.append(employer_id)
    return without(with_answers(draft, ("employers", ",".join(chosen))), "audience")


def with_open_only(draft: Draft, open_ids: Iterable[str]) -> Draft:
    """Workplaces that have closed are taken out, and who may come is asked again."""
    still = set(open_ids)
    kept = ",".join(one for one in employers(draft) if one in still)
    return without(with_answers(draft, ("employers", kept)), "audience")


def employers(draft: Draft) -> tuple[str, ...]:
    return tuple(one for one in (draft.get("employers") or "").split(",") if one)


def read(step: str, typed: str, draft: Draft, now: datetime, zone: ZoneInfo) -> str:
    """The answer that *typed* surely gives to *step*; a time must also fit the day.

    Raises:
        Unusable: it gives none; *field* is the step.
    """
    answer = post_answers.read(step, typed, now.astimezone(zone).date())
    filled = with_answers(draft, (step, answer))
    if step in FOR_SERIES:
        weekly.check_rule(filled, zone)
    problem = clash(filled, now, zone) if step == "time" else ""
    if problem:
        raise Unusable(step, problem)
    return answer


def read_day_and_time(
    typed: str, draft: Draft, now: datetime, zone: ZoneInfo
) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """``Tuesday 24 Nov 10:30`` where the day is asked: both answers; None where it does not surely say both.

    Raises:
        Unusable: it says both, and one cannot be used.
    """
    line = post_line.parse(typed, now.astimezone(zone).date(), ())
    said = [name for name, _ in (*line.answers, *line.problems)]
    if sorted(said) != ["day", "time"] or line.unused:
        return None
    for name, problem in line.problems:
        raise Unusable(name, problem)
    found = dict(line.answers)
    filled = with_answers(draft, *line.answers)
    if problem := clash(filled, now, zone):
        raise Unusable("day", problem)
    return ("day", found["day"]), ("time", found["time"])


def clash(draft: Draft, now: datetime, zone: ZoneInfo) -> str:
    """Why its time cannot be on its day: past, too_far, skipped or doubled; empty where it can, or one is missing."""
    day, time = draft.get("day"), draft.get("time")
    if weekly.is_weekly(draft):
        return weekly.clash(draft, now, zone)
    if day is None or time is None:
        return ""
    try:
        check_start(local.parse(f"{day} {time}", zone), now)
    except Unusable as refusal:
        return refusal.problem
    return ""


def as_new(draft: Draft, instructor_id: str | None, zone: ZoneInfo) -> NewSession:
    """What a complete form asks for; whether it can be used is checked when it is added.

    Raises:
        Unusable: the change of the clocks has "skipped" or "doubled" its time.
    """
    return new_at(draft, local.parse(f"{draft.get('day')} {draft.get('time')}", zone), instructor_id, zone)


def as_series(
    draft: Draft, instructor_id: str | None, zone: ZoneInfo, now: datetime
) -> tuple[NewSession, tuple[Occurrence, ...], Rule]:
    """What a complete form for every week asks for: what its first session is like, its dates, and its rule.

    Raises:
        Unusable: "last" is no_dates: none is still to come.
    """
    found = weekly.rule(draft, zone)
    dates = shown(found, now)
    first = next((one.starts_at for one in dates if one.starts_at and one.starts_at > now), None)
    if first is None:
        raise Unusable("last", "no_dates")
    return new_at(draft, first, instructor_id, zone), dates, found


def new_at(draft: Draft, starts_at: datetime, instructor_id: str | None, zone: ZoneInfo) -> NewSession:
    said = dict(draft.fields)
    return NewSession(
        title=said["title"],
        kind=said["kind"],
        starts_at=starts_at,
        minutes=int(said["minutes"]),
        places=int(said["places"]),
        link=said["link"],
        sensitivity=Sensitivity.HEALTH if said["health"] == "yes" else Sensitivity.ORDINARY,
        employer_ids=employers(draft) if said["audience"] == "chosen" else (),
        instructor_id=instructor_id,
        speakers=said.get("speakers"),
        webinar_series=said.get("series"),
        zone=zone.key,
    )


def again(session: Session, employer_ids: Iterable[str], chat_id: int, now: datetime) -> Draft:
    """A form like *session* for a week later, or the first such day still to come, at the same local time.

    A time that the change of the clocks skips or doubles on that day is left open.
    """
    zone = ZoneInfo(session.zone)
    local_start = session.starts_at.astimezone(zone) + WEEK
    while local_start <= now:
        local_start += WEEK
    when = (("day", f"{local_start:%Y-%m-%d}"), ("time", f"{local_start:%H:%M}"))
    chosen = ",".join(employer_ids)
    draft = with_answers(begin(chat_id, now), *same(session), *when, ("employers", chosen))
    if chosen or session.audience is Audience.ALL:
        draft = with_answers(draft, ("audience", session.audience))
    return without(draft, "time") if clash(draft, now, zone) else draft


def same(session: Session) -> tuple[tuple[str, str], ...]:
    return (
        ("kind", session.kind),
        ("category", session.category),
        ("title", session.title),
        ("minutes", str(session.minutes)),
        ("places", str(session.places)),
        ("link", session.link),
        ("health", "yes" if session.is_health_related else "no"),
        ("speakers", session.speakers or ""),
        ("series", session.webinar_series or ""),
    )


def seal(draft: Draft) -> str:
    """Changes whenever an answer does, so that only what was seen can be posted."""
    answers = [(name, value) for name, value in sorted(draft.fields) if name != "touched"]
    return f"{zlib.crc32(json.dumps(answers).encode()):08x}"
