"""How a command is added to the command line: a name, what it does, and the function that does it."""

from __future__ import annotations

import argparse
from typing import Any

Subparsers = Any
"""What argparse gives for subcommands; its class is private."""


def add(commands: Subparsers, name: str, words: str, command: Any) -> argparse.ArgumentParser:
    """*command* is an async function of what was asked and the settings."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(command=command)
    return parser


def group(commands: Subparsers, name: str, words: str) -> Subparsers:
    """A noun whose verbs follow."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
    return parser.add_subparsers(required=True, metavar="ACTION")
