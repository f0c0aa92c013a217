"""The screens of HR contacts, and of those who ask what HR sees, for the gallery."""

from datetime import time, timedelta

from content import digest_wishes, earlier_figures, hr, privacy, readers, settings
from content.screen import Screen
from programme.model import Digest, DigestWish, Figures, Reader, Role, Way
from programme.periods import week
from tests.content.cast import AMIRA, COUNCIL, NOW, WORDS, ZONE, member

WEEK = Digest(COUNCIL.id, week(NOW.date()), "2", Figures(offered=4))
ANNA = Reader("ContactBBBBB", "anna@example.org", has_agreed=True)
BEN = Reader("ContactCCCCC", f"{'benedict.' * 6}smith@people.riverside-school.example.org", has_agreed=False)


def screens() -> list[Screen]:
    return [*_first(), *_wishes(), *_readers(), *_earlier(), *_privacy()]


def _wishes() -> list[Screen]:
    arranged = [
        digest_wishes.Arrangement(DigestWish(day, time(9), way), mail, given, comes)
        for day, way in enumerate(Way)
        for mail, given in ((False, False), (True, False), (True, True))
        for comes in (None, NOW, NOW + timedelta(days=2))
    ]
    outcomes = ("", digest_wishes.SAVED, *digest_wishes.PROBLEMS)
    return [digest_wishes.screen(WORDS, COUNCIL, one, NOW, ZONE, outcome) for one in arranged for outcome in outcomes]


def _readers() -> list[Screen]:
    lists = (
        (),
        (ANNA, BEN),
        (BEN,) * 1 + tuple(Reader(f"Contact{n:05}", f"r{n}@example.org", has_agreed=True) for n in range(7)),
    )
    return [
        *(readers.screen(WORDS, COUNCIL, some, problem)
          for some in lists for problem in ("", "removed", *readers.PROBLEMS)),
        *(readers.ask_code(WORDS, COUNCIL.id, BEN, problem, has_pages=pages)
          for problem in ("", "wrong", "over") for pages in (True, False)),
        readers.agreed(WORDS, COUNCIL.id, ANNA),
        readers.no_mail(WORDS, COUNCIL.id),
        *(hr.code_mail(WORDS, "123456", "https://move.example.org/confirm/abc", whose) for whose in ("", COUNCIL.name)),
        *(hr.stopped_by_code(WORDS, found=found) for found in (True, False)),
    ]  # fmt: skip


def _first() -> list[Screen]:
    ways = [(DigestWish(way=way),) for way in Way]
    return [
        *(hr.first(WORDS, (COUNCIL.id, COUNCIL.name), comes, ZONE) for comes in (NOW, None)),
        *(scene(WORDS, "holly@example.org", wishes) for scene in (hr.confirmed, hr.has_address)
          for wishes in (*ways, (*ways[0], *ways[1]))),
        *(settings.screen(WORDS, member(AMIRA, Role.HR, employer=one), AMIRA, hr_of=(COUNCIL.name,))
          for one in (COUNCIL, None)),
    ]  # fmt: skip


def _earlier() -> list[Screen]:
    many = [
        Digest(COUNCIL.id, week(NOW.date().replace(day=1, month=month)), "2", Figures(offered=4))
        for month in range(1, 12)
    ]
    return [
        earlier_figures.screen(WORDS, COUNCIL.id, [], 0),
        *(earlier_figures.screen(WORDS, COUNCIL.id, many, page) for page in (0, 1, 9)),
        earlier_figures.found(WORDS, COUNCIL.id, [WEEK]),
        *(earlier_figures.not_found(WORDS, COUNCIL.id, understood=understood) for understood in (True, False)),
    ]


def _privacy() -> list[Screen]:
    return [
        *(privacy.counted(WORDS, is_counted=counted) for counted in (True, False)),
        privacy.no_hr(WORDS),
        privacy.screen(WORDS, member(), "Active Essex", "", "", is_counted=False),
    ]
