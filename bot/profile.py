"""What Telegram shows of the bot to people who have not joined: its menu and description."""

from __future__ import annotations

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats

from content import menus
from content.words import Words
from programme.model import Visitor


async def introduce(bot: Bot) -> None:
    """Set the strangers' menu; each member's own is set for their chat when they join."""
    words = Words()
    commands = [BotCommand(command.name, command.description) for command in menus.commands(words, Visitor(0))]
    await bot.set_my_commands(commands, scope=BotCommandScopeAllPrivateChats())
