"""A reader of QR codes that shares nothing with what writes ours: pixels in, text out, as in ISO/IEC 18004:2015.

For versions 3 to 7 at error correction M or Q and bytes alone, which is what a link makes; and it repairs nothing: a
single module that is wrong is an error.
"""

from collections.abc import Callable, Iterator
from io import BytesIO

from PIL import Image

Rows = list[list[bool]]

BLOCKS = {
    (3, "M"): ((44,), 26), (3, "Q"): ((17, 17), 18),
    (4, "M"): ((32, 32), 18), (4, "Q"): ((24, 24), 26),
    (5, "M"): ((43, 43), 24), (5, "Q"): ((15, 15, 16, 16), 18),
    (6, "M"): ((27,) * 4, 16), (6, "Q"): ((19,) * 4, 24),
    (7, "M"): ((31,) * 4, 18), (7, "Q"): ((14, 14, 15, 15, 15, 15), 18),
}  # fmt: skip
"""Table 9: the data of each block, and how much correction each has."""
LEVELS = {0b01: "L", 0b00: "M", 0b11: "Q", 0b10: "H"}
MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda y, x: (y + x) % 2 == 0,
    lambda y, x: (y + 0 * x) % 2 == 0,
    lambda y, x: (x + 0 * y) % 3 == 0,
    lambda y, x: (y + x) % 3 == 0,
    lambda y, x: (y // 2 + x // 3) % 2 == 0,
    lambda y, x: y * x % 2 + y * x % 3 == 0,
    lambda y, x: (y * x % 2 + y * x % 3) % 2 == 0,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2 == 0,
)
"""Table 10."""


def sampled(png: bytes, box: tuple[int, int, int, int] | None = None) -> Rows:
    """The modules of the one code in the picture, or in that part of it (left, top, right, bottom)."""
    picture = Image.open(BytesIO(png)).convert("L")
    dark = picture.crop(box or (0, 0, *picture.size)).point(lambda level: 255 * (level < 128))
    left, top, right, bottom = dark.getbbox() or (0, 0, 0, 0)
    finder = next(x for x in range(left, right) if not dark.getpixel((x, top)))
    side = round(7 * (right - left) / (finder - left))
    assert abs((right - left) - (bottom - top)) <= 1, "not square"
    module = (right - left) / side
    return [
        [bool(dark.getpixel((int(left + (x + 0.5) * module), int(top + (y + 0.5) * module)))) for x in range(side)]
        for y in range(side)
    ]


def read(rows: Rows) -> tuple[str, str]:
    """What it says, and its level of error correction."""
    version = (len(rows) - 17) // 4
    level, mask = format_of(rows)
    taken = patterns(version)
    bits = [rows[y][x] ^ MASKS[mask](y, x) for y, x in zigzag(len(rows)) if (y, x) not in taken]
    codewords = [
        sum(bit << 7 - place for place, bit in enumerate(bits[at : at + 8])) for at in range(0, len(bits) - 7, 8)
    ]
    return text_of(joined(codewords, *BLOCKS[version, level])), level


def format_of(rows: Rows) -> tuple[str, int]:
    places = [(8, x) for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [(y, 8) for y in (7, 5, 4, 3, 2, 1, 0)]
    bits = int("".join(str(int(rows[y][x])) for y, x in places), 2) ^ 0b101010000010010
    return LEVELS[bits >> 13], bits >> 10 & 7


def patterns(version: int) -> set[tuple[int, int]]:
    """Where there is no data."""
    side = 17 + 4 * version
    found = {(y, x) for y in range(9) for x in range(9)}
    found |= {(y, x) for y in range(9) for x in range(side - 8, side)} | {
        (x, y) for y in range(9) for x in range(side - 8, side)
    }
    found |= {(6, at) for at in range(side)} | {(at, 6) for at in range(side)}
    centres = (6, 4 * version + 10) if version < 7 else (6, 22, 38)
    for y in centres:
        for x in centres:
            if (y, x) not in {(6, 6), (6, centres[-1]), (centres[-1], 6)}:
                found |= {(y + down, x + along) for down in range(-2, 3) for along in range(-2, 3)}
    if version >= 7:
        found |= {(y, x) for y in range(6) for x in range(side - 11, side - 8)}
        found |= {(x, y) for y in range(6) for x in range(side - 11, side - 8)}
    return found


def zigzag(side: int) -> Iterator[tuple[int, int]]:
    """Pairs of columns from the right, up and down by turns; the upright timing pattern is no column."""
    upwards = True
    for right in (*range(side - 1, 6, -2), 5, 3, 1):
        for y in range(side - 1, -1, -1) if upwards else range(side):
            yield y, right
            yield y, right - 1
        upwards = not upwards


def joined(codewords: list[int], sizes: tuple[int, ...], correction: int) -> list[int]:
    """The data of all blocks, each checked against its correction."""
    blocks: list[list[int]] = [[] for _ in sizes]
    order = [block for place in range(max(sizes)) for block, size in enumerate(sizes) if place < size]
    order += list(range(len(sizes))) * correction
    for codeword, whose in zip(codewords, order, strict=False):
        blocks[whose].append(codeword)
    for block in blocks:
        assert all(value_at(block, power) == 0 for power in range(correction)), "its correction does not fit"
    return [one for block, size in zip(blocks, sizes, strict=True) for one in block[:size]]


def value_at(block: list[int], power: int) -> int:
    """The block as a polynomial over GF(256), at the generator's *power*; 0 if nothing is wrong (Reed-Solomon)."""
    point = 1
    for _ in range(power):
        point = times(point, 2)
    total = 0
    for codeword in block:
        total = times(total, point) ^ codeword
    return total


def times(one: int, other: int) -> int:
    product = 0
    while other:
        product ^= one * (other & 1)
        one = one << 1 ^ (0b100011101 if one & 128 else 0)
        other >>= 1
    return product


def text_of(data: list[int]) -> str:
    bits = "".join(f"{one:08b}" for one in data)
    assert bits[:4] == "0100", "not bytes"
    length = int(bits[4:12], 2)
    return bytes(int(bits[at : at + 8], 2) for at in range(12, 12 + 8 * length, 8)).decode()
