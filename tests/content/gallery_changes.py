"""The screens of series, changes and cover, for the gallery."""

from dataclasses import replace
from datetime import date, time, timedelta

from content import changed, changing, cover, series
from content.post_steps import Asked
from content.screen import Screen
from programme.model import (
    Audience,
    Booking,
    BookingState,
    Card,
    Draft,
    Employer,
    Facts,
    Gap,
    Led,
    Occurrence,
    Openness,
    Rule,
    Series,
    Session,
)
from tests.content.cast import COUNCIL, NOW, STARTS, WORDS, ZONE, member

RULE = Rule(frozenset({1, 3}), time(12, 30), date(2026, 11, 24), date(2027, 5, 1), keeps_holidays=True)


def screens(session: Session, employer: Employer = COUNCIL) -> list[Screen]:
    return [*_series(session), *_changing(session, employer), *_news(session)]


def _series(session: Session) -> list[Screen]:
    weekly = Series(
        "SeriesAAAAAA", RULE, session.title, session.kind, session.sensitivity, 10, 20, session.link, Audience.ALL
    )
    found = [
        *(Occurrence(STARTS.date() + timedelta(days=n), STARTS + timedelta(days=n)) for n in range(9)),
        *(Occurrence(date(2026, 12, 20 + n), None, gap) for n, gap in enumerate(Gap)),
    ]
    ended = replace(weekly, ended_at=NOW, rule=replace(RULE, last_on=None, weekdays=frozenset({1})))
    return [
        *(series.screen(WORDS, session.id, one, found, NOW, done="done") for one in (weekly, ended)),
        *(
            series.ask_date(WORDS, session.id, weekly, found, adds=adds, problem=problem)
            for adds in (True, False)
            for problem in ("", *series.PROBLEMS)
        ),
        series.gap(WORDS, "2027-03-28"),
    ]


def _changing(session: Session, employer: Employer) -> list[Screen]:
    led = Led(session, 14, 2, ((employer.id, employer.name),))
    blank = Draft(101, "change", "said")
    return [
        *(changing.menu(WORDS, led, now, ZONE) for now in (NOW, STARTS)),
        *(
            changing.ask(WORDS, led, Asked(field, blank, NOW, ZONE, problem=problem, workplaces=(employer,)))
            for field in changing.FIELDS
            for problem in ("", "range", "past")
        ),
        *(
            changing.sure(
                WORDS, led, changing.Wanted(field, value, (employer.name,), "0a1b2c3d", later, 2 * later), ZONE
            )
            for field, value in zip(
                changing.FIELDS,
                ("13:00", "2026-11-25", "15", "10", session.link, session.title, "upbeat", "chosen"),
                strict=True,
            )
            for later in (0, 8)
        ),
        cover.offer(WORDS, session, ZONE),
    ]


def _news(session: Session) -> list[Screen]:
    states = (BookingState.BOOKED, BookingState.WAITING)
    places = [Booking("BookingAAAAA", session.id, "PersonAAAAAA", COUNCIL.id, state, 1) for state in states]
    like = tuple(Card(replace(session, starts_at=STARTS + timedelta(days=n)), Openness.OPEN) for n in (7, 14, 21))
    off = replace(session, cancelled_at=NOW, cancel_note=session.title)
    return [
        scene(WORDS, Facts(member(), card, word, similar=like), card, now, ZONE)
        for scene in changed.SCENES.values()
        for card in (*(Card(one, Openness.OPEN, place) for one in (session, off) for place in places),)
        for word in ("", "2026-11-24T11:00:00.000000Z")
        for now in (NOW, STARTS - timedelta(minutes=20))
    ]
