"""Entities written as HTML again, so that a test can read formatting at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playground.values import Entity

TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}


def rendered(text: str, entities: Sequence[Entity]) -> str:
    """HTML for `text`; entities that Telegram found by itself (addresses, commands) stay plain."""
    units = text.encode("utf-16-le")
    opening, closing = _marks(entities)
    pieces, start = [], 0
    for cut in sorted({*opening, *closing, len(units) // 2}):
        pieces.append(escape(units[start * 2 : cut * 2].decode("utf-16-le"), quote=False))
        pieces.extend(reversed(closing.get(cut, [])))
        pieces.extend(opening.get(cut, []))
        start = cut
    return "".join(pieces)


def _marks(entities: Sequence[Entity]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for entity in sorted(entities, key=lambda e: (e.offset, -e.length)):
        if tags := _tags(entity):
            opening.setdefault(entity.offset, []).append(tags[0])
            closing.setdefault(entity.end, []).append(tags[1])
    return opening, closing


def _tags(entity: Entity) -> tuple[str, str] | None:
    """What opens and what closes the entity; None for those that need no mark."""
    if entity.type == "pre" and entity.language:
        return f'<pre><code class="language-{escape(entity.language)}">', "</code></pre>"
    if tag := TAGS.get(entity.type):
        return f"<{tag}>", f"</{tag}>"
    made = _with_attribute(entity)
    return (f"<{made[0]} {made[1]}>", f"</{made[0]}>") if made else None


def _with_attribute(entity: Entity) -> tuple[str, str] | None:
    match entity.type:
        case "text_link":
            return "a", f'href="{escape(entity.url or "")}"'
        case "text_mention":
            return "a", f'href="tg://user?id={entity.user_id}"'
        case "expandable_blockquote":
            return "blockquote", "expandable"
        case "date_time":
            return "tg-time", f'unix="{entity.unix_time}" format="{entity.date_time_format or ""}"'
        case "custom_emoji":
            return "tg-emoji", f'emoji-id="{entity.custom_emoji_id}"'
        case _:
            return None
