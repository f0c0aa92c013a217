"""The processes that are measured: started fresh, watched from outside, ended."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from benchmarks.load import Order, Seen

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "1234567890:BENCH-token-of-nobody"
END_SECONDS = 15.0
MIB = 1024 * 1024
BOTS = Path(__file__).resolve().parent / "bots"


class NoAnswer(Exception):
    """The bot did not ask for updates in time, or ended; what it said goes with it."""


@dataclass(frozen=True, slots=True)
class BotCommand:
    """How a bot is started against a server at *url*; the environment is added to a clean one."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    """`{url}` stands for the server's address."""

    def at(self, url: str) -> tuple[list[str], dict[str, str]]:
        command = [part.replace("{url}", url) for part in self.command]
        return command, {name: value.replace("{url}", url) for name, value in self.environment.items()}


def ptb(side_by_side: int = 0) -> BotCommand:
    more = (str(side_by_side),) if side_by_side else ()
    name = f"bare PTB, {side_by_side} side by side" if side_by_side else "bare PTB"
    return BotCommand(name, (sys.executable, str(BOTS / "ptb.py"), "{url}", TOKEN, *more), {})


def aiogram(python: Path) -> BotCommand:
    return BotCommand("bare aiogram", (str(python), str(BOTS / "aiogram_echo.py"), "{url}", TOKEN), {})


def ours(database_url: str, *, limited: bool = False) -> BotCommand:
    """Our bot; *limited*: exactly as it is run, with Telegram's 30 messages a second."""
    environment = {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": "{url}",
        "DATABASE_URL": database_url,
        "LOG_LEVEL": "ERROR",
        "TEAM_IDS": "1",
    }
    module = ("bot", "run") if limited else ("benchmarks.bots.ours",)
    return BotCommand("ours", (sys.executable, "-m", *module), environment)


def clean_environment(more: Mapping[str, str]) -> dict[str, str]:
    """Nothing of ours that is set outside has a say; proxies neither, since all is on this machine."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONHASHSEED")
    return {name: os.environ[name] for name in kept if name in os.environ} | {"PYTHONPATH": str(ROOT)} | dict(more)


@asynccontextmanager
async def started(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> AsyncIterator[Process]:
    """A process in *folder*, so that it finds no `.env`; ended by SIGTERM, then by SIGKILL."""
    with (folder / "errors.txt").open("wb") as errors:
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=folder,
            env=clean_environment(environment),
            stdin=DEVNULL,
            stdout=DEVNULL,
            stderr=errors,
        )
        try:
            yield process
        finally:
            await end(process)


async def end(process: Process) -> None:
    tell(process, signal.SIGTERM)
    try:
        async with asyncio.timeout(END_SECONDS):
            await process.wait()
    except TimeoutError:
        tell(process, signal.SIGKILL)
        await process.wait()


def tell(process: Process, number: signal.Signals) -> None:
    """By the system's own call: Process.send_signal would reap a process that has ended, behind asyncio's back."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.kill(process.pid, number)


class ServerEnded(Exception):
    """The server was stopped before it had seen anything."""


@dataclass(slots=True)
class Telegram:
    """The instant server, in its own process."""

    process: Process
    url: str

    async def _line(self, within: float) -> bytes:
        assert self.process.stdout
        async with asyncio.timeout(within):
            return await self.process.stdout.readline()

    async def counts(self, within: float) -> None:
        """Wait until the warm-up is over.

        Raises:
            ServerEnded, TimeoutError
        """
        if not await self._line(within):
            raise ServerEnded

    async def seen(self, within: float) -> Seen:
        """What was seen in the measured seconds.

        Raises:
            ServerEnded, TimeoutError
        """
        line = await self._line(within)
        if not line:
            raise ServerEnded
        return Seen(**json.loads(line))

    def stop(self) -> None:
        """The bot is gone: nothing more will be seen."""
        tell(self.process, signal.SIGTERM)


LONGEST_LINE = 64 * MIB


@asynccontextmanager
async def telegram(order: Order) -> AsyncIterator[Telegram]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "benchmarks.botapi",
        json.dumps(asdict(order)),
        cwd=ROOT,
        env=clean_environment({}),
        stdin=PIPE,
        stdout=PIPE,
        limit=LONGEST_LINE,
    )
    try:
        assert process.stdout
        yield Telegram(process, f"http://127.0.0.1:{int(await process.stdout.readline())}")
    finally:
        await end(process)


@dataclass(frozen=True, slots=True)
class Played:
    """One bot before one server: what people saw, and what the process was seen to need."""

    seen: Seen
    to_first_request: float
    """Seconds from the start of the process."""
    to_first_poll: float
    memory_mib: float
    """What it alone holds (USS) when measuring has ended."""
    cpu_seconds: float
    """What it computed in the measured seconds."""


PATIENCE_SECONDS = 60.0


async def play(bot: BotCommand, order: Order, folder: Path) -> Played:
    """Start *bot* fresh before a fresh server, and carry *order* out.

    Raises:
        NoAnswer: the bot did not begin to ask for updates, or ended before its time.
    """
    async with telegram(order) as server:
        command, environment = bot.at(server.url)
        began = time.monotonic()
        async with started(command, environment, folder) as process:
            ended = asyncio.create_task(process.wait())
            ended.add_done_callback(lambda _ended: server.stop())
            try:
                seen, cpu, memory = await watched(psutil.Process(process.pid), server, order)
            except (TimeoutError, ServerEnded, psutil.NoSuchProcess):
                said = (folder / "errors.txt").read_text(errors="replace")[-2_000:]
                raise NoAnswer(f"{bot.name} took no updates in:\n{said}") from None
    return Played(seen, seen.first_request_at - began, seen.first_poll_at - began, memory, cpu)


async def watched(process: psutil.Process, server: Telegram, order: Order) -> tuple[Seen, float, float]:
    """What was seen, and the processor's seconds and the memory (MiB) that it took."""
    await server.counts(PATIENCE_SECONDS + order.warm_up)
    before = cpu_of(process)
    seen = await server.seen(PATIENCE_SECONDS + order.seconds)
    return seen, cpu_of(process) - before, process.memory_full_info().uss / MIB


def cpu_of(process: psutil.Process) -> float:
    """Seconds of all its threads, in the system too."""
    times = process.cpu_times()
    return float(times.user + times.system)
