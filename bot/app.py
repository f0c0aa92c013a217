"""The handler table: every address, who may use it, and what answers it."""

from __future__ import annotations

from bot.handlers import booking, joining, privacy, settings, timetable
from bot.handlers.help import help_, unknown
from bot.tap import Needs, Route

ANYBODY, MEMBER = Needs.ANYBODY, Needs.MEMBER

ROUTES: tuple[Route, ...] = (
    # coming in
    Route("start", ANYBODY, act=joining.start, is_command=True),
    Route("code", ANYBODY, act=joining.code),
    Route("hello", ANYBODY, view=joining.hello),
    Route("wrong", ANYBODY, view=joining.wrong),
    Route("already", MEMBER, view=joining.already),
    Route("welcome", ANYBODY, view=joining.welcome),
    Route("more", ANYBODY, view=joining.more),
    Route("agree", ANYBODY, act=joining.agree),
    Route("decline", ANYBODY, act=joining.decline),
    Route("declined", ANYBODY, view=joining.declined),
    Route("moving", MEMBER, view=joining.moving),
    Route("moved", MEMBER, act=joining.moved),
    Route("stay", MEMBER, act=joining.stay),
    Route("workplace", MEMBER, view=joining.workplace),
    Route("naming", MEMBER, view=joining.naming),
    Route("name", MEMBER, act=joining.name),
    # what is on
    Route("timetable", MEMBER, view=timetable.timetable, is_command=True),
    Route("s", MEMBER, view=timetable.card),
    # a place of your own
    Route("bookings", MEMBER, view=booking.mine, is_command=True),
    Route("book", MEMBER, act=booking.book),
    Route("consent", MEMBER, view=booking.ask_consent),
    Route("health", MEMBER, act=booking.agree_and_book),
    Route("cancel", MEMBER, act=booking.cancel),
    Route("join", MEMBER, act=booking.join),
    Route("ics", MEMBER, view=booking.calendar_file),
    # settings
    Route("settings", MEMBER, view=settings.settings, is_command=True),
    Route("remind", MEMBER, act=settings.remind),
    Route("daybefore", MEMBER, act=settings.day_before),
    Route("left", MEMBER, act=settings.left),
    Route("withdraw", MEMBER, act=settings.withdraw),
    Route("sure", MEMBER, view=settings.sure),
    Route("gone", MEMBER, view=settings.gone),
    # privacy
    Route("privacy", ANYBODY, view=privacy.privacy, is_command=True),
    Route("leave", ANYBODY, act=privacy.leave),
    Route("leaving", MEMBER, view=privacy.leaving),
    Route("goodbye", ANYBODY, view=privacy.goodbye),
    # help
    Route("help", ANYBODY, view=help_, is_command=True),
    Route("unknown", ANYBODY, view=unknown),
)

BY_NAME = {route.name: route for route in ROUTES}
UNKNOWN = BY_NAME["unknown"]


def route(name: str) -> Route | None:
    """The row of the table that answers addresses of that name."""
    return BY_NAME.get(name)
