"""`invitations list|rotate|revoke`: the links that let people in, at the command line."""

from __future__ import annotations

import argparse
import sys

from bot.console.grammar import Subparsers, add, group
from bot.console.programme import invitation_lines, said, wrong_employer
from bot.console.record import ACTOR, record
from bot.console.telegram import username_of
from bot.settings import Settings
from programme import employers, invitations
from programme.model import OpenInvitation, Role
from programme.store.engine import Reading

ROLES = [role.value for role in Role]


def add_to(commands: Subparsers) -> None:
    actions = group(commands, "invitations", "the links and codes that let people in")
    for name, words, command in (
        ("list", "what can be used now, and how often it was; a link itself cannot be shown again", list_open),
        ("rotate", "make a new one, and end all earlier ones of the same sort", rotate),
        ("revoke", "end all of one sort", revoke),
    ):
        parser = add(actions, name, words, command)
        parser.add_argument("--employer", metavar="NAME", help="the workplace (employee and hr)")
        parser.add_argument("--role", choices=ROLES, default=Role.EMPLOYEE.value, help="employee, if not given")


async def list_open(asked: argparse.Namespace, settings: Settings) -> int:
    role = Role(asked.role)
    if is_refused(role, asked.employer):
        return 2
    async with record(settings) as house, house.database.reading() as reading:
        at = await employer_id(reading, asked.employer)
        found = await invitations.open_of(reading, role, at, house.now)
    print(*([line(one, settings) for one in found] or ["None can be used now."]), sep="\n")
    return 0


async def rotate(asked: argparse.Namespace, settings: Settings) -> int:
    role = Role(asked.role)
    if is_refused(role, asked.employer):
        return 2
    async with record(settings) as house:
        async with house.database.transaction() as tx:
            at = await employer_id(tx, asked.employer)
            made = await invitations.make(tx, role, at, house.now, rotate=True, actor=ACTOR)
        username = await username_of(house.database, settings)
    print(*invitation_lines(made, username), sep="\n")
    print("Earlier ones don't work any more.")
    return 0


async def revoke(asked: argparse.Namespace, settings: Settings) -> int:
    role = Role(asked.role)
    if is_refused(role, asked.employer):
        return 2
    async with record(settings) as house, house.database.transaction() as tx:
        at = await employer_id(tx, asked.employer)
        ended = await invitations.revoke(tx, role, at, house.now, actor=ACTOR)
    print(f"Ended: {ended}.")
    return 0


def is_refused(role: Role, employer: str | None) -> bool:
    """Whether the workplace is wrong for the role; says so."""
    problem = wrong_employer(role, employer)
    if problem:
        print(problem, file=sys.stderr)
    return bool(problem)


async def employer_id(reading: Reading, name: str | None) -> str | None:
    return (await employers.find(reading, name)).id if name else None


def line(found: OpenInvitation, settings: Settings) -> str:
    allowed = f" of {found.uses_allowed}" if found.uses_allowed else ""
    until = f", until {said(found.expires_at, settings)}" if found.expires_at else ""
    made = said(found.created_at, settings)
    return f"{found.role.value}: made {made}, used {found.uses}{allowed} times{until}"
