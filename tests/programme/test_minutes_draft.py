"""What waits to be saved: kept whole, added to without losing anything, and forgotten when it is done."""

from dataclasses import replace
from datetime import timedelta

from programme import drafts, minutes_draft
from programme.minutes_draft import Pending, Waiting
from programme.model import Draft, Entry, Intensity
from programme.parsing.values import Kept
from tests.programme.cast import AMIRA, NOW, House

TODAY = NOW.date()
WALK = Entry("EntryAAAAAAA", 25, "walking", Intensity.MODERATE, TODAY)
YOGA = Entry("EntryBBBBBBB", 10, "yoga", Intensity.LIGHT, TODAY, "BookingAAAAA")
OLD = replace(WALK, id="EntryCCCCCCC", on=TODAY - timedelta(days=40))
LONG_AGO = TODAY - timedelta(days=28)


async def kept(house: House, pending: Pending) -> Pending | None:
    async with house.database.transaction() as tx:
        await minutes_draft.keep(tx, AMIRA, pending, NOW)
        return await minutes_draft.pending(tx, AMIRA)


async def test_it_is_read_back_as_it_was_written(house: House) -> None:
    await house.join(AMIRA)
    part = Kept("running", -1, 0, TODAY, 30)
    pending = Pending(Waiting((YOGA,), "EntryDDDDDDD"), (Waiting((WALK, OLD)), Waiting((WALK,))), "quidditch", part)
    assert await kept(house, pending) == pending
    assert await kept(house, Pending(kept=Kept())) == Pending(kept=Kept())


async def test_nothing_that_waits_is_no_draft(house: House) -> None:
    await house.join(AMIRA)
    await kept(house, Pending(Waiting((WALK,))))
    assert await kept(house, Pending()) is None


async def test_what_an_earlier_release_kept_is_let_go(house: House) -> None:
    await house.join(AMIRA)
    old = '[["EntryAAAAAAA", 25, "walking", "moderate", "2026-11-23", null]]'
    async with house.database.transaction() as tx:
        await drafts.put(tx, Draft(AMIRA, "minutes", "asked", (("entries", old), ("replaces", ""))), NOW)
        assert await minutes_draft.pending(tx, AMIRA) == Pending()


def test_a_new_entry_leaves_what_waits() -> None:
    found = minutes_draft.added(Pending(Waiting((WALK,))), Waiting((YOGA,)), LONG_AGO)
    assert [one.name for one in found.all] == [WALK.id, YOGA.id]


def test_the_same_again_is_the_same_message_twice() -> None:
    twice = Waiting((replace(WALK, id="EntryDDDDDDD"),))
    found = minutes_draft.added(Pending(Waiting((WALK,))), twice, LONG_AGO)
    assert [one.name for one in found.all] == [WALK.id]


def test_what_is_too_old_to_be_saved_waits_no_more() -> None:
    assert minutes_draft.added(Pending(Waiting((OLD,))), Waiting((YOGA,)), LONG_AGO).all == (Waiting((YOGA,)),)


def test_another_intensity_is_another_entry() -> None:
    found = minutes_draft.with_intensity(Pending(Waiting((WALK,))), Intensity.LIGHT)
    assert found.last.name != WALK.id


def test_an_entry_that_is_only_looked_at_is_not_waiting() -> None:
    looked_at = minutes_draft.amending(WALK)
    assert Pending(looked_at).all == ()
    left = minutes_draft.without(Pending(looked_at, (Waiting((YOGA,)),)), [Waiting((YOGA,))])
    assert left == Pending(looked_at)
