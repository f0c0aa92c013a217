"""Buttons that many screens share, each with the address it leads to."""

from __future__ import annotations

from content.screen import Choice
from content.words import Words


def timetable(words: Words) -> Choice:
    return Choice(words.plain("Timetable"), "timetable")


def bookings(words: Words) -> Choice:
    return Choice(words.plain("My bookings"), "bookings")


def log(words: Words) -> Choice:
    return Choice(words.plain("Log minutes"), "logging")


def progress(words: Words) -> Choice:
    return Choice(words.plain("My progress"), "progress")


def settings(words: Words) -> Choice:
    return Choice(words.plain("Settings"), "settings")


def privacy(words: Words) -> Choice:
    return Choice(words.plain("Privacy"), "privacy")


def help_(words: Words) -> Choice:
    return Choice(words.plain("Help"), "help")


def see_session(words: Words, session_id: str) -> Choice:
    return Choice(words.plain("See it"), f"s:{session_id}")


def back_to_session(words: Words, session_id: str) -> Choice:
    return Choice(words.plain("Back to the session"), f"s:{session_id}")


def join_now(words: Words, session_id: str) -> Choice:
    return Choice(words.plain("Join now"), f"join:{session_id}")


def cancel_place(words: Words, session_id: str) -> Choice:
    return Choice(words.plain("Cancel my place"), f"cancel:{session_id}")


def agree(words: Words, address: str) -> Choice:
    return Choice(words.plain("I agree"), address)


def decline(words: Words, address: str) -> Choice:
    return Choice(words.plain("No thanks"), address)
