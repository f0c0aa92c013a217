"""What happens, as it happens: server-sent events for the page, long polling for other processes."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from playground import showing
from playground.pages import SAFE
from playground.values import Happening
from playground.world import World

LONGEST_WAIT = 50.0


@dataclass(frozen=True, slots=True)
class Stream:
    world: World

    async def events(self, request: Request) -> Response:
        """Server-sent events after number `since` (or Last-Event-ID)."""
        journal = self.world.journal
        resumed = request.headers.get("last-event-id") or request.query_params.get("since")
        since = int(resumed) if resumed else journal.last
        return StreamingResponse(self._lines(since), media_type="text/event-stream", headers=SAFE)

    async def _lines(self, since: int) -> AsyncIterator[str]:
        yield ": hello\n\n"
        while not self.world.updates.closed:
            for each in await self.world.journal.after(since):
                since = each.number
                yield f"id: {each.number}\ndata: {json.dumps(showing.happening(each))}\n\n"

    async def poll(self, request: Request) -> Response:
        """Happenings after `since`, in one `chat` if given, waited for up to `timeout` seconds."""
        asked = request.query_params
        since, chat = int(asked.get("since", 0)), asked.get("chat")
        wait = min(float(asked.get("timeout", 25)), LONGEST_WAIT)

        def found() -> list[Happening] | None:
            happened = self.world.journal.since(since)
            return [each for each in happened if chat in {None, str(each.chat_id)}] or None

        try:
            happened = await self.world.journal.changed.until(found, wait)
        except TimeoutError:
            happened = []
        shown = [showing.happening(each) for each in happened]
        return JSONResponse({"last": self.world.journal.last, "events": shown})
