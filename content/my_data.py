"""Everything about one person as two files: JSON for programs, and a page to read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import activities, built_in, times
from content.my_data_words import HEADINGS, IN_JSON, TABLES, called, said
from content.words import Words
from programme.model import PersonalData, Portion

AS_TYPED = frozenset({"text", "display_name", "title", "session_title", "series_title", "employer_name", "email"})
"""Columns whose values people wrote themselves: never read as anything else."""
DATES = frozenset({"on_date", "away_from", "away_until"})
MOMENTS = frozenset({"at", "offered_until", "mailed_since"})
COUNTED_FROM_0 = "wave"
IDS_IN_WORDS = frozenset({"kind", "form", "reason"})
"""Short ids of ours, of words with "_" between them."""

PAGE = Markup(
    """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 sans-serif; max-width: 60em; margin: 1em auto; padding: 0 1em; }}
table {{ border-collapse: collapse; display: block; overflow-x: auto; }}
th, td {{ border: 1px solid #888; padding: 0.2em 0.5em; text-align: left; vertical-align: top; }}
td {{ max-width: 30em; overflow-wrap: anywhere; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{intro}</p>
{tables}
</body>
</html>
"""
)


def as_json(data: PersonalData) -> str:
    """Plain ASCII, so that nothing in it depends on how a program reads text."""
    everything = {
        "person": data.person_id,
        "made_at": data.at.isoformat(timespec="seconds"),
        "data": {portion.table: records(portion) for portion in data.portions},
    }
    return json.dumps(everything, indent=2) + "\n"


def records(portion: Portion) -> list[dict[str, str | int | None]]:
    return [dict(zip(portion.columns, row, strict=True)) for row in portion.rows]


def as_page(words: Words, data: PersonalData, controller: str, zone: ZoneInfo) -> str:
    intro = words.say(
        "Everything that {controller} keeps about you in Find Your Active, as it was on {moment}. Times are {zone}."
        " What is empty is left out. What only a program can use is in the JSON file, and named here.",
        controller=controller,
        moment=moment(words, data.at, zone),
        zone=times.zone_name(words, zone),
    )
    tables = Markup("\n").join(table(words, portion, zone) for portion in data.portions)
    title = words.plain("Your data")
    return str(PAGE.format(language=words.language, title=title, intro=intro, tables=tables))


def table(words: Words, portion: Portion, zone: ZoneInfo) -> Markup:
    """Its columns in words, and below them what is in the JSON file alone."""
    heading = words.plain(TABLES[portion.table]) if portion.table in TABLES else readable(portion.table)
    parts = [Markup("<h2>{}</h2>").format(heading)]
    filled = [name for name, *values in zip(portion.columns, *portion.rows, strict=True) if any(map(is_filled, values))]
    left = [column for column in filled if called(IN_JSON, portion.table, column)]
    shown_here = [column for column in filled if column not in left]
    if shown_here:
        parts.append(grid(words, portion, shown_here, zone))
    if left:
        named = ", ".join(words.plain(called(IN_JSON, portion.table, column)) for column in left)
        parts.append(Markup("<p>{}</p>").format(words.plain("Only in the JSON file: {named}.", named=named)))
    return Markup("\n").join(parts)


def grid(words: Words, portion: Portion, columns: Sequence[str], zone: ZoneInfo) -> Markup:
    heads = (words.plain(called(HEADINGS, portion.table, column) or readable(column)) for column in columns)
    rows = (
        row_of(cell(words, portion.table, column, row[portion.columns.index(column)], zone) for column in columns)
        for row in portion.rows
    )
    head = Markup("").join(Markup("<th>{}</th>").format(one) for one in heads)
    return Markup("<table>\n<tr>{}</tr>\n{}\n</table>").format(head, Markup("\n").join(rows))


def row_of(cells: Iterable[str]) -> Markup:
    return Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(one) for one in cells))


def is_filled(value: str | int | None) -> bool:
    return value is not None and value != ""


def cell(words: Words, table: str, column: str, value: str | int | None, zone: ZoneInfo) -> str:
    if value is None or column in AS_TYPED:
        return shown(value)
    if value in said(table, column):
        return words.plain(said(table, column)[value])
    if isinstance(value, int):
        return str(value + 1 if column == COUNTED_FROM_0 else value)
    return written(words, column, value, zone)


def written(words: Words, column: str, value: str, zone: ZoneInfo) -> str:
    """Moments and days as people say them, ids of ours by what they stand for; the rest as it is."""
    try:
        if column in MOMENTS or column.endswith("_at"):
            return moment(words, datetime.fromisoformat(value), zone)
        if column in DATES or column.endswith("_on"):
            return day(words, date.fromisoformat(value))
        if column == "month":
            return month(words, date.fromisoformat(f"{value}-01"))
        if column == "choices":
            return shown(" · ".join(label for label, _ in json.loads(value)))
    except ValueError:
        return shown(value)
    return shown(named(words, column, value))


def named(words: Words, column: str, value: str) -> str:
    if column == "activity":
        is_known = activities.find(value) or value.startswith(activities.OUR_SESSION)
        return activities.name(words, value) if is_known else value
    if column == "challenge":
        known = built_in.catalogue().challenge(value)
        return words.plain(known.title) if known else value
    if column == "weekdays":
        return ", ".join(words.plain(one.title()) for one in value.split(","))
    return readable(value) if column in IDS_IN_WORDS else value


def moment(words: Words, at: datetime, zone: ZoneInfo) -> str:
    """``Tue 24 Nov 2026, 12:30``."""
    return f"{day(words, times.local_date(at, zone))}, {times.clock(at, zone)}"


def month(words: Words, first: date) -> str:
    """``Oct 2026``."""
    return f"{words.plain(times.MONTHS[first.month - 1])} {first.year}"


def day(words: Words, on: date) -> str:
    return f"{times.short_day(words, on)} {on.year}"


def readable(name: str) -> str:
    return name.replace("_", " ")


def shown(value: str | int | None) -> str:
    """Control characters are shown as a box, so that none can change how the page is read."""
    text = "" if value is None else str(value)
    return "".join(char if char.isprintable() else "\N{WHITE VERTICAL RECTANGLE}" for char in text)
