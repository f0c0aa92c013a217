"""The path of a tap: authorise, one command or read, one screen."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from telegram import Bot
from telegram.constants import ChatType

from bot import access, app
from bot.address import Address, to
from bot.fetching import fetch
from bot.inbox import AlreadyApplied, Answers, Inbox, Unanswered
from bot.logs import about_update
from bot.offered import Offered, is_for_others, takes_file
from bot.outgoing import Outgoing
from bot.tap import House, Route, Tap
from bot.typed import resolve
from bot.updates import Event, callback_of, read_event
from content import built_in, distress, elsewhere, refusals
from content.screen import Screen
from content.words import Words
from programme import people
from programme.catalogue.published import current
from programme.errors import Refusal
from programme.model import InboxRow, WorkbookRead
from programme.store.engine import Database, Reading, StoreDamaged, StoreUnavailable
from scheduling.clock import Clock
from scheduling.lease import Lease
from scheduling.outcomes import Later, Refused, Sent

log = logging.getLogger(__name__)

ANSWER_PAUSES = (0.0, 0.3, 1.0, 2.0)
"""Seconds before each try to stop a button's spinner."""
LONGEST_SPIN_SECONDS, SPIN_AGAIN_SECONDS = 5.0, 2.0
"""What must wait for longer waits without one of the eight; after how many seconds the whole is tried again."""
REMEMBERED_PRESSES = 1_000
STORE_PAUSE_SECONDS = 1.0
STORE_PATIENCE_SECONDS = 2.0
"""How long the record is asked again before the sender is told that it takes longer."""
COMMANDS = frozenset(route.name for route in app.ROUTES if route.is_command)


@dataclass(frozen=True, slots=True)
class Asked:
    """Where an update leads, and what came with it."""

    address: Address
    typed: str = ""
    brought: WorkbookRead | None = None


class Desk:
    """Answers one update at a time per chat; several chats side by side."""

    def __init__(
        self,
        database: Database,
        bot: Bot,
        outgoing: Outgoing,
        house: House,
        clock: Clock,
        wake: Callable[[], None],
        lease: Lease,
    ) -> None:
        self._database = database
        self._bot = bot
        self._outgoing = outgoing
        self._house = house
        self._clock = clock
        self._wake = wake
        self._answered_presses: deque[str] = deque(maxlen=REMEMBERED_PRESSES)
        self._told_later: set[int] = set()
        """Chats that have been told that their answer comes later, and have not had it yet."""
        self.inbox: Inbox = Inbox(
            database,
            bot.id,
            clock,
            lease,
            Answers(self.handle, self.give_up, self.too_much, self.later),
            outgoing.tally,
        )
        self.offered = Offered(database, self.inbox.ledger)

    async def handle(self, row: InboxRow) -> None:
        """Carry out what the update asks, if it has not been, and show what comes of it."""
        with about_update(row.update_id):
            event = read_event(row.raw, self._bot)
            if event.reachable is not None:
                await self._note_reachable(event)
            elif event.pressed is not None or event.typed is not None:
                screen = await self._screen_for(row, event)
                await self.inbox.leftovers.wait(row)
                await self._show(event, screen)
            elif event.elsewhere:
                await self._leave(event)
            elif event.callback_id:
                await self._outgoing.answer(event.chat_id, event.callback_id)

    async def give_up(self, row: InboxRow) -> None:
        """Tell the sender of a quarantined update, who would otherwise wait for ever.

        Raises:
            Unanswered: they cannot be told now.
        """
        query = callback_of(row.raw)
        if query:
            await self._outgoing.answer(row.chat_id, query)
        if row.chat_id > 0:
            words = refusals.broken(Words(), applied=row.state == "applied")
            outcome = await self._outgoing.reply(row.chat_id, words)
            if isinstance(outcome, Later):
                raise Unanswered(max(1.0, outcome.seconds))

    async def too_much(self, row: InboxRow) -> None:
        """Tell somebody who sends more than can be answered; what is over the bound is not read."""
        query = callback_of(row.raw)
        if query:
            await self._outgoing.answer(row.chat_id, query)
        if row.chat_id > 0:
            await self._outgoing.reply(row.chat_id, refusals.too_much(Words()))

    async def later(self, row: InboxRow) -> None:
        """Tell a sender, once, that the record does not answer and that their answer will come."""
        event = read_event(row.raw, self._bot)
        if event.callback_id and event.callback_id not in self._answered_presses:
            await self._stop_spinner(event)
        expects_answer = event.pressed is not None or event.typed is not None
        if expects_answer and row.chat_id not in self._told_later:
            self._told_later.add(row.chat_id)
            await self._outgoing.reply(row.chat_id, refusals.later(Words()))

    async def _screen_for(self, row: InboxRow, event: Event) -> Screen:
        """What comes of it, however often the record has to be asked.

        Raises:
            StoreUnavailable: the record does not answer; the sender is told, and the update is tried again later.
        """
        loop = asyncio.get_running_loop()
        told_at = loop.time() + STORE_PATIENCE_SECONDS
        while True:
            try:
                return await self._answer(row, event)
            except StoreDamaged:
                await self._outgoing.reply(row.chat_id, refusals.storage(Words()))
                raise
            except StoreUnavailable:
                if loop.time() >= told_at:
                    await self.later(row)
                    raise
                await asyncio.sleep(STORE_PAUSE_SECONDS)

    async def _answer(self, row: InboxRow, event: Event) -> Screen:
        if row.state == "applied" and row.next_address:
            return await self._view(event, Address.parse(row.next_address))
        address, typed = await self._address_of(event)
        route = app.route(address.name)
        if route and route.act:
            brought = await self._bring(event, route)
            return await self._act(row, event, route, Asked(address, typed, brought))
        return await self._view(event, address, typed)

    async def _bring(self, event: Event, route: Route) -> WorkbookRead | None:
        """What a file says, fetched only for somebody who may send one, and read beside the event loop.

        Raises:
            Unanswered: it cannot be fetched now.
        """
        if event.file is None or route.reads is None:
            return None
        async with self._database.reading() as reading:
            visitor = await people.visitor(reading, event.chat_id)
        if not access.may_use(visitor, route.needs):
            return None
        content = await fetch(self._bot, event.file)
        return await asyncio.to_thread(route.reads, content)

    async def _address_of(self, event: Event) -> tuple[Address, str]:
        if event.pressed is not None:
            return Address.parse(event.pressed), ""
        async with self._database.reading() as reading:
            shown = await self.offered.shown(reading, event.chat_id)
            catalogue = await current(reading, built_in.catalogue())
        if event.file and (wanted := takes_file(shown)):
            return wanted, ""
        return resolve(
            event.typed or "",
            shown,
            is_command=COMMANDS,
            urgent=distress.words_of(catalogue),
            for_others=is_for_others(shown),
            sent_as=event.sent_as,
        )

    async def _act(self, row: InboxRow, event: Event, route: Route, asked: Asked) -> Screen:
        """One transaction: the command, its notices, and the row marked applied with what comes next."""
        assert route.act is not None
        tap: Tap | None = None
        try:
            async with self._database.transaction() as tx:
                tap = await self._tap(tx, event, asked.address, asked.typed)
                tap = replace(tap, brought=asked.brought)
                if not access.may_use(tap.visitor, route.needs):
                    next_address = to("unknown")
                else:
                    next_address = await route.act(tx, tap)
                await self.inbox.rows.mark_applied(tx, row, str(next_address))
        except AlreadyApplied:
            async with self._database.reading() as reading:
                next_address = await self.inbox.rows.next_address(reading, row)
        except Refusal as refusal:
            assert tap is not None
            return refusals.screen(tap.words, refusal, tap.visitor)
        self._wake()
        return await self._view(event, next_address)

    async def _view(self, event: Event, address: Address, typed: str = "") -> Screen:
        async with self._database.reading() as reading:
            tap = await self._tap(reading, event, address, typed)
            route = app.route(address.name)
            if route is None or route.view is None or not access.may_use(tap.visitor, route.needs):
                route = app.UNKNOWN
                tap = replace(tap, address=to("unknown"))
            assert route.view is not None
            if route.looks_back:
                tap = replace(tap, shown=await self.offered.shown(reading, event.chat_id))
            try:
                return await route.view(reading, tap)
            except Refusal as refusal:
                return refusals.screen(tap.words, refusal, tap.visitor)

    async def _tap(self, reading: Reading, event: Event, address: Address, typed: str) -> Tap:
        visitor = await people.visitor(reading, event.chat_id)
        return Tap(visitor, address, self._clock(), self._house, typed)

    async def _show(self, event: Event, screen: Screen) -> None:
        """Answer the press and show the screen side by side; remember its choices for typing."""
        stopped, outcome = await asyncio.gather(
            self._answer_press(event, screen),
            self._outgoing.reply(event.chat_id, screen, edits=self._to_edit(event)),
        )
        if isinstance(outcome, Sent):
            self._told_later.discard(event.chat_id)
        if isinstance(outcome, Sent) and screen.text:
            await self.offered.keep(event.chat_id, screen, outcome.message_id)
        if isinstance(outcome, Refused) and outcome.unreachable:
            await self._note_reachable(replace(event, reachable=False))
        if isinstance(outcome, Later):
            raise Unanswered(max(1.0, outcome.seconds))
        if not stopped and outcome == Sent(event.message_id):
            raise Unanswered(SPIN_AGAIN_SECONDS)  # to show the same again over the same message makes no call

    def _to_edit(self, event: Event) -> int | None:
        """The message that was pressed; whoever was told to wait gets a new one, which they notice."""
        return None if event.chat_id in self._told_later else event.message_id

    async def _answer_press(self, event: Event, screen: Screen) -> bool:
        """Stop the button's spinner, again if that may not have arrived; False if it may be spinning still."""
        wait = 0.0
        for pause in ANSWER_PAUSES:
            if event.callback_id is None or event.callback_id in self._answered_presses:
                return True
            await asyncio.sleep(max(pause, wait))
            wait = await self._stop_spinner(event, screen.toast)
            if wait > LONGEST_SPIN_SECONDS:
                break
        return event.callback_id in self._answered_presses

    async def _stop_spinner(self, event: Event, toast: str = "") -> float:
        """One try; after how many seconds there may be another."""
        assert event.callback_id is not None
        outcome = await self._outgoing.answer(event.chat_id, event.callback_id, toast)
        if isinstance(outcome, Sent | Refused):
            self._answered_presses.append(event.callback_id)
        return outcome.seconds if isinstance(outcome, Later) else 0.0

    async def _leave(self, event: Event) -> None:
        """The bot works in private chats alone: it says so in a group, once, and goes; from a channel it just goes."""
        if event.elsewhere != ChatType.CHANNEL:
            words = elsewhere.private_only(Words(), self._house.bot_username)
            outcome = await self._outgoing.reply(event.chat_id, words)
            if isinstance(outcome, Later):
                raise Unanswered(max(1.0, outcome.seconds))
        await self._outgoing.leave(event.chat_id)

    async def _note_reachable(self, event: Event) -> None:
        async with self._database.transaction() as tx:
            await people.note_reachable(tx, event.chat_id, reachable=bool(event.reachable), now=self._clock())
        self._wake()
