"""`complaint list|show|close`: complaints about personal data, by reference; who made them is not shown."""

from __future__ import annotations

import argparse

from bot.console.grammar import Subparsers, add, group
from bot.console.record import ACTOR, record
from bot.settings import Settings
from programme import complaints
from programme.model import Complaint


def add_to(commands: Subparsers) -> None:
    actions = group(commands, "complaint", "complaints about personal data")
    add(actions, "list", "those that wait for an answer", list_open)
    for name, words, command in (
        ("show", "what it says", show),
        ("close", "it has been answered", close),
    ):
        add(actions, name, words, command).add_argument("reference", metavar="REFERENCE")


async def list_open(_asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings) as house, house.database.reading() as reading:
        found = await complaints.open_ones(reading)
    print(*([line(complaint, settings) for complaint in found] or ["None waits for an answer."]), sep="\n")
    return 0


def line(complaint: Complaint, settings: Settings) -> str:
    came, due = (moment.astimezone(settings.zone) for moment in (complaint.made_at, complaint.made_at + complaints.DUE))
    passed_on = "mailed" if complaint.mailed_at else "not mailed"
    return f"{complaint.reference}  came {came:%Y-%m-%d}, answer due {due:%Y-%m-%d}, {passed_on}"


async def show(asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings) as house, house.database.reading() as reading:
        found = await complaints.find(reading, asked.reference)
    print(line(found, settings), "", found.text, sep="\n")
    return 0


async def close(asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings) as house, house.database.transaction() as tx:
        await complaints.close(tx, asked.reference, ACTOR, house.now)
    print("Closed.")
    return 0
