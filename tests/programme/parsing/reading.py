"""What the tests of typed minutes read with: a Wednesday evening in November."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from content import activities
from programme.minutes_text import NotUnderstood, understand
from programme.parsing.values import Reason, Understood

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
TODAY = date(2026, 11, 18)
YESTERDAY, MONDAY, FRIDAY, SATURDAY = (TODAY - timedelta(days=back) for back in (1, 2, 5, 4))
TUESDAY, SUNDAY, THURSDAY = YESTERDAY, date(2026, 11, 15), date(2026, 11, 12)


def read(typed: str, now: datetime = NOW) -> Understood | NotUnderstood:
    return understand(typed, activities.rules(), now, ZONE)


def said(typed: str, now: datetime = NOW) -> list[tuple[int, str, date]]:
    answer = read(typed, now)
    assert isinstance(answer, Understood), (typed, answer)
    return [(one.minutes, one.activity, one.on) for one in answer.entries]


def why(typed: str, now: datetime = NOW) -> Reason:
    """Why it is asked about."""
    answer = read(typed, now)
    assert isinstance(answer, NotUnderstood), (typed, answer)
    return answer.reason
