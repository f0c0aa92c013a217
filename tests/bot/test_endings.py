"""How an e-mail says where it is ended: with pages by one click, without them by a code that is sent back."""

from email.message import EmailMessage

import pytest
from markupsafe import Markup

from bot.delivery import send_mail
from bot.endings import ending_of, way_to_confirm
from bot.tap import House
from content.screen import Screen
from programme import mail_pages
from programme.model import Channel, Contact, Facts
from tests.content.cast import NOW, ZONE, member, told_of
from tests.scheduling.mailbox import Mailbox, open_post

KEY = b"a key of the tests' own, 32 bytes"
HOLLY = Contact("ContactAAAAA", "PersonAAAAAA", Channel.EMAIL, email="holly@example.org")


def house(public_url: str = "", contact: str = "privacy@example.org", key: bytes = KEY) -> House:
    return House("FindYourActiveBot", "Active Essex", contact, "", ZONE, public_url=public_url, page_key=key)


async def sent(to: House) -> EmailMessage:
    """What arrives at a real SMTP server."""
    mailbox = Mailbox()
    async with open_post(mailbox) as post:
        await send_mail(post, to, HOLLY, Screen(Markup("Your summary is ready.")), NOW)
    return mailbox.got[0]


async def test_with_pages_one_click_ends_it() -> None:
    mail = await sent(house("https://move.example.org"))
    url = f"https://move.example.org/u/{mail_pages.stop_token(KEY, HOLLY.id, HOLLY.email or '')}"
    assert mail["List-Unsubscribe"] == f"<{url}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for kind in ("plain", "html"):
        body = mail.get_body((kind,))
        assert body
        assert url in body.get_content()


async def test_one_click_is_by_https_alone() -> None:
    mail = await sent(house("http://127.0.0.1:8080"))
    assert mail["List-Unsubscribe"].startswith("<http://127.0.0.1:8080/u/")
    assert "List-Unsubscribe-Post" not in mail


async def test_without_pages_a_code_is_sent_back() -> None:
    mail = await sent(house())
    code = mail_pages.stop_code(KEY, HOLLY.id, HOLLY.email or "")
    assert mail["List-Unsubscribe"] == f"<mailto:privacy@example.org?subject=stop%20{code}>"
    assert "List-Unsubscribe-Post" not in mail
    body = mail.get_body(("plain",))
    assert body
    assert f"send “stop {code}” to the bot in Telegram, or to privacy@example.org" in body.get_content()


async def test_without_anybody_to_write_to_the_bot_takes_the_code() -> None:
    mail = await sent(house(contact=""))
    assert "List-Unsubscribe" not in mail
    body = mail.get_body(("plain",))
    assert body
    assert "to the bot in Telegram." in body.get_content()


@pytest.mark.parametrize("contact", ["a@b.c\r\nBcc: all@example.org", "a@b.c>,<mailto:x@y.z"])
def test_no_contact_breaks_out_of_the_header(contact: str) -> None:
    address = ending_of(house(contact=contact), HOLLY).address
    assert not set(address) & set("\r\n<>, ")


def test_without_a_key_there_are_no_addresses() -> None:
    assert ending_of(house("https://move.example.org", key=b""), HOLLY).address == ""
    notice = told_of("email_code", NOW)
    assert way_to_confirm(house("https://move.example.org", key=b""), notice, Facts(member(), word="123456")) is None


def test_a_code_comes_with_the_page_where_it_can_be_given() -> None:
    notice = told_of("email_code", NOW)
    ways = way_to_confirm(house("https://move.example.org"), notice, Facts(member(), word="123456"))
    assert ways
    assert ways.page == f"https://move.example.org/confirm/{mail_pages.confirm_token(KEY, notice.contact.id, '123456')}"
    assert "123456" not in ways.page
