"""Links and codes, for the team: which there are, and a fresh one, shown once."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import times, workplaces
from content.screen import Choice, Screen
from content.words import Words, listed, paragraphs
from programme.model import Employer, Invitation, OpenInvitation, Role

SHOWN = 6
FOR = {
    Role.INSTRUCTOR: "<b>A link for one instructor</b>",
    Role.TEAM: "<b>A link for one more on the team</b>",
}


def screen(words: Words, workplace: Employer, links: Sequence[OpenInvitation], zone: ZoneInfo) -> Screen:
    """The links of a workplace that let people in now, the latest first."""
    at = workplace.id
    title = words.say("<b>Links for {name}</b>", name=workplace.name)
    if not links:
        text = paragraphs(title, words.say("There's none, so nobody new from there can come in."))
        make = Choice(words.plain("Make a link"), f"linkmake:{at}")
        return Screen(text, ((make,), (workplaces.back_to(words, at),)))
    text = paragraphs(
        title,
        listed(_line(words, link, zone) for link in links[:SHOWN]),
        words.say("A link is shown only when it's made. If it's lost, make another: the earlier ones go on."),
    )
    rows = (
        (Choice(words.plain("Make another"), f"linkmake:{at}"),),
        (Choice(words.plain("Replace them all"), f"linksure:{at}:rotate"),),
        (Choice(words.plain("Turn them all off"), f"linksure:{at}:stop"),),
        (workplaces.back_to(words, at),),
    )
    return Screen(text, rows)


def sure(words: Words, workplace: Employer, *, rotate: bool) -> Screen:
    """Nothing happens until it is confirmed."""
    if rotate:
        question = words.say("Make a new link for {name} and end all earlier ones?", name=workplace.name)
        yes = Choice(words.plain("Yes, replace them"), f"linkmake:{workplace.id}:rotate")
    else:
        question = words.say("Turn off every link for {name}?", name=workplace.name)
        yes = Choice(words.plain("Yes, turn them off"), f"linkstop:{workplace.id}")
    then = words.say("Wherever they're pinned up, they won't let anybody in. Who is in already stays in.")
    return Screen(paragraphs(question, then), ((yes, Choice(words.plain("Keep them"), f"links:{workplace.id}")),))


def fresh(words: Words, invitation: Invitation, link: str, code: str) -> Screen:
    """The only time that a link and its code are shown."""
    text = paragraphs(
        _title(words, invitation),
        words.say("{link}", link=link),
        words.say("Or the code: <code>{code}</code>", code=code),
        _whom(words, invitation),
        words.say("Copy it now: it's shown only once."),
    )
    return Screen(text, ((_back(words, invitation),),))


def _title(words: Words, invitation: Invitation) -> Markup:
    name = invitation.employer.name if invitation.employer else ""
    if invitation.role is Role.EMPLOYEE:
        return words.say("<b>A new link for people at {name}</b>", name=name)
    if invitation.role is Role.HR:
        return words.say("<b>A link for one HR contact of {name}</b>", name=name)
    return words.say(FOR[invitation.role])


def _whom(words: Words, invitation: Invitation) -> Markup:
    if invitation.role is Role.EMPLOYEE:
        return words.say("Everybody there can use it, so put it on the intranet or a poster.")
    return words.say("It works once, within 14 days. Send it to nobody else.")


def _back(words: Words, invitation: Invitation) -> Choice:
    """Where the link was asked for."""
    if invitation.employer is None:
        return Choice(words.plain("Back"), f"crew:{invitation.role.value}")
    at = invitation.employer.id
    return Choice(words.plain("Back"), f"links:{at}" if invitation.role is Role.EMPLOYEE else f"crew:hr:{at}")


def _line(words: Words, link: OpenInvitation, zone: ZoneInfo) -> Markup:
    """``• Made Mon 23 Nov, used 14 times, until Mon 30 Nov``."""
    facts = [
        words.say("Made {day}", day=times.short_day(words, times.local_date(link.created_at, zone))),
        words.count("used {n} time", "used {n} times", link.uses),
    ]
    if link.uses_allowed:
        facts.append(words.say("at most {n}", n=link.uses_allowed))
    if link.expires_at:
        until = times.short_day(words, times.local_date(link.expires_at, zone))
        facts.append(words.say("until {day}", day=until))
    return words.say("• {facts}", facts=Markup(", ").join(facts))
