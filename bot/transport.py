"""PTB's requests over aiohttp: many side by side, and failures told apart by what they mean."""

from __future__ import annotations

import json
from http import HTTPStatus

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECTIONS = 64
CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 20.0
USUAL_WAIT_SECONDS = 5.0


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
            self._session = aiohttp.ClientSession(connector=connector)

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
            ServerTrouble: temporary; Telegram refused with 5xx.
            TimedOut: uncertain; no answer in time.
            NetworkError: uncertain; the connection broke before the answer.
        """
        if self._session is None:
            raise NotSent("the transport is closed")
        seconds = read_timeout if isinstance(read_timeout, int | float) else ANSWER_SECONDS
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS, sock_read=seconds)
        try:
            async with self._session.request(
                method, url, data=body(request_data), timeout=timeout, proxy=self._proxy
            ) as response:
                payload = await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(type(error).__name__) from None
        except TimeoutError as error:
            raise TimedOut(type(error).__name__) from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None
        if response.status == HTTPStatus.TOO_MANY_REQUESTS:
            raise SlowDown(seconds_to_wait(payload))
        if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise ServerTrouble(f"{response.status}")
        return response.status, payload


def seconds_to_wait(payload: bytes) -> float:
    """What a 429 says in `parameters.retry_after`; a few seconds where it does not."""
    try:
        return float(json.loads(payload)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return USUAL_WAIT_SECONDS


def body(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    """Files as multipart, everything else as a form, as PTB itself does."""
    if data is None or not data.contains_files:
        return data.json_parameters if data else None
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
