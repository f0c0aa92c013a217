"""The things the server remembers: entities, buttons, files, messages, queries and calls."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from playground.rendering import rendered


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of formatted text; offset and length in UTF-16 units, as Telegram counts."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None
    custom_emoji_id: str | None = None
    unix_time: int | None = None
    date_time_format: str | None = None
    user_id: int | None = None

    @property
    def end(self) -> int:
        return self.offset + self.length


@dataclass(frozen=True, slots=True)
class Formatted:
    """Text with its entities, in order."""

    text: str
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button: its label, what it does (the field's name) and with what."""

    label: str
    action: str
    value: Any
    style: str | None = None

    @property
    def data(self) -> str | None:
        return self.value if self.action == "callback_data" else None

    @property
    def url(self) -> str | None:
        return self.value if self.action == "url" else None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that the server keeps and hands out again by its id."""

    file_id: str
    unique_id: str
    name: str
    mime: str
    content: bytes
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it stands; `text` is the caption where there is a file."""

    message_id: int
    chat_id: int
    date: datetime
    by_bot: bool
    text: str = ""
    entities: tuple[Entity, ...] = ()
    keyboard: tuple[tuple[Button, ...], ...] = ()
    other_markup: Mapping[str, Any] | None = None
    document: StoredFile | None = None
    photo: StoredFile | None = None
    reply_to: int | None = None
    extra: Mapping[str, Any] | None = None
    edited: datetime | None = None
    deleted: bool = False

    @property
    def buttons(self) -> list[Button]:
        return [button for row in self.keyboard for button in row]

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.buttons]

    @property
    def html(self) -> str:
        """The text with its entities written as HTML again."""
        return rendered(self.text, self.entities)

    def button(self, label: str) -> Button:
        """The button with exactly this label; LookupError when there is none."""
        for button in self.buttons:
            if button.label == label:
                return button
        raise LookupError(f"no button {label!r} on message {self.message_id}; there are {self.labels}")


@dataclass(frozen=True, slots=True)
class Toast:
    """The answer to a pressed button, as the person sees it."""

    text: str
    alert: bool = False
    url: str | None = None


@dataclass(slots=True)
class Query:
    """A pressed button that waits for its one answer."""

    query_id: str
    chat_id: int
    message_id: int
    data: str
    asked_at: datetime
    answer: Toast | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a Bot API method, numbered from 1, and what came of it; `at` is of a monotonic clock."""

    method: str
    fields: Mapping[str, Any]
    status: int
    description: str
    result: Any = None
    fault: str | None = None
    number: int = 0
    at: float = 0.0

    @property
    def ok(self) -> bool:
        return self.status == 200


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail to be shown beside the phones."""

    to: str
    subject: str
    text: str
    html: str = ""
    attachments: tuple[Upload, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened, numbered, for the page and for whoever waits."""

    number: int
    kind: str
    chat_id: int | None
    data: Mapping[str, Any]
