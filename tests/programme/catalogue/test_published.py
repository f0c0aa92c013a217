"""What holds, on both engines: one transaction or nothing, the last good one always, and the team told once."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from programme import audit
from programme.catalogue import published, watch
from programme.catalogue.body import to_body
from programme.errors import CatalogueMoved, NotFound
from programme.model import (
    Catalogue,
    Challenge,
    DescribedChallenge,
    Resource,
    Role,
    Sensitivity,
    Topic,
    WebinarSeries,
)
from tests.programme.cast import AMIRA, BEN, MENOPAUSE, NOW, House, later

MIND = Topic("mind", "Mental health")
WALKS = Resource("walks", "Walks", "Easy walks.", "Everybody.", "Come.", ("mind",), ("walk",))
CAME = Catalogue((MIND,), (WALKS,), challenges=(DescribedChallenge(Challenge("ten", 10, 14), "Ten", "Ten a day."),))
HEALTH = WebinarSeries("series", "Essex Health Series", "Living well.", Sensitivity.HEALTH)


def named(name: str, *webinars: WebinarSeries) -> Catalogue:
    return replace(CAME, resources=(replace(WALKS, name=name),), webinars=webinars)


async def publish(house: House, new: Catalogue, after: int) -> int:
    async with house.database.transaction() as tx:
        return await published.publish(tx, new, CAME, after, "theo", NOW)


async def standing(house: House) -> published.Standing:
    async with house.database.reading() as reading:
        return await published.standing(reading, CAME)


async def shown(house: House) -> str:
    return (await standing(house)).catalogue.resources[0].name


async def spoil(house: House, version: int, body: str) -> None:
    async with house.database.transaction() as tx:
        await tx.run("UPDATE catalogues SET body = $1 WHERE version = $2", body, version)


async def test_what_came_with_the_bot_holds_until_something_is_published(house: House) -> None:
    assert await shown(house) == "Walks"
    assert await publish(house, named("Lunch walks"), 0) == 1
    found = await standing(house)
    assert (found.catalogue.resources[0].name, found.catalogue.version, found.latest) == ("Lunch walks", 1, 1)
    assert found.catalogue.published_at == NOW


async def test_the_audit_has_counts_and_no_names(house: House) -> None:
    await publish(house, named("Lunch walks"), 0)
    async with house.database.reading() as reading:
        [entry] = [one for one in await audit.latest(reading, 9) if one.action == "catalogue published"]
    assert (entry.actor, entry.subject) == ("theo", "1")
    assert entry.details == "Resources +0 ~1 -0; Webinars +0 ~0 -0; Challenges +0 ~0 -0"


async def test_the_same_again_is_no_new_version(house: House) -> None:
    await publish(house, named("Lunch walks"), 0)
    assert await publish(house, named("Lunch walks"), 1) == 1


async def test_nobody_undoes_what_they_have_not_seen(house: House) -> None:
    await publish(house, named("Lunch walks"), 0)
    with pytest.raises(CatalogueMoved):
        await publish(house, named("Other walks"), 0)
    assert await shown(house) == "Lunch walks"


async def test_of_two_at_once_one_is_published(house: House) -> None:
    both = (publish(house, named("One"), 0), publish(house, named("Two"), 0))
    done = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(type(one).__name__ for one in done) == ["CatalogueMoved", "int"]
    assert (await standing(house)).latest == 1


async def test_the_last_ten_are_kept(house: House) -> None:
    for after in range(12):
        await publish(house, named(f"Walks {after}"), after)
    async with house.database.reading() as reading:
        assert [one.version for one in await published.versions(reading)] == list(range(12, 2, -1))
        assert (await published.version(reading, 3, CAME)).resources[0].name == "Walks 2"
        with pytest.raises(NotFound):
            await published.version(reading, 2, CAME)


NO_BODIES = ("", "{", "[]", "7", '{"Resources": 3}', '{"Resources": [{"id": 3}]}', "{}", '{"Resources":[' * 5000)
SPOILT = (('"minutes":"10"', '"minutes":"x"'), ("topic:mind", "topic:old"))


@pytest.mark.parametrize("body", [*NO_BODIES, *(to_body(CAME).replace(old, new) for old, new in SPOILT)])
async def test_one_that_cannot_be_read_gives_way_to_the_last_good_one(house: House, body: str) -> None:
    await publish(house, named("Lunch walks"), 0)
    await publish(house, named("Worse walks"), 1)
    await spoil(house, 2, body)
    assert await shown(house) == "Lunch walks"
    await spoil(house, 1, body)
    assert await shown(house) == "Walks"
    found = await standing(house)
    assert found.problem
    assert await publish(house, named("Better walks"), 2) == 3
    assert await shown(house) == "Better walks"


async def test_control_without_the_last_good_one_people_would_meet_the_broken_one(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing_else(_reading: object, _built_in: Catalogue) -> Catalogue:
        raise NotFound

    monkeypatch.setattr(published, "last_good", nothing_else)
    await publish(house, named("Lunch walks"), 0)
    await spoil(house, 1, "{")
    with pytest.raises(NotFound):
        await shown(house)


async def test_the_team_is_told_once_for_each_and_nobody_else(house: House) -> None:
    await house.join_as(BEN, Role.TEAM)
    await house.join(AMIRA)
    assert not await watch.look(house.database, CAME, NOW)
    await publish(house, named("Lunch walks"), 0)
    assert not await watch.look(house.database, CAME, NOW)
    await spoil(house, 1, to_body(CAME).replace('"days":"14"', '"days":"0"'))
    assert await watch.look(house.database, CAME, NOW)
    assert not await watch.look(house.database, CAME, later(days=3))
    assert [kind for kind, _ in await house.notices(BEN)] == ["team_alert"]
    assert await house.notices(AMIRA) == []
    assert await house.count("notices", "facts = 'catalogue:1:Challenges:2:range'") == 1


async def test_a_series_about_health_makes_its_webinars_so_before_and_after(house: House) -> None:
    """Also for those who had booked: they are asked, and their place is free until they agree."""
    await house.join(AMIRA)
    talk = replace(MENOPAUSE, kind="seated", webinar_series="essex  health series")
    there = await house.add(talk)
    await house.book(AMIRA, there)
    assert not there.is_health_related
    await publish(house, named("Walks", HEALTH), 0)
    assert (await house.card(AMIRA, there)).session.is_health_related
    assert "consent_asked" in [kind for kind, _ in await house.notices(AMIRA)]
    later_one = await house.add(replace(talk, webinar_series="Essex Health Series", sensitivity=Sensitivity.ORDINARY))
    assert later_one.is_health_related


async def test_control_another_series_stays_as_it_is(house: House) -> None:
    there = await house.add(replace(MENOPAUSE, kind="seated", webinar_series="Money talks"))
    await publish(house, named("Walks", HEALTH), 0)
    async with house.database.reading() as reading:
        row = await reading.one("SELECT sensitivity FROM sessions WHERE id = $1", there.id)
    assert row
    assert row["sensitivity"] == "ordinary"


async def test_taking_the_mark_off_makes_no_webinar_ordinary(house: House) -> None:
    await publish(house, named("Walks", HEALTH), 0)
    there = await house.add(replace(MENOPAUSE, kind="seated", webinar_series="Essex Health Series"))
    assert there.is_health_related
    await publish(house, named("Walks", replace(HEALTH, sensitivity=Sensitivity.ORDINARY)), 1)
    await house.join(AMIRA)
    assert (await house.card(AMIRA, there)).session.is_health_related


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_holds_is_found_by_one_query_from_an_index(house: House) -> None:
    await publish(house, named("Lunch walks"), 0)
    async with house.database.reading() as reading:
        rows = await reading.all(
            "EXPLAIN QUERY PLAN SELECT version, body, published_at FROM catalogues ORDER BY version DESC LIMIT 1"
        )
    assert not [row["detail"] for row in rows if "TEMP B-TREE" in row["detail"]]
