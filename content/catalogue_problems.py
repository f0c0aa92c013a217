"""What is wrong with the team's workbook: where, why, and what to write instead."""

from __future__ import annotations

from content.words import Words
from programme.model import SheetProblem

FILE = {
    "too_large": "The file is too large. It may have 1 MB. Please take pictures out, or start from a fresh workbook.",
    "unpacks_too_large": "The file holds far too much. Please start from a fresh workbook.",
    "not_a_workbook": "That isn't a workbook. Please send the file that ends in .xlsx.",
    "old_or_locked": "I can't open this file. Take its password off, or save it as .xlsx, and send it again.",
    "broken": "I can't read this file: it's broken. Please save it again as .xlsx, or start from a fresh workbook.",
    "gone": "Telegram doesn't give me this file. Please send it again.",
}
"""About the whole file."""
REASONS = {
    "sheet_missing": "this sheet is missing. Please put it back, with this name.",
    "column_missing": "this column is missing. Please put it back, with this heading.",
    "column_unknown": "there's no such column. Please take it out.",
    "column_twice": "this column is there twice. Please take one out.",
    "too_many_rows": "there are too many rows. At most {limit}, please.",
    "no_rows": "it's empty. Please leave at least one row.",
    "formula": "that's a formula. Please type its result instead.",
    "error_value": "that's an error of the spreadsheet. Please type what it should say.",
    "date": "that's a date or a time. Please type text or a number.",
    "missing": "it's empty. Please fill it in, or delete the whole row.",
    "too_long": "it has {length} letters. At most {limit}, please.",
    "not_yes_or_no": "please write yes or no.",
    "not_an_id": "that can't be an id. Please put the old one back, or leave it empty.",
    "not_https": "that isn't a safe web address. Copy it in full from your browser: it begins with https.",
    "not_a_number": "that isn't a whole number. Please write one from {least} to {most}.",
    "range": "please write a number from {least} to {most}.",
    "no_topic": "it's under no topic. Please write yes under one at least.",
    "twice": "row {other} has the same. Please change one of them.",
    "not_known": "this topic isn't there any more. Please leave it out.",
    "broken": "it can't be read at all.",
}


def sentence(words: Words, problem: SheetProblem) -> str:
    """`Resources, row 5, “Name”: it's empty. Please fill it in, or delete the whole row.`"""
    if not problem.sheet:
        return words.plain(FILE.get(problem.reason, FILE["broken"]))
    why = words.plain(REASONS.get(problem.reason, REASONS["broken"]), **dict(problem.details))
    return words.plain("{where}: {why}", where=where(words, problem), why=why)


def where(words: Words, problem: SheetProblem) -> str:
    """The sheet, the row as the spreadsheet numbers it, and the heading of the column."""
    parts = [problem.sheet]
    if problem.row:
        parts.append(words.plain("row {n}", n=problem.row))
    if problem.column:
        parts.append(f"“{problem.column}”")
    return ", ".join(parts)
