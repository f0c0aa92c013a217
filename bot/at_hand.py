"""The choices that are not to be written down, in memory only: so that a number typed after them chooses."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from content.screen import Screen
from programme.model import Shown

MOST_CHATS = 1_000


def leading_here(screen: Screen) -> tuple[tuple[str, str], ...]:
    """The choices that lead somewhere in the bot; web addresses cannot be typed."""
    return tuple((choice.label, choice.address) for choice in screen.choices if choice.address)


class AtHand:
    """The last such screen of each chat, of the latest chats; after a restart nothing of it is known."""

    def __init__(self) -> None:
        self._choices: OrderedDict[int, tuple[tuple[str, str], ...]] = OrderedDict()

    def keep(self, chat_id: int, screen: Screen) -> None:
        """What *screen* offers, if it is not remembered otherwise; anything else takes its place too."""
        self.forget(chat_id)
        if screen.unremembered:
            self._choices[chat_id] = leading_here(screen)
        if len(self._choices) > MOST_CHATS:
            self._choices.popitem(last=False)

    def forget(self, chat_id: int) -> None:
        self._choices.pop(chat_id, None)

    def with_choices(self, shown: Shown | None) -> Shown | None:
        """What was shown, with the choices that are known here alone."""
        if shown is None or shown.chat_id not in self._choices:
            return shown
        return replace(shown, choices=self._choices[shown.chat_id])
