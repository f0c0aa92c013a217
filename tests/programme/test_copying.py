"""A programme copied whole or not at all, between either two engines, found to be the same and said to be."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from programme import copying, erasures
from programme.copying import CopyDiffers, Ends, LedgerInTheWay, NotStorable, SourceInUse, TargetInUse, copy
from programme.erasures import Ledger, ledger_of
from programme.model import InboxRow
from programme.record import opened_record
from programme.store import copy as rows
from programme.store import first_visits, inbox
from programme.store.engine import Database, Reading, Transaction
from programme.times import to_text
from programme.worker import beat, take_over
from tests.postgres import Server
from tests.programme.cast import AMIRA, BEN, NOW, House

WAYS = [("sqlite", "postgresql"), ("postgresql", "sqlite"), ("sqlite", "sqlite")]


def silent(_done: int, _total: int) -> None: ...


@pytest.fixture(params=WAYS, ids="-to-".join)
async def ends(
    request: pytest.FixtureRequest,
    postgres_database: str,
    postgres_server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Ends]:
    """A source in which two people have booked, and an empty target."""
    monkeypatch.chdir(tmp_path)  # where PostgreSQL's erasure ledger is
    urls = {"postgresql": postgres_database}
    source, target = (
        urls.get(kind, f"sqlite:///{tmp_path / end}.db") for kind, end in zip(request.param, "ab", strict=True)
    )
    async with AsyncExitStack() as stack:
        origin, copied = [await stack.enter_async_context(opened_record(url, NOW)) for url in (source, target)]
        house = await House.furnished(origin)
        session = await house.add()
        for chat_id in (AMIRA, BEN):
            await house.join(chat_id)
            await house.book(chat_id, session)
        yield Ends(origin, source, copied, target)


async def contents(ends: Ends) -> list[rows.Content]:
    """Both sides, in full."""
    found = []
    for database in (ends.source, ends.target):
        async with database.reading() as reading:
            content = rows.Content()
            for name in rows.names():
                async for page in rows.pages(reading, await rows.select_table(reading, name, database.dialect)):
                    content = content.with_page([(name, *row) for row in page])
        found.append(content)
    return found


async def test_everything_is_the_same_on_the_other_side(ends: Ends) -> None:
    copied = await copy(ends, silent)
    source, target = await contents(ends)
    assert source == target
    assert sum(one.rows for one in copied) == source.rows > 20


async def test_the_bar_goes_from_nought_to_all(ends: Ends) -> None:
    heard: list[tuple[int, int]] = []
    await copy(ends, lambda done, total: heard.append((done, total)))
    assert heard[0][0] == 0
    assert heard[-1][0] == heard[-1][1] > 20


async def test_a_copy_that_is_interrupted_leaves_nothing(ends: Ends) -> None:
    def interrupt(done: int, total: int) -> None:
        if done > total / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await copy(ends, interrupt)
    assert (await contents(ends))[1].rows == 0
    await copy(ends, silent)


@pytest.mark.parametrize("change", ["DELETE FROM bookings", "UPDATE people SET language = 'cy'"])
async def test_a_copy_that_is_not_the_same_is_not_kept(
    ends: Ends, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the comparison: something is lost, or changed, on the way."""
    compare = copying.compare

    async def tamper(ends: Ends, tx: Transaction, read: dict[str, rows.Content]) -> None:
        await tx.run(change)
        await compare(ends, tx, read)

    monkeypatch.setattr(copying, "compare", tamper)
    with pytest.raises(CopyDiffers):
        await copy(ends, silent)
    assert (await contents(ends))[1].rows == 0


async def test_a_text_that_postgresql_cannot_keep_is_named(ends: Ends) -> None:
    if (ends.source.dialect, ends.target.dialect) != ("sqlite", "postgresql"):
        return
    async with ends.source.transaction() as tx:
        await tx.run("UPDATE people SET display_name = 'A' || char(0) || 'b'")
    with pytest.raises(NotStorable, match="people"):
        await copy(ends, silent)
    assert (await contents(ends))[1].rows == 0


async def test_nothing_is_written_over(ends: Ends) -> None:
    async with ends.target.transaction() as tx:
        await tx.run("INSERT INTO settings (name, value, updated_at) VALUES ('a', 'b', 'c')")
    with pytest.raises(TargetInUse):
        await copy(ends, silent)


async def test_a_worker_whose_heart_beats_is_not_copied_from(ends: Ends) -> None:
    epoch = await take_over(ends.source, "host:1", alone=True)
    assert epoch
    await beat(ends.source, epoch)
    if ends.source.dialect == "postgresql":
        with pytest.raises(SourceInUse):
            await copy(ends, silent)
    else:
        await copy(ends, silent)  # the lock on the file says who is there


async def test_who_was_erased_is_known_on_the_other_side_too(ends: Ends) -> None:
    async with ends.source.transaction() as tx:
        secret = await erasures.secret_of(tx, NOW)
    ledger_of(ends.source_url).add(secret, ["2026-11-01 abc"])
    await copy(ends, silent)
    assert ledger_of(ends.target_url).lines(secret) == ("2026-11-01 abc",)


async def test_another_programmes_ledger_is_not_mixed_with_ours(ends: Ends) -> None:
    async with ends.source.transaction() as tx:
        secret = await erasures.secret_of(tx, NOW)
    ledger_of(ends.source_url).add(secret, ["2026-11-01 abc"])
    Ledger(ledger_of(ends.target_url).path).add(b"another key", ["2026-11-02 def"])
    with pytest.raises(LedgerInTheWay):
        await copy(ends, silent)
    assert (await contents(ends))[1].rows == 0


async def test_what_arrives_after_the_move_comes_after_what_waited(ends: Ends) -> None:
    waiting = InboxRow(1, 500, 2**61, 7, "{}")
    async with ends.source.transaction() as tx:
        await inbox.insert_update(tx, waiting, NOW)
    await copy(ends, silent)
    if ends.target.dialect == "postgresql":
        async with ends.target.transaction() as tx:
            await inbox.insert_update(tx, InboxRow(1, 499, inbox.UNNUMBERED, 7, "{}"), NOW)
            assert [row.update_id for row in await inbox.select_open(tx, 1, 10)] == [500, 499]


async def references(reading: Reading, dialect: str, name: str) -> Sequence[str]:
    if dialect == "sqlite":
        found = await reading.all('SELECT "table" AS name FROM pragma_foreign_key_list($1)', name)
    else:
        found = await reading.all(
            "SELECT CAST(confrelid AS REGCLASS)::TEXT AS name FROM pg_constraint"
            " WHERE contype = 'f' AND conrelid = CAST(CAST($1 AS TEXT) AS REGCLASS)",
            name,
        )
    return [row["name"] for row in found]


async def test_every_table_comes_after_those_it_refers_to(ends: Ends) -> None:
    names = rows.names()
    async with ends.target.reading() as reading:
        for name in names:
            for other in await references(reading, ends.target.dialect, name):
                assert names.index(other) < names.index(name)


async def test_no_table_is_left_out(ends: Ends) -> None:
    sql = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        if ends.target.dialect == "sqlite"
        else "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()"
    )
    async with ends.target.reading() as reading:
        assert {row["name"] for row in await reading.all(sql)} == {*rows.names(), rows.DERIVED, "migrations"}


async def test_who_came_first_when_is_known_there_too(ends: Ends) -> None:
    """Not copied: the other database makes it from the bookings."""
    async with ends.source.transaction() as tx:
        await tx.run("UPDATE bookings SET joined_at = $1", to_text(NOW))
        await first_visits.work_out(tx, "", 10)
    await copy(ends, silent)
    assert await first_timers(ends.target) == await first_timers(ends.source) != set()


async def first_timers(database: Database) -> set[tuple[str, str]]:
    async with database.reading() as reading:
        return {(row["person_id"], row["came_at"]) for row in await reading.all("SELECT * FROM counted_first_visits")}


async def test_many_pages_are_copied_whole(ends: Ends, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "PAGE", 3)
    await copy(ends, silent)
    source, target = await contents(ends)
    assert source == target
