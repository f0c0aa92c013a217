"""What somebody must be told at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.model.digests import Summary
from programme.model.overall import ProgrammeDigest
from programme.model.people import Contact, Visitor
from programme.model.sessions import Card
from programme.model.wishes import Quiet


@dataclass(frozen=True, slots=True)
class NewNotice:
    """What somebody is to be told; not yet kept. Times are aware UTC."""

    kind: str
    contact_id: str
    due_at: datetime
    expires_at: datetime | None = None
    session_id: str | None = None
    booking_id: str | None = None
    revision: int | None = None
    facts: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a notice needs to be worded, as it is at the moment of sending."""

    visitor: Visitor
    """Whom it is for; chat 0 where they have none."""
    card: Card | None = None
    word: str = ""
    """The notice's own facts."""
    summary: Summary | None = None
    """What a Monday message says."""
    programme: tuple[ProgrammeDigest, ...] = ()
    """What the team's Monday message says, oldest first: what it brings, and what was published before."""
    similar: tuple[Card, ...] = ()
    """What they may book instead of a session that was cancelled."""
    asked_by: str = ""
    """The names of the workplaces whose HR gave their address; empty where they gave it themselves."""
    quiet: Quiet | None = None
    """Their quiet hours, in which it makes no sound; None where that is not known."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that somebody must be told at a time. Times are aware UTC."""

    id: str
    kind: str
    contact: Contact
    due_at: datetime
    expires_at: datetime | None
    attempts: int
    session_id: str | None = None
    booking_id: str | None = None
    revision: int | None = None
    facts: str = ""
    """What cannot be read afresh when it is sent; canonical JSON or a plain word, never a title."""
