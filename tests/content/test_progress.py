"""Progress as words and as a picture, which say the same; strength days, bests and streaks."""

import re
import struct
import zlib
from datetime import date, timedelta
from importlib.resources import files

import pytest
import resvg_py

from content import activities, chart, progress
from programme.model import Progress, Totals, Week
from tests.content.cast import WORDS
from tests.content.reading import plain_text

MONDAY = date(2026, 11, 23)
NUMBERS = ((0, 0, 0), (40, 0, 0), (10, 20, 0), (0, 45, 0), (35, 30, 20), (60, 90, 0), (0, 0, 0), (20, 110, 35))


def eight(numbers: tuple[tuple[int, int, int], ...] = NUMBERS) -> tuple[Week, ...]:
    first = MONDAY - timedelta(days=7 * (len(numbers) - 1))
    return tuple(Week(first + timedelta(days=7 * n), Totals(*totals)) for n, totals in enumerate(numbers))


def in_picture(drawing: str) -> list[tuple[float, float]]:
    """The lengths of the two bars of each week, without the legend's."""
    lengths = {
        kind: [float(n) for n in re.findall(rf'class="{kind}"[^>]*? width="([\d.]+)"', drawing)][1:]
        for kind in ("striped", "solid")
    }
    return list(zip(lengths["striped"], lengths["solid"], strict=True))


def in_words(said: str) -> list[tuple[int, int]]:
    return [(int(a), int(b)) for a, b in re.findall(r": (\d+) moved, (\d+) towards 150", said)]


def rows(png: bytes) -> list[bytes]:
    """The pixels of each line, three or four bytes each, filters undone."""
    width, height, _, colour = struct.unpack(">IIBB", png[16:26])
    step = {2: 3, 6: 4}[colour]
    data, place = b"", 8
    while place < len(png):
        (size,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + size]
        place += 12 + size
    flat, done = zlib.decompress(data), [bytes(width * step)]
    for y in range(height):
        at = y * (width * step + 1)
        done.append(unfiltered(flat[at], flat[at + 1 : at + 1 + width * step], done[-1], step))
    return done[1:]


def unfiltered(kind: int, line: bytes, above: bytes, step: int) -> bytes:
    out = bytearray(line)
    for x in range(len(out)):
        left = out[x - step] if x >= step else 0
        up, corner = above[x], above[x - step] if x >= step else 0
        out[x] = (out[x] + (0, left, up, (left + up) // 2, paeth(left, up, corner))[kind]) & 255
    return bytes(out)


def paeth(left: int, up: int, corner: int) -> int:
    far = [(abs(up - corner), left), (abs(left - corner), up), (abs(left + up - 2 * corner), corner)]
    return min(far, key=lambda pair: pair[0])[1]


def dark(png: bytes) -> int:
    """How many pixels are nearly black: only letters and numbers are."""
    lines = rows(png)
    step = len(lines[0]) // struct.unpack(">I", png[16:20])[0]
    return sum(max(line[x : x + 3]) < 60 for line in lines for x in range(0, len(line), step))


@pytest.mark.parametrize("weeks", [eight(), eight(NUMBERS[-3:]), eight(NUMBERS[-1:])])
def test_words_and_picture_say_the_same(weeks: tuple[Week, ...]) -> None:
    drawing, said = chart.svg(WORDS, weeks), chart.in_words(WORDS, weeks)
    numbers = in_words(said)
    assert numbers == [(week.totals.moved, week.totals.moderate_equivalent) for week in weeks]
    assert said.startswith(chart.title(WORDS, weeks))
    assert f">{chart.title(WORDS, weeks)}</text>" in drawing
    most = max(max(pair) for pair in numbers)
    longest = max(max(pair) for pair in in_picture(drawing))
    for (moved, towards), (striped, solid) in zip(numbers, in_picture(drawing), strict=True):
        assert striped == pytest.approx(moved / most * longest, abs=0.1)
        assert solid == pytest.approx(towards / most * longest, abs=0.1)
    shown = re.findall(r">([^<>]+)</text>", drawing)
    assert [int(text) for text in shown if text.isdigit()][2:] == [n for pair in numbers for n in pair]
    assert [text for text in shown if re.fullmatch(r"\d+ [A-Z][a-z]{2}", text)] == re.findall(r"Week of (.+?):", said)


def test_other_numbers_would_be_noticed() -> None:
    other = chart.svg(WORDS, eight(NUMBERS[::-1]))
    assert in_picture(other) != in_picture(chart.svg(WORDS, eight()))


def test_text_is_really_drawn_and_without_the_font_it_would_not_be() -> None:
    drawing = chart.svg(WORDS, eight())
    assert dark(chart.png(drawing)) > 2_000
    bare = resvg_py.svg_to_bytes(drawing, skip_system_fonts=True, width=chart.SENT_WIDTH)
    assert dark(bytes(bare)) == 0


def test_every_letter_is_large_enough_on_a_phone() -> None:
    sizes = [int(size) for size in re.findall(r'font-size="(\d+)"', chart.svg(WORDS, eight()))]
    assert min(sizes) * 360 / chart.WIDTH >= 12


def test_nothing_is_outside_the_picture_however_much_was_moved() -> None:
    drawing = chart.svg(WORDS, eight(((10_080, 0, 0), *NUMBERS[1:])))
    assert max(length for pair in in_picture(drawing) for length in pair) <= chart.WIDTH - chart.LEFT - chart.RIGHT
    assert len(chart.in_words(WORDS, eight(((10_080, 0, 0),) * 8))) <= 1024


def test_the_font_brings_its_licence() -> None:
    folder = files("content").joinpath("fonts")
    assert "Bitstream Vera" in folder.joinpath("LICENSE-DejaVu.txt").read_text(encoding="utf-8")
    assert folder.joinpath("DejaVuSans.ttf").is_file()


def test_the_picture_comes_with_the_same_in_words() -> None:
    (file,) = progress.screen(WORDS, Progress(eight())).files
    assert file.picture
    assert file.alt == chart.in_words(WORDS, eight())
    assert file.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("weeks", "title"), [(8, "Your last eight weeks"), (3, "Your weeks since 9 Nov"), (1, "Your first week")]
)
def test_a_newcomers_weeks_are_named_by_the_first(weeks: int, title: str) -> None:
    screen = progress.screen(WORDS, Progress(eight(((20, 0, 0),) * weeks)))
    assert screen.files[0].alt.startswith(f"{title}: ")
    assert ("Nothing logged before" in screen.text) == (weeks < 8)


def test_somebody_who_has_logged_nothing_is_shown_no_weeks_of_nothing() -> None:
    screen = progress.screen(WORDS, Progress(eight(((0, 0, 0),))))
    assert "Nothing logged" not in screen.text
    assert screen.files == ()


def test_what_counts_is_said_in_plain_order() -> None:
    said = plain_text(progress.screen(WORDS, Progress(eight())))
    assert (
        "Minutes that make you breathe faster count towards 30 and 150. If you breathe hard, they count double." in said
    )


def test_without_any_minutes_there_is_no_picture() -> None:
    assert progress.screen(WORDS, Progress(eight(((0, 0, 0),) * 8))).files == ()


def test_strength_days_best_week_and_streak_are_said() -> None:
    this = Week(MONDAY, Totals(20, 10), 1)
    best = Week(MONDAY - timedelta(days=21), Totals(100, 60))
    text = plain_text(progress.screen(WORDS, Progress((this,), best, 3, 5)))
    assert "Strength days: 1 (aim for 2)" in text
    assert "Your best week: 160 minutes moved, from Mon 2 Nov." in text
    assert "with something logged: 3." in text
    assert "The most so far: 5." in text
    assert "best week so far: 30" in plain_text(progress.screen(WORDS, Progress((this,), this, 3, 3)))


@pytest.mark.parametrize(("moderate", "goal"), [(0, 30), (29, 30), (30, 150), (151, 150)])
def test_what_counts_is_said_with_the_goal_that_comes_next(moderate: int, goal: int) -> None:
    text = plain_text(progress.screen(WORDS, Progress((Week(MONDAY, Totals(0, moderate)),))))
    assert f"Minutes that count towards {goal}: {moderate}\n" in text


def test_what_strengthens_is_in_the_catalogue() -> None:
    strong = activities.strengthening()
    assert {"weights", "body-weight", "yoga", "pilates", "tai-chi", "digging", "gym", "session-strength"} <= strong
    assert not {"walking", "running", "stretching", "session-seated", "session-upbeat", "moving"} & strong
