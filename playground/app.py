"""The routes: the Bot API, its files, and the control API with the chat page."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from playground.botapi import BotApi
from playground.control import Control, control_routes

NOT_FOUND = {"ok": False, "error_code": 404, "description": "Not Found"}


def create_app(api: BotApi, control: Control) -> Starlette:
    routes = [
        Route("/bot{token}/{method}", api.call, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", api.download, methods=["GET"]),
        *control_routes(control),
    ]
    return Starlette(routes=routes, exception_handlers={404: _not_found})


async def _not_found(_request: Request, _error: Exception) -> Response:
    return JSONResponse(NOT_FOUND, 404)
