"""Typing as pressing: the label or number of a choice last shown, a command, a code, or an answer to a question."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from bot.address import Address, to
from bot.updates import split_command
from content import distress, resources, small_talk
from programme.model import Shown

DECORATION = re.compile(r"[^\w ]+")
NUMBER = re.compile(r"(\d{1,2})[.)]?")
BELOW_ZERO = re.compile(r"(?:^\s*[-\u2010-\u2015\u2212]\s*|(?<=\s)[-\u2010-\u2015\u2212])(?=\d)")
"""A sign that makes another number: "-20 min walk" is no "20 min walk"."""
BETWEEN = r"[\s.\-\u2010-\u2015\u2212]*"
CODE = re.compile(rf"\s*[0-9A-Za-z]{{4}}{BETWEEN}[0-9A-Za-z]{{4}}\s*")
"""Also with the dashes that phones put in place of a hyphen."""
WORD = re.compile(r"\s*[a-z]+\s*|\s*[A-Z][a-z]+\s*")
"""What has the length of a code and is only a word."""
STOP = re.compile(rf"\s*[“\"']?stop{BETWEEN}({CODE.pattern})[”\"']?\.?\s*", re.IGNORECASE)
"""As it stands in e-mails where there are no pages; it may come from anybody, whatever their screen asks."""
LINK = re.compile(r"\s*(?:https?://)?(?:t|telegram)\.me/\w+\?start=([\w-]{1,64})\s*", re.IGNORECASE)
"""An invitation's, or a session's, pasted instead of opened."""
NUMBERS_CHOOSE = "#"
"""Before the address of a question to which a bare number is no answer, so that it is a choice's number."""
LONGEST = 4096
UP_TO_HERE = ("", "")
"""Among choices: what came before the latest message follows. It is typed by what it says, or by a number it shows."""
SHOWN_NUMBER = re.compile(r"\W*(\d{1,3})(?![\d:.,/])(\s*·|$)?")
"""What a label begins with: "10 minutes", "✓ 1 · Essex"; no clock."""
SOME = 2
"""Labels that begin with numbers, so that numbers are what is chosen among, and no positions."""
YES, ALSO_YES = (
    frozenset({"yes", "y", "yes please", "yeah", "yep"}),
    frozenset({"ok", "okay", "agree", "agreed", "fine"}),
)
NO = frozenset({"no", "n", "nope", "no thank you", "no thanks", "decline", "disagree", "i dont agree"})
SAYS_YES = re.compile(r"(?:yes(?: .*)?|i agree)")
SAYS_ALSO_YES = re.compile(r"i agree")
SAYS_NO = re.compile(r"(?:no(?: .*)?|not this time|keep (?:it|me)(?: .*)?|stay)")
"""Labels as they are folded."""
CODE_ASKED, FINDS, TAKES_STOP = "#code", "#find", "whenset"
"""Questions: which talk may interrupt, which answers what is felt, and to which "stop" is an answer."""


def folded(text: str) -> str:
    """Text as it is compared: no case, accents, punctuation or doubled spaces; but a minus stays one."""
    plain = BELOW_ZERO.sub(" minus ", unicodedata.normalize("NFKD", text.casefold()))
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(DECORATION.sub(" ", bare.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")).split())


def resolve(
    typed: str,
    shown: Shown | None,
    *,
    is_command: frozenset[str],
    urgent: frozenset[str] = frozenset(),
    for_others: bool = False,
    sent_as: int | None = None,
) -> tuple[Address, str]:
    """Where *typed* leads, and what is left of it for the handler.

    In this order: the label of a choice; somebody in danger (*urgent*: the words for the urgent help); a command; the
    code that ends e-mails; talk; yes or no; the number of a choice; an answer to the question that the screen asked
    (before a number, where that can be one); something of the form of a code; unknown.

    *for_others*: the question's answer is read by others, so that it may be a title such as "Stop". *sent_as*: the
    message's number: a number typed before the screen that would take it was there, was meant for another one.
    """
    shown = without_choices(shown) if is_late(typed, shown, sent_as) else shown
    choices, asks = (shown.choices, shown.asks) if shown else ((), "")
    pressed = None if split_command(typed) else by_label(typed, choices)
    if pressed:
        return Address.parse(pressed), ""
    if in_danger(typed, asks, urgent, for_others=for_others):
        return to("hardtime"), ""
    return by_itself(typed, is_command) or (
        by_screen(typed, choices, asks, frozenset() if for_others else is_command) or unasked(typed)
    )


def by_itself(typed: str, is_command: frozenset[str]) -> tuple[Address, str] | None:
    """A command, a link to the bot, or the code that ends e-mails: whatever the screen asks."""
    command = split_command(typed)
    if command:
        name, rest = command
        return (to(name), rest) if name in is_command else (to("unknown"), typed)
    pasted = LINK.fullmatch(typed)
    if pasted:
        return to("start"), pasted[1]
    stopping = STOP.fullmatch(typed)
    return (to("stopmail"), stopping[1]) if stopping and not WORD.fullmatch(stopping[1]) else None


def by_screen(
    typed: str, choices: tuple[tuple[str, str], ...], asks: str, may_talk_of: frozenset[str]
) -> tuple[Address, str] | None:
    """What the screen makes of it; *may_talk_of*: the commands that may be typed without a slash, if talk is heard."""
    choosing = not asks or asks.startswith(NUMBERS_CHOOSE)
    if choosing and (pressed := by_yes_or_no(typed, choices)):
        return Address.parse(pressed), ""
    if may_talk_of and (led := talk(typed, asks, may_talk_of)):
        return led, ""
    if choosing and (pressed := by_number(typed, choices)):
        return Address.parse(pressed), ""
    return (Address.parse(asks.removeprefix(NUMBERS_CHOOSE)), typed[:LONGEST]) if asks and typed else None


def unasked(typed: str) -> tuple[Address, str]:
    if CODE.fullmatch(typed) and not WORD.fullmatch(typed):
        return to("code", "perhaps"), typed.strip()
    return to("unknown"), typed[:LONGEST]


def is_late(typed: str, shown: Shown | None, sent_as: int | None) -> bool:
    """Whether *typed* is a number sent before the message came that it would choose from."""
    if shown is None or shown.message_id is None or sent_as is None:
        return False
    return bool(NUMBER.fullmatch(typed.strip())) and sent_as < shown.message_id


def without_choices(shown: Shown | None) -> Shown | None:
    return replace(shown, choices=()) if shown else None


def in_danger(typed: str, asks: str, urgent: frozenset[str], *, for_others: bool) -> bool:
    """/resources has an answer of its own to what it knows."""
    looking = asks == FINDS or typed.casefold().startswith("/resources")
    if looking and resources.is_distress(typed):
        return False
    return distress.heard(typed, urgent, for_others=for_others and not typed.startswith("/"))


def talk(typed: str, asks: str, is_command: frozenset[str]) -> Address | None:
    """Thanks and the like, and a command without its slash; not where it may be the answer."""
    said = folded(typed)
    kind = small_talk.SAID.get(said)
    asked = asks not in {"", CODE_ASKED}
    takes_it = (asks.startswith(TAKES_STOP) and kind == small_talk.STOP) or (asks == FINDS and kind == small_talk.HELP)
    if kind and not takes_it and not (asked and kind in small_talk.ONLY_UNASKED):
        return to("talk", kind)
    return to(said) if said in is_command and asks != FINDS else None


def by_label(typed: str, choices: tuple[tuple[str, str], ...]) -> str | None:
    wanted = folded(typed)
    return next((address for label, address in choices if wanted and folded(label) == wanted), None)


def by_yes_or_no(typed: str, choices: tuple[tuple[str, str], ...]) -> str | None:
    """The one choice that says so, of the latest message or, if that has none, of those before; else none."""
    said = folded(typed)
    saying = SAYS_YES if said in YES else SAYS_ALSO_YES if said in ALSO_YES else SAYS_NO if said in NO else None
    found = {address for label, address in choices if saying and saying.fullmatch(folded(label))}
    return found.pop() if len(found) == 1 else None


def by_number(typed: str, choices: tuple[tuple[str, str], ...]) -> str | None:
    """The choice that shows the number; where none of the latest message's shows any, the one at that place."""
    match = NUMBER.fullmatch(typed.strip())
    if match is None:
        return None
    number, latest = int(match[1]), latest_of(choices)
    if shows_numbers(latest):
        return showing(number, latest)
    if 1 <= number <= len(latest):
        return latest[number - 1][1]
    return showing(number, choices)


def latest_of(choices: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return choices[: choices.index(UP_TO_HERE)] if UP_TO_HERE in choices else choices


def shows_numbers(choices: tuple[tuple[str, str], ...]) -> bool:
    """Whether the labels are numbers or a numbered list; one that only begins with a figure makes no such list."""
    found = [match for label, _ in choices if (match := SHOWN_NUMBER.match(label))]
    return len(found) >= SOME or any(match[2] is not None for match in found)


def showing(number: int, choices: tuple[tuple[str, str], ...]) -> str | None:
    shown = ((SHOWN_NUMBER.match(label), address) for label, address in choices)
    found = {address for match, address in shown if match and int(match[1]) == number}
    return found.pop() if len(found) == 1 else None


def in_between(own: tuple[tuple[str, str], ...], before: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """What may be typed after a message that takes nothing away: its *own* choices, then those *before* it."""
    kept = tuple(choice for choice in before if choice not in {*own, UP_TO_HERE})
    if not own:
        return kept
    return (*own, UP_TO_HERE, *kept) if kept else own
