"""What the team puts right: the health flag, and where a recording is."""

from datetime import timedelta

import pytest

from programme import consent, corrections, notices, people
from programme.errors import NotFound, Unusable
from programme.model import BookingState, Purpose, Sensitivity, Session
from programme.store.notices import claim_due
from tests.programme.cast import AMIRA, BEN, CHARLIE, MENOPAUSE, NOW, STARTS, House, later

THEO = "PersonTHEO00"
AFTERWARDS = STARTS + timedelta(hours=2)
RECORDING = "https://video.example.org/1"


async def flag(house: House, session: Session, wanted: Sensitivity) -> Session:
    async with house.database.transaction() as tx:
        return await corrections.set_sensitivity(tx, session.id, wanted, THEO, NOW)


async def record(house: House, session: Session, link: str = RECORDING) -> Session:
    async with house.database.transaction() as tx:
        return await corrections.keep_recording(tx, session.id, link, THEO, AFTERWARDS)


async def test_nobody_keeps_a_place_about_health_without_having_agreed(house: House) -> None:
    session = await house.add(places=1)
    await house.join(AMIRA)
    await house.join(BEN)
    await house.join(CHARLIE, health=True)
    await house.book_all((AMIRA, BEN, CHARLIE), session)
    assert (await flag(house, session, Sensitivity.HEALTH)).is_health_related
    assert await house.mine(AMIRA) == []
    assert await house.mine(BEN) == []
    assert [kind for kind, _ in await house.notices(AMIRA)] == ["consent_asked"]
    (card,) = await house.mine(CHARLIE)
    assert card.booking
    assert card.booking.state is BookingState.BOOKED


async def test_who_has_agreed_keeps_place_and_reminder(house: House) -> None:
    session = await house.add()
    await house.join(CHARLIE, health=True)
    await house.book(CHARLIE, session)
    await flag(house, session, Sensitivity.HEALTH)
    assert [kind for kind, _ in await house.notices(CHARLIE)] == ["reminder_near"]


async def test_no_longer_about_health_lets_in_who_waits(house: House) -> None:
    session = await house.add(sensitivity=Sensitivity.HEALTH, places=1)
    await house.join(CHARLIE, health=True)
    await house.book(CHARLIE, session)
    await flag(house, session, Sensitivity.ORDINARY)
    assert len(await house.mine(CHARLIE)) == 1
    await house.join(AMIRA)
    await house.book(AMIRA, session)


async def test_saying_what_it_was_already_changes_nothing(house: House) -> None:
    session = await house.add(MENOPAUSE)
    await flag(house, session, Sensitivity.HEALTH)
    assert await house.count("audit", "action = 'session sensitivity changed'") == 0


async def test_after_it_has_begun_places_stay(house: House) -> None:
    session = await house.add()
    await house.join(AMIRA)
    await house.book(AMIRA, session)
    async with house.database.transaction() as tx:
        await corrections.set_sensitivity(tx, session.id, Sensitivity.HEALTH, THEO, STARTS)
    assert await house.count("bookings", "state = 'booked'") == 1


async def test_a_recording_is_kept_changed_and_taken_away(house: House) -> None:
    session = await house.add(MENOPAUSE)
    assert (await record(house, session)).recording_url == RECORDING
    assert (await record(house, session, RECORDING + "2")).recording_url == RECORDING + "2"
    async with house.database.transaction() as tx:
        await corrections.remove_recording(tx, session.id, THEO, AFTERWARDS)
        gone = await corrections.remove_recording(tx, session.id, THEO, AFTERWARDS)
    assert gone.recording_url is None
    assert await house.count("audit", "action = 'recording removed'") == 1


@pytest.mark.parametrize("link", ["", "ftp://x.example", "javascript:alert(1)", "https://", "not a link", "x" * 10_000])
async def test_what_is_no_web_link_is_refused(house: House, link: str) -> None:
    session = await house.add(MENOPAUSE)
    with pytest.raises(Unusable, match="link"):
        await record(house, session, link)
    assert await house.count("sessions", "recording_url IS NOT NULL") == 0


async def test_only_webinars_that_are_over_have_recordings(house: House) -> None:
    with pytest.raises(Unusable, match="not_a_webinar"):
        await record(house, await house.add())
    session = await house.add(MENOPAUSE)
    async with house.database.transaction() as tx:
        with pytest.raises(Unusable, match="too_early"):
            await corrections.keep_recording(tx, session.id, RECORDING, THEO, STARTS)


async def test_cancelled_or_unknown_sessions_are_refused(house: House) -> None:
    session = await house.add(MENOPAUSE)
    await house.call_off(session)
    with pytest.raises(NotFound):
        await record(house, session)
    with pytest.raises(NotFound):
        await flag(house, session, Sensitivity.ORDINARY)
    async with house.database.reading() as reading:
        with pytest.raises(NotFound):
            await corrections.session(reading, "NeverWasHere")


async def test_what_is_to_come_and_what_has_been_are_listed_apart(house: House) -> None:
    reset, talk = await house.add(), await house.add(MENOPAUSE, employer_ids=(house.school.id,))
    async with house.database.reading() as reading:
        to_come = await corrections.to_come(reading, NOW)
        assert {one.id for one in to_come} == {reset.id, talk.id}
        assert await corrections.past_webinars(reading, NOW) == ()
        assert [one.id for one in await corrections.past_webinars(reading, AFTERWARDS)] == [talk.id]
        assert await corrections.audience(reading, talk.id) == ("Riverside School",)
        assert await corrections.audience(reading, reset.id) == ()


async def test_who_books_again_is_not_asked_a_second_time(house: House) -> None:
    session = await house.add()
    await house.join(AMIRA)
    await house.book(AMIRA, session)
    await flag(house, session, Sensitivity.HEALTH)
    async with house.database.transaction() as tx:
        due = [one for one in await claim_due(tx, 1, 8, later(minutes=1)) if one.kind == "consent_asked"]
    async with house.database.reading() as reading:
        assert not isinstance(await notices.relevant(reading, due[0], NOW), notices.Dropped)
    async with house.database.transaction() as tx:
        await consent.give(tx, await people.visitor(tx, AMIRA), Purpose.HEALTH, NOW)
    await house.book(AMIRA, session)
    async with house.database.reading() as reading:
        assert await notices.relevant(reading, due[0], NOW) == notices.Dropped("booked again")
