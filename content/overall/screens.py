"""The team's screens of the programme's figures: Monday's message, the latest, one period, earlier ones, a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from content import programme
from content.digest.trend import named
from content.overall.picture import picture
from content.overall.text import blurred, in_short, not_yet_lifted, reach, several
from content.overall.trend import last_of_each_kind, lately
from content.overall.workbook import workbook
from content.screen import Choice, File, Screen
from content.words import Words, paragraphs
from programme.model import ProgrammeDigest

NOTHING = "There are no figures yet. They come on Mondays, once a week with sessions is over."

NOT_YET = "That comes with the first four weeks that are over."


def message(words: Words, published: Sequence[ProgrammeDigest], fresh: Sequence[str]) -> Screen:
    """Monday's: neutral first, and no webinar by its title, which may be a health topic and is one tap away.

    *published*: all of it, the latest last; *fresh*: the names of the periods that are new.
    """
    shown = last_of_each_kind(one for one in published if one.period.name in fresh)
    first = words.say("The programme's Monday figures are ready.")
    see = ((see_figures(words), programme.back(words)),)
    return Screen(paragraphs(first, in_short(words, shown, titled=False)), see, files=pictures(words, published, shown))


def latest(words: Words, published: Sequence[ProgrammeDigest]) -> Screen:
    """The last week, the last four weeks and the last quarter, in short."""
    shown = last_of_each_kind(published)
    if not shown:
        return Screen(words.say(NOTHING), ((programme.back(words),),))
    ways = (
        (Choice(words.plain("Who is reached"), "overallreach"),),
        (Choice(words.plain("Earlier ones"), "overallearlier"), Choice(words.plain("As a workbook"), "overallbook")),
        (programme.back(words),),
    )
    text = paragraphs(words.say("<b>Programme figures</b>"), in_short(words, shown))
    return Screen(text, ways, files=pictures(words, published, shown))


def reached(words: Words, published: Sequence[ProgrammeDigest], quarter_on: date) -> Screen:
    """Workplaces by size, and how active people say they are: the latest of each.

    *quarter_on*: the local date on which figures of this quarter come.
    """
    said = reach(words, published)
    then = None if any(one.figures.outcomes for one in published) else not_yet_lifted(words, quarter_on)
    if not said:
        return Screen(paragraphs(words.say(NOT_YET), then), ((see_figures(words),),))
    text = paragraphs(words.say("<b>Who is reached</b>"), *said, then, blurred(words, published))
    return Screen(text, ((see_figures(words), programme.back(words)),))


def one(words: Words, published: Sequence[ProgrammeDigest], digest: ProgrammeDigest) -> Screen:
    """One period that was published."""
    text = paragraphs(words.say("<b>Programme figures</b>"), several(words, (digest,)))
    rows = ((Choice(words.plain("Earlier ones"), "overallearlier"), see_figures(words)),)
    return Screen(text, rows, files=pictures(words, published, (digest,)))


def earlier(words: Words, published: Sequence[ProgrammeDigest], skipped: int) -> Screen:
    """A choice of all that was published, the newest first."""
    if not published:
        return Screen(words.say(NOTHING), ((programme.back(words),),))
    newest_first = published[::-1]
    rows = (
        (Choice(named(words, digest.period), f"overall:{digest.period.name}"),)
        for _, digest in programme.page(newest_first, skipped)
    )
    ways = programme.pages(words, len(newest_first), skipped, "overallearlier")
    return Screen(words.say("Which figures would you like to see?"), (*rows, *ways, (see_figures(words),)))


def as_workbook(words: Words, published: Sequence[ProgrammeDigest]) -> Screen:
    if not published:
        return Screen(words.say(NOTHING), ((programme.back(words),),))
    text = words.say("Here are all figures as a workbook. It opens in Excel, LibreOffice and Numbers.")
    return Screen(text, ((see_figures(words), programme.back(words)),), files=(workbook(words, published),))


def see_figures(words: Words) -> Choice:
    return Choice(words.plain("Programme figures"), "overall")


def pictures(words: Words, published: Sequence[ProgrammeDigest], shown: Sequence[ProgrammeDigest]) -> tuple[File, ...]:
    """One at most: the shown kind with the longest past, where a bar would say more than a number."""
    past = [lately(published, digest) for digest in shown]
    longest = max(past, key=len, default=())
    drawn = [one for one in longest if one.figures.open_to_all.sessions]
    return (picture(words, drawn),) if len(drawn) > 1 else ()
