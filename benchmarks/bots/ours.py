"""Our whole bot, as `find-your-active run` starts it, without Telegram's limit of 30 messages a second.

Under the limit every bot would come to the same 30. Everything else is as it always is: settings from the
environment, the record, durable commits, duties, notices.
"""

import asyncio
import sys

from bot.console.run import serve
from bot.lanes import Limits
from bot.logs import set_up_logs
from bot.settings import load_settings
from bot.signals import stop_on_signals

UNLIMITED = Limits(per_second=1_000_000, per_chat_seconds=0.0, another_before=False)


async def main() -> None:
    settings = load_settings()
    set_up_logs("ERROR", as_json=False, secrets=())
    stop = asyncio.Event()
    stop_on_signals(stop)
    await serve(settings, stop, UNLIMITED)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
