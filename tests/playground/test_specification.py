"""The tables know everything that the real client can send."""

import inspect

import pytest
import telegram as ptb

from playground.methods import HANDLERS
from playground.specification import METHODS, TYPES, VARIANTS, fields_of

# What the client's methods take for themselves, or turn into other fields.
OWN = {
    *("self", "read_timeout", "write_timeout", "connect_timeout", "pool_timeout", "api_kwargs"),
    *("filename", "reply_to_message_id", "allow_sending_without_reply", "disable_web_page_preview"),
}


def snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


@pytest.mark.parametrize("method", METHODS)
def test_a_method_takes_every_field_of_the_client(method: str) -> None:
    taken = set(inspect.signature(getattr(ptb.Bot, snake(method))).parameters) - OWN
    assert taken <= set(fields_of(method))


@pytest.mark.parametrize("name", sorted(set(TYPES) & set(dir(ptb))))
def test_a_type_takes_every_field_of_the_client(name: str) -> None:
    taken = set(inspect.signature(getattr(ptb, name)).parameters) - OWN
    assert taken - {"type"} <= set(fields_of(name))


def test_every_method_is_done_by_somebody() -> None:
    assert set(HANDLERS) == set(METHODS)


def test_every_variant_has_its_fields() -> None:
    assert {kind for kinds in VARIANTS.values() for kind in kinds.values()} <= set(TYPES)
