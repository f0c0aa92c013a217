"""The kinds of session and what each asks of you, from the catalogue."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from content.words import Words
from programme.model import Category, Intensity, Kind, Sensitivity, Session


@dataclass(frozen=True, slots=True)
class DescribedKind:
    """A kind's rules, and its words in English as the catalogue has them."""

    rules: Kind
    title: str
    position: str = ""
    kit: str = ""
    camera: str = ""
    captions: str = ""
    usual_minutes: int = 10
    strengthens: bool = False
    """Whether a day with it is a strength day."""


@cache
def catalogue() -> tuple[DescribedKind, ...]:
    """Every kind there is, in the order in which they are offered."""
    text = files("content").joinpath("catalogue", "kinds.toml").read_text(encoding="utf-8")
    return tuple(_described(name, table) for name, table in tomllib.loads(text).items())


def rules() -> tuple[Kind, ...]:
    """What the programme keeps of each kind."""
    return tuple(kind.rules for kind in catalogue())


def of(session: Session) -> DescribedKind:
    """The session's kind; one that has left the catalogue is named and no more."""
    known = {kind.rules.id: kind for kind in catalogue()}
    return known.get(session.kind) or DescribedKind(
        Kind(session.kind, session.category, Intensity.LIGHT, session.sensitivity),
        session.kind.capitalize(),
    )


def title(words: Words, session: Session) -> str:
    return words.plain(of(session).title)


def asks_of_you(words: Words, session: Session) -> Markup:
    """Seated or standing, kit, camera, captions, in one short paragraph."""
    kind = of(session)
    sentences = (kind.position, kind.kit, kind.camera, kind.captions)
    return Markup(" ").join(words.plain(sentence) for sentence in sentences if sentence)


def _described(name: str, table: dict[str, str | int]) -> DescribedKind:
    rules = Kind(
        name,
        Category(str(table["category"])),
        Intensity(str(table["intensity"])),
        Sensitivity(str(table["sensitivity"])),
    )
    return DescribedKind(
        rules,
        title=str(table["title"]),
        position=str(table["position"]),
        kit=str(table["kit"]),
        camera=str(table["camera"]),
        captions=str(table["captions"]),
        usual_minutes=int(table["usual_minutes"]),
        strengthens=bool(table.get("strengthens")),
    )
