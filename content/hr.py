"""What an HR contact is told first, and may arrange: the summary by e-mail too, a link that lets colleagues in."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import choices, times
from content.screen import Choice, File, Screen
from content.words import Words, paragraphs
from programme.model import DigestWish, Way

PROBLEMS = {
    "missing": "That's empty.",
    "not_an_address": "That isn't an e-mail address I can use.",
    "in_use": "That address is used already.",
    "too_many": "That's enough codes for one day.",
}
"""By the problem of `programme.errors.Unusable`."""
NEXT = {
    "in_use": "Please type another one.",
    "too_many": "Please try again tomorrow, with the last code that came or a new one.",
}
USUAL_NEXT = "Please type it like this: holly@example.org"


def back(words: Words) -> Choice:
    return Choice(words.plain("Back to the summary"), "digest")


def link_for_colleagues(words: Words, employer_id: str) -> Choice:
    return Choice(words.plain("A link for colleagues"), f"invite:{employer_id}")


def first(words: Words, workplace: tuple[str, str], comes: datetime | None, zone: ZoneInfo) -> Screen:
    """Right after joining. *workplace*: its id and name; *comes*: when the first summary does, None: never."""
    id, name = workplace
    when = (
        words.say("Your first summary comes {day} at {clock} ({zone}). You'll never see who takes part.",
                  day=times.short_day(words, times.local_date(comes, zone)), clock=times.clock(comes, zone),
                  zone=times.zone_name(words, zone))
        if comes
        else words.say("Your summary isn't sent to you. It's always here, in /digest.")
    )  # fmt: skip
    text = paragraphs(
        words.say("You're in, as HR contact for {workplace}.", workplace=name),
        when,
        words.say("First, invite your colleagues: the more of them join, the more it can say."),
    )
    summary = Choice(words.plain("Your summary"), f"digest:{id}")
    return Screen(text, ((link_for_colleagues(words, id),), (summary, choices.help_(words))))


def no_mail(words: Words) -> Screen:
    """The bot has no mail server."""
    return Screen(words.say("E-mail isn't set up here, so the summary comes by chat alone."), ((back(words),),))


def ask_address(words: Words, problem: str = "") -> Screen:
    """Where to? *problem* is what was wrong with the last answer."""
    said = words.say(PROBLEMS[problem]) if problem in PROBLEMS else None
    then = words.say(NEXT.get(problem, USUAL_NEXT)) if said else None
    question = words.say(
        "Which e-mail address should the summary go to? We'll send a code there first, and use the address"
        " for nothing else."
    )
    return Screen(paragraphs(said, then) if said else question, ((back(words),),), asks="mailtyped")


def has_address(words: Words, email: str, wishes: tuple[DigestWish, ...]) -> Screen:
    """*wishes*: what they have chosen for each workplace whose HR they are."""
    text = _goes_to(words, email, wishes)
    stop = Choice(words.plain("Stop the e-mails"), "mailoff")
    change = Choice(words.plain("Another address"), "mailto:new")
    return Screen(text, ((change,), (stop,), (back(words),)))


def ask_code(words: Words, email: str, problem: str = "") -> Screen:
    """*problem* is "wrong", "over" or empty."""
    new = Choice(words.plain("Send a new code"), "mailagain")
    other = Choice(words.plain("Another address"), "mailto:new")
    rows = ((new,), (other,), (back(words),))
    if problem == "over":
        return Screen(words.say("That code is used up or too old. Press “Send a new code”."), rows)
    first = (
        words.say("That isn't the code. Please look again: it has six digits.")
        if problem == "wrong"
        else words.say("We've sent a code of six digits to {email}.", email=email)
    )
    return Screen(
        paragraphs(first, words.say("Type it here within a day. Until then no summaries go there.")),
        rows,
        asks="mailok",
    )


def confirmed(words: Words, email: str, wishes: tuple[DigestWish, ...]) -> Screen:
    text = words.say("Done. {then}", then=_goes_to(words, email, wishes))
    return Screen(text, ((Choice(words.plain("When and where"), "when"),), (back(words),)))


def _goes_to(words: Words, email: str, wishes: tuple[DigestWish, ...]) -> Markup:
    """What becomes of the address: what is chosen decides, and having an address does not."""
    ways = {one.way for one in wishes}
    if ways == {Way.EMAIL}:
        return words.say("Your summary now comes by e-mail to {email}, not in this chat.", email=email)
    if ways == {Way.BOTH}:
        return words.say("Your summary now comes in this chat and by e-mail, to {email}.", email=email)
    if ways <= {Way.CHAT, Way.NEITHER}:
        return words.say(
            "Nothing goes to {email} yet. For that, press “When and where”, then “By e-mail”.", email=email
        )
    return words.say("Your summary goes to {email} wherever you've chosen e-mail.", email=email)


def stopped(words: Words) -> Screen:
    text = words.say("Done. No more e-mails; we forget the address within two days.")
    return Screen(text, ((back(words),),))


def stopped_by_code(words: Words, *, found: bool) -> Screen:
    """To whoever sent the code, who may be anybody; an address is never said."""
    text = (
        words.say("Done. No more e-mails go to that address; we forget it within two days.")
        if found
        else words.say("I don't know that code. Please copy it again from the e-mail, like this: stop ABCD-EFGH")
    )
    return Screen(text, ((choices.help_(words),),))


def code_mail(words: Words, code: str, page: str = "", asked_by: str = "") -> Screen:
    """To an address that somebody gave: the code, and nothing that would help anybody else.

    *page*: where its reader can say yes as well; empty where there are no pages. *asked_by*: the workplaces whose HR
    gave the address; empty where it is their own.
    """
    text = paragraphs(
        words.say("Your code to confirm this address."),
        words.say("<code>{code}</code>", code=code),
        words.say("HR at {workplace} asked us to send you the weekly summary of Find Your Active.", workplace=asked_by)
        if asked_by
        else None,
        words.say("Type it in the chat with the bot. If you have no chat, tell it to them. It works for a day.")
        if asked_by
        else words.say("Type it in the chat with the bot. It works for a day."),
        words.say('Or open <a href="{page}">{page}</a> and press the button.', page=page) if page else None,
        words.say(
            "By confirming you agree that weekly summaries come to this address; we use it for nothing else, and you"
            " can stop them at any time."
        ),
        words.say("If you don't know what this is about, please ignore it. Nothing more will come."),
    )
    return Screen(text, asks="mailok")


def invite(words: Words, employer_id: str) -> Screen:
    text = paragraphs(
        words.say("<b>A link for your colleagues</b>"),
        words.say(
            "One link for everybody: put it on the intranet or the kitchen wall. You'll never see who uses it, or how"
            " many."
        ),
        words.say("A fresh link doesn't end the older ones; they keep working."),
    )
    make = Choice(words.plain("Make a fresh link"), f"newlink:{employer_id}")
    return Screen(text, ((make,), (back(words),)))


def which_workplace(words: Words, names: tuple[tuple[str, str], ...], address: str) -> Screen:
    """For HR of several workplaces. *names*: id and name of each; *address* ends with the id."""
    rows = tuple((Choice(name[:40], f"{address}:{id}"),) for id, name in names[:9])
    return Screen(words.say("Which workplace?"), (*rows, (back(words),)))


def link(words: Words, url: str, code: str, files: tuple[File, ...] = ()) -> Screen:
    """The link as a note to be copied; it cannot be shown again, since it is not kept. *files*: to be put up."""
    inside = paragraphs(
        words.say("Ten minutes of movement in your working day, free and in Telegram."),
        words.say("Join: {url}", url=url),
        words.say("Or send the bot this code: {code}", code=code),
        words.say("Your employer never sees what you book."),
    )
    text = paragraphs(
        words.say("Here's a fresh link, in a note ready to paste:"),
        words.say("<code>{inside}</code>", inside=inside),
        words.say("With it come a QR code and a poster for the kitchen wall.") if files else None,
        words.say("Older links keep working."),
    )
    return Screen(text, ((back(words),),), files=files)
