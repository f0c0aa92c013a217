"""The screens of logging, progress, webinars and what is asked after a session, for the gallery."""

from dataclasses import replace

from content import afterwards, minutes, progress, webinars
from content.screen import Screen
from programme.model import Entry, Intensity, Session, Totals
from tests.content.cast import DESK_RESET, MENOPAUSE, NOW, STARTS, WORDS, ZONE, card

TODAY = NOW.date()
WALK = Entry("EntryAAAAAAA", 600, "body-weight", Intensity.MODERATE, TODAY)
OURS = Entry("EntryBBBBBBB", 10, "session-strength", Intensity.LIGHT, TODAY, "BookingAAAAA")
ENTRIES = (WALK, OURS, replace(WALK, id="EntryCCCCCCC"), replace(WALK, id="EntryDDDDDDD"))


def screens(session: Session = DESK_RESET) -> list[Screen]:
    talk = replace(MENOPAUSE, title=session.title, speakers=session.speakers, webinar_series=session.title)
    return [
        minutes.screen(WORDS, ()),
        *(minutes.screen(WORDS, ENTRIES, done) for done in minutes.DONE),
        minutes.confirm(WORDS, ENTRIES, TODAY, said_before=False),
        minutes.confirm(WORDS, [WALK], TODAY, said_before=True),
        *(minutes.not_understood(WORDS, reason, "word", ENTRIES) for reason in minutes.REASONS),
        minutes.change(WORDS, [WALK], None),
        minutes.change(WORDS, [OURS], OURS.id),
        minutes.change(WORDS, ENTRIES, None),
        minutes.saved(WORDS, ENTRIES, Totals(10, 20, 30), may_undo=True),
        minutes.saved(WORDS, [WALK], Totals(10, 20, 30), may_undo=False),
        *(progress.screen(WORDS, Totals(5, n), TODAY) for n in (0, 5, 30, 150)),
        *(scene(WORDS, one, STARTS, ZONE) for scene in (afterwards.did_you_make_it, afterwards.how_many_came)
          for one in (session, talk)),
        afterwards.made_it(WORDS, session.id, OURS, is_movement=True),
        afterwards.made_it(WORDS, session.id, None, is_movement=True),
        afterwards.made_it(WORDS, session.id, None, is_movement=False),
        afterwards.missed_it(WORDS, session.id),
        afterwards.counting(WORDS, session, ZONE, again=True),
        afterwards.counted(WORDS, replace(session, head_count=1), ZONE),
        webinars.screen(WORDS, [], ZONE),
        webinars.screen(WORDS, [card(replace(talk, id=f"Session{n:05}")) for n in range(9)], ZONE),
    ]  # fmt: skip
