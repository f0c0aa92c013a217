"""The Bot API over HTTP: one call in, checked, perhaps disturbed, done, recorded and answered."""

import asyncio
import inspect
import json
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from playground.checking import Asked, checked
from playground.faults import Fault
from playground.methods import HANDLERS
from playground.parameters import read_parameters
from playground.refusals import Refusal, Reply, not_found, unauthorized
from playground.specification import method_named
from playground.values import Call
from playground.world import World

log = logging.getLogger(__name__)
TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
GARBAGE = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
FILE = "file"
SERVER_ERROR = Reply(500, "Internal Server Error")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call comes to: a result, or a reply that refuses it; and the fault that struck."""

    result: Any = None
    refused: Reply | None = None
    fault: Fault | None = None

    @property
    def status(self) -> int:
        return self.refused.status if self.refused else 200


@dataclass(slots=True)
class BotApi:
    """Answers /bot<token>/<method> and /file/bot<token>/<path>; `cut` breaks a request's connection off."""

    world: World
    cut: Callable[[Request], None]
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    async def call(self, request: Request) -> Response:
        try:
            method = self._method(request)
        except Refusal as refusal:
            return _answer(Outcome(refused=refusal.reply))
        given: dict[str, Any] = {}
        try:
            given = await read_parameters(request)
            asked = checked(method, given)
        except Refusal as refusal:
            self._record(method, given, Outcome(refused=refusal.reply))
            return _answer(Outcome(refused=refusal.reply))
        return await self._disturbed(request, asked)

    def _method(self, request: Request) -> str:
        self._check_token(request)
        method = method_named(request.path_params["method"])
        if method is None:
            raise not_found("Not Found: method not found")
        return method

    def _check_token(self, request: Request) -> None:
        token = request.path_params["token"]
        if not TOKEN.fullmatch(token):
            raise not_found()
        if token != self.world.token:
            raise unauthorized()

    async def _disturbed(self, request: Request, asked: Asked) -> Response:
        """Does what was asked, unless a fault strikes before or after."""
        await self._pause(self.world.faults.latency)
        fault = self.world.faults.next_for(asked.method, asked.fields)
        if fault is not None and (outcome := await self._before(fault)) is not None:
            self._record(asked.method, asked.fields, outcome)
            return await self._broken(request, fault) or _answer(outcome)
        outcome = await self._done(asked, fault)
        self._record(asked.method, asked.fields, outcome)
        if fault is not None and fault.kind == "lose_answer":
            return await self._broken(request, fault) or _answer(outcome)
        if fault is not None and fault.kind == "delay_answer":
            await self._pause(fault.seconds)
        return _answer(outcome)

    async def _before(self, fault: Fault) -> Outcome | None:
        """What the fault makes of a call that is not done at all; None when it is done."""
        match fault.kind:
            case "delay":
                await self._pause(fault.seconds)
            case "refuse":
                return Outcome(refused=fault.refusal().reply, fault=fault)
            case "cut":
                return Outcome(refused=Reply(0, "connection cut before anything was done"), fault=fault)
            case "garbage":
                return Outcome(refused=Reply(fault.garbage_status, "a page that is not Telegram's"), fault=fault)
            case "delay_answer" | "lose_answer":
                pass
        return None

    async def _done(self, asked: Asked, fault: Fault | None) -> Outcome:
        try:
            made = HANDLERS[asked.method](self.world, asked)
            result = await made if inspect.isawaitable(made) else made
        except Refusal as refusal:
            return Outcome(refused=refusal.reply, fault=fault)
        except Exception:
            log.exception("the server itself failed at %s", asked.method)
            return Outcome(refused=SERVER_ERROR, fault=fault)
        return Outcome(result, fault=fault)

    async def _broken(self, request: Request, fault: Fault) -> Response | None:
        """Cuts the connection; None for faults that answer after all."""
        if fault.kind == "garbage":
            return Response(GARBAGE, fault.garbage_status, media_type="text/html")
        if fault.kind == "refuse":
            return None
        self.cut(request)
        while (await request.receive())["type"] != "http.disconnect":
            pass
        return Response(status_code=500)

    async def _pause(self, seconds: float) -> None:
        if seconds > 0:
            try:
                await asyncio.wait_for(self.closing.wait(), seconds)
            except TimeoutError:
                return

    def _record(self, method: str, fields: Mapping[str, Any], outcome: Outcome) -> None:
        description = outcome.refused.description if outcome.refused else ""
        kind = outcome.fault.kind if outcome.fault else None
        self.world.record(Call(method, fields, outcome.status, description, outcome.result, kind))

    async def download(self, request: Request) -> Response:
        """A file by the path that getFile gave. Faults strike it under the name "file", and it is recorded so."""
        try:
            self._check_token(request)
        except Refusal as refusal:
            return _answer(Outcome(refused=refusal.reply))
        path = request.path_params["path"]
        await self._pause(self.world.faults.latency)
        fault = self.world.faults.next_for(FILE, {})
        if fault is not None and (outcome := await self._before(fault)) is not None:
            self._record(FILE, {"path": path}, outcome)
            return await self._broken(request, fault) or _answer(outcome)
        file = self.world.files.get(path.removeprefix("files/"))
        outcome = Outcome(refused=Reply(404, "Not Found") if file is None else None, fault=fault)
        self._record(FILE, {"path": path}, outcome)
        return _answer(outcome) if file is None else Response(file.content, media_type="application/octet-stream")


def _answer(outcome: Outcome) -> Response:
    if outcome.refused is None:
        return _json(200, {"ok": True, "result": outcome.result})
    refused = outcome.refused
    body = {"ok": False, "error_code": refused.status, "description": refused.description}
    parameters = {"retry_after": refused.retry_after, "migrate_to_chat_id": refused.migrate_to_chat_id}
    if given := {name: value for name, value in parameters.items() if value is not None}:
        body["parameters"] = given
    return _json(refused.status, body)


def _json(status: int, body: Mapping[str, Any]) -> Response:
    content = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(content, status, media_type="application/json")
