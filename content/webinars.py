"""Webinars to come: by series, in the catalogue's order, with who speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import choices, recordings, sessions, times
from content.screen import Screen
from content.words import Words, listed, paragraphs
from programme.model import Card, Catalogue

ON_ONE_SCREEN = 8
LONGEST_SERIES, LONGEST_SPEAKERS = 60, 80


def screen(
    words: Words, catalogue: Catalogue, upcoming: Sequence[Card], zone: ZoneInfo, *, has_recordings: bool = False
) -> Screen:
    """*upcoming* are webinars that the reader may book, in order of time."""
    again = (recordings.watch_again(words),) if has_recordings else ()
    ways = ((*again, choices.timetable(words), choices.bookings(words)),)
    missed = words.say("Missed one? Press Watch again.") if has_recordings else None
    if not upcoming:
        nothing = words.say("No webinars are planned just now. New ones show up here.")
        return Screen(paragraphs(nothing, missed), ways)
    shown = in_order(upcoming, catalogue)[:ON_ONE_SCREEN]
    rest = len(upcoming) - len(shown)
    heading = words.say("<b>Webinars</b>, {zone}", zone=times.zone_name(words, zone))
    more = words.count("And {n} more in the timetable.", "And {n} more in the timetable.", rest) if rest else None
    text = paragraphs(heading, _by_series(words, shown, _abouts(catalogue), zone), more, missed)
    return Screen(text, (*sessions.buttons(words, shown, zone), *ways))


def in_order(cards: Sequence[Card], catalogue: Catalogue) -> list[Card]:
    """Series by series in the catalogue's order, then others by name, what belongs to none last; inside by time."""
    places = {named(one.title): place for place, one in enumerate(catalogue.webinars)}

    def rank(card: Card) -> tuple[int, str]:
        name = named(card.session.webinar_series or "")
        return (places.get(name, len(places)), name) if name else (len(places) + 1, "")

    return sorted(cards, key=rank)


def named(series: str) -> str:
    """The name as two spellings of it are compared."""
    return " ".join(series.casefold().split())


def _abouts(catalogue: Catalogue) -> Mapping[str, str]:
    return {named(one.title): one.about for one in catalogue.webinars}


def _by_series(words: Words, cards: Sequence[Card], abouts: Mapping[str, str], zone: ZoneInfo) -> Markup:
    numbered = list(enumerate(cards, start=1))
    runs = groupby(numbered, key=lambda pair: named(pair[1].session.webinar_series or ""))
    return paragraphs(*(_run(words, list(pairs), abouts.get(name, ""), zone) for name, pairs in runs))


def _run(words: Words, pairs: Sequence[tuple[int, Card]], about: str, zone: ZoneInfo) -> Markup:
    heading = _heading(words, pairs[0][1].session.webinar_series or "")
    said = [words.say("{note}", note=words.plain(about))] if about else []
    return listed([heading, *said, *(_line(words, number, card, zone) for number, card in pairs)])


def _heading(words: Words, name: str) -> Markup:
    shown = sessions.shortened(name, LONGEST_SERIES) if name else words.plain("More webinars")
    return words.say("<b>{name}</b>", name=shown)


def _line(words: Words, number: int, card: Card, zone: ZoneInfo) -> Markup:
    """``1. Tue 24 Nov 12:30 Menopause at work, with Dr Katherine Cole. Open``."""
    session = card.session
    speakers = sessions.shortened(session.speakers or "", LONGEST_SPEAKERS)
    return words.say(
        "{number}. {when} {title}{speakers}. {state}",
        number=number,
        when=times.day_and_clock(words, session.starts_at, zone),
        title=sessions.shortened(session.title, sessions.TITLE_IN_LINE),
        speakers=words.plain(", with {names}", names=speakers) if speakers else "",
        state=sessions.state(words, card),
    )
