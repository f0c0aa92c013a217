"""What sorts of session there are, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

JOIN_OPENS = timedelta(minutes=30)
"""How long before its start a session's link is shown (OpenActive asks brokers for no earlier)."""


LONDON = "Europe/London"


class Audience(StrEnum):
    ALL = "all"
    CHOSEN = "chosen"


class Sensitivity(StrEnum):
    ORDINARY = "ordinary"
    HEALTH = "health"


class Category(StrEnum):
    MOVEMENT = "movement"
    WEBINAR = "webinar"


class Intensity(StrEnum):
    LIGHT = "light"
    MODERATE = "moderate"
    VIGOROUS = "vigorous"


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of session it is; its words are in the catalogue, its rules here."""

    id: str
    category: Category
    intensity: Intensity
    sensitivity: Sensitivity = Sensitivity.ORDINARY
