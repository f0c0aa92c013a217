"""Updates are read, however odd they are; one that cannot be read harms no other."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot

from bot.updates import Event, SentFile, chat_of, nameless, read_event, storable

BOT = Bot("1:x")
CHAT = {"id": 7, "type": "private"}
USER = {"id": 7, "is_bot": False, "first_name": "A"}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "chat", "from"]), inner),
    max_leaves=6,
)


def message(**more: Any) -> str:
    return json.dumps({"update_id": 1, "message": {"message_id": 2, "date": 0, "chat": CHAT, "from": USER, **more}})


@given(st.dictionaries(st.sampled_from(["message", "callback_query", "my_chat_member", "poll"]), ANYTHING))
def test_the_chat_of_any_update_is_a_number(raw: dict[str, Any]) -> None:
    assert isinstance(chat_of(raw), int)


def test_typed_text_is_read() -> None:
    assert read_event(message(text="hello"), BOT) == Event(7, typed="hello", sent_as=2)


@pytest.mark.parametrize(
    "more", [{"location": {"longitude": 1.0, "latitude": 1.0}}, {"contact": {"phone_number": "1", "first_name": "B"}}]
)
def test_what_is_not_text_is_an_empty_message(more: dict[str, Any]) -> None:
    assert read_event(message(**more), BOT) == Event(7, typed="", sent_as=2)


def test_telegrams_own_notes_are_not_answered() -> None:
    assert read_event(message(group_chat_created=True), BOT) == Event(7)


def test_no_name_is_kept_of_what_telegram_tells() -> None:
    raw = json.loads(message(text="hi", contact={"phone_number": "0123", "first_name": "Zed", "user_id": 5}))
    kept = json.dumps(nameless(raw))
    assert "Zed" not in kept
    assert "0123" not in kept
    assert read_event(kept, BOT) == Event(7, typed="hi", sent_as=2)


def test_what_a_pressed_message_says_is_not_kept() -> None:
    message = {"message_id": 5, "date": 0, "chat": CHAT, "text": "Menopause"}
    press = {"id": "q", "data": "book:1", "message": message}
    kept = nameless({"update_id": 1, "callback_query": press})
    assert kept["callback_query"]["message"] == {"message_id": 5, "date": 0, "chat": CHAT}
    assert message["text"] == "Menopause"


def test_a_press_brings_its_message_and_query() -> None:
    press = {"id": "q", "from": USER, "chat_instance": "x", "data": "book:1",
             "message": {"message_id": 5, "date": 0, "chat": CHAT}}  # fmt: skip
    event = read_event(json.dumps({"update_id": 1, "callback_query": press}), BOT)
    assert event == Event(7, pressed="book:1", callback_id="q", message_id=5)


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
def test_who_writes_in_a_group_writes_elsewhere(kind: str) -> None:
    group = {"id": -5, "type": kind, "title": "g"}
    assert read_event(message(text="hi", chat=group), BOT) == Event(-5, elsewhere=kind)


@pytest.mark.parametrize("note", [{"migrate_to_chat_id": -1005}, {"migrate_from_chat_id": -4}, {"new_chat_title": "h"}])
def test_telegrams_own_notes_in_a_group_say_nothing(note: dict[str, object]) -> None:
    group = {"id": -5, "type": "group", "title": "g"}
    assert read_event(message(chat=group, **note), BOT) == Event(-5)


@pytest.mark.parametrize(("status", "reachable"), [("kicked", False), ("member", True)])
def test_blocking_and_unblocking_are_noticed(status: str, reachable: bool) -> None:
    member = {"user": USER, "status": status, **({"until_date": 0} if status == "kicked" else {})}
    change = {"chat": CHAT, "from": USER, "date": 0, "old_chat_member": member, "new_chat_member": member}
    event = read_event(json.dumps({"update_id": 1, "my_chat_member": change}), BOT)
    assert event == Event(7, reachable=reachable)


@given(st.text())
def test_storable_text_can_be_stored(text: str) -> None:
    assert "\0" not in storable(text + "\0")
    storable(text + "\ud800").encode("utf-8")


def test_a_document_is_an_empty_message_with_a_file() -> None:
    document = {"file_id": "F", "file_unique_id": "U", "file_name": "a.xlsx", "file_size": 7}
    assert read_event(message(document=document), BOT) == Event(7, typed="", file=SentFile("F", 7), sent_as=2)
