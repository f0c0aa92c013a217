"""The screens of logging, progress, webinars and what is asked after a session, for the gallery."""

from dataclasses import replace
from datetime import timedelta

from markupsafe import Markup

from content import afterwards, built_in, minutes, minutes_asked, progress, recordings, resources, webinars
from content.screen import Screen
from programme.model import Card, Entry, Intensity, Progress, Session, Totals, Week
from tests.content.cast import DESK_RESET, MENOPAUSE, NOW, STARTS, WORDS, ZONE, card

TODAY = NOW.date()
CATALOGUE = built_in.catalogue()
WALK = Entry("EntryAAAAAAA", 600, "body-weight", Intensity.MODERATE, TODAY)
OURS = Entry("EntryBBBBBBB", 10, "session-strength", Intensity.LIGHT, TODAY, "BookingAAAAA")
ENTRIES = (WALK, OURS, replace(WALK, id="EntryCCCCCCC"), replace(WALK, id="EntryDDDDDDD"))

MONDAYS = [TODAY - timedelta(days=7 * back) for back in reversed(range(8))]
WEEKS = [(monday, Totals(10, 20, 30)) for monday in MONDAYS[-3:]]
SO_FAR = [
    minutes_asked.SoFar("running", on=TODAY), minutes_asked.SoFar("body-weight", number=30), minutes_asked.SoFar(),
    minutes_asked.SoFar("walking", 25),
]  # fmt: skip
LEFT_OPEN = sorted({*minutes_asked.NEEDS_DAY, *minutes_asked.BEFORE_HOW_LONG, "no_minutes", "range", "out_of_range"})
PROGRESS = [
    Progress(tuple(Week(monday, Totals(5, n), n // 30) for monday in MONDAYS), best, streak, longest)
    for n in (0, 5, 30, 150)
    for best, streak, longest in (
        (None, 0, 0),
        (Week(TODAY, Totals(200)), 3, 3),
        (Week(MONDAYS[0], Totals(900)), 4, 60),
    )
]


def screens(session: Session = DESK_RESET) -> list[Screen]:
    talk = replace(MENOPAUSE, title=session.title, speakers=session.speakers, webinar_series=session.title)
    return [
        minutes.screen(WORDS, (), TODAY),
        *(minutes.screen(WORDS, ENTRIES, TODAY, done, "EntryEEEEEEE") for done in minutes.DONE),
        minutes.confirm(WORDS, ENTRIES, TODAY, said_before=False),
        minutes.confirm(WORDS, [WALK], TODAY, said_before=True),
        *(minutes.confirm(WORDS, [WALK], TODAY, said_before=False, note=note) for note in notes()),
        minutes.another(WORDS, [[WALK], [OURS]]),
        minutes.another(WORDS, [ENTRIES[:2], ENTRIES[2:]], said_before=True, note=why("word")),
        minutes.saved(WORDS, [WALK], [WEEKS[0], (TODAY, Totals())]),
        minutes.not_saved(WORDS),
        *(minutes_asked.not_understood(WORDS, why(reason)) for reason in minutes_asked.REASONS),
        minutes_asked.not_understood(WORDS, why("word"), WALK.id, is_saved=True),
        *(minutes_asked.left_open(WORDS, reason, so_far) for reason in LEFT_OPEN for so_far in SO_FAR),
        minutes_asked.left_open(WORDS, "distance", SO_FAR[0], [[WALK], ENTRIES]),
        *(minutes_asked.left_open_of(WORDS, "range", SO_FAR[0], WALK.id, is_saved=saved) for saved in (True, False)),
        minutes_asked.which_activity(WORDS, 25, ["yoga"]),
        minutes_asked.which_activity(WORDS, 1, ["yoga"], TODAY),
        minutes.change(WORDS, [WALK], None),
        minutes.change(WORDS, [OURS], OURS.id),
        minutes.change(WORDS, ENTRIES, None),
        minutes.saved(WORDS, ENTRIES, WEEKS, undo="logundo:EntryAAAAAAA"),
        minutes.saved(WORDS, [WALK], WEEKS[1:], undo="logunedit:EntryAAAAAAA:EntryBBBBBBB", waiting=[ENTRIES[:2]]),
        minutes.saved(WORDS, [WALK], WEEKS[-1:], again=True, waiting=[[OURS]]),
        *(progress.screen(WORDS, newcomer(weeks, moved)) for weeks in (1, 3, 7) for moved in (0, 25)),
        *(progress.screen(WORDS, one) for one in PROGRESS),
        *(scene(WORDS, one, STARTS, ZONE) for scene in (afterwards.did_you_make_it, afterwards.how_many_came)
          for one in (session, talk)),
        afterwards.made_it(WORDS, session.id, OURS, is_movement=True),
        afterwards.made_it(WORDS, session.id, None, is_movement=True),
        afterwards.made_it(WORDS, session.id, None, is_movement=False),
        afterwards.missed_it(WORDS, session.id),
        afterwards.counting(WORDS, session, ZONE, again=True),
        afterwards.counted(WORDS, replace(session, head_count=1), ZONE),
        resources.screen(WORDS, CATALOGUE),
        *(resources.topic(WORDS, CATALOGUE, topic) for topic in CATALOGUE.topics),
        *(resources.found(WORDS, CATALOGUE, resources.search(CATALOGUE, typed))
          for typed in ("", "knees", "sleep", "xyzzy")),
        *(resources.one(WORDS, CATALOGUE, one, need) for one in CATALOGUE.resources for need in ("", *one.topics)),
        webinars.screen(WORDS, CATALOGUE, [], ZONE),
        webinars.screen(WORDS, CATALOGUE, [], ZONE, has_recordings=True),
        recordings.screen(WORDS, [], 0, ZONE),
        recordings.screen(WORDS, [replace(talk, id=f"Session{n:05}") for n in range(20)], 7, ZONE),
        *(recordings.one(WORDS, replace(talk, recording_url=url), ZONE) for url in ("https://video.example.org/1", "https://x")),
        recordings.ask(WORDS, talk.id),
        webinars.screen(WORDS, CATALOGUE, nine(talk), ZONE, has_recordings=True),
    ]  # fmt: skip


def why(reason: str) -> Markup:
    return minutes_asked.why(WORDS, reason, "word")


def notes() -> list[minutes.Note]:
    return [*map(why, minutes_asked.REASONS), *(minutes.told(WORDS, done) for done in minutes.DONE)]


def newcomer(weeks: int, moved: int) -> Progress:
    return Progress(tuple(Week(monday, Totals(0, moved)) for monday in MONDAYS[-weeks:]))


def nine(talk: Session) -> list[Card]:
    return [card(replace(talk, id=f"Session{n:05}")) for n in range(9)]
