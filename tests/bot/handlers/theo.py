"""Theo of the team, and what he reads."""

from datetime import timedelta

from programme.model import Role
from tests.bot.handlers.conftest import Chat, Town
from tests.content.cast import NOW

THEO, TESS = 500, 501


async def theo(town: Town, chat_id: int = THEO) -> Chat:
    """Of the team; the smaller the number, the longer."""
    chat = town.chat(chat_id)
    chat.now = NOW + timedelta(seconds=chat_id)
    await chat.go("start", (await town.invitation(Role.TEAM)).link_token)
    await chat.press("I agree")
    await chat.go("programme")
    return chat


def link_in(chat: Chat) -> str:
    return chat.text.partition("?start=")[2].split()[0]
