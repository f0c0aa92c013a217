"""Guarding the control API: for this machine only, changes as JSON only, refusals as answers."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from playground.refusals import Refusal

THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}

Endpoint = Callable[[Request], Awaitable[Response]]


class Unclear(ValueError):
    """The control request does not say what it needs to say."""


def guarded(endpoint: Endpoint) -> Endpoint:
    """Turns refusals into answers, and keeps other web sites out, even by a name that leads here."""

    async def answer(request: Request) -> Response:
        if (request.url.hostname or "") not in THIS_MACHINE:
            return _error("this page is for this machine only", 403)
        try:
            return await endpoint(request)
        except KeyError as missing:
            return _error(f"{missing} is needed", 400)
        except Refusal as refusal:
            return _error(refusal.reply.description, refusal.reply.status)
        except (ValueError, TypeError) as error:
            return _error(str(error), 400)

    return answer


def _error(reason: str, status: int) -> Response:
    return JSONResponse({"error": reason}, status)


async def json_fields(request: Request) -> dict[str, Any]:
    """The JSON body; only that type, which other web sites cannot send without asking first."""
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise Unclear("application/json is needed")
    given = await request.json()
    if not isinstance(given, dict):
        raise Unclear("a JSON object is needed")
    return given
