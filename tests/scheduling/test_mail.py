"""E-mail through a real SMTP server, and what became of it."""

import socket
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.delivery import sender
from bot.tap import House
from content import digest
from content.mail import Mail, mail
from content.screen import File, Screen
from content.words import Words
from programme.model import Category, Channel, Coming, Contact, Digest, Figures, Summary
from programme.periods import by_name
from scheduling.mail import MailSettingWrong, Post, post_from, server_from
from scheduling.outcomes import Later, Refused, Sent, Uncertain
from tests.scheduling.mailbox import Mailbox, open_post

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/London")
HOLLY = "holly@example.org"
HOUSE = House("FindYourActiveBot", "Active Essex", "privacy@example.org", "", ZONE)
FIGURES = Figures(offered=8, took_part=45, logged=30, mean_minutes=60)
MONDAY = Summary(
    (Digest("EmployerAAAA", by_name("2026-W47"), "1", FIGURES),),
    (Coming(NOW + timedelta(days=1), 10, Category.MOVEMENT, "seated"),),
    datetime(2026, 11, 30, tzinfo=UTC).date(),
)


def monday_mail() -> Mail:
    return mail(Words(), digest.message(Words(), MONDAY, ZONE), "Active Essex", "privacy@example.org")


async def test_the_digest_arrives_as_text_and_html() -> None:
    box = Mailbox()
    async with open_post(box) as post:
        assert await post.send(HOLLY, monday_mail(), NOW) == Sent()
    (message,) = box.got
    assert box.to == [HOLLY]
    assert message["Subject"] == "Your weekly summary is ready"
    assert message["From"] == "Find Your Active <bot@active.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text
    assert html
    assert "took part: about 45" in text.get_content()
    assert "<b>Mon 16 Nov to Sun 22 Nov 2026</b>" in html.get_content()
    assert all(byte < 128 for byte in box.raw[0])


def by_mail(**stop: Any) -> Mail:
    """As an address gets it, with a picture and a workbook."""
    return mail(Words(), digest.by_mail(Words(), MONDAY, ZONE), "Active Essex", "privacy@example.org", **stop)


async def arrived(made: Mail) -> tuple[EmailMessage, bytes]:
    box = Mailbox()
    async with open_post(box) as post:
        assert await post.send(HOLLY, made, NOW) == Sent()
    return box.got[0], box.raw[0]


def layers(part: EmailMessage) -> list[Any]:
    """The content type, and what is inside."""
    inside = [layers(one) for one in part.iter_parts()] if part.is_multipart() else []  # type: ignore[arg-type] # as parsed
    return [part.get_content_subtype(), *inside]


async def test_text_page_picture_and_workbook_arrive_in_the_usual_layers() -> None:
    message, raw = await arrived(by_mail())
    workbook = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert layers(message) == ["mixed", ["alternative", ["plain"], ["related", ["html"], ["png"]]], [workbook]]
    assert all(byte < 128 for byte in raw)
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998


async def test_the_page_shows_the_picture_that_came_with_it() -> None:
    made = by_mail()
    message, _ = await arrived(made)
    (picture,) = [part for part in message.walk() if part.get_content_type() == "image/png"]
    page = message.get_body(("html",))
    assert page
    assert f'src="cid:{picture["Content-ID"].strip("<>")}"' in page.get_content()
    assert picture["Content-Disposition"].startswith("inline")
    assert picture.get_payload(decode=True) == made.inline[0].content


async def test_the_workbook_arrives_whole_and_named() -> None:
    made = by_mail()
    message, _ = await arrived(made)
    (attached,) = list(message.iter_attachments())
    assert attached.get_filename() == "figures.xlsx"
    assert attached.get_payload(decode=True) == made.attached[0].content


async def test_the_same_mail_is_the_same_bytes() -> None:
    (_, first), (_, second) = await arrived(by_mail()), await arrived(by_mail())
    assert first == second


@pytest.mark.parametrize("address", ["https://example.org/u/" + "x" * 200, "mailto:stop@example.org?subject=A-B"])
async def test_a_mail_program_is_told_where_to_unsubscribe(address: str) -> None:
    message, raw = await arrived(by_mail(unsubscribe=address, one_click=address.startswith("https")))
    assert f"List-Unsubscribe: <{address}>\r\n".encode() in raw
    one_click = b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw
    assert one_click is address.startswith("https")
    assert message["Subject"] == "Your weekly summary is ready"


async def test_without_an_address_to_unsubscribe_at_nothing_is_promised() -> None:
    message, _ = await arrived(by_mail(one_click=True))
    assert message["List-Unsubscribe"] is message["List-Unsubscribe-Post"] is None


@pytest.mark.parametrize(
    "address", ["https://x.example/\r\nBcc: all@example.org", "https://x.example/>, <https://y", "javascript:x", "x y"]
)
async def test_no_header_can_be_injected_through_the_way_to_stop(address: str) -> None:
    box = Mailbox()
    async with open_post(box) as post:
        assert isinstance(await post.send(HOLLY, by_mail(unsubscribe=address), NOW), Refused)
    assert box.got == []


@pytest.mark.parametrize("name", ['a".png\r\nBcc: all@example.org', "a.xlsx\nBcc: all@example.org"])
async def test_no_header_can_be_injected_through_a_files_name(name: str) -> None:
    box, hostile = Mailbox(), File(name, b"x", picture=True)
    async with open_post(box) as post:
        for made in (
            Mail("Hello", "text", "<p>text</p>", inline=(hostile,)),
            Mail("Hello", "text", "", attached=(hostile,)),
        ):
            assert await post.send(HOLLY, made, NOW) == Refused("not a letter")
    assert box.got == []


async def test_a_contact_with_an_address_gets_the_screen_by_mail() -> None:
    box = Mailbox()
    contact = Contact("ContactAAAAA", "PersonAAAAAA", Channel.EMAIL, email=HOLLY)
    async with open_post(box) as post:
        send = sender(None, lambda: NOW, post, HOUSE, nothing)  # type: ignore[arg-type] # no chat is written to
        assert await send(contact, digest.message(Words(), MONDAY, ZONE), "bulk", None) == Sent()
    assert len(box.got) == 1


async def nothing(_chat_id: int, _screen: Screen, _message_id: int | None) -> None:
    """Mail offers no choices."""


async def test_without_a_server_no_mail_is_sent() -> None:
    contact = Contact("ContactAAAAA", "PersonAAAAAA", Channel.EMAIL, email=HOLLY)
    send = sender(None, lambda: NOW, None, HOUSE, nothing)  # type: ignore[arg-type] # as above
    assert isinstance(await send(contact, Screen(), "bulk", None), Refused)


@pytest.mark.parametrize(
    "to", ["a@b.example\r\nBcc: all@example.org", "a@b.example\nX: y", "nobody", "", "a@b.example, c@d.example"]
)
async def test_no_header_can_be_injected_through_the_address(to: str) -> None:
    box = Mailbox()
    async with open_post(box) as post:
        assert await post.send(to, monday_mail(), NOW) == Refused("not an address", unreachable=True)
    assert box.got == []


async def test_no_header_can_be_injected_through_the_subject() -> None:
    box = Mailbox()
    async with open_post(box) as post:
        outcome = await post.send(HOLLY, Mail("Hello\r\nBcc: all@example.org", "text", "<p>text</p>"), NOW)
    assert isinstance(outcome, Refused)
    assert box.got == []


@pytest.mark.parametrize(
    ("rcpt", "data", "outcome"),
    [
        ("550 no such mailbox", None, Refused("mail server: 550", unreachable=True)),
        ("450 try again", None, Later(60.0)),
        (None, "554 not wanted", Refused("mail server: 554", unreachable=False)),
        (None, "451 try again", Later(60.0)),
        (None, "hang up", Uncertain()),
    ],
)
async def test_failures_are_told_apart(rcpt: str | None, data: str | None, outcome: object) -> None:
    box = Mailbox((lambda: rcpt) if rcpt else None, (lambda: data) if data else None)
    async with open_post(box) as post:
        assert await post.send(HOLLY, monday_mail(), NOW) == outcome


async def test_a_server_that_is_not_there_is_tried_again() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    post = post_from(f"smtp://127.0.0.1:{port}", "bot@active.example")
    assert isinstance(await post.send(HOLLY, monday_mail(), NOW), Later)


async def test_a_password_is_not_sent_over_an_open_line() -> None:
    box = Mailbox()
    async with open_post(box) as post:
        port = post.server.port
        protected = post_from(f"smtp://user:secret@localhost.localdomain:{port}", "bot@active.example")
        assert protected.server.start_tls is True
        by_address = Post(type(post.server)("127.0.0.1", port, "user", "secret", start_tls=True), post.sender)
        assert isinstance(await by_address.send(HOLLY, monday_mail(), NOW), Later)
    assert box.got == []


async def test_the_same_mail_sent_again_is_the_same_message() -> None:
    box = Mailbox()
    async with open_post(box) as post:
        await post.send(HOLLY, monday_mail(), NOW)
        await post.send(HOLLY, monday_mail(), NOW)
        await post.send("ben@example.org", monday_mail(), NOW)
    first, second, other = (message["Message-ID"] for message in box.got)
    assert first == second != other


@pytest.mark.parametrize(
    ("url", "host", "port", "tls", "start_tls"),
    [
        ("smtp://localhost:1025", "localhost", 1025, False, None),
        ("smtp://mail.example.org", "mail.example.org", 587, False, None),
        ("smtp://u:p%40ss@mail.example.org", "mail.example.org", 587, False, True),
        ("smtps://u:p@mail.example.org", "mail.example.org", 465, True, False),
        ("smtp+starttls://mail.example.org:25", "mail.example.org", 25, False, True),
    ],
)
def test_servers(url: str, host: str, port: int, tls: bool, start_tls: bool | None) -> None:
    server = server_from(url)
    assert (server.host, server.port, server.tls, server.start_tls) == (host, port, tls, start_tls)
    assert "p@ss" not in repr(server)


@pytest.mark.parametrize("url", ["", "http://mail.example.org", "smtp://", "mail.example.org:25", "smtp://h:port"])
def test_what_is_no_server(url: str) -> None:
    with pytest.raises(MailSettingWrong):
        server_from(url)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("smtp://smtp.example.org:587", "no-reply@example.org"),
        ("smtp://127.0.0.1:2525", "no-reply@localhost"),
        ("smtp://bot%40example.org:x@mail.example.org", "bot@example.org"),
    ],
)
def test_without_mail_from_there_is_a_usual_sender(url: str, address: str) -> None:
    assert post_from(url, "").sender.addr_spec == address


@pytest.mark.parametrize("mail_from", ["nobody", "a@b\nBcc: c@d", "<>"])
def test_what_is_no_sender(mail_from: str) -> None:
    with pytest.raises(MailSettingWrong):
        post_from("smtp://localhost", mail_from)
