"""What a person sees: text, choices, files; made here, shown by `bot.outgoing`."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

NO_TEXT = Markup()


@dataclass(frozen=True, slots=True)
class Choice:
    """A button. Pressing it and typing its label (or its number) lead to the same address."""

    label: str
    address: str = ""
    """`name:argument:…`, at most 64 bytes."""
    url: str = ""
    """A web address instead of one of the bot's own; such a choice cannot be typed."""


@dataclass(frozen=True, slots=True)
class File:
    name: str
    content: bytes
    caption: str = ""
    picture: bool = False
    alt: str = ""
    """The same in words, for screen readers; shown as the picture's caption when there is no other."""


@dataclass(frozen=True, slots=True)
class Command:
    """An entry of the chat's menu."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What an e-mail shows instead of the text, where it can show more, and what it brings along."""

    html: Markup
    """Whole paragraphs; the screen's pictures are in it, as `content.mail.shown` shows them."""
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Screen:
    """One small screen. *text* is HTML as Telegram reads it, with every typed value escaped."""

    text: Markup = NO_TEXT
    rows: tuple[tuple[Choice, ...], ...] = ()
    files: tuple[File, ...] = ()
    menu: tuple[Command, ...] | None = None
    """The commands this chat's menu should list from now on; None leaves it as it is."""
    asks: str = ""
    """The address that text typed next is for (tap.typed); empty where the screen asks for none."""
    numbers_choose: bool = False
    """Whether a bare number is a choice's number although the screen asks: where no number can be the answer."""
    unremembered: bool = False
    """Whether its choices are not kept: where they would tell what somebody looked for. Typing is for *asks* then."""
    toast: str = ""
    """A short plain line shown over the chat when a button was pressed, at most 200 characters."""
    silent: bool = False
    keeps_before: bool = False
    """Whether this only comes in between: what the screen before offered and asked stays, and can still be typed."""
    letter: Letter | None = None
    """For a contact who is an address; a chat does not look at it."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        return tuple(choice for row in self.rows for choice in row)
