"""What a chat has said and was last shown."""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Shown:
    """The choices a chat was last shown, so that typing one is the same as pressing it."""

    chat_id: int
    message_id: int | None = None
    choices: tuple[tuple[str, str], ...] = field(default=())
    """Pairs of label and address, in the order shown."""
    asks: str = ""
    """The address that free text goes to next; empty where the screen asked for none."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-finished form; it survives a restart."""

    chat_id: int
    form: str
    step: str
    fields: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str | None:
        return dict(self.fields).get(name)

    def with_field(self, name: str, value: str, step: str) -> Draft:
        return replace(self, step=step, fields=tuple({**dict(self.fields), name: value}.items()))


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One update: `new → applied → answered | quarantined`. *raw* is Telegram's JSON, kept until answered."""

    bot_id: int
    update_id: int
    arrival: int
    chat_id: int
    raw: str
    state: str = "new"
    attempts: int = 0
    next_address: str | None = None

    @property
    def key(self) -> tuple[int, int]:
        return self.bot_id, self.update_id
