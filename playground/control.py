"""The control API under /play: what the chat page and other processes use to act as people."""

from base64 import b64decode
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from playground import gestures, showing
from playground.faults import Fault
from playground.guarding import Endpoint, Unclear, guarded, json_fields
from playground.pages import Pages
from playground.streaming import Stream
from playground.values import Mail, Upload
from playground.wire import message_json
from playground.world import Account, World


@dataclass(frozen=True, slots=True)
class Hooks:
    """What only the wiring knows: when something is due next, and whom to tell that the clock has moved."""

    next_due: Callable[[], Awaitable[datetime | None]] | None = None
    clock_moved: Callable[[], Awaitable[None]] | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """The endpoints; each does one thing to the world and shows what came of it."""

    world: World
    hooks: Hooks = field(default_factory=Hooks)

    async def state(self, _request: Request) -> Response:
        return JSONResponse(showing.state(self.world, can_step=self.hooks.next_due is not None))

    async def people(self, request: Request) -> Response:
        given = await json_fields(request)
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
        given = await json_fields(request)
        message = gestures.send_text(self.world, _user_id(request), str(given["text"]))
        return JSONResponse(message_json(self.world, message))

    async def document(self, request: Request) -> Response:
        """Sends a file: "name" and "content" (base64), and perhaps "mime" and "caption"."""
        given = await json_fields(request)
        mime = str(given.get("mime", "application/octet-stream"))
        upload = Upload(str(given["name"]), mime, b64decode(str(given["content"]), validate=True))
        caption = str(given.get("caption", ""))
        message = gestures.send_document(self.world, _user_id(request), upload, caption)
        return JSONResponse(message_json(self.world, message))

    async def press(self, request: Request) -> Response:
        """Presses; with "wait": seconds, answers when the bot has."""
        given = await json_fields(request)
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
            await self._move(await json_fields(request))
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
            given = await json_fields(request)
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
            given = await json_fields(request)
            lane = int(given.get("lane", 0))
            made["update_id"] = self.world.updates.add(str(given["kind"]), lane, given["content"])
        made["pending"] = len(self.world.updates.pending)
        made["unanswered"] = len(self.world.waiting_queries)
        return JSONResponse(made)

    async def mail(self, request: Request) -> Response:
        if request.method == "POST":
            given = await json_fields(request)
            to, subject, text = (str(given[name]) for name in ("to", "subject", "text"))
            now = self.world.clock.now()
            self.world.add_mail(Mail(to, subject, text, str(given.get("html", "")), at=now))
        return JSONResponse(showing.mailbox(self.world))


def _user_id(request: Request) -> int:
    return int(request.path_params["user_id"])


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise Unclear("a moment needs its time zone")
    return moment.astimezone(UTC)


def control_routes(control: Control) -> list[Route]:
    pages, stream = Pages(control.world), Stream(control.world)
    get, post = ["GET"], ["POST"]
    table: list[tuple[str, Endpoint, list[str]]] = [
        ("/", pages.index, get),
        ("/page/{name}", pages.part, get),
        ("/play/state", control.state, get),
        ("/play/events", stream.events, get),
        ("/play/poll", stream.poll, get),
        ("/play/people", control.people, post),
        ("/play/people/{user_id:int}", control.chat, get),
        ("/play/people/{user_id:int}/send", control.send, post),
        ("/play/people/{user_id:int}/document", control.document, post),
        ("/play/people/{user_id:int}/press", control.press, post),
        ("/play/people/{user_id:int}/block", control.block, post),
        ("/play/people/{user_id:int}/unblock", control.unblock, post),
        ("/play/people/{user_id:int}/delete", control.remove, post),
        ("/play/clock", control.clock, ["GET", "POST"]),
        ("/play/faults", control.faults, ["GET", "POST", "DELETE"]),
        ("/play/calls", control.calls, get),
        ("/play/updates", control.updates, ["GET", "POST"]),
        ("/play/mail", control.mail, ["GET", "POST"]),
        ("/play/mail/{number:int}/{at:int}", pages.attachment, get),
        ("/play/mail/{number:int}/page", pages.letter, get),
        ("/play/file/{file_id}", pages.file, get),
    ]
    return [Route(path, guarded(endpoint), methods=methods) for path, endpoint, methods in table]
