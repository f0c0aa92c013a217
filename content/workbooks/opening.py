"""A workbook that somebody sent, opened with care: small, whole, a real one; nothing in it is run or fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from programme.errors import Unusable

MOST_BYTES = 1_000_000
MOST_UNPACKED = 10_000_000
MOST_PARTS = 500
CHUNK_BYTES = 65_536
PACKED = b"PK\x03\x04"
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
"""What an .xls begins with, and an .xlsx behind a password too."""
IS_ENCRYPTED = 0x1
DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
"""What makes a few bytes of XML into gigabytes; no spreadsheet program writes it."""
MAIN_PART = "xl/workbook.xml"


@contextmanager
def opened(content: bytes) -> Iterator[Any]:
    """An openpyxl workbook that is read row by row; formulas stay text and are never computed.

    Not ``data_only``: that would give a formula's last result in place of the formula, and hide that there is one.

    Raises:
        Unusable: "file" is too_large, not_a_workbook, old_or_locked, unpacks_too_large or broken; also from the
            block, where what is wrong shows only as rows are read.
    """
    check_beginning(content)
    try:
        plain = unpacked(content)
        from openpyxl import load_workbook  # noqa: PLC0415 - 150 ms, and only the team ever needs it

        book = load_workbook(plain, read_only=True, keep_links=False)
        try:
            yield book
        finally:
            book.close()
    except Unusable:
        raise
    except Exception as error:  # BadZipFile, zlib.error, KeyError, …: nobody lists what a crafted file may cause
        raise Unusable("file", "broken", kind=type(error).__name__) from None


def check_beginning(content: bytes) -> None:
    """What can be said without unpacking anything."""
    if len(content) > MOST_BYTES:
        raise Unusable("file", "too_large")
    if content.startswith(OLD_OR_LOCKED):
        raise Unusable("file", "old_or_locked")
    if not content.startswith(PACKED):
        raise Unusable("file", "not_a_workbook")


def unpacked(content: bytes) -> BytesIO:
    """The same parts, not compressed any more, for a library that trusts what a zip says of itself.

    Each part is unpacked bit by bit and no further than the size that its entry declares, since ``ZipFile.read`` would
    unpack all that there is before it cuts it off.
    """
    plain = BytesIO()
    with ZipFile(BytesIO(content)) as packed, ZipFile(plain, "w") as clean:
        parts = packed.infolist()
        check_parts(parts)
        for part in parts:
            clean.writestr(part.filename, checked_part(packed, part))
    return plain


def check_parts(parts: Sequence[ZipInfo]) -> None:
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unusable("file", "unpacks_too_large")
    if any(part.flag_bits & IS_ENCRYPTED for part in parts):
        raise Unusable("file", "old_or_locked")
    if MAIN_PART not in names:
        raise Unusable("file", "not_a_workbook")
    if len(names) < len(parts) or any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise Unusable("file", "broken", kind="parts")


def checked_part(packed: ZipFile, part: ZipInfo) -> bytes:
    with packed.open(part) as source:
        text = b"".join(iter(lambda: source.read(CHUNK_BYTES), b""))
    if part.filename.endswith((".xml", ".rels")) and (b"\0" in text or DECLARATION.search(text)):
        raise Unusable("file", "broken", kind="declaration")
    return text
