"""When and where HR gets the week's message: at the time they chose, once a week, whatever they change in between."""

import random
from datetime import UTC, date, datetime, time, timedelta

import pytest

from programme import closing, digest_wishes, emails, employers, mail_codes, notices, people, summaries
from programme.digest_wishes import due, message
from programme.errors import Unusable
from programme.model import Channel, DigestWish, Employer, Facts, Role, Way
from programme.store.digest_wishes import Recipient, select_recipients
from programme.summaries import Carried
from programme.worker import take_over
from tests.content.cast import ZONE
from tests.programme.cast import CHARLIE, COLE, HOLLY, House

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ADDRESS = "holly@example.org"


def at(days: int = 0, hour: int = 8, minute: int = 0) -> datetime:
    """That long after Monday's midnight; UK time is UTC in November."""
    return MONDAY.replace(hour=hour, minute=minute) + timedelta(days=days)


async def hr(house: House, chat_id: int = HOLLY, employer: Employer | None = None) -> str:
    """The person's id."""
    visitor = await house.join_as(chat_id, Role.HR, employer or house.council)
    assert visitor.person
    return visitor.person.id


async def with_address(house: House, person_id: str, address: str = ADDRESS) -> None:
    async with house.database.transaction() as tx:
        await emails.request(tx, person_id, address, MONDAY)
        held = await emails.of(tx, person_id)
        assert held
        code = await mail_codes.open_code(tx, held.contact_id, MONDAY)
        assert await emails.confirm(tx, person_id, code or "", MONDAY) is None


async def plan(house: House, now: datetime = MONDAY, employer: Employer | None = None) -> None:
    """What the clock does on Monday, without the figures."""
    employer = employer or house.council
    facts = summaries.to_facts(Carried(employer.id, (), None, digest_wishes.monday_of(now, ZONE)))
    async with house.database.transaction() as tx:
        await digest_wishes.plan(tx, employer.id, facts, now, ZONE)


async def wish(house: House, person_id: str, wanted: DigestWish, now: datetime = MONDAY, at_: str = "") -> None:
    async with house.database.transaction() as tx:
        await digest_wishes.change(tx, person_id, at_ or house.council.id, wanted, now, ZONE)


@pytest.mark.parametrize(
    ("now", "wanted", "comes"),
    [
        (at(hour=7, minute=59), DigestWish(), at()),
        (at(), DigestWish(), at(7)),
        (at(6, 23), DigestWish(), at(7)),
        (at(hour=7), DigestWish(2, time(9)), at(2, 9)),
        (at(1), DigestWish(2, time(9)), at(9, 9)),
        (at(1), DigestWish(way=Way.NEITHER), None),
    ],
)
def test_the_first_comes_with_the_next_monday_that_they_are_hr_on(
    now: datetime, wanted: DigestWish, comes: datetime | None
) -> None:
    assert digest_wishes.first_message(wanted, now, ZONE) == comes


async def test_the_first_comes_when_it_was_said(house: House) -> None:
    await hr(house)
    said = digest_wishes.first_message(DigestWish(), at(-2), ZONE)
    assert said
    await plan(house, said)
    assert [sent for _, sent in await send_due(house, said)] == [said]


async def send_due(house: House, now: datetime) -> list[tuple[Channel, datetime]]:
    """What the worker sends by *now*: by which channel and for when."""
    epoch = await take_over(house.database, "test", alone=True)
    assert epoch is not None
    sent = []
    async with house.database.transaction() as tx:
        for notice in await notices.claim_due(tx, epoch, 50, now):
            goes_out = isinstance(await notices.relevant(tx, notice, now), Facts)
            await notices.settle(tx, notice.id, "sent" if goes_out else "dropped", now)
            if goes_out and notice.kind == "digest":
                sent.append((notice.contact.channel, notice.due_at))
    return sent


@pytest.mark.parametrize(
    ("monday", "wanted", "moment"),
    [
        (date(2026, 11, 23), DigestWish(), datetime(2026, 11, 23, 8, tzinfo=UTC)),
        (date(2026, 7, 6), DigestWish(1, time(9)), datetime(2026, 7, 7, 8, tzinfo=UTC)),
        (date(2026, 3, 23), DigestWish(6, time(1, 30)), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (date(2026, 3, 23), DigestWish(6, time(9)), datetime(2026, 3, 29, 8, tzinfo=UTC)),
        (date(2026, 10, 19), DigestWish(6, time(1, 30)), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (date(2026, 10, 19), DigestWish(6, time(9)), datetime(2026, 10, 25, 9, tzinfo=UTC)),
    ],
    ids=["usual", "summer", "skipped", "after spring", "doubled", "after autumn"],
)
def test_a_time_is_what_clocks_on_the_wall_show(monday: date, wanted: DigestWish, moment: datetime) -> None:
    assert due(wanted, monday, ZONE) == moment


@pytest.mark.parametrize("now", [at(), at(2, 12), at(6, 23)])
def test_a_message_is_over_before_the_next_one_is_due(now: datetime) -> None:
    for day in range(7):
        one = Recipient("ContactAAAAA", "PersonAAAAAA", Channel.TELEGRAM, DigestWish(day, time(9)))
        new = message(one, "", now, ZONE)
        assert new.expires_at
        assert new.due_at < new.expires_at <= due(one.wish, date(2026, 11, 30), ZONE)
        assert new.due_at >= now


async def test_it_comes_at_the_chosen_time_and_not_before(house: House) -> None:
    holly = await hr(house)
    await wish(house, holly, DigestWish(1, time(9)), at(-1))
    await plan(house)
    assert await send_due(house, at(1, 8, 59)) == []
    assert await send_due(house, at(1, 9)) == [(Channel.TELEGRAM, at(1, 9))]


@pytest.mark.parametrize(
    ("way", "channels"),
    [
        (Way.CHAT, {Channel.TELEGRAM}),
        (Way.EMAIL, {Channel.EMAIL}),
        (Way.BOTH, {Channel.TELEGRAM, Channel.EMAIL}),
        (Way.NEITHER, set()),
    ],
)
async def test_it_comes_the_chosen_way(house: House, way: Way, channels: set[Channel]) -> None:
    holly = await hr(house)
    await with_address(house, holly)
    await wish(house, holly, DigestWish(way=way))
    await plan(house)
    assert {channel for channel, _ in await send_due(house, at())} == channels


async def test_by_e_mail_comes_by_chat_until_the_address_is_confirmed(house: House) -> None:
    holly = await hr(house)
    await wish(house, holly, DigestWish(way=Way.EMAIL))
    await plan(house)
    assert [channel for channel, _ in await send_due(house, at())] == [Channel.TELEGRAM]


async def test_on_monday_it_cannot_come_before_there_are_figures(house: House) -> None:
    holly = await hr(house)
    with pytest.raises(Unusable, match="too_early"):
        await wish(house, holly, DigestWish(0, time(7, 59)))
    await wish(house, holly, DigestWish(1, time(7)))


async def test_each_of_two_contacts_gets_it_when_they_want(house: House) -> None:
    holly, charlie = await hr(house), await hr(house, CHARLIE)
    await wish(house, holly, DigestWish(1, time(9)))
    await wish(house, charlie, DigestWish(4, time(16)))
    await plan(house)
    assert [moment for _, moment in await send_due(house, at(6))] == [at(1, 9), at(4, 16)]


async def test_wishes_are_for_one_workplace_each(house: House) -> None:
    holly = await hr(house)
    await hr(house, HOLLY, house.school)
    await wish(house, holly, DigestWish(2, time(9)), at_=house.school.id)
    await plan(house)
    await plan(house, employer=house.school)
    assert [moment for _, moment in await send_due(house, at(3))] == [at(), at(2, 9)]


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.INSTRUCTOR])
async def test_hr_who_takes_part_or_teaches_gets_it_once(house: House, role: Role) -> None:
    await hr(house, COLE)
    await house.join_as(COLE, role, house.council if role is Role.EMPLOYEE else None)
    await plan(house)
    assert len(await send_due(house, at())) == 1


async def test_later_in_the_week_moves_what_waits(house: House) -> None:
    holly = await hr(house)
    await wish(house, holly, DigestWish(2, time(9)), at(-1))
    await plan(house)
    await wish(house, holly, DigestWish(4, time(9)), at(1))
    assert await send_due(house, at(4, 8)) == []
    assert await send_due(house, at(4, 9)) == [(Channel.TELEGRAM, at(4, 9))]


async def test_a_time_that_has_passed_brings_it_now(house: House) -> None:
    holly = await hr(house)
    await wish(house, holly, DigestWish(4, time(9)), at(-1))
    await plan(house)
    await wish(house, holly, DigestWish(1, time(9)), at(2))
    assert await send_due(house, at(2)) == [(Channel.TELEGRAM, at(2))]


async def test_what_has_come_does_not_come_again(house: House) -> None:
    holly = await hr(house)
    await with_address(house, holly)
    await wish(house, holly, DigestWish(way=Way.CHAT))
    await plan(house)
    assert len(await send_due(house, at())) == 1
    await wish(house, holly, DigestWish(3, time(9), Way.BOTH), at(1))
    assert await send_due(house, at(6, 23)) == []
    await plan(house, at(7))
    assert len(await send_due(house, at(10, 9))) == 2


async def test_it_is_not_sent_to_an_address_that_was_changed_meanwhile(house: House) -> None:
    """The new one has not said yes; so this week's comes by chat."""
    holly = await hr(house)
    await with_address(house, holly)
    await wish(house, holly, DigestWish(2, time(9), Way.EMAIL))
    await plan(house)
    async with house.database.transaction() as tx:
        await emails.request(tx, holly, "other@example.org", at(1))
    assert await send_due(house, at(2, 9)) == []
    async with house.database.transaction() as tx:
        await digest_wishes.replan_all(tx, holly, at(2, 10), ZONE)
    assert await send_due(house, at(2, 10)) == [(Channel.TELEGRAM, at(2, 10))]


async def test_stopping_the_e_mails_brings_this_weeks_by_chat(house: House) -> None:
    holly = await hr(house)
    await with_address(house, holly)
    await wish(house, holly, DigestWish(2, time(9), Way.EMAIL))
    await plan(house)
    async with house.database.transaction() as tx:
        await emails.stop(tx, holly, at(1))
        await digest_wishes.replan_all(tx, holly, at(1), ZONE)
    assert await send_due(house, at(2, 9)) == [(Channel.TELEGRAM, at(2, 9))]


async def test_who_has_left_or_was_closed_out_gets_nothing(house: House) -> None:
    holly = await hr(house)
    await hr(house, CHARLIE, house.school)
    await wish(house, holly, DigestWish(3, time(9)))
    await plan(house)
    await plan(house, employer=house.school)
    async with house.database.transaction() as tx:
        await people.leave(tx, await people.visitor(tx, HOLLY), at(1))
        await closing.close(tx, house.school.id, "team", at(1))
    assert await send_due(house, at(6, 23)) == []
    async with house.database.transaction() as tx:
        await emails.prune(tx, at(2))
    assert await house.count("digest_wishes") == 0


async def test_a_workplace_that_is_renamed_keeps_its_readers(house: House) -> None:
    holly = await hr(house)
    await wish(house, holly, DigestWish(3, time(9)))
    await plan(house)
    async with house.database.transaction() as tx:
        await employers.rename(tx, house.council.id, "Essex Council", "team", at(1))
    assert await send_due(house, at(3, 9)) == [(Channel.TELEGRAM, at(3, 9))]


async def a_restless_week(house: House, holly: str, seed: int) -> int:
    """Somebody changes their mind at ten random moments, and the worker sends what is due; how often it came."""
    chance = random.Random(seed)
    await wish(house, holly, DigestWish(way=Way.CHAT), at(0, 7))
    await plan(house)
    moments = sorted(at(0, 8) + timedelta(minutes=chance.randrange(7 * 24 * 60 - 481)) for _ in range(10))
    came = 0
    for moment in moments:
        wanted = DigestWish(chance.randrange(1, 7), time(chance.randrange(24)), chance.choice([Way.CHAT, Way.EMAIL]))
        await wish(house, holly, wanted, moment)
        came += len(await send_due(house, moment + timedelta(minutes=chance.randrange(30))))
    return came + len(await send_due(house, at(6, 23, 59)))


@pytest.mark.parametrize("seed", range(3))
async def test_however_often_they_change_their_mind_it_comes_once(house: House, seed: int) -> None:
    holly = await hr(house)
    await with_address(house, holly)
    assert await a_restless_week(house, holly, seed) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_control_without_asking_what_came_it_comes_twice(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest_wishes, "ARRIVED", frozenset())
    holly = await hr(house)
    await with_address(house, holly)
    assert max([await a_restless_week(house, holly, seed) for seed in range(2)]) > 1


async def test_nobody_without_the_role_is_among_the_recipients(house: House) -> None:
    await house.join(CHARLIE)
    await hr(house)
    async with house.database.reading() as reading:
        found = await select_recipients(reading, house.council.id)
    assert [one.channel for one in found] == [Channel.TELEGRAM]
