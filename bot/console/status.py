"""`status`: how the bot is doing, at the terminal: what the record says, and what the running bot says of itself."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import Any

import aiohttp

from bot.condition import Condition, Itself, free_bytes, troubles
from bot.console.record import record
from bot.settings import Settings
from programme import nightly
from programme.condition import backlog

ANSWER_SECONDS = 2.0
MEBIBYTE = 2**20
ADVICE = {
    "stuck_poll": "Telegram has not been reached for minutes; look at the connection and the log.",
    "late_notices": "Notices are late; is the bot running?",
    "queue": "People wait for an answer; is the bot running?",
    "disk": "The disk is nearly full; make room.",
}


async def status(_asked: argparse.Namespace, settings: Settings) -> int:
    url = settings.database_url.get_secret_value()
    async with record(settings) as house:
        async with house.database.reading() as reading:
            waiting = await backlog(reading)
            copies = await nightly.state(reading)
        now = house.now
    condition = Condition(Itself(now, is_worker=False, polls=False), waiting, free_bytes(url))
    print(*lines_of(condition, now), *lines_of_backups(copies), sep="\n")
    print(*said_by_itself(await ask_the_bot(settings)), sep="\n")
    return 0


def lines_of(condition: Condition, now: datetime) -> list[str]:
    waiting = condition.backlog
    assert waiting is not None, "the record was just read"
    lines = [
        f"Last start or heartbeat: {shown(waiting.heartbeat_at) or 'never'}",
        f"Next notice due: {shown(waiting.oldest_due_at) or 'none'}",
        f"Updates waiting: {waiting.waiting_updates}" + since(waiting.oldest_update_at, now),
        *(f"Notices {state}: {number}" for state, number in waiting.notices),
    ]
    if condition.free_bytes is not None:
        lines.append(f"Free on the disk: {condition.free_bytes // MEBIBYTE} MiB")
    return [*lines, *(f"Look: {ADVICE[trouble]}" for trouble in troubles(condition, now))]


def lines_of_backups(copies: nightly.State) -> list[str]:
    made = f"{shown(copies.made_at)}, {copies.file}" if copies.made_at else "none yet"
    failing = [f"Look: the nightly back-up fails since {shown(copies.failing_since)}; the log says why."]
    return [f"Last nightly back-up: {made}", *(failing if copies.failing_since else [])]


def shown(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""


def since(moment: datetime | None, now: datetime) -> str:
    return f", the oldest for {round((now - moment).total_seconds())} s" if moment else ""


async def ask_the_bot(settings: Settings) -> dict[str, Any] | None:
    """What the bot on this machine answers at /health; None if none does."""
    timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
    address = f"http://{in_brackets(settings.http_host)}:{settings.http_port}/health"
    try:
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(address) as answer:
            facts = await answer.json()
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError):
        return None
    return facts if isinstance(facts, dict) else None


def in_brackets(host: str) -> str:
    """As an address on this machine wants it: everywhere is here, and IPv6 goes in brackets."""
    known = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - not bound here, only asked
    return f"[{known}]" if ":" in known else known


def said_by_itself(facts: dict[str, Any] | None) -> list[str]:
    if facts is None or "ready" not in facts:
        return ["The running bot: does not answer at its own address (HTTP_HOST, HTTP_PORT)."]
    polled = facts.get("last_poll_seconds")
    how = "ready" if facts["ready"] else "not ready"
    as_what = "the worker" if facts.get("worker") else "standing by"
    return [
        f"The running bot: {how}, {as_what}, database {facts.get('database')}.",
        *([f"Telegram answered its last poll {polled} s ago."] if polled is not None else []),
    ]
