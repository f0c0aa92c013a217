"""Entities that Telegram finds by itself in any text: addresses, e-mails, commands, mentions, hashtags."""

import re
from collections.abc import Iterator

from playground.formatting import utf16_offsets
from playground.values import Entity

ENDINGS = "com|org|net|uk|gov|edu|io|me|info|eu|dev|app|co|health|nhs|london|coach|fit"
PATTERNS = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("url", re.compile(r"(?<![\w@])(?:https?://|tg://)[^\s<>\"']*[^\s<>\"'.,:;!?)\]}]", re.IGNORECASE)),
    (
        "url",
        re.compile(
            rf"(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:{ENDINGS})(?::\d+)?(?:/[^\s<>\"']*[^\s<>\"'.,:;!?)\]}}])?"
            r"(?![\w-])",
            re.IGNORECASE,
        ),
    ),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@./])@[A-Za-z]\w{3,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w&])#(?=\w*[^\W\d])\w{1,256}")),
)
HINT = re.compile(r"[@/#.]")
OPAQUE = {"pre", "code", "text_link", "text_mention", "custom_emoji", "date_time"}


def detected(text: str, known: tuple[Entity, ...]) -> list[Entity]:
    """The entities found, none of them inside code or a link, and none over another."""
    if not HINT.search(text):
        return []
    taken = [(entity.offset, entity.end) for entity in known if entity.type in OPAQUE]
    found: list[Entity] = []
    for entity in _candidates(text):
        if all(entity.end <= start or end <= entity.offset for start, end in taken):
            found.append(entity)
            taken.append((entity.offset, entity.end))
    return found


def _candidates(text: str) -> Iterator[Entity]:
    offsets = utf16_offsets(text)
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            start, end = offsets[match.start()], offsets[match.end()]
            yield Entity(kind, start, end - start)
