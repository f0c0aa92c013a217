"""Notices: kept when they are caused, claimed when due, settled when sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from programme.ids import new_id
from programme.model import Channel, Contact, NewNotice, Notice, Role
from programme.store.engine import Reading, Row, Transaction
from programme.times import from_optional_text, from_text, to_optional_text, to_text

LANES = ("reply", "near", "bulk")
"""Most urgent first."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one notice's sending ended; *not_before* only with the state "waiting"."""

    notice_id: str
    state: str
    reason: str = ""
    not_before: datetime | None = None


def notice_from(row: Row) -> Notice:
    return Notice(
        id=row["id"],
        kind=row["kind"],
        contact=Contact(
            row["contact_id"],
            row["person_id"],
            Channel(row["channel"]),
            row["chat_id"],
            row["email"],
            row["language"],
        ),
        due_at=from_text(row["due_at"]),
        expires_at=from_optional_text(row["expires_at"]),
        attempts=row["attempts"],
        session_id=row["session_id"],
        booking_id=row["booking_id"],
        revision=row["revision"],
        facts=row["facts"],
    )


async def insert_notices(tx: Transaction, notices: Iterable[tuple[NewNotice, str, bool]], now: datetime) -> None:
    """Each with its lane and whether it must arrive."""
    at = to_text(now)
    await tx.many(
        "INSERT INTO notices"
        " (id, kind, contact_id, session_id, booking_id, revision, facts, due_at, expires_at,"
        " lane, must_arrive, state, created_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting', $12)",
        [
            (
                new_id(),
                new.kind,
                new.contact_id,
                new.session_id,
                new.booking_id,
                new.revision,
                new.facts,
                to_text(new.due_at),
                to_optional_text(new.expires_at),
                lane,
                int(must_arrive),
                at,
            )
            for new, lane, must_arrive in notices
        ],
    )


async def select_team_contacts(reading: Reading) -> Sequence[str]:
    rows = await reading.all(
        "SELECT c.id FROM roles r JOIN contacts c ON c.person_id = r.person_id AND c.channel = 'telegram'"
        " WHERE r.role = $1 AND r.revoked_at IS NULL",
        Role.TEAM,
    )
    return [row["id"] for row in rows]


async def mark_expired(tx: Transaction, now: datetime) -> int:
    """Drop what is due and whose time is over."""
    return await tx.run(
        "UPDATE notices SET state = 'dropped', reason = 'expired', settled_at = $1"
        " WHERE state = 'waiting' AND due_at <= $1 AND expires_at <= $1",
        to_text(now),
    )


async def claim_due(tx: Transaction, epoch: int, limit: int, now: datetime) -> list[Notice]:
    """Mark up to *limit* due notices as sending under *epoch*: urgent lanes first, longest due first."""
    rows = await tx.all(
        "UPDATE notices SET state = 'sending', epoch = $1, attempts = attempts + 1"
        " WHERE state = 'waiting' AND id IN ("
        "SELECT n.id FROM notices n JOIN contacts c ON c.id = n.contact_id"
        " WHERE n.state = 'waiting' AND n.due_at <= $2 AND c.unreachable_at IS NULL"
        " ORDER BY CASE n.lane WHEN 'reply' THEN 0 WHEN 'near' THEN 1 ELSE 2 END, n.due_at, n.id LIMIT $3)"
        " RETURNING *,"
        " (SELECT c.person_id FROM contacts c WHERE c.id = notices.contact_id) AS person_id,"
        " (SELECT c.channel FROM contacts c WHERE c.id = notices.contact_id) AS channel,"
        " (SELECT c.chat_id FROM contacts c WHERE c.id = notices.contact_id) AS chat_id,"
        " (SELECT c.email FROM contacts c WHERE c.id = notices.contact_id) AS email,"
        " (SELECT p.language FROM contacts c JOIN people p ON p.id = c.person_id"
        " WHERE c.id = notices.contact_id) AS language",
        epoch,
        to_text(now),
        limit,
    )
    return [notice_from(row) for row in sorted(rows, key=turn)]


def turn(row: Row) -> tuple[int, str, str]:
    """RETURNING gives rows in any order."""
    return LANES.index(row["lane"]), row["due_at"], row["id"]


async def mark_settled(tx: Transaction, outcome: Outcome, now: datetime, epoch: int | None = None) -> bool:
    """False if it is not being sent (any more). Only an attempt that may have arrived counts as one.

    *epoch*: only if the worker of that epoch is sending it.
    """
    return bool(
        await tx.run(
            "UPDATE notices SET state = $2, reason = $3,"
            " settled_at = CASE WHEN CAST($2 AS TEXT) = 'waiting' THEN NULL ELSE $4 END,"
            " due_at = COALESCE(CAST($5 AS TEXT), due_at),"
            " attempts = CASE WHEN CAST($2 AS TEXT) = 'waiting' AND CAST($3 AS TEXT) <> 'uncertain'"
            " THEN attempts - 1 ELSE attempts END"
            " WHERE id = $1 AND state = 'sending' AND epoch = COALESCE($6, epoch)",
            outcome.notice_id,
            outcome.state,
            outcome.reason,
            to_text(now),
            to_optional_text(outcome.not_before),
            epoch,
        )
    )


async def select_revision(reading: Reading, notice_id: str) -> int | None:
    """The session's revision that it is about now: a change that leaves it standing moves it on, even half sent."""
    row = await reading.one("SELECT revision FROM notices WHERE id = $1", notice_id)
    return row["revision"] if row else None


async def mark_interrupted_waiting(tx: Transaction, epoch: int, attempts: int) -> int:
    """What an earlier worker was sending and must arrive waits again, until the *attempts*th time."""
    return await tx.run(
        "UPDATE notices SET state = 'waiting', reason = 'uncertain'"
        " WHERE state IN ('sending', 'uncertain') AND epoch < $1 AND must_arrive = 1 AND attempts < $2",
        epoch,
        attempts,
    )


async def mark_interrupted_lapsed(tx: Transaction, epoch: int, now: datetime) -> int:
    return await tx.run(
        "UPDATE notices SET state = 'lapsed', reason = 'uncertain', settled_at = $2"
        " WHERE state IN ('sending', 'uncertain') AND epoch < $1",
        epoch,
        to_text(now),
    )


async def mark_dropped_for_booking(tx: Transaction, booking_id: str, reason: str, now: datetime) -> int:
    return await tx.run(
        "UPDATE notices SET state = 'dropped', reason = $2, settled_at = $3"
        " WHERE booking_id = $1 AND state = 'waiting'",
        booking_id,
        reason,
        to_text(now),
    )


async def mark_dropped_for_session(tx: Transaction, session_id: str, reason: str, now: datetime) -> int:
    return await tx.run(
        "UPDATE notices SET state = 'dropped', reason = $2, settled_at = $3"
        " WHERE session_id = $1 AND state = 'waiting'",
        session_id,
        reason,
        to_text(now),
    )


async def mark_dropped_for_person(tx: Transaction, person_id: str, reason: str, now: datetime) -> int:
    return await tx.run(
        "UPDATE notices SET state = 'dropped', reason = $2, settled_at = $3"
        " WHERE state = 'waiting' AND contact_id IN (SELECT id FROM contacts WHERE person_id = $1)",
        person_id,
        reason,
        to_text(now),
    )


async def mark_dropped_of_kind(tx: Transaction, contact_id: str, kind: str, now: datetime) -> int:
    """Drop a contact's waiting notices of one kind, since others take their place."""
    return await tx.run(
        "UPDATE notices SET state = 'dropped', reason = 'replaced', settled_at = $3"
        " WHERE contact_id = $1 AND kind = $2 AND state = 'waiting'",
        contact_id,
        kind,
        to_text(now),
    )


async def select_next_due(reading: Reading) -> datetime | None:
    row = await reading.one(
        "SELECT n.due_at FROM notices n JOIN contacts c ON c.id = n.contact_id"
        " WHERE n.state = 'waiting' AND c.unreachable_at IS NULL ORDER BY n.due_at LIMIT 1"
    )
    return from_text(row["due_at"]) if row else None


async def delete_settled(tx: Transaction, before: datetime) -> int:
    return await tx.run("DELETE FROM notices WHERE settled_at < $1", to_text(before))


async def count_by_state(reading: Reading) -> dict[str, int]:
    rows = await reading.scan("SELECT state, COUNT(*) AS n FROM notices GROUP BY state")
    return {row["state"]: row["n"] for row in rows}
