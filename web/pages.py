"""The pages for people: a booking's own, the timetable, and those of e-mails. Nothing from elsewhere, no scripts."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from content.pages import STYLE, Page

STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = "; ".join(
    (
        "default-src 'none'",
        f"style-src 'sha256-{STYLE_HASH}'",
        # Chromium holds this against every redirect that follows the "Join" button, to wherever meetings are.
        "form-action 'self' https: http:",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}
PRIVATE = {**HEADERS, "Cache-Control": "no-store"}
PUBLIC = {**HEADERS, "Cache-Control": "public, max-age=60"}

OfToken = Callable[[str], Awaitable[Page]]


@dataclass(frozen=True, slots=True)
class Pages:
    """What each page shows now; all but the timetable take the token of the address."""

    timetable: Callable[[], Awaitable[Page]]
    entry: OfToken
    join: Callable[[str], Awaitable[Page | str]]
    """The address to go on to, once the joining is recorded; otherwise a page that says why not."""
    ask_to_confirm: OfToken
    confirm: OfToken
    ask_to_stop: OfToken
    stop: OfToken


def page_routes(pages: Pages) -> list[Route]:
    async def timetable(_request: Request) -> Response:
        return shown(await pages.timetable(), PUBLIC)

    async def join(request: Request) -> Response:
        """303, so that the browser asks for the next address by GET and does not send the form there."""
        joined = await pages.join(request.path_params["token"])
        if isinstance(joined, Page):
            return shown(joined, PRIVATE)
        return RedirectResponse(joined, 303, PRIVATE)

    return [
        Route("/timetable", timetable, methods=["GET"]),
        Route("/b/{token}", page(pages.entry), methods=["GET"]),
        Route("/b/{token}", join, methods=["POST"]),
        Route("/confirm/{token}", page(pages.ask_to_confirm), methods=["GET"]),
        Route("/confirm/{token}", page(pages.confirm), methods=["POST"]),
        Route("/u/{token}", page(pages.ask_to_stop), methods=["GET"]),
        # The button, and a mail program's one click: no login, no cookie, no redirect. Source: RFC 8058, 3.2.
        Route("/u/{token}", page(pages.stop), methods=["POST"]),
    ]


def page(of: OfToken) -> Callable[[Request], Awaitable[Response]]:
    """A page of one person's; what was sent along is not looked at."""

    async def answer(request: Request) -> Response:
        return shown(await of(request.path_params["token"]), PRIVATE)

    return answer


def shown(page: Page, headers: dict[str, str]) -> Response:
    return HTMLResponse(page.html, page.status, headers if page.status == 200 else PRIVATE)
