"""Addresses: which ones Telegram lets a button or a link carry."""

import re
from urllib.parse import urlsplit

from playground.refusals import Refusal, bad_request

MENTION = re.compile(r"tg://user\?id=(\d+)")
WEB = ("http", "https")


def mentioned(url: str) -> int | None:
    """The id in a tg://user?id=… address."""
    found = MENTION.fullmatch(url)
    return int(found[1]) if found else None


def followed(url: str) -> str | None:
    """The address that a text link gets; None when Telegram would silently make it no link at all."""
    whole = url.strip()
    if "://" not in whole and not whole.startswith("tg:") and ":" not in whole.partition("/")[0]:
        whole = f"http://{whole}"
    return whole if _fault(whole) is None else None


def check_button_url(url: str) -> None:
    """A button's address has to be complete: http, https or tg, with a host that has a dot."""
    if (fault := _fault(url)) is not None:
        raise _bad_button(url, fault)


def _fault(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "Wrong HTTP URL"
    if re.search(r"\s", url):
        return "URL host is empty" if not host else "Wrong HTTP URL"
    if parts.scheme == "tg":
        return None
    if parts.scheme not in WEB:
        return "Unsupported URL protocol"
    if not host:
        return "URL host is empty"
    return None if "." in host or ":" in host else "Wrong HTTP URL"


def _bad_button(url: str, fault: str) -> Refusal:
    return bad_request(f"inline keyboard button URL '{url}' is invalid: {fault}")
