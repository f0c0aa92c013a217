"""What holds for every screen of the team's, plain and with hostile values in it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import app
from bot.address import MAX_BYTES, Address
from content import crew, links, oversight, programme, safety, workplaces
from content.screen import Screen
from programme import safety as safety_rules
from programme.employers import HEADCOUNTS
from programme.model import Employer, Holder, Invitation, OpenInvitation, Role, Session
from tests.content.cast import BAKERY, COUNCIL, DESK_RESET, MENOPAUSE, NOW, STARTS, WORDS, ZONE
from tests.content.gallery import HOSTILE
from tests.content.reading import plain_text
from tests.content.test_every_screen import Balance

RECORDED = replace(MENOPAUSE, recording_url="https://video.example.org/" + "a" * 470)
OVER = STARTS + timedelta(hours=3)


def many(employer: Employer) -> list[Employer]:
    return [replace(employer, id=f"Employer{number:04}") for number in range(20)]


def holders(name: str | None, employer: Employer) -> list[Holder]:
    return [
        Holder(f"Role{number:08}", role, f"Person0{number:05}", None, name, employer if role is Role.HR else None, NOW)
        for number in range(9)
        for role in (Role.INSTRUCTOR, Role.HR, Role.TEAM)
    ]


def team_screens(employer: Employer, session: Session, name: str | None) -> list[Screen]:
    return [
        programme.screen(WORDS, 1),
        programme.screen(WORDS, 20),
        *_workplaces(employer),
        *_links(employer),
        *_crew(employer, name),
        *_oversight(session, employer),
        *(safety.screen(WORDS, name, state) for state in ("", "saved", "too_long")),
        safety.screen(WORDS, None, ""),
    ]


def _workplaces(employer: Employer) -> list[Screen]:
    return [
        *(workplaces.screen(WORDS, many(employer), skipped) for skipped in (0, 6, 18, 99)),
        workplaces.screen(WORDS, [], 0),
        *(workplaces.one(WORDS, employer, done) for done in ("", "added", "renamed", "nonsense")),
        *(workplaces.closed(WORDS, employer, orphans, "closed") for orphans in (0, 1, 5)),
        *(workplaces.ask_name(WORDS, problem) for problem in ("", *programme.ANSWERS)),
        workplaces.ask_headcount(WORDS, employer.name, "not_a_number"),
        workplaces.ask_new_name(WORDS, employer, "exists"),
        workplaces.ask_new_headcount(WORDS, employer, "range"),
        workplaces.ask_to_close(WORDS, employer, 3),
    ]


def _links(employer: Employer) -> list[Screen]:
    used = OpenInvitation("InvitationAA", Role.EMPLOYEE, 14, None, NOW, None)
    few = replace(used, uses=1, uses_allowed=5, expires_at=STARTS)
    asked = [Invitation("InvitationAA", role, employer if role in (Role.EMPLOYEE, Role.HR) else None) for role in Role]
    return [
        *(links.screen(WORDS, employer, found, ZONE) for found in ([], [used, few], [few] * 30)),
        *(links.sure(WORDS, employer, rotate=rotate) for rotate in (True, False)),
        *(links.fresh(WORDS, one, "https://t.me/bot?start=abcdefgh", "ABCD-EFGH") for one in asked),
    ]


def _crew(employer: Employer, name: str | None) -> list[Screen]:
    found = holders(name, employer)
    return [
        *(
            crew.screen(WORDS, crew.Part(role, employer if role is Role.HR else None, some, len(some), reader), skipped)
            for role in (Role.INSTRUCTOR, Role.HR, Role.TEAM)
            for some in ((), tuple(one for one in found if one.role is role))
            for skipped, reader in ((0, ""), (6, "Person000007"))
        ),
        *(crew.ask_to_remove(WORDS, one, 1, leads, is_self=leads == 1) for one in found[:3] for leads in (0, 1, 2)),
        *(crew.removed(WORDS, one, 2) for one in found[:3]),
    ]


def _oversight(session: Session, employer: Employer) -> list[Screen]:
    full = [replace(session, id=f"Session{number:05}") for number in range(20)]
    return [
        *(oversight.screen(WORDS, found, 6, ZONE) for found in ([], full)),
        *(oversight.past(WORDS, found, 0, ZONE) for found in ([], full)),
        *(
            oversight.one(WORDS, one, names, now, ZONE, done)
            for one in (session, RECORDED, replace(MENOPAUSE, cancelled_at=NOW))
            for names in ([], [employer.name], [employer.name] * 9)
            for now in (NOW, OVER)
            for done in ("", "health")
        ),
        oversight.ask_about_health(WORDS, session),
        oversight.ask_recording(WORDS, session, "not_a_link"),
    ]


PLAIN = [
    *team_screens(COUNCIL, DESK_RESET, None),
    *team_screens(BAKERY, MENOPAUSE, "Sam Green"),
]
HOSTILE_ONES = team_screens(
    replace(COUNCIL, name=HOSTILE[:80]),
    replace(DESK_RESET, title=HOSTILE[:80], speakers=HOSTILE[:200], instructor_name=HOSTILE[:60]),
    HOSTILE[:60],
)
ALL = [*PLAIN, *HOSTILE_ONES]


def test_telegram_takes_the_text() -> None:
    for screen in ALL:
        parser = Balance()
        parser.feed(str(screen.text))
        assert (parser.open, parser.wrong) == ([], []), screen.text
        assert len(plain_text(screen).encode("utf-16-le")) // 2 <= 4096


def test_plain_screens_are_small_and_have_a_way_on() -> None:
    for screen in PLAIN:
        long_link = RECORDED.recording_url in plain_text(screen) if RECORDED.recording_url else False
        assert len(plain_text(screen)) <= (1200 if long_link else 900), plain_text(screen)
        assert 1 <= len(screen.rows) <= 10


def test_every_button_and_every_question_leads_somewhere() -> None:
    for screen in ALL:
        addresses = [*(one.address for one in screen.choices if one.address), *([screen.asks] if screen.asks else [])]
        for address in addresses:
            assert len(address.encode()) <= MAX_BYTES
            assert app.route(Address.parse(address).name), address
        assert all(bool(one.address) != bool(one.url) for one in screen.choices)


def test_labels_are_short_single_lines_and_all_different() -> None:
    for screen in ALL:
        labels = [choice.label.casefold() for choice in screen.choices]
        assert len(labels) == len(set(labels)), labels
        assert all(1 <= len(label) <= 48 and "\n" not in label for label in labels), labels


def test_no_placeholder_is_left_over() -> None:
    for screen in PLAIN:
        assert "{" not in screen.text
        assert not any("{" in text for text in (screen.toast, *(choice.label for choice in screen.choices)))


def test_everything_of_the_team_needs_the_team() -> None:
    for screen in PLAIN:
        for choice in screen.choices:
            route = app.route(Address.parse(choice.address).name) if choice.address else None
            assert route is None or route.needs.name in ("TEAM", "INSTRUCTOR"), choice


def test_what_is_said_of_limits_is_what_holds() -> None:
    assert safety.LIMIT == safety_rules.LIMIT
    assert f"{HEADCOUNTS[0]} to {HEADCOUNTS[-1]:,}" in programme.ANSWERS["range"]


@pytest.mark.parametrize(("role", "said"), [(Role.INSTRUCTOR, "Instructor 1"), (Role.HR, "HR contact 1")])
def test_who_has_no_name_has_a_number(role: Role, said: str) -> None:
    (one,) = [one for one in holders(None, COUNCIL) if one.role is role][:1]
    assert crew.named(WORDS, one, 1) == said
