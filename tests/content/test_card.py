"""A session's card: each thing once."""

from datetime import timedelta

from content import card as scene
from tests.content.cast import DESK_RESET, NOW, STARTS, WORDS, ZONE, card, place
from tests.content.reading import plain_text


def test_the_time_is_said_once_and_is_the_readers_own_where_their_app_can_show_it() -> None:
    said = scene.screen(WORDS, card(DESK_RESET), NOW, ZONE)
    assert plain_text(said).count("Tue 24 Nov 12:30 (UK time)") == 1
    assert f'When: <tg-time unix="{int(STARTS.timestamp())}"' in said.text


def test_when_the_link_opens_is_said_in_a_named_zone() -> None:
    """Beside a time on the reader's own clock, which may be another."""
    booked = card(DESK_RESET, booking=place(session=DESK_RESET))
    said = plain_text(scene.screen(WORDS, booked, STARTS - timedelta(hours=2), ZONE))
    assert "Your link to join will be here from 12:00 (UK time)." in said
