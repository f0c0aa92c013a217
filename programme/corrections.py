"""What the team puts right about a session: whether it is about health, and where its recording is."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from programme import audit, lost_places, waiting
from programme.errors import NotFound, Unusable
from programme.model import Category, Sensitivity, Session
from programme.new_sessions import checked_link
from programme.store import bookings, sessions
from programme.store import oversight as store
from programme.store.engine import Reading, Transaction

NOTICE = "consent_asked"


async def session(reading: Reading, session_id: str) -> Session:
    """Any session, whoever may book it, without who has.

    Raises:
        NotFound: there is no such session.
    """
    found = await sessions.select_session(reading, session_id)
    if found is None:
        raise NotFound
    return found


async def audience(reading: Reading, session_id: str) -> tuple[str, ...]:
    """The names of the workplaces that may come; empty: all."""
    return await store.select_audience(reading, session_id)


async def to_come(reading: Reading, now: datetime) -> tuple[Session, ...]:
    """All that have not ended and are not cancelled, soonest first."""
    return await store.select_to_come(reading, now)


async def past_webinars(reading: Reading, now: datetime) -> tuple[Session, ...]:
    """Webinars that are over, the latest first."""
    return await store.select_past(reading, Category.WEBINAR, now)


async def set_sensitivity(
    tx: Transaction, session_id: str, sensitivity: Sensitivity, actor: str, now: datetime
) -> Session:
    """Say whether a session is about health. Saying what it was already changes nothing.

    Nobody keeps a place at a session about health without having agreed to that: before it begins, those who
    have not are asked, and their places are free until they do. The other way round, who waits may get a place.

    Raises:
        NotFound: there is no such session, or it is cancelled.
    """
    changed = await store.mark_sensitivity(tx, session_id, sensitivity)
    if changed is None:
        return await unchanged(tx, session_id)
    if changed.starts_at > now and sensitivity is Sensitivity.HEALTH:
        lost = await bookings.select_without_health_consent(tx, session_id)
        await lost_places.take_back(tx, lost, NOTICE, now)
    elif changed.starts_at > now:
        await waiting.fill(tx, changed, now)
    await audit.record(tx, actor, "session sensitivity changed", session_id, now)
    return changed


async def unchanged(tx: Transaction, session_id: str) -> Session:
    found = await session(tx, session_id)
    if found.cancelled_at:
        raise NotFound
    return found


async def keep_recording(tx: Transaction, session_id: str, link: str, actor: str, now: datetime) -> Session:
    """Say where the recording of a webinar is; a later link takes the place of an earlier one.

    Raises:
        NotFound: there is no such session, or it was cancelled.
        Unusable: "link" as in `secure_link`; "recording" is not_a_webinar or too_early.
    """
    check_recordable(await unchanged(tx, session_id), now)
    kept = await store.mark_recording(tx, session_id, secure_link(link))
    await audit.record(tx, actor, "recording added", session_id, now)
    return kept or await session(tx, session_id)


def secure_link(typed: str) -> str:
    """Raises: Unusable: "link" as in `checked_link`, or not_https."""
    link = checked_link(typed)
    if urlsplit(link).scheme != "https":
        raise Unusable("link", "not_https")
    return link


def check_recordable(found: Session, now: datetime) -> None:
    if found.category is not Category.WEBINAR:
        raise Unusable("recording", "not_a_webinar")
    if now < found.ends_at:
        raise Unusable("recording", "too_early")


async def remove_recording(tx: Transaction, session_id: str, actor: str, now: datetime) -> Session:
    """Take the recording's link away; doing it again changes nothing.

    Raises:
        NotFound: there is no such session.
    """
    found = await session(tx, session_id)
    if found.recording_url is None:
        return found
    await store.mark_recording(tx, session_id, None)
    await audit.record(tx, actor, "recording removed", session_id, now)
    return await session(tx, session_id)
