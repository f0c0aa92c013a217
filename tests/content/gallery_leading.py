"""The screens of those who lead sessions, for the gallery."""

from dataclasses import replace
from datetime import timedelta

from content import calling_off, classes, months, post
from content.post_steps import PROBLEMS, PROBLEMS_AT, QUESTIONS, Asked
from content.screen import Screen
from programme.model import Category, Delivered, Draft, Employer, Led, MonthRatings, Openness, Session
from tests.content.cast import BAKERY, COUNCIL, NOW, STARTS, WORDS, ZONE

DEEP_LINK = "https://t.me/FindYourActiveBot?start=s_SessionAAAAA"
MANY = tuple(replace(BAKERY, id=f"Employer{n:04}", name=f"{BAKERY.name} {n}") for n in range(20))


def screens(session: Session, employer: Employer = COUNCIL) -> list[Screen]:
    asked = (*_questions(session, employer), *_around(session, employer))
    return [*asked, *_classes(session, employer), *_months(session)]


def draft(session: Session, category: Category = Category.MOVEMENT) -> Draft:
    said = {"kind": "seated", "category": category, "title": session.title, "day": "2026-11-24", "time": "12:30"}
    said |= {"minutes": "10", "places": "20", "link": session.link, "audience": "all", "health": "no"}
    said |= {"speakers": session.speakers or "", "series": "", "unused": session.title}
    return Draft(101, "post", "preview", tuple(said.items()))


def _questions(session: Session, employer: Employer) -> list[Screen]:
    blank, full = Draft(101, "post", "kind"), draft(session, Category.WEBINAR)
    at_hand = {"last_link": session.link, "workplaces": (employer, *MANY), "chosen": (employer.id, MANY[3].id)}
    asked = [
        Asked(step, form, NOW, ZONE, previous="kind", is_complete=form is full, skipped=skipped, **at_hand)  # type: ignore[arg-type]
        for step in QUESTIONS
        for form in (blank, full)
        for skipped in (0, 6, 18)
    ]
    wrong = [Asked(step, blank, NOW, ZONE, problem=problem) for step, problem in PROBLEMS_AT]
    wrong += [Asked("title", blank, NOW, ZONE, problem=problem) for problem in (*PROBLEMS, "nonsense")]
    return [post.question(WORDS, one) for one in (*asked, *wrong)]


def _around(session: Session, employer: Employer) -> list[Screen]:
    form, led = draft(session), Led(session, 14, 2, ((employer.id, employer.name),))
    names = (employer.name, *(one.name for one in MANY))
    return [
        post.closed(WORDS),
        post.dropped(WORDS),
        post.changing(WORDS, QUESTIONS),
        *(
            post.resuming(WORDS, form, since=since, is_gone_by=gone)
            for since in (None, NOW.date())
            for gone in (True, False)
        ),
        *(
            post.preview(WORDS, session, audience, seal="0a1b2c3d", changed=changed, zone=ZONE, now=now)
            for audience in ((), names[:1], names)
            for changed in (True, False)
            for now in (NOW, NOW - timedelta(days=360))
        ),
        post.posted(WORDS, led, DEEP_LINK, NOW, ZONE),
    ]


def _months(session: Session) -> list[Screen]:
    month, months_off = NOW.date().replace(day=1), (None, NOW.date())
    one = Delivered(session, 14, is_counted=True)
    there = Delivered(session, 0, is_counted=False, is_for_their_hr=True)
    been = ((), (one,), (one, replace(one, is_counted=False)) * 30, (there,), (one, there))
    return [
        *(
            months.screen(WORDS, month, some, ZONE, before=month, after=after, said=months.Said(ratings, bool(after)))
            for some in been
            for after in months_off
            for ratings in (None, MonthRatings(), MonthRatings(25), MonthRatings(25, 15))
        ),
        months.file_screen(WORDS, month, (one,), ZONE),
    ]


def _classes(session: Session, employer: Employer) -> list[Screen]:
    led = Led(session, 14, 2, ((employer.id, employer.name),))
    off = replace(led, session=replace(session, cancelled_at=NOW))
    words_only = replace(led, booked=0, waiting=0, openness=Openness.FEW)
    many = [replace(led, session=replace(session, starts_at=STARTS + timedelta(days=n))) for n in range(-5, 15)]
    moments = (NOW, STARTS - timedelta(minutes=20), STARTS, STARTS + timedelta(hours=2))
    return [
        *(classes.screen(WORDS, mine, NOW, ZONE, skipped=6) for mine in ([], [led], many, [words_only])),
        *(
            classes.card(WORDS, one, DEEP_LINK, now, ZONE, done="off")
            for one in (led, off, words_only, replace(off, openness=Openness.FULL))
            for now in moments
        ),
        classes.card(WORDS, Led(replace(session, cancelled_at=NOW), 0, 0), DEEP_LINK, NOW, ZONE),
        *(calling_off.ask_note(WORDS, led, ZONE, problem=problem) for problem in ("", "missing", "too_long")),
        *(
            calling_off.ask_sure(WORDS, one, note, ZONE)
            for one in (led, words_only)
            for note in ("", session.title[:300])
        ),
        *(classes.reminder(WORDS, session, n, now, ZONE) for n in ("", "0", "1", "14", "few") for now in moments),
    ]
