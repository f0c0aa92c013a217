"""A Bot API server that answers at once: `python -m benchmarks.botapi ORDER`, in a process of its own.

It checks nothing (the playground's server does): so little work is done here that the bot is what is measured.
It prints its port, "counting" when the warm-up is over, then what was seen as JSON, and ends when its standard input
does.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from dataclasses import asdict
from typing import Any

from benchmarks.load import CALLBACK_ANSWERED, MESSAGE_SHOWN, Load, Order

LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
OFFSET = re.compile(rb'offset(?:=|": ?)(\d+)')
TIMEOUT = re.compile(rb'timeout(?:=|": ?)(\d+)')
CHAT = re.compile(rb"chat_id=(\d+)")
CALLBACK = re.compile(rb"callback_query_id=(\d+)-")
BATCH = 100
LONGEST_POLL_SECONDS = 10.0
TRUE = {"ok": True, "result": True}
ME = {"id": 1_234_567_890, "is_bot": True, "first_name": "Bot", "username": "bench_bot", "can_join_groups": False}


class Server(asyncio.Protocol):
    """One connection. Requests on it come one after the other, each with a Content-Length."""

    def __init__(self, load: Load, polls: Polls) -> None:
        self._load = load
        self._polls = polls
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end]
            found = LENGTH.search(head)
            whole = end + 4 + (int(found[1]) if found else 0)
            if len(self._buffer) < whole:
                return
            body, self._buffer = self._buffer[end + 4 : whole], self._buffer[whole:]
            path = head.split(b" ", 2)[1]
            self._handle(path.partition(b"?")[0].rpartition(b"/")[2].decode(), body)

    def _handle(self, method: str, body: bytes) -> None:
        loop = asyncio.get_running_loop()
        if not self._load.first_request_at:
            self._load.first_request_at = loop.time()
        if method == "getUpdates":
            self._polls.wait(self, body)
        elif self._load.order.delay:
            loop.call_later(self._load.order.delay, self._finish, method, body)
        else:
            self._finish(method, body)

    def _finish(self, method: str, body: bytes) -> None:
        self.reply(answer_to(self._load, method, body))

    def reply(self, answer: Any) -> None:
        payload = json.dumps(answer, separators=(",", ":")).encode()
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(payload)
        if self._transport and not self._transport.is_closing():
            self._transport.write(head + payload)


def answer_to(load: Load, method: str, body: bytes) -> dict[str, Any]:
    """What Telegram would say; a press counts as answered, and a message as shown, when this leaves."""
    chat = CHAT.search(body)
    chat_id = int(chat[1]) if chat else 0
    if method == "getMe":
        return {"ok": True, "result": ME}
    if method == "answerCallbackQuery":
        pressed = CALLBACK.search(body)
        load.hears(int(pressed[1]) if pressed else 0, CALLBACK_ANSWERED)
    elif method == "editMessageText":
        load.hears(chat_id, MESSAGE_SHOWN)
        return message(chat_id)
    elif method == "sendMessage":
        load.hears_message()
        return message(chat_id)
    return TRUE


def message(chat_id: int) -> dict[str, Any]:
    chat = {"id": chat_id, "type": "private", "first_name": "Somebody"}
    return {"ok": True, "result": {"message_id": 1, "date": 1_700_000_000, "chat": chat, "from": ME, "text": "So"}}


class Polls:
    """The one that waits for updates, and what it has not confirmed yet."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._waiting: Server | None = None
        self._ends: asyncio.TimerHandle | None = None
        self._is_waking = False
        self.begun = asyncio.Event()

    def wait(self, server: Server, body: bytes) -> None:
        """Give what there is; where there is nothing, wait for it. The first ask begins the load."""
        if not self.begun.is_set():
            self._load.first_poll_at = asyncio.get_running_loop().time()
            self.begun.set()
        confirmed = OFFSET.search(body)
        while confirmed and self._load.updates and self._load.updates[0]["update_id"] < int(confirmed[1]):
            self._load.updates.popleft()
        self._waiting = server
        asked = TIMEOUT.search(body)
        patience = min(LONGEST_POLL_SECONDS, float(asked[1]) if asked else 0.0)
        if self._load.updates or not patience:
            self._give()
        else:
            self._ends = asyncio.get_running_loop().call_later(patience, self._give)

    def wake(self) -> None:
        """Soon, so that what arrives together is brought together."""
        if self._waiting and not self._is_waking:
            self._is_waking = True
            asyncio.get_running_loop().call_soon(self._give)

    def _give(self) -> None:
        self._is_waking = False
        if self._ends:
            self._ends.cancel()
            self._ends = None
        server, self._waiting = self._waiting, None
        if server:
            batch = [self._load.updates[n] for n in range(min(BATCH, len(self._load.updates)))]
            server.reply({"ok": True, "result": batch})


async def serve(order: Order) -> None:
    loop = asyncio.get_running_loop()
    load = Load(order)
    polls = Polls(load)
    load.woken = polls.wake
    load.counting = lambda: print("counting", flush=True)
    load.gather()
    listening = await loop.create_server(lambda: Server(load, polls), "127.0.0.1", 0)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await polls.begun.wait()
    print(json.dumps(asdict(await load.run())), flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    listening.close()


def main() -> None:
    fields = json.loads(sys.argv[1])
    asyncio.run(serve(Order(**{**fields, "presses": tuple(fields["presses"])})))


if __name__ == "__main__":
    main()
