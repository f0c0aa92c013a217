"""Frozen figures for the tests: a workplace with eight blocks of four weeks, two of them too small to show."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from content.screen import Screen
from programme.model import Category, Coming, Digest, Figures, Summary, Times
from programme.periods import by_name, four_weeks
from tests.content.cast import NOW

FULL = Figures(
    offered=32,
    webinars=2,
    using=65,
    took_part=45,
    first_timers=15,
    at_webinars=20,
    attended=125,
    logged=40,
    mean_minutes=60,
    reached_30=25,
    reached_150=10,
    in_challenges=20,
    times=Times(10, 25, 15),
    rated=35,
    just_right=30,
)
NONE = Figures(offered=30, webinars=1)
SEATED = Coming(NOW + timedelta(days=1), 10, Category.MOVEMENT, "seated")
HEALTH = Coming(NOW + timedelta(days=2), 45, Category.WEBINAR)
LAST = four_weeks(date(2026, 10, 20))


def of(
    figures: Figures, employer_id: str | None = "EmployerAAAA", period: str = "2026-W47", rules: str = "3"
) -> Digest:
    return Digest(employer_id, by_name(period), rules, figures)


def past(*took_part: int | None) -> tuple[Digest, ...]:
    """Blocks of four weeks up to `LAST`, oldest first, of which so many took part; None is too few for anything."""
    starts = [LAST.starts_on - timedelta(weeks=4 * back) for back in range(len(took_part))][::-1]
    return tuple(
        Digest("EmployerAAAA", four_weeks(day), "3", NONE if number is None else replace(FULL, took_part=number))
        for day, number in zip(starts, took_part, strict=True)
    )


EIGHT = past(25, None, 20, 30, None, 35, 30, 45)


def summary(
    *frozen: Digest,
    coming: tuple[Coming, ...] = (SEATED, HEALTH),
    is_pooled: bool = False,
    history: Sequence[Digest] = (),
) -> Summary:
    return Summary(frozen, coming, date(2026, 11, 30), is_pooled, "FindYourActiveBot", tuple(history) or frozen)


def monday(*history: Digest) -> Summary:
    """The message with the last of them."""
    return summary(history[-1], history=history)


def only_picture(screen: Screen) -> str:
    """What its one picture says to somebody who does not see it."""
    (file,) = screen.files
    assert file.picture
    return file.alt
