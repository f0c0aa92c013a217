"""The choices that are not to be written down, in memory only: so that a number typed after them chooses."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from bot.typed import in_between
from content.screen import Screen
from programme.model import Shown

MOST_CHATS = 1_000


def leading_here(screen: Screen) -> tuple[tuple[str, str], ...]:
    """The choices that lead somewhere in the bot; web addresses cannot be typed."""
    return tuple((choice.label, choice.address) for choice in screen.choices if choice.address)


class AtHand:
    """The last such screen of each chat, of the latest chats; after a restart nothing of it is known."""

    def __init__(self) -> None:
        self._shown: OrderedDict[int, Shown] = OrderedDict()

    def keep(self, chat_id: int, screen: Screen, message_id: int | None = None) -> None:
        """What *screen* offers, if it is not remembered otherwise; anything else takes its place too."""
        self.forget(chat_id)
        if screen.unremembered:
            self._hold(Shown(chat_id, message_id, leading_here(screen)))

    def add(self, before: Shown, screen: Screen, message_id: int | None) -> None:
        """What *screen* offers, beside what was offered *before*."""
        self.forget(before.chat_id)
        self._hold(Shown(before.chat_id, message_id, in_between(leading_here(screen), before.choices)))

    def forget(self, chat_id: int) -> None:
        self._shown.pop(chat_id, None)

    def with_choices(self, shown: Shown | None) -> Shown | None:
        """What was shown, with the choices that are known here alone."""
        if shown is None or shown.chat_id not in self._shown:
            return shown
        here = self._shown[shown.chat_id]
        return replace(shown, choices=here.choices, message_id=here.message_id)

    def _hold(self, shown: Shown) -> None:
        self._shown[shown.chat_id] = shown
        if len(self._shown) > MOST_CHATS:
            self._shown.popitem(last=False)
