"""Texts of messages and captions: cleaned, parsed, trimmed and measured as Telegram does it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from playground.detection import detected
from playground.formatting import parse_html, utf16_length, without_code_languages
from playground.links import followed, mentioned
from playground.refusals import bad_entities, bad_request
from playground.values import Entity, Formatted

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
CONTROLS = {code: " " for code in range(32) if code not in (9, 10)} | {13: None}
DIRECTIONS: dict[int, str | None] = dict.fromkeys(range(0x2028, 0x202F))
CLEANED = CONTROLS | DIRECTIONS
SPACE = re.compile(r"\s*")
PRIORITY = ("expandable_blockquote", "blockquote", "pre", "code", "bold", "italic", "underline")
GIVEN_TYPES = {
    *PRIORITY,
    *("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "strikethrough"),
    *("spoiler", "text_link", "text_mention", "custom_emoji", "date_time"),
}


def message_text(source: str, mode: str, given: Sequence[Mapping[str, Any]] | None) -> Formatted:
    """1 to 4096 UTF-16 units, after parsing."""
    formatted = _formatted(source, mode, given)
    if not formatted.text:
        raise bad_request("message text is empty")
    if utf16_length(formatted.text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return formatted


def caption_text(source: str, mode: str, given: Sequence[Mapping[str, Any]] | None) -> Formatted:
    """0 to 1024 UTF-16 units, after parsing."""
    formatted = _formatted(source, mode, given)
    if utf16_length(formatted.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return formatted


def typed_text(source: str) -> Formatted:
    """What a person types: no markup, but commands and addresses are found."""
    return _formatted(source, "", None)


def _formatted(source: str, mode: str, given: Sequence[Mapping[str, Any]] | None) -> Formatted:
    parsed = _trimmed(_parsed(source.translate(CLEANED), mode, given))
    entities = [*without_code_languages(parsed.entities), *detected(parsed.text, parsed.entities)]
    return Formatted(parsed.text, tuple(sorted(entities, key=_order)))


def _parsed(source: str, mode: str, given: Sequence[Mapping[str, Any]] | None) -> Formatted:
    match mode.lower():
        case "html":
            return parse_html(source)
        case "markdown" | "markdownv2":
            raise bad_request(f"parse_mode {mode} is not supported by this server; use HTML")
        case "":
            return Formatted(source, tuple(_given(entity, source) for entity in given or ()))
        case _:
            raise bad_request("unsupported parse_mode")


def _given(entity: Mapping[str, Any], source: str) -> Entity:
    made = Entity(**{name: value for name, value in entity.items() if name != "user"})
    if made.type not in GIVEN_TYPES:
        raise bad_entities(f'unsupported entity type "{made.type}"')
    if made.offset < 0 or made.length <= 0 or made.end > utf16_length(source):
        raise bad_request(f"entity beginning at UTF-16 offset {made.offset} ends after the end of the text")
    if made.type == "text_mention":
        return replace(made, user_id=int(entity["user"]["id"]))
    if made.type == "text_link":
        user_id = mentioned(made.url or "")
        return replace(made, url=followed(made.url or "")) if user_id is None else made
    return made


def _trimmed(parsed: Formatted) -> Formatted:
    """Without white space at either end, the entities moved and cut to fit."""
    text = parsed.text.rstrip()
    space = SPACE.match(text)
    lead = space.end() if space else 0
    end = utf16_length(text)
    moved = (_cut(entity, lead, end) for entity in parsed.entities)
    return Formatted(text[lead:], tuple(entity for entity in moved if entity.length > 0))


def _cut(entity: Entity, start: int, end: int) -> Entity:
    offset = max(entity.offset, start)
    return replace(entity, offset=offset - start, length=min(entity.end, end) - offset)


def _order(entity: Entity) -> tuple[int, int, int]:
    priority = PRIORITY.index(entity.type) if entity.type in PRIORITY else len(PRIORITY)
    return entity.offset, -entity.length, priority
