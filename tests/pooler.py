"""A pgbouncer in transaction mode before the tests' PostgreSQL, with fewer connections than are asked of it."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tests.postgres import SUPERUSER, Server

PATIENCE = 20.0
PORT = 6432
SETTINGS = """
[databases]
* = host={server} user={user}
[pgbouncer]
listen_addr =
listen_port = {port}
unix_socket_dir = {folder}
auth_type = any
pool_mode = transaction
default_pool_size = {pool}
max_client_conn = 200
server_reset_query =
logfile = {folder}/log
pidfile = {folder}/pid
"""


@dataclass(frozen=True, slots=True)
class Pooler:
    folder: Path

    def url(self, database: str) -> str:
        return f"postgresql://{SUPERUSER}@/{quote(database)}?host={quote(str(self.folder))}&port={PORT}"


def find_pgbouncer() -> str | None:
    """Debian puts it where only root looks."""
    return shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")


@contextmanager
def run_pooler(program: str, server: Server, pool: int = 3) -> Iterator[Pooler]:
    """Run it as `nobody` when we are root, since it refuses root; *pool*: connections to the server, for everybody."""
    folder = Path(tempfile.mkdtemp(prefix="pgb-", dir="/tmp"))
    account = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    settings = folder / "settings.ini"
    settings.write_text(
        SETTINGS.format(server=server.socket_folder, user=SUPERUSER, port=PORT, folder=folder, pool=pool)
    )
    if account:
        for path in (folder, settings):
            os.chown(path, account.pw_uid, account.pw_gid)
    process = subprocess.Popen(
        [program, "-q", settings],
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
        start_new_session=True,
    )
    try:
        wait_for(folder / f".s.PGSQL.{PORT}", process, folder)
        yield Pooler(folder)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(socket: Path, process: subprocess.Popen[bytes], folder: Path) -> None:
    """It says that it is ready by nothing but its socket."""
    deadline = time.monotonic() + PATIENCE
    while not socket.exists():
        if process.poll() is not None or time.monotonic() > deadline:
            log = folder / "log"
            raise RuntimeError(f"pgbouncer did not start:\n{log.read_text() if log.exists() else ''}")
        time.sleep(0.01)
