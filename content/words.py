"""Sentences: translated through gettext, with every value escaped for Telegram's HTML."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import as_file, files

from markupsafe import Markup

DOMAIN = "find-your-active"


TYPED = frozenset({"activity", "current", "description", "facts", "name", "names", "note", "offered", "said",
                   "safety", "speakers", "title", "unused", "what", "where", "word", "workplace"})  # fmt: skip
"""The names under which sentences take what people typed."""
LINKING = re.compile(
    r"(?<=[@#])(?=\w)"  # a mention, a hashtag
    r"|(?:(?<=^/)|(?<=[^\w<>/]/)|(?<=//))(?=\w)"  # a command
    r"|(?<=:/)(?=/)"  # an address with its scheme
    r"|(?<=\w\.)(?=[^\W\d_]{2})"  # an address without one
)
BREAK = "\N{WORD JOINER}"
"""Takes no room and allows no line break; Telegram's search for addresses and names ends at it."""


@cache
def translations(language: str) -> gettext.NullTranslations:
    """The catalogue of *language*; English, as written in the code, where there is none."""
    with as_file(files("content").joinpath("locales")) as folder:
        return gettext.translation(DOMAIN, folder, [language], fallback=True)


class Words:
    """One language's sentences. `say` gives HTML with values escaped, `plain` gives bare text."""

    __slots__ = ("_catalogue", "language")

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self._catalogue = translations(language)

    def plain(self, sentence: str, /, **values: object) -> str:
        translated = self._catalogue.gettext(sentence) if sentence else ""
        return translated.format(**values) if values else translated

    def say(self, sentence: str, /, **values: object) -> Markup:
        # Sentences are ours; only what is filled in comes from elsewhere, and `format` escapes it.
        ours = Markup(self._catalogue.gettext(sentence) if sentence else "")  # noqa: S704 - as said above
        return ours.format(**without_links(values))

    def count(self, one: str, many: str, n: int, /, **values: object) -> Markup:
        ours = Markup(self._catalogue.ngettext(one, many, n))  # noqa: S704 - a sentence of ours, as in `say`
        return ours.format(n=n, **without_links(values))


def without_links(values: Mapping[str, object]) -> dict[str, object]:
    """What people typed, so that Telegram makes no link, mention or command of it: an invisible mark in between."""
    return {
        name: unlinked(value) if name in TYPED and isinstance(value, str) else value for name, value in values.items()
    }


def unlinked(text: str) -> str:
    """*text*, which somebody typed; what is `Markup` has been through this already."""
    return text if isinstance(text, Markup) else LINKING.sub(BREAK, text)


def lines(*parts: Markup | str | None) -> Markup:
    """One line each, escaped unless `Markup`; empty text is a blank line, None nothing at all."""
    return Markup("\n").join(unlinked(part) for part in parts if part is not None)


def paragraphs(*parts: Markup | str | None) -> Markup:
    """Blocks with a blank line between them; None and empty ones are left out."""
    return Markup("\n\n").join(unlinked(part) for part in parts if part)


def listed(items: Iterable[Markup | str]) -> Markup:
    return Markup("\n").join(unlinked(item) for item in items)
