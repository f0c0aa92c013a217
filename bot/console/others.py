"""Every command but `run`: their words, and what carries them out."""

from __future__ import annotations

from bot.console import (
    audit,
    backup,
    bring,
    catalogue,
    check,
    complaints,
    copy,
    crew,
    digest,
    hr,
    limits,
    links,
    outcomes,
    oversight,
    programme,
    rights,
    safety,
    sample,
    status,
    timetable,
    workplaces,
)
from bot.console.grammar import Subparsers, add, group


def add_to(commands: Subparsers) -> None:
    add(commands, "check", "say what is set up, what is missing and what to do about it", check.check)
    add(commands, "seed", "fill an empty programme with a sample", sample.seed)
    add(commands, "status", "how the bot is doing", status.status)
    add_employer(commands)
    add_session(commands)
    add_invite(commands)
    add_digest(commands)
    add_hr(commands)
    for noun in (
        links,
        crew,
        safety,
        limits,
        audit,
        backup,
        rights,
        complaints,
        bring,
        timetable,
        outcomes,
        catalogue,
        copy,
    ):
        noun.add_to(commands)


def add_employer(commands: Subparsers) -> None:
    actions = group(commands, "employer", "workplaces")
    workplaces.add_to(actions)
    parser = add(actions, "add", "sign a workplace up", programme.add_employer)
    parser.add_argument("name")
    parser.add_argument("--headcount", type=int, required=True, help="how many people work there")


def add_session(commands: Subparsers) -> None:
    actions = group(commands, "session", "sessions")
    oversight.add_to(actions)
    parser = add(actions, "add", "put one session on the timetable", programme.add_session)
    parser.add_argument("title")
    parser.add_argument("--kind", required=True, help="seated, upbeat, strength or webinar")
    parser.add_argument("--at", required=True, metavar='"YYYY-MM-DD HH:MM"', help="local time")
    parser.add_argument("--minutes", type=int, required=True)
    parser.add_argument("--places", type=int, required=True)
    parser.add_argument("--link", required=True, help="where people join; shown only to those booked")
    parser.add_argument("--employer", metavar="NAME", action="append", default=[], help="only for this workplace")
    parser.add_argument("--health", action="store_true", help="about a health condition: extra privacy")


def add_invite(commands: Subparsers) -> None:
    parser = add(commands, "invite", "make a link and a code that let people in", programme.invite)
    parser.add_argument("role", choices=["employee", "hr", "instructor", "team"])
    parser.add_argument("--employer", metavar="NAME", help="the workplace (employee and hr)")
    parser.add_argument("--uses", type=int, help="how many people may use it")
    parser.add_argument("--days", type=int, help="how many days it is valid")
    parser.add_argument("--email", metavar="ADDRESS", help="hr only: somebody who reads by e-mail alone")
    parser.add_argument("--rotate", action="store_true", help="make earlier links of the same kind invalid")
    parser.add_argument("--poster", metavar="FILE.pdf", help="employee only: write the link as a poster to print, too")


def add_digest(commands: Subparsers) -> None:
    actions = group(commands, "digest", "the figures that HR gets")
    parser = add(actions, "show", "print what HR was given, or the team of the whole programme", digest.show)
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--employer", metavar="NAME")
    whose.add_argument("--programme", action="store_true", help="the programme's own figures")
    parser.add_argument("--period", metavar="2026-W47", help="the latest, unless given")
    add(actions, "audit", "check that nothing published shows a group of fewer than ten people", digest.audit)


def add_hr(commands: Subparsers) -> None:
    actions = group(commands, "hr", "HR contacts who read by e-mail alone")
    parser = add(actions, "confirm", "confirm an address by the code that was mailed to it", hr.confirm)
    parser.add_argument("address")
    parser.add_argument("code")
    parser = add(actions, "remove", "send an address no more digests of a workplace", hr.remove)
    parser.add_argument("address")
    parser.add_argument("--employer", metavar="NAME", required=True)
