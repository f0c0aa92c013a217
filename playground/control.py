"""The control API under /play: what the chat page and other processes use to act as people."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from playground import gestures, showing
from playground.clock import BackInTime
from playground.faults import Fault
from playground.refusals import Refusal
from playground.values import Mail
from playground.world import Account, World

PAGE = Path(__file__).parent / "page"
PAGE_FILES = {
    "phones.css": "text/css",
    "phones.js": "text/javascript",
    "bubbles.js": "text/javascript",
    "people.js": "text/javascript",
    "clock.js": "text/javascript",
    "mail.js": "text/javascript",
    "elements.js": "text/javascript",
}
SAFE = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
    " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
LONGEST_WAIT = 50.0


@dataclass(frozen=True, slots=True)
class Hooks:
    """What only the wiring knows: when something is due next, and whom to tell that the clock has moved."""

    next_due: Callable[[], Awaitable[datetime | None]] | None = None
    clock_moved: Callable[[], Awaitable[None]] | None = None


class Unclear(ValueError):
    """The control request does not say what it needs to say."""


@dataclass(frozen=True, slots=True)
class Control:
    """The endpoints; each does one thing to the world and shows what came of it."""

    world: World
    hooks: Hooks = field(default_factory=Hooks)

    async def state(self, _request: Request) -> Response:
        return JSONResponse(showing.state(self.world, can_step=self.hooks.next_due is not None))

    async def people(self, request: Request) -> Response:
        given = await _given(request)
        account = Account(
            int(given.get("id") or self.world.new_user_id()),
            str(given["name"]),
            given.get("username"),
            language_code=given.get("language_code", "en"),
            role=given.get("role", ""),
            first_link=given.get("first_link"),
        )
        return JSONResponse(showing.person(self.world, self.world.add_account(account)), 201)

    async def chat(self, request: Request) -> Response:
        return JSONResponse(showing.chat(self.world, _user_id(request)))

    async def send(self, request: Request) -> Response:
        given = await _given(request)
        message = gestures.send_text(self.world, _user_id(request), str(given["text"]))
        return JSONResponse(showing.message(self.world, message))

    async def press(self, request: Request) -> Response:
        """Presses; with "wait": seconds, answers when the bot has."""
        given = await _given(request)
        message_id, data = int(given["message_id"]), str(given["data"])
        query = gestures.press(self.world, _user_id(request), message_id, data)
        if given.get("wait"):
            changed = self.world.chats[query.chat_id].changed
            try:
                await changed.until(lambda: query.answer, float(given["wait"]))
            except TimeoutError:
                return JSONResponse(showing.query(query), 504)
        return JSONResponse(showing.query(query))

    async def block(self, request: Request) -> Response:
        gestures.set_blocked(self.world, _user_id(request), True)
        return JSONResponse({})

    async def unblock(self, request: Request) -> Response:
        gestures.set_blocked(self.world, _user_id(request), False)
        return JSONResponse({})

    async def remove(self, request: Request) -> Response:
        gestures.delete_account(self.world, _user_id(request))
        return JSONResponse({})

    async def clock(self, request: Request) -> Response:
        if request.method == "POST":
            await self._move(await _given(request))
        return JSONResponse(showing.clock(self.world))

    async def _move(self, given: Mapping[str, Any]) -> None:
        """One of: advance_seconds, to (ISO 8601 with zone), next_monday, step."""
        if "advance_seconds" in given:
            self.world.clock.advance(float(given["advance_seconds"]))
        elif "to" in given:
            self.world.clock.advance_to(_moment(str(given["to"])))
        elif given.get("next_monday"):
            self.world.clock.advance_to(self.world.clock.next_monday())
        elif given.get("step"):
            await self._step()
        else:
            raise Unclear("advance_seconds, to, next_monday or step is needed")
        self.world.journal.note("clock", None, showing.clock(self.world))
        if self.hooks.clock_moved is not None:
            await self.hooks.clock_moved()

    async def _step(self) -> None:
        due = await self.hooks.next_due() if self.hooks.next_due else None
        if due is None:
            raise Unclear("nothing is due")
        if due > self.world.clock.now():
            self.world.clock.advance_to(due)

    async def faults(self, request: Request) -> Response:
        """GET lists, POST orders (the fields of `Fault`, or "latency"), DELETE clears."""
        if request.method == "DELETE":
            self.world.faults.clear()
        elif request.method == "POST":
            given = await _given(request)
            self.world.faults.latency = float(given.pop("latency", self.world.faults.latency))
            if given:
                self.world.faults.order(Fault(**given))
        return JSONResponse(showing.faults(self.world))

    async def calls(self, request: Request) -> Response:
        """Calls after number `since`; `method` and `refused=1` choose."""
        since, asked = int(request.query_params.get("since", 0)), request.query_params
        calls = [call for call in self.world.calls if call.number > since]
        if "method" in asked:
            calls = [call for call in calls if call.method == asked["method"]]
        if asked.get("refused"):
            calls = [call for call in calls if not call.ok]
        return JSONResponse([showing.call(call) for call in calls])

    async def updates(self, request: Request) -> Response:
        """POST {"kind", "content", "lane"} queues any update; GET tells how many wait."""
        made: dict[str, Any] = {}
        if request.method == "POST":
            given = await _given(request)
            lane = int(given.get("lane", 0))
            made["update_id"] = self.world.updates.add(str(given["kind"]), lane, given["content"])
        made["pending"] = len(self.world.updates.pending)
        made["unanswered"] = len(self.world.waiting_queries)
        return JSONResponse(made)

    async def mail(self, request: Request) -> Response:
        if request.method == "POST":
            given = await _given(request)
            to, subject, text = (str(given[name]) for name in ("to", "subject", "text"))
            now = self.world.clock.now()
            self.world.add_mail(Mail(to, subject, text, str(given.get("html", "")), at=now))
        return JSONResponse(showing.mailbox(self.world))

    async def mail_file(self, request: Request) -> Response:
        number, at = int(request.path_params["number"]), int(request.path_params["at"])
        attachments = self.world.mail[number].attachments if number < len(self.world.mail) else ()
        if at >= len(attachments):
            return JSONResponse({"error": "no such attachment"}, 404)
        found = attachments[at]
        return _download(found.content, found.name)

    async def file(self, request: Request) -> Response:
        found = self.world.files.get(request.path_params["file_id"])
        if found is None:
            return JSONResponse({"error": "no such file"}, 404)
        if found.width:
            kind = "image/png" if found.content.startswith(b"\x89PNG") else "image/jpeg"
            return Response(found.content, media_type=kind, headers=SAFE)
        return _download(found.content, found.name)

    async def events(self, request: Request) -> Response:
        """Server-sent events after number `since` (or Last-Event-ID)."""
        journal = self.world.journal
        resumed = request.headers.get("last-event-id") or request.query_params.get("since")
        since = int(resumed) if resumed else journal.last
        return StreamingResponse(self._stream(since), media_type="text/event-stream", headers=SAFE)

    async def _stream(self, since: int) -> AsyncIterator[str]:
        yield ": hello\n\n"
        journal = self.world.journal
        while not self.world.updates.closed:
            for each in await journal.after(since):
                since = each.number
                yield f"id: {each.number}\ndata: {json.dumps(showing.happening(each))}\n\n"

    async def poll(self, request: Request) -> Response:
        """The same by long polling: happenings after `since`, in one `chat` if given, within `timeout`."""
        asked = request.query_params
        since, chat = int(asked.get("since", 0)), asked.get("chat")

        def found() -> list[Any] | None:
            happened = self.world.journal.since(since)
            return [each for each in happened if chat in {None, str(each.chat_id)}] or None

        try:
            wait = min(float(asked.get("timeout", 25)), LONGEST_WAIT)
            happened = await self.world.journal.changed.until(found, wait)
        except TimeoutError:
            happened = []
        shown = [showing.happening(each) for each in happened]
        return JSONResponse({"last": self.world.journal.last, "events": shown})

    async def page(self, _request: Request) -> Response:
        return FileResponse(PAGE / "index.html", media_type="text/html", headers=SAFE)

    async def page_file(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in PAGE_FILES:
            return JSONResponse({"error": "no such page"}, 404)
        return FileResponse(PAGE / name, media_type=PAGE_FILES[name], headers=SAFE)


Endpoint = Callable[[Request], Awaitable[Response]]


def _guarded(endpoint: Endpoint) -> Endpoint:
    """Turns refusals into answers, and keeps other web sites out: changes come as JSON to this machine."""

    async def answer(request: Request) -> Response:
        host = request.url.hostname or ""
        if host not in {"127.0.0.1", "localhost", "::1"}:
            return JSONResponse({"error": "this page is for this machine only"}, 403)
        try:
            return await endpoint(request)
        except KeyError as missing:
            return JSONResponse({"error": f"{missing} is needed"}, 400)
        except Refusal as refusal:
            return JSONResponse({"error": refusal.reply.description}, refusal.reply.status)
        except (Unclear, BackInTime, ValueError, TypeError) as error:
            return JSONResponse({"error": str(error)}, 400)

    return answer


async def _given(request: Request) -> dict[str, Any]:
    """The JSON body; only that type, which other web sites cannot send without asking."""
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise Unclear("application/json is needed")
    given = await request.json()
    if not isinstance(given, dict):
        raise Unclear("a JSON object is needed")
    return given


def _user_id(request: Request) -> int:
    return int(request.path_params["user_id"])


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise Unclear("a moment needs its time zone")
    return moment.astimezone(UTC)


def _download(content: bytes, name: str) -> Response:
    plain = "".join(each if each.isascii() and (each.isalnum() or each in "._- ") else "_" for each in name)
    headers = SAFE | {"Content-Disposition": f'attachment; filename="{plain}"'}
    return Response(content, media_type="application/octet-stream", headers=headers)


def control_routes(control: Control) -> list[Route]:
    get, post = ["GET"], ["POST"]
    table: list[tuple[str, Endpoint, list[str]]] = [
        ("/", control.page, get),
        ("/page/{name}", control.page_file, get),
        ("/play/state", control.state, get),
        ("/play/events", control.events, get),
        ("/play/poll", control.poll, get),
        ("/play/people", control.people, post),
        ("/play/people/{user_id:int}", control.chat, get),
        ("/play/people/{user_id:int}/send", control.send, post),
        ("/play/people/{user_id:int}/press", control.press, post),
        ("/play/people/{user_id:int}/block", control.block, post),
        ("/play/people/{user_id:int}/unblock", control.unblock, post),
        ("/play/people/{user_id:int}/delete", control.remove, post),
        ("/play/clock", control.clock, ["GET", "POST"]),
        ("/play/faults", control.faults, ["GET", "POST", "DELETE"]),
        ("/play/calls", control.calls, get),
        ("/play/updates", control.updates, ["GET", "POST"]),
        ("/play/mail", control.mail, ["GET", "POST"]),
        ("/play/mail/{number:int}/{at:int}", control.mail_file, get),
        ("/play/file/{file_id}", control.file, get),
    ]
    return [Route(path, _guarded(endpoint), methods=methods) for path, endpoint, methods in table]
