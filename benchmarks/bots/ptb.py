"""A bare python-telegram-bot: answers the press and edits the message, and no more.

`python ptb.py URL TOKEN [SIDE_BY_SIDE]`; its default transport, and, unless told otherwise, one update at a time,
which is its default too.
"""

import logging
import sys

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackContext, CallbackQueryHandler

BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("Cancel my place", callback_data="cancel:abcdefghjkmn")]])


async def echo(update: Update, _context: CallbackContext) -> None:  # type: ignore[type-arg]
    query = update.callback_query
    assert query is not None
    await query.answer()
    await query.edit_message_text(f"You pressed <b>{query.data}</b>.", parse_mode="HTML", reply_markup=BUTTONS)


def main() -> None:
    logging.basicConfig(level=logging.ERROR)
    url, token, *more = sys.argv[1:]
    builder = Application.builder().token(token).base_url(f"{url}/bot")
    if more:
        builder = builder.concurrent_updates(int(more[0]))
    application = builder.build()
    application.add_handler(CallbackQueryHandler(echo))
    application.run_polling()


if __name__ == "__main__":
    main()
