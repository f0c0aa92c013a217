"""Signposts: where else to turn, by need or by a word; nothing chosen or typed here is remembered."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from markupsafe import Markup

from content.card import link_host
from content.screen import Choice, Screen
from content.sessions import shortened
from content.words import Words, listed, paragraphs
from programme.model import Catalogue, Resource, Topic

WORD = re.compile(r"[a-z0-9]+")
COMMON = frozenset({
    "a", "am", "and", "any", "at", "can", "do", "for", "get", "have", "help", "how", "i", "im", "in", "is", "it", "ive",
    "like", "me", "my", "need", "of", "on", "or", "some", "something", "the", "to", "too", "want", "with", "you",
    "your",
})  # fmt: skip
"""Words that say nothing about what is looked for. "help" on its own is looked for all the same."""
LONGEST = 200
MOST = 5
ON_ONE_SCREEN = 8
IN_BUTTON, LONGEST_HOST = 40, 40
A_WORD = 2
STEM = 5
"""Letters that two long words must begin with to be taken for the same: "balanced" finds "balance"."""

DISTRESS = re.compile(
    r"\b(?:depre\w+|anxi\w+|panic\w*|suic\w+|(?:di)?stress\w*|self ?harm\w*|hopeless\w*|low mood|mood is low"
    r"|(?:cant|cannot|can not|couldnt|not|dont|struggling to) cop(?:e|ing)"
    r"|(?:feel|feeling|felt) (?:so |very |really |a bit |pretty )?low|end (?:it all|my life)"
    r"|(?:kill|killing|hurt|hurting|harm|harming) myself|want(?:ed)? to die)\b"
)
"""What somebody in distress may type: whatever the team has published, the urgent help is shown first."""
ASK_A_PERSON, CONDITION = "social-prescribing", "condition"
"""What is offered where nothing is found: a signpost and a topic, unless the team has taken them out."""
MIND = "mind"
"""The topic that such words are about."""


def search(catalogue: Catalogue, typed: str) -> tuple[Resource, ...]:
    """The best first; none where no word fits. Words of distress bring the urgent help and the whole topic."""
    found = matching(catalogue, typed)
    return with_help_first(catalogue, found) if is_distress(typed) else found


def is_distress(typed: str) -> bool:
    """However long it is: such a word may come last."""
    return bool(DISTRESS.search(" ".join(all_words_in(typed))))


def with_help_first(catalogue: Catalogue, found: Sequence[Resource]) -> tuple[Resource, ...]:
    urgent = (one for one in catalogue.resources if one.is_urgent)
    best = (one for one in found if MIND in one.topics)
    return tuple(dict.fromkeys((*urgent, *best, *catalogue.about(MIND), *found)))[:ON_ONE_SCREEN]


def matching(catalogue: Catalogue, typed: str) -> tuple[Resource, ...]:
    """The best first, at most five; none where no word fits. Typing a topic or a name finds just that."""
    wanted = words_in(typed)
    exact = [one for one in catalogue.resources if words_in(one.name) == wanted]
    topics = [topic.id for topic in catalogue.topics if words_in(topic.title) == wanted]
    if exact or topics:
        return tuple(exact) or catalogue.about(topics[0])
    asked = [word for word in wanted if word not in COMMON] or wanted
    scores = {one: sum(score(word, one, catalogue) for word in asked) for one in catalogue.resources}
    fitting = (one for one in scores if scores[one])
    return tuple(sorted(fitting, key=lambda one: rank(one, scores[one], asked)))[:MOST]


def rank(resource: Resource, points: int, asked: Sequence[str]) -> tuple[bool, int, int]:
    """Of those that fit alike, the one first for which a word is the most fitting: its words begin with those."""
    places = (place for place, word in enumerate(resource.words) if word in asked)
    return not (resource.is_urgent and points >= A_WORD), -points, next(places, len(resource.words))


def words_in(typed: str) -> list[str]:
    return all_words_in(typed[:LONGEST])


def all_words_in(typed: str) -> list[str]:
    """Small letters without accents, as they are compared."""
    plain = unicodedata.normalize("NFKD", typed.casefold())
    return WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter) and letter not in "'’"))


def score(word: str, resource: Resource, catalogue: Catalogue) -> int:
    """More for a word that it is known by than for the same stem."""
    topics = " ".join(topic.title for topic in catalogue.topics if topic.id in resource.topics)
    known = {*resource.words, *words_in(resource.name), *words_in(topics)} - COMMON | set(resource.words)
    if word in known:
        return A_WORD
    return int(len(word) >= STEM and any(len(one) >= STEM and one[:STEM] == word[:STEM] for one in known))


def screen(words: Words, catalogue: Catalogue) -> Screen:
    """`/resources`: choose a topic, or type a word."""
    text = paragraphs(
        words.say("<b>Where else to turn</b>"),
        words.say("Choose a topic, or type a word, such as balance, stress or knees."),
        words.say("We don't keep what you choose or type here."),
    )
    topics = [Choice(words.plain(topic.title), f"need:{topic.id}") for topic in catalogue.topics]
    return Screen(text, _pairs(topics), asks="find", numbers_choose=True)


def topic(words: Words, catalogue: Catalogue, wanted: Topic, skipped: int = 0) -> Screen:
    """Some at a time, each with the number that may be typed for it."""
    found = catalogue.about(wanted.id)
    if not found:
        text = words.say("There's nothing under {heading} just now.", heading=words.plain(wanted.title))
        return _unremembered(text, ((_all_topics(words),),))
    start = skipped if 0 <= skipped < len(found) else 0
    shown = found[start : start + ON_ONE_SCREEN]
    more = start + ON_ONE_SCREEN
    further = ((Choice(words.plain("More"), f"need:{wanted.id}:{more}"),),) if more < len(found) else ()
    return _listing(words, words.plain(wanted.title), shown, wanted.id, further)


def found(words: Words, catalogue: Catalogue, resources: Sequence[Resource]) -> Screen:
    return _listing(words, words.plain("This might help"), resources, "") if resources else _nothing(words, catalogue)


def _nothing(words: Words, catalogue: Catalogue) -> Screen:
    """Somebody who looks for help is never left without: whom to ask, and where to read on."""
    text = paragraphs(
        words.say("Sorry, I've found nothing for that."),
        words.say("For health questions, NHS 111 can help."),
        words.say("Try another word, such as balance, stress or knees, or choose below."),
    )
    person, known = catalogue.resource(ASK_A_PERSON), catalogue.topic(CONDITION)
    somebody = ((Choice(words.plain(person.name), f"res:{person.id}:"),),) if person else ()
    about = ((Choice(words.plain(known.title), f"need:{known.id}"),),) if known else ()
    return _unremembered(text, (*somebody, *about, (_all_topics(words),)))


def one(words: Words, catalogue: Catalogue, resource: Resource, need: str) -> Screen:
    """What it is, who it is for, how to get there."""
    text = paragraphs(
        words.say("<b>{heading}</b>", heading=words.plain(resource.name)),
        words.say("{said}", said=words.plain(resource.what)),
        words.say("<b>Who it's for:</b> {who}", who=words.plain(resource.who)),
        words.say("<b>How to get there:</b> {how}", how=words.plain(resource.how)),
    )
    host = link_host(resource.url).removeprefix("www.")
    label = words.plain("Open {host}", host=shortened(host, LONGEST_HOST))
    opening = ((Choice(label, url=resource.url),),) if host else ()
    known = catalogue.topic(need)
    back = (Choice(words.plain(known.title), f"need:{need}"),) if known else ()
    return _unremembered(text, (*opening, (*back, _all_topics(words))))


def _listing(
    words: Words, heading: str, resources: Sequence[Resource], need: str, further: tuple[tuple[Choice, ...], ...] = ()
) -> Screen:
    lines = listed(
        words.say("{n}. <b>{heading}</b>. {what}", n=n, heading=words.plain(one.name), what=words.plain(one.what))
        for n, one in enumerate(resources, start=1)
    )
    text = paragraphs(words.say("<b>{heading}</b>", heading=heading), lines)
    rows = tuple(
        (Choice(f"{n} · {shortened(words.plain(one.name), IN_BUTTON)}", f"res:{one.id}:{need}"),)
        for n, one in enumerate(resources, start=1)
    )
    return _unremembered(text, (*rows, *further, (_all_topics(words),)))


def _unremembered(text: Markup, rows: tuple[tuple[Choice, ...], ...]) -> Screen:
    """What is typed next is looked for, and a number chooses; the buttons are not written down, since they tell."""
    return Screen(text, rows, asks="find", numbers_choose=True, unremembered=True)


def _all_topics(words: Words) -> Choice:
    return Choice(words.plain("All topics"), "resources")


def _pairs(choices: Sequence[Choice]) -> tuple[tuple[Choice, ...], ...]:
    return tuple(tuple(choices[place : place + 2]) for place in range(0, len(choices), 2))
