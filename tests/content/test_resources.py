"""Signposts: every one is said in full, found by topic and by word, and leads somewhere real."""

import re
from urllib.parse import urlsplit

import pytest

from content import resources
from tests.content.cast import WORDS
from tests.content.reading import addresses, labels, plain_text

NAMED = (
    "Able Like Mabel", "Community Connectors", "Reconnect", "Social prescribing link workers", "parkrun practices",
    "My Weight Matters", "Livewell", "Mental health first aid", "Wellbeing hubs", "Women's Support Network",
)  # fmt: skip
NEEDS = ("sitting", "falls", "menopause", "condition", "mind", "weight", "carers", "new")


@pytest.mark.parametrize("name", NAMED)
def test_every_service_of_the_programme_is_there(name: str) -> None:
    assert any(name.casefold() in one.name.casefold() for one in resources.catalogue().resources)


def test_every_topic_has_signposts_and_every_signpost_a_topic() -> None:
    assert tuple(resources.catalogue().needs) == NEEDS
    assert all(resources.for_need(need) for need in NEEDS)
    assert all(one.needs and set(one.needs) <= set(NEEDS) for one in resources.catalogue().resources)


@pytest.mark.parametrize("one", resources.catalogue().resources, ids=lambda one: one.id)
def test_each_says_what_it_is_who_it_is_for_and_how_to_get_there(one: resources.Resource) -> None:
    text = plain_text(resources.one(WORDS, one, one.needs[0]))
    assert all(said in text for said in (one.name, one.what, "Who it's for: ", one.who, "How to get there: ", one.how))
    assert re.fullmatch(r"[a-z-]+", one.id)
    assert all(re.fullmatch(r"[a-z0-9]+", word) for word in one.words)


def test_links_are_secure_and_their_button_says_where_they_lead() -> None:
    for one in resources.catalogue().resources:
        urls = [choice for choice in resources.one(WORDS, one, "").choices if choice.url]
        assert [choice.url for choice in urls] == ([one.url] if one.url else [])
        for choice in urls:
            assert urlsplit(choice.url).scheme == "https"
            assert choice.label.removeprefix("Open ") in urlsplit(choice.url).netloc


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("balance", "able-like-mabel"),
        ("I keep falling over", "able-like-mabel"),
        ("hot flushes", "womens-support-network"),
        ("MENOPAUSE", "womens-support-network"),
        ("stress", "mental-health-first-aid"),
        ("I'm so anxious and can't sleep", "mental-health-first-aid"),
        ("lose weight", "my-weight-matters"),
        ("arthritis", "reconnect"),
        ("wheelchair", "reconnect"),
        ("couch to 5k", "parkrun-practices"),
        ("stiff neck at my desk", "move-and-stretch"),
        ("suicidal", "help-now"),
        ("chest pain", "help-now"),
        ("help", "help-now"),
        ("stressed at work and feeling suicidal", "help-now"),
        ("my gp", "social-prescribing"),
        ("Able Like Mabel", "able-like-mabel"),
        ("women's support network", "womens-support-network"),
        ("women’s support network", "womens-support-network"),
    ],
)
def test_words_find(typed: str, first: str) -> None:
    assert resources.search(typed)[0].id == first


@pytest.mark.parametrize(
    "typed", ["", "   ", "xyzzy", "the and of", "🧘", "٢٥", "x" * 10_000, "'; DROP TABLE x;--", "<b>"]
)
def test_what_finds_nothing_is_answered(typed: str) -> None:
    found = resources.search(typed)
    assert found == ()
    assert "found nothing" in plain_text(resources.found(WORDS, found))


def test_a_topic_typed_is_the_topic_pressed() -> None:
    for need, title in resources.catalogue().needs.items():
        assert resources.search(title.upper()) == resources.for_need(need)


def test_what_is_chosen_is_not_remembered_and_the_first_screen_says_so() -> None:
    first = resources.screen(WORDS)
    assert "We don't keep" in plain_text(first)
    assert not first.unremembered
    assert labels(first) == list(resources.catalogue().needs.values())
    later = [
        resources.topic(WORDS, "menopause"),
        resources.found(WORDS, ()),
        resources.found(WORDS, resources.search("sleep")),
    ]
    assert all(screen.unremembered and screen.asks == "find" for screen in later)
    assert "resources" in addresses(later[0])
