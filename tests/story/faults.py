"""Real faults under a running bot: a disk that is full, a folder that is read-only, a file that is locked."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.story.process import BotProcess

ROOM = "4m"


def mount(*arguments: str) -> bool:
    """Whether we may mount; only root may."""
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A file system of its own of a few megabytes at *folder*; False where we may not mount one."""
    folder.mkdir(mode=0o700)
    mounted = mount("-t", "tmpfs", "-o", f"size={ROOM},mode=0700", "tmpfs", str(folder))
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def full(folder: Path, bot: BotProcess, *, is_small: bool) -> Iterator[None]:
    """The disk is full to the last byte; where there is no small one, the bot's files may not grow instead."""
    if not is_small:
        with no_file_may_grow(bot):
            yield
        return
    filler = folder / "filler"
    fill(filler)
    yield
    filler.unlink()


def fill(filler: Path) -> None:
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            with contextlib.suppress(OSError):
                while file.write(b"x" * size):
                    pass


@contextmanager
def no_file_may_grow(bot: BotProcess) -> Iterator[None]:
    soft, hard = resource.prlimit(bot.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (0, hard))
    yield
    resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nothing can be made in *folder*, nor changed by whoever opens it now; modes do not bind root, a mount does."""
    if os.geteuid() != 0:
        mode = folder.stat().st_mode
        folder.chmod(0o500)
        yield
        folder.chmod(mode)
        return
    subprocess.run(["mount", "--bind", str(folder), str(folder)], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
