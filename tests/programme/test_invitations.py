"""Invitations: made, presented, used up, rotated; and what happens to those who guess."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from programme import codes, ids, invitations, people
from programme.errors import CodeNotValid, EmployerUnknown, Unusable
from programme.invitations import Wrong
from programme.model import Invitation, Role
from tests.programme.cast import AMIRA, BEN, CHARLIE, COLE, NOW, House, later

WRONG = Wrong(paused=False)
PAUSED = Wrong(paused=True)


async def present(house: House, typed: str, now: datetime = NOW, chat_id: int = CHARLIE) -> Invitation | Wrong:
    async with house.database.transaction() as tx:
        return await invitations.present(tx, chat_id, typed, now)


async def test_the_link_and_the_code_open_the_same(house: House) -> None:
    made = await house.made(Role.EMPLOYEE, house.council)
    assert await present(house, made.link_token) == made.invitation
    assert await present(house, made.code) == made.invitation
    assert made.invitation.employer == house.council


async def test_a_code_may_be_typed_as_people_type(house: House) -> None:
    made = await house.made(Role.EMPLOYEE, house.council)
    for typed in (
        made.code.lower(),
        made.code.replace("-", ""),
        f"  {made.code.replace('-', ' ')} ",
        made.code.replace("-", "–"),
        made.code.replace("0", "O").replace("1", "l"),
        made.code.replace("1", "i"),
    ):
        assert await present(house, typed) == made.invitation


async def test_only_hashes_are_kept(house: House) -> None:
    made = await house.made(Role.EMPLOYEE, house.council)
    async with house.database.reading() as reading:
        row = await reading.one("SELECT * FROM invitations")
    assert row is not None
    kept = [str(value) for value in dict(row).values()]  # type: ignore[call-overload]
    assert not {made.link_token, made.code, made.code.replace("-", "")} & set(kept)
    assert len(row["link_hash"]) == len(row["code_hash"]) == 64


async def test_the_workplaces_own_is_many_use_and_does_not_expire(house: House) -> None:
    made = await house.made(Role.EMPLOYEE, house.council)
    for chat_id in (AMIRA, BEN):
        async with house.database.transaction() as tx:
            await people.join(tx, await people.visitor(tx, chat_id), made.invitation, NOW)
    assert await present(house, made.code, later(days=1000)) == made.invitation


async def test_others_are_for_one_person_within_fourteen_days(house: House) -> None:
    made = await house.made(Role.INSTRUCTOR)
    assert await present(house, made.code, later(days=13)) == made.invitation
    assert await present(house, made.code, later(days=14)) == WRONG


async def test_uses_and_days_can_be_chosen(house: House) -> None:
    made = await house.made(Role.HR, house.council, uses=2, days=1)
    assert await present(house, made.code, later(hours=23)) == made.invitation
    assert await present(house, made.code, later(days=1)) == WRONG


@pytest.mark.parametrize("terms", [{"uses": 0}, {"uses": -1}, {"days": 0}, {"days": 100_000}])
async def test_terms_out_of_range_are_refused(house: House, terms: dict[str, Any]) -> None:
    with pytest.raises(Unusable):
        await house.made(Role.HR, house.council, **terms)


async def test_a_role_at_a_workplace_needs_one(house: House) -> None:
    with pytest.raises(EmployerUnknown):
        await house.made(Role.HR)


async def test_rotating_closes_the_old_one_of_that_workplace_only(house: House) -> None:
    old = await house.made(Role.EMPLOYEE, house.council)
    others = await house.made(Role.EMPLOYEE, house.school)
    new = await house.made(Role.EMPLOYEE, house.council, rotate=True)
    assert await present(house, old.code) == WRONG
    assert await present(house, new.code) == new.invitation
    assert await present(house, others.code) == others.invitation


async def test_used_up_expired_revoked_and_never_made_are_the_same_answer(house: House) -> None:
    used, expired = await house.made(Role.HR, house.council), await house.made(Role.TEAM, days=1)
    revoked = await house.made(Role.INSTRUCTOR)
    async with house.database.transaction() as tx:
        await people.join(tx, await people.visitor(tx, AMIRA), used.invitation, NOW)
        await invitations.revoke(tx, Role.INSTRUCTOR, None, NOW, actor="command line")
    answers = [
        await present(house, typed, later(days=2)) for typed in (used.code, expired.code, revoked.code, "ABCD-2345")
    ]
    assert answers == [WRONG] * 4


async def test_by_id_is_refused_once_it_is_used_up(house: House) -> None:
    made = await house.made(Role.HR, house.council)
    async with house.database.transaction() as tx:
        assert await invitations.by_id(tx, made.invitation.id, NOW) == made.invitation
        await people.join(tx, await people.visitor(tx, AMIRA), made.invitation, NOW)
        with pytest.raises(CodeNotValid):
            await invitations.by_id(tx, made.invitation.id, NOW)


async def test_two_at_once_on_a_single_use_invitation_one_gets_in(house: House) -> None:
    made = await house.made(Role.INSTRUCTOR)

    async def join(chat_id: int) -> bool:
        try:
            async with house.database.transaction() as tx:
                await people.join(tx, await people.visitor(tx, chat_id), made.invitation, NOW)
        except CodeNotValid:
            return False
        return True

    joined = await asyncio.gather(*(join(chat_id) for chat_id in range(1, 7)))
    assert sum(joined) == 1
    assert await house.count("people") == 1


async def test_the_fifth_wrong_one_pauses_the_chat_for_an_hour_right_ones_too(house: House) -> None:
    made = await house.made(Role.EMPLOYEE, house.council)
    answers = [await present(house, "WRONG", later(minutes=n)) for n in range(5)]
    assert answers == [WRONG] * 4 + [PAUSED]
    for typed in (made.code, made.link_token, "WRONG"):
        assert await present(house, typed, later(minutes=63)) == PAUSED
    assert await present(house, made.code, later(minutes=64)) == made.invitation


async def test_what_is_tried_in_a_pause_does_not_lengthen_it(house: House) -> None:
    for minute in range(60):
        await present(house, "WRONG", later(minutes=minute))
    assert await present(house, "WRONG", later(minutes=64)) == WRONG


async def test_another_chat_is_not_paused(house: House) -> None:
    made = await house.made(Role.EMPLOYEE, house.council)
    for _ in range(5):
        await present(house, "WRONG")
    assert await present(house, made.code, chat_id=AMIRA) == made.invitation


async def test_many_wrong_ones_over_all_chats_alert_the_team_once(house: House) -> None:
    await house.join_as(COLE, Role.TEAM)
    for chat_id in range(5000, 5029):
        await present(house, "WRONG", chat_id=chat_id)
    assert await house.notices(COLE) == []
    for chat_id in range(5029, 5035):
        await present(house, "WRONG", chat_id=chat_id)
    assert await house.notices(COLE) == [("team_alert", NOW)]


async def test_old_attempts_are_forgotten(house: House) -> None:
    await present(house, "WRONG")
    async with house.database.transaction() as tx:
        assert await invitations.forget_attempts(tx, later(days=1, seconds=1)) == 1


@pytest.mark.parametrize("typed", ["", " ", "\x00", "\ud800", "٣٤٥", "💪" * 50, "x" * 10_000, "' OR 1=1 --"])
async def test_nothing_typed_breaks_it(house: House, typed: str) -> None:
    assert await present(house, typed) == WRONG


# ── decisions, without a database ──


def test_links_and_codes_are_long_enough_and_random() -> None:
    links, typed = {codes.new_link() for _ in range(100)}, {codes.new_code() for _ in range(100)}
    assert len(links) == len(typed) == 100
    assert len(ids.ALPHABET) ** codes.LINK_LENGTH >= 2**128
    assert all(len(code) == 8 and set(code) <= set(codes.CODE_ALPHABET) for code in typed)


def test_a_link_and_a_code_of_the_same_text_have_different_hashes() -> None:
    assert codes.link_hash(b"key", "ABCD2345") != codes.code_hash(b"key", "ABCD2345")


def test_without_the_key_the_hash_is_another() -> None:
    assert codes.code_hash(b"key", "ABCD2345") != codes.code_hash(b"other", "ABCD2345")


@pytest.mark.parametrize(("spread", "pauses"), [(59, True), (60, True), (61, False)])
def test_five_pause_only_within_an_hour(spread: int, pauses: bool) -> None:
    wrong = [NOW - timedelta(minutes=spread) * n / 4 for n in range(5)]
    assert codes.is_paused(wrong, NOW) is pauses
