"""Reading a screen as its reader does."""

import re
from html import unescape

from content.screen import Screen
from content.words import BREAK

TAG = re.compile(r"<[^>]+>")


def plain_text(screen: Screen) -> str:
    """Without the invisible marks that keep what is typed from becoming a link."""
    return unescape(TAG.sub("", str(screen.text))).replace(BREAK, "")


def labels(screen: Screen) -> list[str]:
    return [choice.label for choice in screen.choices]


def addresses(screen: Screen) -> list[str]:
    return [choice.address for choice in screen.choices if choice.address]
