"""Addresses, tokens, and the four ways to pass parameters."""

import json

import aiohttp
import pytest

from playground import Person, Telegram


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot1234:WRONG/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 404, "Not Found"),
        ("/bot{token}/makeCoffee", 404, "Not Found: method not found"),
        ("/nowhere", 404, "Not Found"),
    ],
)
async def test_a_wrong_address_is_refused(
    server: Telegram, session: aiohttp.ClientSession, path: str, status: int, description: str
) -> None:
    async with session.get(server.url + path.format(token=server.token)) as answer:
        assert answer.status == status
        assert await answer.json() == {"ok": False, "error_code": status, "description": description}


async def test_a_query_string_carries_parameters(
    server: Telegram, session: aiohttp.ClientSession, amira: Person
) -> None:
    url = f"{server.url}/bot{server.token}/sendMessage"
    async with session.get(url, params={"chat_id": str(amira.id), "text": "Hello"}) as answer:
        assert answer.status == 200
    assert (await amira.next()).text == "Hello"


async def test_a_form_carries_objects_as_json(server: Telegram, session: aiohttp.ClientSession, amira: Person) -> None:
    markup = json.dumps({"inline_keyboard": [[{"text": "Book", "callback_data": "b:1"}]]})
    fields = {"chat_id": str(amira.id), "text": "Session", "reply_markup": markup}
    async with session.post(f"{server.url}/bot{server.token}/SENDMESSAGE", data=fields) as answer:
        assert answer.status == 200
    assert (await amira.next()).labels == ["Book"]


async def test_an_attached_file_is_found_by_its_name(
    server: Telegram, session: aiohttp.ClientSession, amira: Person
) -> None:
    form = aiohttp.FormData({"chat_id": str(amira.id), "document": "attach://upload"})
    form.add_field("upload", b"BEGIN:VCALENDAR", filename="session.ics", content_type="text/calendar")
    async with session.post(f"{server.url}/bot{server.token}/sendDocument", data=form) as answer:
        assert answer.status == 200
    document = (await amira.next()).document
    assert document is not None
    assert (document.name, document.mime, document.content) == (
        "session.ics",
        "text/calendar",
        b"BEGIN:VCALENDAR",
    )


async def test_a_file_that_nothing_refers_to_is_an_unknown_field(
    server: Telegram, session: aiohttp.ClientSession, amira: Person
) -> None:
    form = aiohttp.FormData({"chat_id": str(amira.id), "text": "Hello"})
    form.add_field("stray", b"x", filename="x")
    async with session.post(f"{server.url}/bot{server.token}/sendMessage", data=form) as answer:
        assert (await answer.json())["description"] == "Bad Request: unknown field stray"


async def test_a_body_that_is_not_json_is_refused(server: Telegram, session: aiohttp.ClientSession) -> None:
    headers = {"Content-Type": "application/json"}
    url = f"{server.url}/bot{server.token}/getMe"
    async with session.post(url, data=b"{", headers=headers) as answer:
        assert (await answer.json())["description"] == "Bad Request: can't parse JSON object"
