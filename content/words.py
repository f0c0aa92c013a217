"""Sentences: translated through gettext, with every value escaped for Telegram's HTML."""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from functools import cache
from importlib.resources import as_file, files

from markupsafe import Markup

DOMAIN = "find-your-active"


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
        return ours.format(**values)

    def count(self, one: str, many: str, n: int, /, **values: object) -> Markup:
        ours = Markup(self._catalogue.ngettext(one, many, n))  # noqa: S704 - a sentence of ours, as in `say`
        return ours.format(n=n, **values)


def lines(*parts: Markup | str | None) -> Markup:
    """One line each, escaped unless `Markup`; empty text is a blank line, None nothing at all."""
    return Markup("\n").join(part for part in parts if part is not None)


def paragraphs(*parts: Markup | str | None) -> Markup:
    """Blocks with a blank line between them; None and empty ones are left out."""
    return Markup("\n\n").join(part for part in parts if part)


def listed(items: Iterable[Markup | str]) -> Markup:
    return Markup("\n").join(items)
