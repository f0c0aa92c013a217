"""Where and how much is measured: a folder on a real disk, how many rounds, and what could not be measured."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.console.bar import bar

REAL_DISK = Path("/var/tmp")  # noqa: S108 - the folder itself is private; /tmp may be memory, where nothing is durable


@dataclass(slots=True)
class Place:
    """*scale*: 1 measures as docs/benchmarks.md tells, less is quicker and says less."""

    root: Path
    rounds: int = 5
    scale: float = 1.0
    aiogram: Path | None = None
    """The Python of an environment with aiogram; None where there is none."""
    skipped: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    """The benchmarks that broke off."""

    @property
    def roomy(self) -> Path:
        """Where a database server, which may be another user, makes a folder of its own."""
        return self.root.parent

    @property
    def fewer(self) -> int:
        """Rounds of what takes long each time."""
        return (self.rounds + 1) // 2

    def folder(self, name: str) -> Path:
        made = self.root / name
        made.mkdir(mode=0o700, exist_ok=True)
        return made

    def number(self, usual: int, least: int) -> int:
        return max(least, round(usual * self.scale))

    def many(self, usual: int, least: int) -> int:
        """Fewer only where nobody looks at the figures: a few rows measure fixed costs and little else."""
        return max(least, round(usual * min(1.0, 10 * self.scale)))

    def seconds(self, usual: float) -> float:
        return max(0.2, usual * self.scale)

    def warm_up(self, usual: float) -> float:
        """Shorter only where nobody looks at the figures."""
        return max(0.2, usual * min(1.0, 10 * self.scale))

    def skip(self, why: str) -> None:
        self.skipped.append(why)

    def bar(self, what: str) -> Callable[[int, int], None]:
        return bar(what)


@contextmanager
def settled(rounds: int, scale: float, aiogram: Path | None = None, under: Path = REAL_DISK) -> Iterator[Place]:
    """A private folder, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="find-your-active-bench-", dir=under) as name:
        yield Place(Path(name), rounds, scale, aiogram)
