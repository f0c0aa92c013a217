"""Figures for HR: the same frozen figures always give the same words, picture, mail and workbook, and never more."""

from content.digest.screens import as_workbook, by_mail, earlier, latest, message, note_alone, see_workbook
from content.digest.text import figures

__all__ = [
    "as_workbook",
    "by_mail",
    "earlier",
    "figures",
    "latest",
    "message",
    "note_alone",
    "see_workbook",
]
