"""Places: taken, given up, listed and used."""

from dataclasses import replace

import pytest

from programme import bookings, people
from programme.errors import (
    ConsentNeeded,
    NotAllowed,
    NotBooked,
    NotFound,
    NotYetOpen,
    SessionGone,
    TooLate,
)
from programme.model import Booking, BookingState, Card, Purpose, Sensitivity, Session
from programme.sessions import new_session
from programme.store.bookings import Situation
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
    before_start,
    later,
)

BOTH = frozenset(Purpose)


async def test_a_member_books_for_the_workplace_of_the_day(house: House) -> None:
    amira = await house.join(AMIRA)
    booking = await house.book(AMIRA, await house.add())
    assert (booking.state, booking.employer_id) == (BookingState.BOOKED, amira.employer_id)


async def test_pressing_book_twenty_times_books_once(house: House) -> None:
    await house.join(AMIRA)
    session = await house.add()
    pressed = await house.book_all([AMIRA] * 20, session)
    assert set(pressed) == {pressed[0]}
    assert await house.count("bookings") == 1
    assert len(await house.notices(AMIRA)) == 1


async def test_a_month_later_the_same_press_is_too_late(house: House) -> None:
    await house.join(AMIRA)
    with pytest.raises(TooLate):
        await house.book(AMIRA, await house.add(), later(days=30))


async def test_a_month_later_who_was_booked_is_told_the_same_as_then(house: House) -> None:
    await house.join(AMIRA)
    session = await house.add()
    first = await house.book(AMIRA, session)
    assert await house.book(AMIRA, session, later(days=30)) == first


async def test_booking_stays_open_until_the_start(house: House) -> None:
    await house.join(AMIRA)
    session = await house.add()
    assert (await house.book(AMIRA, session, before_start(seconds=1))).state is BookingState.BOOKED


async def test_when_it_is_full_the_next_one_waits(house: House) -> None:
    await house.join(AMIRA)
    await house.join(BEN)
    session = await house.add(places=1)
    await house.book(AMIRA, session)
    booking = await house.book(BEN, session)
    assert (booking.state, booking.queue_no) == (BookingState.WAITING, 1)


async def test_who_waits_is_not_reminded(house: House) -> None:
    await house.join(AMIRA)
    await house.join(BEN)
    session = await house.add(places=1)
    await house.book_all([AMIRA, BEN], session)
    assert await house.notices(BEN) == []


async def test_somebody_who_has_not_joined_cannot_book(house: House) -> None:
    with pytest.raises(NotAllowed):
        await house.book(CHARLIE, await house.add())


async def test_not_yours_and_never_existed_are_the_same_refusal(house: House) -> None:
    await house.join(CHARLIE, house.school)
    councils = await house.add(employer_ids=(house.council.id,))
    invented = replace(councils, id="neverexisted")
    for session in (councils, invented):
        for act in (house.book, house.cancel, house.card):
            with pytest.raises(NotFound):
                await act(CHARLIE, session)


async def test_a_cancelled_session_cannot_be_booked(house: House) -> None:
    await house.join(AMIRA)
    session = await house.add()
    await house.call_off(session)
    with pytest.raises(SessionGone):
        await house.book(AMIRA, session)


async def test_a_health_related_session_asks_for_its_consent_first(house: House) -> None:
    await house.join(AMIRA)
    talk = await house.add(MENOPAUSE)
    with pytest.raises(ConsentNeeded):
        await house.book(AMIRA, talk)
    assert await house.count("bookings") == 0


async def test_with_the_consent_it_is_booked(house: House) -> None:
    await house.join(AMIRA, health=True)
    assert (await house.book(AMIRA, await house.add(MENOPAUSE))).state is BookingState.BOOKED


async def test_the_safety_line_is_seen_with_the_first_booking_and_stays_seen(house: House) -> None:
    await house.join(AMIRA)
    await house.book(AMIRA, await house.add())
    await house.book(AMIRA, await house.add(starts_at=later(days=3)), later(hours=1))
    person = (await house.visitor(AMIRA)).person
    assert person is not None
    assert person.safety_seen_at == NOW


async def test_giving_a_place_up_twenty_times_gives_it_up_once(house: House) -> None:
    await house.join(AMIRA)
    session = await house.add()
    await house.book(AMIRA, session)
    first = await house.cancel(AMIRA, session)
    again = [await house.cancel(AMIRA, session) for _ in range(20)]
    assert first.state is BookingState.CANCELLED
    assert set(again) == {first}


async def test_giving_up_drops_the_reminders(house: House) -> None:
    await house.join(AMIRA)
    session = await house.add()
    await house.book(AMIRA, session)
    await house.cancel(AMIRA, session)
    assert await house.notices(AMIRA) == []
    assert len(await house.notices(AMIRA, "dropped")) == 1


async def test_a_place_given_up_can_be_booked_again(house: House) -> None:
    await house.join(AMIRA)
    session = await house.add()
    first = await house.book(AMIRA, session)
    await house.cancel(AMIRA, session)
    again = await house.book(AMIRA, session)
    assert (again.id, again.state, again.changes) == (first.id, BookingState.BOOKED, 2)
    assert len(await house.notices(AMIRA)) == 1


async def test_after_the_start_a_place_is_kept(house: House) -> None:
    await house.join(AMIRA)
    session = await house.add()
    await house.book(AMIRA, session)
    with pytest.raises(TooLate):
        await house.cancel(AMIRA, session, STARTS)


async def test_nobody_can_give_up_somebody_elses_place(house: House) -> None:
    await house.join(AMIRA)
    await house.join(BEN)
    session = await house.add()
    await house.book(AMIRA, session)
    with pytest.raises(NotFound):
        await house.cancel(BEN, session)
    assert [card.booking is not None for card in await house.mine(AMIRA)] == [True]


async def test_own_bookings_are_listed_until_they_end(house: House) -> None:
    await house.join(AMIRA)
    session = await house.add()
    await house.book(AMIRA, session)
    assert len(await house.mine(AMIRA, before_start(minutes=-9))) == 1
    assert await house.mine(AMIRA, before_start(minutes=-10)) == []


async def test_own_bookings_leave_out_what_was_cancelled(house: House) -> None:
    await house.join(AMIRA)
    given_up, called_off = await house.add(), await house.add()
    await house.book(AMIRA, given_up)
    await house.book(AMIRA, called_off)
    await house.cancel(AMIRA, given_up)
    await house.call_off(called_off)
    assert await house.mine(AMIRA) == []


async def join(house: House, chat_id: int, session: Session, minutes_before: float) -> Card:
    async with house.database.transaction() as tx:
        visitor = await people.visitor(tx, chat_id)
        return await bookings.join(tx, visitor, session.id, before_start(minutes=minutes_before))


async def test_joining_gives_the_link_and_is_kept_once(house: House) -> None:
    await house.join(AMIRA)
    session = await house.add()
    await house.book(AMIRA, session)
    card = await join(house, AMIRA, session, 30)
    await join(house, AMIRA, session, -5)
    assert card.session.link == DESK_RESET.link
    [kept] = await house.mine(AMIRA, before_start(minutes=-6))
    assert kept.booking is not None
    assert kept.booking.joined_at == before_start(minutes=30)


async def test_the_link_does_not_open_early(house: House) -> None:
    await house.join(AMIRA)
    session = await house.add()
    await house.book(AMIRA, session)
    with pytest.raises(NotYetOpen):
        await join(house, AMIRA, session, 30.01)


async def test_the_link_closes_with_the_end(house: House) -> None:
    await house.join(AMIRA)
    session = await house.add()
    await house.book(AMIRA, session)
    with pytest.raises(TooLate):
        await join(house, AMIRA, session, -10)


async def test_only_the_booked_may_join(house: House) -> None:
    await house.join(AMIRA)
    await house.join(BEN)
    session = await house.add(places=1)
    await house.book_all([AMIRA, BEN], session)
    with pytest.raises(NotBooked):
        await join(house, BEN, session, 10)


async def test_a_card_has_no_link_before_it_is_time_nor_for_others(house: House) -> None:
    await house.join(AMIRA)
    await house.join(BEN)
    session = await house.add()
    await house.book(AMIRA, session)
    assert (await house.card(AMIRA, session)).session.link == ""
    assert (await house.card(AMIRA, session, before_start(minutes=30))).session.link == DESK_RESET.link
    assert (await house.card(BEN, session, before_start(minutes=5))).session.link == ""


# ── decisions, without a database ──

KIND = KINDS[0]
SESSION = new_session(replace(DESK_RESET, places=2), KIND, None)
BOOKING = Booking("b", SESSION.id, "amira", None, BookingState.BOOKED, 0)


@pytest.mark.parametrize(
    ("taken", "state"), [(0, BookingState.BOOKED), (1, BookingState.BOOKED), (2, BookingState.WAITING)]
)
def test_there_is_a_place_while_fewer_are_taken_than_there_are(taken: int, state: BookingState) -> None:
    assert bookings.decide_booking(SESSION, Situation(taken, 0, None), BOTH, NOW) is state


def test_a_live_booking_decides_that_nothing_changes() -> None:
    assert bookings.decide_booking(SESSION, Situation(2, 0, BOOKING), BOTH, NOW) is None


def test_health_consent_is_decided_before_a_place_is_given() -> None:
    health = replace(SESSION, sensitivity=Sensitivity.HEALTH)
    with pytest.raises(ConsentNeeded):
        bookings.decide_booking(health, Situation(0, 0, None), frozenset({Purpose.JOINING}), NOW)


def test_giving_up_at_a_cancelled_session_says_that_it_is_gone() -> None:
    gone = replace(SESSION, cancelled_at=NOW)
    with pytest.raises(SessionGone):
        bookings.decide_cancelling(gone, BOOKING, NOW)
