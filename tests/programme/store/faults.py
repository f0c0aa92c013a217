"""Real faults of a disk and of other programs, for the record's tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def locked(database: Path, how: str = "BEGIN EXCLUSIVE") -> Iterator[None]:
    """Another process has the file locked."""
    command = [sys.executable, "-c", HOLD, str(database), how]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == b"held\n"
        yield
        other.stdin.close()


def damage(database: Path, start: int = 4096) -> None:
    """Overwrite the file from *start* on, as a failing disk might, and let every reader know that it has changed."""
    size = database.stat().st_size
    with database.open("r+b") as file:
        file.seek(start)
        file.write(os.urandom(size - start))
        file.seek(24)  # the file change counter: https://sqlite.org/fileformat.html, 1.3.7
        counter = int.from_bytes(file.read(4), "big") + 1
        file.seek(24)
        file.write(counter.to_bytes(4, "big"))


@contextmanager
def as_somebody() -> Iterator[None]:
    """As a user whom file modes bind; root is none."""
    if os.geteuid() != 0:
        yield
        return
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter, unlike pytest's."""
    folder = Path(tempfile.mkdtemp(prefix="store-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)
