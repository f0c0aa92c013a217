"""Everything about one person as two files: JSON for programs, and a page to read."""

from __future__ import annotations

import json

from markupsafe import Markup

from content.words import Words
from programme.model import PersonalData, Portion

TABLES = {
    "activity_answers": "On how many days you were active, as you said",
    "audit": "What you did and agreed to, as it was noted",
    "bookings": "Your bookings",
    "challenge_entries": "Challenges you take",
    "code_attempts": "Wrong codes that were typed here",
    "complaints": "Your complaints",
    "consents": "What you agreed to",
    "contacts": "Where we reach you",
    "digest_wishes": "When and where you want the figures for HR",
    "drafts": "A form you have begun",
    "email_confirmations": "Codes sent to your e-mail address",
    "first_visits": "When you first took part",
    "inbox": "What you sent that is not answered yet",
    "instructor_ratings": "How many people rated sessions you led",
    "memberships": "Your workplaces",
    "minutes": "Minutes you logged",
    "movement_breaks": "When you want a movement break",
    "notices": "Our messages to you",
    "people": "You",
    "ratings": "How sessions were for you",
    "reader_requests": "Figures for HR that you were asked to read",
    "rhythms": "Quiet hours, time off and nudges",
    "roles": "Your roles",
    "series": "Weekly sessions you lead",
    "series_bookings": "Weekly sessions you book each time",
    "sessions": "Sessions you lead",
    "shown": "The buttons you saw last",
    "time_off": "Days that you were off",
}
"""What each table is to the person; one that is missing here goes by its own name."""

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


def as_page(words: Words, data: PersonalData, controller: str) -> str:
    intro = words.say(
        "Everything that {controller} keeps about you in Find Your Active, as it was on {day}. Times are UTC.",
        controller=controller,
        day=f"{data.at:%Y-%m-%d %H:%M}",
    )
    tables = Markup("\n").join(table(words, portion) for portion in data.portions)
    title = words.plain("Your data")
    return str(PAGE.format(language=words.language, title=title, intro=intro, tables=tables))


def table(words: Words, portion: Portion) -> Markup:
    heading = words.plain(TABLES[portion.table]) if portion.table in TABLES else readable(portion.table)
    head = Markup("").join(Markup("<th>{}</th>").format(readable(column)) for column in portion.columns)
    body = Markup("\n").join(
        Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(shown(value)) for value in row))
        for row in portion.rows
    )
    return Markup("<h2>{}</h2>\n<table>\n<tr>{}</tr>\n{}\n</table>").format(heading, head, body)


def readable(name: str) -> str:
    return name.replace("_", " ")


def shown(value: str | int | None) -> str:
    """Control characters are shown as a box, so that none can change how the page is read."""
    text = "" if value is None else str(value)
    return "".join(char if char.isprintable() else "\N{WHITE VERTICAL RECTANGLE}" for char in text)
