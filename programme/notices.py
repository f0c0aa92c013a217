"""Notices: everything that somebody must be told at a time, from being caused to being settled."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from programme import leading, mail_codes, overall, relevance, similar, summaries
from programme.cards import as_card
from programme.model import Facts as Facts  # noqa: PLC0414 - what `relevant` answers with
from programme.model import NewNotice, Notice, Visitor
from programme.store import contacts, people, reader_requests, rhythms
from programme.store import notices as store
from programme.store.cards import select_for_notice
from programme.store.engine import Reading, Transaction
from programme.store.settings import claim_turn
from programme.store.worker import hold_worker

log = logging.getLogger(__name__)

BETWEEN_ALERTS = timedelta(hours=1)
INTERRUPTIONS_SURVIVED = 5
"""After so many crashes a notice that was half sent each time may be their cause, and is let go."""


@dataclass(frozen=True, slots=True)
class NoticeKind:
    name: str
    lane: str
    """reply, near (to its deadline) or bulk."""
    must_arrive: bool
    lifetime: timedelta | None = None
    """How long after it is due it is still worth sending; None: until its own expires_at, if it has one."""


ALL_KINDS = (
    NoticeKind("reminder_near", "near", must_arrive=True),
    NoticeKind("reminder_day_before", "bulk", must_arrive=False),
    NoticeKind("promoted", "near", must_arrive=True),
    NoticeKind("offered", "near", must_arrive=True),
    NoticeKind("place_open", "near", must_arrive=True),
    NoticeKind("offer_over", "near", must_arrive=False),
    NoticeKind("session_cancelled", "near", must_arrive=True),
    NoticeKind("session_moved", "near", must_arrive=True),
    NoticeKind("link_changed", "near", must_arrive=True),
    NoticeKind("link_again", "near", must_arrive=True),
    NoticeKind("audience_narrowed", "near", must_arrive=True),
    NoticeKind("new_leader", "bulk", must_arrive=True),
    NoticeKind("leading", "near", must_arrive=True),
    NoticeKind("class_changed", "near", must_arrive=True),
    NoticeKind("series_gap", "bulk", must_arrive=True),
    NoticeKind("cover_asked", "near", must_arrive=True),
    NoticeKind("cover_found", "near", must_arrive=True),
    NoticeKind("cover_open", "near", must_arrive=True),
    NoticeKind("place_ended", "near", must_arrive=True),
    NoticeKind("consent_asked", "near", must_arrive=True),
    NoticeKind("best_time", "bulk", must_arrive=False, lifetime=timedelta(days=2)),
    NoticeKind("afterwards", "bulk", must_arrive=False),
    NoticeKind("head_count", "bulk", must_arrive=False),
    NoticeKind("menu", "bulk", must_arrive=True),
    NoticeKind("team_alert", "bulk", must_arrive=True, lifetime=timedelta(days=2)),
    NoticeKind("digest", "bulk", must_arrive=True, lifetime=timedelta(days=5)),
    NoticeKind("programme_digest", "bulk", must_arrive=True, lifetime=timedelta(days=5)),
    NoticeKind("email_code", "near", must_arrive=True, lifetime=timedelta(hours=24)),
    NoticeKind("movement_break", "bulk", must_arrive=False),
    NoticeKind("look_back", "bulk", must_arrive=False),
    NoticeKind("activity_question", "bulk", must_arrive=False),
)
KINDS: Mapping[str, NoticeKind] = MappingProxyType({kind.name: kind for kind in ALL_KINDS})


@dataclass(frozen=True, slots=True)
class Dropped:
    """The notice has nothing to say any more: expired, cancelled, moved, not booked, left, …"""

    reason: str


async def tell(tx: Transaction, new: Iterable[NewNotice], now: datetime) -> None:
    """Keep notices in the transaction that causes them."""
    rows = [(with_lifetime(one), KINDS[one.kind].lane, KINDS[one.kind].must_arrive) for one in new]
    if rows:
        await store.insert_notices(tx, rows, now)


def with_lifetime(new: NewNotice) -> NewNotice:
    lifetime = KINDS[new.kind].lifetime
    if new.expires_at or lifetime is None:
        return new
    return NewNotice(
        new.kind,
        new.contact_id,
        new.due_at,
        new.due_at + lifetime,
        new.session_id,
        new.booking_id,
        new.revision,
        new.facts,
    )


async def alert_team(tx: Transaction, what: str, now: datetime) -> bool:
    """Tell everybody in the team that *what* ("codes", "conflict", …) needs a look, at most once an hour."""
    if not await claim_turn(tx, f"alerted_{what}", now - BETWEEN_ALERTS, now):
        return False
    await tell_team(tx, what, now)
    return True


async def tell_team(tx: Transaction, what: str, now: datetime) -> None:
    """One alert to everybody in the team, however often."""
    team = await store.select_team_contacts(tx)
    await tell(tx, [NewNotice("team_alert", contact_id, now, facts=what) for contact_id in team], now)


async def claim_due(tx: Transaction, epoch: int, limit: int, now: datetime) -> list[Notice]:
    """Mark up to *limit* due notices as being sent by the worker of *epoch*, most urgent first.

    What has expired is dropped first; contacts who cannot be reached keep theirs until they can. Nothing for a worker
    that another has followed, and none follows before this transaction ends: `recover` would not find its notices.
    """
    if not await hold_worker(tx, epoch):
        return []
    expired = await store.mark_expired(tx, now)
    if expired:
        log.info("notices dropped because their time was over: %d", expired)
    return await store.claim_due(tx, epoch, limit, now)


async def relevant(reading: Reading, notice: Notice, now: datetime) -> Facts | Dropped:
    """What the notice needs to be worded as things are now, or why it is not to be sent; silent in quiet hours."""
    rhythm = await rhythms.select_rhythm(reading, notice.contact.person_id)
    if relevance.is_off(notice, rhythm):
        return Dropped("away")
    facts = await facts_of(reading, notice, now)
    return replace(facts, quiet=rhythm.quiet) if isinstance(facts, Facts) else facts


async def facts_of(reading: Reading, notice: Notice, now: datetime) -> Facts | Dropped:
    visitor = await people.select_visitor_by_contact(reading, notice.contact.id)
    if visitor is None:
        return Dropped("left")
    card, listed = None, None
    if notice.session_id:
        listed = await select_for_notice(reading, notice.contact.person_id, notice.session_id)
        card = as_card(listed, now) if listed else None
    if card and notice.revision is not None and notice.revision < card.session.revision:
        notice = replace(notice, revision=await store.select_revision(reading, notice.id))
    reason = relevance.reason_to_drop(notice, visitor, card, now)
    if reason:
        return Dropped(reason)
    if notice.kind in relevance.FOR_HR:
        return await facts_for_hr(reading, notice, visitor, now)
    if notice.kind == "programme_digest":
        return Facts(visitor, word=notice.facts, programme=await overall.published(reading))
    if notice.kind == leading.KIND and listed:
        return Facts(visitor, leading.as_led(listed, now), await leading.count_of(reading, visitor, listed))
    if notice.kind == "session_cancelled" and card:
        instead = await similar.to_session(reading, visitor, card.session, now)
        return Facts(visitor, card, notice.facts, similar=instead)
    return Facts(visitor, card, notice.facts)


async def facts_for_hr(reading: Reading, notice: Notice, visitor: Visitor, now: datetime) -> Facts | Dropped:
    """A Monday message, or the code that confirms an e-mail address: neither needs a chat."""
    if notice.kind == "email_code":
        code = await mail_codes.open_code(reading, notice.contact.id, now)
        asked_by = ", ".join(await reader_requests.select_workplaces(reading, notice.contact.id))
        return Facts(visitor, word=code, asked_by=asked_by) if code else Dropped("over")
    summary = await summaries.of(reading, notice, visitor, now)
    return Facts(visitor, summary=summary) if summary else Dropped("not HR")


async def settle(
    tx: Transaction,
    notice_id: str,
    state: str,
    now: datetime,
    *,
    reason: str = "",
    not_before: datetime | None = None,
    epoch: int | None = None,
) -> bool:
    """Record how the worker of *epoch* ended sending it; False if another has taken the notice over meanwhile.

    *state* is sent, waiting (with *not_before*), dropped, refused, uncertain or lapsed. "waiting" because of
    "uncertain" counts as an attempt; any other wait does not, since nothing was delivered.
    """
    return await store.mark_settled(tx, store.Outcome(notice_id, state, reason, not_before), now, epoch)


async def recover(tx: Transaction, epoch: int, now: datetime) -> int:
    """What workers before *epoch* left half sent: once more if it must arrive, else let go; how many."""
    waiting = await store.mark_interrupted_waiting(tx, epoch, INTERRUPTIONS_SURVIVED)
    lapsed = await store.mark_interrupted_lapsed(tx, epoch, now)
    return waiting + lapsed


async def next_due(reading: Reading) -> datetime | None:
    """When the next notice that can be delivered is due (aware UTC); it may be past."""
    return await store.select_next_due(reading)


async def count_by_state(reading: Reading) -> dict[str, int]:
    """How many notices are in each state."""
    return await store.count_by_state(reading)


async def mark_unreachable(tx: Transaction, contact_id: str, now: datetime) -> None:
    """The contact has blocked the bot or is gone; nothing more is sent until they come back."""
    await contacts.mark_unreachable(tx, contact_id, now)
