"""Choices that are not written down: known while the process lives, of each chat's last screen, and of few chats."""

from markupsafe import Markup

from bot.at_hand import MOST_CHATS, AtHand
from content.screen import Choice, Screen
from programme.model import Shown

LOOKED_UP = Screen(
    Markup("x"), ((Choice("Open", url="https://x.example"), Choice("One", "res:one:"), Choice("Two", "res:two:")),),
    unremembered=True,
)  # fmt: skip


def choices(hand: AtHand, chat_id: int = 7) -> tuple[tuple[str, str], ...]:
    shown = hand.with_choices(Shown(chat_id, asks="#find"))
    assert shown
    return shown.choices


def test_what_leads_to_the_web_is_not_counted() -> None:
    hand = AtHand()
    hand.keep(7, LOOKED_UP)
    assert choices(hand) == (("One", "res:one:"), ("Two", "res:two:"))
    assert hand.with_choices(None) is None


def test_another_screen_takes_its_place() -> None:
    hand = AtHand()
    hand.keep(7, LOOKED_UP)
    hand.keep(7, Screen(Markup("y"), ((Choice("Help", "help"),),)))
    assert choices(hand) == ()


def test_few_chats_are_remembered() -> None:
    hand = AtHand()
    for chat_id in range(MOST_CHATS + 1):
        hand.keep(chat_id, LOOKED_UP)
    assert choices(hand, 0) == ()
    assert choices(hand, MOST_CHATS)


def test_what_comes_in_between_stands_beside_what_was_offered_before() -> None:
    hand = AtHand()
    before = Shown(7, 5, (("Book", "book:a"),), "#code")
    hand.add(before, Screen(Markup("x"), ((Choice("Help", "help"),),), keeps_before=True), 9)
    shown = hand.with_choices(before)
    assert shown
    assert (shown.choices[0], shown.choices[-1]) == (("Help", "help"), ("Book", "book:a"))
    assert (shown.message_id, shown.asks) == (9, "#code")
