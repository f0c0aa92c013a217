"""Each figure in plain words, a name and a value; what is withheld is not among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from types import MappingProxyType

from markupsafe import Markup

from content.digest.trend import compared, just_before, kind_of
from content.words import Words
from programme.model import Digest, Figures, Times


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    value: str


SHORTLY = (
    ("took_part", "who took part"),
    ("first_timers", "first-timers"),
    ("attended", "how often they came"),
    ("at_webinars", "webinars"),
    ("using", "who uses the bot"),
    ("logged", "who logged minutes"),
    ("mean_minutes", "minutes moved"),
    ("reached_30", "30 minutes a week"),
    ("reached_150", "150 minutes a week"),
    ("in_challenges", "challenges"),
    ("times", "times of day"),
    ("rated", "ratings"),
    ("just_right", "“just right”"),
)
"""What may be withheld, by its field in `Figures`, and what it is called when it is."""
UNDER_THE_FIRST_RULES = frozenset({"took_part", "first_timers", "logged", "mean_minutes", "offered"})
SINCE_THE_THIRD_RULES = frozenset({"in_challenges"})
UNKNOWN_TO: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "1": frozenset(field.name for field in fields(Figures)) - UNDER_THE_FIRST_RULES,
        "2": SINCE_THE_THIRD_RULES,
    }
)
"""The figures that earlier rules did not have: they are not withheld, and what was published then is said as it was."""
BESIDE: Mapping[str, str] = MappingProxyType({"attended": "took_part", "mean_minutes": "logged"})
"""Amounts, and the number of people beside whom each is said."""
AT_SESSIONS = frozenset({"took_part", "first_timers", "attended", "times"})
SOME_WEBINARS = 3
"""Among fewer a topic could not be hidden, however many people came."""


def rows(words: Words, digest: Digest, history: Sequence[Digest] = ()) -> tuple[Row, ...]:
    """What may be said, the most interesting first. *history*: what was published to the same workplace."""
    of = digest.figures
    return (*people(words, digest, history), *movement(words, of), *liking(words, of), offered(words, of))


def people(words: Words, digest: Digest, history: Sequence[Digest]) -> list[Row]:
    of, before = digest.figures, just_before(digest, history)
    trend = compared(words, of.took_part, digest, before.figures.took_part if before else None) if of.took_part else ""
    return [
        *about(words, "People using the bot who took part", of.took_part, trend),
        *about(words, "Of them for the first time", of.first_timers),
        *about(words, "Of them at a webinar", of.at_webinars),
        *about(words, "Visits to sessions and webinars", of.attended),
        *about(words, "People using the bot in all", of.using),
    ]


def movement(words: Words, of: Figures) -> list[Row]:
    return [
        *about(words, "People using the bot who logged minutes", of.logged),
        *about(words, "Of them in challenges", of.in_challenges),
        *about(words, "Average minutes a week per person who logged", of.mean_minutes),
        *share(words, "Reached 30 active minutes a week", of.reached_30, of.logged),
        *share(words, "Reached 150 active minutes a week", of.reached_150, of.logged),
    ]


def liking(words: Words, of: Figures) -> list[Row]:
    """When they like to come, and how they found it."""
    found = [Row(words.plain("Favourite times"), favourites(words, of.times))] if of.times else []
    if of.just_right is None:
        return [*found, *about(words, "Said how a session was", of.rated)]
    return [*found, *share(words, "Said a session was “just right”", of.just_right, of.rated)]


def about(words: Words, name: str, number: int | None, trend: str = "") -> list[Row]:
    if number is None:
        return []
    return [Row(words.plain(name), words.plain("about {n}{trend}", n=number, trend=trend))]


def share(words: Words, name: str, part: int | None, whole: int | None) -> list[Row]:
    """``about 15 of about 40``; never a per cent, which would look exact."""
    if part is None or whole is None:
        return about(words, name, part)
    return [Row(words.plain(name), words.plain("about {n} of about {whole}", n=part, whole=whole))]


def favourites(words: Words, of: Times) -> str:
    """The most liked first; where two are alike, the earlier in the day."""
    parts = ((of.morning, "morning"), (of.lunch, "lunchtime"), (of.afternoon, "afternoon"))
    ordered = sorted(parts, key=lambda one: -one[0])
    return ", ".join(words.plain("{part} (about {n})", part=words.plain(part), n=n) for n, part in ordered)


def offered(words: Words, of: Figures) -> Row:
    said = words.count("{n} session", "{n} sessions", of.offered)
    if of.webinars:
        among = words.count("{n} of them a webinar", "{n} of them webinars", of.webinars)
        said = Markup("{}, {}").format(said, among)
    return Row(words.plain("On offer"), str(said))


def left_out(words: Words, digest: Digest) -> tuple[str, ...]:
    """What of *digest* is withheld, since few are in it or few are not, in short; not what was never to be said."""
    return in_short(words, [field for field, _ in SHORTLY if misses(digest, field) and not is_unclear(digest, field)])


def unclear(words: Words, digest: Digest) -> tuple[str, ...]:
    """What is withheld because its blur would be large against it, in short."""
    return in_short(words, [field for field, _ in SHORTLY if misses(digest, field) and is_unclear(digest, field)])


def in_short(words: Words, missing: Sequence[str]) -> tuple[str, ...]:
    return tuple(words.plain(name) for field, name in SHORTLY if field in missing)


def misses(digest: Digest, field: str) -> bool:
    return getattr(digest.figures, field) is None and knew(digest, field) and may_say(digest, field)


def is_unclear(digest: Digest, field: str) -> bool:
    """An amount that is left out although its people are counted aloud; earlier rules had another reason for it."""
    counted = BESIDE.get(field)
    return counted is not None and not is_early(digest) and getattr(digest.figures, counted) is not None


def is_early(digest: Digest) -> bool:
    """Made by rules from before the third ones: what was published then is shown as it was."""
    return digest.rules in UNKNOWN_TO


ROUGH_UNDER, ROUGH_KEPT_UNDER = 20, 30
"""Smaller numbers of people may be off by a fifth or more: parts are blurred by up to 8, and how many use the bot stays
until it seems to be wrong by 10 (`programme.disclosure.counts`)."""


def is_rough(digest: Digest) -> bool:
    """Whether a number of people is so small that its blur is not "a little"."""
    of = digest.figures
    shown = [getattr(of, field) for field, _ in SHORTLY if field not in {*BESIDE, "using", "times"}]
    shown += [of.times.morning, of.times.lunch, of.times.afternoon] if of.times else []
    small = any(number is not None and number < ROUGH_UNDER for number in shown)
    return small or (of.using is not None and of.using < ROUGH_KEPT_UNDER)


def may_say(digest: Digest, field: str) -> bool:
    """Of who came, nothing where nothing was on, as everybody can see; how many came to webinars, only of a week or a
    quarter that had some (see `programme.digests.figures`)."""
    if field in AT_SESSIONS:
        return was_on(digest)
    return field != "at_webinars" or (digest.figures.webinars >= SOME_WEBINARS and kind_of(digest.period) != "F")


def was_on(digest: Digest) -> bool:
    """Whether there was anything that people could come to, as the timetable showed to everybody."""
    return digest.figures.offered > 0


def knew(digest: Digest, field: str) -> bool:
    """Whether the rules by which *digest* was made had that figure."""
    return field not in UNKNOWN_TO.get(digest.rules, frozenset())


def has_people(digest: Digest) -> bool:
    """Whether any number of people may be shown."""
    return any(getattr(digest.figures, field) is not None for field, _ in SHORTLY)
