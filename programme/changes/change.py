"""What a session becomes by a change, decided without the record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from programme import local
from programme.errors import Unusable
from programme.model import Audience, Kind, Sensitivity, Series, Session
from programme.new_sessions import MINUTES, PLACES, TITLE_LIMIT, check_range, check_start, checked_link
from programme.text import clean


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be different; None stays as it is."""

    title: str | None = None
    kind: Kind | None = None
    day: date | None = None
    """Of one session only: the days of a series are its rule."""
    at: time | None = None
    """On the clocks of the session's zone."""
    minutes: int | None = None
    places: int | None = None
    link: str | None = None
    employer_ids: tuple[str, ...] | None = None
    """The workplaces that may come from now on; none means all."""


def checked(change: Change) -> Change:
    """*change* with its texts cleaned.

    Raises:
        Unusable: which field and what is wrong, as for a new session.
    """
    if change.minutes is not None:
        check_range("minutes", change.minutes, MINUTES)
    if change.places is not None:
        check_range("places", change.places, PLACES)
    return replace(
        change,
        title=None if change.title is None else clean(change.title, "title", TITLE_LIMIT),
        link=None if change.link is None else checked_link(change.link),
    )


def is_only_link(change: Change) -> bool:
    """Whether it may be made while the session is on."""
    return change == Change(link=change.link)


def changed(session: Session, change: Change, now: datetime) -> Session:
    """*session* as it will be.

    Raises:
        Unusable: "when" is past, too_far, or skipped or doubled by the change of the clocks.
    """
    starts_at = moved(session, change)
    if starts_at != session.starts_at:
        check_start(starts_at, now)
    kind = change.kind
    return replace(
        session,
        title=change.title or session.title,
        kind=kind.id if kind else session.kind,
        category=kind.category if kind else session.category,
        sensitivity=more_careful(session.sensitivity, kind),
        starts_at=starts_at,
        minutes=change.minutes or session.minutes,
        places=change.places or session.places,
        link=change.link or session.link,
        audience=session.audience if change.employer_ids is None else audience(change.employer_ids),
    )


def moved(session: Session, change: Change) -> datetime:
    """Its new start: another day keeps the time on the clock, another time the day."""
    if change.day is None and change.at is None:
        return session.starts_at
    zone = ZoneInfo(session.zone)
    was = session.starts_at.astimezone(zone)
    day, at = change.day or was.date(), change.at or was.time()
    return session.starts_at if (day, at) == (was.date(), was.time()) else local.parse(f"{day} {at:%H:%M}", zone)


def more_careful(sensitivity: Sensitivity, kind: Kind | None) -> Sensitivity:
    """A new kind may make a session one about health, never the other way: that is the team's to say."""
    return Sensitivity.HEALTH if kind and kind.sensitivity is Sensitivity.HEALTH else sensitivity


def audience(employer_ids: tuple[str, ...]) -> Audience:
    return Audience.CHOSEN if employer_ids else Audience.ALL


def is_moved(before: Session, after: Session) -> bool:
    """Whether people need to know: another start, or another length."""
    return (before.starts_at, before.minutes) != (after.starts_at, after.minutes)


def changed_series(series: Series, change: Change) -> Series:
    """*series* as its sessions to be are like from now on.

    Raises:
        Unusable: "day" is only_one: the days of a series are its rule.
    """
    if change.day is not None:
        raise Unusable("day", "only_one")
    return replace(
        series,
        rule=replace(series.rule, at=change.at or series.rule.at),
        title=change.title or series.title,
        kind=change.kind.id if change.kind else series.kind,
        sensitivity=more_careful(series.sensitivity, change.kind),
        minutes=change.minutes or series.minutes,
        places=change.places or series.places,
        link=change.link or series.link,
        audience=series.audience if change.employer_ids is None else audience(change.employer_ids),
    )
