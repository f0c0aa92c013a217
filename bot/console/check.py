"""`check`: in plain words, what is set up, what is missing, and what each missing thing switches off."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from telegram.error import InvalidToken, TelegramError

from bot.console.failures import UNKNOWN_TO_TELEGRAM
from bot.console.record import record
from bot.console.run import HOW_TO_BEGIN
from bot.console.telegram import bot_of
from bot.permissions import TooOpen, check_private
from bot.serving import ON_NETWORK
from bot.settings import TELEGRAM, Settings
from programme import employers, people
from programme.record import network_of
from programme.store.engine import StoreUnavailable, StoreUnusable


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. *blocks*: the bot cannot run without it."""

    good: bool
    text: str
    blocks: bool = False

    def __str__(self) -> str:
        mark = "ok     " if self.good else ("MISSING" if self.blocks else "off    ")
        return f"{mark}  {self.text}"


async def check(_asked: argparse.Namespace, settings: Settings) -> int:
    """0 if the bot can run, 1 if something it cannot run without is missing."""
    findings = [
        await database_finding(settings),
        *disk_findings(settings),
        *privacy_findings(settings),
        *(await programme_findings(settings)),
        await token_finding(settings),
        *option_findings(settings),
    ]
    for finding in findings:
        print(finding)
    if not settings.bot_token:
        print(f"\n{HOW_TO_BEGIN}")
    return int(any(finding.blocks and not finding.good for finding in findings))


async def database_finding(settings: Settings) -> Finding:
    try:
        async with record(settings) as house:
            await house.database.verify()
            return Finding(True, f"Database: {shown_address(settings)}, up to date.")
    except (StoreUnusable, StoreUnavailable) as error:
        return Finding(False, f"Database: {error}. Nothing works without it.", blocks=True)


def disk_findings(settings: Settings) -> list[Finding]:
    """Only what is wrong: a place where SQLite is not safe."""
    kind = network_of(settings.database_url.get_secret_value())
    return [Finding(False, ON_NETWORK % kind)] if kind else []


def privacy_findings(settings: Settings) -> list[Finding]:
    """Only what is wrong: files that others on this machine could read."""
    try:
        check_private(settings)
    except TooOpen as open_ones:
        return [Finding(False, line, blocks=True) for line in str(open_ones).splitlines()]
    return []


def shown_address(settings: Settings) -> str:
    """The database's address without a password."""
    url = settings.database_url.get_secret_value()
    return url if url.startswith("sqlite") else f"postgresql://…@{url.rpartition('@')[2]}"


async def programme_findings(settings: Settings) -> list[Finding]:
    try:
        async with record(settings) as house, house.database.reading() as reading:
            workplaces = await employers.all_open(reading)
            team = await people.has_team(reading)
    except (StoreUnusable, StoreUnavailable):
        return []
    return [
        Finding(bool(workplaces), workplaces_text(len(workplaces))),
        Finding(team or bool(settings.team_ids), TEAM if team or settings.team_ids else NO_TEAM),
    ]


TEAM = "Programme team: there is one."
NO_TEAM = "Programme team: nobody yet. `find-your-active run` prints a link for the first, which works once."


def workplaces_text(number: int) -> str:
    if number:
        return f"Workplaces: {number} signed up."
    return "Workplaces: none yet. Add one: find-your-active employer add NAME --headcount N"


async def token_finding(settings: Settings) -> Finding:
    if not settings.bot_token:
        return Finding(False, "BOT_TOKEN: not set. Nobody can reach the bot; only `make demo` works.", blocks=True)
    bot = bot_of(settings)
    try:
        await bot.initialize()
        return Finding(True, f"BOT_TOKEN: works; the bot is https://t.me/{bot.username}")
    except InvalidToken:
        return Finding(False, f"BOT_TOKEN: wrong. {UNKNOWN_TO_TELEGRAM}", blocks=True)
    except TelegramError as error:
        return Finding(False, f"Telegram ({settings.telegram_api_url}) is not reached: {type(error).__name__}.")
    finally:
        await bot.shutdown()


def option_findings(settings: Settings) -> list[Finding]:
    """What may be left out, and what is then switched off."""
    return [
        Finding(bool(settings.public_url), web_text(settings)),
        Finding(bool(settings.smtp_url), mail_text(settings)),
        Finding(bool(settings.privacy_contact), contact_text(settings)),
        Finding(True, f"CONTROLLER: people are told that {settings.controller} runs this."),
        Finding(True, f"TIMEZONE: times are said in {settings.timezone}."),
        *(
            [Finding(True, f"TELEGRAM_API_URL: {settings.telegram_api_url}")]
            if settings.telegram_api_url != TELEGRAM
            else []
        ),
    ]


def web_text(settings: Settings) -> str:
    if settings.public_url:
        return f"PUBLIC_URL: {settings.public_url}; Telegram brings updates there; /timetable is for all."
    return "PUBLIC_URL: not set. The bot fetches updates itself (polling); no web pages. Fine for one machine."


def mail_text(settings: Settings) -> str:
    if settings.smtp_url:
        return "SMTP_URL: set; HR contacts may have their digest by e-mail."
    return "SMTP_URL: not set. No e-mail is sent; digests come by chat alone."


def contact_text(settings: Settings) -> str:
    if settings.privacy_contact:
        return f"PRIVACY_CONTACT: {settings.privacy_contact}"
    return "PRIVACY_CONTACT: not set. /privacy cannot say whom to write to; set it before real people join."
