"""The control API: what the chat page and other processes do over HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from playground import Hooks, Limits, Person, Phone, Telegram, play
from tests.playground.conftest import Call

Play = Callable[..., Coroutine[Any, Any, Any]]
BUTTONS = {"inline_keyboard": [[{"text": "Book", "callback_data": "b:1"}]]}


@pytest.fixture
def control(server: Telegram, session: aiohttp.ClientSession) -> Play:
    """POSTs fields to /play/…, or GETs when there are none."""

    async def made(path: str, *, expect: int = 200, **fields: Any) -> Any:
        how = session.post(f"{server.url}/play/{path}", json=fields) if fields else None
        async with how or session.get(f"{server.url}/play/{path}") as answer:
            assert answer.status == expect, await answer.text()
            return await answer.json()

    return made


async def test_a_person_is_created_and_types(control: Play, call: Call) -> None:
    ben = await control("people", expect=201, name="Ben", role="Instructor", first_link="abc")
    await control(f"people/{ben['id']}/send", text="/start abc")
    (update,) = (await call("getUpdates")).result
    assert update["message"]["from"]["first_name"] == "Ben"
    state = await control("state")
    assert [(each["name"], each["role"], each["started"]) for each in state["people"]] == [("Ben", "Instructor", True)]


async def test_a_file_is_sent_and_can_be_fetched(control: Play, call: Call, amira: Person, server: Telegram) -> None:
    sent = await control(f"people/{amira.id}/document", name="list.csv", mime="text/csv", content="YSxi")
    assert (sent["document"]["file_name"], sent["document"]["file_size"]) == ("list.csv", 3)
    file = (await call("getFile", file_id=sent["document"]["file_id"])).result
    assert server.world.files[file["file_path"].removeprefix("files/")].content == b"a,b"


@pytest.mark.parametrize("wrong", [{"content": "YSxi"}, {"name": "a"}, {"name": "a", "content": "%"}])
async def test_a_file_needs_a_name_and_content(control: Play, amira: Person, wrong: dict[str, str]) -> None:
    await control(f"people/{amira.id}/document", expect=400, **wrong)


async def test_a_press_can_wait_for_its_answer(control: Play, call: Call, amira: Person) -> None:
    sent = (await call("sendMessage", chat_id=amira.id, text="x", reply_markup=BUTTONS)).result
    fields = {"message_id": sent["message_id"], "data": "b:1", "wait": 5}
    pressing = asyncio.create_task(control(f"people/{amira.id}/press", **fields))
    *_, update = (await call("getUpdates", timeout=5, offset=-1)).result
    while "callback_query" not in update:
        *_, update = (await call("getUpdates", timeout=5, offset=update["update_id"] + 1)).result
    await call("answerCallbackQuery", callback_query_id=update["callback_query"]["id"], text="Booked")
    assert (await pressing)["answer"] == {"text": "Booked", "alert": False, "url": None}


async def _until_data(stream: aiohttp.ClientResponse) -> AsyncIterator[bytes]:
    async for line in stream.content:
        yield line
        if line.startswith(b"data: "):
            return


async def test_what_happens_is_streamed(
    server: Telegram, session: aiohttp.ClientSession, call: Call, amira: Person
) -> None:
    async with session.get(f"{server.url}/play/events") as stream:
        await call("sendMessage", chat_id=amira.id, text="Hello")
        lines = [line async for line in _until_data(stream)]
    event = json.loads(lines[-1].removeprefix(b"data: "))
    assert (event["kind"], event["chat"], event["data"]["text"]) == ("message", amira.id, "Hello")


async def test_what_happens_can_be_polled(control: Play, amira: Person) -> None:
    before = (await control("state"))["last"]
    assert await control(f"poll?since={before}&timeout=0.01") == {"last": before, "events": []}
    await amira.send("Hello")
    polled = await control(f"poll?since={before}&chat={amira.id}")
    assert [event["data"]["text"] for event in polled["events"]] == ["Hello"]


async def test_blocking_and_unblocking(control: Play, amira: Person, session: aiohttp.ClientSession) -> None:
    await control(f"people/{amira.id}/block", x=1)
    assert (await control(f"people/{amira.id}"))["blocked"]
    await control(f"people/{amira.id}/unblock", x=1)
    assert not (await control(f"people/{amira.id}"))["blocked"]


async def test_the_clock_is_moved(control: Play, server: Telegram) -> None:
    assert (await control("clock", advance_seconds=600))["offset"] == 600
    later = server.now + timedelta(days=1)
    moved = await control("clock", to=later.isoformat())
    assert datetime.fromisoformat(moved["now"]) >= later
    assert "backwards" in (await control("clock", expect=400, advance_seconds=-1))["error"]
    assert "time zone" in (await control("clock", expect=400, to="2030-01-01T00:00:00"))["error"]


async def test_a_step_goes_to_what_the_wiring_says_is_due(session: aiohttp.ClientSession) -> None:
    due, moved = datetime.now(UTC) + timedelta(hours=5), asyncio.Event()

    async def next_due() -> datetime:
        return due

    async def clock_moved() -> None:
        moved.set()

    async with play(limits=Limits.none(), hooks=Hooks(next_due, clock_moved)) as server:
        async with session.post(f"{server.url}/play/clock", json={"step": True}) as answer:
            assert answer.status == 200
        assert timedelta(0) <= server.now - due < timedelta(minutes=1)
        assert moved.is_set()


async def test_faults_are_ordered_and_cleared(
    control: Play, call: Call, server: Telegram, session: aiohttp.ClientSession
) -> None:
    await control("faults", kind="refuse", method="getMe", times=1, status=502)
    assert (await call("getMe")).status == 502
    assert (await control("faults"))["faults"][0]["hits"] == 1
    async with session.delete(f"{server.url}/play/faults") as answer:
        assert await answer.json() == {"latency": 0.0, "faults": []}
    assert "no such fault" in (await control("faults", expect=400, kind="explode"))["error"]


async def test_calls_are_listed(control: Play, call: Call) -> None:
    await call("getMe")
    await call("sendMessage", chat_id=1, text="x")
    assert [each["method"] for each in await control("calls")] == ["getMe", "sendMessage"]
    (refused,) = await control("calls?refused=1")
    assert refused["description"] == "Bad Request: chat not found"


async def test_letters_are_listed(control: Play, server: Telegram) -> None:
    server.add_mail("holly@example.org", "Your week", "Hello")
    (letter,) = await control("mail")
    assert (letter["to"], letter["subject"], letter["text"]) == ("holly@example.org", "Your week", "Hello")


async def test_phones_are_there_from_the_start(session: aiohttp.ClientSession) -> None:
    people = [Phone("Amira", "Employee", "code1"), Phone("Holly", "HR contact")]
    async with play(people=people) as server, session.get(f"{server.url}/play/state") as answer:
        shown = (await answer.json())["people"]
    assert [(each["name"], each["first_link"]) for each in shown] == [("Amira", "code1"), ("Holly", None)]


async def test_another_web_site_cannot_act(server: Telegram, session: aiohttp.ClientSession) -> None:
    simple = {"Content-Type": "text/plain"}
    async with session.post(f"{server.url}/play/people", data=b'{"name": "x"}', headers=simple) as answer:
        assert answer.status == 400
    rebound = {"Host": "evil.example"}
    async with session.get(f"{server.url}/play/state", headers=rebound) as answer:
        assert answer.status == 403


async def test_what_is_impossible_is_explained(control: Play) -> None:
    answer = await control("people/5/send", expect=400, text="Hello")
    assert answer == {"error": "there is no person 5"}


async def test_the_page_needs_no_network(server: Telegram, session: aiohttp.ClientSession) -> None:
    async with session.get(f"{server.url}/") as answer:
        page = await answer.text()
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "http" not in page.replace("http-equiv", "")
