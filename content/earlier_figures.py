"""All that was published to a workplace, a page at a time, and any of it by typing when it was."""

from __future__ import annotations

from collections.abc import Sequence

from content.digest.trend import named
from content.screen import Choice, Screen
from content.words import Words, paragraphs
from programme.model import Digest

ON_A_PAGE = 8
EXAMPLE = "Or type its number, or when it was: “23 Nov”, “last month” or “Q3”."


def screen(words: Words, employer_id: str, frozen: Sequence[Digest], page: int) -> Screen:
    """*frozen*: the latest last; page 0 has the newest, and what is beyond the last page is the last."""
    if not frozen:
        return Screen(words.say("There are no figures yet."), ((_back(words, employer_id),),))
    newest_first = frozen[::-1]
    page = min(page, (len(frozen) - 1) // ON_A_PAGE)
    shown = newest_first[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    text = paragraphs(words.say("Which figures would you like to see?"), words.say(EXAMPLE))
    ways = [
        *([Choice(words.plain("Newer ones"), f"earlier:{employer_id}:{page - 1}")] if page else []),
        *(
            [Choice(words.plain("Older ones"), f"earlier:{employer_id}:{page + 1}")]
            if len(newest_first) > (page + 1) * ON_A_PAGE
            else []
        ),
        _back(words, employer_id),
    ]
    return Screen(text, (*_rows(words, employer_id, shown), tuple(ways)), asks=_asks(employer_id), numbers_choose=True)


def found(words: Words, employer_id: str, several: Sequence[Digest]) -> Screen:
    """More than one is about what was typed; the newest of them."""
    text = paragraphs(words.say("These are about that time:"), words.say(EXAMPLE))
    rows = _rows(words, employer_id, several[::-1][:ON_A_PAGE])
    return Screen(text, (*rows, (_all(words, employer_id),)), asks=_asks(employer_id), numbers_choose=True)


def not_found(words: Words, employer_id: str, *, understood: bool) -> Screen:
    first = (
        words.say("No figures were made about that time.") if understood else words.say("I'm not sure when you mean.")
    )
    example = words.say("Type it like this: “23 Nov”, “last month” or “Q3”.")
    return Screen(
        paragraphs(first, example), ((_all(words, employer_id),),), asks=_asks(employer_id), numbers_choose=True
    )


def _rows(words: Words, employer_id: str, shown: Sequence[Digest]) -> tuple[tuple[Choice, ...], ...]:
    return tuple((Choice(_name(words, one), f"digest:{employer_id}:{one.period.name}"),) for one in shown)


def _name(words: Words, digest: Digest) -> str:
    """When it was; and whose, if it is not the workplace's own."""
    days = named(words, digest.period)
    return days if digest.employer_id else words.plain("{days}, all workplaces", days=days)


def _asks(employer_id: str) -> str:
    return f"earlierfind:{employer_id}"


def _all(words: Words, employer_id: str) -> Choice:
    return Choice(words.plain("All of them"), f"earlier:{employer_id}")


def _back(words: Words, employer_id: str) -> Choice:
    return Choice(words.plain("Back to the summary"), f"digest:{employer_id}")
