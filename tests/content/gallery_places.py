"""The screens of offers, of booking every week, and of what people choose to tell."""

from dataclasses import replace
from datetime import date, timedelta

from content import card as card_scene
from content import offers, weekly, wishes
from content.screen import Screen
from programme.model import BookingState, DayPart, EveryWeek, Gap, OneWeek, Openness, Session, Wishes
from tests.content.cast import NOW, STARTS, WORDS, ZONE, card, place

SOON = STARTS - timedelta(minutes=30)


def screens(session: Session, name: str = "Amira K") -> list[Screen]:
    return [*_offers(session), *_cards(session), *_weeks(session), *_wishes(name)]


def _offers(session: Session) -> list[Screen]:
    held = replace(place(BookingState.OFFERED, session), offered_until=SOON + timedelta(minutes=4))
    one = card(session, Openness.FULL, held)
    return [
        scene(WORDS, one, word, now, ZONE)
        for scene in offers.SCENES.values()
        for word in ("", "clash")
        for now in (NOW, SOON, STARTS)
    ]


def _cards(session: Session) -> list[Screen]:
    held = replace(place(BookingState.OFFERED, session), offered_until=SOON + timedelta(minutes=4))
    waiting = place(BookingState.WAITING, session)
    states = [card(session, Openness.FULL, held), card(session, Openness.FEW, waiting), card(session, Openness.FULL)]
    ways = [weekly.way(WORDS, session, weekday, is_going_on=is_on) for weekday in (1, 2) for is_on in (True, False)]
    return [
        card_scene.screen(WORDS, one, now, ZONE, done=done, week=week)
        for one in states
        for now in (NOW, SOON)
        for done in card_scene.Done
        for week in ways
    ]


def _weeks(session: Session) -> list[Screen]:
    states = [BookingState.BOOKED, BookingState.WAITING, BookingState.OFFERED, None, *[BookingState.BOOKED] * 6]
    weeks = [
        OneWeek(date(2026, 11, 24) + timedelta(weeks=n), f"Session{n:05}", STARTS + timedelta(weeks=n), state)
        for n, state in enumerate(states)
    ]
    gaps = [OneWeek(date(2026, 12, 25) + timedelta(weeks=n), gap=gap) for n, gap in enumerate(Gap)]
    return [
        weekly.screen(WORDS, EveryWeek(session, 1, tuple(some), is_on), ZONE)
        for some in (weeks, [*weeks[:3], *gaps], [])
        for is_on in (True, False)
    ]


def _wishes(name: str) -> list[Screen]:
    told = [Wishes(), Wishes(name), Wishes(name, NOW, DayPart.LUNCH)]
    return [
        wishes.after_two_missed(WORDS),
        *(wishes.name(WORDS, one, problem=problem, saved=True) for one in told for problem in ("", "missing")),
        *(wishes.best_time(WORDS, one, saved=True) for one in told),
    ]
