"""What came with the bot: signposts, webinar series and challenges, until the team publishes its own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from programme.model import (
    Catalogue,
    Challenge,
    DescribedChallenge,
    Resource,
    Sensitivity,
    Topic,
    WebinarSeries,
)


@cache
def catalogue() -> Catalogue:
    """From `content/catalogue/*.toml`; `tests/content/test_built_in.py` holds it against the team's own rules."""
    resources = tables("resources.toml")
    return Catalogue(
        tuple(Topic(id, title) for id, title in resources["needs"].items()),
        tuple(resource(id, table) for id, table in resources["resources"].items()),
        tuple(webinar_series(id, table) for id, table in tables("webinars.toml").items()),
        tuple(challenge(id, table) for id, table in tables("challenges.toml").items()),
    )


def tables(name: str) -> dict[str, Any]:
    return tomllib.loads(files("content").joinpath("catalogue", name).read_text(encoding="utf-8"))


def resource(id: str, table: Mapping[str, Any]) -> Resource:
    return Resource(
        id,
        table["name"],
        table["what"],
        table["who"],
        table["how"],
        topics=tuple(table["needs"]),
        words=tuple(table["words"]),
        url=table.get("url", ""),
        is_urgent=bool(table.get("urgent")),
    )


def webinar_series(id: str, table: Mapping[str, Any]) -> WebinarSeries:
    sensitivity = Sensitivity.HEALTH if table["health"] else Sensitivity.ORDINARY
    return WebinarSeries(id, table["title"], table["about"], sensitivity)


def challenge(id: str, table: Mapping[str, Any]) -> DescribedChallenge:
    return DescribedChallenge(Challenge(id, table["minutes"], table["days"]), table["title"], table["about"])
