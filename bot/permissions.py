"""Files that hold people's data or secrets must be their owner's alone; else the bot does not start."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from bot.settings import Settings, secret_files

OTHERS = stat.S_IRWXG | stat.S_IRWXO
SQLITE = "sqlite:///"


class TooOpen(Exception):
    """Others on this machine could read it; the text names it and says what to type."""


def check_private(settings: Settings) -> None:
    """Look at the database, its folder, `.env`, and the files that secrets are read from.

    Raises:
        TooOpen: with what to type.
    """
    loose = [advice(path) for path in kept(settings) if path.exists() and path.stat().st_mode & OTHERS]
    if loose:
        raise TooOpen("\n".join(loose))


def kept(settings: Settings) -> Iterator[Path]:
    url = settings.database_url.get_secret_value()
    if url.startswith(SQLITE):
        database = Path(url.removeprefix(SQLITE))
        yield database.absolute().parent
        yield from (database.with_name(f"{database.name}{end}") for end in ("", "-journal", "-wal", ".erasures"))
    yield from secret_files()


def advice(path: Path) -> str:
    if not path.is_dir():
        return f"{path} can be read by others on this machine. Type: chmod 600 {path}"
    return (
        f"The folder {path} can be opened by others on this machine. Type: chmod 700 {path}"
        " (or give the database a folder of its own in DATABASE_URL)"
    )
