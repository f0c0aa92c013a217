"""The team's figures on the screen, for the gallery: what is usual, and what is longest."""

from datetime import date

from content import hr, overall
from content.screen import File, Screen
from programme.model import (
    Band,
    CountedBy,
    Outcomes,
    ProgrammeDigest,
    ProgrammeFigures,
    Size,
    Turnout,
    WebinarTurnout,
)
from programme.periods import by_name
from tests.content.cast import WORDS

BANDS = (Band(Size.SMALL, 30, 21, 45), Band(Size.MIDDLE, 18, 15, 160), Band(Size.LARGE, 9, 9, 1240))
OUTCOMES = Outcomes(120, 45, 25, 30, 200, 150)


def talks(title: str) -> tuple[WebinarTurnout, ...]:
    return (
        WebinarTurnout(title, date(2026, 9, 8), CountedBy.INSTRUCTOR, 41),
        WebinarTurnout("Back pain", date(2026, 9, 15), CountedBy.BOT, 0),
        WebinarTurnout("Sleep", date(2026, 9, 22), CountedBy.RULES, None),
        WebinarTurnout("Type 2 diabetes", date(2026, 9, 23), CountedBy.RULES, 55),
        WebinarTurnout("Breathing", date(2026, 9, 24), CountedBy.BOT, 12),
    )


def published(title: str = "Menopause at work") -> tuple[ProgrammeDigest, ...]:
    """Weeks, four weeks and a quarter, the latest last."""
    weeks = (("2026-W38", Turnout(4, 30, 0)), ("2026-W39", Turnout(0, 0, 0)), ("2026-W40", Turnout(4, 50, 4)))
    four = ProgrammeFigures(Turnout(16, 200, 14), (), 8, 60, 2026, 12, BANDS)
    quarter = ProgrammeFigures(Turnout(51, 640, 40), talks(title), 1, None, 2026, 12, BANDS, OUTCOMES)
    return (
        *(ProgrammeDigest(by_name(name), "2", ProgrammeFigures(turnout, year=2026)) for name, turnout in weeks),
        ProgrammeDigest(by_name("2026-F09"), "2", four),
        ProgrammeDigest(by_name("2026-Q3"), "2", quarter),
    )


def screens() -> list[Screen]:
    all_of_it = published()
    many = [ProgrammeDigest(by_name(f"2026-W{week}"), "2", ProgrammeFigures()) for week in range(10, 30)]
    return [
        overall.latest(WORDS, ()),
        overall.latest(WORDS, all_of_it[:3]),
        overall.latest(WORDS, all_of_it),
        *(overall.reached(WORDS, some, date(2027, 1, 4)) for some in (all_of_it, all_of_it[:4], all_of_it[:1])),
        *(overall.one(WORDS, all_of_it, one) for one in all_of_it),
        *(overall.earlier(WORDS, some, skipped) for some in ((), all_of_it, many) for skipped in (0, 6)),
        overall.as_workbook(WORDS, ()),
        overall.as_workbook(WORDS, all_of_it),
        overall.message(WORDS, all_of_it, ("2026-W40",)),
        hr.link(WORDS, "https://t.me/FindYourActiveBot?start=abc", "ABCD-EFGH", (File("poster-a4.pdf", b"%PDF"),)),
    ]


def longest(title: str) -> list[Screen]:
    """A Monday on which a week, four weeks and a quarter are told."""
    all_of_it = published(title)
    return [
        overall.latest(WORDS, all_of_it),
        overall.message(WORDS, all_of_it, [one.period.name for one in all_of_it]),
    ]
