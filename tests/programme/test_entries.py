"""A booking's own page: who may open it, and joining from there."""

from datetime import datetime, timedelta

import pytest

from programme import bookings, entries, people
from programme.errors import NotBooked, NotFound, NotYetOpen, SessionGone, TooLate
from programme.keys import key
from programme.model import Booking, Card, Session
from tests.programme.cast import AMIRA, BEN, DESK_RESET, MENOPAUSE, NOW, STARTS, House, before_start

KEY = b"a key of the tests' own, 32 bytes"
ALMOST = before_start(minutes=20)
OVER = STARTS + timedelta(minutes=10)


async def opened(house: House, booking: Booking, now: datetime = ALMOST) -> Card:
    async with house.database.reading() as reading:
        return await entries.card(reading, KEY, entries.token(KEY, booking.id), now)


async def join(house: House, token: str, now: datetime = ALMOST) -> str:
    async with house.database.transaction() as tx:
        return await entries.join(tx, KEY, token, now)


async def booked(house: House, **changes: object) -> tuple[Session, Booking]:
    await house.join(AMIRA)
    session = await house.add(DESK_RESET, **changes)
    return session, await house.book(AMIRA, session)


async def test_opening_is_not_joining_and_joining_is_recorded_once(house: House) -> None:
    _, booking = await booked(house)
    assert (await opened(house, booking)).session.link == DESK_RESET.link
    assert await house.count("bookings", "joined_at IS NOT NULL") == 0
    token = entries.token(KEY, booking.id)
    assert await join(house, token) == DESK_RESET.link
    assert await join(house, token, STARTS) == DESK_RESET.link
    card = await opened(house, booking)
    assert card.booking
    assert card.booking.joined_at == ALMOST


async def test_the_link_is_there_only_from_half_an_hour_before_to_the_end(house: House) -> None:
    _, booking = await booked(house)
    token = entries.token(KEY, booking.id)
    early = before_start(minutes=30, seconds=1)
    for now, refusal in ((early, NotYetOpen), (OVER, TooLate)):
        assert (await opened(house, booking, now)).session.link == ""
        with pytest.raises(refusal):
            await join(house, token, now)
    assert await join(house, token, before_start(minutes=30)) == DESK_RESET.link


async def test_who_gave_the_place_up_or_waits_or_was_called_off_does_not_join(house: House) -> None:
    session, booking = await booked(house, places=1)
    await house.join(BEN)
    waits = await house.book(BEN, session)
    with pytest.raises(NotBooked):
        await join(house, entries.token(KEY, waits.id))
    await house.call_off(session)
    with pytest.raises(SessionGone):
        await join(house, entries.token(KEY, booking.id))
    assert (await opened(house, booking)).session.link == ""


async def test_a_place_given_up_opens_nothing(house: House) -> None:
    session, booking = await booked(house)
    await house.cancel(AMIRA, session)
    assert (await opened(house, booking)).session.link == ""
    with pytest.raises(NotBooked):
        await join(house, entries.token(KEY, booking.id))


async def test_whoever_left_has_no_page_any_more(house: House) -> None:
    _, booking = await booked(house)
    async with house.database.transaction() as tx:
        await tx.run("UPDATE consents SET withdrawn_at = $1", "2026-11-24T12:25:00.000000Z")
    with pytest.raises(NotFound):
        await opened(house, booking)


async def test_without_consent_to_health_there_is_no_page_about_health(house: House) -> None:
    await house.join(AMIRA, health=True)
    booking = await house.book(AMIRA, await house.add(MENOPAUSE))
    assert (await opened(house, booking)).session.link
    async with house.database.transaction() as tx:
        await tx.run("UPDATE consents SET withdrawn_at = $1 WHERE purpose = 'health'", "2026-11-24T12:25:00.000000Z")
    with pytest.raises(NotFound):
        await join(house, entries.token(KEY, booking.id))


async def test_no_other_token_opens_anything(house: House) -> None:
    _, booking = await booked(house)
    good = entries.token(KEY, booking.id)
    wrong = (
        "", booking.id, good[:-1], good + "A", good.swapcase(), entries.token(b"another key", booking.id),
        entries.token(KEY, "NeverWasHere")[:12] + good[12:], good + "\n", "x" * 5000, "' OR 1=1 --",
    )  # fmt: skip
    for token in wrong:
        with pytest.raises(NotFound):
            await join(house, token)
    with pytest.raises(NotFound):
        await join(house, entries.token(KEY, "NeverWasHere"))
    assert await house.count("bookings", "joined_at IS NOT NULL") == 0


async def test_control_without_the_proof_an_id_would_open_the_page(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, booking = await booked(house)
    monkeypatch.setattr(entries, "proof", lambda _key, _id: "A" * 24)
    assert await join(house, booking.id + "A" * 24) == DESK_RESET.link


async def test_the_key_is_made_once(house: House) -> None:
    async with house.database.transaction() as tx:
        first = await key(tx, entries.KEY, NOW)
        assert (len(first), await key(tx, entries.KEY, NOW)) == (32, first)


async def test_asking_for_the_calendar_file_is_kept_the_first_time(house: House) -> None:
    session, _ = await booked(house)
    for minutes in (5, 6):
        async with house.database.transaction() as tx:
            await bookings.keep_in_calendar(
                tx, await people.visitor(tx, AMIRA), session.id, NOW + timedelta(minutes=minutes)
            )
    card = await house.card(AMIRA, session)
    assert card.booking
    assert card.booking.calendar_at == NOW + timedelta(minutes=5)


async def test_who_has_no_place_keeps_nothing_in_a_calendar(house: House) -> None:
    session, _ = await booked(house)
    await house.cancel(AMIRA, session)
    for session_id, refusal in ((session.id, NotBooked), ("NeverWasHere", NotFound)):
        async with house.database.transaction() as tx:
            with pytest.raises(refusal):
                await bookings.keep_in_calendar(tx, await people.visitor(tx, AMIRA), session_id, NOW)
    assert await house.count("bookings", "calendar_at IS NOT NULL") == 0
