"""Workplaces, people, their roles and how they are reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from programme.model.minutes import Portion


class Role(StrEnum):
    EMPLOYEE = "employee"
    INSTRUCTOR = "instructor"
    HR = "hr"
    TEAM = "team"


class Purpose(StrEnum):
    """What somebody has agreed to; each is asked for, versioned and withdrawn on its own."""

    JOINING = "joining"
    HEALTH = "health"


class Channel(StrEnum):
    TELEGRAM = "telegram"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Employer:
    id: str
    name: str
    headcount: int
    created_at: datetime
    closed_at: datetime | None = None
    own_figures_since: datetime | None = None
    """When it last came to have enough people for figures of its own; None while it shares those of all together."""


@dataclass(frozen=True, slots=True)
class Person:
    """Anyone who takes part. No Telegram name, username or phone is ever kept."""

    id: str
    created_at: datetime
    language: str = "en"
    display_name: str | None = None
    reminder_minutes: int = 10
    """Minutes before the start; 0 switches the near reminder off."""
    day_before_off_at: datetime | None = None
    safety_seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """One role that a person holds now, for one employer or (None) for the programme."""

    role: Role
    employer_id: str | None = None


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is tapping: a chat, and the person, roles and workplace behind it, as they are now."""

    chat_id: int
    person: Person | None = None
    contact_id: str | None = None
    grants: frozenset[Grant] = frozenset()
    employer: Employer | None = None
    consents: frozenset[Purpose] = frozenset()

    def holds(self, role: Role) -> bool:
        return any(grant.role is role for grant in self.grants)

    @property
    def employer_id(self) -> str | None:
        return self.employer.id if self.employer else None


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a valid link or code opens: a role, at a workplace unless it is for the programme as a whole."""

    id: str
    role: Role
    employer: Employer | None = None


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation that may be used now. Its uses are for the team's eyes only (DESIGN §2)."""

    id: str
    role: Role
    uses: int
    uses_allowed: int | None
    created_at: datetime
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds, or held, a role that runs the programme: never an employee's."""

    id: str
    """Of the role they were given."""
    role: Role
    person_id: str
    contact_id: str | None
    name: str | None
    """As they typed it, if they have."""
    employer: Employer | None
    since: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    id: str
    person_id: str
    channel: Channel
    chat_id: int | None = None
    email: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Everything that is kept about one person (or, with an empty id, about a chat that is nobody's yet)."""

    person_id: str
    at: datetime
    portions: tuple[Portion, ...]


@dataclass(frozen=True, slots=True)
class Complaint:
    """What somebody complains of. Who they are is not part of it."""

    reference: str
    text: str
    made_at: datetime
    mailed_at: datetime | None = None
    closed_at: datetime | None = None
