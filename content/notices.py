"""What the bot says of its own accord. No notice names a title, a topic, a health word or a workplace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import (
    afterwards,
    calendar,
    catalogues,
    changed,
    choices,
    classes,
    complaints,
    digest,
    hr,
    menus,
    nudges,
    offers,
    overall,
    questions,
    series,
    times,
    wishes,
)
from content.calendar import Ways
from content.card import link_text
from content.screen import Choice, File, Screen
from content.words import Words, paragraphs
from programme.model import Card, Channel, Facts, Notice, Session

TO_ONE_PERSON = frozenset({"menu", "team_alert", "digest", "programme_digest", "email_code", "series_gap"})
"""What is not about one session."""
CHANGES_ENTRY = frozenset(
    {"session_cancelled", "session_moved", "place_ended", "audience_narrowed", "consent_asked", "promoted"}
)
"""What makes an entry in somebody's calendar wrong, and so brings the file that puts it right."""
ALERTS = {
    "codes": "In the last hour many wrong invitation codes were typed. Somebody may be guessing. "
    "Each chat pauses after five. If it goes on, make new invitations.",
    "foreign_poller": "Another program is using this bot's token, so some messages may go missing. "
    "Whoever runs the bot's computer should stop the other one.",
    "stuck_poll": "The bot did not reach Telegram for some minutes. Messages from that time come late. "
    "If this comes again, whoever runs the bot's computer should look at its connection.",
    "late_notices": "Reminders and other messages go out more than ten minutes late. "
    "Whoever runs the bot's computer should look at its log.",
    "queue": "Many messages from people wait for an answer. Whoever runs the bot's computer should look at its log.",
    "disk": "The disk of the bot's computer is nearly full. Once it is full nobody can book. "
    "Whoever runs that computer should make room now.",
    "backup": "Last night's back-up of the records failed. It is tried again every five minutes; "
    "if it works, you hear no more of it. Whoever runs the bot's computer should look at its log today.",
}
UNKNOWN_ALERT = "The bot's log says what it is. Please ask whoever runs the bot's computer."


def screen(
    words: Words, notice: Notice, facts: Facts, now: datetime, zone: ZoneInfo, ways: Ways | None = None
) -> Screen:
    """The notice as its reader sees it; one whose kind is not known here shows nothing.

    *ways* is where an entry in the reader's calendar leads; with it, what changes the entry brings a file. For an
    e-mail that asks something it is where the answer is given. In the reader's quiet hours nothing makes a sound.
    """
    if facts.quiet and facts.quiet.covers(now.astimezone(zone).time()):
        return replace(screen(words, notice, replace(facts, quiet=None), now, zone, ways), silent=True)
    if notice.kind in nudges.SCENES:
        return nudges.SCENES[notice.kind](words, now, zone)
    if notice.kind == "activity_question":
        return questions.notice(words, facts.word)
    if notice.kind == "best_time":
        return wishes.after_two_missed(words)
    if facts.card is None or notice.kind in TO_ONE_PERSON:
        return _to_one_person(words, notice, facts, zone, ways)
    shown = _about_session(words, notice, facts, facts.card, now, zone)
    return replace(shown, files=_entry(words, notice, facts, now, ways))


def _to_one_person(words: Words, notice: Notice, facts: Facts, zone: ZoneInfo, ways: Ways | None) -> Screen:
    """What is not about one session."""
    if notice.kind == "menu":
        return Screen(menu=menus.commands(words, facts.visitor), silent=True)
    if notice.kind == "team_alert":
        return _team_alert(words, facts.word)
    if notice.kind == "digest":
        scene = digest.by_mail if notice.contact.channel is Channel.EMAIL else digest.message
        return scene(words, facts.summary, zone)
    if notice.kind == "programme_digest":
        return overall.message(words, facts.programme, facts.word.split(","))
    if notice.kind == "email_code":
        return hr.code_mail(words, facts.word, ways.page if ways else "", facts.asked_by)
    return series.gap(words, facts.word) if notice.kind == "series_gap" else Screen()


def _about_session(words: Words, notice: Notice, facts: Facts, card: Card, now: datetime, zone: ZoneInfo) -> Screen:
    if notice.kind == "leading":
        return classes.reminder(words, card.session, facts.word, now, zone)
    if notice.kind in offers.SCENES:
        return offers.SCENES[notice.kind](words, card, facts.word, now, zone)
    if notice.kind in changed.SCENES:
        return changed.SCENES[notice.kind](words, facts, card, now, zone)
    scene = ABOUT_SESSION.get(notice.kind)
    return scene(words, card.session, now, zone) if scene else Screen()


def _entry(words: Words, notice: Notice, facts: Facts, now: datetime, ways: Ways | None) -> tuple[File, ...]:
    """What puts the reader's calendar right, if they keep the session there and it has changed."""
    person = facts.visitor.person
    if notice.kind not in CHANGES_ENTRY or facts.card is None or person is None:
        return ()
    return calendar.updates(words, facts.card, now, ways=ways, alarm_minutes=person.reminder_minutes)


def _near(words: Words, session: Session, now: datetime, zone: ZoneInfo) -> Screen:
    clock = times.clock(session.starts_at, zone)
    left = times.minutes_until(session.starts_at, now)
    first = (
        words.say("Your {clock} starts in {left}.", clock=clock, left=times.minutes(words, left))
        if left
        else words.say("Your {clock} starts now.", clock=clock)
    )
    if not session.link_is_open(now):
        opens = times.clock(session.link_opens_at, zone)
        then = words.say("You can join from {opens}. The link will be under “See it”.", opens=opens)
        return Screen(paragraphs(first, then, _coming(words)), _answers(words, session))
    ready = words.say("Press “Join now” when you're ready.")
    return Screen(
        paragraphs(first, ready, _coming(words), _link(words, session)),
        ((choices.join_now(words, session.id),), *_answers(words, session)),
    )


def _coming(words: Words) -> Markup:
    return words.say("Still coming? If not, press “I can't make it”, so that somebody else can have your place.")


def _answers(words: Words, session: Session) -> tuple[tuple[Choice, ...], ...]:
    """To "Still coming?"; the place is free at once."""
    coming = Choice(words.plain("Still coming"), f"coming:{session.id}")
    not_coming = Choice(words.plain("I can't make it"), f"cancel:{session.id}")
    return ((coming, not_coming), (choices.see_session(words, session.id),))


def _day_before(words: Words, session: Session, now: datetime, zone: ZoneInfo) -> Screen:
    when = _when(words, session, now, zone)
    text = paragraphs(words.say("A reminder: you have a session {when}.", when=when), _in_case(words))
    return Screen(text, _ways(words, session))


def _promoted(words: Words, session: Session, now: datetime, zone: ZoneInfo) -> Screen:
    """From the waiting list to a place; inside the last half hour the link comes with it."""
    when = _when(words, session, now, zone)
    first = words.say("Good news: you have a place {when}.", when=when)
    then = words.say("Somebody couldn't come, and you were next on the waiting list.")
    in_case = words.say("Can't come now? Press “I can't make it after all”, so that somebody else can have it.")
    after_all = Choice(words.plain("I can't make it after all"), f"cancel:{session.id}")
    ways = (choices.see_session(words, session.id), after_all)
    if not session.link_is_open(now):
        return Screen(paragraphs(first, then, in_case), (ways,))
    text = paragraphs(first, then, in_case, _link(words, session))
    return Screen(text, ((choices.join_now(words, session.id),), ways))


def _place_ended(words: Words, session: Session, now: datetime, zone: ZoneInfo) -> Screen:
    """Their workplace has left the programme, and the session was for workplaces only."""
    when = _when(words, session, now, zone)
    text = paragraphs(
        words.say("Sorry: your place {when} has ended.", when=when),
        words.say("Your workplace has left the programme, and that session isn't open to everyone."),
        words.say("You're welcome at all others. See what's in the timetable."),
    )
    return Screen(text, ((choices.timetable(words), choices.bookings(words)),))


def _consent_asked(words: Words, session: Session, now: datetime, zone: ZoneInfo) -> Screen:
    """The session turned out to be about health after they had booked it; that is not said here."""
    when = _when(words, session, now, zone)
    text = paragraphs(
        words.say("About your place {when}: we need to ask you something first.", when=when),
        words.say("Until then your place is open to others. Press “See it”, then book again."),
    )
    return Screen(text, ((choices.see_session(words, session.id), choices.timetable(words)),))


def _team_alert(words: Words, word: str) -> Screen:
    """For the programme team: what is the matter, and what to do about it."""
    text = paragraphs(
        words.say("Something needs the programme team's attention."),
        complaints.alert(words, word) or catalogues.alert(words, word) or words.say(ALERTS.get(word, UNKNOWN_ALERT)),
    )
    return Screen(text)


def _when(words: Words, session: Session, now: datetime, zone: ZoneInfo) -> str:
    """``today at 12:30``, ``tomorrow at 12:30``, ``on Tue 24 Nov at 12:30``."""
    return times.when(words, session.starts_at, now, zone)


def _in_case(words: Words) -> Markup:
    return words.say("Can't come? Press “Cancel my place”, so that somebody else can have it.")


def _link(words: Words, session: Session) -> Markup | None:
    """After a hundred neutral characters, and never where the link itself might name a health topic."""
    return None if session.is_health_related or not session.link else link_text(words, session)


def _ways(words: Words, session: Session) -> tuple[tuple[Choice, ...], ...]:
    return ((choices.see_session(words, session.id), choices.cancel_place(words, session.id)),)


ABOUT_SESSION: dict[str, Callable[[Words, Session, datetime, ZoneInfo], Screen]] = {
    "reminder_near": _near,
    "reminder_day_before": _day_before,
    "promoted": _promoted,
    "place_ended": _place_ended,
    "consent_asked": _consent_asked,
    "afterwards": afterwards.did_you_make_it,
    "head_count": afterwards.how_many_came,
}
