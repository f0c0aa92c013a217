"""What a database that does not answer is said to have, once; and the end of it where it is damaged."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from programme.store.engine import StoreDamaged

log = logging.getLogger(__name__)

AGAIN_SECONDS = 600.0
"""How long one and the same reason is not said again, however often it comes and goes."""


@dataclass(slots=True)
class Troubles:
    """One database's: everybody who asks it meets the same trouble, and the operator reads of it once.

    *elapsed* gives seconds that only rise. Reading may go well while writing does not, so each is known by itself.
    """

    elapsed: Callable[[], float] = time.monotonic
    _said: dict[str, float] = field(default_factory=dict)
    _failures: dict[str, int] = field(default_factory=dict)
    _damaged: asyncio.Event = field(default_factory=asyncio.Event)
    _damage: str = ""

    def failed(self, act: str, reason: str) -> None:
        """*act* ("read", "written") did not work for *reason*, which passes by itself or by what it says to do."""
        self._failures[act] = self._failures.get(act, 0) + 1
        said = self._said.get(reason)
        if said is None or self.elapsed() - said >= AGAIN_SECONDS:
            self._said[reason] = self.elapsed()
            log.error("The database cannot be %s: %s. Nothing is half done; the bot goes on by itself.", act, reason)

    def worked(self, act: str) -> None:
        """*act* works; what can be written can be read too."""
        if not self._failures:
            return
        failures = self._failures.pop(act, 0)
        if act == "written":
            failures += self._failures.pop("read", 0)
        if failures:
            log.info("The database can be %s again; attempts that had failed: %d.", act, failures)

    def is_failing(self, act: str) -> bool:
        return act in self._failures

    def condemn(self, damage: str) -> StoreDamaged:
        """From now on nothing is read or written; gives what is to be raised."""
        if not self._damaged.is_set():
            self._damage = damage
            self._damaged.set()
        return StoreDamaged(self._damage)

    def check(self) -> None:
        """Raises:
        StoreDamaged: it was found to be damaged before.
        """
        if self._damaged.is_set():
            raise StoreDamaged(self._damage)

    async def until_damaged(self) -> None:
        """Wait for the end that should never come.

        Raises:
            StoreDamaged: it came.
        """
        await self._damaged.wait()
        self.check()
