"""`seed`: fill an empty programme with the sample in the catalogue."""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from bot.console.record import ACTOR, record
from bot.settings import Settings
from content import built_in
from programme import sample
from programme.model import NewSession, Rule, Sensitivity

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKS = range(-4, 5)


async def seed(_asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings) as house, house.database.transaction() as tx:
        today = house.now.astimezone(settings.zone).date()
        planted = await sample.plant(tx, read_sample(today, settings.zone), ACTOR, house.now)
    print(
        f"Planted {planted.employers} workplaces, {planted.people} people, {planted.sessions} sessions"
        f" and {planted.bookings} bookings, four weeks back and four ahead."
    )
    return 0


def read_sample(today: date, zone: ZoneInfo) -> sample.Sample:
    """The catalogue's sample around *today*, with local times in *zone*."""
    tables = tomllib.loads(files("content").joinpath("catalogue", "sample.toml").read_text("utf-8"))
    monday = today - timedelta(days=today.weekday())
    return sample.Sample(
        employers=tuple(sample.SampleEmployer(**table) for table in tables["employers"]),
        instructors=tuple(table["name"] for table in tables["instructors"]),
        sessions=(*weekly(tables["weekly"], monday, zone), *webinars(tables["webinars"], monday, zone)),
        challenge=built_in.catalogue().challenges[0].rules,
    )


def weekly(tables: list[dict[str, Any]], monday: date, zone: ZoneInfo) -> Iterator[sample.SampleSession]:
    for table in tables:
        rule = Rule(
            weekdays=frozenset(DAYS.index(day) for day in table["days"]),
            at=time.fromisoformat(table["at"]),
            first_on=monday + timedelta(weeks=WEEKS[0]),
            zone=zone.key,
        )
        for week in WEEKS:
            for day in table["days"]:
                yield sample.SampleSession(
                    NewSession(
                        title=table["title"],
                        kind=table["kind"],
                        starts_at=moment(monday, week, day, table["at"], zone),
                        minutes=table["minutes"],
                        places=table["places"],
                        link=table["link"],
                    ),
                    table["instructor"],
                    tuple(table.get("employers", ())),
                    rule,
                )


def webinars(tables: list[dict[str, Any]], monday: date, zone: ZoneInfo) -> Iterator[sample.SampleSession]:
    for table in tables:
        yield sample.SampleSession(
            NewSession(
                title=table["title"],
                kind="webinar",
                starts_at=moment(monday, table["week"], table["day"], table["at"], zone),
                minutes=table["minutes"],
                places=table["places"],
                link=table["link"],
                sensitivity=Sensitivity.HEALTH if table["health"] else Sensitivity.ORDINARY,
                speakers=table["speakers"],
                webinar_series=table["series"],
            )
        )


def moment(monday: date, week: int, day: str, at: str, zone: ZoneInfo) -> datetime:
    on = monday + timedelta(weeks=week, days=DAYS.index(day))
    return datetime.combine(on, time.fromisoformat(at), zone).astimezone(UTC)
