"""Under an hour before the start a place is offered, in turn; in the last ten minutes the first has it."""

from datetime import timedelta

import pytest

from programme import people
from programme.errors import NotFound, TooLate
from programme.model import BookingState, Session
from programme.waiting import Way, offered_until, way
from tests.programme.cast import AMIRA, BEN, CHARLIE, COLE, STARTS, House, before_start
from tests.programme.queueing import booking_of, decline, deliver, move_on, states, take, told

BOOKED, WAITING, OFFERED, CANCELLED = (
    BookingState.BOOKED,
    BookingState.WAITING,
    BookingState.OFFERED,
    BookingState.CANCELLED,
)
HALF_PAST = before_start(minutes=40)
"""Forty minutes to go: an offer stands for five."""
RUN_OUT = HALF_PAST + timedelta(minutes=5)


@pytest.fixture
async def full(house: House) -> Session:
    """One place, Amira's; Ben, Charlie and Cole wait in that order."""
    for chat_id in (AMIRA, BEN, CHARLIE, COLE):
        await house.join(chat_id)
    session = await house.add(places=1)
    await house.book_all([AMIRA, BEN, CHARLIE, COLE], session)
    return session


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (timedelta(hours=1), Way.GIVE),
        (timedelta(hours=1) - timedelta(seconds=1), Way.OFFER),
        (timedelta(minutes=10, seconds=1), Way.OFFER),
        (timedelta(minutes=10), Way.TELL_ALL),
        (timedelta(seconds=1), Way.TELL_ALL),
        (timedelta(0), Way.NOT_AT_ALL),
        (-timedelta(minutes=1), Way.NOT_AT_ALL),
    ],
)
async def test_how_a_place_reaches_them_depends_on_the_time_left(full: Session, left: timedelta, expected: Way) -> None:
    assert way(full, STARTS - left) is expected


@pytest.mark.parametrize(("left", "window"), [(56, 7), (40, 5), (24, 3), (12, 3), (4, 3), (2, 2)])
async def test_the_window_shrinks_towards_the_start(full: Session, left: int, window: int) -> None:
    """An eighth of what is left, at least three minutes, never after the start."""
    now = before_start(minutes=left)
    assert offered_until(full, now) - now == timedelta(minutes=window)


async def test_weeks_ahead_nobody_keeps_a_place_for_more_than_a_day(full: Session) -> None:
    now = before_start(days=56)
    assert offered_until(full, now) - now == timedelta(days=1)


async def test_under_an_hour_the_first_is_asked(house: House, full: Session) -> None:
    await house.cancel(AMIRA, full, HALF_PAST)
    assert await states(house, full, BEN, CHARLIE, COLE) == [OFFERED, WAITING, WAITING]
    assert (await booking_of(house, BEN, full)).offered_until == RUN_OUT
    assert await told(house, BEN) == ["offered"]
    assert await told(house, CHARLIE) == []


async def test_a_place_on_offer_is_taken(house: House, full: Session) -> None:
    await house.cancel(AMIRA, full, HALF_PAST)
    assert (await house.book(AMIRA, full, HALF_PAST)).state is WAITING
    assert (await take(house, COLE, full, HALF_PAST)).state is WAITING


async def test_who_takes_it_is_booked_and_reminded(house: House, full: Session) -> None:
    await house.cancel(AMIRA, full, HALF_PAST)
    assert (await take(house, BEN, full, HALF_PAST)).state is BOOKED
    assert (await take(house, BEN, full, HALF_PAST)).state is BOOKED
    assert await house.notices(BEN) == [("reminder_near", before_start(minutes=10))]


async def test_pressing_book_takes_it_too(house: House, full: Session) -> None:
    await house.cancel(AMIRA, full, HALF_PAST)
    assert (await house.book(BEN, full, HALF_PAST)).state is BOOKED


async def test_no_thanks_passes_it_on_at_once(house: House, full: Session) -> None:
    await house.cancel(AMIRA, full, HALF_PAST)
    await decline(house, BEN, full, HALF_PAST)
    assert await states(house, full, BEN, CHARLIE, COLE) == [CANCELLED, OFFERED, WAITING]


async def test_no_thanks_never_gives_up_a_place(house: House, full: Session) -> None:
    await house.cancel(AMIRA, full, HALF_PAST)
    await take(house, BEN, full, HALF_PAST)
    assert (await decline(house, BEN, full, HALF_PAST)).state is BOOKED


async def test_who_does_not_answer_is_passed_over_and_told(house: House, full: Session) -> None:
    await house.cancel(AMIRA, full, HALF_PAST)
    await deliver(house, HALF_PAST)
    assert await move_on(house, RUN_OUT - timedelta(seconds=1)) == 0
    assert await move_on(house, RUN_OUT) == 1
    assert await states(house, full, BEN, CHARLIE, COLE) == [CANCELLED, OFFERED, WAITING]
    assert await told(house, BEN) == ["offer_over"]


async def test_who_could_not_be_asked_stays_first(house: House, full: Session) -> None:
    """The machine was off while the offer stood, so that nobody was sent anything."""
    await house.cancel(AMIRA, full, HALF_PAST)
    await move_on(house, RUN_OUT)
    assert await states(house, full, BEN, CHARLIE) == [OFFERED, WAITING]
    assert (await booking_of(house, BEN, full)).offered_until == offered_until(full, RUN_OUT)


async def test_an_offer_that_ran_out_is_gone_before_any_tick(house: House, full: Session) -> None:
    """Whoever presses next finds things as they are."""
    await house.cancel(AMIRA, full, HALF_PAST)
    await deliver(house, HALF_PAST)
    assert (await take(house, BEN, full, RUN_OUT)).state is CANCELLED
    assert await states(house, full, CHARLIE) == [OFFERED]


async def test_a_clock_that_was_off_misses_nothing(house: House, full: Session) -> None:
    await house.cancel(AMIRA, full, HALF_PAST)
    await deliver(house, HALF_PAST)
    await move_on(house, STARTS + timedelta(days=3))
    assert await states(house, full, BEN, CHARLIE, COLE) == [CANCELLED, WAITING, WAITING]
    assert await told(house, CHARLIE) == []
    assert await move_on(house, STARTS + timedelta(days=3)) == 0


async def test_the_last_offer_that_runs_out_frees_the_place_for_anybody(house: House) -> None:
    for chat_id in (AMIRA, BEN, CHARLIE):
        await house.join(chat_id)
    session = await house.add(places=1)
    await house.book_all([AMIRA, BEN], session)
    await house.cancel(AMIRA, session, HALF_PAST)
    await deliver(house, HALF_PAST)
    assert (await house.book(CHARLIE, session, RUN_OUT)).state is BOOKED
    assert (await take(house, BEN, session, RUN_OUT)).state is CANCELLED


async def test_in_the_last_ten_minutes_everyone_is_told_and_the_first_has_it(house: House, full: Session) -> None:
    now = before_start(minutes=10)
    await house.cancel(AMIRA, full, now)
    assert [await told(house, one) for one in (BEN, CHARLIE, COLE)] == [["place_open"]] * 3
    assert (await take(house, COLE, full, now)).state is BOOKED
    assert (await take(house, BEN, full, now)).state is WAITING


async def test_nobody_is_told_twice_of_the_same_place(house: House, full: Session) -> None:
    await house.cancel(AMIRA, full, before_start(minutes=9))
    async with house.database.transaction() as tx:
        await people.note_reachable(tx, BEN, reachable=False, now=before_start(minutes=9))
        await people.note_reachable(tx, BEN, reachable=True, now=before_start(minutes=8))
    assert await told(house, BEN) == ["place_open"]


async def test_a_place_that_comes_free_again_is_told_again(house: House, full: Session) -> None:
    await house.cancel(AMIRA, full, before_start(minutes=9))
    await deliver(house, before_start(minutes=9))
    await take(house, BEN, full, before_start(minutes=8))
    await house.cancel(BEN, full, before_start(minutes=7))
    assert await told(house, CHARLIE) == ["place_open"]


async def test_an_offer_that_runs_out_in_the_last_ten_minutes_goes_to_everyone(house: House, full: Session) -> None:
    await house.cancel(AMIRA, full, before_start(minutes=11))
    await deliver(house, before_start(minutes=11))
    await move_on(house, before_start(minutes=8))
    assert [await told(house, one) for one in (CHARLIE, COLE)] == [["place_open"]] * 2


async def test_nothing_can_be_taken_after_the_start(house: House, full: Session) -> None:
    await house.cancel(AMIRA, full, before_start(minutes=11))
    assert (await take(house, CHARLIE, full, STARTS)).state is WAITING
    with pytest.raises(TooLate):
        await house.book(AMIRA, full, STARTS)


async def test_what_was_never_waited_for_cannot_be_taken(house: House, full: Session) -> None:
    await house.join(109)
    with pytest.raises(NotFound):
        await take(house, 109, full, HALF_PAST)
    with pytest.raises(NotFound):
        await decline(house, 109, full, HALF_PAST)


async def test_who_is_booked_elsewhere_then_is_asked_first(house: House, full: Session) -> None:
    other = await house.add(starts_at=STARTS + timedelta(minutes=5))
    await house.book(BEN, other)
    await house.cancel(AMIRA, full)
    assert await states(house, full, BEN, CHARLIE) == [OFFERED, WAITING]
    assert await house.count("notices", "kind = 'offered' AND facts = 'clash'") == 1


async def test_one_after_the_other_is_no_clash(house: House, full: Session) -> None:
    other = await house.add(starts_at=STARTS + timedelta(minutes=10))
    await house.book(BEN, other)
    await house.cancel(AMIRA, full)
    assert await states(house, full, BEN) == [BOOKED]


async def test_nobody_is_promoted_into_two_sessions_at_one_time(house: House, full: Session) -> None:
    other = await house.add(places=1)
    await house.book_all([AMIRA, BEN], other)
    async with house.database.transaction() as tx:
        await people.leave(tx, await people.visitor(tx, AMIRA), before_start(hours=3))
    assert sorted([*await states(house, full, BEN), *await states(house, other, BEN)]) == [BOOKED, OFFERED]


async def test_places_taken_away_take_the_last_offer_back(house: House, full: Session) -> None:
    """As lowering the places does: who was offered one waits where they did."""
    await house.cancel(AMIRA, full, HALF_PAST)
    async with house.database.transaction() as tx:
        await tx.run("UPDATE bookings SET state = 'booked' WHERE state = 'cancelled'")
    assert (await take(house, COLE, full, HALF_PAST)).state is WAITING
    assert await states(house, full, AMIRA, BEN, CHARLIE) == [BOOKED, WAITING, WAITING]
    assert (await booking_of(house, BEN, full)).queue_no == 1


async def test_who_cannot_be_reached_is_passed_over_until_they_can(house: House, full: Session) -> None:
    now = before_start(hours=3)
    async with house.database.transaction() as tx:
        for chat_id in (BEN, CHARLIE, COLE):
            await people.note_reachable(tx, chat_id, reachable=False, now=now)
    await house.cancel(AMIRA, full, now)
    assert await states(house, full, BEN, CHARLIE) == [WAITING, WAITING]
    async with house.database.transaction() as tx:
        await people.note_reachable(tx, CHARLIE, reachable=True, now=now)
    assert await states(house, full, BEN, CHARLIE) == [WAITING, BOOKED]


async def test_leaving_passes_an_offer_on(house: House, full: Session) -> None:
    await house.cancel(AMIRA, full, HALF_PAST)
    async with house.database.transaction() as tx:
        await people.leave(tx, await people.visitor(tx, BEN), HALF_PAST)
    assert await states(house, full, BEN, CHARLIE) == [CANCELLED, OFFERED]


async def test_a_cancelled_session_offers_nothing(house: House, full: Session) -> None:
    await house.cancel(AMIRA, full, HALF_PAST)
    await house.call_off(full, now=HALF_PAST)
    assert await move_on(house, RUN_OUT) == 0
    assert await told(house, BEN) == []
