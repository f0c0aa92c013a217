"""The commands each chat's menu lists: those its roles may use, and only those that exist."""

from __future__ import annotations

from content.screen import Command
from content.words import Words
from programme.model import Purpose, Role, Visitor

STRANGER = ("start", "help", "privacy")
MEMBER = ("start", "timetable", "bookings", "webinars", "log", "progress", "resources", "settings", "privacy", "help")
BY_ROLE: tuple[tuple[Role, tuple[str, ...]], ...] = (
    (Role.INSTRUCTOR, ("post", "classes")),
    (Role.HR, ("digest", "invite")),
    (Role.TEAM, ("programme", "post")),
)
"""What a role adds."""

DESCRIPTIONS = {
    "start": "Begin, or use a code",
    "timetable": "What's on, and book",
    "bookings": "Your bookings",
    "webinars": "Talks to come",
    "log": "Log minutes you moved",
    "progress": "Your minutes this week",
    "resources": "Where else to turn",
    "post": "Put a session on",
    "classes": "The sessions you lead",
    "digest": "Your weekly summary",
    "invite": "A link for your colleagues",
    "programme": "Workplaces, links and people",
    "settings": "Reminders and workplace",
    "privacy": "What we keep, and leaving",
    "help": "What you can do here",
}


def commands(words: Words, visitor: Visitor) -> tuple[Command, ...]:
    """The menu of *visitor* as they are now."""
    return tuple(Command(name, description(words, name)) for name in names(visitor))


def names(visitor: Visitor) -> tuple[str, ...]:
    if Purpose.JOINING not in visitor.consents:
        return STRANGER
    added = (name for role, more in BY_ROLE if visitor.holds(role) for name in more)
    return tuple(dict.fromkeys((*MEMBER, *added)))


def description(words: Words, name: str) -> str:
    return words.plain(DESCRIPTIONS[name])
