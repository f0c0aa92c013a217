"""The handler table: every address, who may use it, and what answers it."""

from __future__ import annotations

from bot.handlers import (
    booking,
    crew,
    hr,
    joining,
    links,
    oversight,
    privacy,
    programme,
    safety,
    settings,
    timetable,
    workplaces,
)
from bot.handlers.help import help_, unknown
from bot.tap import Needs, Route

ANYBODY, MEMBER, HR, TEAM = Needs.ANYBODY, Needs.MEMBER, Needs.HR, Needs.TEAM

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
    # for HR
    Route("digest", HR, view=hr.digest, is_command=True),
    Route("earlier", HR, view=hr.earlier),
    Route("staffnote", HR, view=hr.staff_note),
    Route("mailto", HR, view=hr.mail_to),
    Route("mailtyped", HR, act=hr.mail_typed),
    Route("mailagain", HR, act=hr.mail_again),
    Route("mailcode", HR, view=hr.mail_code),
    Route("mailok", HR, act=hr.mail_confirm),
    Route("mailoff", HR, act=hr.mail_off),
    Route("mailstopped", HR, view=hr.mail_stopped),
    Route("invite", HR, view=hr.invite, is_command=True),
    Route("newlink", HR, act=hr.new_link),
    Route("hrlink", HR, view=hr.link),
    # for the team
    Route("programme", TEAM, view=programme.programme, is_command=True),
    Route("workplaces", TEAM, view=workplaces.workplaces),
    Route("wp", TEAM, view=workplaces.one),
    Route("wpnew", TEAM, act=workplaces.new),
    Route("wpform", TEAM, view=workplaces.form),
    Route("wptyped", TEAM, act=workplaces.typed),
    Route("wprename", TEAM, view=workplaces.rename),
    Route("wprenamed", TEAM, act=workplaces.renamed),
    Route("wpheads", TEAM, view=workplaces.recount),
    Route("wpcounted", TEAM, act=workplaces.recounted),
    Route("wpclose", TEAM, view=workplaces.ask_to_close),
    Route("wpclosed", TEAM, act=workplaces.close),
    Route("links", TEAM, view=links.links),
    Route("linksure", TEAM, view=links.sure),
    Route("linkmake", TEAM, act=links.make),
    Route("linkstop", TEAM, act=links.stop),
    Route("teamlink", TEAM, view=links.shown),
    Route("crew", TEAM, view=crew.people),
    Route("crewmake", TEAM, act=crew.invite),
    Route("crewstop", TEAM, act=crew.take_back),
    Route("crewout", TEAM, view=crew.ask_to_remove),
    Route("crewend", TEAM, act=crew.remove),
    Route("crewgone", TEAM, view=crew.gone),
    Route("allsessions", TEAM, view=oversight.sessions),
    Route("recordings", TEAM, view=oversight.recordings),
    Route("ts", TEAM, view=oversight.one),
    Route("tshealth", TEAM, view=oversight.ask_about_health),
    Route("tsflag", TEAM, act=oversight.flag),
    Route("tsrec", TEAM, view=oversight.ask_recording),
    Route("tsrecset", TEAM, act=oversight.keep_recording),
    Route("tsrecoff", TEAM, act=oversight.remove_recording),
    Route("safety", TEAM, view=safety.safety),
    Route("safetyset", TEAM, act=safety.keep),
    Route("safetyusual", TEAM, act=safety.use_the_usual),
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
