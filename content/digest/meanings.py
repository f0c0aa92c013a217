"""What each figure means, column by column, and how it is protected: for the workbook's second sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from programme.model import Figures


@dataclass(frozen=True, slots=True)
class Column:
    field: str
    """Of `Figures`."""
    heading: str
    number: Callable[[Figures], int | None]
    meaning: str
    is_exact: bool = False
    now: str = ""
    """What it means since the third rules, where that is something else."""

    @property
    def is_amount(self) -> bool:
        return bool(self.now)


COLUMNS = (
    Column("took_part", "Took part", lambda of: of.took_part,
           "People using the bot who joined a session or webinar through its link, or said that they came. Each person"
           " counts once."),
    Column("first_timers", "First time", lambda of: of.first_timers, "Those of them who had never taken part before."),
    Column("attended", "Visits", lambda of: of.attended,
           "Visits to sessions and webinars, all added up. One person adds 4 a week at most.",
           now="Visits to sessions and webinars, all added up. One person adds 4 in a week at most, or 10 in four"
           " weeks, and never more than there were sessions on offer."),
    Column("at_webinars", "At a webinar", lambda of: of.at_webinars,
           "Those of them who came to a webinar. Never said of four weeks, nor where too few webinars were on to hide"
           " a topic among."),
    Column("using", "Using the bot", lambda of: of.using,
           "People using the bot in all: who belonged to the workplace on the last day."),
    Column("logged", "Logged minutes", lambda of: of.logged, "People who wrote down minutes of movement."),
    Column("in_challenges", "In challenges", lambda of: of.in_challenges,
           "Those of them who had a challenge going on any day. Never said of one challenge."),
    Column("mean_minutes", "Mean minutes a week", lambda of: of.mean_minutes,
           "Average minutes moved a week per person who logged. One person adds 150 a week at most.",
           now="Average minutes moved a week per person who logged. One person adds 150 in a week at most; over four"
           " weeks or a quarter 100 a week, so very active people move more than it says."),
    Column("reached_30", "Reached 30", lambda of: of.reached_30,
           "People who moved 30 active minutes a week or more. Active minutes make you breathe faster; those that make"
           " you breathe hard count double."),
    Column("reached_150", "Reached 150", lambda of: of.reached_150,
           "People who moved 150 active minutes a week or more, which is what doctors advise."),
    Column("times", "Mostly morning", lambda of: of.times.morning if of.times else None,
           "People who took part and came mostly in the morning."),
    Column("times", "Mostly lunchtime", lambda of: of.times.lunch if of.times else None, "The same for lunchtime."),
    Column("times", "Mostly afternoon", lambda of: of.times.afternoon if of.times else None,
           "The same for the afternoon."),
    Column("rated", "Rated", lambda of: of.rated, "People who said how a session was."),
    Column("just_right", "Said just right", lambda of: of.just_right,
           "Those of them who last said that it was just right."),
    Column("offered", "Sessions on offer", lambda of: of.offered,
           "Sessions and webinars on the timetable that people could come to.", is_exact=True),
    Column("webinars", "Webinars on offer", lambda of: of.webinars, "The webinars among them.", is_exact=True),
)  # fmt: skip

BLURRED = "Blurred and rounded to 5. Left out where only a few people are in it, or only a few are not."
CLEAR = "Blurred and rounded to 5. Left out for few people, or where the blur would be more than about a fifth of it."
EARLIER_ROWS = "Some rows were published by earlier rules, which let one person add more."
EXACT = "Exact: everybody can count it in the timetable."
PROTECTED = (
    "These are people using the bot, never all who work with you. Whoever asked not to be counted is in no figure.",
    "Every number of people is blurred a little and rounded to 5, so adding up or taking away gives nothing exact.",
    "A number is left out where few are in it, even none, or few are not. An empty cell may mean nearly everybody.",
    "Figures are frozen when they are published. Later changes to the record never change them.",
    "No name, session title or health topic is used to make this file.",
)
PROTECTED_NOW = (
    PROTECTED[0],
    "Numbers are blurred and rounded to 5, so small ones are a rough guide, and adding up gives nothing exact.",
    "A number is left out where few are in it, even none, or few are not. An empty cell may mean nearly everybody.",
    "Visits and mean minutes are left out too where they would be too uncertain to be useful.",
    *PROTECTED[3:],
)
"""Since the third rules."""
