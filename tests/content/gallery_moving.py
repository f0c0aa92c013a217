"""The screens of logging, progress, webinars and what is asked after a session, for the gallery."""

from dataclasses import replace
from datetime import timedelta

from content import afterwards, built_in, minutes, progress, recordings, resources, webinars
from content.screen import Screen
from programme.model import Card, Entry, Intensity, Progress, Session, Totals, Week
from tests.content.cast import DESK_RESET, MENOPAUSE, NOW, STARTS, WORDS, ZONE, card

TODAY = NOW.date()
CATALOGUE = built_in.catalogue()
WALK = Entry("EntryAAAAAAA", 600, "body-weight", Intensity.MODERATE, TODAY)
OURS = Entry("EntryBBBBBBB", 10, "session-strength", Intensity.LIGHT, TODAY, "BookingAAAAA")
ENTRIES = (WALK, OURS, replace(WALK, id="EntryCCCCCCC"), replace(WALK, id="EntryDDDDDDD"))

MONDAYS = [TODAY - timedelta(days=7 * back) for back in reversed(range(8))]
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
        *(minutes.not_understood(WORDS, reason, "word", ENTRIES) for reason in minutes.REASONS),
        minutes.not_understood(WORDS, "word", "quidditch", [WALK], WALK.id),
        minutes.which_activity(WORDS, 25, ["yoga"]),
        minutes.change(WORDS, [WALK], None),
        minutes.change(WORDS, [OURS], OURS.id),
        minutes.change(WORDS, ENTRIES, None),
        minutes.saved(WORDS, ENTRIES, Totals(10, 20, 30), may_undo=True),
        minutes.saved(WORDS, [WALK], Totals(10, 20, 30), may_undo=False),
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
        *(resources.found(WORDS, resources.search(CATALOGUE, typed)) for typed in ("", "knees", "sleep", "xyzzy")),
        *(resources.one(WORDS, CATALOGUE, one, need) for one in CATALOGUE.resources for need in ("", *one.topics)),
        webinars.screen(WORDS, CATALOGUE, [], ZONE),
        webinars.screen(WORDS, CATALOGUE, [], ZONE, has_recordings=True),
        recordings.screen(WORDS, [], 0, ZONE),
        recordings.screen(WORDS, [replace(talk, id=f"Session{n:05}") for n in range(20)], 7, ZONE),
        *(recordings.one(WORDS, replace(talk, recording_url=url), ZONE) for url in ("https://video.example.org/1", "https://x")),
        recordings.ask(WORDS, talk.id),
        webinars.screen(WORDS, CATALOGUE, nine(talk), ZONE, has_recordings=True),
    ]  # fmt: skip


def nine(talk: Session) -> list[Card]:
    return [card(replace(talk, id=f"Session{n:05}")) for n in range(9)]
