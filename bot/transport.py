"""PTB's requests over aiohttp: many side by side, and failures told apart by what they mean."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from urllib.parse import urlencode

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECTIONS = 64
CONNECT_SECONDS = 10.0
FIND_SECONDS = 15.0
"""To have a connection at all, which begins with asking for the name."""
ANSWER_SECONDS = 20.0
FILE_SECONDS = 30.0
CHUNK_BYTES = 65_536
USUAL_WAIT_SECONDS = 5.0
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
EDITING, OK = "/editMessageText", b'{"ok":true'
DONE = b'{"ok":true,"result":true}'
"""What an edited message has become nobody asks, and PTB would make a dozen objects of it: a tenth of a tap's work."""


class NotSent(NetworkError):
    """No connection could be made, so Telegram has not seen the request. Temporary."""


class ServerTrouble(NetworkError):
    """Telegram answered with 5xx: it did not carry the request out. Temporary."""


class SlowDown(NetworkError):
    """Telegram refused with 429; it may be asked again after *seconds*. Temporary."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"too many requests; again in {seconds} s")
        self.seconds = seconds


class AiohttpRequest(BaseRequest):
    """One pool of connections. Timeouts are seconds; the total is bounded by the answer's."""

    __slots__ = ("_proxy", "_session")

    def __init__(self, proxy: str = "") -> None:
        self._proxy = proxy or None
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return ANSWER_SECONDS

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=30)
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - PTB's signature
        connect_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - PTB's signature
        pool_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - PTB's signature
    ) -> tuple[int, bytes]:
        """Status and body.

        Raises:
            NotSent: temporary; nothing reached Telegram.
            SlowDown: temporary; Telegram refused with 429.
            ServerTrouble: temporary; refused with 5xx, or by something on the way.
            TimedOut: uncertain; no answer in time.
            NetworkError: uncertain; the connection broke before the answer, or somebody else gave one.
        """
        seconds = read_timeout if isinstance(read_timeout, int | float) else ANSWER_SECONDS
        timeout = aiohttp.ClientTimeout(connect=FIND_SECONDS, sock_connect=CONNECT_SECONDS, sock_read=seconds)
        with told_apart():
            content, headers = body(request_data)
            async with self._open.request(
                method,
                url,
                data=content,
                headers=headers,
                timeout=timeout,
                proxy=self._proxy,
                allow_redirects=False,
            ) as response:
                payload = await response.read()
        status, payload = checked(response.status, payload)
        if not is_of_telegram(status, payload):
            raise stranger(status)
        return status, DONE if url.endswith(EDITING) and payload.startswith(OK) else payload

    async def download(self, url: str, most: int) -> tuple[int, bytes]:
        """Status and content of a file; of one larger than *most* bytes only as much as shows that.

        Raises: as `do_request`.
        """
        timeout = aiohttp.ClientTimeout(total=FILE_SECONDS, sock_connect=CONNECT_SECONDS)
        with told_apart():
            async with self._open.get(url, timeout=timeout, proxy=self._proxy, allow_redirects=False) as response:
                content = bytearray()
                async for part in response.content.iter_chunked(CHUNK_BYTES):
                    content += part
                    if len(content) > most:
                        break
        return checked(response.status, bytes(content))

    @property
    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise NotSent("the transport is closed")
        return self._session


@contextmanager
def told_apart() -> Iterator[None]:
    """What goes wrong on the way, by what it means; the address, which holds the token, is in none of it."""
    try:
        yield
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise NotSent(type(error).__name__) from None
    except TimeoutError as error:
        raise TimedOut(type(error).__name__) from None
    except (aiohttp.ClientError, OSError) as error:
        raise NetworkError(type(error).__name__) from None


def checked(status: int, payload: bytes) -> tuple[int, bytes]:
    """Raises: SlowDown: 429. ServerTrouble: 5xx."""
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise SlowDown(seconds_to_wait(payload))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise ServerTrouble(f"{status}")
    return status, payload


def is_of_telegram(status: int, payload: bytes) -> bool:
    """Whether an answer is Telegram's own; what stands on the way (a proxy, a hotel's network) answers with a page.

    Source: https://core.telegram.org/bots/api#making-requests
    """
    if status < HTTPStatus.MULTIPLE_CHOICES:
        return payload.startswith(b"{")
    try:
        answer = json.loads(payload)
    except ValueError:
        return False
    return isinstance(answer, dict) and answer.get("ok") is False


def stranger(status: int) -> NetworkError:
    """What an answer by somebody else means: a refusal reached nobody; of anything else that cannot be known."""
    name = f"{status}, and not from Telegram"
    return ServerTrouble(name) if status >= HTTPStatus.MULTIPLE_CHOICES else NetworkError(name)


def seconds_to_wait(payload: bytes) -> float:
    """What a 429 says in `parameters.retry_after`; a few seconds where it does not."""
    try:
        return float(json.loads(payload)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return USUAL_WAIT_SECONDS


def body(data: RequestData | None) -> tuple[aiohttp.FormData | bytes | None, dict[str, str]]:
    """Content and headers: files as multipart, everything else as a form, as PTB itself does.

    The form is written here: aiohttp's own way takes a third of a request's time.
    """
    if data is None:
        return None, {}
    if not data.contains_files:
        return urlencode(data.json_parameters).encode(), FORM
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form, {}
