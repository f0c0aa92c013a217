"""Resources, webinars and challenges, for the team: a workbook out, what it would change, and earlier versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import programme, times
from content.catalogue_problems import sentence
from content.screen import Choice, File, Screen
from content.sessions import shortened
from content.words import Words, listed, paragraphs
from content.workbooks.catalogue import NAME
from programme.model import Catalogue, CatalogueVersion, SheetChange, SheetProblem

NAMED = 3
IN_LIST = 30
PROBLEM_LENGTH = 300
ASKS = "catback"
VERSIONS = 10


@dataclass(frozen=True, slots=True)
class Effect:
    """What publishing would do."""

    changes: tuple[SheetChange, ...]
    about_health: tuple[str, ...] = ()
    """Series that would be about health from now on."""
    sessions: int = 0
    """Webinars of theirs that are not treated so yet."""
    ordinary: tuple[str, ...] = ()
    """Series that would not be about health any more."""
    loses_challenge: bool = False
    is_outdated: bool = False
    """Whether the workbook was made before the last change."""
    is_repair: bool = False
    """Whether it takes the place of a version that cannot be read."""

    @property
    def is_any(self) -> bool:
        return self.is_repair or any(change.is_any for change in self.changes)


def screen(words: Words, now: Catalogue, problem: SheetProblem | None, workbook: bytes, zone: ZoneInfo) -> Screen:
    """What holds, and the workbook of it; what is sent next is taken as the workbook coming back."""
    text = paragraphs(
        words.say("<b>Resources, webinars, challenges</b>"),
        standing(words, now, zone),
        unreadable(words, problem) if problem else None,
        words.say("Here's the workbook. Change it, save it, and send the file back here."),
        words.say("You see what would change before anybody else does."),
    )
    caption = words.plain("Resources, webinars and challenges as they are now")
    earlier = Choice(words.plain("Earlier versions"), "catolder")
    rows = ((earlier, programme.back(words)),)
    return Screen(text, rows, files=(File(NAME, workbook, caption=caption),), asks=ASKS, numbers_choose=True)


def standing(words: Words, now: Catalogue, zone: ZoneInfo) -> Markup:
    if not now.published_at:
        return words.say("What people see now is what came with the bot.")
    day = times.short_day(words, times.local_date(now.published_at, zone))
    return words.say("What people see now is version {n}, published on {day}.", n=now.version, day=day)


def unreadable(words: Words, problem: SheetProblem) -> Markup:
    said = words.say("The latest version can't be read, so people see this one instead.")
    return paragraphs(said, words.say("{said}", said=_said(words, problem))) if problem.sheet else said


def ask_again(words: Words) -> Screen:
    """Something else came than a file."""
    text = words.say("Please send the workbook as a file, or get a fresh one.")
    return Screen(text, ((_fresh(words), programme.back(words)),), asks=ASKS, numbers_choose=True)


def problems(words: Words, found: Sequence[SheetProblem], more: int) -> Screen:
    """Nothing has changed; the same question stays open."""
    text = paragraphs(
        words.say("<b>This can't be published yet</b>"),
        listed(words.say("• {said}", said=_said(words, one)) for one in found),
        words.count("And {n} more.", "And {n} more.", more) if more > 0 else None,
        words.say("Nothing has changed. Put that right in the file and send it again."),
    )
    return Screen(text, ((_fresh(words), programme.back(words)),), asks=ASKS, numbers_choose=True)


def preview(words: Words, effect: Effect, seal: str, after: int) -> Screen:
    """What is new, changed and gone, by name; published only by the button under it."""
    if not effect.is_any:
        text = words.say("That's just what people see now, so there's nothing to publish.")
        return Screen(text, ((_fresh(words), programme.back(words)),), asks=ASKS, numbers_choose=True)
    text = paragraphs(
        words.say("<b>This would change</b>"),
        *(described(words, change) for change in effect.changes),
        *warnings(words, effect),
        words.say("Nothing changes until you press Publish."),
    )
    publish = Choice(words.plain("Publish"), f"catgo:{after}:{seal}")
    return Screen(text, ((publish, Choice(words.plain("Don't publish"), "catdrop")),), asks=ASKS, numbers_choose=True)


def described(words: Words, change: SheetChange) -> Markup:
    """A heading with what stays, and a line each for what is new, changed and gone."""
    heading = words.say("<b>{sheet}</b>: {n} as now", sheet=words.plain(change.sheet), n=change.same)
    return listed(
        part
        for part in (
            heading,
            _names(words, words.plain("New"), change.added),
            _names(words, words.plain("Changed"), change.changed),
            _names(words, words.plain("Removed"), change.removed),
            words.say("In another order") if change.is_reordered else None,
        )
        if part
    )


def _names(words: Words, what: str, names: Sequence[str]) -> Markup | None:
    if not names:
        return None
    named = ", ".join(shortened(name, IN_LIST) for name in names[:NAMED])
    rest = len(names) - NAMED
    more = words.count(" and {n} more", " and {n} more", rest) if rest > 0 else Markup()
    return words.say("• {label}, {n}: {names}{more}", label=what, n=len(names), names=named, more=more)


def warnings(words: Words, effect: Effect) -> tuple[Markup, ...]:
    """What is easily overlooked."""
    said = []
    if effect.is_repair:
        said.append(words.say("It takes the place of a version that can't be read."))
    if effect.is_outdated:
        said.append(words.say("This workbook is older than the last change. Publishing undoes what that one changed."))
    if effect.about_health:
        said.append(
            words.count(
                "About health from now on: {names}. {n} webinar is treated so too.",
                "About health from now on: {names}. {n} webinars are treated so too.",
                effect.sessions,
                names=_joined(effect.about_health),
            )
        )
    if effect.ordinary:
        line = "Not about health any more: {names}. Webinars that are posted already stay so."
        said.append(words.say(line, names=_joined(effect.ordinary)))
    if effect.loses_challenge:
        said.append(words.say("Whoever has begun a challenge that is removed can't see it any more."))
    return tuple(said)


def published(words: Words, now: Catalogue, zone: ZoneInfo) -> Screen:
    text = paragraphs(words.say("<b>Published.</b>"), standing(words, now, zone))
    row = (Choice(words.plain("See the resources"), "resources"), Choice(words.plain("Earlier versions"), "catolder"))
    return Screen(text, (row, (_fresh(words), programme.back(words))), toast=words.plain("Published."))


def dropped(words: Words) -> Screen:
    text = words.say("Nothing was published. Everything is as it was.")
    return Screen(text, ((_fresh(words), programme.back(words)),))


def moved(words: Words) -> Screen:
    """Somebody else was quicker, or another file has come."""
    text = words.say("Something has changed meanwhile, so nothing was published. Please send the file again.")
    return Screen(text, ((_fresh(words), programme.back(words)),), asks=ASKS, numbers_choose=True)


def older(words: Words, kept: Sequence[CatalogueVersion], now: Catalogue, zone: ZoneInfo) -> Screen:
    """The last versions, and what came with the bot."""
    lines = [_version(words, one, now, zone) for one in kept[:VERSIONS]]
    built_in = words.say("• What came with the bot")
    text = paragraphs(
        words.say("<b>Versions</b>"),
        listed([*lines, built_in]),
        words.say("Choose one to see what it would change."),
    )
    numbers = [one.version for one in kept[:VERSIONS] if one.version != now.version]
    choices = [Choice(words.plain("Version {n}", n=number), f"catversion:{number}") for number in numbers]
    first = [Choice(words.plain("What came with the bot"), "catversion:0")] if now.version else []
    pairs = [tuple(choices[place : place + 2]) for place in range(0, len(choices), 2)]
    return Screen(text, (*pairs, *((one,) for one in first), (_fresh(words), programme.back(words))))


def _version(words: Words, one: CatalogueVersion, now: Catalogue, zone: ZoneInfo) -> Markup:
    day = times.short_day(words, times.local_date(one.published_at, zone))
    mark = words.plain(", what people see now") if one.version == now.version else ""
    return words.say("• Version {n}, {day}{mark}", n=one.version, day=day, mark=mark)


def version(words: Words, number: int, effect: Effect, after: int) -> Screen:
    """What putting an earlier one back would change."""
    name = words.plain("Version {n}", n=number) if number else words.plain("What came with the bot")
    others = Choice(words.plain("Earlier versions"), "catolder")
    if not effect.is_any:
        text = paragraphs(words.say("<b>{heading}</b>", heading=name), words.say("That's what people see now."))
        return Screen(text, ((others, programme.back(words)),))
    text = paragraphs(
        words.say("<b>{heading}</b>. Putting it back would change", heading=name),
        *(described(words, change) for change in effect.changes),
        *warnings(words, effect),
    )
    back = Choice(words.plain("Put this one back"), f"catput:{number}:{after}")
    return Screen(text, ((back, others), (programme.back(words),)))


def alert(words: Words, fact: str) -> Markup | None:
    """What the team is told where *fact* is `catalogue:<version>:<sheet>:<row>:<reason>`."""
    name, _, rest = fact.partition(":")
    if name != "catalogue" or rest.count(":") != 3:
        return None
    number, sheet, row, reason = rest.split(":")
    problem = SheetProblem(reason, sheet, int(row) if row.isdigit() else 0, details=UNKNOWN_DETAILS)
    said = words.say(
        "The resources, webinars and challenges of version {n} can't be read, so people see the version before.",
        n=number,
    )
    why = words.say("{said}", said=_said(words, problem)) if sheet else None
    then = words.say("In /programme press Resources, webinars, challenges: send a new workbook, or put another back.")
    return paragraphs(said, why, then)


UNKNOWN_DETAILS = tuple((name, "…") for name in ("limit", "length", "least", "most", "other"))


def _said(words: Words, problem: SheetProblem) -> str:
    return shortened(sentence(words, problem), PROBLEM_LENGTH)


def _joined(names: Sequence[str]) -> str:
    return ", ".join(shortened(name, IN_LIST) for name in names[:NAMED])


def _fresh(words: Words) -> Choice:
    return Choice(words.plain("Get the workbook"), "catalogue")
