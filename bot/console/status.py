"""`status`: how the bot is doing, at the terminal."""

from __future__ import annotations

import argparse

from bot.console.record import record
from bot.settings import Settings
from programme import notices, worker


async def status(_asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings) as house, house.database.reading() as reading:
        due = await notices.next_due(reading)
        beat = await worker.last_heartbeat(reading)
        counts = await notices.count_by_state(reading)
    print(f"Last start or heartbeat: {beat.isoformat(timespec='seconds') if beat else 'never'}")
    print(f"Next notice due: {due.isoformat(timespec='seconds') if due else 'none'}")
    if due and due < house.now:
        print(f"Notices are late by {round((house.now - due).total_seconds())} s; is the bot running?")
    for state, number in sorted(counts.items()):
        print(f"Notices {state}: {number}")
    return 0
