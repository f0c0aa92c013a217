"""Sessions as the team looks after them: whether one is about health, and where its recording is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import kinds, programme, times
from content.card import link_host
from content.screen import Choice, Screen
from content.sessions import shortened
from content.words import Words, listed, paragraphs
from programme.model import Category, Session

IN_LINE = 50
IN_BUTTON = 28
WORKPLACES_NAMED = 3
DONE = {
    "posted": "Posted.",
    "health": "Saved.",
    "recording": "Saved.",
    "gone": "Removed.",
}


def screen(words: Words, to_come: Sequence[Session], skipped: int, zone: ZoneInfo) -> Screen:
    """Everything that is on the timetable, soonest first."""
    title = words.say("<b>Sessions to come</b>")
    nothing = words.say("There's nothing on the timetable yet.")
    return _listing(words, title, nothing, to_come, "allsessions", skipped, zone)


def past(words: Words, webinars: Sequence[Session], skipped: int, zone: ZoneInfo) -> Screen:
    """Webinars that are over, the latest first."""
    title = words.say("<b>Past webinars</b>. Choose one to add its recording.")
    nothing = words.say("No webinar has been held yet.")
    return _listing(words, title, nothing, webinars, "recordings", skipped, zone)


def one(words: Words, session: Session, audience: Sequence[str], now: datetime, zone: ZoneInfo, done: str) -> Screen:
    """Never how many are booked, and never who."""
    text = paragraphs(
        _what(words, session),
        words.say("When: {zoned}", zoned=times.zoned(words, session.starts_at, zone)),
        _leader(words, session),
        _audience(words, audience),
        _health(words, session),
        _recording(words, session) if _is_past_webinar(session, now) else None,
    )
    rows = (
        *_correcting(words, session, now),
        (_back(words, session, now), programme.back(words)),
    )
    return Screen(text, rows, toast=words.plain(DONE[done]) if done in DONE else "")


def ask_about_health(words: Words, session: Session) -> Screen:
    """Nothing happens until it is confirmed."""
    text = paragraphs(
        words.say("Is “{title}” about health?", title=shortened(session.title, 120)),
        words.say("If so, each person is asked for their agreement before they book."),
        words.say("Whoever has booked and hasn't agreed is asked now. Until they do, their places are open to others."),
    )
    row = (
        Choice(words.plain("Yes, about health"), f"tsflag:{session.id}:health"),
        Choice(words.plain("No"), f"ts:{session.id}"),
    )
    return Screen(text, (row,))


def ask_recording(words: Words, session: Session, problem: str) -> Screen:
    text = paragraphs(
        programme.wrong(words, problem),
        words.say("Where's the recording of “{title}”?", title=shortened(session.title, 120)),
        words.say("Paste its web link. It should start with https://"),
    )
    back = Choice(words.plain("Back to the session"), f"ts:{session.id}")
    return Screen(text, ((back,),), asks=f"tsrecset:{session.id}")


def _listing(
    words: Words,
    title: Markup,
    nothing: Markup,
    found: Sequence[Session],
    address: str,
    skipped: int,
    zone: ZoneInfo,
) -> Screen:
    shown = programme.page(found, skipped)
    body = listed(_line(words, number, one, zone) for number, one in shown) or nothing
    rows = (
        *((_button(words, number, one, zone),) for number, one in shown),
        *programme.pages(words, len(found), skipped, address),
        (programme.back(words),),
    )
    return Screen(paragraphs(title, body), rows)


def _line(words: Words, number: int, session: Session, zone: ZoneInfo) -> Markup:
    """``1. Tue 24 Nov 12:30 Desk reset. No instructor is named. About health.``"""
    line = words.say(
        "{number}. {when} {title}.",
        number=number,
        when=times.day_and_clock(words, session.starts_at, zone),
        title=shortened(session.title, IN_LINE),
    )
    notes = [
        words.say("No instructor is named.") if not session.instructor_id and not session.speakers else None,
        words.say("About health.") if session.is_health_related else None,
        words.say("Has a recording.") if session.recording_url else None,
    ]
    return Markup(" ").join([line, *(note for note in notes if note)])


def _button(words: Words, number: int, session: Session, zone: ZoneInfo) -> Choice:
    day = times.short_day(words, times.local_date(session.starts_at, zone))
    return Choice(f"{number} · {day} {shortened(session.title, IN_BUTTON)}", f"ts:{session.id}")


def _what(words: Words, session: Session) -> Markup:
    return listed(
        [
            words.say("<b>{title}</b>", title=shortened(session.title, 120)),
            words.say(
                "{kind}, {length}",
                kind=kinds.title(words, session),
                length=times.minutes(words, session.minutes),
            ),
        ]
    )


def _leader(words: Words, session: Session) -> Markup:
    if session.speakers:
        return words.say("With {names}", names=shortened(session.speakers, 200))
    if session.instructor_name:
        return words.say("Led by {name}", name=shortened(session.instructor_name, 60))
    if session.instructor_id:
        return words.say("Led by an instructor who hasn't given a name")
    return words.say("No instructor is named.")


def _audience(words: Words, audience: Sequence[str]) -> Markup:
    if not audience:
        return words.say("For everybody")
    if len(audience) > WORKPLACES_NAMED:
        return words.say("For {n} workplaces", n=len(audience))
    return words.say("Only for {names}", names=", ".join(audience))


def _health(words: Words, session: Session) -> Markup:
    if session.is_health_related:
        return words.say("About health: yes. People are asked for their agreement before they book.")
    return words.say("About health: no.")


def _recording(words: Words, session: Session) -> Markup:
    if session.recording_url:
        return words.say("Recording: <code>{link}</code>", link=session.recording_url)
    return words.say("Recording: none yet.")


def _is_past_webinar(session: Session, now: datetime) -> bool:
    return session.category is Category.WEBINAR and now >= session.ends_at


def _correcting(words: Words, session: Session, now: datetime) -> tuple[tuple[Choice, ...], ...]:
    if session.cancelled_at:
        return ()
    rows = [(_flag(words, session, now),)]
    if _is_past_webinar(session, now):
        label = words.plain("Change the recording" if session.recording_url else "Add the recording")
        rows.append((Choice(label, f"tsrec:{session.id}"),))
    if session.recording_url:
        rows.append((Choice(words.plain("Remove the recording"), f"tsrecoff:{session.id}"),))
        if link_host(session.recording_url):
            rows.append((Choice(words.plain("Open the recording"), url=session.recording_url),))
    return tuple(rows)


def _flag(words: Words, session: Session, now: datetime) -> Choice:
    if session.is_health_related:
        return Choice(words.plain("It isn't about health"), f"tsflag:{session.id}:ordinary")
    to_come = now < session.starts_at
    address = f"tshealth:{session.id}" if to_come else f"tsflag:{session.id}:health"
    return Choice(words.plain("It's about health"), address)


def _back(words: Words, session: Session, now: datetime) -> Choice:
    if _is_past_webinar(session, now):
        return Choice(words.plain("Past webinars"), "recordings")
    return Choice(words.plain("All sessions"), "allsessions")
