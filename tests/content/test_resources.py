"""Signposts: every one is said in full, found by topic and by word, and leads somewhere real."""

import re
from urllib.parse import urlsplit

import pytest

from content import built_in, resources
from programme.model import Catalogue, Resource, Topic
from tests.content.cast import WORDS
from tests.content.reading import addresses, labels, plain_text

NAMED = (
    "Able Like Mabel", "Community Connectors", "Reconnect", "Social prescribing link workers", "parkrun practices",
    "My Weight Matters", "Livewell", "Mental health first aid", "Wellbeing hubs", "Women's Support Network",
)  # fmt: skip
NOW = built_in.catalogue()
NEEDS = ("sitting", "falls", "menopause", "condition", "mind", "weight", "carers", "new")


@pytest.mark.parametrize("name", NAMED)
def test_every_service_of_the_programme_is_there(name: str) -> None:
    assert any(name.casefold() in one.name.casefold() for one in NOW.resources)


def test_every_topic_has_signposts_and_every_signpost_a_topic() -> None:
    assert tuple(topic.id for topic in NOW.topics) == NEEDS
    assert all(NOW.about(need) for need in NEEDS)
    assert all(one.topics and set(one.topics) <= set(NEEDS) for one in NOW.resources)


@pytest.mark.parametrize("one", NOW.resources, ids=lambda one: one.id)
def test_each_says_what_it_is_who_it_is_for_and_how_to_get_there(one: Resource) -> None:
    text = plain_text(resources.one(WORDS, NOW, one, one.topics[0]))
    assert all(said in text for said in (one.name, one.what, "Who it's for: ", one.who, "How to get there: ", one.how))
    assert re.fullmatch(r"[a-z-]+", one.id)
    assert all(re.fullmatch(r"[a-z0-9]+", word) for word in one.words)


def test_links_are_secure_and_their_button_says_where_they_lead() -> None:
    for one in NOW.resources:
        urls = [choice for choice in resources.one(WORDS, NOW, one, "").choices if choice.url]
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
        ("burnout", "mental-health-first-aid"),
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
        ("domestic abuse", "help-now"),
        ("I'm a carer", "family-carers"),
        ("stop smoking", "essex-wellbeing-service"),
        ("in debt", "citizens-advice"),
        ("bereaved", "cruse"),
    ],
)
def test_words_find(typed: str, first: str) -> None:
    assert resources.search(NOW, typed)[0].id == first


@pytest.mark.parametrize(
    ("typed", "among"),
    [
        ("pregnant", "nhs-website"), ("pregnancy", "nhs-website"), ("long covid", "reconnect"),
        ("kidney", "nhs-website"), ("prostate", "nhs-website"), ("cancer", "reconnect"), ("diabetes", "reconnect"),
        ("arthritis", "nhs-website"), ("asthma", "reconnect"), ("bereavement", "cruse"), ("grief", "cruse"),
        ("alcohol", "livewell"), ("smoking", "essex-wellbeing-service"), ("autism", "reconnect"), ("ADHD", "reconnect"),
        ("hearing", "reconnect"), ("sight", "reconnect"), ("domestic abuse", "domestic-abuse-helpline"),
        ("my husband hits me", "domestic-abuse-helpline"), ("debt", "citizens-advice"), ("carer", "carers-uk"),
        ("I look after my mum", "family-carers"), ("heart attack", "nhs-website"),
        ("high blood pressure", "nhs-website"),
    ],
)  # fmt: skip
def test_what_people_are_likely_to_ask_leads_somewhere_fit(typed: str, among: str) -> None:
    assert among in [one.id for one in resources.search(NOW, typed)]


def test_where_nothing_is_found_there_is_somebody_to_ask_and_somewhere_to_read() -> None:
    screen = resources.found(WORDS, NOW, ())
    assert "For health questions, NHS 111 can help." in plain_text(screen)
    assert addresses(screen) == ["res:social-prescribing:", "need:condition", "resources"]
    assert screen.unremembered


def test_what_the_team_has_taken_out_is_not_offered() -> None:
    assert addresses(resources.found(WORDS, Catalogue(()), ())) == ["resources"]


@pytest.mark.parametrize(
    "typed", ["", "   ", "xyzzy", "the and of", "🧘", "٢٥", "x" * 10_000, "'; DROP TABLE x;--", "<b>"]
)
def test_what_finds_nothing_is_answered(typed: str) -> None:
    found = resources.search(NOW, typed)
    assert found == ()
    assert "found nothing" in plain_text(resources.found(WORDS, NOW, found))


def test_a_topic_typed_is_the_topic_pressed() -> None:
    for topic in NOW.topics:
        assert resources.search(NOW, topic.title.upper()) == NOW.about(topic.id)


def test_what_is_chosen_is_not_remembered_and_the_first_screen_says_so() -> None:
    first = resources.screen(WORDS, NOW)
    assert "We don't keep" in plain_text(first)
    assert not first.unremembered
    assert labels(first) == [topic.title for topic in NOW.topics]
    later = [
        resources.topic(WORDS, NOW, Topic("menopause", "Menopause")),
        resources.found(WORDS, NOW, ()),
        resources.found(WORDS, NOW, resources.search(NOW, "sleep")),
    ]
    assert all(screen.unremembered and screen.asks == "find" for screen in later)
    assert "resources" in addresses(later[0])


def many(count: int) -> Catalogue:
    listed = tuple(Resource(f"r-{n}", f"Group {n}", "What.", "Who.", "How.", ("mind",), ()) for n in range(count))
    return Catalogue(NOW.topics, listed)


def test_a_long_topic_comes_in_parts_and_each_line_has_the_number_that_chooses_it() -> None:
    mind = Topic("mind", "Mental health")
    first, second = (resources.topic(WORDS, many(10), mind, skipped) for skipped in (0, 8))
    assert labels(first) == [*(f"{n} · Group {n - 1}" for n in range(1, 9)), "More", "All topics"]
    assert "need:mind:8" in addresses(first)
    assert labels(second) == ["1 · Group 8", "2 · Group 9", "All topics"]
    assert first.numbers_choose
    assert resources.topic(WORDS, many(10), mind, 900) == first


def test_a_topic_with_nothing_under_it_says_so() -> None:
    screen = resources.topic(WORDS, Catalogue(NOW.topics), Topic("mind", "Mental health"))
    assert "nothing under Mental health" in plain_text(screen)


def test_what_the_team_writes_is_text_and_no_markup() -> None:
    odd = Resource("odd", "<b>Odd", "{0} & <i>x", "=1+1", "'\"", ("mind",), ())
    screen = resources.one(WORDS, Catalogue(NOW.topics, (odd,)), odd, "mind")
    assert "&lt;b&gt;Odd" in screen.text
    assert "{0} &amp; &lt;i&gt;x" in screen.text


@pytest.mark.parametrize("typed", [
    "I feel depressed", "depression", "anxious", "anxiety", "panic attacks", "suicidal", "self harm", "self-harm",
    "can't cope", "can’t cope", "not coping", "low mood", "feeling low", "stressed", "stress", "distressed", "hopeless",
    "I want to end it all", "I'm so anxious and can't sleep", "long walks help my knees " * 20 + "but I feel suicidal",
])  # fmt: skip
def test_words_of_distress_show_help_right_now_first_and_the_whole_topic(typed: str) -> None:
    found = resources.search(NOW, typed)
    assert found[0].id == "help-now"
    assert set(found) >= set(NOW.about("mind"))
    assert len(found) == len(set(found)) <= resources.ON_ONE_SCREEN


@pytest.mark.parametrize("typed", ["low impact exercise", "mood", "depth", "panel", "sleep", "knees", "Mental health"])
def test_other_words_do_not(typed: str) -> None:
    assert not resources.is_distress(typed)


def test_help_comes_first_even_where_something_is_called_stress() -> None:
    ours = Resource("stress", "Stress", "What.", "Who.", "How.", ("mind",), ())
    found = resources.search(Catalogue(NOW.topics, (ours, *NOW.resources)), "stress")
    assert [one.id for one in found[:2]] == ["help-now", "stress"]
