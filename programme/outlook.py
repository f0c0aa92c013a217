"""Everything that is planned, whoever it is for, as the team sees it: how much room in words, never who."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.cards import as_card
from programme.model import Audience, Card
from programme.store import outlook as store
from programme.store import oversight
from programme.store.engine import Reading


@dataclass(frozen=True, slots=True)
class Planned:
    card: Card
    employers: tuple[str, ...] = ()
    """The names of the workplaces it is for; none means all."""


async def planned(reading: Reading, now: datetime, until: datetime) -> tuple[Planned, ...]:
    """What starts from *now* until before *until* and is not cancelled, soonest first."""
    found = await store.select_planned(reading, now, until)
    return tuple(
        [
            Planned(
                as_card(listed, now),
                await oversight.select_audience(reading, listed.session.id)
                if listed.session.audience is Audience.CHOSEN
                else (),
            )
            for listed in found
        ]
    )
