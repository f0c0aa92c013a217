"""The bot as its own process, so that it can be killed."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.stage import Stage

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 30.0


def environment(stage: Stage, **more: str) -> dict[str, str]:
    settings = stage.settings
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "BOT_TOKEN": settings.token,
        "TELEGRAM_API_URL": settings.telegram_api_url,
        "DATABASE_URL": settings.database_url.get_secret_value(),
        "CLOCK_FILE": str(settings.clock_file),
        "HTTP_PORT": "0",
        **more,
    }


class BotProcess:
    """`find-your-active run`, started for real.

    With a quick pulse, which matters on PostgreSQL only, unless *module* says otherwise.
    """

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, stage: Stage, module: str = "tests.story.quick", **more: str) -> BotProcess:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", module, "run", cwd=ROOT, env=environment(stage, **more),
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        return cls(process)

    async def serving(self) -> None:
        """Wait until it says that it serves."""
        assert self._process.stdout
        async with asyncio.timeout(PATIENCE_SECONDS):
            async for line in self._process.stdout:
                if line.startswith(b"Serving"):
                    return
        raise AssertionError(f"it ended: {await self.said()}")

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_running(self) -> bool:
        return self._process.returncode is None

    def pause(self) -> None:
        """SIGSTOP: it does nothing, and does not know that time goes by."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    async def kill(self) -> None:
        """kill -9."""
        self._process.kill()
        await self._process.wait()

    async def close(self) -> None:
        """kill -9, unless it has ended by itself."""
        if self._process.returncode is None:
            await self.kill()

    async def terminate(self) -> int:
        """SIGTERM; the exit code."""
        self._process.send_signal(signal.SIGTERM)
        return await self.ended()

    async def ended(self) -> int:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await self._process.wait()

    async def says(self) -> str:
        """The next line of its log."""
        assert self._process.stderr
        async with asyncio.timeout(PATIENCE_SECONDS):
            return (await self._process.stderr.readline()).decode()

    async def said(self) -> str:
        """What it wrote to its log, to the end."""
        assert self._process.stderr
        return (await self._process.stderr.read()).decode()


@asynccontextmanager
async def running(stage: Stage, **more: str) -> AsyncIterator[BotProcess]:
    """The bot, serving, for the length of a block; whatever is left of it is killed."""
    bot = await BotProcess.start(stage, **more)
    try:
        await bot.serving()
        yield bot
    finally:
        await bot.close()
