"""A file that somebody sent, fetched from Telegram: with limits on size and time, and failures told apart."""

from __future__ import annotations

import logging
from enum import Enum, auto
from http import HTTPStatus

from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError

from bot.inbox import Unanswered
from bot.transport import AiohttpRequest, SlowDown
from bot.updates import SentFile

log = logging.getLogger(__name__)

MOST_BYTES = 1_000_000
AGAIN_SECONDS = 1.0


class Unfetched(Enum):
    """Why there is nothing to read, and never will be."""

    TOO_LARGE = auto()
    GONE = auto()
    """Telegram does not hand it out (any more)."""


async def fetch(bot: Bot, file: SentFile) -> bytes | Unfetched:
    """The file's content. What says that it is too large is not even asked for.

    Raises:
        Unanswered: temporary; the update waits, so that nobody has to send their file again.
    """
    if (file.size or 0) > MOST_BYTES:
        return Unfetched.TOO_LARGE
    try:
        found = await bot.get_file(file.id)
        if (found.file_size or 0) > MOST_BYTES:
            return Unfetched.TOO_LARGE
        return await download(bot, found.file_path or "")
    except SlowDown as trouble:
        raise Unanswered(trouble.seconds) from None
    except (BadRequest, Forbidden):
        return Unfetched.GONE
    except NetworkError as trouble:
        log.warning("a file could not be fetched (%s); trying again", type(trouble).__name__)
        raise Unanswered(AGAIN_SECONDS) from None


async def download(bot: Bot, url: str) -> bytes | Unfetched:
    """From the address that getFile gave, which holds the token and is never logged."""
    request = bot.request
    if not isinstance(request, AiohttpRequest) or not url.startswith(("https://", "http://")):
        return Unfetched.GONE
    status, content = await request.download(url, MOST_BYTES)
    if status != HTTPStatus.OK:
        return Unfetched.GONE
    return content if len(content) <= MOST_BYTES else Unfetched.TOO_LARGE
