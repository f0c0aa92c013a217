"""Several processes of the bot on one PostgreSQL, behind a load balancer, each with its own wire to Telegram."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
import asyncpg
from aiohttp import web

from tests.stage import Stage
from tests.story.process import BotProcess
from tests.story.test_webhook import free_port

SENDING = frozenset({"sendMessage", "editMessageText", "answerCallbackQuery", "sendPhoto", "sendDocument"})
PATIENCE_SECONDS = 60.0
TOUCHED = ("Host", "Content-Length", "Transfer-Encoding")


@dataclass(slots=True)
class Replica:
    """One process: where Telegram's updates reach it, and what it has sent."""

    number: int
    port: int
    wire_port: int
    process: BotProcess | None = None
    sent: int = 0
    """Calls that show something to somebody, counted on its wire before they reach Telegram."""

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.is_running


@dataclass(slots=True)
class Replicas:
    stage: Stage
    client: aiohttp.ClientSession
    chance: random.Random
    modules: tuple[str, ...]
    all: list[Replica] = field(default_factory=list)
    spread: list[int] = field(default_factory=list)
    """Which replica took each update in."""
    _restarts: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self, replica: Replica) -> None:
        replica.process = await BotProcess.start(
            self.stage,
            self.modules[replica.number % len(self.modules)],
            PUBLIC_URL=str(self.stage.settings.public_url),
            WEBHOOK_SECRET="s3cret",
            HTTP_PORT=str(replica.port),
            TELEGRAM_API_URL=f"http://127.0.0.1:{replica.wire_port}",
        )
        await replica.process.serving()

    def restart(self, replica: Replica) -> None:
        """As a supervisor would, without anybody waiting for it."""
        self._restarts.append(asyncio.create_task(self.start(replica)))

    async def restarted(self) -> None:
        await asyncio.gather(*self._restarts)

    async def balance(self, request: web.Request) -> web.Response:
        """Hand a request to any replica that takes it."""
        body = await request.read()
        headers = {name: value for name, value in request.headers.items() if name not in TOUCHED}
        for replica in self.chance.sample(self.all, len(self.all)):
            if not replica.is_running:
                continue
            url = f"http://127.0.0.1:{replica.port}{request.path_qs}"
            with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                patience = aiohttp.ClientTimeout(total=1.0)
                async with self.client.post(url, data=body, headers=headers, timeout=patience) as answer:
                    if answer.status == 200:
                        self.spread.append(replica.number)
                    return web.Response(status=answer.status, body=await answer.read())
        return web.Response(status=502)

    async def worker(self) -> tuple[Replica, int]:
        """Who holds the worker's row, and its epoch."""
        connection = await asyncpg.connect(self.stage.settings.database_url.get_secret_value())
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while True:
                    row = await connection.fetchrow("SELECT holder, epoch FROM worker")
                    holder = self._by_pid(int(row["holder"].rpartition(":")[2] or 0)) if row else None
                    if row and holder:
                        return holder, int(row["epoch"])
                    await asyncio.sleep(0.05)  # the row has no signal to wait for
        finally:
            await connection.close()

    def _by_pid(self, pid: int) -> Replica | None:
        return next((one for one in self.all if one.process and one.process.pid == pid), None)

    async def next_worker(self, after: int) -> tuple[Replica, int]:
        """The first worker of a later epoch than *after*."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                replica, epoch = await self.worker()
                if epoch > after:
                    return replica, epoch
                await asyncio.sleep(0.05)  # as above

    async def seconds_until_it_sends(self, replica: Replica) -> float:
        """How long it takes until this one has sent something more."""
        begun, before = time.monotonic(), replica.sent
        await self.stage.telegram.until(lambda: replica.sent > before, timeout=PATIENCE_SECONDS)
        return time.monotonic() - begun


@asynccontextmanager
async def running_replicas(stage: Stage, number: int, *modules: str, seed: int = 1) -> AsyncIterator[Replicas]:
    """So many processes, serving; *modules* start them in turn."""
    async with contextlib.AsyncExitStack() as stack:
        client = await stack.enter_async_context(aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)))
        replicas = Replicas(stage, client, random.Random(seed), modules or ("tests.story.quick",))
        for n in range(number):
            replica = Replica(n, free_port(), free_port())
            await stack.enter_async_context(served(wire(replica, stage, client), replica.wire_port))
            replicas.all.append(replica)
        front = web.Application()
        front.router.add_route("POST", "/{tail:.*}", replicas.balance)
        await stack.enter_async_context(served(front, stage.settings.http_port))
        try:
            await asyncio.gather(*(replicas.start(replica) for replica in replicas.all))
            yield replicas
        finally:
            await replicas.restarted()
            for replica in replicas.all:
                if replica.process:
                    await replica.process.close()


def wire(replica: Replica, stage: Stage, client: aiohttp.ClientSession) -> web.Application:
    """A replica's way to Telegram, on which what it sends is counted."""

    async def pass_on(request: web.Request) -> web.Response:
        if request.path.rpartition("/")[2] in SENDING:
            replica.sent += 1
        headers = {name: value for name, value in request.headers.items() if name not in TOUCHED}
        url = f"{stage.telegram.url}{request.path_qs}"
        async with client.request(request.method, url, data=await request.read(), headers=headers) as answer:
            return web.Response(status=answer.status, body=await answer.read(), content_type="application/json")

    application = web.Application()
    application.router.add_route("*", "/{tail:.*}", pass_on)
    return application


@asynccontextmanager
async def served(application: web.Application, port: int) -> AsyncIterator[None]:
    runner = web.AppRunner(application, access_log=None, handler_cancellation=True)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield
    finally:
        await runner.cleanup()
