"""What went wrong, in words for whoever types commands."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from telegram.error import InvalidToken

from bot.guard import AnotherPoller, DatabaseInUse
from bot.permissions import TooOpen
from programme import errors
from programme.store.engine import StoreDamaged, StoreUnavailable, StoreUnusable
from scheduling.lease import TakenOver

UNKNOWN_TO_TELEGRAM = (
    "Telegram does not know this BOT_TOKEN. Copy it again from @BotFather (send it /mybots, choose the bot,"
    " then API Token), and check that nothing was cut off."
)
ANOTHER_POLLER = (
    "Another program is already using this BOT_TOKEN, so this one stops. Stop the other one, or get a new"
    " token from @BotFather (/revoke) if you do not know what it is."
)


DAMAGED = 65
"""The exit code of a database that is malformed, so that a supervisor does not start the bot on it again and again
(`RestartPreventExitStatus=65`). Source: EX_DATAERR in sysexits.h."""


@dataclass(slots=True)
class Result:
    code: int = 0


@contextmanager
def explained() -> Iterator[Result]:
    """Turn the failures that an operator can do something about into one sentence and exit code 1, or 65."""
    result = Result()
    try:
        yield result
    except (InvalidToken, AnotherPoller, TakenOver, DatabaseInUse, TooOpen, StoreUnusable, StoreUnavailable) as error:
        print(sentence(error), file=sys.stderr)
        result.code = DAMAGED if isinstance(error, StoreDamaged) else 1
    except errors.Refusal as refusal:
        print(refused(refusal), file=sys.stderr)
        result.code = 1
    except KeyboardInterrupt:
        result.code = 130


def sentence(error: Exception) -> str:
    match error:
        case InvalidToken():
            return UNKNOWN_TO_TELEGRAM
        case AnotherPoller():
            return ANOTHER_POLLER
        case TakenOver():
            return "Another process has taken over; this one stops."
        case DatabaseInUse():
            return f"Not started: {error}. Stop that one first, or give this one its own DATABASE_URL."
        case TooOpen():
            return f"Not started, to keep people's data private.\n{error}"
        case StoreUnusable():
            return f"The database cannot be used: {error}."
        case _:
            return f"The database does not answer: {error}. Nothing was changed; try again."


NO_SUCH_EMPLOYER = (
    "There is no open workplace of that name; add it with: find-your-active employer add NAME --headcount N"
)
PROBLEMS = {
    ("title", "missing"): "The title is empty.",
    ("title", "too_long"): "The title is too long; 80 characters is the most.",
    ("name", "missing"): "The name is empty.",
    ("name", "too_long"): "The name is too long.",
    ("kind", "unknown"): "There is no such kind of session; use seated, upbeat, strength or webinar.",
    ("when", "not_a_date"): 'That is not a date and time. Write it like "2026-11-24 12:30".',
    ("when", "past"): "That time has passed; give one that is still to come.",
    ("when", "too_far"): "That is more than a year away; give a nearer date.",
    ("when", "skipped"): "The clocks go forward that night and skip that time; choose another.",
    ("when", "doubled"): "The clocks go back that night, so that time happens twice; choose another.",
    ("minutes", "range"): "The length must be between 1 and 480 minutes.",
    ("places", "range"): "The number of places must be between 1 and 5000.",
    ("link", "missing"): "The link is empty.",
    ("link", "not_a_link"): "The link must be a web address that begins with https://.",
    ("link", "not_https"): "A recording's link must begin with https://, not http://.",
    ("link", "too_long"): "The link is too long; 500 characters is the most.",
    ("email", "missing"): "The address is empty.",
    ("email", "not_an_address"): "That is not an e-mail address; write it like holly@example.org.",
    ("email", "in_use"): "Somebody else has that address.",
    ("email", "too_many"): "That address got five codes today; try again tomorrow.",
    ("period", "unknown"): "There is no such period; write it like 2026-W47, 2026-F12 or 2026-Q4.",
    ("bookings", "range"): "The most bookings must be between 5 and 500.",
    ("bookings", "unknown"): "That is not a number; give one between 5 and 500.",
    ("headcount", "range"): "The headcount must be between 1 and 1,000,000.",
    ("headcount", "not_a_number"): "The headcount must be a whole number, such as 250.",
    ("recording", "not_a_webinar"): "Only webinars have recordings.",
    ("recording", "too_early"): "That webinar is not over yet; add its recording afterwards.",
    ("safety", "missing"): "The safety line is empty; use `safety-line reset` to get the usual one.",
    ("safety", "too_long"): "The safety line is too long; 200 characters is the most.",
    ("note", "too_long"): "The note is too long; 300 characters is the most.",
}


def refused(refusal: errors.Refusal) -> str:
    match refusal:
        case errors.Unusable():
            known = PROBLEMS.get((refusal.field, refusal.problem))
            return known or f"The {refusal.field} cannot be used ({refusal.problem})."
        case errors.EmployerExists():
            return "There is an open workplace of that name already."
        case errors.EmployerUnknown():
            return NO_SUCH_EMPLOYER
        case errors.NotFound():
            return "There is none with that id; the matching `list` command shows them."
        case errors.TooLate():
            return "It is too late for that: the session has begun."
        case errors.LastOfTeam():
            return "That is the last of the team; invite somebody else first: find-your-active invite team"
        case _:
            return refusal.__doc__ or type(refusal).__name__
