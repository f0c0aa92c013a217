"""Checking a call against the tables: names, types and required fields, all the way down."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from playground.refusals import bad_request
from playground.specification import MISSING, TYPES, UNSUPPORTED, VARIANTS, Field, fields_of
from playground.values import Upload

ATTACHED = "attach://"
NUMBER_LIMIT = 2**63
TRUTHS = {"true": True, "True": True, "false": False, "False": False}


@dataclass(frozen=True, slots=True)
class Asked:
    """A method and its checked fields."""

    method: str
    fields: Mapping[str, Any]

    def integer(self, name: str, otherwise: int = 0) -> int:
        return int(self.fields.get(name, otherwise))

    def text(self, name: str, otherwise: str = "") -> str:
        return str(self.fields.get(name, otherwise))

    def flag(self, name: str) -> bool:
        return bool(self.fields.get(name, False))

    def get(self, name: str) -> Any:
        return self.fields.get(name)


def checked(method: str, given: Mapping[str, Any]) -> Asked:
    """The call with every field known, of the right type, and nothing required missing."""
    fields = fields_of(method)
    attached = _attached_names(given)
    for name in given:
        if name not in fields and name not in attached:
            raise bad_request(f"unknown field {name}")
    values = {name: _top(fields[name], given[name], given) for name in given if name in fields}
    _require(fields, values, "")
    return Asked(method, values)


def _attached_names(given: Mapping[str, Any]) -> set[str]:
    values = (value for value in given.values() if isinstance(value, str))
    return {value.removeprefix(ATTACHED) for value in values if value.startswith(ATTACHED)}


def _require(fields: Mapping[str, Field], values: Mapping[str, Any], path: str) -> None:
    for field in fields.values():
        if field.required and field.name not in values:
            known = MISSING.get(field.name) if not path else None
            raise bad_request(known or f'field "{path}{field.name}" is required')


def _top(field: Field, value: Any, given: Mapping[str, Any]) -> Any:
    """A field as it came over HTTP, where numbers, flags and objects may be written as strings."""
    if field.name in UNSUPPORTED:
        raise bad_request(f"field {field.name} is not supported by this server")
    if isinstance(value, str) and value.startswith(ATTACHED) and "InputFile" in field.kinds:
        value = given.get(value.removeprefix(ATTACHED))
        if not isinstance(value, Upload):
            raise bad_request(f"file attached to {field.name} is missing")
    if (isinstance(value, str) and "String" not in field.kinds) or _is_digits(value, field):
        value = _unwritten(field, value)
    return _value(field.kinds, value, field.name)


def _is_digits(value: Any, field: Field) -> bool:
    return "Integer" in field.kinds and isinstance(value, str) and value.lstrip("-").isdecimal()


def _unwritten(field: Field, value: str) -> Any:
    if field.kinds == ("Boolean",):
        return TRUTHS.get(value, value)
    try:
        return json.loads(value)
    except ValueError:
        if field.kinds == ("Integer",):
            return value
        raise bad_request(f"can't parse {field.name}: it is not JSON") from None


def _value(kinds: tuple[str, ...], value: Any, path: str) -> Any:
    """`value` if it is of one of the kinds."""
    simple = [kind for kind in kinds if kind in SIMPLE]
    if any(SIMPLE[kind](value) for kind in simple):
        return value
    others = [kind for kind in kinds if kind not in SIMPLE]
    if others and others[0].startswith("["):
        return _array(others[0], value, path)
    if others and isinstance(value, dict):
        return _object(_chosen(others, value, path), value, path)
    raise bad_request(f'field "{path}" must be of type {" or ".join(kinds)}')


def _array(kind: str, value: Any, path: str) -> list[Any]:
    if not isinstance(value, list):
        raise bad_request(f'field "{path}" must be of type Array')
    return [_value((kind[1:-1],), item, f"{path}[{number}]") for number, item in enumerate(value)]


def _chosen(kinds: list[str], value: dict[str, Any], path: str) -> str:
    """Which type an object claims to be."""
    if variants := VARIANTS.get(kinds[0]):
        if (kind := variants.get(str(value.get("type")))) is None:
            raise bad_request(f"can't parse {path}: unsupported type specified")
        return kind
    for kind in kinds:
        if len(kinds) == 1 or next(iter(fields_of(kind))) in value:
            return kind
    raise bad_request(f"object expected as {path.replace('_', ' ')}")


def _object(kind: str, value: dict[str, Any], path: str) -> dict[str, Any]:
    if kind not in TYPES:
        raise bad_request(f"{kind} (field {path}) is not supported by this server")
    fields = fields_of(kind)
    for name in value:
        if name not in fields:
            raise bad_request(f"unknown field {path}.{name}")
    _require(fields, value, f"{path}.")
    return {name: _value(fields[name].kinds, item, f"{path}.{name}") for name, item in value.items()}


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < NUMBER_LIMIT


def _is_string(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return True


SIMPLE: dict[str, Callable[[Any], bool]] = {
    "Integer": _is_integer,
    "String": _is_string,
    "Boolean": lambda value: isinstance(value, bool),
    "InputFile": lambda value: isinstance(value, Upload),
}
