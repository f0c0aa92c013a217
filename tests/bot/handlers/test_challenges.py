"""Challenges in the chat: begun, followed and ended in one tap each; of others one frozen number, or none."""

import re
from datetime import timedelta

import pytest

from programme import mondays
from tests.bot.handlers.conftest import Town
from tests.bot.handlers.test_hr import MONDAY
from tests.content.cast import NOW, ZONE
from tests.programme.turnout import attend, challenge, gather, hold, log


async def test_the_county_campaign_from_progress_to_the_first_day(town: Town) -> None:
    amira = await town.member(101)
    await amira.go("progress")
    for label in ("Challenges", "30 minutes for 30 days", "Begin today"):
        await amira.press(label)
    assert "Day 1 of 30." in amira.text
    assert "Not yet today." in amira.text
    assert "on 0 days" not in amira.text
    await amira.press("Log minutes")
    await amira.type("40 min walk")
    await amira.press("Save")
    await amira.go("challenge:thirty-for-thirty")
    assert "You reached 30 minutes on 1 day." in amira.text
    assert "Today is done already." in amira.text


async def test_it_ends_with_praise_and_may_begin_again(town: Town) -> None:
    amira = await town.member(101)
    await amira.go("challengegoes:first-week")
    amira.now = NOW + timedelta(days=7)
    await amira.go("challenge:first-week")
    assert "It's over: 7 days." in amira.text
    await amira.press("Begin again today")
    assert "Day 1 of 7." in amira.text
    await amira.press("Stop this challenge")
    assert "Stopped. Your minutes stay on your log." in amira.text
    await amira.go("challenge:first-week")
    assert "Begin today" in amira.labels


async def test_who_stops_may_carry_on_after_all_where_they_were(town: Town) -> None:
    amira = await town.member(101)
    await amira.go("challengegoes:first-week")
    amira.now = NOW + timedelta(days=3)
    await amira.go("challenge:first-week")
    for label in ("Stop this challenge", "Carry on after all"):
        await amira.press(label)
    assert "Day 4 of 7." in amira.text


@pytest.mark.parametrize("invented", ["0:22", "7:23", "-1:23", "x:23", "1:", "99999:23", "9999:23", ""])
async def test_a_challenge_is_not_taken_up_from_an_invented_day(town: Town, invented: str) -> None:
    """Nor on a later day than the one on which it was stopped: it is the 23rd."""
    amira = await town.member(101)
    await amira.go(f"challengeback:first-week:{invented}")
    await amira.go("challenge:first-week")
    assert "Begin today" in amira.labels


async def test_one_that_is_over_is_stopped_for_good(town: Town) -> None:
    amira = await town.member(101)
    await amira.go("challengegoes:first-week")
    amira.now = NOW + timedelta(days=9)
    await amira.go("challengeends:first-week")
    assert "Stopped." in amira.text
    assert "Carry on after all" not in amira.labels


async def test_nobody_sees_how_others_are_doing(town: Town) -> None:
    amira, ben = await town.member(101), await town.member(102)
    await amira.go("challengegoes:thirty-for-thirty")
    before = (await ben.go("challenges"), await ben.go("challenge:thirty-for-thirty"))
    await amira.go("challengeends:thirty-for-thirty")
    assert (await ben.go("challenges"), await ben.go("challenge:thirty-for-thirty")) == before
    assert "There's no ranking" in str(before[0].text)


async def publish(town: Town, going: int) -> None:
    """The week in which sixty of the council's people logged, of whom so many had a challenge."""
    at = MONDAY - timedelta(days=5)
    async with town.database.transaction() as tx:
        crowd = await gather(tx, town.council, 60, at)
        await attend(tx, crowd, crowd.ids, await hold(tx, at), at)
        await log(tx, crowd, crowd.ids, at.date(), 20)
        await challenge(tx, crowd.ids[:going], at.date(), at.date() + timedelta(days=6))
    await mondays.run(town.database, b"key", MONDAY, ZONE)


async def test_what_is_said_of_the_workplace_is_what_its_hr_sees(town: Town) -> None:
    amira = await town.member(101)
    await publish(town, going=30)
    await amira.go("hrsees")
    (number,) = re.findall(r"Of them in challenges: about (\d+)", amira.text)
    for address in ("challenges", "challengegoes:first-week"):
        await amira.go(address)
        assert f"about {number} people at your workplace had a challenge going and logged minutes." in amira.text


async def test_it_is_one_total_whatever_the_challenge_and_never_live(town: Town) -> None:
    amira, ben = await town.member(101), await town.member(102)
    await publish(town, going=30)
    before = (await ben.go("challenges"), await ben.go("challenge:first-week"))
    for chat in (amira, await town.member(103)):
        await chat.go("challengegoes:first-week")
    async with town.database.transaction() as tx:
        await tx.run("DELETE FROM challenge_entries WHERE challenge = 'CanaryChallenge'")
    assert (await ben.go("challenges"), await ben.go("challenge:first-week")) == before


@pytest.mark.parametrize("going", [0, 9, 51, 60])
async def test_of_few_or_nearly_all_nothing_is_said(town: Town, going: int) -> None:
    amira = await town.member(101)
    await publish(town, going)
    await amira.go("challenges")
    assert "is shown only when it's enough people" in amira.text


async def test_people_of_another_workplace_do_not_see_it(town: Town) -> None:
    baker = await town.member(101, town.bakery)
    await publish(town, going=30)
    await baker.go("challenges")
    assert "is shown only when it's enough people" in baker.text


async def test_before_beginning_they_are_told_that_they_are_counted(town: Town) -> None:
    amira = await town.member(101)
    await amira.go("challenge:first-week")
    assert "“Don't count me” in /privacy leaves you out" in amira.text
    await amira.go("privacy")
    await amira.press("Don't count me")
    await amira.go("challenge:first-week")
    assert "You asked not to be counted" in amira.text


@pytest.mark.parametrize("address", ["challenge:", "challenge:none", "challengegoes:none", "challengeends:'; DROP"])
async def test_invented_challenges_are_not_found(town: Town, address: str) -> None:
    amira = await town.member(101)
    await amira.go(address)
    assert "can't find that" in amira.text
