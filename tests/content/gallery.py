"""Every screen there is, plain and with hostile values in it, so that tests can walk through all of them."""

from dataclasses import replace
from datetime import timedelta

from content import (
    bookings,
    elsewhere,
    health_consent,
    help,  # noqa: A004 - the scene has that name,
    joining,
    notices,
    privacy,
    refusals,
    settings,
    timetable,
)
from content import card as card_scene
from content.screen import Screen
from programme import errors
from programme.model import BookingState, Card, Employer, Facts, Openness, Person, Role, Session
from programme.notices import KINDS
from tests.content import (
    gallery_catalogue,
    gallery_changes,
    gallery_digest,
    gallery_hr,
    gallery_leading,
    gallery_moving,
    gallery_overall,
    gallery_places,
    gallery_rhythm,
    gallery_rights,
    gallery_typed,
)
from tests.content.cast import (
    AMIRA,
    BAKERY,
    COUNCIL,
    DESK_RESET,
    MENOPAUSE,
    NOW,
    STARTS,
    STRANGER,
    WORDS,
    ZONE,
    card,
    member,
    place,
    told_of,
    week,
)

HOSTILE = "<b>&\"'</code>{0}{name}%s\u202eevil\u200d 🧘🏽‍♀️ " * 250
REFUSALS: tuple[errors.Refusal, ...] = (
    errors.NotFound(),
    errors.NotAllowed(),
    errors.CodeNotValid(),
    errors.TooManyCodes(),
    errors.SessionGone(),
    errors.TooLate(),
    errors.ConsentNeeded(),
    errors.NotYetOpen(),
    errors.NotBooked(),
    errors.Unusable("name", "too_long"),
    errors.Unusable("when", "past"),
    errors.EmployerExists(),
    errors.EmployerUnknown(),
)


def screens() -> list[Screen]:
    return [
        *_joining(COUNCIL),
        *_lists(DESK_RESET),
        *_cards(DESK_RESET),
        *_cards(MENOPAUSE),
        *_own(AMIRA),
        *gallery_rights.screens(),
        *gallery_typed.screens(),
        *_notices(),
        *gallery_leading.screens(DESK_RESET),
        *gallery_leading.screens(MENOPAUSE),
        *gallery_changes.screens(DESK_RESET),
        *gallery_changes.screens(MENOPAUSE),
        *gallery_places.screens(DESK_RESET),
        *gallery_places.screens(MENOPAUSE),
        *gallery_digest.screens(),
        *gallery_moving.screens(),
        *gallery_catalogue.screens(),
        *gallery_rhythm.screens(),
        *gallery_hr.screens(),
        *gallery_overall.screens(),
    ]


def hostile_screens() -> list[Screen]:
    """The same with 10,000 characters of markup and marks wherever somebody types."""
    session = replace(
        DESK_RESET,
        title=HOSTILE,
        instructor_name=HOSTILE,
        speakers=HOSTILE,
        description=HOSTILE,
        cancel_note=HOSTILE,
    )
    employer, person = replace(COUNCIL, name=HOSTILE[:80]), replace(AMIRA, display_name=HOSTILE[:60])
    return [
        *_joining(employer),
        *_lists(session),
        *_cards(session),
        *_own(person),
        *_notices(session),
        *gallery_leading.screens(session, employer),
        *gallery_changes.screens(session, employer),
        *gallery_places.screens(session, HOSTILE[:60]),
        *gallery_moving.screens(session),
        *gallery_catalogue.screens(HOSTILE),
        *gallery_digest.longest(),
        *gallery_overall.longest(HOSTILE[:80]),
    ]


def _joining(employer: Employer) -> list[Screen]:
    return [
        joining.hello(WORDS),
        joining.wrong_code(WORDS, paused=False),
        joining.wrong_code(WORDS, paused=True),
        joining.already_in(WORDS),
        *(joining.welcome(WORDS, role, "Active Essex", employer.name) for role in Role),
        *(joining.more(WORDS, role, "Active Essex", "privacy@example.org", "https://example.org") for role in Role),
        joining.declined(WORDS, member=False),
        joining.declined(WORDS, member=True),
        joining.joined(WORDS, timetable.screen(WORDS, timetable.Page(), week(), NOW, ZONE)),
        joining.moving(WORDS, employer.name, BAKERY.name),
        joining.moved(WORDS, employer.name),
        joining.stayed(WORDS),
        joining.naming(WORDS, Role.INSTRUCTOR),
        joining.naming(WORDS, Role.TEAM),
    ]


def _lists(session: Session) -> list[Screen]:
    full = [replace(one, session=replace(one.session, title=session.title)) for one in week()]
    booked = [replace(one, booking=place()) for one in full]
    day = full[4].session.starts_at.date()
    pages = [timetable.Page(one) for one in timetable.Filter] + [timetable.Page(day=day)]
    return [
        *(timetable.screen(WORDS, page, full, NOW, ZONE) for page in pages),
        timetable.screen(WORDS, timetable.Page(), [], NOW, ZONE),
        *(bookings.screen(WORDS, booked[:count], NOW, ZONE) for count in (0, 1, 3, 30)),
    ]


def _cards(session: Session) -> list[Screen]:
    moments = (NOW, STARTS - timedelta(minutes=20), STARTS, STARTS + timedelta(hours=2))
    waiting = BookingState.WAITING
    states: list[Card] = [
        *(card(session, openness) for openness in Openness),
        card(session, booking=place(session=session)),
        card(session, booking=replace(place(session=session), joined_at=NOW)),
        *(card(session, Openness.FULL, place(waiting, session), ahead) for ahead in (0, 2, 9)),
        card(session, booking=place(BookingState.CANCELLED, session)),
    ]
    return [
        card_scene.screen(WORDS, one, now, ZONE, done=done)
        for one in states
        for now in moments
        for done in ("", *card_scene.Done)
    ]


def _own(person: Person) -> list[Screen]:
    visitors = [
        STRANGER,
        member(person),
        member(person, employer=None, health=True),
        member(replace(person, reminder_minutes=0, day_before_off_at=NOW), *Role, health=True),
    ]
    return [
        *(privacy.screen(WORDS, one, "Active Essex", "privacy@example.org", "https://example.org") for one in visitors),
        *(privacy.screen(WORDS, one, "Active Essex", "", "") for one in visitors),
        *(settings.screen(WORDS, one, one.person, saved=True) for one in visitors if one.person),
        *(help.screen(WORDS, one) for one in visitors),
        *(help.not_understood(WORDS, one, pressed=pressed) for one in visitors for pressed in (True, False)),
        *(refusals.screen(WORDS, one, visitor) for one in REFUSALS for visitor in visitors),
        refusals.broken(WORDS),
        refusals.broken(WORDS, applied=True),
        refusals.later(WORDS),
        elsewhere.private_only(WORDS, "FindYourActiveBot"),
        refusals.storage(WORDS),
        settings.ask_left(WORDS, COUNCIL.name),
        settings.left(WORDS),
        privacy.ask_to_leave(WORDS),
        privacy.left(WORDS, "privacy@example.org"),
        privacy.left(WORDS, ""),
        health_consent.ask(WORDS, MENOPAUSE.id),
        health_consent.ask_to_withdraw(WORDS),
        health_consent.withdrawn(WORDS),
    ]


def _notices(session: Session = DESK_RESET) -> list[Screen]:
    soon = STARTS - timedelta(minutes=10)
    facts = Facts(member(), card(session, booking=place()), "codes")
    return [notices.screen(WORDS, told_of(kind, soon), facts, soon, ZONE) for kind in KINDS]
