"""What people type, made safe to keep: one line, no control characters, nothing invisible."""

from __future__ import annotations

import unicodedata

from programme.errors import Unusable

JOINER = "\u200d"
"""Zero-width joiner: it makes one emoji of several, and is kept only there."""
EMOJI_DRESS = frozenset("\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
"""The emoji variation selector and the skin tones, which stand between an emoji and a joiner."""
BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u2800\u3164\uffa0")
"""Characters that are letters or marks by category and show nothing."""
REMOVED = frozenset({"Cc", "Cf", "Cs", "Co"})
"""Controls, formats (bidirectional controls and zero-width ones among them), half characters, private use."""


def clean(typed: str, field: str, limit: int) -> str:
    """*typed* as one line of composed characters, at most *limit* of them.

    Raises:
        Unusable: nothing visible is left ("missing"), or it is longer ("too_long", with limit and length).
    """
    kept = folded(typed)
    if not kept:
        raise Unusable(field, "missing")
    if len(kept) > limit:
        raise Unusable(field, "too_long", limit=limit, length=len(kept))
    return kept


def clean_optional(typed: str | None, field: str, limit: int) -> str | None:
    """As `clean`; None where there is nothing."""
    return clean(typed, field, limit) if typed and folded(typed) else None


def folded(typed: str) -> str:
    """*typed* without what is invisible, in Unicode's composed form, with white space as single spaces."""
    visible = (char for place, char in enumerate(typed) if may_stay(typed, place, char))
    return " ".join(unicodedata.normalize("NFC", "".join(visible)).split())


def may_stay(typed: str, place: int, char: str) -> bool:
    if char.isspace():
        return True
    if char == JOINER:
        return joins_emoji(typed, place)
    return char not in BLANKS and unicodedata.category(char) not in REMOVED and not is_noncharacter(char)


def joins_emoji(typed: str, place: int) -> bool:
    before = place - 1
    while before >= 0 and typed[before] in EMOJI_DRESS:
        before -= 1
    return is_emoji(typed[before : before + 1] if before >= 0 else "") and is_emoji(typed[place + 1 : place + 2])


def is_emoji(char: str) -> bool:
    return char != "" and char not in BLANKS and unicodedata.category(char) == "So"


def is_noncharacter(char: str) -> bool:
    """Code points that no text may hold (Unicode 15, section 23.7); XML refuses them."""
    return ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF


def key(name: str) -> str:
    """What two spellings of one name have in common: case and compatibility forms folded."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
