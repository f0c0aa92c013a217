"""Answering pressed buttons, and showing that the bot is busy."""

from datetime import timedelta

from playground.checking import Asked
from playground.formatting import utf16_length
from playground.methods.chats import open_chat
from playground.refusals import QUERY_TOO_OLD, Refusal, Reply, bad_request
from playground.values import Query, Toast
from playground.world import World

LONGEST_TOAST = 200
MEDIA = ("photo", "video", "voice", "document", "video_note")
ACTIONS = {
    *("typing", "choose_sticker", "find_location", "record_video", "record_voice", "record_video_note"),
    *(f"upload_{each}" for each in MEDIA),
}


def answer_callback_query(world: World, asked: Asked) -> bool:
    """Each query has one answer, and not too late."""
    query = world.waiting_queries.get(asked.text("callback_query_id"))
    if query is None or _too_old(world, query):
        raise Refusal(Reply(400, QUERY_TOO_OLD))
    text, url = asked.text("text"), asked.get("url")
    if utf16_length(text) > LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    if url is not None and not url.startswith((f"https://t.me/{world.profile.username}?", "tg://")):
        raise bad_request("URL_INVALID")
    query.answer = Toast(text, asked.flag("show_alert"), url)
    del world.waiting_queries[query.query_id]
    _show(world, query, query.answer)
    return True


def _too_old(world: World, query: Query) -> bool:
    if world.query_seconds is None:
        return False
    return world.clock.now() - query.asked_at > timedelta(seconds=world.query_seconds)


def _show(world: World, query: Query, toast: Toast) -> None:
    data = {"query_id": query.query_id, "text": toast.text, "show_alert": toast.alert, "url": toast.url}
    world.journal.note("answered", query.chat_id, data)
    world.fire(world.chats[query.chat_id])


def send_chat_action(world: World, asked: Asked) -> bool:
    chat = open_chat(world, asked)
    if asked.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.journal.note("action", chat.account.user_id, {"action": asked.text("action")})
    return True
