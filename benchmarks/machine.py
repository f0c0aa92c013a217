"""On what was measured: kind of machine and versions, and nothing that would name it."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

import psutil

from programme.store.sqlite import has_safe_wal, pragmas

PACKAGES = ("python-telegram-bot", "aiohttp", "httpx", "aiosqlite", "asyncpg", "apscheduler")
GIB = 1024**3


@dataclass(frozen=True, slots=True)
class Machine:
    day: date
    processor: str
    cores: int
    memory_gib: int
    system: str
    python: str
    sqlite: str
    packages: tuple[tuple[str, str], ...]
    others: tuple[str, ...] = ()
    """Such as the version of PostgreSQL and of aiogram."""

    def lines(self) -> Iterator[str]:
        yield f"{self.processor}, {self.cores} cores, {self.memory_gib} GiB; {self.system}"
        yield f"{self.python}; SQLite {self.sqlite}"
        yield ", ".join(f"{name} {which}" for name, which in self.packages)
        if self.others:
            yield "; ".join(self.others)


def machine(others: tuple[str, ...] = ()) -> Machine:
    return Machine(
        day=datetime.now(UTC).date(),
        processor=processor(),
        cores=os.cpu_count() or 1,
        memory_gib=round(psutil.virtual_memory().total / GIB),
        system=f"{platform.system()} {platform.machine()}",
        python=f"{platform.python_implementation()} {platform.python_version()}",
        sqlite=f"{sqlite3.sqlite_version} ({', '.join(durability())})",
        packages=tuple((name, version(name)) for name in PACKAGES),
        others=others,
    )


def durability() -> tuple[str, ...]:
    wal = has_safe_wal(sqlite3.sqlite_version_info)
    return tuple(pragma for pragma in pragmas(wal=wal) if pragma.startswith(("journal_mode", "synchronous")))


def processor() -> str:
    """The model's name where the system tells it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "unknown processor")
