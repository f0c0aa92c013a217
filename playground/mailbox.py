"""An SMTP server on this machine whose letters are shown beside the phones."""

from __future__ import annotations

import asyncio
import re
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.smtp import SMTP, Envelope, Session

from playground.values import Mail, Upload

TAKEN = "250 OK"
UNUSABLE = "554 not a letter"
INLINE = re.compile(r"cid:([^\"'\s>]+)")
"""A picture that the letter has with it. Source: RFC 2392."""


class Mailbox:
    """Takes every letter, whoever it is for."""

    def __init__(self, arrived: Callable[[Mail], None]) -> None:
        self._arrived = arrived

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        if not isinstance(envelope.content, bytes):
            return UNUSABLE
        letter = message_from_bytes(envelope.content, policy=default)
        self._arrived(as_mail(letter, ", ".join(envelope.rcpt_tos)))
        return TAKEN


@asynccontextmanager
async def taking_mail(arrived: Callable[[Mail], None]) -> AsyncIterator[int]:
    """The server, for the length of the block; its port."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Mailbox(arrived), loop=loop), "127.0.0.1", 0)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()
        await server.wait_closed()


def as_mail(letter: EmailMessage, to: str) -> Mail:
    text = letter.get_body(("plain",))
    return Mail(
        to,
        str(letter["Subject"] or ""),
        text.get_content() if text else "",
        page_of(letter),
        tuple(as_upload(part) for part in letter.iter_attachments() if part.get_filename()),
    )


def page_of(letter: EmailMessage) -> str:
    """The HTML with its pictures in it; one that is not there stays missing, as it would for a reader."""
    page = letter.get_body(("html",))
    if page is None:
        return ""
    pictures = {str(part["Content-ID"]).strip("<> "): as_upload(part) for part in letter.walk() if part["Content-ID"]}

    def held(found: re.Match[str]) -> str:
        return as_data(pictures[found[1]]) if found[1] in pictures else found[0]

    return INLINE.sub(held, str(page.get_content()))


def as_data(picture: Upload) -> str:
    return f"data:{picture.mime};base64,{b64encode(picture.content).decode()}"


def as_upload(part: EmailMessage) -> Upload:
    content = part.get_payload(decode=True)
    return Upload(
        part.get_filename() or "file", part.get_content_type(), content if isinstance(content, bytes) else b""
    )
