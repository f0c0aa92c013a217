"""The web application: Telegram's webhook, the pages for people, and whether the bot is well."""

from __future__ import annotations

import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from web.pages import Pages, page_routes

WEBHOOK_PATH = "/telegram"
LARGEST = 1_000_000
"""Bytes; Telegram's updates are far smaller."""

LARGEST_NUMBER = 2**62

Receive = Callable[[dict[str, Any]], Awaitable[None]]
"""Keeps one raw update durably; raises if it could not."""
Health = Callable[[], Awaitable[dict[str, Any]]]
Metrics = Callable[[], Awaitable[bytes]]
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
"""Prometheus' text format: https://prometheus.io/docs/instrumenting/exposition_formats/"""
FORWARDED = ("forwarded", "x-forwarded-for")
"""What a proxy adds: a request that has one of these comes from outside."""


@dataclass(frozen=True, slots=True)
class Doors:
    """What the web application may reach of the house."""

    receive: Receive
    health: Health
    metrics: Metrics
    secret: str
    pages: Pages


def create_app(doors: Doors) -> Starlette:
    async def webhook(request: Request) -> Response:
        """Keep the update, then answer 200; anything else makes Telegram bring it again."""
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(given.encode(), doors.secret.encode()):
            return Response(status_code=403)
        update = await read_update(request)
        if update is None:
            return PlainTextResponse("not an update", 400)
        try:
            await doors.receive(update)
        except Exception:
            return PlainTextResponse("not kept, please repeat", 503)
        return PlainTextResponse("kept")

    async def health(_request: Request) -> Response:
        facts = await doors.health()
        return JSONResponse(facts, 200 if facts.get("ready") else 503)

    async def metrics(request: Request) -> Response:
        """For a Prometheus beside the bot; whoever comes through the proxy finds nothing."""
        if any(name in request.headers for name in FORWARDED):
            return PlainTextResponse("not found", 404)
        return Response(await doors.metrics(), media_type=METRICS_TYPE)

    return Starlette(
        routes=[
            Route(WEBHOOK_PATH, webhook, methods=["POST"]),
            Route("/health", health, methods=["GET"]),
            Route("/metrics", metrics, methods=["GET"]),
            *page_routes(doors.pages),
        ]
    )


async def read_update(request: Request) -> dict[str, Any] | None:
    """The update in the body; None if it is too large or not one."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return None
    try:
        update = json.loads(await request.body())
    except (ValueError, ClientDisconnect, RecursionError):
        return None
    number = update.get("update_id") if isinstance(update, dict) else None
    return update if type(number) is int and 0 <= number < LARGEST_NUMBER else None
