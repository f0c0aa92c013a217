"""E-mail: the only SMTP. What is sent is made by `content.mail`; what became of it is said honestly."""

from __future__ import annotations

import hashlib
import logging
import mimetypes
import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as CRLF
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

import aiosmtplib
from aiosmtplib import SMTPException, SMTPResponseException

from content.mail import Mail, cid_of
from content.screen import File
from scheduling.outcomes import Later, Outcome, Refused, Sent, Uncertain

log = logging.getLogger(__name__)

TIMEOUT_SECONDS = 20.0
SOON = 60.0
LATER = 900.0
"""Seconds until it is tried again; the longer after something that an operator has to put right."""
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
SEVEN_BIT = CRLF.clone(cte_type="7bit")
"""As every mail server takes it: line ends as on the wire, and no byte beyond ASCII."""
UNFOLDED = SEVEN_BIT.clone(max_line_length=998)
"""For headers: a long web address must stay whole. Source: RFC 5322, 2.1.1 (998 characters in a line at most)."""
UNSUBSCRIBE = re.compile(r"(?:https?://|mailto:)[!-;=?-~]{1,900}")
"""Nothing that could end the header or the address in it: no space, no line break, no angle bracket."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PORTS = {"smtp": 587, "smtp+starttls": 587, "smtps": 465}


class MailSettingWrong(ValueError):
    """SMTP_URL or MAIL_FROM cannot be used; the text says what to write instead, without any of it."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where e-mail is handed over, and how the line is protected."""

    host: str
    port: int
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    tls: bool = False
    """TLS from the first byte (``smtps://``)."""
    start_tls: bool | None = None
    """True: required; None: used if the server offers it."""


def server_from(url: str) -> Server:
    """``smtp://``, ``smtps://`` or ``smtp+starttls://``, then ``user:password@host:port``.

    A password never goes over an open line, unless the server is on this machine.

    Raises:
        MailSettingWrong: it is none of these.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
    except (KeyError, ValueError):
        raise MailSettingWrong("SMTP_URL: write smtp://user:password@host:587 or smtps://…:465") from None
    if not parts.hostname:
        raise MailSettingWrong("SMTP_URL: the host is missing; write smtp://user:password@host:587")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    must = parts.scheme == "smtp+starttls" or (bool(user) and parts.hostname not in HERE)
    if parts.scheme == "smtps":
        return Server(parts.hostname, port, user, password, tls=True, start_tls=False)
    return Server(parts.hostname, port, user, password, start_tls=True if must else None)


@dataclass(frozen=True, slots=True)
class Post:
    """A server, and who the e-mails are from."""

    server: Server
    sender: Address

    async def send(self, to: str, mail: Mail, now: datetime) -> Outcome:
        """Hand one e-mail over. The same mail to the same address has the same Message-ID, if sent again."""
        try:
            reader = Address(addr_spec=to)
        except (ValueError, HeaderParseError, IndexError):  # the last for an empty address
            return Refused("not an address", unreachable=True)
        try:
            message = message_of(self.sender, reader, mail, now)
        except ValueError as trouble:  # its text may hold what was typed
            log.error("an e-mail could not be made: %s", type(trouble).__name__)
            return Refused("not a letter")
        client = aiosmtplib.SMTP(
            hostname=self.server.host,
            port=self.server.port,
            use_tls=self.server.tls,
            start_tls=self.server.start_tls,
            timeout=TIMEOUT_SECONDS,
        )
        try:
            return await hand_over(client, self.server, self.sender.addr_spec, to, message.as_bytes(policy=UNFOLDED))
        finally:
            client.close()


def post_from(url: str, mail_from: str) -> Post:
    """What SMTP_URL and MAIL_FROM ask for.

    Raises:
        MailSettingWrong: one of them cannot be used.
    """
    server = server_from(url)
    given = mail_from or (server.user if "@" in server.user else usual_sender(server.host))
    try:
        name, _, spec = given.rpartition("<")
        sender = Address(name.strip(' "'), addr_spec=spec.strip("> "))
    except (ValueError, HeaderParseError, IndexError):
        sender = Address()
    if not sender.username or not sender.domain:
        raise MailSettingWrong("MAIL_FROM: write the sender's address, such as Find Your Active <bot@example.org>")
    return Post(server, sender)


def usual_sender(host: str) -> str:
    """Where MAIL_FROM says nothing: an address at the mail server's own domain that nobody reads."""
    return f"no-reply@{host.removeprefix('smtp.').removeprefix('mail.')}" if is_name(host) else "no-reply@localhost"


def is_name(host: str) -> bool:
    return "." in host and not host.replace(".", "").isdigit() and ":" not in host


def message_of(sender: Address, to: Address, mail: Mail, now: datetime) -> EmailMessage:
    """mixed(alternative(text, related(HTML, pictures)), files), with only those layers that are needed.

    The same mail, address and moment give the same bytes.

    Raises:
        ValueError: a header would hold a line break.
    """
    message = EmailMessage(policy=SEVEN_BIT)
    message["From"] = sender
    message["To"] = to
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{fingerprint(to.addr_spec, mail)}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    say_how_to_stop(message, mail)
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    add_pictures(message, mail.inline)
    for file in mail.attached:
        main, sub = type_of(file)
        message.add_attachment(file.content, main, sub, filename=file.name)
    name_boundaries(message, fingerprint(to.addr_spec, mail))
    return message


def say_how_to_stop(message: EmailMessage, mail: Mail) -> None:
    """Sources: RFC 2369, 3.2 (List-Unsubscribe); RFC 8058, 3.1 (one click, by https only).

    Raises:
        ValueError: the address is none that a header may hold.
    """
    if not mail.unsubscribe:
        return
    if not UNSUBSCRIBE.fullmatch(mail.unsubscribe):
        raise ValueError("not an address to unsubscribe at")
    message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
    if mail.one_click:
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def add_pictures(message: EmailMessage, pictures: tuple[File, ...]) -> None:
    """Beside the HTML, which shows them by their content id."""
    page = message.get_body(("html",))
    for file in pictures:
        main, sub = type_of(file)
        assert isinstance(page, EmailMessage)
        page.add_related(file.content, main, sub, cid=f"<{cid_of(file)}>", filename=file.name, disposition="inline")


def type_of(file: File) -> tuple[str, str]:
    """By the ending of its name; the workbook's by ourselves, since not every machine knows it."""
    known = XLSX if file.name.endswith(".xlsx") else mimetypes.guess_type(file.name)[0]
    main, _, sub = (known or "application/octet-stream").partition("/")
    return main, sub


def name_boundaries(message: EmailMessage, mark: str) -> None:
    """Otherwise they are drawn by lot, and the same mail would never be the same bytes twice."""
    for place, part in enumerate(one for one in message.walk() if one.is_multipart()):
        part.set_boundary(f"=_{mark}_{place}")


def fingerprint(to: str, mail: Mail) -> str:
    """So that a reader's program can recognise a message that had to be sent twice."""
    return hashlib.sha256(f"{to}\0{mail.subject}\0{mail.text}".encode()).hexdigest()[:32]


async def hand_over(client: aiosmtplib.SMTP, server: Server, sender: str, to: str, content: bytes) -> Outcome:
    """Step by step, since only a failure after the content was on its way leaves it uncertain whether it arrived."""
    try:
        await client.connect()
        if server.user:
            await client.login(server.user, server.password)
        await client.mail(sender)
    except (SMTPException, OSError, TimeoutError, ValueError) as trouble:
        log.error("the mail server was not reached or refused us: %s", kind_of(trouble))
        return Later(LATER if isinstance(trouble, SMTPResponseException) else SOON)
    try:
        await client.rcpt(to)
    except (SMTPException, OSError, TimeoutError) as trouble:
        return refused(trouble, unreachable=True)
    try:
        await client.data(content)
    except SMTPResponseException as trouble:
        return refused(trouble, unreachable=False) if 400 <= trouble.code < 600 else Uncertain()
    except (SMTPException, OSError, TimeoutError):
        return Uncertain()
    with suppress(SMTPException, OSError):
        await client.quit()
    return Sent()


def refused(trouble: Exception, *, unreachable: bool) -> Outcome:
    """5xx is for good, anything else passes. Source: RFC 5321, 4.2.1."""
    if isinstance(trouble, SMTPResponseException) and 500 <= trouble.code < 600:
        return Refused(f"mail server: {trouble.code}", unreachable=unreachable)
    return Later(SOON)


def kind_of(trouble: Exception) -> str:
    """The error without its text, which may hold an address."""
    code = trouble.code if isinstance(trouble, SMTPResponseException) else ""
    return f"{type(trouble).__name__} {code}".strip()
