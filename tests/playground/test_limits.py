"""Flood limits, on a clock of the test's own."""

import aiohttp
import pytest

from playground import Limits, play
from playground.limits import Flood
from playground.refusals import Refusal


def refused_for(flood: Flood, chat: int, at: float, *, new: bool = True) -> int | None:
    try:
        flood.allow(chat, at, new_message=new)
    except Refusal as refusal:
        return refusal.reply.retry_after
    return None


def test_thirty_messages_a_second_in_all() -> None:
    flood = Flood(Limits())
    assert [refused_for(flood, chat, 0.0) for chat in range(30)] == [None] * 30
    assert refused_for(flood, 31, 0.9) == 1
    assert refused_for(flood, 31, 1.0) is None


def test_a_chat_has_a_short_burst_then_one_a_second() -> None:
    flood = Flood(Limits())
    answers = [refused_for(flood, 1, at) for at in (0.0, 0.1, 0.2, 0.3, 1.0, 1.5, 2.0)]
    assert answers == [None, None, None, 1, None, 1, None]


def test_edits_count_only_in_all() -> None:
    flood = Flood(Limits())
    assert [refused_for(flood, 1, 0.0, new=False) for _ in range(30)] == [None] * 30
    assert refused_for(flood, 1, 0.0, new=False) == 1


def test_limits_can_be_switched_off() -> None:
    flood = Flood(Limits.none())
    assert [refused_for(flood, 1, 0.0) for _ in range(100)] == [None] * 100


async def test_a_refused_message_says_how_long_to_wait(session: aiohttp.ClientSession) -> None:
    async with play(limits=Limits(chat_burst=1, chat_per_second=0.25)) as server:
        amira = server.user()
        await amira.send("/start")
        url = f"{server.url}/bot{server.token}/sendMessage?text=x&chat_id={amira.id}"
        async with session.get(url) as first, session.get(url) as second:
            assert (first.status, second.status) == (200, 429)
            body = await second.json()
        assert body["description"] == "Too Many Requests: retry after 4"
        assert body["parameters"] == {"retry_after": 4}


@pytest.mark.parametrize("burst", [1, 5])
def test_a_long_rest_gives_no_more_than_the_burst(burst: int) -> None:
    flood = Flood(Limits(chat_burst=burst))
    assert refused_for(flood, 1, 0.0) is None
    answers = [refused_for(flood, 1, 1000.0) for _ in range(burst + 1)]
    assert answers == [None] * burst + [1]


def test_what_is_paid_for_goes_beyond_the_thirty() -> None:
    flood = Flood(Limits())
    for chat in range(1_000):
        flood.allow(chat, 0.0, new_message=True, paid=True)
    with pytest.raises(Refusal):
        flood.allow(1_001, 0.0, new_message=True, paid=True)
