"""The screens of nudges, time off, the activity question, ratings and challenges, for the gallery."""

from dataclasses import replace
from datetime import date, time, timedelta

from content import afterwards, built_in, challenges, nudges, questions, ratings
from content.challenges import Others
from content.screen import Screen
from programme.model import Attempt, Away, Catalogue, Rhythm, Session
from tests.content.cast import DESK_RESET, NOW, WORDS, ZONE, card
from tests.content.digest.frozen import FULL, NONE, of

TODAY = NOW.date()
SAID = (nudges.ENDED, nudges.CALLED_OFF, nudges.GET_WELL, "invented")
CATALOGUE = built_in.catalogue()
PERIODS = ("2026-W47", "2026-F11", "2026-Q3")
EVERY_DAY = Rhythm(away=Away(TODAY, TODAY + timedelta(days=40)), breaks=tuple((n, time(23, 59)) for n in range(7)))
RHYTHMS = (Rhythm(), EVERY_DAY, replace(EVERY_DAY, looks_back=True), Rhythm(away=Away(date.min, date.min)))
OTHERS = (
    Others(),
    Others(has_workplace=False, is_counted=False),
    Others(of(NONE)),
    *(Others(of(FULL, employer_id, period)) for employer_id in ("EmployerAAAA", None) for period in PERIODS),
)


def screens() -> list[Screen]:
    return [
        *(nudges.hub(WORDS, rhythm, TODAY, problem) for rhythm in RHYTHMS for problem in ("", *nudges.PROBLEMS)),
        *(nudges.ask_quiet(WORDS, rhythm, problem) for rhythm in RHYTHMS for problem in ("", "same", "invented")),
        *(
            nudges.ask_away(WORDS, rhythm, TODAY, problem)
            for rhythm in RHYTHMS
            for problem in ("", "which", nudges.HOW_LONG_ILL)
        ),
        *(nudges.away_kept(WORDS, rhythm, TODAY, said) for rhythm in RHYTHMS for said in ("", *SAID)),
        nudges.stopped(WORDS),
        questions.ask(WORDS, "2026-11-24"),
        *(questions.answered(WORDS, "2026-11-24", n) for n in range(8)),
        questions.skipped(WORDS, "2026-11-24"),
        questions.switched(WORDS, on=True),
        questions.switched(WORDS, on=False),
        questions.not_yet(WORDS),
        *(ratings.rated(WORDS, following, ZONE) for following in (None, card(DESK_RESET))),
        *(after(DESK_RESET, asks=asks) for asks in (True, False)),
        challenges.screen(WORDS, CATALOGUE, (), Others()),
        challenges.screen(WORDS, Catalogue(()), (), Others()),
        *(challenges.screen(WORDS, CATALOGUE, [one.rules.id for one in CATALOGUE.challenges], one) for one in OTHERS),
        *(
            challenges.stopped(WORDS, CATALOGUE.challenges[0], way)
            for way in ("challengeback:thirty-for-thirty:3:24", None)
        ),
        *(challenge(days, one) for days in (None, 0, 5, 29, 30, 300) for one in OTHERS),
    ]


def after(session: Session, *, asks: bool) -> Screen:
    made = afterwards.made_it(WORDS, session.id, None, is_movement=True)
    return ratings.added(WORDS, made, session.id, asks=asks, following=card(session), zone=ZONE)


def challenge(days: int | None, others: Others) -> Screen:
    described = CATALOGUE.challenges[0]
    if days is None:
        return challenges.one(WORDS, described, None, others)
    reached = tuple(TODAY - timedelta(days=n) for n in range(min(days, 30)))
    attempt = Attempt(described.rules, TODAY - timedelta(days=days), TODAY, reached)
    return challenges.one(WORDS, described, attempt, others)
