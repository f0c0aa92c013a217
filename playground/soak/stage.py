"""When the day is played: an afternoon on which people are reminded of the weekend, then a clock-change night."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from programme.working_days import working_day_before

LONDON = ZoneInfo("Europe/London")
EVE, EVE_LASTS, EVE_SHARE = time(15, 50), timedelta(minutes=20), 0.08
"""The working day before (UK time), when reminders of the day before are due; the clock then leaps to the night."""
BEGINS, ENDS = time(22, 0), time(15, 0)
"""From the evening before until the afternoon after, UK time."""
CHANGES = time(1, 0)
"""UTC. https://www.legislation.gov.uk/uksi/2002/262: both changes are at one o'clock Greenwich mean time."""
SHORT, SPEED, LEAST, BEFORE = 300.0, 110.0, timedelta(hours=1), 0.55
"""Of a night that is played in fewer seconds than SHORT only a part is, about the change: so much that the clock runs
SPEED times as fast as a real one, but an hour at the least. Faster, it would leap over what people do."""
NIGHTS = ("spring", "autumn")


@dataclass(frozen=True, slots=True)
class Night:
    """An afternoon, and one night with what comes of the day after it. Aware UTC."""

    name: str
    eve: datetime
    begins: datetime
    ends: datetime

    @classmethod
    def after(cls, name: str, now: datetime, seconds: float = SHORT) -> Night:
        """The next night in which the clocks go forward ("spring") or back ("autumn"), as much as fits *seconds*."""
        day = now.astimezone(LONDON).date() + timedelta(days=7)
        while change(day) != {"spring": 1, "autumn": -1}[name]:
            day += timedelta(days=1)
        eve = datetime.combine(working_day_before(day), EVE, LONDON).astimezone(UTC)
        if seconds < SHORT:
            changes, length = datetime.combine(day, CHANGES, UTC), max(LEAST, timedelta(seconds=SPEED * seconds))
            return cls(name, eve, changes - length * BEFORE, changes + length * (1 - BEFORE))
        begins = datetime.combine(day - timedelta(days=1), BEGINS, LONDON)
        return cls(name, eve, begins.astimezone(UTC), datetime.combine(day, ENDS, LONDON).astimezone(UTC))

    @property
    def seconds(self) -> float:
        return (self.ends - self.begins).total_seconds()

    def speed(self, seconds: float) -> float:
        """How many seconds of the night go by in one, if all is played in *seconds*."""
        return self.seconds / (seconds * (1 - EVE_SHARE))

    def moment(self, share: float) -> datetime:
        """What time it is when *share* (0 to 1) of the time to play has gone by."""
        if share < EVE_SHARE:
            return self.eve + EVE_LASTS * (share / EVE_SHARE)
        return min(self.ends, self.begins + timedelta(seconds=self.seconds) * ((share - EVE_SHARE) / (1 - EVE_SHARE)))


def change(day: date) -> int:
    """By how many hours the clocks go forward on *day*."""
    offsets = [datetime.combine(one, time(), LONDON).utcoffset() for one in (day, day + timedelta(days=1))]
    assert offsets[0] is not None
    assert offsets[1] is not None
    return round((offsets[1] - offsets[0]) / timedelta(hours=1))


def clock(moment: datetime) -> str:
    """``12:30``, as a clock on the wall in London shows it."""
    return f"{moment.astimezone(LONDON):%H:%M}"
