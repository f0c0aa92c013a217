"""A person with a phone, for tests: does things in the chat and waits for what the bot does there."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from playground import gestures
from playground.profile import Command
from playground.values import Message, Query, Toast, Upload
from playground.world import Chat, World

PATIENCE = 10.0
T = TypeVar("T")


class NothingCame(AssertionError, TimeoutError):
    """The bot did not do in time what was waited for."""


class Person:
    """One user and the private chat with the bot; `next` reads what the bot did there, in order, once."""

    def __init__(self, world: World, user_id: int) -> None:
        self._world = world
        self.id = user_id
        self._read = 0

    def __repr__(self) -> str:
        return f"<Person {self.name} {self.id}>"

    @property
    def name(self) -> str:
        return self._world.accounts[self.id].first_name

    @property
    def chat(self) -> Chat:
        return self._world.chats[self.id]

    @property
    def messages(self) -> list[Message]:
        """Every message there is in the chat now, both sides, oldest first, as it stands after edits."""
        return [message for message in self.chat.messages.values() if not message.deleted]

    @property
    def commands(self) -> tuple[Command, ...]:
        """What the command menu shows this person."""
        language = self._world.accounts[self.id].language_code or ""
        return self._world.profile.commands_for(self.id, language)

    def screen(self) -> Message:
        """The newest of the bot's messages that has buttons; LookupError when there is none."""
        for message in reversed(self.messages):
            if message.by_bot and message.keyboard:
                return message
        raise LookupError(f"{self.name} has no message with buttons; there are {self._texts()}")

    def last(self) -> Message:
        """The newest of the bot's messages; LookupError when there is none."""
        for message in reversed(self.messages):
            if message.by_bot:
                return message
        raise LookupError(f"the bot has not written to {self.name}")

    async def send(self, text: str) -> Message:
        """Types `text`."""
        return gestures.send_text(self._world, self.id, text)

    async def send_document(self, name: str, content: bytes, mime: str = "", caption: str = "") -> Message:
        upload = Upload(name, mime or "application/octet-stream", content)
        return gestures.send_document(self._world, self.id, upload, caption)

    async def send_photo(self, content: bytes, caption: str = "") -> Message:
        return gestures.send_photo(self._world, self.id, Upload("photo.png", "image/png", content), caption)

    async def send_fields(self, **fields: Any) -> Message:
        """Sends any other content, as Telegram's own JSON fields."""
        return gestures.send_fields(self._world, self.id, fields)

    async def edit(self, message: Message, text: str) -> Message:
        """Corrects an own message."""
        return gestures.edit_text(self._world, self.id, message.message_id, text)

    async def press(self, label: str, message: Message | None = None) -> str:
        """Presses a button by its label, on `message` or on the newest that has it; the query's id."""
        found = message or self._with_button(label)
        button = found.button(label)
        if button.data is None:
            raise gestures.Impossible(f"button {label!r} has no callback data; it is a {button.action}")
        return await self.press_data(button.data, found.message_id)

    async def press_data(self, data: str, message_id: int | None = None) -> str:
        """Presses with any data, as a tampered-with app could; the query's id."""
        where = self.last().message_id if message_id is None else message_id
        return gestures.press(self._world, self.id, where, data).query_id

    async def answer(self, query_id: str, timeout: float = PATIENCE) -> str:  # noqa: ASYNC109 - part of the API
        """The toast's text, once the query has been answered ("" for an answer without words)."""
        return (await self.toast(query_id, timeout)).text

    async def toast(self, query_id: str, timeout: float = PATIENCE) -> Toast:  # noqa: ASYNC109 - part of the API
        """The whole answer, with alert and url."""
        query: Query = self._world.queries[query_id]
        return await self._until(lambda: query.answer, timeout, f"an answer to the press of {query.data!r}")

    async def tap(self, label: str, timeout: float = PATIENCE) -> Toast:  # noqa: ASYNC109 - part of the API
        """Presses and waits for the answer."""
        return await self.toast(await self.press(label), timeout)

    async def next(self, timeout: float = PATIENCE) -> Message:  # noqa: ASYNC109 - part of the API
        """The next thing that the bot did here: a message as it was sent or edited, each once, in order."""
        return await self._until(self._unread, timeout, "a message")

    async def ask(self, text: str, timeout: float = PATIENCE) -> Message:  # noqa: ASYNC109 - part of the API
        """Types `text` and waits for the next thing the bot does; whatever was unread is skipped."""
        self.skip()
        await self.send(text)
        return await self.next(timeout)

    def unread(self) -> list[Message]:
        """What the bot did that `next` has not given yet; it stays unread."""
        return self.chat.done_by_bot[self._read :]

    def skip(self) -> None:
        """Forgets what is unread."""
        self._read = len(self.chat.done_by_bot)

    async def block(self) -> None:
        gestures.set_blocked(self._world, self.id, True)

    async def unblock(self) -> None:
        gestures.set_blocked(self._world, self.id, False)

    async def delete_account(self) -> None:
        gestures.delete_account(self._world, self.id)

    def push(self, kind: str, content: Mapping[str, Any]) -> int | None:
        """Queues an update of any shape in this chat's order, as no real app would send it."""
        return self._world.updates.add(kind, self.id, content)

    def _unread(self) -> Message | None:
        if self._read >= len(self.chat.done_by_bot):
            return None
        self._read += 1
        return self.chat.done_by_bot[self._read - 1]

    def _with_button(self, label: str) -> Message:
        for message in reversed(self.messages):
            if label in message.labels:
                return message
        shown = [message.labels for message in self.messages if message.keyboard][-3:]
        raise LookupError(f"{self.name} sees no button {label!r}; the last ones are {shown}")

    async def _until(self, found: Callable[[], T | None], seconds: float, what: str) -> T:
        try:
            return await self.chat.changed.until(found, seconds)
        except TimeoutError:
            raise NothingCame(f"{self.name} waited {seconds} s for {what}; {self._situation()}") from None

    def _situation(self) -> str:
        calls = list(self._world.calls)[-5:]
        recent = [f"{call.method} {call.status} {call.description}".strip() for call in calls]
        waiting = len(self._world.updates.pending)
        return f"{waiting} updates unconfirmed; chat: {self._texts()}; last calls: {recent}"

    def _texts(self) -> list[str]:
        return [message.text[:60] for message in self.messages[-3:]]
