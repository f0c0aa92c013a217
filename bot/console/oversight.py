"""`session list|cancel|recording|health`: the timetable, at the command line."""

from __future__ import annotations

import argparse

from bot.console.grammar import Subparsers, add
from bot.console.programme import said
from bot.console.record import ACTOR, record
from bot.settings import Settings
from programme import corrections, sessions
from programme.model import Sensitivity, Session

NO_LINK = "none"


def add_to(actions: Subparsers) -> None:
    listing = add(actions, "list", "what is on the timetable; never who is booked", list_sessions)
    listing.add_argument("--past-webinars", action="store_true", help="webinars that are over, instead")
    cancelling = add(actions, "cancel", "cancel a session, and tell everybody who is booked or waits", cancel)
    cancelling.add_argument("id", metavar="ID")
    cancelling.add_argument("--note", default="", help="a line for those who were to come")
    recording = add(actions, "recording", "say where the recording of a past webinar is", set_recording)
    recording.add_argument("id", metavar="ID")
    recording.add_argument("url", metavar="URL", help=f"its web address; {NO_LINK!r} takes it away")
    health = add(actions, "health", "say whether a session is about a health condition", set_health)
    health.add_argument("id", metavar="ID")
    health.add_argument("answer", choices=["yes", "no"])


async def list_sessions(asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings) as house, house.database.reading() as reading:
        find = corrections.past_webinars if asked.past_webinars else corrections.to_come
        found = await find(reading, house.now)
    print(*([line(session, settings) for session in found] or ["There are none."]), sep="\n")
    return 0


def line(session: Session, settings: Settings) -> str:
    notes = [
        f"{session.kind}, {session.minutes} min",
        "about health" if session.is_health_related else "",
        "nobody leads it" if not session.instructor_id and not session.speakers else "",
        "has a recording" if session.recording_url else "",
    ]
    shown = "; ".join(note for note in notes if note)
    return f"{session.id}  {said(session.starts_at, settings)}  {session.title}  ({shown})"


async def cancel(asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings) as house, house.database.transaction() as tx:
        session = await sessions.cancel(tx, asked.id, asked.note, ACTOR, house.now)
    print(f"Cancelled {session.title}, {said(session.starts_at, settings)}. Those who were to come are told.")
    return 0


async def set_recording(asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings) as house, house.database.transaction() as tx:
        if asked.url == NO_LINK:
            session = await corrections.remove_recording(tx, asked.id, ACTOR, house.now)
        else:
            session = await corrections.keep_recording(tx, asked.id, asked.url, ACTOR, house.now)
    print(f"The recording of {session.title}: {session.recording_url or NO_LINK}.")
    return 0


async def set_health(asked: argparse.Namespace, settings: Settings) -> int:
    wanted = Sensitivity.HEALTH if asked.answer == "yes" else Sensitivity.ORDINARY
    async with record(settings) as house, house.database.transaction() as tx:
        session = await corrections.set_sensitivity(tx, asked.id, wanted, ACTOR, house.now)
    print(f"{session.title} is {'' if session.is_health_related else 'not '}about health.")
    return 0
