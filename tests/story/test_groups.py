"""Somebody takes the bot to a group: it says kindly that it works in private, once, and goes."""

from __future__ import annotations

import pytest

from bot.desk import Desk
from bot.updates import Event
from content import elsewhere
from content.words import Words
from playground.groups import Group
from tests.stage import Stage

KINDLY = "I'm a bot for private chats"


async def handled(stage: Stage, group: Group) -> list[str]:
    """What the bot has said in the group, once it has seen to everything there."""
    await stage.telegram.settled()
    stranger = stage.telegram.user("Charlie")
    await stranger.ask("/help")
    await stage.telegram.until(lambda: not group.account.is_member or stage.telegram.calls_of("leaveChat"))
    return group.said_by_bot()


async def test_who_adds_it_to_a_group_is_told_once_and_it_leaves(stage: Stage) -> None:
    await stage.start()
    group = stage.telegram.group()
    group.add_bot()
    for _ in range(3):
        group.say("/timetable@FindYourActiveBot")
    (said,) = await handled(stage, group)
    assert said.startswith(KINDLY)
    assert not group.account.is_member


async def test_it_leaves_a_channel_without_a_word(stage: Stage) -> None:
    await stage.start()
    channel = stage.telegram.group(kind="channel")
    channel.add_bot()
    assert await handled(stage, channel) == []
    assert not channel.account.is_member


async def test_it_comes_back_as_often_as_it_is_added_and_never_of_its_own(stage: Stage) -> None:
    await stage.start()
    group = stage.telegram.group()
    for times in (1, 2):
        group.add_bot()
        await stage.telegram.until(lambda: len(stage.telegram.calls_of("leaveChat")) == times)  # noqa: B023 - waited for
        await stage.telegram.settled()
    assert len(group.said_by_bot()) == 2


async def upgraded_under_its_feet(stage: Stage) -> tuple[Group, Group]:
    """A group that is upgraded before what was said there is answered; nothing more is said in the new one."""
    group = stage.telegram.group()
    group.account.is_member = True
    group.say("/start@FindYourActiveBot")
    successor = group.upgrade()
    await stage.start()
    await stage.telegram.until(lambda: stage.telegram.calls_of("leaveChat"))
    await stage.telegram.settled()
    await stage.telegram.user("Charlie").ask("/help")
    return group, successor


async def test_a_group_that_was_upgraded_is_let_go_after_one_try(stage: Stage) -> None:
    group, successor = await upgraded_under_its_feet(stage)
    calls = [call for call in stage.telegram.calls if call.fields.get("chat_id") in (group.id, successor.id)]
    assert [(call.method, call.status) for call in calls] == [("sendMessage", 400), ("leaveChat", 400)]
    assert "upgraded to a supergroup" in calls[0].description


async def test_what_is_said_in_the_supergroup_then_is_answered_there(stage: Stage) -> None:
    _, successor = await upgraded_under_its_feet(stage)
    successor.say("/help@FindYourActiveBot")
    await stage.telegram.until(lambda: not successor.account.is_member)
    assert len(successor.said_by_bot()) == 1


async def test_control_who_did_not_leave_would_say_it_again_and_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def stay(self: Desk, event: Event) -> None:
        await self._outgoing.reply(event.chat_id, elsewhere.private_only(Words(), ""))

    monkeypatch.setattr(Desk, "_leave", stay)
    await stage.start()
    group = stage.telegram.group()
    group.add_bot()
    for _ in range(3):
        group.say("/timetable@FindYourActiveBot")
    await stage.telegram.until(lambda: len(group.said_by_bot()) == 4)
