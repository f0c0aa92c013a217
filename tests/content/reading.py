"""Reading a screen as its reader does."""

import re
from html import unescape

from content.screen import Screen

TAG = re.compile(r"<[^>]+>")


def plain_text(screen: Screen) -> str:
    return unescape(TAG.sub("", str(screen.text)))


def labels(screen: Screen) -> list[str]:
    return [choice.label for choice in screen.choices]


def addresses(screen: Screen) -> list[str]:
    return [choice.address for choice in screen.choices if choice.address]
