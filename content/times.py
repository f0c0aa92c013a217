"""How a moment is said: on the reader's clock where Telegram can show it, and always as UK time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content.words import Words

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def local_date(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def clock(moment: datetime, zone: ZoneInfo) -> str:
    """``12:30``, as a clock on the wall there shows it."""
    return f"{moment.astimezone(zone):%H:%M}"


def weekday(words: Words, day: date) -> str:
    return words.plain(WEEKDAYS[day.weekday()])


def short_day(words: Words, day: date) -> str:
    """``Tue 24 Nov``."""
    return f"{weekday(words, day)} {day.day} {words.plain(MONTHS[day.month - 1])}"


def named_day(words: Words, day: date, today: date) -> str:
    """``Today, Tue 24 Nov``: a heading."""
    name = short_day(words, day)
    if day == today:
        return words.plain("Today, {day}", day=name)
    if day == today + timedelta(days=1):
        return words.plain("Tomorrow, {day}", day=name)
    return name


def when(words: Words, moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """``today at 12:30``, ``tomorrow at 12:30``, ``on Tue 24 Nov at 12:30``."""
    day, today = local_date(moment, zone), local_date(now, zone)
    if day == today:
        return words.plain("today at {clock}", clock=clock(moment, zone))
    if day == today + timedelta(days=1):
        return words.plain("tomorrow at {clock}", clock=clock(moment, zone))
    return words.plain("on {day} at {clock}", day=short_day(words, day), clock=clock(moment, zone))


def zone_name(words: Words, zone: ZoneInfo) -> str:
    """``UK time``; elsewhere the name of the zone's city."""
    if zone.key == "Europe/London":
        return words.plain("UK time")
    city = zone.key.rpartition("/")[2].replace("_", " ")
    return words.plain("{city} time", city=city)


def day_and_clock(words: Words, moment: datetime, zone: ZoneInfo) -> str:
    """``Tue 24 Nov 12:30``."""
    return f"{short_day(words, local_date(moment, zone))} {clock(moment, zone)}"


def zoned(words: Words, moment: datetime, zone: ZoneInfo) -> str:
    """``Tue 24 Nov 12:30 (UK time)``."""
    return f"{day_and_clock(words, moment, zone)} ({zone_name(words, zone)})"


def on_own_clock(words: Words, moment: datetime, zone: ZoneInfo) -> Markup:
    """The moment as the reader's device shows it; older apps show the zoned text instead.

    Source: https://core.telegram.org/bots/api#date-time-entity-formatting
    """
    return words.say(
        '<tg-time unix="{unix}" format="wDt">{zoned}</tg-time>',
        unix=int(moment.timestamp()),
        zoned=zoned(words, moment, zone),
    )


def minutes(words: Words, n: int) -> Markup:
    return words.count("{n} minute", "{n} minutes", n)


def minutes_until(moment: datetime, now: datetime) -> int:
    """Whole minutes from *now* to *moment*, rounded to the nearest; 0 when it is (nearly) there."""
    return max(0, round((moment - now).total_seconds() / 60))


def as_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def day_in(text: str) -> date | None:
    """The date in an address (``2026-11-24``); None where there is none that exists."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def moment_in(text: str) -> datetime | None:
    """The moment in a notice's facts; None where there is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
