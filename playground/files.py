"""Files that were sent: kept in memory, measured if they are pictures."""

import struct

from playground.refusals import bad_request
from playground.values import StoredFile, Upload
from playground.world import World, new_token

MOST_DOCUMENT_BYTES = 50 * 1024 * 1024
MOST_PHOTO_BYTES = 10 * 1024 * 1024
MOST_PHOTO_SIDES = 10_000
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
JPEG_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def keep_document(world: World, given: Upload | str) -> StoredFile:
    """Stores an upload, or finds a file that was sent before by its id."""
    if isinstance(given, str):
        return _known(world, given)
    if not given.content:
        raise bad_request("file must be non-empty")
    if len(given.content) > MOST_DOCUMENT_BYTES:
        raise bad_request("file is too big")
    return world.keep_file(_stored("BQAC", given, (0, 0)))


def keep_photo(world: World, given: Upload | str) -> StoredFile:
    """Stores a picture; refused when it is not a PNG or JPEG of a sensible size."""
    if isinstance(given, str):
        return _known(world, given)
    if len(given.content) > MOST_PHOTO_BYTES:
        raise bad_request("file is too big")
    size = picture_size(given.content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > MOST_PHOTO_SIDES or max(size) > 20 * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return world.keep_file(_stored("AgAC", given, size))


def _known(world: World, file_id: str) -> StoredFile:
    if file_id not in world.files:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return world.files[file_id]


def _stored(prefix: str, upload: Upload, size: tuple[int, int]) -> StoredFile:
    file_id, unique = new_token(prefix), new_token("")[:16]
    return StoredFile(file_id, unique, upload.name, upload.mime, upload.content, *size)


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or a JPEG; None for anything else."""
    if content.startswith(PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    return _jpeg_size(content) if content.startswith(JPEG) else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])[0]
        if marker in JPEG_SIZES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
