"""`employer add`, `session add` and `invite`: the programme team's work at the command line."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path

from bot.console import hr
from bot.console.record import ACTOR, record
from bot.console.telegram import UNKNOWN, username_of
from bot.settings import Settings
from content import posters
from content.words import Words
from programme import employers, invitations, local, sessions
from programme.model import NewSession, Role, Sensitivity

NO_NAME_YET = "A poster needs the bot's name, which is not known yet: set BOT_TOKEN first (`find-your-active check`)."


async def add_employer(asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings) as house, house.database.transaction() as tx:
        employer = await employers.add(tx, asked.name, asked.headcount, ACTOR, house.now)
    print(f"Added {employer.name}. Next: find-your-active invite employee --employer {employer.name!r}")
    return 0


async def add_session(asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings) as house, house.database.transaction() as tx:
        new = NewSession(
            title=asked.title,
            kind=asked.kind,
            starts_at=local.parse(asked.at, settings.zone),
            minutes=asked.minutes,
            places=asked.places,
            link=asked.link,
            sensitivity=Sensitivity.HEALTH if asked.health else None,
            employer_ids=tuple([(await employers.find(tx, name)).id for name in asked.employer]),
        )
        session = await sessions.add(tx, new, ACTOR, house.now)
    print(f"Added {session.title}, {said(session.starts_at, settings)}, as {session.id}.")
    return 0


def said(moment: datetime, settings: Settings) -> str:
    return f"{moment.astimezone(settings.zone):%a %d %b %Y %H:%M}"


async def invite(asked: argparse.Namespace, settings: Settings) -> int:
    role = Role(asked.role)
    if problem := wrong_employer(role, asked.employer):
        print(problem, file=sys.stderr)
        return 2
    if asked.poster and (problem := wrong_poster(role, Path(asked.poster))):
        print(problem, file=sys.stderr)
        return 2
    if asked.email:
        return await hr.invite(asked, settings)
    async with record(settings) as house:
        username = await username_of(house.database, settings)
        if asked.poster and username == UNKNOWN:
            print(NO_NAME_YET, file=sys.stderr)
            return 1
        async with house.database.transaction() as tx:
            employer = await employers.find(tx, asked.employer) if asked.employer else None
            made = await invitations.make(
                tx,
                role,
                employer.id if employer else None,
                house.now,
                uses=asked.uses,
                days=asked.days,
                rotate=asked.rotate,
                actor=ACTOR,
            )
    link, by_code = invitation_lines(made, username)
    print(link, by_code, sep="\n")
    return write_poster(Path(asked.poster), posters.Poster(link, made.code, username)) if asked.poster else 0


def wrong_poster(role: Role, path: Path) -> str:
    """Why no poster can be written there; empty if one can. Asked before a link is made that nobody could see again."""
    if role is not Role.EMPLOYEE:
        return f"Leave --poster out: a link for {role.value} is not for everybody to see."
    if path.suffix.lower() != ".pdf":
        return "The poster is a PDF: please give --poster a name that ends in .pdf."
    if not path.parent.is_dir():
        return f"There is no folder {path.parent}."
    return f"There is a file {path} already; please give --poster another name." if path.exists() else ""


def write_poster(path: Path, poster: posters.Poster) -> int:
    try:
        path.write_bytes(posters.pdf_alone(Words(), poster).content)
    except OSError as problem:
        print(f"The link works, but its poster could not be written: {problem}", file=sys.stderr)
        return 1
    print(f"The poster is in {path}.")
    return 0


def wrong_employer(role: Role, employer: str | None) -> str:
    """Why the workplace is wrong for the role; empty if it is right."""
    if role in (Role.EMPLOYEE, Role.HR) and not employer:
        return f"Which workplace? Add --employer NAME: {role.value} invitations belong to one."
    if role in (Role.INSTRUCTOR, Role.TEAM) and employer:
        return f"Leave --employer out: {role.value} invitations belong to no workplace."
    return ""


def invitation_lines(made: invitations.Made, username: str) -> tuple[str, str]:
    return f"https://t.me/{username}?start={made.link_token}", f"Or send the bot this code: {made.code}"
