"""After a session: who made it, once, with the session's minutes; and how many the instructor counted."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from programme import afterwards, minutes, notices, people
from programme.errors import NotFound, TooLate, Unusable
from programme.model import Entry, Facts, Intensity, Role, Session, Totals
from programme.notices import Dropped
from programme.store.notices import claim_due
from tests.programme.cast import AMIRA, BEN, COLE, MENOPAUSE, NOW, STARTS, House

ENDS = STARTS + timedelta(minutes=10)
ASKED = ENDS + timedelta(minutes=5)
SOON = ASKED + timedelta(minutes=1)


async def booked(house: House, chat_id: int = AMIRA, **changes: Any) -> Session:
    await house.join(chat_id)
    session = await house.add(**changes)
    await house.book(chat_id, session)
    return session


async def made(house: House, session: Session, chat_id: int = AMIRA, now: datetime = SOON) -> None:
    async with house.database.transaction() as tx:
        await afterwards.made_it(tx, await people.visitor(tx, chat_id), session.id, now)


async def missed(house: House, session: Session, chat_id: int = AMIRA, now: datetime = SOON) -> None:
    async with house.database.transaction() as tx:
        await afterwards.missed_it(tx, await people.visitor(tx, chat_id), session.id, now)


async def week(house: House, chat_id: int = AMIRA) -> Totals:
    visitor = await house.visitor(chat_id)
    async with house.database.reading() as reading:
        return await minutes.week(reading, visitor, STARTS.date())


async def questions(house: House, kind: str = "afterwards", state: str = "waiting") -> int:
    return await house.count("notices", f"kind = '{kind}' AND state = '{state}'")


async def relevance(house: House, kind: str, now: datetime) -> Facts | Dropped:
    """What the one notice of that *kind* comes to when it is sent at *now*."""
    async with house.database.transaction() as tx:
        (notice,) = [one for one in await claim_due(tx, 1, 100, now) if one.kind == kind]
    async with house.database.reading() as reading:
        return await notices.relevant(reading, notice, now)


async def test_the_question_is_planned_with_the_place(house: House) -> None:
    await booked(house)
    async with house.database.reading() as reading:
        rows = await reading.all("SELECT due_at, expires_at FROM notices WHERE kind = 'afterwards'")
    times = [(datetime.fromisoformat(row["due_at"]), datetime.fromisoformat(row["expires_at"])) for row in rows]
    assert times == [(ASKED, ASKED + timedelta(hours=24))]


async def test_whoever_is_promoted_is_asked_too(house: House) -> None:
    session = await booked(house, places=1)
    await house.join(BEN)
    await house.book(BEN, session)
    assert await questions(house) == 1
    await house.cancel(AMIRA, session)
    assert (await questions(house), await questions(house, state="dropped")) == (1, 1)


async def test_nobody_is_asked_about_a_place_given_up_or_a_session_called_off(house: House) -> None:
    session = await booked(house)
    await house.cancel(AMIRA, session)
    assert await questions(house) == 0
    await house.book(AMIRA, session)
    assert await questions(house) == 1
    await house.call_off(session)
    assert await questions(house) == 0


async def test_it_is_asked_after_the_end_unless_answered(house: House) -> None:
    session = await booked(house)
    assert isinstance(await relevance(house, "afterwards", ASKED), Facts)
    await made(house, session)
    async with house.database.transaction() as tx:
        await tx.run("UPDATE notices SET state = 'waiting' WHERE kind = 'afterwards'")
    assert await relevance(house, "afterwards", SOON) == Dropped("answered")


async def test_it_is_not_asked_of_a_session_that_has_changed(house: House) -> None:
    session = await booked(house)
    async with house.database.transaction() as tx:
        await tx.run("UPDATE sessions SET revision = revision + 1 WHERE id = $1", session.id)
    assert await relevance(house, "afterwards", ASKED) == Dropped("moved")


async def test_yes_is_attendance_and_the_minutes_in_one(house: House) -> None:
    session = await booked(house)
    await made(house, session)
    assert await house.count("bookings", "attended_at IS NOT NULL AND missed_at IS NULL") == 1
    assert await house.count("minutes", f"employer_id = '{house.council.id}' AND activity = 'session-seated'") == 1
    assert await week(house) == Totals(light=10)


async def test_yes_five_times_is_one_entry(house: House) -> None:
    session = await booked(house, kind="upbeat")
    for _ in range(5):
        await made(house, session)
    assert await week(house) == Totals(moderate=10)
    assert await house.count("minutes") == 1


async def test_yes_again_does_not_bring_back_minutes_that_were_removed(house: House) -> None:
    session = await booked(house)
    await made(house, session)
    visitor = await house.visitor(AMIRA)
    async with house.database.transaction() as tx:
        (entry,) = await minutes.recent(tx, visitor)
        await minutes.undo(tx, visitor, [entry.id], SOON)
    await made(house, session)
    assert await week(house) == Totals()


async def test_not_this_time_is_neither_and_takes_a_yes_back(house: House) -> None:
    session = await booked(house)
    await missed(house, session)
    assert await house.count("bookings", "missed_at IS NOT NULL AND attended_at IS NULL") == 1
    assert await week(house) == Totals()
    await made(house, session)
    assert await week(house) == Totals(light=10)
    await missed(house, session)
    assert await house.count("bookings", "attended_at IS NOT NULL") == 0
    assert await week(house) == Totals()


async def test_sitting_at_a_webinar_is_attendance_and_no_minutes(house: House) -> None:
    await house.join(AMIRA, health=True)
    session = await house.add(MENOPAUSE)
    await house.book(AMIRA, session)
    await made(house, session, now=session.ends_at)
    assert await house.count("bookings", "attended_at IS NOT NULL") == 1
    assert await house.count("minutes") == 0


async def test_who_joined_a_webinar_by_the_link_is_not_asked(house: House) -> None:
    await house.join(AMIRA, health=True)
    session = await house.add(MENOPAUSE)
    await house.book(AMIRA, session)
    async with house.database.transaction() as tx:
        await tx.run("UPDATE bookings SET joined_at = booked_at")
    assert await relevance(house, "afterwards", session.ends_at + timedelta(minutes=5)) == Dropped("answered")


async def test_nothing_can_be_said_about_somebody_elses_place_or_before_the_start(house: House) -> None:
    session = await booked(house)
    await house.join(BEN)
    for chat_id, now in ((BEN, SOON), (AMIRA, NOW)):
        with pytest.raises(NotFound):
            await made(house, session, chat_id, now)
        with pytest.raises(NotFound):
            await missed(house, session, chat_id, now)
    assert await house.count("bookings", "attended_at IS NOT NULL OR missed_at IS NOT NULL") == 0


async def test_a_month_later_it_is_too_late(house: House) -> None:
    session = await booked(house)
    with pytest.raises(TooLate):
        await made(house, session, now=STARTS + timedelta(days=40))
    assert await house.count("bookings", "attended_at IS NOT NULL") == 0


async def test_a_full_day_takes_attendance_and_no_minutes(house: House) -> None:
    session = await booked(house)
    visitor = await house.visitor(AMIRA)
    full = [Entry(f"Full{n:08}", 480, "walking", Intensity.LIGHT, STARTS.date()) for n in range(3)]
    async with house.database.transaction() as tx:
        await minutes.save(tx, visitor, full, SOON, zone=ZoneInfo("Europe/London"))
    await made(house, session)
    assert await house.count("bookings", "attended_at IS NOT NULL") == 1
    assert (await week(house)).moved == 1440


async def led(house: House) -> Session:
    cole = await house.join_as(COLE, Role.INSTRUCTOR)
    assert cole.person
    return await house.add(instructor_id=cole.person.id)


async def count(house: House, session: Session, n: int, chat_id: int = COLE, now: datetime = SOON) -> None:
    async with house.database.transaction() as tx:
        await afterwards.count_heads(tx, await people.visitor(tx, chat_id), session.id, n, now)


async def test_who_leads_is_asked_how_many_came(house: House) -> None:
    await led(house)
    assert await questions(house, "head_count") == 1
    assert isinstance(await relevance(house, "head_count", ASKED), Facts)


async def test_a_session_that_nobody_leads_asks_nobody(house: House) -> None:
    await booked(house)
    assert await questions(house, "head_count") == 0


async def test_the_count_is_kept_and_may_be_corrected(house: House) -> None:
    session = await led(house)
    await count(house, session, 12)
    await count(house, session, 14)
    assert await house.count("sessions", "head_count = 14") == 1
    assert await relevance(house, "head_count", ASKED) == Dropped("counted")


async def test_only_who_leads_counts_and_only_sensible_numbers(house: House) -> None:
    session = await led(house)
    await house.join(AMIRA)
    with pytest.raises(NotFound):
        await count(house, session, 5, AMIRA)
    with pytest.raises(NotFound):
        await count(house, session, 5, now=NOW)
    for n in (-1, 5001):
        with pytest.raises(Unusable):
            await count(house, session, n)
    assert await house.count("sessions", "head_count IS NOT NULL") == 0


@pytest.mark.parametrize(
    ("typed", "n"),
    [("12", 12), (" 0 ", 0), ("twelve", 12), ("12.", 12), ("-5", None), ("1e9", None), ("١٢", None), ("a few", None)],
)
def test_numbers_of_people_as_typed(typed: str, n: int | None) -> None:
    assert afterwards.number_in(typed) == n
