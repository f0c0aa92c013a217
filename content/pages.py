"""Web pages: a booking's own page with its "Join" button, and the public timetable. Plain HTML, no scripts.

Those that e-mails lead to are in `content.mail_pages`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from markupsafe import Markup

from content import calendar, kinds, sessions, times
from content.words import Words
from programme.model import BookingState, Card, Session

STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --quiet: #555; --line: #ccc; --deed: #0b5c8a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eee; --paper: #16181a; --quiet: #b5b5b5; --line: #444; --deed: #7cc4ee; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif; }
main { max-width: 36rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.1rem; margin: 1.75rem 0 .25rem; }
p { margin: .5rem 0; }
ul { list-style: none; margin: 0; padding: 0; }
li { padding: .75rem 0; border-bottom: 1px solid var(--line); }
li p { margin: 0; }
a { color: var(--deed); }
.quiet { color: var(--quiet); }
button { font: inherit; font-weight: 600; padding: .8rem 2.5rem; margin: .75rem 0; border: 0; border-radius: .5rem;
  background: var(--deed); color: var(--paper); cursor: pointer; }
:focus-visible { outline: 3px solid var(--deed); outline-offset: 3px; }
"""
PAGE = Markup("""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
""")
BUTTON = Markup('<form method="post"><button type="submit">{label}</button></form>')
PARAGRAPH = Markup("<p>{text}</p>")
QUIET = Markup('<p class="quiet">{text}</p>')
HEADING = Markup("<h1>{text}</h1>")
TELEGRAM = Markup('<p><a href="{address}">{label}</a></p>')
DAY = Markup("<h2>{day}</h2>\n<ul>\n{items}\n</ul>")
ITEM = Markup("""<li>
<p><time datetime="{moment}">{clock}</time> <strong>{title}</strong></p>
<p class="quiet">{facts}. {room}</p>
<p><a href="{address}" aria-label="{described}">{label}</a></p>
</li>""")


@dataclass(frozen=True, slots=True)
class Page:
    html: str
    status: int = 200


def entry(words: Words, card: Card, ways: calendar.Ways, now: datetime, zone: ZoneInfo, *, status: int = 200) -> Page:
    """The page of one booking. Opening it joins nothing: mail scanners open every link; only the button does."""
    session = card.session
    title = calendar.summary(words, session)
    body = joined(
        HEADING.format(text=title),
        PARAGRAPH.format(text=times.zoned(words, session.starts_at, zone)),
        QUIET.format(text=times.minutes(words, session.minutes)),
        PARAGRAPH.format(text=_state(words, card, now, zone)),
        BUTTON.format(label=words.plain("Join")) if _may_join(card, now) else None,
        TELEGRAM.format(address=ways.chat, label=words.plain("See it in Telegram")),
    )
    return framed(words, title, body, status)


def timetable(words: Words, cards: Sequence[Card], bot_username: str, now: datetime, zone: ZoneInfo) -> Page:
    """What is on for everybody. Never a link to join, and of how full it is only the words."""
    title = words.plain("Move and Stretch: what's on")
    today = times.local_date(now, zone)
    by_day = groupby(cards, key=lambda card: times.local_date(card.session.starts_at, zone))
    body = joined(
        HEADING.format(text=title),
        QUIET.format(text=words.plain("All times are {zone}.", zone=times.zone_name(words, zone))),
        *(_day(words, day, today, list(of_day), bot_username, zone) for day, of_day in by_day),
        None if cards else PARAGRAPH.format(text=words.plain("Nothing is planned for the next four weeks.")),
    )
    return framed(words, title, body)


def missing(words: Words) -> Page:
    """The same, whatever is wrong with the address."""
    title = words.plain("There's nothing here")
    text = words.plain("The address may have been cut short. Your bookings are always in Telegram.")
    return framed(words, title, joined(HEADING.format(text=title), PARAGRAPH.format(text=text)), 404)


def trouble(words: Words) -> Page:
    title = words.plain("Something isn't working")
    text = words.plain("Please try again in a minute. If it goes on, use the link in Telegram.")
    return framed(words, title, joined(HEADING.format(text=title), PARAGRAPH.format(text=text)), 503)


def framed(words: Words, title: str, body: Markup, status: int = 200) -> Page:
    """Any page: one column, the reader's own colours."""
    style = Markup(STYLE)  # noqa: S704 - our own, and its hash is in the page's security policy
    return Page(str(PAGE.format(language=words.language, title=title, style=style, body=body)), status)


def joined(*parts: Markup | None) -> Markup:
    return Markup("\n").join(part for part in parts if part is not None)


def _may_join(card: Card, now: datetime) -> bool:
    is_booked = card.booking is not None and card.booking.state is BookingState.BOOKED
    return is_booked and card.session.link_is_open(now)


def _state(words: Words, card: Card, now: datetime, zone: ZoneInfo) -> str:
    session, booking = card.session, card.booking
    if session.cancelled_at:
        return words.plain("Sorry: this session is cancelled. There's nothing you need to do.")
    if now >= session.ends_at:
        return words.plain("This session is over. You're welcome at any other in the timetable.")
    if booking is None or not booking.is_live:
        return words.plain("You don't have a place here now. You can book again in Telegram while there's room.")
    if booking.state is not BookingState.BOOKED:
        return words.plain("You're on the waiting list. We'll tell you in Telegram if a place comes free.")
    if session.link_is_open(now):
        return words.plain("You're booked, and it's time to join.")
    opens = times.zoned(words, session.link_opens_at, zone)
    return words.plain("You're booked. Open this page again from {opens} to join.", opens=opens)


def _day(words: Words, day: date, today: date, cards: Sequence[Card], bot_username: str, zone: ZoneInfo) -> Markup:
    items = Markup("\n").join(_item(words, card, bot_username, zone) for card in cards)
    return DAY.format(day=times.named_day(words, day, today), items=items)


def _item(words: Words, card: Card, bot_username: str, zone: ZoneInfo) -> Markup:
    session = card.session
    clock = times.clock(session.starts_at, zone)
    return ITEM.format(
        moment=times.as_utc(session.starts_at).isoformat(),
        clock=clock,
        title=session.title,
        facts=_facts(words, session),
        room=sessions.room(words, card.openness),
        address=f"https://t.me/{bot_username}?start=s_{session.id}",
        described=words.plain("Book in Telegram: {title}, {clock}", title=session.title, clock=clock),
        label=words.plain("Book in Telegram"),
    )


def _facts(words: Words, session: Session) -> Markup:
    return Markup(", ").join([kinds.title(words, session), times.minutes(words, session.minutes)])
