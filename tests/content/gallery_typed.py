"""The answers to what is typed besides: in danger, not well, a slip, thanks, stop; for the gallery."""

from dataclasses import replace

from content import built_in, distress, help, questions, small_talk  # noqa: A004 - the scene has that name
from content.screen import Screen
from programme.model import Catalogue, Person
from tests.content.cast import AMIRA, NOW, STRANGER, WORDS, member

CATALOGUE = built_in.catalogue()
NO_HELP = Catalogue(CATALOGUE.topics)
FEW = (("I agree", "agree"), ("No thanks", "decline"), ("More", "more"))
MANY = tuple((f"{n} · Desk reset", f"s:{n}") for n in range(1, 8))


def screens(person: Person = AMIRA) -> list[Screen]:
    settled = replace(person, reminder_minutes=0, day_before_off_at=NOW)
    return [
        *(distress.hard_time(WORDS, catalogue, is_member=joined) for catalogue in (CATALOGUE, NO_HELP)
          for joined in (True, False)),
        distress.unwell(WORDS),
        *(answer(WORDS) for answer in small_talk.SCREENS.values()),
        *(small_talk.stop(WORDS, one, has_nudges=nudged) for one in (person, settled) for nudged in (True, False)),
        small_talk.stop(WORDS, person, has_nudges=True, reads_figures=True),
        small_talk.stop_stranger(WORDS),
        *(help.not_understood(WORDS, one, pressed=False, offered=offered)
          for one in (STRANGER, member(person)) for offered in (FEW, MANY)),
        help.not_understood(WORDS, member(person), pressed=False, offered=((person.display_name or "Book", "book:a"),)),
        questions.ask(WORDS, "2026-11-24", again=True),
    ]  # fmt: skip
