"""Which chat a call means, and whether the bot may write there."""

from playground.checking import Asked
from playground.refusals import bad_request, forbidden, upgraded
from playground.values import Message
from playground.world import Chat, World


def chat_of(world: World, asked: Asked) -> Chat:
    """The chat that chat_id names; refused when there is none."""
    chat_id = asked.get("chat_id")
    if chat_id is None:
        raise bad_request("chat_id is empty")
    if not isinstance(chat_id, int) or chat_id not in world.chats:
        raise bad_request("chat not found")
    return world.chats[chat_id]


def open_chat(world: World, asked: Asked) -> Chat:
    """The chat, if its person has started the bot, has not blocked it and still exists."""
    chat = chat_of(world, asked)
    if chat.account.kind != "private":
        return joined_chat(chat)
    if chat.account.deleted:
        raise forbidden("user is deactivated")
    if chat.account.blocked:
        raise forbidden("bot was blocked by the user")
    if not chat.account.started:
        raise forbidden("bot can't initiate conversation with a user")
    return chat


def joined_chat(chat: Chat) -> Chat:
    """A group or channel that the bot is in and that is still what it was."""
    if chat.account.upgraded_to is not None:
        raise upgraded(chat.account.upgraded_to)
    if not chat.account.is_member:
        raise forbidden(f"bot is not a member of the {chat.account.kind} chat")
    return chat


def message_in(chat: Chat, asked: Asked, missing: str) -> Message:
    """The message that message_id names; refused with `missing` when it is not there."""
    if asked.get("message_id") is None:
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(asked.integer("message_id"))
    if message is None or message.deleted:
        raise bad_request(missing)
    return message
