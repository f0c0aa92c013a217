"""Recordings: for those who might have come, about health only after agreement, the address one at a time."""

from dataclasses import replace

import pytest

from programme import corrections, recordings
from programme.errors import ConsentNeeded, NotFound
from programme.model import Sensitivity, Session
from tests.programme.cast import AMIRA, BEN, CHARLIE, MENOPAUSE, House, later

URL = "https://video.example.org/1"
AFTER = later(days=2)


async def recorded(house: House, **changes: object) -> Session:
    session = await house.add(replace(MENOPAUSE, **changes))  # type: ignore[arg-type]
    async with house.database.transaction() as tx:
        return await corrections.keep_recording(tx, session.id, URL, "test", AFTER)


async def test_the_list_names_no_address_and_find_does(house: House) -> None:
    session = await recorded(house, sensitivity=Sensitivity.ORDINARY)
    amira = await house.join(AMIRA)
    async with house.database.reading() as reading:
        assert await recordings.listed(reading, amira, AFTER) == (replace(session, recording_url=None),)
        assert (await recordings.find(reading, amira, session.id, AFTER)).recording_url == URL


async def test_about_health_needs_agreement(house: House) -> None:
    session = await recorded(house)
    amira, ben = await house.join(AMIRA), await house.join(BEN, health=True)
    async with house.database.reading() as reading:
        assert len(await recordings.listed(reading, amira, AFTER)) == 1
        with pytest.raises(ConsentNeeded):
            await recordings.find(reading, amira, session.id, AFTER)
        assert (await recordings.find(reading, ben, session.id, AFTER)).recording_url == URL


async def test_charlie_sees_nothing_of_another_workplace(house: House) -> None:
    session = await recorded(house, employer_ids=(house.school.id,))
    charlie = await house.join(CHARLIE, health=True)
    async with house.database.reading() as reading:
        assert await recordings.listed(reading, charlie, AFTER) == ()
        with pytest.raises(NotFound):
            await recordings.find(reading, charlie, session.id, AFTER)
