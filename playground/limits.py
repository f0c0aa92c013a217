"""Flood limits: so many messages a second in all, and so many to each chat.

Source: core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

import math
from collections import deque
from dataclasses import dataclass, field

from playground.refusals import too_many


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages a second in all; to one chat a short burst, then a steady rate. None: no limit."""

    per_second: int | None = 30
    chat_burst: int = 3
    chat_per_second: float | None = 1.0
    paid_per_second: int = 1_000
    """With `allow_paid_broadcast`: https://core.telegram.org/bots/api#sendmessage"""

    @classmethod
    def none(cls) -> "Limits":
        return cls(per_second=None, chat_per_second=None)


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


@dataclass(slots=True)
class Flood:
    """What has been sent lately; times are seconds of a clock that never goes back."""

    limits: Limits = field(default_factory=Limits)
    _sent: deque[float] = field(default_factory=deque)
    _buckets: dict[int, _Bucket] = field(default_factory=dict)

    def allow(self, chat_id: int, at: float, *, new_message: bool, paid: bool = False) -> None:
        """Counts one message to a chat, or refuses with 429; an edit counts only in all, what is paid for to 1,000."""
        wait = max(self._wait_in_all(at, paid=paid), self._wait_in_chat(chat_id, at) if new_message else 0.0)
        if wait > 0:
            raise too_many(max(1, math.ceil(wait)))
        self._sent.append(at)
        if new_message and self.limits.chat_per_second is not None:
            self._buckets[chat_id].left -= 1

    def _wait_in_all(self, at: float, *, paid: bool) -> float:
        while self._sent and self._sent[0] <= at - 1:
            self._sent.popleft()
        allowed = self.limits.per_second if not paid else self.limits.paid_per_second
        full = self.limits.per_second is not None and len(self._sent) >= (allowed or 0)
        return self._sent[0] + 1 - at if full else 0.0

    def _wait_in_chat(self, chat_id: int, at: float) -> float:
        rate = self.limits.chat_per_second
        if rate is None:
            return 0.0
        bucket = self._buckets.setdefault(chat_id, _Bucket(self.limits.chat_burst, at))
        bucket.left = min(self.limits.chat_burst, bucket.left + (at - bucket.at) * rate)
        bucket.at = at
        return 0.0 if bucket.left >= 1 - 1e-9 else (1 - bucket.left) / rate
