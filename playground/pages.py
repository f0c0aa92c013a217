"""What a browser loads: the chat page, and the files and pictures that were sent."""

from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from playground.files import PNG
from playground.world import World

PAGE = Path(__file__).parent / "page"
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
SAFE = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
    " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
LETTER = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; sandbox"
"""For HTML that was mailed: it may be looked at, and do nothing."""


@dataclass(frozen=True, slots=True)
class Pages:
    world: World

    async def index(self, _request: Request) -> Response:
        return _page(PAGE / "index.html")

    async def part(self, request: Request) -> Response:
        """A style, a script or the icon: only what lies in the folder itself."""
        wanted = PAGE / Path(request.path_params["name"]).name
        return _page(wanted) if wanted.is_file() and wanted.suffix in TYPES else _missing()

    async def file(self, request: Request) -> Response:
        """A picture to be shown, anything else to be downloaded."""
        found = self.world.files.get(request.path_params["file_id"])
        if found is None:
            return _missing()
        if found.width:
            kind = "image/png" if found.content.startswith(PNG) else "image/jpeg"
            return Response(found.content, media_type=kind, headers=SAFE)
        return _download(found.content, found.name)

    async def attachment(self, request: Request) -> Response:
        number, at = request.path_params["number"], request.path_params["at"]
        attachments = self.world.mail[number].attachments if number < len(self.world.mail) else ()
        return _download(attachments[at].content, attachments[at].name) if at < len(attachments) else _missing()

    async def letter(self, request: Request) -> Response:
        """An e-mail as a reader shows it; `?pictures=off` as one does that blocks them."""
        number = request.path_params["number"]
        if number >= len(self.world.mail) or not self.world.mail[number].html:
            return _missing()
        pictures = "" if request.query_params.get("pictures") == "off" else "; img-src data:"
        headers = SAFE | {"Content-Security-Policy": LETTER + pictures}
        return Response(self.world.mail[number].html, media_type="text/html", headers=headers)


def _page(file: Path) -> Response:
    return FileResponse(file, media_type=TYPES[file.suffix], headers=SAFE)


def _missing() -> Response:
    return JSONResponse({"error": "there is no such thing"}, 404)


def _download(content: bytes, name: str) -> Response:
    plain = "".join(each if each.isascii() and (each.isalnum() or each in "._- ") else "_" for each in name)
    headers = SAFE | {"Content-Disposition": f'attachment; filename="{plain}"'}
    return Response(content, media_type="application/octet-stream", headers=headers)
