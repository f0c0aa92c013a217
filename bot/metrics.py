"""What Prometheus scrapes: the running bot's own counts, and how the record stands.

Names and units follow https://prometheus.io/docs/practices/naming/. Nothing here is about one person: no label holds
an id, a name, a title or an address. Imported at the first scrape, so that the start does not wait for the library.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)

from bot.condition import Condition
from bot.tally import Spread, Tally

PREFIX = "find_your_active_"


def exposition(tally: Tally, condition: Condition, now: datetime) -> bytes:
    """Prometheus' text format, version 0.0.4. *now* is aware UTC."""
    registry = CollectorRegistry(auto_describe=False)
    ProcessCollector(registry=registry)
    registry.register(Snapshot((*counted(tally), *seen(condition, now))))
    return generate_latest(registry)


class Snapshot:
    """One moment's metrics, as the library wants them."""

    def __init__(self, metrics: tuple[Metric, ...]) -> None:
        self._metrics = metrics

    def collect(self) -> Iterable[Metric]:
        return self._metrics


def counted(tally: Tally) -> Iterable[Metric]:
    updates = CounterMetricFamily(f"{PREFIX}updates", "Updates by what became of them.", labels=("state",))
    for state, number in (
        ("taken_in", tally.taken_in),
        ("answered", tally.answered),
        ("quarantined", tally.quarantined),
    ):
        updates.add_metric((state,), number)
    calls = CounterMetricFamily(f"{PREFIX}telegram_calls", "Messages to Telegram by outcome.", labels=("outcome",))
    for outcome in ("sent", "later", "refused", "uncertain"):
        calls.add_metric((outcome,), tally.calls[outcome])
    kinds = CounterMetricFamily(f"{PREFIX}notices_attempted", "Notices about to be sent, by kind.", labels=("kind",))
    for kind, number in sorted(tally.notices.items()):
        kinds.add_metric((kind,), number)
    yield updates
    yield calls
    yield kinds
    yield CounterMetricFamily(f"{PREFIX}too_many_requests", "Calls that Telegram refused with 429.", tally.too_many)
    yield histogram("update_seconds", "From an update's arrival to its answer.", tally.latency)
    yield histogram("notice_lateness_seconds", "From when a notice was due to its sending.", tally.lateness)


def histogram(name: str, documentation: str, spread: Spread) -> Metric:
    running, buckets = 0, []
    for bound, count in zip((*map(str, spread.bounds), "+Inf"), spread.counts, strict=True):
        running += count
        buckets.append((bound, float(running)))
    metric = HistogramMetricFamily(f"{PREFIX}{name}", documentation)
    metric.add_metric((), buckets, sum_value=spread.total)
    return metric


def seen(condition: Condition, now: datetime) -> Iterable[Metric]:
    itself, waiting = condition.itself, condition.backlog
    yield gauge("worker", "1 where this process dispatches and sends.", float(itself.is_worker))
    yield gauge("database_up", "1 where the database answers.", float(waiting is not None))
    if itself.last_poll_at:
        yield gauge("last_poll_age_seconds", "Since Telegram last answered a poll.", age(itself.last_poll_at, now))
    if condition.free_bytes is not None:
        yield gauge("disk_free_bytes", "On the disk of the embedded database.", condition.free_bytes)
    if waiting is None:
        return
    yield gauge("updates_waiting", "Updates kept and not yet answered.", waiting.waiting_updates)
    yield gauge("oldest_update_age_seconds", "Of those, the oldest.", age(waiting.oldest_update_at, now))
    yield gauge("oldest_notice_late_seconds", "How long the oldest due notice waits.", age(waiting.oldest_due_at, now))
    states = GaugeMetricFamily(f"{PREFIX}notices", "Notices in the record, by state.", labels=("state",))
    for state, number in waiting.notices:
        states.add_metric((state,), number)
    yield states


def gauge(name: str, documentation: str, value: float) -> Metric:
    return GaugeMetricFamily(f"{PREFIX}{name}", documentation, value)


def age(moment: datetime | None, now: datetime) -> float:
    """Seconds since *moment*; 0 where it is still to come, or there is none."""
    return max(0.0, (now - moment).total_seconds()) if moment else 0.0
