"""Watch again: recordings of past webinars; one about health asks for agreement first."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import choices, times
from content.card import link_host
from content.health_consent import POINTS
from content.screen import Choice, Screen
from content.sessions import TITLE_IN_BUTTON, TITLE_IN_LINE, shortened
from content.words import Words, listed, paragraphs
from programme.model import Session

ON_ONE_SCREEN = 7
LONGEST_SPEAKERS, LONGEST_HOST = 80, 40
HERE = (
    "We don't keep what you watch.",
    "Your yes is for sessions about health too. If you book one, we keep that, as with any booking.",
)
"""What is told besides what a first booking of that sort tells; the agreement is the same one."""


def watch_again(words: Words) -> Choice:
    return Choice(words.plain("Watch again"), "watch")


def screen(words: Words, recorded: Sequence[Session], skipped: int, zone: ZoneInfo) -> Screen:
    """The latest first, some at a time."""
    skipped = skipped if 0 <= skipped < len(recorded) else 0
    shown = list(enumerate(recorded, start=1))[skipped : skipped + ON_ONE_SCREEN]
    lines = listed(_line(words, number, one, zone) for number, one in shown)
    text = paragraphs(
        words.say("<b>Watch again</b>"),
        lines or words.say("There are no recordings yet. They show up here after a webinar."),
        words.say("We don't keep what you watch.") if lines else None,
    )
    buttons = tuple((_button(words, number, one),) for number, one in shown)
    return Screen(text, (*buttons, *_pages(words, len(recorded), skipped), (_webinars(words),)))


def one(words: Words, session: Session, zone: ZoneInfo) -> Screen:
    """Where it is, with the name of the place."""
    url = session.recording_url or ""
    host = shortened(link_host(url), LONGEST_HOST)
    speakers = shortened(session.speakers or "", LONGEST_SPEAKERS)
    where = (
        words.say("It opens on {host}.", host=host) if host else words.say("Its address: <code>{url}</code>", url=url)
    )
    text = paragraphs(
        words.say("<b>{title}</b>", title=shortened(session.title, 120)),
        words.say("With {names}.", names=speakers) if speakers else None,
        words.say("Held on {day}.", day=times.short_day(words, times.local_date(session.starts_at, zone))),
        where,
        words.say("For captions, look for CC in the player."),
    )
    opening = ((Choice(words.plain("Open {host}", host=host), url=url),),) if host else ()
    return Screen(text, (*opening, (watch_again(words), _webinars(words))))


def ask(words: Words, session_id: str) -> Screen:
    """Before the first one about health."""
    kept = (*(words.plain(point) for point in HERE), *(words.plain(point) for point in POINTS[2:]))
    text = paragraphs(
        words.say("<b>This recording is about health</b>"),
        words.say("Opening it might say something about you, so we ask you first:"),
        listed(words.say("• {point}", point=point) for point in kept),
        words.say("Is that all right with you?"),
    )
    return Screen(text, ((choices.agree(words, f"watchhealth:{session_id}"), choices.decline(words, "watch")),))


def _line(words: Words, number: int, session: Session, zone: ZoneInfo) -> Markup:
    """``1. Menopause at work, Tue 24 Nov``."""
    day = times.short_day(words, times.local_date(session.starts_at, zone))
    return words.say("{n}. {title}, {day}", n=number, title=shortened(session.title, TITLE_IN_LINE), day=day)


def _button(words: Words, number: int, session: Session) -> Choice:
    label = words.plain("{n} · {title}", n=number, title=shortened(session.title, TITLE_IN_BUTTON))
    return Choice(label, f"rec:{session.id}")


def _pages(words: Words, count: int, skipped: int) -> tuple[tuple[Choice, ...], ...]:
    later = Choice(words.plain("Newer"), f"watch:{max(0, skipped - ON_ONE_SCREEN)}") if skipped else None
    more = Choice(words.plain("Older"), f"watch:{skipped + ON_ONE_SCREEN}") if skipped + ON_ONE_SCREEN < count else None
    row = tuple(choice for choice in (later, more) if choice)
    return (row,) if row else ()


def _webinars(words: Words) -> Choice:
    return Choice(words.plain("Webinars to come"), "webinars")
