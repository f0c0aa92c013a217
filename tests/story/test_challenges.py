"""Amira takes up a challenge; when the week has closed, the number is the same for Holly and for her, and stays."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from playground import Person
from programme import challenges, employers, minutes
from programme.ids import new_id
from programme.model import Challenge, Entry, Intensity
from tests.programme.turnout import attend, challenge, gather, hold, log
from tests.stage import Stage
from tests.story.crowds import members, record_of, visitor
from tests.story.scenes import ECC, press
from tests.story.test_monday import monday_after

SMALL = "Corner Bakery"
WORDS_ONLY = "is shown only when it's enough"
COUNTED = re.compile(r"In the week to \w+ \d+ \w+, about (\d+) people at your workplace had a challenge going")


async def a_busy_week(stage: Stage, going: int) -> None:
    """Sixty people come and log, and so many have a challenge."""
    at = stage.telegram.now
    async with record_of(stage) as database, database.transaction() as tx:
        council = await employers.find(tx, "Essex County Council")
        crowd = await gather(tx, council, 60, at)
        await attend(tx, crowd, crowd.ids, await hold(tx, at), at)
        await log(tx, crowd, crowd.ids, at.date(), 20)
        await challenge(tx, crowd.ids[:going], at.date(), at.date() + timedelta(days=29))


async def listed(person: Person, *, has_logged: bool = False) -> str:
    """What the page of all challenges says; the way there has a picture for whoever has logged something."""
    await person.ask("/progress")
    if has_logged:
        assert (await person.next()).photo
    return (await press(person, "Challenges")).text


async def test_the_number_comes_with_the_digest_and_nothing_live_changes_it(stage: Stage) -> None:
    await a_busy_week(stage, going=30)
    await stage.start()
    amira, ben = await stage.join("Amira", *ECC), await stage.join("Ben", *ECC)
    holly = await stage.join("Holly", "hr", "--employer", "Essex County Council")
    holly.skip()
    assert WORDS_ONLY in await listed(amira)
    assert "“Don't count me” in /privacy" in (await press(amira, "30 minutes for 30 days")).text
    assert "Day 1 of 30." in (await press(amira, "Begin today")).text
    stage.telegram.advance(monday_after(stage).total_seconds())
    told = (await holly.next()).text
    shown = COUNTED.search(said := await listed(amira))
    assert shown
    assert f"Of them in challenges: about {shown.group(1)}\n" in told
    await ben.ask("25 min walk")
    await press(ben, "Save")
    await listed(ben, has_logged=True)
    await press(ben, "30 minutes for 30 days")
    await press(ben, "Begin today")
    assert await listed(amira) == said
    assert f"about {shown.group(1)} people" in (await press(amira, "30 minutes for 30 days (begun)")).text
    assert not stage.telegram.refused


async def test_people_of_a_small_workplace_see_words_alone(stage: Stage) -> None:
    """All that there is of all workplaces together is nearly all of one."""
    await stage.command("employer", "add", SMALL, "--headcount", "9")
    await a_busy_week(stage, going=30)
    await stage.start()
    ben = await stage.join("Ben", "employee", "--employer", SMALL)
    await listed(ben)
    await press(ben, "30 minutes for 30 days")
    await press(ben, "Begin today")
    holly = await stage.join("Holly", "hr", "--employer", SMALL)
    holly.skip()
    stage.telegram.advance(monday_after(stage).total_seconds())
    told = (await holly.next()).text
    assert "At all workplaces together:" in told
    assert "challenges: about" not in told
    assert WORDS_ONLY in await listed(ben)


@pytest.mark.parametrize("leaving", [0, 11])
async def test_who_says_do_not_count_me_is_not_in_the_number(stage: Stage, leaving: int) -> None:
    """Of twenty with a challenge nine are left: too few, whatever the noise. With all of them it is said."""
    await a_busy_week(stage, going=0)
    crowd = await members(stage, 20)
    await take_up(stage, crowd)
    await stage.start()
    holly = await stage.join("Holly", "hr", "--employer", "Essex County Council")
    holly.skip()
    for person in crowd[:leaving]:
        await person.ask("/privacy")
        assert "in no figure about anybody" in (await press(person, "Don't count me")).text
    if leaving:
        await listed(crowd[0], has_logged=True)
        assert "You asked not to be counted" in (await press(crowd[0], "Ten a day for a fortnight")).text
    stage.telegram.advance(monday_after(stage).total_seconds())
    assert ("Of them in challenges" in (await holly.next()).text) == (leaving == 0)
    assert (WORDS_ONLY in await listed(crowd[-1], has_logged=True)) == (leaving > 0)


async def take_up(stage: Stage, crowd: list[Person]) -> None:
    """Each begins and logs half an hour."""
    now = stage.telegram.now
    walk = Entry(new_id(), 30, "walking", Intensity.MODERATE, now.date())
    async with record_of(stage) as database, database.transaction() as tx:
        for person in crowd:
            who = await visitor(tx, person)
            await challenges.begin(tx, who, Challenge("thirty-for-thirty", 30, 30), now.date())
            await minutes.save(tx, who, [replace(walk, id=new_id())], now, zone=stage.settings.zone)
