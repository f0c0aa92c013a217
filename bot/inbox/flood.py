"""One chat that sends far too much: what waits for it is bounded, and it is told once a minute.

Whatever is let in is kept and answered, as promised. A person cannot come near the bounds: the oldest of hundreds of
messages would still be waiting for its answer. What is over them is acknowledged and forgotten, unread.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from programme.model import InboxRow

TYPED = 400
"""Messages of one chat that may wait at once."""
PRESSED = 600
"""Presses and everything else; more than a screen's buttons pressed in turn for a minute."""
BETWEEN_TELLINGS = timedelta(minutes=1)
REMEMBERED = 10_000


class Flood:
    """Decides what is let in, and when a chat is to be told."""

    def __init__(self) -> None:
        self._told: dict[int, datetime] = {}

    @staticmethod
    def lets_in(row: InboxRow, waiting: int) -> bool:
        """*waiting*: how many of the chat's updates are not answered yet. What belongs to no chat comes in."""
        if row.chat_id == 0 or waiting < TYPED:
            return True
        return waiting < PRESSED and "message" not in json.loads(row.raw)

    def is_to_be_told(self, chat_id: int, now: datetime) -> bool:
        """True at most once a minute."""
        told = self._told.get(chat_id)
        if told is not None and timedelta() <= now - told < BETWEEN_TELLINGS:
            return False
        if len(self._told) >= REMEMBERED:
            self._told.clear()
        self._told[chat_id] = now
        return True
