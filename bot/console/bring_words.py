"""What is wrong with a timetable that was to be brought along, in words."""

from __future__ import annotations

from bot.console import failures
from programme.errors import Refusal, Unusable
from programme.text import folded

LONGEST_QUOTE = 60
WORDS = {
    ("file", "too_large"): "The file is larger than 2 MB.",
    ("file", "workbook"): "This is a workbook. Save it as “CSV UTF-8” first.",
    ("file", "not_text"): "This is not a text file in UTF-8. Save it as “CSV UTF-8” first.",
    ("file", "empty"): "There is nothing to add in this file.",
    ("file", "quotes"): "The quotation marks do not match up, near line {row}.",
    ("file", "columns_missing"): "Columns are missing from the first line: {columns}.",
    ("file", "columns_unknown"): "There is no such column: {columns}. See: find-your-active import --help",
    ("file", "columns_twice"): "A column is there twice: {columns}.",
    ("file", "too_many"): "That makes more than {limit} sessions; bring them in several files.",
    ("file", "not_a_calendar"): "This is not a calendar file, or it is broken.",
    ("line", "too_many_cells"): "It has more cells than there are columns. A comma in a cell needs quotation marks.",
    ("line", "formula"): "The {column} begins like a formula (=, +, - or @).",
    ("time", "not_a_time"): "“{typed}” is not a time; write it like 12:30.",
    ("minutes", "not_a_number"): "“{typed}” is not a whole number of minutes.",
    ("places", "not_a_number"): "“{typed}” is not a whole number of places.",
    ("health", "not_an_answer"): "“{typed}” is neither yes nor no.",
    ("description", "has_link"): "The description holds a web address, and everybody can read it. Use the link column.",
    ("description", "too_long"): "The description is too long; 1,000 characters is the most.",
    ("speakers", "too_long"): "The speakers are too long; 200 characters is the most.",
    ("webinar_series", "too_long"): "The webinar series is too long; 80 characters is the most.",
    ("when", "not_a_date"): "That date does not exist, or is not written like 2026-11-24 or 24/11/2026.",
    ("when", "missing"): "It has no start.",
    ("when", "all_day"): "It is for a whole day, and a session needs a time.",
    ("when", "broken"): "Its times cannot be read.",
    ("zone", "unknown"): "The time zone “{zone}” is not known.",
    ("rule", "unknown"): "It repeats by a rule that is not understood ({rule}). Add its dates one by one.",
    ("rule", "broken"): "The rule by which it repeats cannot be read.",
    ("rule", "no_dates"): "The rule by which it repeats has no dates.",
    ("rule", "not_from_start"): "Its first date does not follow its own rule, so which dates are meant is not clear.",
    ("rule", "too_many"): "It repeats more than {limit} times. Give it an end, or bring it in parts.",
    ("rule", "too_old"): "It began more than twenty years ago. Give it a newer first date.",
    ("kind", "missing"): "It does not say its kind. Add --kind seated (or upbeat, strength, webinar).",
    ("places", "missing"): "It does not say how many places there are. Add --places N.",
    ("minutes", "missing"): "It does not say how long it is.",
    ("minutes", "not_whole"): "Its length is not a number of whole minutes.",
    ("link", "missing"): "It has no link to join. Add one (in a calendar file: --link URL).",
}


def refused(refusal: Refusal) -> str:
    """Ours, or else as everywhere at the command line."""
    words = WORDS.get((refusal.field, refusal.problem)) if isinstance(refusal, Unusable) else None
    if words is None or not isinstance(refusal, Unusable):
        return failures.refused(refusal)
    return words.format(**{name: said(value) for name, value in refusal.details.items()})


def said(value: object) -> str:
    """What was typed is shortened, and rid of anything that a terminal would obey."""
    text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return folded(text)[:LONGEST_QUOTE]
