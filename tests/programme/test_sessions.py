"""Sessions: put on the timetable, seen there, and cancelled."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from programme import sessions
from programme.cards import openness
from programme.errors import EmployerUnknown, NotFound, SessionGone, TooLate, Unusable
from programme.model import Category, Day, Openness, Sensitivity
from programme.new_sessions import checked
from programme.sessions import new_session
from tests.programme.cast import (
    AMIRA,
    BEN,
    CHARLIE,
    DESK_RESET,
    KINDS,
    MENOPAUSE,
    NOW,
    STARTS,
    House,
    later,
)

LONDON = ZoneInfo("Europe/London")


async def titles(house: House, chat_id: int, **wanted: Any) -> list[str]:
    return [card.session.title for card in await house.upcoming(chat_id, **wanted)]


async def test_a_session_for_all_is_seen_by_all_even_individuals(house: House) -> None:
    await house.join(AMIRA)
    await house.add()
    assert await titles(house, AMIRA) == await titles(house, CHARLIE) == ["Desk reset"]


async def test_a_session_for_chosen_workplaces_is_seen_there_only(house: House) -> None:
    await house.join(AMIRA)
    await house.join(BEN, house.school)
    session = await house.add(employer_ids=(house.council.id,))
    assert await titles(house, AMIRA) == ["Desk reset"]
    assert await titles(house, BEN) == await titles(house, CHARLIE) == []
    with pytest.raises(NotFound):
        await house.card(BEN, session)


async def test_who_is_booked_sees_the_card_whatever_the_audience(house: House) -> None:
    await house.join(AMIRA)
    session = await house.add(employer_ids=(house.council.id,))
    await house.book(AMIRA, session)
    async with house.database.transaction() as tx:
        await tx.run("DELETE FROM session_audience")
    assert (await house.card(AMIRA, session)).session.id == session.id
    assert await titles(house, AMIRA) == ["Desk reset"]


async def test_the_timetable_is_in_order_and_within_the_time_asked_for(house: House) -> None:
    for days, title in [(3, "Third"), (1, "First"), (2, "Second"), (40, "Far")]:
        await house.add(title=title, starts_at=later(days=days))
    assert await titles(house, AMIRA) == ["First", "Second", "Third"]
    assert await titles(house, AMIRA, since=later(days=2), until=later(days=3)) == ["Second"]


async def test_the_timetable_can_be_filtered(house: House) -> None:
    await house.add()
    await house.add(title="Up", kind="upbeat")
    await house.add(MENOPAUSE)
    assert await titles(house, AMIRA, kind="upbeat") == ["Up"]
    assert await titles(house, AMIRA, category=Category.WEBINAR) == ["Menopause and work"]


async def test_what_was_cancelled_is_not_on_the_timetable(house: House) -> None:
    await house.call_off(await house.add())
    assert await titles(house, AMIRA) == []


async def test_days_are_counted_in_local_time(house: House) -> None:
    late = later(days=200).replace(hour=23, minute=30)  # in June: after midnight, local
    await house.add(starts_at=late)
    await house.add(starts_at=late + timedelta(hours=2))
    cards = await house.upcoming(AMIRA, until=later(days=300))
    day = date(2026, 11, 23) + timedelta(days=201)
    assert sessions.days(cards, LONDON) == (Day(day, 2),)


async def test_the_card_counts_how_many_wait_before(house: House) -> None:
    for chat_id in (AMIRA, BEN, CHARLIE):
        await house.join(chat_id)
    session = await house.add(places=1)
    await house.book_all([AMIRA, BEN, CHARLIE], session)
    cards = [await house.card(chat_id, session) for chat_id in (AMIRA, BEN, CHARLIE)]
    assert [card.ahead for card in cards] == [0, 0, 1]
    assert {card.openness for card in cards} == {Openness.FULL}


async def test_cancelling_drops_reminders_raises_the_revision_and_tells(house: House) -> None:
    await house.join(AMIRA)
    session = await house.add()
    await house.book(AMIRA, session)
    cancelled = await house.call_off(session, "The instructor is ill.")
    assert (cancelled.revision, cancelled.cancel_note) == (1, "The instructor is ill.")
    assert await house.notices(AMIRA) == [("session_cancelled", NOW)]


async def test_cancelling_again_changes_nothing(house: House) -> None:
    await house.join(AMIRA)
    session = await house.add()
    await house.book(AMIRA, session)
    first = await house.call_off(session, "once")
    assert await house.call_off(session, "twice") == first
    assert len(await house.notices(AMIRA)) == 1


async def test_who_was_booked_is_told_that_it_is_gone_and_others_nothing(house: House) -> None:
    await house.join(AMIRA)
    await house.join(BEN)
    session = await house.add()
    await house.book(AMIRA, session)
    await house.call_off(session)
    with pytest.raises(SessionGone):
        await house.card(AMIRA, session)
    with pytest.raises(NotFound):
        await house.card(BEN, session)


async def test_what_has_begun_or_never_was_cannot_be_cancelled(house: House) -> None:
    session = await house.add()
    with pytest.raises(TooLate):
        await house.call_off(session, now=STARTS)
    with pytest.raises(NotFound):
        await house.call_off(replace(session, id="neverexisted"))


async def test_a_kind_decides_whether_it_is_health_related_unless_said_otherwise(house: House) -> None:
    assert (await house.add(MENOPAUSE)).is_health_related
    assert not (await house.add(MENOPAUSE, sensitivity=Sensitivity.ORDINARY)).is_health_related
    assert (await house.add(sensitivity=Sensitivity.HEALTH)).is_health_related


async def test_unknown_kinds_workplaces_and_instructors_are_refused(house: House) -> None:
    with pytest.raises(Unusable, match="kind: unknown"):
        await house.add(kind="parkour")
    with pytest.raises(EmployerUnknown):
        await house.add(employer_ids=("neverexisted",))
    with pytest.raises(Unusable, match="instructor: unknown"):
        await house.add(instructor_id="neverexisted")
    assert await house.count("sessions") == 0


async def test_what_is_added_is_what_is_seen(house: House) -> None:
    added = await house.add(title="  Desk\n\u200breset 💪 <b>now</b> ", description="Stretch & breathe")
    assert added.title == "Desk reset 💪 <b>now</b>"
    assert (await house.card(AMIRA, added)).session == replace(added, link="")


# ── decisions, without a database ──


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"title": ""}, "title: missing"),
        ({"title": "\u200b\u202e "}, "title: missing"),
        ({"title": "x" * 10_000}, "title: too_long"),
        ({"starts_at": NOW}, "when: past"),
        ({"starts_at": NOW + timedelta(days=367)}, "when: too_far"),
        ({"minutes": 0}, "minutes: range"),
        ({"minutes": 481}, "minutes: range"),
        ({"places": 0}, "places: range"),
        ({"places": 5001}, "places: range"),
        ({"description": "x" * 10_000}, "description: too_long"),
        ({"link": ""}, "link: missing"),
        ({"link": "https://example.org/" + "x" * 500}, "link: too_long"),
    ],
)
def test_what_cannot_be_used_is_named(changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(Unusable, match=problem):
        checked(replace(DESK_RESET, **changes), NOW)


@pytest.mark.parametrize(
    "link",
    [
        "meet.example.org",
        "ftp://example.org",
        "javascript:alert(1)",
        "https://",
        "https:///path",
        "https://user:secret@example.org",
        "https://exa mple.org",
        "https://example.org/\u202egpj",
        "https://example.org/a\r\nSet-Cookie: x",
        'https://example.org/"onclick',
        "https://example.org:port/",
        "https://[::1",
        "tg://resolve?domain=x",
    ],
)
def test_what_is_not_a_web_address_is_refused(link: str) -> None:
    with pytest.raises(Unusable, match="link: not_a_link"):
        checked(replace(DESK_RESET, link=link), NOW)


@pytest.mark.parametrize(
    ("sensitivity", "places", "taken", "seen"),
    [
        (Sensitivity.ORDINARY, 20, 0, Openness.PLACES),
        (Sensitivity.ORDINARY, 20, 15, Openness.PLACES),
        (Sensitivity.ORDINARY, 20, 16, Openness.FEW),
        (Sensitivity.ORDINARY, 20, 20, Openness.FULL),
        (Sensitivity.ORDINARY, 20, 21, Openness.FULL),
        (Sensitivity.ORDINARY, 5, 3, Openness.FEW),
        (Sensitivity.HEALTH, 20, 19, Openness.OPEN),
        (Sensitivity.HEALTH, 20, 20, Openness.FULL),
    ],
)
def test_room_is_said_coarsely(sensitivity: Sensitivity, places: int, taken: int, seen: Openness) -> None:
    new = replace(DESK_RESET, places=places, sensitivity=sensitivity)
    assert openness(new_session(new, KINDS[0], None), taken) is seen
