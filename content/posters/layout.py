"""What stands where on the poster, in millimetres of an A4 page: drawn alike as a picture and as a PDF."""

from __future__ import annotations

from dataclasses import dataclass

from content.words import Words

WIDTH, HEIGHT, MARGIN = 210, 297, 14
INK, DARK, WHITE = "#1A1A1A", "#00395C", "#FFFFFF"
"""On white, and white on it, each has a contrast of more than 7 to 1 (WCAG 2.2, 1.4.6)."""
PER_LETTER = 0.6
"""Of its size, a letter of DejaVu Sans is wide, on average and a little more."""
HEADER, FOOTER = 72, 257
"""The header ends and the footer begins."""
QR_LEFT, QR_TOP, QR_SIZE = 8, 104, 98
"""With its quiet zone, whose white makes up for the smaller margin. It is scanned from about ten times its width."""
STEPS_LEFT, STEPS_TOP, STEP = 113, 130, 25
RADIUS = 7.5


@dataclass(frozen=True, slots=True)
class Poster:
    """What is on it besides words. There is no other copy of the link and the code."""

    link: str
    code: str
    """As it is shown, ``ABCD-EFGH``."""
    bot_username: str


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class Disc:
    x: float
    y: float
    radius: float
    colour: str


@dataclass(frozen=True, slots=True)
class Text:
    """One line. *y* is its baseline, *size* the height of its letters' box; *x* its beginning, or its middle."""

    said: str
    x: float
    y: float
    size: float
    colour: str = INK
    is_centred: bool = False


Shape = Box | Disc | Text


def title(words: Words) -> str:
    return words.plain("Find Your Active: Workplace Edition")


def shapes(words: Words, poster: Poster) -> tuple[Shape, ...]:
    """In the order in which they are drawn and read; the QR code comes after the last of them."""
    return (*header(words), *steps(words), *typed(words, poster), *privacy(words))


def header(words: Words) -> list[Shape]:
    return [
        Box(0, 0, WIDTH, HEADER, DARK),
        line(title(words), 14, 8, WHITE),
        line(words.plain("Ten minutes"), 39, 25, WHITE),
        line(words.plain("of movement"), 64, 25, WHITE),
        line(words.plain("Seated or upbeat. Free."), 87, 13.5),
        line(words.plain("In your working day, by Telegram."), 101, 9.5),
    ]


def steps(words: Words) -> list[Shape]:
    found: list[Shape] = []
    for number, said in enumerate(("Scan", "Press Start", "Agree"), 1):
        y = STEPS_TOP + STEP * (number - 1)
        left = STEPS_LEFT + 2 * RADIUS + 4
        step = words.plain(said)
        found += [
            Disc(STEPS_LEFT + RADIUS, y - 4, RADIUS, DARK),
            Text(str(number), STEPS_LEFT + RADIUS, y, 11, WHITE, is_centred=True),
            Text(step, left, y, fitting(step, 11.5, WIDTH - 6 - left)),
        ]
    return found


def typed(words: Words, poster: Poster) -> list[Shape]:
    """For those who cannot scan."""
    username = poster.bot_username
    return [
        line(words.plain("Can't scan? In Telegram, send this code"), 211, 9),
        line(words.plain("to @{username}", username=username), 222, 9),
        line(poster.code, 249, 27),
    ]


def privacy(words: Words) -> list[Shape]:
    return [
        Box(0, FOOTER, WIDTH, HEIGHT - FOOTER, DARK),
        line(words.plain("Your employer never sees"), 274, 11.5, WHITE),
        line(words.plain("what you book."), 289, 11.5, WHITE),
    ]


def line(said: str, y: float, size: float, colour: str = INK) -> Text:
    """In the middle, as large as it may be."""
    return Text(said, WIDTH / 2, y, fitting(said, size, WIDTH - 2 * MARGIN), colour, is_centred=True)


def fitting(said: str, size: float, room: float) -> float:
    """*size*, or what a long line, such as a translation, has room for."""
    return round(min(size, room / (PER_LETTER * max(1, len(said)))), 2)
