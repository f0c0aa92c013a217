"""Addresses: where a button leads, and what an applied update shows next."""

from __future__ import annotations

from dataclasses import dataclass

MAX_BYTES = 64


@dataclass(frozen=True, slots=True)
class Address:
    """`name:argument:…`: callback data, a stored next screen and a typed choice are all of this grammar."""

    name: str
    arguments: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Address:
        name, *arguments = text.split(":")
        return cls(name, tuple(arguments))

    def argument(self, index: int, default: str = "") -> str:
        return self.arguments[index] if index < len(self.arguments) else default

    def __str__(self) -> str:
        return ":".join((self.name, *self.arguments))


def to(name: str, *arguments: str) -> Address:
    return Address(name, arguments)
