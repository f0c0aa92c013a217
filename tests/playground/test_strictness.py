"""Calls that the real server might let pass, or explain badly, are refused."""

from typing import Any

import pytest

from playground import Person
from tests.playground.conftest import Call

LONG = "x" * 65


async def test_an_unknown_field_is_refused(call: Call, amira: Person) -> None:
    answered = await call("sendMessage", chat_id=amira.id, text="Hello", texte="Hello")
    assert answered.status == 400
    assert answered.description == "Bad Request: unknown field texte"


@pytest.mark.parametrize(
    ("fields", "description"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": 5}, 'field "text" must be of type String'),
        ({"text": "x", "parse_mode": "MarkdownV2"}, "parse_mode MarkdownV2 is not supported by this server"),
        ({"text": "x", "parse_mode": "Fancy"}, "unsupported parse_mode"),
        ({"text": "x", "protect_content": "perhaps"}, 'field "protect_content" must be of type Boolean'),
        ({"text": "x", "reply_markup": {"rows": []}}, "object expected as reply markup"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply_markup: it is not JSON"),
        (
            {"text": "x", "link_preview_options": {"disabled": True}},
            "unknown field link_preview_options.disabled",
        ),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "x", "message_thread_id": 1}, "field message_thread_id is not supported by this server"),
    ],
)
async def test_a_bad_message_is_refused(call: Call, amira: Person, fields: dict[str, Any], description: str) -> None:
    answered = await call("sendMessage", chat_id=amira.id, **fields)
    assert answered.status == 400
    assert answered.description.startswith(f"Bad Request: {description}")


@pytest.mark.parametrize(
    ("button", "description"),
    [
        ({"text": "A", "callback_data": LONG}, "BUTTON_DATA_INVALID"),
        ({"text": "A", "callback_data": "ü" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "A", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "A"}, "can't parse inline keyboard button: Text buttons are unallowed"),
        (
            {"text": "A", "callback_data": "a", "url": "https://a.uk"},
            "can't parse inline keyboard button: exactly",
        ),
        ({"text": " ", "callback_data": "a"}, "can't parse keyboard button: button text must be non-empty"),
        ({"callback_data": "a"}, 'field "reply_markup.inline_keyboard[0][0].text" is required'),
        ({"text": "A", "data": "a"}, "unknown field reply_markup.inline_keyboard[0][0].data"),
        (
            {"text": "A", "callback_data": 1},
            'field "reply_markup.inline_keyboard[0][0].callback_data" must be',
        ),
        (
            {"text": "A", "url": "javascript:alert(1)"},
            "inline keyboard button URL 'javascript:alert(1)' is invalid",
        ),
        ({"text": "A", "url": "x"}, "inline keyboard button URL 'x' is invalid"),
        (
            {"text": "A", "url": "http://localhost/x"},
            "inline keyboard button URL 'http://localhost/x' is invalid",
        ),
        ({"text": "A", "callback_data": "a", "style": "pink"}, "can't parse inline keyboard button: invalid"),
    ],
)
async def test_a_bad_button_is_refused(call: Call, amira: Person, button: dict[str, Any], description: str) -> None:
    markup = {"inline_keyboard": [[button]]}
    answered = await call("sendMessage", chat_id=amira.id, text="x", reply_markup=markup)
    assert answered.status == 400
    assert answered.description.startswith(f"Bad Request: {description}")


async def test_more_than_a_hundred_buttons_are_refused(call: Call, amira: Person) -> None:
    rows = [[{"text": "A", "callback_data": "a"}] for _ in range(101)]
    answered = await call("sendMessage", chat_id=amira.id, text="x", reply_markup={"inline_keyboard": rows})
    assert answered.description == "Bad Request: reply markup is too long"


@pytest.mark.parametrize(
    ("command", "description", "refused"),
    [
        ("Start", "Begin", "BOT_COMMAND_INVALID"),
        ("x" * 33, "Begin", "BOT_COMMAND_INVALID"),
        ("start", "", "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("start", "x" * 257, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
async def test_a_bad_command_is_refused(call: Call, command: str, description: str, refused: str) -> None:
    answered = await call("setMyCommands", commands=[{"command": command, "description": description}])
    assert answered.description == f"Bad Request: {refused}"


async def test_more_than_a_hundred_commands_are_refused(call: Call) -> None:
    commands = [{"command": f"c{number}", "description": "x"} for number in range(101)]
    assert (await call("setMyCommands", commands=commands)).description == "Bad Request: BOT_COMMANDS_TOO_MUCH"


async def test_a_scope_needs_a_known_type_and_its_own_fields(call: Call) -> None:
    unknown = await call("getMyCommands", scope={"type": "everybody"})
    extra = await call("getMyCommands", scope={"type": "default", "chat_id": 1})
    assert unknown.description == "Bad Request: can't parse scope: unsupported type specified"
    assert extra.description == "Bad Request: unknown field scope.chat_id"


async def test_an_unknown_action_is_refused(call: Call, amira: Person) -> None:
    answered = await call("sendChatAction", chat_id=amira.id, action="dancing")
    assert answered.description == "Bad Request: wrong parameter action in request"


async def test_a_caption_has_its_own_limit(call: Call, amira: Person, server: Any) -> None:
    file = (await amira.send_document("a.txt", b"a")).document
    assert file is not None
    answered = await call("sendDocument", chat_id=amira.id, document=file.file_id, caption="x" * 1025)
    assert answered.description == "Bad Request: message caption is too long"
