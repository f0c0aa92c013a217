"""What HR's wishes and readers cost: no big table is read whole for a tap of theirs."""

from collections.abc import Awaitable, Callable

import pytest

from programme import digest_wishes, emails, mail_pages, readers, summaries
from programme.model import DigestWish, Role, Way
from programme.summaries import Carried
from tests.content.cast import ZONE
from tests.programme.cast import HOLLY, NOW, House
from tests.programme.store.overhearing import Overheard, overheard
from tests.programme.store.test_plans import read_whole

KEY = b"a key of the tests' own, 32 bytes"
Act = Callable[[Overheard, House, str], Awaitable[None]]


async def choose(tx: Overheard, house: House, holly: str) -> None:
    facts = summaries.to_facts(Carried(house.council.id, (), None, digest_wishes.monday_of(NOW, ZONE)))
    await digest_wishes.plan(tx, house.council.id, facts, NOW, ZONE)
    await digest_wishes.change(tx, holly, house.council.id, DigestWish(3, way=Way.EMAIL), NOW, ZONE)
    await digest_wishes.replan_all(tx, holly, NOW, ZONE)


async def ask(tx: Overheard, house: House, holly: str) -> None:
    contact = await readers.ask(tx, house.council, "anna@example.org", holly, NOW)
    await readers.confirm(tx, house.council, contact, "000000", NOW)
    await readers.remove(tx, house.council, contact, holly, NOW)


async def stop(tx: Overheard, house: House, holly: str) -> None:
    await emails.request(tx, holly, "holly@example.org", NOW)
    held = await emails.of(tx, holly)
    assert held
    await mail_pages.stop(tx, KEY, mail_pages.stop_token(KEY, held.contact_id, held.email), NOW)
    await mail_pages.stop_by_code(tx, KEY, "ABCD-EFGH", NOW)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("act", [choose, ask, stop])
async def test_no_big_table_is_read_whole(house: House, act: Act) -> None:
    holly = await house.join_as(HOLLY, Role.HR, house.council)
    assert holly.person
    async with overheard(house.database) as tx:
        await act(tx, house, holly.person.id)
    assert tx.heard
    for one in tx.heard:
        assert await read_whole(house.database, one) == set(), one.sql
