"""A period's figures as a chat says them: a line each, and once what is left out and why."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from content.digest.rows import has_people, is_early, is_rough, left_out, rows, unclear
from content.digest.trend import named
from content.words import Words, listed, paragraphs
from programme.model import Digest

NAMED = 2
"""More than that are not listed: what is missing is not the news."""


def figures(words: Words, digest: Digest, history: Sequence[Digest] = ()) -> Markup:
    """One period in words. *history*: what was published to the same workplace, for the trend."""
    return several(words, (digest,), history)


def several(words: Words, digests: Sequence[Digest], history: Sequence[Digest]) -> Markup:
    """Periods in words, and once for all of them what is withheld, and how numbers are blurred."""
    return paragraphs(
        *(period(words, digest, history) for digest in digests), withheld(words, digests), blurred(words, digests)
    )


def period(words: Words, digest: Digest, history: Sequence[Digest]) -> Markup:
    heading = words.say("<b>{days}</b>", days=named(words, digest.period))
    said = (words.say("{what}: {value}", what=row.name, value=row.value) for row in rows(words, digest, history))
    return listed([heading, *together(words, digest), *said])


def together(words: Words, digest: Digest) -> list[Markup]:
    return [words.say("At all workplaces together:")] if digest.employer_id is None else []


def withheld(words: Words, digests: Sequence[Digest]) -> Markup | None:
    """One plain sentence with the reason, however many figures are left out; one more for those that are unclear."""
    said = [one for one in (too_few(words, digests), too_unclear(words, digests)) if one]
    return Markup(" ").join(said) if said else None


def too_unclear(words: Words, digests: Sequence[Digest]) -> Markup | None:
    names = dict.fromkeys(name for digest in digests for name in unclear(words, digest))
    if not names:
        return None
    return words.say("Too uncertain to be useful with numbers this small: {names}.", names=", ".join(names))


def too_few(words: Words, digests: Sequence[Digest]) -> Markup | None:
    missing = [left_out(words, digest) for digest in digests]
    if not any(missing):
        return None
    if not any(has_people(digest) for digest in digests):
        return words.say(
            "Too few people to show their numbers this time. A small number, even none, could point at somebody."
        )
    return words.say(
        "{first} Where only a few people did something, or only a few didn't, a number could point at somebody.",
        first=without(words, missing),
    )


def without(words: Words, missing: Sequence[Sequence[str]]) -> Markup:
    """Never that few people did it: a part is also withheld where nearly everybody did."""
    if len(missing) == 1 and len(missing[0]) <= NAMED:
        return words.say("Left out: {names}.", names=", ".join(missing[0]))
    return words.say("Some figures are left out.")


def blurred(words: Words, digests: Sequence[Digest]) -> Markup | None:
    if not any(has_people(digest) for digest in digests):
        return None
    if any(is_rough(digest) and not is_early(digest) for digest in digests):
        return words.say("Numbers are blurred and rounded to 5: small ones are a rough guide.")
    return words.say("Numbers of people and minutes are blurred a little and rounded to 5.")
