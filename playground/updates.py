"""The queue of updates: numbered, filtered, and kept until the bot has confirmed them."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from playground.refusals import OTHER_POLLER, WEBHOOK_ACTIVE, Refusal, conflict
from playground.signals import Signal

MOST_AT_ONCE = 100
LONGEST_POLL = 50
ONLY_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(frozen=True, slots=True)
class Pending:
    """An update that is not confirmed yet; `lane` is the chat in whose order it has to arrive."""

    update_id: int
    lane: int
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Poll:
    """What getUpdates was asked."""

    offset: int = 0
    limit: int = MOST_AT_ONCE
    timeout: int = 0
    allowed: Sequence[str] | None = None


@dataclass(slots=True)
class Updates:
    """One bot's updates, handed out by long polling or taken from `pending` by the webhook."""

    changed: Signal
    pending: dict[int, Pending] = field(default_factory=dict)
    listener: Callable[[Pending], None] | None = None
    allowed: Sequence[str] = ()
    webhook_url: str = ""
    closed: bool = False
    polls: int = 0
    _next_id: int = field(default_factory=lambda: secrets.randbelow(900_000_000) + 1000)
    _ended_by: Refusal | None = None

    def add(self, kind: str, lane: int, content: Mapping[str, Any]) -> int | None:
        """Queues an update; its id, or None when the bot has not asked for this kind."""
        if not self.wants(kind):
            return None
        update_id = self._next_id
        self._next_id += 1
        self.pending[update_id] = Pending(update_id, lane, {"update_id": update_id, kind: content})
        if self.listener is not None:
            self.listener(self.pending[update_id])
        self.changed.fire()
        return update_id

    def wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in ONLY_ON_REQUEST

    def confirm(self, update_id: int) -> None:
        """The webhook took this one."""
        self.pending.pop(update_id, None)
        self.changed.fire()

    def drop_all(self) -> None:
        self.pending.clear()
        self.changed.fire()

    async def poll(self, asked: Poll) -> list[Mapping[str, Any]]:
        """Waits for updates; refused with 409 under a webhook or when another poll takes over."""
        if self.webhook_url:
            raise conflict(WEBHOOK_ACTIVE)
        mine = self.take_over(conflict(OTHER_POLLER))
        if asked.allowed is not None:
            self.allowed = tuple(asked.allowed)
        self._forget(asked.offset)
        limit = asked.limit if 1 <= asked.limit <= MOST_AT_ONCE else MOST_AT_ONCE
        patience = min(asked.timeout, LONGEST_POLL)
        try:
            return await self.changed.until(lambda: self._ready(mine, limit), patience)
        except TimeoutError:
            return []

    def take_over(self, ended_by: Refusal) -> int:
        """Ends whichever poll is waiting; the number of the new one."""
        self.polls += 1
        self._ended_by = ended_by
        self.changed.fire()
        return self.polls

    def close(self) -> None:
        self.closed = True
        self.changed.fire()

    def _ready(self, mine: int, limit: int) -> list[Mapping[str, Any]] | None:
        if mine != self.polls and self._ended_by is not None:
            raise self._ended_by
        found = [each.body for each in islice(self.pending.values(), limit)]
        return found if found or self.closed else None

    def _forget(self, offset: int) -> None:
        """Everything before `offset` is confirmed; a negative one keeps that many from the end."""
        ids = list(self.pending)
        if offset < 0:
            offset = ids[offset] if -offset <= len(ids) else 0
        confirmed = [update_id for update_id in ids if update_id < offset]
        for update_id in confirmed:
            del self.pending[update_id]
        if confirmed:
            self.changed.fire()
