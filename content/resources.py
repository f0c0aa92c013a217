"""Signposts: where else to turn, by need or by a word; nothing chosen or typed here is remembered."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from content.card import link_host
from content.screen import Choice, Screen
from content.words import Words, listed, paragraphs

WORD = re.compile(r"[a-z0-9]+")
COMMON = frozenset({
    "a", "am", "and", "any", "at", "can", "do", "for", "get", "have", "help", "how", "i", "im", "in", "is", "it", "ive",
    "like", "me", "my", "need", "of", "on", "or", "some", "something", "the", "to", "too", "want", "with", "you",
    "your",
})  # fmt: skip
"""Words that say nothing about what is looked for. "help" on its own is looked for all the same."""
LONGEST = 200
MOST = 5
A_WORD = 2
STEM = 5
"""Letters that two long words must begin with to be taken for the same: "balanced" finds "balance"."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A signpost, in English as the catalogue has it."""

    id: str
    name: str
    what: str
    who: str
    how: str
    needs: tuple[str, ...]
    words: tuple[str, ...]
    url: str = ""
    is_urgent: bool = False
    """Comes before all others if one of its words was typed."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    needs: Mapping[str, str]
    """Titles by id, in the order in which they are shown."""
    resources: tuple[Resource, ...]


@cache
def catalogue() -> Catalogue:
    text = files("content").joinpath("catalogue", "resources.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return Catalogue(tables["needs"], tuple(_resource(id, table) for id, table in tables["resources"].items()))


def find(id: str) -> Resource | None:
    return next((one for one in catalogue().resources if one.id == id), None)


def for_need(need: str) -> tuple[Resource, ...]:
    return tuple(one for one in catalogue().resources if need in one.needs)


def search(typed: str) -> tuple[Resource, ...]:
    """The best first, at most five; none where no word fits. Typing a topic or a name finds just that."""
    wanted = words_in(typed)
    exact = [one for one in catalogue().resources if words_in(one.name) == wanted]
    topics = [id for id, title in catalogue().needs.items() if words_in(title) == wanted]
    if exact or topics:
        return tuple(exact) or for_need(topics[0])
    asked = [word for word in wanted if word not in COMMON] or wanted
    scores = {one: sum(score(word, one) for word in asked) for one in catalogue().resources}
    return tuple(sorted((one for one in scores if scores[one]), key=lambda one: rank(one, scores[one])))[:MOST]


def rank(resource: Resource, points: int) -> tuple[bool, int]:
    return not (resource.is_urgent and points >= A_WORD), -points


def words_in(typed: str) -> list[str]:
    """Small letters without accents, as they are compared."""
    plain = unicodedata.normalize("NFKD", typed[:LONGEST].casefold())
    return WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter) and letter not in "'’"))


def score(word: str, resource: Resource) -> int:
    """More for a word that it is known by than for the same stem."""
    topics = " ".join(catalogue().needs[need] for need in resource.needs)
    known = {*resource.words, *words_in(resource.name), *words_in(topics)} - COMMON | set(resource.words)
    if word in known:
        return A_WORD
    return int(len(word) >= STEM and any(len(one) >= STEM and one[:STEM] == word[:STEM] for one in known))


def screen(words: Words) -> Screen:
    """`/resources`: choose a topic, or type a word."""
    text = paragraphs(
        words.say("<b>Where else to turn</b>"),
        words.say("Choose a topic, or type a word, such as balance, stress or knees."),
        words.say("We don't keep what you choose or type here."),
    )
    topics = [Choice(words.plain(title), f"need:{id}") for id, title in catalogue().needs.items()]
    return Screen(text, _pairs(topics), asks="find", numbers_choose=True)


def topic(words: Words, need: str) -> Screen:
    return _listing(words, words.plain(catalogue().needs[need]), for_need(need), need)


def found(words: Words, resources: Sequence[Resource]) -> Screen:
    if not resources:
        text = paragraphs(
            words.say("Sorry, I've found nothing for that."),
            words.say("Try another word, such as balance, stress or knees, or choose a topic."),
        )
        return _unremembered(text, ((_all_topics(words),),))
    return _listing(words, words.plain("This might help"), resources, "")


def one(words: Words, resource: Resource, need: str) -> Screen:
    """What it is, who it is for, how to get there."""
    text = paragraphs(
        words.say("<b>{heading}</b>", heading=words.plain(resource.name)),
        words.say(resource.what),
        words.say("<b>Who it's for:</b> {who}", who=words.plain(resource.who)),
        words.say("<b>How to get there:</b> {how}", how=words.plain(resource.how)),
    )
    host = link_host(resource.url).removeprefix("www.")
    opening = ((Choice(words.plain("Open {host}", host=host), url=resource.url),),) if host else ()
    title = catalogue().needs.get(need)
    back = (Choice(words.plain(title), f"need:{need}"),) if title else ()
    return _unremembered(text, (*opening, (*back, _all_topics(words))))


def _listing(words: Words, heading: str, resources: Sequence[Resource], need: str) -> Screen:
    lines = listed(
        words.say("<b>{heading}</b>. {what}", heading=words.plain(one.name), what=words.plain(one.what))
        for one in resources
    )
    text = paragraphs(words.say("<b>{heading}</b>", heading=heading), lines)
    rows = tuple((Choice(words.plain(one.name), f"res:{one.id}:{need}"),) for one in resources)
    return _unremembered(text, (*rows, (_all_topics(words),)))


def _unremembered(text: Markup, rows: tuple[tuple[Choice, ...], ...]) -> Screen:
    """What is typed next is looked for; which buttons there were is not kept, since they tell what was chosen."""
    return Screen(text, rows, asks="find", unremembered=True)


def _all_topics(words: Words) -> Choice:
    return Choice(words.plain("All topics"), "resources")


def _pairs(choices: Sequence[Choice]) -> tuple[tuple[Choice, ...], ...]:
    return tuple(tuple(choices[place : place + 2]) for place in range(0, len(choices), 2))


def _resource(id: str, table: Mapping[str, object]) -> Resource:
    needs, words = table["needs"], table["words"]
    assert isinstance(needs, list)
    assert isinstance(words, list)
    said = {name: str(table[name]) for name in ("name", "what", "who", "how")}
    return Resource(
        id,
        **said,
        needs=tuple(needs),
        words=tuple(words),
        url=str(table.get("url", "")),
        is_urgent=bool(table.get("urgent")),
    )
