"""The command line: `find-your-active` or `python -m bot`."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence

from bot.console.arguments import parse
from bot.console.failures import explained
from bot.imports import made_for_good
from bot.logs import set_up_logs
from bot.settings import Settings, SettingsWrong, load_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; 0 if it worked, 1 if it did not, 2 if it was not understood."""
    os.umask(0o077)
    with made_for_good():
        asked = parse(arguments)
    try:
        settings = load_settings()
    except SettingsWrong as wrong:
        print(f"A setting cannot be used. {wrong}", file=sys.stderr)
        return 1
    set_up_logs(settings.log_level, as_json=settings.log_format == "json", secrets=secrets_of(settings))
    with explained() as result:
        result.code = asyncio.run(asked.command(asked, settings))
    return result.code


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """What must never be written to the log, whoever writes it."""
    kept = (settings.bot_token, settings.webhook_secret, settings.disclosure_key, settings.smtp_url)
    passwords = [secret.get_secret_value() for secret in kept if secret]
    return (*passwords, settings.database_url.get_secret_value()) if has_password(settings) else tuple(passwords)


def has_password(settings: Settings) -> bool:
    return settings.database_url.get_secret_value().startswith("postgres")


if __name__ == "__main__":
    sys.exit(main())
