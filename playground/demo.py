"""The demo: the server, the sample programme, the bot as it is run for real, and phones to try it with."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from playground.control import Hooks
from playground.mailbox import taking_mail
from playground.serve import TOKEN, Phone, Telegram, play
from playground.values import Mail

LINK = re.compile(r"https://t\.me/\w+\?start=(\S+)")
DUE = re.compile(r"^Next notice due: (\S+)$", re.MULTILINE)
CODE = re.compile(r"\b(\d{6,8})\b")
MAILED = "harriet@bakery.example.org"
READY = "Serving"
START_SECONDS = 60.0
STOP_SECONDS = 12.0

CAST = (
    ("Amira", "works at Essex County Council", ("employee", "--employer", "Essex County Council")),
    ("Dr Cole", "leads sessions", ("instructor",)),
    ("Holly", "HR at Essex County Council", ("hr", "--employer", "Essex County Council")),
    ("Theo", "programme team at Active Essex", ("team",)),
    ("Ben", "works at Chelmer Bakery", ("employee", "--employer", "Chelmer Bakery")),
    ("Charlie", "has no code", ()),
)


class CommandFailed(Exception):
    """A command of the bot did not work; the text is what it said."""


@dataclass(slots=True)
class Demo:
    """Runs until Ctrl-C. Everything lives in a temporary folder and goes with it."""

    port: int
    sample: bool = True
    environment: dict[str, str] = field(default_factory=dict)
    letters: asyncio.Queue[Mail] = field(default_factory=asyncio.Queue)

    async def run(self) -> int:
        with tempfile.TemporaryDirectory(prefix="find-your-active-") as folder:
            clock = Path(folder, "clock")
            port = free_port(self.port)
            hooks = Hooks(next_due=self._next_due)
            async with (
                play(TOKEN, clock_file=clock, port=port, hooks=hooks) as telegram,
                self._mailbox(telegram) as smtp,
            ):
                self.environment = surroundings(Path(folder), clock, telegram.url, smtp)
                await self._plant(telegram)
                async with self.bot():
                    if self.sample:
                        await self._confirm_by_mail()
                    say(f"\nOpen {telegram.url} in a browser. Ctrl-C here ends the demo.")
                    await until_stopped()
        return 0

    async def _plant(self, telegram: Telegram) -> None:
        if not self.sample:
            for name, role, _ in CAST:
                telegram.phone(Phone(name, role))
            return
        say("Planting the sample programme ...")
        await self.command("seed")
        for done, (name, role, invitation) in enumerate(CAST, 1):
            link = await self.invite(invitation) if invitation else None
            telegram.phone(Phone(name, role, link))
            say(f"  invitations {done} of {len(CAST)}", end="\r")
        say("")

    @contextlib.asynccontextmanager
    async def _mailbox(self, telegram: Telegram) -> AsyncIterator[int]:
        def arrived(letter: Mail) -> None:
            self.letters.put_nowait(letter)
            telegram.add_mail(letter.to, letter.subject, letter.text, letter.html, letter.attachments)

        async with taking_mail(arrived) as port:
            yield port

    async def _confirm_by_mail(self) -> None:
        """An HR contact with e-mail alone types the code that was mailed to them."""
        await self.command("invite", "hr", "--employer", "Chelmer Bakery", "--email", MAILED)
        async with asyncio.timeout(START_SECONDS):
            letter = await self.letters.get()
        found = CODE.search(letter.text)
        if found is None:
            raise CommandFailed(letter.text)
        await self.command("hr", "confirm", MAILED, found.group(1))

    async def invite(self, arguments: Sequence[str]) -> str:
        said = await self.command("invite", *arguments)
        found = LINK.search(said)
        if found is None:
            raise CommandFailed(said)
        return found.group(1)

    async def command(self, *arguments: str) -> str:
        """One command of the bot, as an operator types it; what it printed."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *arguments, env=self.environment,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        said, _ = await process.communicate()
        if process.returncode:
            raise CommandFailed(said.decode())
        return said.decode()

    @contextlib.asynccontextmanager
    async def bot(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """The bot in its own process, ready to serve."""
        say("Starting the bot ...")
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=self.environment, stdout=asyncio.subprocess.PIPE
        )
        try:
            async with asyncio.timeout(START_SECONDS):
                await ready(process)
            yield process
        finally:
            await stop(process)

    async def _next_due(self) -> datetime | None:
        found = DUE.search(await self.command("status"))
        return datetime.fromisoformat(found.group(1)) if found and found.group(1) != "none" else None


def surroundings(folder: Path, clock: Path, url: str, smtp: int) -> dict[str, str]:
    """The bot's environment: this one's, without any settings of a real bot."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV") if name in os.environ}
    return kept | {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": url,
        "DATABASE_URL": f"sqlite:///{folder / 'demo.db'}",
        "CLOCK_FILE": str(clock),
        "SMTP_URL": f"smtp://127.0.0.1:{smtp}",
        "MAIL_FROM": "Find Your Active <bot@example.org>",
        "PRIVACY_CONTACT": "privacy@example.org",
        "LOG_LEVEL": "WARNING",
        "HTTP_PORT": "0",
    }


async def ready(process: asyncio.subprocess.Process) -> None:
    """Wait for the bot's word that it serves.

    Raises:
        CommandFailed: it ended before.
    """
    assert process.stdout is not None
    async for line in process.stdout:
        if line.decode().startswith(READY):
            return
    raise CommandFailed("the bot did not start; its reasons are above")


async def stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(STOP_SECONDS):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


async def until_stopped() -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    await stopped.wait()


def free_port(wanted: int) -> int:
    """*wanted* if nobody has it, else any other."""
    for port in (wanted, 0):
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)) as found:
            chosen: int = found.getsockname()[1]
            return chosen
    return 0


def say(text: str, end: str = "\n") -> None:
    print(text, end=end, flush=True)
