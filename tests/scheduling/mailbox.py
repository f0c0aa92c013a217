"""A real SMTP server on this machine, and what it was given."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from scheduling.mail import Post, post_from

PATIENCE = 20.0
SENDER = "Find Your Active <bot@active.example>"


@dataclass
class Mailbox:
    """A server that takes what comes, or answers as it is told."""

    rcpt: Callable[[], str] | None = None
    data: Callable[[], str] | None = None
    got: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.rcpt:
            return self.rcpt()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        if self.data:
            said = self.data()
            if said == "hang up":
                assert isinstance(server.transport, asyncio.WriteTransport)
                server.transport.abort()
            return said
        content = envelope.content
        assert isinstance(content, bytes)
        self.raw.append(content)
        self.to += envelope.rcpt_tos
        self.got.append(message_from_bytes(content, policy=default))
        self.arrived.set()
        return "250 OK"

    async def texts(self, number: int) -> list[str]:
        """What the mails say in plain text, once that many have come."""
        async with asyncio.timeout(PATIENCE):
            while len(self.got) < number:
                self.arrived.clear()
                await self.arrived.wait()
        bodies = [message.get_body(("plain",)) for message in self.got]
        return [body.get_content() for body in bodies if body]


@asynccontextmanager
async def open_post(box: Mailbox, **options: Any) -> AsyncIterator[Post]:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(box, loop=loop, **options), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield post_from(f"smtp://127.0.0.1:{port}", SENDER)
    finally:
        server.close()
