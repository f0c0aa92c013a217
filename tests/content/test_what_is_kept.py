"""What people are told is kept is all that the record has a table for: before they join, and in /privacy."""

import tomllib
from hashlib import sha256
from importlib.resources import files

import pytest

from content import joining, privacy
from programme.consent import CONSENT_VERSION
from programme.model import Purpose, Role
from tests.content.cast import AMIRA, WORDS, member
from tests.content.gallery import screens
from tests.content.reading import plain_text

SAID = {
    "people": "Your reference",
    "contacts": "Telegram chat number",
    "email_confirmations": "your e-mail address",
    "memberships": "Your workplace:",
    "roles": "roles",
    "consents": "what you agreed to",
    "series": "sessions you lead",
    "sessions": "sessions you lead",
    "bookings": "bookings",
    "first_visits": "whether you came",
    "series_bookings": "bookings",
    "minutes": "the minutes you log",
    "rhythms": "settings",
    "movement_breaks": "settings",
    "time_off": "days off",
    "activity_answers": "your answers about being active",
    "ratings": "how you rate sessions",
    "challenge_entries": "challenges",
    "instructor_ratings": "how many came",
    "complaints": "complaints",
    "digest_wishes": "settings",
    "reader_requests": "your e-mail address",
    "inbox": "Your messages themselves go",
}
"""By table of the record that is about somebody."""
SHORT_LIVED = {"code_attempts", "notices", "drafts", "shown", "audit"}
"""Of the bot's own work; “How long we keep it” and “Send me my data” have them."""
BEFORE_JOINING = ("contacts", "bookings", "first_visits", "minutes", "ratings", "activity_answers", "challenge_entries")


def tables() -> set[str]:
    text = files("programme").joinpath("store", "columns.toml").read_text(encoding="utf-8")
    return set(tomllib.loads(text)["whose"])


def in_privacy(*roles: Role) -> str:
    return plain_text(privacy.screen(WORDS, member(AMIRA, *roles), "Active Essex", "", ""))


def test_every_table_about_somebody_has_its_words_here() -> None:
    assert set(SAID) | SHORT_LIVED == tables()


def test_privacy_says_all_that_is_kept() -> None:
    said = in_privacy(*Role)
    assert [table for table, words in SAID.items() if words not in said] == []


def test_what_only_some_have_is_said_to_them_alone() -> None:
    assert "your e-mail address" not in in_privacy()
    assert "sessions you lead" not in in_privacy()


def test_employees_are_told_of_all_they_may_give_before_they_agree() -> None:
    said = plain_text(joining.welcome(WORDS, Role.EMPLOYEE, "Active Essex", "Essex County Council"))
    assert [table for table in BEFORE_JOINING if SAID[table] not in said] == []


@pytest.mark.parametrize("role", Role)
def test_everybody_is_told_that_what_they_book_and_log_is_kept(role: Role) -> None:
    said = plain_text(joining.welcome(WORDS, role, "Active Essex", "Essex County Council"))
    assert "book" in said
    assert "log" in said


def test_nobody_is_told_that_only_they_see_their_bookings() -> None:
    """The programme team runs them; the employer never sees them."""
    assert not [one for one in screens() if "nly you see what you book" in one.text]


def test_the_words_of_a_consent_change_with_its_version() -> None:
    """Whoever rewords what people agree to raises the version, unless nothing of substance has changed."""
    said = "".join(joining.welcome(WORDS, role, "Active Essex", "Essex County Council").text for role in Role)
    assert (CONSENT_VERSION[Purpose.JOINING], sha256(said.encode()).hexdigest()[:16]) == (2, "3ab5efc7be50ab78")
