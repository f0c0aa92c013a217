"""Where an e-mail's reader says yes, or no more: a page with PUBLIC_URL, otherwise a code that is sent back."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from bot.tap import House
from content.calendar import Ways
from programme import mail_pages
from programme.model import Contact, Facts, Notice


@dataclass(frozen=True, slots=True)
class Ending:
    """How the e-mails to one address are ended."""

    address: str = ""
    """For the List-Unsubscribe header: the page's, or else a mail to whoever answers questions about data."""
    one_click: bool = False
    """By https alone. Source: RFC 8058, 3.1."""
    code: str = ""


def ending_of(house: House, contact: Contact) -> Ending:
    if contact.email is None or not house.page_key:
        return Ending()
    if house.public_url:
        token = mail_pages.stop_token(house.page_key, contact.id, contact.email)
        return Ending(f"{house.public_url}/u/{token}", house.public_url.startswith("https:"))
    code = mail_pages.stop_code(house.page_key, contact.id, contact.email)
    return Ending(mail_to(house.privacy_contact, f"stop {code}"), code=code)


def mail_to(contact: str, subject: str) -> str:
    """Source: RFC 6068, 2. Empty where nobody is named to write to."""
    return f"mailto:{quote(contact, safe='@')}?subject={quote(subject)}" if "@" in contact else ""


def way_to_confirm(house: House, notice: Notice, facts: Facts) -> Ways | None:
    """The page of the e-mail that brings a code; None without pages, and for anything else."""
    if notice.kind != "email_code" or not (house.public_url and house.page_key):
        return None
    token = mail_pages.confirm_token(house.page_key, notice.contact.id, facts.word)
    return Ways(f"https://t.me/{house.bot_username}", f"{house.public_url}/confirm/{token}")
