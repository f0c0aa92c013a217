"""The programme's figures in plain words: which are exact, whose count they are, and what is withheld."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil, floor

from markupsafe import Markup

from content import margins, outcomes, times
from content.digest.trend import days_of
from content.sessions import shortened
from content.words import Words, listed, paragraphs
from programme.model import Band, CountedBy, Outcomes, ProgrammeDigest, Size, Turnout, WebinarTurnout

AIM = 20
"""New workplaces a year, the county's aim for the programme."""
WEBINARS = 3
"""On one screen, the latest; the workbook has all."""
TITLE = 40
SIZES = {Size.SMALL: "Under 25 staff", Size.MIDDLE: "25 to 249 staff", Size.LARGE: "250 staff and more"}


def several(words: Words, digests: Sequence[ProgrammeDigest]) -> Markup:
    """Attendance of each period; then the latest that is said of workplaces, and of how active people are."""
    return paragraphs(
        *(attendance(words, digest) for digest in digests),
        webinars(words, digests, titled=True),
        *reach(words, digests),
        explained(words, digests),
    )


def in_short(words: Words, digests: Sequence[ProgrammeDigest], *, titled: bool = True) -> Markup:
    """Attendance, and how many workplaces there are. *titled*: whether webinars are named, or told by their day."""
    return paragraphs(
        *(attendance(words, digest) for digest in digests),
        webinars(words, digests, titled=titled),
        *(listed(how_many(words, digest)) for digest in sorted(digests, key=lambda one: one.period.ends_before)[-1:]),
        explained(words, digests),
    )


def reach(words: Words, digests: Sequence[ProgrammeDigest]) -> list[Markup]:
    """The latest that was said of workplaces by their size, and of how active people are."""
    sizes = [one for one in digests if one.figures.bands][-1:]
    asked = [one for one in digests if one.figures.outcomes][-1:]
    return [
        *(listed([*how_many(words, digest), *by_size(words, digest)]) for digest in sizes),
        *(lifted(words, digest) for digest in asked),
    ]


def explained(words: Words, digests: Sequence[ProgrammeDigest]) -> Markup:
    return listed(one for one in (whose_counts(words, digests), blurred(words, digests)) if one)


def attendance(words: Words, digest: ProgrammeDigest) -> Markup:
    of = digest.figures
    return listed(
        [
            words.say("<b>{days}</b>", days=days_of(words, digest.period)),
            words.say("Move and Stretch: {said}", said=average(words, of.open_to_all)),
            *([chosen(words, digest)] if of.chosen_sessions and of.bands else []),
        ]
    )


def average(words: Words, of: Turnout) -> Markup:
    """``12.5 people on average, 16 sessions open to all (14 head counts)``; ``nobody, 1 session open to all (…)``."""
    if not of.sessions:
        return words.say("no session was open to all")
    at = words.count("{n} session open to all", "{n} sessions open to all", of.sessions)
    heads = (
        words.count("{n} head count", "{n} head counts", of.head_counts)
        if of.head_counts
        else words.say("no head counts")
    )
    if not of.people:
        return words.say("nobody, {at} ({heads})", at=at, heads=heads)
    return words.say(
        "{mean} people on average, {at} ({heads})", mean=f"{of.people / of.sessions:.1f}", at=at, heads=heads
    )


def whose_counts(words: Words, digests: Sequence[ProgrammeDigest]) -> Markup | None:
    if not any(one.figures.open_to_all.sessions or one.figures.webinars for one in digests):
        return None
    return words.say("Without a head count we count who joined by the bot's link or said “Yes”.")


def chosen(words: Words, digest: ProgrammeDigest) -> Markup:
    of = digest.figures
    at = words.count("{n} session for chosen workplaces", "{n} sessions for chosen workplaces", of.chosen_sessions)
    if of.chosen_visits is None:
        return words.say("{at}: too few to show", at=at)
    return words.say("{at}: attended about {n} times", at=at, n=of.chosen_visits)


# webinars


def webinars(words: Words, digests: Sequence[ProgrammeDigest], *, titled: bool) -> Markup | None:
    """Those of all these periods once, the latest first."""
    found = all_webinars(digests)
    if not found:
        return None
    rest = len(found) - WEBINARS
    more = words.count("and {n} more in the workbook", "and {n} more in the workbook", rest)
    return listed(
        [
            words.say("<b>Webinars</b>"),
            *(webinar(words, one, titled=titled) for one in found[:WEBINARS]),
            *([more] if rest > 0 else []),
        ]
    )


def all_webinars(digests: Sequence[ProgrammeDigest]) -> tuple[WebinarTurnout, ...]:
    """A webinar is in a week, in four weeks and in a quarter: what the longest of these says stands."""
    longest_first = sorted(digests, key=lambda one: one.period.ends_before - one.period.starts_on, reverse=True)
    found: list[WebinarTurnout] = []
    seen: list[ProgrammeDigest] = []
    for digest in longest_first:
        found += [one for one in digest.figures.webinars if not any(holds(other, one) for other in seen)]
        seen.append(digest)
    return tuple(sorted(found, key=lambda one: (one.on, one.title), reverse=True))


def holds(digest: ProgrammeDigest, webinar: WebinarTurnout) -> bool:
    return digest.period.starts_on <= webinar.on < digest.period.ends_before


def webinar(words: Words, one: WebinarTurnout, *, titled: bool) -> Markup:
    """``Tue 10 Nov Menopause at work: 41 (head count)``, or without the title."""
    day, people = times.short_day(words, one.on), came(words, one)
    if not titled:
        return words.say("{day}: {people}", day=day, people=people)
    return words.say("{day} {title}: {people}", day=day, title=shortened(one.title, TITLE), people=people)


def came(words: Words, one: WebinarTurnout) -> str:
    if one.people is None:
        return words.plain("too few to show")
    if one.counted_by is CountedBy.RULES:
        return words.plain("about {n}", n=one.people)
    if one.counted_by is CountedBy.INSTRUCTOR:
        return words.plain("{n} (head count)", n=one.people)
    return words.plain("{n} (the bot's count)", n=one.people)


# workplaces


def how_many(words: Words, digest: ProgrammeDigest) -> list[Markup]:
    of = digest.figures
    said = words.say("New workplaces in {year}: {new} of {aim}", year=of.year, new=of.signed_up, aim=AIM)
    return [words.say("<b>Workplaces</b>"), said]


def by_size(words: Words, digest: ProgrammeDigest) -> list[Markup]:
    return [band_line(words, band) for band in digest.figures.bands if band.workplaces]


def band_line(words: Words, band: Band) -> Markup:
    """``25 to 249 staff: people at 7 of 9 use it, about 120 in all``."""
    people = (
        words.say("too few to show how many") if band.people is None else words.say("about {n} in all", n=band.people)
    )
    return words.say(
        "{size}: people at {n} of {all} use it, {people}",
        size=words.plain(SIZES[band.size]),
        n=band.with_people,
        all=band.workplaces,
        people=people,
    )


# how active people say they are


def lifted(words: Words, digest: ProgrammeDigest) -> Markup:
    """The change among those who answered twice, with its interval, beside the county's aim."""
    of = digest.figures.outcomes or Outcomes()
    heading = words.say("<b>Under 30 minutes a week</b>")
    if of.asked_again is None:
        return listed([heading, words.say("Too few people answered twice to show.")])
    parts = [
        words.say("About {n} people answered twice.", n=of.asked_again),
        change(words, of),
        people_lifted(words, of),
    ]
    return listed([heading, *(part for part in parts if part)])


def not_yet_lifted(words: Words, on: date) -> Markup:
    """Before the first quarter with answers is over. *on*: the day on which its figures come."""
    return listed(
        [
            words.say("<b>Under 30 minutes a week</b>"),
            words.say(
                "First figures: {day}, if enough people have answered twice by then.", day=times.short_day(words, on)
            ),
        ]
    )


def change(words: Words, of: Outcomes) -> Markup:
    fewer = outcomes.points_fewer(of)
    margin = margins.of_difference(of.under_30_before, of.under_30_now, of.asked_again)
    if fewer is None or margin is None:
        return words.say("Too few were under 30 minutes, or over, to show the change.")
    return words.say(
        "{change} now ({interval}). The county aims for {aim} among all adults.",
        change=points(words, fewer),
        interval=interval(words, floor(margin.low), ceil(margin.high)),
        aim=points(words, outcomes.TARGET_POINTS),
    )


def interval(words: Words, low: int, high: int) -> Markup:
    """At 95 %; *low* and *high* are points fewer, below zero: more."""
    if low >= 0:
        return words.say("95 % interval: {low} to {high}", low=low, high=high)
    return words.say("95 % interval: {low} to {high}", low=points(words, low), high=points(words, high))


def points(words: Words, fewer: int) -> Markup:
    """``4 points fewer``, ``2 points more``."""
    if fewer < 0:
        return words.count("{n} point more", "{n} points more", -fewer)
    return words.count("{n} point fewer", "{n} points fewer", fewer)


def people_lifted(words: Words, of: Outcomes) -> Markup | None:
    if of.lifted is None:
        return None
    return words.say("About {n} people lifted out of it.", n=of.lifted)


def blurred(words: Words, digests: Sequence[ProgrammeDigest]) -> Markup | None:
    """What "about" and "too few" mean, where either may stand."""
    if not any(one.figures.bands or one.figures.outcomes for one in digests):
        return None
    return words.say("“About” is blurred and rounded to 5; other numbers are exact.")
