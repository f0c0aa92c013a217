"""Whether what somebody wants on the timetable can be put there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from programme.errors import Unusable
from programme.model import NewSession
from programme.text import clean, clean_optional

TITLE_LIMIT = 80
DESCRIPTION_LIMIT = 1000
SPEAKERS_LIMIT = 200
SERIES_LIMIT = 80
LINK_LIMIT = 500
NOTE_LIMIT = 300
MINUTES = range(1, 481)
PLACES = range(1, 5001)
FURTHEST = timedelta(days=366)
NOT_IN_LINKS = frozenset('"<>\\^`{|}')
"""Printable ASCII that no address may hold unescaped (RFC 3986)."""


def checked(new: NewSession, now: datetime) -> NewSession:
    """*new* with its texts cleaned.

    Raises:
        Unusable: which field and what is wrong: missing, too_long, past, too_far, range, not_a_link.
    """
    check_start(new.starts_at, now)
    check_range("minutes", new.minutes, MINUTES)
    check_range("places", new.places, PLACES)
    return replace(
        new,
        title=clean(new.title, "title", TITLE_LIMIT),
        link=checked_link(new.link),
        description=clean_optional(new.description, "description", DESCRIPTION_LIMIT),
        speakers=clean_optional(new.speakers, "speakers", SPEAKERS_LIMIT),
        webinar_series=clean_optional(new.webinar_series, "webinar_series", SERIES_LIMIT),
    )


def check_start(starts_at: datetime, now: datetime) -> None:
    if starts_at <= now:
        raise Unusable("when", "past")
    if starts_at > now + FURTHEST:
        raise Unusable("when", "too_far", days=FURTHEST.days)


def check_range(field: str, number: int, allowed: range) -> None:
    if number not in allowed:
        raise Unusable(field, "range", lowest=allowed[0], highest=allowed[-1])


def checked_link(typed: str) -> str:
    """A web address that a button, a message and a calendar file can carry.

    Raises:
        Unusable: "link" is missing, too_long or not_a_link.
    """
    link = typed.strip()
    if not link:
        raise Unusable("link", "missing")
    if len(link) > LINK_LIMIT:
        raise Unusable("link", "too_long", limit=LINK_LIMIT, length=len(link))
    if not is_web_address(link):
        raise Unusable("link", "not_a_link")
    return link


def is_web_address(link: str) -> bool:
    """http or https, with a host and no credentials, in printable ASCII without spaces."""
    if not all("!" <= char <= "~" and char not in NOT_IN_LINKS for char in link):
        return False
    try:
        parts = urlsplit(link)
        has_port = parts.port is None or parts.port > 0
    except ValueError:
        return False
    has_credentials = "@" in parts.netloc
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and has_port and not has_credentials
