"""Lanes: how much of what Telegram allows a broadcast uses, and how long a reply waits in the middle of one."""

from __future__ import annotations

from benchmarks.falling_due import Scene, crowd_for
from benchmarks.figures import Better, Measured, Ratio, Rounds, Target, in_turn
from benchmarks.load import Seen
from benchmarks.place import Place
from benchmarks.taps import percentile
from bot.lanes import Limits

BROADCAST = 5_000
TAPS_A_SECOND = 3.0
SECONDS = 20.0
MOST_OF_IT = Target(Better.MORE, 0.95)


async def measure(place: Place) -> list[Ratio]:
    due = place.number(BROADCAST, 200)
    folder = place.folder("lanes")
    crowd = await crowd_for(folder, due)
    scene = Scene(place, crowd, folder, crowd.views(), TAPS_A_SECOND, SECONDS)
    sent = Rounds()

    async def quiet() -> float:
        return slow_reply(await scene.with_due(0))

    async def broadcast() -> float:
        seen = await scene.with_due(due)
        sent.add("sent", (seen.sent + seen.answered) / seen.seconds)
        return slow_reply(seen)

    rounds = await in_turn(
        [("quiet", quiet), ("broadcast", broadcast)], place.fewer, place.bar("runs of the bot with its limits")
    )
    allowed = Measured("allowed by Telegram", (float(Limits().per_second),))
    note = f"{TAPS_A_SECOND:g} taps a second while {due:,} notices wait"
    return [
        Ratio("a broadcast, with the replies between", "a second", allowed, sent.of("sent", "ours"), MOST_OF_IT),
        Ratio(
            "95th percentile of replies during it",
            "ms",
            rounds.of("quiet", "ours with nothing else to send"),
            rounds.of("broadcast", "ours during the broadcast"),
            note=note,
        ),
    ]


def slow_reply(seen: Seen) -> float:
    """The 95th percentile in milliseconds."""
    return 1_000 * percentile(seen.latencies, 0.95)
