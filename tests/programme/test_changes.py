"""Changes to what people have booked: everybody keeps their place, is told what counts, and nothing is half done."""

import asyncio
from datetime import date, time, timedelta

import pytest

from programme import bookings, notices, people
from programme.changes import cancelling, new_link
from programme.changes.change import Change
from programme.changes.reach import Scope
from programme.errors import NotFound, SessionGone, TooLate, Unusable
from programme.model import Audience, BookingState, Facts, Kind, Role
from programme.series import extending
from tests.programme.cast import (
    AMIRA,
    BEN,
    CHARLIE,
    COLE,
    HOLLY,
    KINDS,
    NOW,
    STARTS,
    House,
    before_start,
    later,
)
from tests.programme.leading import booked, change, due, is_sent, led, rows, weekly


async def test_a_move_keeps_everyone_and_asks_each(house: House) -> None:
    session = await led(house, places=1)
    await booked(house, session, AMIRA, BEN)
    [moved] = await change(house, session, Change(at=time(13, 0)))
    assert (moved.starts_at, moved.revision) == (STARTS + timedelta(minutes=30), 1)
    assert await due(house, NOW) == [("session_moved", AMIRA), ("session_moved", BEN)]
    assert await house.count("bookings", "state = 'booked'") == await house.count("bookings", "state = 'waiting'") == 1


async def test_reminders_follow_and_nobody_is_reminded_of_the_old_time(house: House) -> None:
    session = await led(house)
    await booked(house, session, AMIRA)
    await change(house, session, Change(day=date(2026, 11, 25)))
    await due(house, NOW)
    assert await due(house, before_start(minutes=10)) == []
    new_start = STARTS + timedelta(days=1)
    assert ("leading", COLE) in await due(house, new_start - timedelta(minutes=30))
    assert await due(house, new_start - timedelta(minutes=10)) == [("reminder_near", AMIRA)]
    assert ("afterwards", AMIRA) in await due(house, new_start + timedelta(minutes=15))


async def test_moved_twice_is_said_once(house: House) -> None:
    session = await led(house)
    await booked(house, session, AMIRA)
    await change(house, session, Change(at=time(13, 0)))
    await change(house, session, Change(at=time(14, 0)))
    assert await due(house, NOW) == [("session_moved", AMIRA)]


async def test_a_move_that_a_crash_left_half_sent_says_nothing_after_the_next(house: House) -> None:
    session = await led(house)
    await booked(house, session, AMIRA)
    await change(house, session, Change(at=time(13, 0)))
    async with house.database.transaction() as tx:
        assert "session_moved" in [one.kind for one in await notices.claim_due(tx, 7, 20, NOW)]
    await change(house, session, Change(at=time(14, 0)))
    async with house.database.transaction() as tx:
        assert await notices.recover(tx, 8, NOW)
    assert await due(house, NOW) == [("session_moved", AMIRA)]


async def test_another_title_leaves_the_reminders_as_they_are(house: House) -> None:
    session = await led(house)
    await booked(house, session, AMIRA)
    [renamed] = await change(house, session, Change(title="Neck reset"))
    assert (renamed.title, renamed.revision) == ("Neck reset", 1)
    assert await due(house, NOW) == []
    assert await due(house, before_start(minutes=10)) == [("leading", COLE), ("reminder_near", AMIRA)]


async def test_a_reminder_that_is_just_being_sent_survives_another_title(house: House) -> None:
    session = await led(house)
    await booked(house, session, AMIRA)
    now = before_start(minutes=10)
    async with house.database.transaction() as tx:
        claimed = await notices.claim_due(tx, 7, 20, now)
    [reminder] = [one for one in claimed if one.kind == "reminder_near"]
    await change(house, session, Change(title="Neck reset"), now=now)
    assert await is_sent(house, reminder, now)


async def test_control_a_reminder_that_is_just_being_sent_does_not_survive_a_move(house: House) -> None:
    session = await led(house)
    await booked(house, session, AMIRA)
    now = before_start(minutes=10)
    async with house.database.transaction() as tx:
        claimed = await notices.claim_due(tx, 7, 20, now)
    [reminder] = [one for one in claimed if one.kind == "reminder_near"]
    await change(house, session, Change(at=time(15, 0)), now=now)
    assert not await is_sent(house, reminder, now)


async def test_only_this_one_this_and_later_all(house: House) -> None:
    made = await weekly(house)
    await change(house, made[2], Change(minutes=15))
    await change(house, made[3], Change(places=30), Scope.LATER)
    await change(house, made[3], Change(title="Neck reset"), Scope.ALL)
    assert await rows(house, "minutes") == [(10,), (10,), (15,), *[(10,)] * 5]
    assert await rows(house, "places") == [*[(20,)] * 3, *[(30,)] * 5]
    assert await rows(house, "title") == [("Neck reset",)] * 8
    await extending.extend_all(house.database, later(days=7))
    assert (await rows(house, "minutes, places, title"))[-1] == (10, 30, "Neck reset")


async def test_a_new_time_for_all_holds_across_the_clock_change(house: House) -> None:
    made = await weekly(house)
    await change(house, made[0], Change(at=time(9, 15)), Scope.ALL)
    await extending.extend_all(house.database, later(days=90))
    starts = [str(start) for (start,) in await rows(house, "starts_at", "slot IN ('2027-03-23', '2027-03-30')")]
    assert [start[11:16] for start in starts] == ["09:15", "08:15"]


async def test_a_time_that_does_not_fit_one_date_changes_none(house: House) -> None:
    made = await weekly(house)
    now = STARTS - timedelta(hours=2)
    before = await rows(house, "starts_at, revision")
    with pytest.raises(Unusable, match="past"):
        await change(house, made[0], Change(at=time(9, 0)), Scope.ALL, now)
    assert await rows(house, "starts_at, revision") == before
    await change(house, made[1], Change(at=time(9, 0)), Scope.LATER, now)
    assert len({start for (start,) in await rows(house, "starts_at")}) == 8


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (Change(minutes=0), "range"),
        (Change(places=9999), "range"),
        (Change(link="javascript:alert(1)"), "not_a_link"),
        (Change(title="\u200b"), "missing"),
        (Change(day=date(2020, 1, 1)), "past"),
        (Change(day=date(2027, 3, 28), at=time(1, 30)), "skipped"),
        (Change(day=date(2027, 10, 31), at=time(1, 30)), "doubled"),
    ],
)
async def test_what_cannot_be_is_refused_and_changes_nothing(house: House, wrong: Change, problem: str) -> None:
    session = await led(house)
    with pytest.raises(Unusable, match=problem):
        await change(house, session, wrong)
    assert await rows(house, "revision") == [(0,)]


async def test_the_days_of_a_series_are_its_rule(house: House) -> None:
    made = await weekly(house)
    with pytest.raises(Unusable, match="only_one"):
        await change(house, made[0], Change(day=date(2026, 11, 26)), Scope.ALL)
    await change(house, made[0], Change(day=date(2026, 11, 26)))
    assert await extending.extend_all(house.database, NOW) == 0


async def test_narrowing_frees_who_may_not_come_and_tells_them(house: House) -> None:
    session = await led(house, places=1)
    await booked(house, session, AMIRA)
    await house.join(CHARLIE, house.school)
    await house.book(CHARLIE, session)
    await change(house, session, Change(employer_ids=(house.school.id,)))
    assert await due(house, NOW) == [("audience_narrowed", AMIRA), ("promoted", CHARLIE)]
    assert (await rows(house, "audience")) == [(Audience.CHOSEN,)]


async def test_a_kind_about_health_asks_those_who_have_not_agreed(house: House) -> None:
    session = await led(house)
    await booked(house, session, AMIRA)
    await change(house, session, Change(kind=KINDS[2]))
    assert await due(house, NOW) == [("consent_asked", AMIRA)]
    kind = Kind("seated", KINDS[0].category, KINDS[0].intensity)
    [back] = await change(house, session, Change(kind=kind))
    assert back.is_health_related


async def test_more_places_move_the_waiting_list_up(house: House) -> None:
    session = await led(house, places=1)
    await booked(house, session, AMIRA, BEN, CHARLIE)
    await change(house, session, Change(places=2))
    assert await due(house, NOW) == [("promoted", BEN)]


async def test_fewer_places_take_nobodys_and_no_more_are_given(house: House) -> None:
    session = await led(house, places=3)
    await booked(house, session, AMIRA, BEN)
    await change(house, session, Change(places=1))
    await booked(house, session, CHARLIE)
    assert await house.count("bookings", "state = 'booked'") == 2
    await house.cancel(AMIRA, session)
    assert await house.count("bookings", "state = 'booked'") == 1


async def test_cancelled_from_this_one_on(house: House) -> None:
    made = await weekly(house)
    await booked(house, made[1], AMIRA)
    await house.book(AMIRA, made[2])
    async with house.database.transaction() as tx:
        done = await cancelling.call_off(tx, await people.visitor(tx, COLE), made[2].id, Scope.LATER, "Ill", NOW)
    assert len(done) == 6
    assert await due(house, NOW) == [("session_cancelled", AMIRA)]
    assert await extending.extend_all(house.database, later(days=60)) == 0
    assert len(await rows(house, "slot", "cancelled_at IS NULL")) == 2


async def test_cancelling_offers_the_next_that_are_like_it(house: House) -> None:
    made = await weekly(house)
    await booked(house, made[0], AMIRA)
    await house.book(AMIRA, made[1])
    await house.call_off(made[0])
    async with house.database.transaction() as tx:
        [told] = [one for one in await notices.claim_due(tx, 7, 20, NOW) if one.kind == "session_cancelled"]
    async with house.database.reading() as reading:
        facts = await notices.relevant(reading, told, NOW)
    assert isinstance(facts, Facts)
    assert [one.session.id for one in facts.similar] == [made[2].id, made[3].id]


async def test_a_new_link_goes_to_those_who_may_hold_the_old_one(house: House) -> None:
    session = await led(house)
    await booked(house, session, AMIRA, BEN)
    now = before_start(minutes=25)
    await due(house, now)
    await change(house, session, Change(link="https://meet.example.org/new"), now=now)
    assert await due(house, now) == [("link_changed", AMIRA), ("link_changed", BEN)]
    async with house.database.transaction() as tx:
        await new_link.got_it(tx, await people.visitor(tx, AMIRA), session.id, now)
    await due(house, before_start(minutes=10))
    assert await due(house, before_start(minutes=5)) == [("link_again", BEN)]


async def test_a_link_that_nobody_has_seen_is_changed_quietly(house: House) -> None:
    session = await led(house)
    await booked(house, session, AMIRA)
    await change(house, session, Change(link="https://meet.example.org/new"))
    assert await due(house, NOW) == []


async def test_while_it_is_on_only_the_link_may_change(house: House) -> None:
    session = await led(house)
    await booked(house, session, AMIRA)
    now = STARTS + timedelta(minutes=2)
    await due(house, now)
    with pytest.raises(TooLate):
        await change(house, session, Change(title="Other"), now=now)
    await change(house, session, Change(link="https://meet.example.org/new"), now=now)
    assert await due(house, now) == [("link_changed", AMIRA)]


async def test_only_whoever_leads_it_may_change_it(house: House) -> None:
    made = await weekly(house)
    await house.join_as(BEN, Role.INSTRUCTOR)
    for scope in Scope:
        with pytest.raises(NotFound):
            await change(house, made[0], Change(places=5), scope, chat_id=BEN)


async def test_what_is_cancelled_is_not_changed(house: House) -> None:
    session = await led(house)
    await house.call_off(session)
    with pytest.raises(SessionGone):
        await change(house, session, Change(places=5))


async def test_changing_while_it_is_being_booked_never_overbooks(house: House) -> None:
    session = await led(house, places=3)
    for chat_id in (AMIRA, BEN, CHARLIE, HOLLY):
        await house.join(chat_id)
    await asyncio.gather(
        *(house.book(chat_id, session) for chat_id in (AMIRA, BEN, CHARLIE, HOLLY)),
        change(house, session, Change(places=2)),
        change(house, session, Change(at=time(13, 0))),
    )
    async with house.database.reading() as reading:
        revisions = await reading.all(
            "SELECT n.revision AS n, s.revision AS s FROM notices n JOIN sessions s ON s.id = n.session_id"
            " WHERE n.kind IN ('reminder_near', 'afterwards', 'leading') AND n.state = 'waiting'"
        )
    assert all(row["n"] == row["s"] for row in revisions)
    assert 2 <= await house.count("bookings", "state = 'booked'") <= 3


async def test_two_hundred_are_told_by_a_handful_of_statements(house: House) -> None:
    session = await led(house, places=200)
    for chat_id in range(1000, 1200):
        await house.join(chat_id)
        await house.book(chat_id, session)
    await change(house, session, Change(at=time(13, 0)))
    sent = await due(house, NOW)
    assert [kind for kind, _ in sent] == ["session_moved"] * 200
    async with house.database.transaction() as tx:
        await bookings.cancel(tx, await people.visitor(tx, 1000), session.id, NOW)
    assert await house.count("bookings", f"state = '{BookingState.BOOKED}'") == 199
