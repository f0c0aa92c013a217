"""The programme's figures for the team: the same frozen figures always give the same words, picture and workbook."""

from content.overall.screens import as_workbook, earlier, latest, message, one, reached

__all__ = ["as_workbook", "earlier", "latest", "message", "one", "reached"]
