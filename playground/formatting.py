"""HTML parse mode: text and entities out of Telegram's own small HTML, refused where Telegram refuses it.

Follows `parse_html` in tdlib's td/telegram/MessageEntity.cpp and core.telegram.org/bots/api#html-style,
and is stricter in one thing: an attribute that Telegram would ignore is refused.
"""

import re
from dataclasses import dataclass, replace
from itertools import accumulate

from playground.links import followed, mentioned
from playground.refusals import Refusal, bad_entities
from playground.values import Entity, Formatted

TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
ATTRIBUTES = {
    "a": {"href"},
    "code": {"class"},
    "span": {"class"},
    "tg-emoji": {"emoji-id"},
    "tg-time": {"unix", "format"},
    "blockquote": {"expandable"},
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
ESCAPE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![A-Za-z]));?")
WORD = re.compile(r"[^\s>]*")
NAME = re.compile(r"\s*([^\s=>]*)\s*")
QUOTED = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)')""")
BARE = re.compile(r"\s*([A-Za-z0-9.\-]*)")
TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
HIGHEST_CODE = 0x10FFFF


def utf16_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> Formatted:
    """The text and its entities; a Refusal with Telegram's sentence and byte offset if it is malformed."""
    return _Reader(source).read()


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    piece: int


class _Reader:
    """Walks through the source once, keeping the tags that are still open."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.pieces: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> Formatted:
        while self.at < len(self.source):
            cut = self.source.find("<", self.at)
            self._text(self.source[self.at : cut if cut >= 0 else None])
            self.at = cut if cut >= 0 else len(self.source)
            if cut >= 0:
                self._tag()
        if self.open:
            tag = self.open[-1].tag
            raise bad_entities(f'Can\'t find end tag corresponding to start tag "{tag}"')
        return Formatted("".join(self.pieces), tuple(self.entities))

    def _text(self, raw: str) -> None:
        text = unescaped(raw)
        self.pieces.append(text)
        self.length += utf16_length(text)

    def _tag(self) -> None:
        start = self.at
        if self.source.startswith("</", start):
            self._end_tag(start)
        else:
            self._start_tag(start)

    def _start_tag(self, start: int) -> None:
        word = self._take(WORD, start + 1)
        if self.at >= len(self.source):
            raise self._bad("Unclosed start tag", start)
        tag = word.lower()
        if tag not in TYPES:
            raise self._bad(f'Unsupported start tag "{tag}"', start)
        attributes = self._attributes(tag, start)
        self._check_attributes(tag, attributes, start)
        self.open.append(_Open(tag, attributes, self.length, len(self.pieces)))

    def _attributes(self, tag: str, start: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            name = self._take(NAME, self.at)
            if self._peek() == "":
                raise self._bad(f'Unclosed start tag "{tag}"', start)
            if self._peek() == ">" and not name:
                self.at += 1
                return found
            if not name:
                raise self._bad(f'Empty attribute name in the tag "{tag}"', start)
            found[name] = self._attribute_value(tag, start) if self._peek() == "=" else ""

    def _attribute_value(self, tag: str, start: int) -> str:
        self.at += 1
        if quoted := QUOTED.match(self.source, self.at):
            self.at = quoted.end()
            return unescaped(quoted[1] if quoted[1] is not None else quoted[2])
        begin = self.at
        value = self._take(BARE, self.at)
        if self._peek() in {"", '"', "'"}:
            raise self._bad(f'Unclosed start tag "{tag}"', start)
        if not (self._peek().isspace() or self._peek() == ">"):
            raise self._bad("Unexpected end of name token", begin)
        return value.lower()

    def _check_attributes(self, tag: str, attributes: dict[str, str], start: int) -> None:
        for name in attributes:
            if name not in ATTRIBUTES.get(tag, ()):
                raise self._bad(f'Unsupported attribute "{name}" in the tag "{tag}"', start)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self._bad('Tag "span" must have class "tg-spoiler"', start)
        if tag == "tg-emoji" and not attributes.get("emoji-id", "").isdecimal():
            raise bad_entities("Invalid custom emoji identifier specified")
        if tag == "tg-time":
            self._check_time(attributes, start)

    def _check_time(self, attributes: dict[str, str], start: int) -> None:
        if not attributes.get("unix", "").isdecimal():
            raise self._bad('Tag "tg-time" must have a valid attribute "unix"', start)
        if not TIME_FORMAT.fullmatch(attributes.get("format", "")):
            raise self._bad('Tag "tg-time" has an invalid attribute "format"', start)

    def _end_tag(self, start: int) -> None:
        if not self.open:
            raise self._bad("Unexpected end tag", start)
        tag = self._take(WORD, start + 2).lower()
        while self._peek().isspace():
            self.at += 1
        if self._peek() != ">":
            raise self._bad("Unclosed end tag", start)
        self.at += 1
        if tag and tag != self.open[-1].tag:
            expected = f'expected "</{self.open[-1].tag}>", found "</{tag}>"'
            raise self._bad("Unmatched end tag", start, f", {expected}")
        self._close(self.open.pop())

    def _close(self, opened: _Open) -> None:
        if self.length == opened.offset:
            return
        inside = "".join(self.pieces[opened.piece :])
        entity = _entity(opened, self.length - opened.offset, inside)
        if entity and not self._joins_pre_and_code(entity):
            self.entities.append(entity)

    def _joins_pre_and_code(self, entity: Entity) -> bool:
        """`<pre><code class="language-x">` is one entity, whichever tag is outside."""
        last = self.entities[-1] if self.entities else None
        if last is None or (last.offset, last.length) != (entity.offset, entity.length):
            return False
        language = last.language or entity.language
        if {last.type, entity.type} != {"pre", "code"} or not language:
            return False
        self.entities[-1] = replace(entity, type="pre", language=language)
        return True

    def _take(self, pattern: re.Pattern[str], at: int) -> str:
        found = pattern.match(self.source, at)
        assert found is not None, "each of the patterns also matches nothing"
        self.at = found.end()
        return found[found.lastindex or 0]

    def _peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def _bad(self, reason: str, at: int, more: str = "") -> Refusal:
        return bad_entities(f"{reason} at byte offset {len(self.source[:at].encode())}{more}")


def _entity(opened: _Open, length: int, inside: str) -> Entity | None:
    entity = Entity(TYPES[opened.tag], opened.offset, length)
    given = opened.attributes
    match opened.tag:
        case "a":
            return _link(entity, given.get("href") or inside)
        case "code":
            language = given.get("class", "")
            return replace(entity, language=language.removeprefix("language-") or None)
        case "tg-emoji":
            return replace(entity, custom_emoji_id=given["emoji-id"])
        case "tg-time":
            return replace(entity, unix_time=int(given["unix"]), date_time_format=given.get("format") or None)
        case "blockquote" if "expandable" in given:
            return replace(entity, type="expandable_blockquote")
    return entity


def _link(entity: Entity, href: str) -> Entity | None:
    if (user_id := mentioned(href)) is not None:
        return replace(entity, type="text_mention", user_id=user_id)
    url = followed(href)
    return replace(entity, url=url) if url else None


def unescaped(raw: str) -> str:
    """Telegram's few character references; whatever else starts with & stays as it is."""
    return ESCAPE.sub(_character, raw) if "&" in raw else raw


def _character(found: re.Match[str]) -> str:
    if found[3]:
        return NAMED[found[3]]
    code = int(found[1], 16) if found[1] else int(found[2])
    if code == 0 or code >= HIGHEST_CODE or 0xD800 <= code <= 0xDFFF:
        return found[0]
    return chr(code)


def without_code_languages(entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """A language is kept only by blocks (`pre`), never by `code` within a line."""
    return tuple(replace(e, language=None) if e.type == "code" else e for e in entities)


def utf16_offsets(text: str) -> list[int]:
    """For each character of `text`, and its end, the offset in UTF-16 units."""
    return [0, *accumulate(2 if ord(character) > 0xFFFF else 1 for character in text)]
