"""What may be typed on the command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from bot.console.grammar import add
from bot.console.run import run


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command asked for, as `command` of the namespace: an async function of it and the settings."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(
        prog="find-your-active", description="Book Move and Stretch sessions from Telegram."
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    add(commands, "run", "start the bot", run)
    if given[:1] != ["run"]:
        from bot.console import others  # noqa: PLC0415 - the bot starts sooner without them

        others.add_to(commands)
    return parser.parse_args(given)
