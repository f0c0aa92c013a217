"""A screen to Telegram: in its lane, within the limits, with the outcome told honestly."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, TelegramError

from bot.lanes import Lane, Lanes
from bot.tally import Tally
from bot.transport import NotSent, ServerTrouble, SlowDown
from content.screen import Choice, File, Screen
from programme.model import Contact
from scheduling.clock import Clock
from scheduling.outcomes import Later, Outcome, Refused, Sent, Uncertain

log = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
REMEMBERED = 5_000
AGAIN_SECONDS = 1.0
NEVER_SECONDS = 86_400.0
FILE_ATTEMPTS = 3
FILE_PAUSE_SECONDS = 30.0
GONE = ("chat not found", "user is deactivated", "bot was blocked", "can't initiate conversation")
ALREADY_SO = ("message is not modified", "query is too old")
NOT_EDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
)


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose message it is, in which lane, and until when it is worth sending (aware UTC)."""

    chat_id: int
    lane: Lane
    deadline: datetime | None = None


class Outgoing:
    """Everything that goes out to Telegram goes through here."""

    def __init__(
        self,
        bot: Bot,
        lanes: Lanes,
        clock: Clock,
        may_send: Callable[[], bool] = lambda: True,
        tally: Tally | None = None,
    ) -> None:
        """*may_send* is asked just before each call: False once another process may be the worker."""
        self._may_send = may_send
        self.tally = tally or Tally()
        self._bot = bot
        self._lanes = lanes
        self._clock = clock
        self._showing: OrderedDict[tuple[int, int], int] = OrderedDict()
        self._unsure: set[int] = set()
        """Chats whose answer may have been delivered already and is still to be sent once more."""

    async def reply(self, chat_id: int, screen: Screen, *, edits: int | None = None) -> Outcome:
        """Show *screen* as the answer to a tap: over the message *edits*, or as a new one.

        After an uncertain one it is sent once more, since an answer must not be missing. A temporary
        failure is the caller's to wait for, so that nobody else has to.
        """
        outcome = await self._show(Turn(chat_id, Lane.REPLY), screen, edits)
        if isinstance(outcome, Uncertain) and chat_id not in self._unsure:
            self._unsure.add(chat_id)
            await asyncio.sleep(AGAIN_SECONDS)
            outcome = await self._show(Turn(chat_id, Lane.REPLY), screen, edits)
        if not isinstance(outcome, Later):
            self._unsure.discard(chat_id)
        return outcome

    async def deliver(self, contact: Contact, screen: Screen, lane: Lane, deadline: datetime | None) -> Outcome:
        """Send a notice once, never after *deadline* (aware UTC); the caller decides what follows from the outcome."""
        if contact.chat_id is None:
            return Refused("no chat")
        return await self._show(Turn(contact.chat_id, lane, deadline), screen, None)

    async def answer(self, chat_id: int, callback_id: str, toast: str = "") -> Outcome:
        """Stop the spinner of the button that was pressed in *chat_id*; at most 200 characters of *toast*."""
        return await self._attempt(
            chat_id, lambda: self._bot.answer_callback_query(callback_id, text=toast[:200] or None)
        )

    async def leave(self, chat_id: int) -> Outcome:
        """Go out of a group or channel."""
        return await self._attempt(chat_id, lambda: self._bot.leave_chat(chat_id))

    async def _show(self, turn: Turn, screen: Screen, edits: int | None) -> Outcome:
        """Menu, text and files, in this order. A chat that must be left alone is for later, not waited for here."""
        held = self._lanes.held_for(turn.chat_id)
        if held:
            return Later(held)
        outcome: Outcome = Sent(edits)
        if screen.menu is not None:
            outcome = await self._set_menu(turn.chat_id, screen)
        if screen.text and isinstance(outcome, Sent):
            outcome = await self._show_text(turn, screen, edits)
        for file in screen.files:
            if isinstance(outcome, Sent):
                sent = await self._send_file_patiently(turn, file, screen)
                outcome = sent if not isinstance(sent, Sent) else outcome
        return outcome

    async def _show_text(self, turn: Turn, screen: Screen, edits: int | None) -> Outcome:
        if edits is not None and self._showing.get((turn.chat_id, edits)) == fingerprint(screen):
            return Sent(edits)
        outcome = await self._edit_or_send(turn, screen, edits)
        if isinstance(outcome, Sent) and outcome.message_id is not None:
            self._remember((turn.chat_id, outcome.message_id), fingerprint(screen))
        return outcome

    def _remember(self, message: tuple[int, int], screen: int) -> None:
        """What a message shows, so that showing the same again needs no call; only the latest are remembered."""
        self._showing[message] = screen
        self._showing.move_to_end(message)
        if len(self._showing) > REMEMBERED:
            self._showing.popitem(last=False)

    async def _edit_or_send(self, turn: Turn, screen: Screen, edits: int | None) -> Outcome:
        if edits is not None:
            outcome = await self._in_turn(turn, lambda: self._edit(turn.chat_id, edits, screen), new_message=False)
            if isinstance(outcome, Uncertain):
                return Later(AGAIN_SECONDS)  # the same edit a second time changes nothing, so it is made until it holds
            if not (isinstance(outcome, Refused) and outcome.reason in NOT_EDITABLE):
                return Sent(edits) if isinstance(outcome, Sent) else outcome
        return await self._in_turn(turn, lambda: self._send(turn.chat_id, screen))

    async def _in_turn(self, turn: Turn, call: Callable[[], Awaitable[object]], *, new_message: bool = True) -> Outcome:
        """Wait for the turn, look at the clock once more, and call."""
        loop = asyncio.get_running_loop()
        seconds = (turn.deadline - self._clock()).total_seconds() if turn.deadline else NEVER_SECONDS
        by = loop.time() + seconds
        async with self._lanes.turn(turn.lane, turn.chat_id, new_message=new_message, deadline=by):
            if turn.deadline is not None and self._clock() >= turn.deadline:
                return Later(0.0)
            return await self._attempt(turn.chat_id, call)

    async def _send(self, chat_id: int, screen: Screen) -> Message:
        return await self._bot.send_message(
            chat_id,
            str(screen.text),
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=keyboard(screen),
            disable_notification=screen.silent or None,
            allow_paid_broadcast=self._lanes.are_paid or None,
        )

    async def _edit(self, chat_id: int, message_id: int, screen: Screen) -> Message | bool:
        return await self._bot.edit_message_text(
            str(screen.text),
            chat_id=chat_id,
            message_id=message_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=keyboard(screen),
        )

    async def _send_file_patiently(self, turn: Turn, file: File, screen: Screen) -> Outcome:
        """The text is shown already, so a file waits its pause out rather than have the text shown twice."""
        outcome: Outcome = Later(0.0)
        for _ in range(FILE_ATTEMPTS):
            outcome = await self._in_turn(turn, lambda: self._send_file(turn.chat_id, file, screen))
            if not isinstance(outcome, Later):
                break
            await asyncio.sleep(min(outcome.seconds, FILE_PAUSE_SECONDS))
        return outcome

    async def _send_file(self, chat_id: int, file: File, screen: Screen) -> Message:
        content = InputFile(file.content, filename=file.name)
        caption = file.caption or file.alt or None
        send = self._bot.send_photo if file.picture else self._bot.send_document
        return await send(
            chat_id,
            content,
            caption=caption,
            disable_notification=screen.silent or None,
            allow_paid_broadcast=self._lanes.are_paid or None,
        )

    async def _set_menu(self, chat_id: int, screen: Screen) -> Outcome:
        commands = [BotCommand(command.name, command.description) for command in screen.menu or ()]
        scope = BotCommandScopeChat(chat_id)
        outcome = await self._attempt(chat_id, lambda: self._bot.set_my_commands(commands, scope=scope))
        return Later(AGAIN_SECONDS) if isinstance(outcome, Uncertain) else outcome  # a second time changes nothing

    async def _attempt(self, chat_id: int, call: Callable[[], Awaitable[object]]) -> Outcome:
        """One call, unless this chat or everybody is to be left alone."""
        if not self._may_send():
            return Later(AGAIN_SECONDS)
        held = self._lanes.held_for(chat_id)
        if held:
            return Later(held)
        outcome = await attempt(call, chat_id, self._lanes, self.tally)
        self.tally.calls[type(outcome).__name__.lower()] += 1
        return outcome


async def attempt(call: Callable[[], Awaitable[object]], chat_id: int, lanes: Lanes, tally: Tally) -> Outcome:
    """One call, its failures sorted into temporary, permanent and uncertain; *lanes* hear what Telegram says."""
    try:
        result = await call()
    except SlowDown as error:
        tally.too_many += 1
        lanes.answered()
        lanes.pause(chat_id, error.seconds)
        return Later(error.seconds)
    except (NotSent, ServerTrouble):
        lanes.failed()
        return Later(max(AGAIN_SECONDS, lanes.held_for(chat_id)))
    except (InvalidToken, Conflict):
        return Later(AGAIN_SECONDS)  # whoever takes updates in says why, and ends the process
    except (BadRequest, Forbidden, ChatMigrated) as error:
        lanes.answered()
        return refused(error)
    except TelegramError:
        lanes.failed()
        return Uncertain()
    lanes.answered()
    return Sent(result.message_id if isinstance(result, Message) else None)


def refused(error: TelegramError) -> Outcome:
    """What a refusal means; "is so already" is a success."""
    text = error.message.lower()
    if any(words in text for words in ALREADY_SO):
        return Sent()
    for words in NOT_EDITABLE:
        if words in text:
            return Refused(words)
    unreachable = isinstance(error, Forbidden | ChatMigrated) or any(words in text for words in GONE)
    if not unreachable:
        log.error("Telegram refused a message: %s", text)
    return Refused(text, unreachable=unreachable)


def keyboard(screen: Screen) -> InlineKeyboardMarkup | None:
    if not screen.rows:
        return None
    return InlineKeyboardMarkup([[button(choice) for choice in row] for row in screen.rows])


def fingerprint(screen: Screen) -> int:
    return hash((str(screen.text), screen.rows))


def button(choice: Choice) -> InlineKeyboardButton:
    if choice.url:
        return InlineKeyboardButton(text=choice.label, url=choice.url)
    return InlineKeyboardButton(text=choice.label, callback_data=choice.address)
