"""A bare aiogram 3: answers the press and edits the message, and no more. `python aiogram_echo.py URL TOKEN`.

Run by the Python of an environment of its own (`benchmarks/aiogram.lock`), since it wants another pydantic than ours;
so it imports nothing of this project.
"""

import asyncio
import logging
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup

BUTTONS = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Cancel my place", callback_data="cancel:abcdefghjkmn")]]
)


async def echo(query: CallbackQuery) -> None:
    await query.answer()
    await query.message.edit_text(f"You pressed <b>{query.data}</b>.", parse_mode="HTML", reply_markup=BUTTONS)


async def main() -> None:
    logging.basicConfig(level=logging.ERROR)
    url, token = sys.argv[1:]
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    dispatcher = Dispatcher()
    dispatcher.callback_query.register(echo)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
