"""What holds now, and how the team puts something else in its place: one transaction, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from programme import audit, challenges, corrections
from programme.catalogue.body import NotABody, from_body, to_body
from programme.catalogue.changes import changes, newly_about_health
from programme.catalogue.rules import Checked, check
from programme.errors import CatalogueMoved, NotFound
from programme.model import (
    Catalogue,
    CatalogueVersion,
    Sensitivity,
    SheetProblem,
    Topic,
    WebinarSeries,
)
from programme.store import catalogues as store
from programme.store.engine import Reading, Transaction
from programme.text import key

KEPT = 10
"""Versions that can be put back."""
BUILT_IN = 0
REMEMBERED = 16


@dataclass(frozen=True, slots=True)
class Standing:
    """What everybody sees, and why it may not be the latest version."""

    catalogue: Catalogue
    latest: int = BUILT_IN
    """The number of the newest version, readable or not; 0: none was published."""
    problem: SheetProblem | None = None
    """The first thing that makes the newest version unreadable; None: it is the one in force."""


async def current(reading: Reading, built_in: Catalogue) -> Catalogue:
    """What holds: the newest version that can be read, else what came with the bot. One query, as a rule."""
    return (await standing(reading, built_in)).catalogue


async def standing(reading: Reading, built_in: Catalogue) -> Standing:
    newest = await store.select_latest(reading)
    if newest is None:
        return Standing(built_in)
    found = read(newest, built_in.topics)
    if found.catalogue:
        return Standing(found.catalogue, newest.version)
    readable = await last_good(reading, built_in)
    return Standing(readable, newest.version, found.problems[0])


async def last_good(reading: Reading, built_in: Catalogue) -> Catalogue:
    for version in await store.select_all(reading):
        if good := read(version, built_in.topics).catalogue:
            return good
    return built_in


@lru_cache(maxsize=REMEMBERED)
def read(version: CatalogueVersion, topics: tuple[Topic, ...]) -> Checked:
    """A kept version by today's rules. The cache's key is the whole text, so that nothing of it can be stale."""
    try:
        found = check(from_body(version.body), topics)
    except NotABody:
        return Checked(None, (SheetProblem("broken"),))
    if found.catalogue is None:
        return found
    return Checked(replace(found.catalogue, version=version.version, published_at=version.published_at))


async def versions(reading: Reading) -> tuple[CatalogueVersion, ...]:
    """Those that are kept, the latest first."""
    return await store.select_all(reading)


async def version(reading: Reading, number: int, built_in: Catalogue) -> Catalogue:
    """An earlier one, to look at or put back; 0 is what came with the bot.

    Raises:
        NotFound: it is not kept, or cannot be read any more.
    """
    if number == BUILT_IN:
        return built_in
    kept = await store.select_version(reading, number)
    found = read(kept, built_in.topics).catalogue if kept else None
    if found is None:
        raise NotFound
    return found


async def publish(tx: Transaction, new: Catalogue, built_in: Catalogue, after: int, actor: str, now: datetime) -> int:
    """From now on everybody sees *new*; the number of the version. The same as what holds is not published again.

    *after* is the latest version when the changes were shown, so that nobody's work is undone unseen.

    Raises:
        CatalogueMoved: there is a later version.
    """
    before = await standing(tx, built_in)
    if before.latest != after:
        raise CatalogueMoved
    if before.problem is None and to_body(new) == to_body(before.catalogue):
        return before.latest
    number = await store.insert_next(tx, after, to_body(new), now)
    if number is None:
        raise CatalogueMoved
    await store.delete_before(tx, number - KEPT + 1)
    await audit.record(tx, actor, "catalogue published", str(number), now, counts(before.catalogue, new))
    await keep_series(tx, new)
    await challenges.follow(tx, [one.rules for one in new.challenges], now.date())
    await flag(tx, newly_about_health(before.catalogue, new), actor, now)
    return number


def counts(before: Catalogue, after: Catalogue) -> str:
    """For the audit: how many rows of each sheet, and no names."""
    return "; ".join(
        f"{one.sheet} +{len(one.added)} ~{len(one.changed)} -{len(one.removed)}" for one in changes(before, after)
    )


async def keep_series(tx: Transaction, catalogue: Catalogue) -> None:
    """Take over which webinar series are about health, for the sessions that are added from now on."""
    wanted = {key(one.title): one.sensitivity for one in catalogue.webinars}
    if await store.select_series(tx) != wanted:
        await store.replace_series(tx, tuple(wanted.items()))


async def flag(tx: Transaction, series: tuple[WebinarSeries, ...], actor: str, now: datetime) -> None:
    """Treat the webinars of *series* as about health, past ones and those to come.

    Taking the mark off a series changes no session: that is said of each by itself.
    """
    titles = {key(one.title) for one in series}
    if not titles:
        return
    for weekly_id, title in await store.select_weekly_of_series(tx):
        if key(title) in titles:
            await store.mark_weekly_health(tx, weekly_id)
    for session_id in await about_to_be_flagged(tx, series):
        await corrections.set_sensitivity(tx, session_id, Sensitivity.HEALTH, actor, now)


async def about_to_be_flagged(reading: Reading, series: tuple[WebinarSeries, ...]) -> tuple[str, ...]:
    """The ids of the webinars in *series* that are not yet treated as about health."""
    titles = {key(one.title) for one in series}
    found = await store.select_sessions_of_series(reading) if titles else ()
    return tuple(session_id for session_id, title in found if key(title) in titles)
