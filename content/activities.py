"""The ways of moving that people may name, with their usual intensity and its source, from the catalogue."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from content import kinds
from content.words import Words
from programme.model import Activity, Intensity

MODERATE_FROM, VIGOROUS_FROM = 3.0, 6.0
"""METs: light is less, moderate is 3 to 5.9, vigorous is 6 and more (UK Chief Medical Officers' guidelines, 2019)."""
OUR_SESSION = "session-"


@dataclass(frozen=True, slots=True)
class DescribedActivity:
    """An activity's rules, its name in English, and where its METs are from."""

    rules: Activity
    name: str
    met: float
    code: str
    """In the Compendium of Physical Activities."""
    edition: int
    """The Compendium's year."""


@cache
def catalogue() -> tuple[DescribedActivity, ...]:
    text = files("content").joinpath("catalogue", "activities.toml").read_text(encoding="utf-8")
    return tuple(_described(id, table) for id, table in tomllib.loads(text).items())


@cache
def rules() -> tuple[Activity, ...]:
    """What the programme reads typed entries with."""
    return tuple(activity.rules for activity in catalogue())


@cache
def strengthening() -> frozenset[str]:
    """The activities, and our own sessions, that make a day a strength day."""
    ours = (f"{OUR_SESSION}{kind.rules.id}" for kind in kinds.catalogue() if kind.strengthens)
    return frozenset((*(one.id for one in rules() if one.strengthens), *ours))


def find(id: str) -> Activity | None:
    return next((activity for activity in rules() if activity.id == id), None)


def name(words: Words, id: str) -> str:
    """What an entry's activity is called; "moving" where none was named or it has left the catalogue."""
    if id.startswith(OUR_SESSION):
        return _session(words, id.removeprefix(OUR_SESSION))
    named = {activity.rules.id: activity.name for activity in catalogue()}
    return words.plain(named.get(id, "moving"))


def intensity_of(met: float) -> Intensity:
    if met >= VIGOROUS_FROM:
        return Intensity.VIGOROUS
    return Intensity.MODERATE if met >= MODERATE_FROM else Intensity.LIGHT


def _session(words: Words, kind_id: str) -> str:
    titles = {kind.rules.id: kind.title for kind in kinds.catalogue()}
    title = titles.get(kind_id)
    return words.plain("{kind} session", kind=words.plain(title).lower()) if title else words.plain("session")


def _described(id: str, table: dict[str, object]) -> DescribedActivity:
    met, named = float(str(table["met"])), table["words"]
    assert isinstance(named, list)
    rules = Activity(
        id,
        tuple(str(word) for word in named),
        intensity_of(met),
        is_general=bool(table.get("general")),
        is_counted=bool(table.get("counted")),
        goes_far=bool(table.get("far")),
        strengthens=bool(table.get("strength")),
    )
    return DescribedActivity(rules, str(table["name"]), met, str(table["code"]), int(str(table.get("edition", 2024))))
