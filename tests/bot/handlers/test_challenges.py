"""Challenges in the chat: begun, followed and ended in one tap each; nothing about anybody else."""

from datetime import timedelta

import pytest

from tests.bot.handlers.conftest import Town
from tests.content.cast import NOW


async def test_the_county_campaign_from_progress_to_the_first_day(town: Town) -> None:
    amira = await town.member(101)
    await amira.go("progress")
    for label in ("Challenges", "30 minutes for 30 days", "Begin today"):
        await amira.press(label)
    assert "Day 1 of 30." in amira.text
    assert "on 0 days" in amira.text
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
    assert "Begin today" in amira.labels


async def test_nobody_sees_how_others_are_doing(town: Town) -> None:
    amira, ben = await town.member(101), await town.member(102)
    await amira.go("challengegoes:thirty-for-thirty")
    before = (await ben.go("challenges"), await ben.go("challenge:thirty-for-thirty"))
    await amira.go("challengeends:thirty-for-thirty")
    assert (await ben.go("challenges"), await ben.go("challenge:thirty-for-thirty")) == before
    assert "There's no ranking" in str(before[0].text)


@pytest.mark.parametrize("address", ["challenge:", "challenge:none", "challengegoes:none", "challengeends:'; DROP"])
async def test_invented_challenges_are_not_found(town: Town, address: str) -> None:
    amira = await town.member(101)
    await amira.go(address)
    assert "can't find that" in amira.text
