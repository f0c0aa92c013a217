"""What the long run reads from the chats about changes of classes: what it counts as broken, and what it does not."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from content import bookings, notices, offers
from content import card as card_scene
from playground.serve import play
from playground.soak import changes
from playground.soak.changes import Changes, GivenUp, Moment
from playground.soak.crowd import Away
from playground.soak.leaders import Order, What
from playground.soak.record import Class, Place
from playground.soak.told import News, Told, told_in, what_is_said
from playground.values import Call
from programme.model import Channel, Contact, Facts, Notice
from tests.content.cast import DESK_RESET, NOW, WORDS, ZONE, card, member, place

AMIRA, HOUR = 1, timedelta(hours=1)
AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
CLASS = Class("s1", AT + 3 * HOUR)
PLACE = Place(AMIRA, "s1", "booked", AT - HOUR)
OFF = Told(AMIRA, News.CALLED_OFF, "s1", "15:00", 10.0, AT)
MOVED, REMINDED = replace(OFF, news=News.MOVED), replace(OFF, news=News.REMINDER, at=20.0)
BOOKED = replace(OFF, news=News.BOOKED, clock="")
CALLED_OFF = Changes((replace(CLASS, cancelled_at=AT),), (PLACE,), frozenset({AMIRA}))
WAS_MOVED = Changes((CLASS,), (PLACE,), frozenset({AMIRA}), orders=(Order("s1", What.MOVED, AT, "15:00"),))
ON = Changes((CLASS,), (PLACE,), frozenset({AMIRA}), on_its_way=timedelta(minutes=1))


def test_whoever_is_not_told_that_a_class_is_off_is_found() -> None:
    assert len(changes.never_told_it_is_off(CALLED_OFF)) == 1
    assert not changes.never_told_it_is_off(replace(CALLED_OFF, told=(OFF,)))
    assert changes.never_told_it_is_off(replace(CALLED_OFF, told=(replace(OFF, clock="15:11"),)))


@pytest.mark.parametrize("state", ["booked", "waiting", "offered", "cancelled"])
def test_whoever_waits_for_a_place_must_be_told_too_and_whoever_gave_it_up_not(state: str) -> None:
    seen = replace(CALLED_OFF, places=(replace(PLACE, state=state),))
    assert bool(changes.never_told_it_is_off(seen)) is (state != "cancelled")


def test_whoever_is_not_told_that_a_class_has_moved_is_found() -> None:
    assert len(changes.never_told_it_has_moved(WAS_MOVED)) == 1
    assert not changes.never_told_it_has_moved(replace(WAS_MOVED, told=(MOVED,)))
    assert changes.never_told_it_has_moved(replace(WAS_MOVED, told=(replace(MOVED, clock="14:00"),)))


@pytest.mark.parametrize(
    "excuse",
    [
        {"away": (Away(AMIRA, AT + HOUR, AT + 2 * HOUR),)},
        {"places": (replace(PLACE, since=AT + HOUR),)},
        {"classes": (replace(CLASS, cancelled_at=AT + HOUR),)},
        {"classes": (replace(CLASS, changed_at=(AT + 2 * HOUR,)),), "to_be_told": 2 * HOUR},
        {"orders": (Order("s1", What.MOVED, AT, "16:00"),)},
        {"members": frozenset[int]()},
    ],
)
def test_there_are_reasons_not_to_be_told_of_a_move(excuse: dict[str, object]) -> None:
    assert not changes.never_told_it_has_moved(replace(WAS_MOVED, **excuse))  # type: ignore[arg-type]


def test_a_change_told_twice_is_found_unless_a_crash_or_a_lost_answer_came_between() -> None:
    twice = replace(CALLED_OFF, told=(OFF, replace(OFF, at=20.0)))
    assert len(changes.told_again(twice)) == 1
    assert not changes.told_again(replace(twice, ended_at=(15.0,)))
    assert not changes.told_again(replace(twice, unclear=(Moment(AMIRA, 10.0),)))
    assert changes.told_again(replace(twice, ended_at=(25.0,), unclear=(Moment(2, 10.0),)))


def test_one_crash_explains_no_more_than_eight() -> None:
    told = tuple(replace(OFF, chat=chat, at=at) for chat in range(9) for at in (10.0, 20.0))
    assert changes.told_again(replace(CALLED_OFF, told=told, ended_at=(15.0,))) == ["9 at one kill"]
    assert not changes.told_again(replace(CALLED_OFF, told=told[2:], ended_at=(15.0,)))


def test_of_a_new_link_people_are_told_once_more_before_the_start() -> None:
    link, order = replace(OFF, news=News.NEW_LINK), Order("s1", What.NEW_LINK, AT)
    twice = replace(ON, told=(link, replace(link, at=20.0)), orders=(order,))
    assert not changes.told_again(twice)
    assert changes.told_again(replace(twice, told=(*twice.told, replace(link, at=30.0))))


def test_a_reminder_of_what_is_off_or_of_another_time_is_found() -> None:
    assert changes.reminded_in_vain(replace(ON, told=(OFF, REMINDED)))
    assert changes.reminded_in_vain(replace(ON, told=(MOVED, replace(REMINDED, clock="14:00"))))
    assert not changes.reminded_in_vain(replace(ON, told=(MOVED, REMINDED)))
    assert not changes.reminded_in_vain(replace(ON, told=(replace(MOVED, clock="14:30"), REMINDED)))
    assert not changes.reminded_in_vain(replace(ON, told=(REMINDED, OFF)))


@pytest.mark.parametrize("news", [News.BOOKED, News.PLACE, News.REMINDER])
def test_whoever_is_told_falsely_that_they_are_booked_is_found(news: News) -> None:
    told = (replace(BOOKED, news=news),)
    assert changes.told_falsely(replace(ON, places=(), told=told))
    assert changes.told_falsely(replace(ON, places=(replace(PLACE, state="waiting"),), told=told))
    assert not changes.told_falsely(replace(ON, told=told))


def test_it_is_the_last_word_about_a_place_that_counts() -> None:
    later = replace(BOOKED, news=News.NOT_BOOKED)
    assert not changes.told_falsely(replace(ON, places=(), told=(BOOKED, later)))
    assert changes.told_falsely(replace(ON, places=(), told=(later, BOOKED)))
    assert changes.told_falsely(replace(ON, places=(), told=(BOOKED, replace(later, arrived=False))))


def test_whoever_has_given_the_place_up_since_was_told_no_lie() -> None:
    lied = replace(ON, places=(), told=(BOOKED,))
    assert not changes.told_falsely(replace(lied, given_up=(GivenUp(AMIRA, "s1", AT + HOUR),)))
    assert changes.told_falsely(replace(lied, given_up=(GivenUp(AMIRA, "s1", AT - HOUR),)))


@pytest.mark.parametrize(
    ("kind", "news"),
    [
        ("session_cancelled", News.CALLED_OFF),
        ("session_moved", News.MOVED),
        ("link_changed", News.NEW_LINK),
        ("promoted", News.PLACE),
        ("reminder_near", News.REMINDER),
        ("reminder_day_before", News.DAY_BEFORE),
    ],
)
def test_what_a_notice_says_of_a_class_is_seen(kind: str, news: News) -> None:
    notice = Notice("N1", kind, Contact("C1", "P1", Channel.TELEGRAM, AMIRA), NOW, None, 1, DESK_RESET.id)
    shown = notices.screen(WORDS, notice, Facts(member(), card(DESK_RESET, booking=place())), NOW, ZONE)
    assert what_is_said(str(shown.text)) == (news, f"{DESK_RESET.starts_at:%H:%M}")


def test_an_offer_and_a_card_are_seen_and_a_list_says_nothing_of_one_class() -> None:
    held = card(DESK_RESET, booking=place())
    said = [
        what_is_said(str(shown.text))
        for shown in (
            offers.offered(WORDS, held, "", NOW, ZONE),
            card_scene.screen(WORDS, held, NOW, ZONE),
            card_scene.screen(WORDS, held, DESK_RESET.starts_at, ZONE),
            card_scene.screen(WORDS, card(DESK_RESET), NOW, ZONE, done="cancelled"),
            bookings.screen(WORDS, [held], NOW, ZONE),
        )
    ]
    at = f"{DESK_RESET.starts_at:%H:%M}"
    assert said == [(News.OFFERED, ""), (News.BOOKED, ""), (News.BOOKED, ""), (News.NOT_BOOKED, at), None]


async def test_messages_are_read_with_what_became_of_them() -> None:
    keyboard = {"inline_keyboard": [[{"text": "See it", "callback_data": "s:s1"}]]}
    fields = {"chat_id": AMIRA, "text": "Your 12:30 starts in 10 minutes.", "reply_markup": keyboard}
    sent = Call("sendMessage", fields, 200, "", {"date": int(AT.timestamp())}, "lose_answer", 1, 5.0)
    cut, refused = replace(sent, status=0, fault="cut", result=None), replace(sent, status=500, fault="refuse")
    async with play() as telegram:
        telegram.world.calls = deque((sent, cut, refused))
        told = list(told_in(telegram, {}))
    assert [(one.arrived, one.is_unclear) for one in told] == [(True, True), (False, True)]
    assert told[0] == Told(AMIRA, News.REMINDER, "s1", "12:30", 5.0, AT, is_unclear=True)


async def test_what_leads_nowhere_is_known_by_its_time_but_not_what_an_instructor_is_told() -> None:
    texts = (
        "Sorry: your session today at 15:00 is cancelled.",
        "Your 15:00 starts in 14 minutes. 6 people are booked.",
    )
    calls = [Call("sendMessage", {"chat_id": AMIRA, "text": text}, 200, "", {"date": 0}) for text in texts]
    async with play() as telegram:
        telegram.world.calls = deque(calls)
        assert [one.news for one in told_in(telegram, {"15:00": "s1"})] == [News.CALLED_OFF]
