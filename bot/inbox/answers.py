"""What is done with an update: by whoever answers it, whatever comes of it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from programme.model import InboxRow

log = logging.getLogger(__name__)

Handle = Callable[[InboxRow], Awaitable[None]]


class Unanswered(Exception):
    """The answer could not be delivered now; try again after *seconds*. Temporary."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"again in {seconds} s")
        self.seconds = seconds


class AlreadyApplied(Exception):
    """The update's command has been carried out already; only its screen may be shown again."""


@dataclass(frozen=True, slots=True)
class Answers:
    handle: Handle
    """Carries it out and answers it."""
    give_up: Handle
    """Tells its sender that it is put aside."""
    too_much: Handle | None = None
    """Tells its sender that more comes than is read; None: as when giving up."""
    later: Handle | None = None
    """Tells its sender that the record does not answer and that the answer will come; None: nobody is told."""


async def tell(sender: Handle, row: InboxRow) -> None:
    """Tell somebody why there is no answer; if that fails, so be it."""
    try:
        await sender(row)
    except Exception:
        log.exception("a sender could not be told why there is no answer")
