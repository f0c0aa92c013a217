"""Complaints on their way to whoever answers them, by e-mail."""

from __future__ import annotations

import asyncio
import logging

from content.complaints import mail
from content.words import Words
from programme import complaints
from programme.store.engine import Database
from scheduling.clock import Clock
from scheduling.mail import Post
from scheduling.outcomes import Refused, Sent

log = logging.getLogger(__name__)

BETWEEN_LOOKS = 15.0
BETWEEN_TRIES = 600.0
"""Seconds of the real clock."""


class ComplaintPost:
    """Mails each complaint to *contact* once it is kept, and tries again until a mail server has it.

    After an uncertain answer it is sent again: better twice, under the same reference, than not at all.
    """

    def __init__(self, database: Database, clock: Clock, post: Post | None, contact: str) -> None:
        self._database = database
        self._clock = clock
        self._post = post if "@" in contact else None
        self._contact = contact
        self._next = 0.0

    async def run(self) -> None:
        """Called with every tick; looks now and then."""
        instant = asyncio.get_running_loop().time()
        if self._post is None or instant < self._next:
            return
        self._next = instant + BETWEEN_LOOKS
        if not await self._send_one(self._post):
            self._next = instant + BETWEEN_TRIES

    async def _send_one(self, post: Post) -> bool:
        """False if it should wait longer before it is tried again."""
        async with self._database.reading() as reading:
            complaint = await complaints.to_mail(reading)
        if complaint is None:
            return True
        now = self._clock()
        outcome = await post.send(self._contact, mail(Words(), complaint), now)
        if not isinstance(outcome, Sent):
            log.error("a complaint could not be mailed: %s", "refused" if isinstance(outcome, Refused) else "later")
            return False
        async with self._database.transaction() as tx:
            await complaints.mark_mailed(tx, complaint.reference, now)
        return True
