"""What became of a message, as far as can be known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sent:
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """It was not delivered, and may be tried again after *seconds*. Temporary."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Refused:
    """It was not delivered and never will be. Permanent; *unreachable*: nor will anything else to this contact."""

    reason: str
    unreachable: bool = False


@dataclass(frozen=True, slots=True)
class Uncertain:
    """It may or may not have been delivered: the answer was lost."""


Outcome = Sent | Later | Refused | Uncertain
