"""What Prometheus reads: the requests of this process, and what the store knows of all of them.

Names after Prometheus's own conventions: base units, `_total` for what only rises. Labels have few values: a route, a
stage, a kind of failure; never an address, nor anybody's name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from octavo.ports import Clock, Store
from octavo.serve.conditions import CONDITIONS, condition_of

JOB_STATES = ("due", "later", "given_up")


class StoreCollector(Collector):
    """The store's counts, asked for whenever Prometheus does: one snapshot costs a few milliseconds."""

    def __init__(self, store: Store, clock: Clock, version: str) -> None:
        self._store, self._clock, self._version = store, clock, version

    def collect(self) -> Iterator[Metric]:
        """Every metric with its present value."""
        now = self._clock()
        yield InfoMetricFamily("octavo_build", "Which Octavo this is.", {"version": self._version})
        yield from self._archive()
        yield from self._sources()
        yield from self._work()
        seen = self._store.worker_seen()
        yield GaugeMetricFamily(
            "octavo_worker_last_seen_timestamp_seconds",
            "When a worker last said that it is alive; 0 before the first.",
            value=seen.timestamp() if seen else 0.0,
        )
        told = self._store.running(now, 1, 1, 1).attendance
        readers = GaugeMetricFamily(
            "octavo_readers_active", "Accounts that were here, by how long ago.", labels=["within"]
        )
        for within, number in (("day", told.day), ("week", told.week), ("month", told.month)):
            readers.add_metric([within], number)
        yield readers
        yield GaugeMetricFamily("octavo_accounts", "Accounts of readers.", value=told.accounts)

    def describe(self) -> list[Metric]:
        """Nothing: or else registering would ask the store."""
        return []

    def _archive(self) -> Iterator[Metric]:
        facts = self._store.status(self._clock())
        for name, what, value in (
            ("articles", "Articles in the archive.", facts.articles),
            ("revisions", "Revisions of articles.", facts.revisions),
            ("entries", "Entries of feeds.", facts.entries),
            ("pages", "Pages known.", facts.pages),
            ("publishers", "Publishers.", facts.publishers),
            ("store_size_bytes", "The store on the disk.", facts.bytes),
            ("store_migration", "Number of the store's last migration.", facts.migration),
        ):
            yield GaugeMetricFamily(f"octavo_{name}", what, value=value)

    def _sources(self) -> Iterator[Metric]:
        conditions = Counter(condition_of(one) for one in self._store.health(self._clock()))
        feeds = GaugeMetricFamily("octavo_feeds", "Feeds, by how they are.", labels=["condition"])
        for condition in CONDITIONS:
            feeds.add_metric([condition], conditions[condition])
        yield feeds

    def _work(self) -> Iterator[Metric]:
        jobs = GaugeMetricFamily("octavo_jobs", "Jobs that wait.", labels=["stage", "state"])
        for stage, counts in self._store.backlog(self._clock()).items():
            for state, number in zip(JOB_STATES, counts, strict=True):
                jobs.add_metric([stage, state], number)
        yield jobs
        work, failures = self._store.totals()
        done = CounterMetricFamily("octavo_stage_jobs", "Jobs that ended, by stage.", labels=["stage"])
        spent = CounterMetricFamily("octavo_stage_duration_seconds", "What they took, together.", labels=["stage"])
        for stage, (number, seconds) in work.items():
            done.add_metric([stage], number)
            spent.add_metric([stage], seconds)
        yield done
        yield spent
        faults = CounterMetricFamily("octavo_faults", "Failures, by place and kind.", labels=["place", "kind"])
        for (place, kind), number in failures.items():
            faults.add_metric([place, kind], number)
        yield faults


def registry_of(store: Store, clock: Clock, version: str) -> CollectorRegistry:
    """A registry of this application's own, with what the store knows."""
    registry = CollectorRegistry()
    registry.register(StoreCollector(store, clock, version))
    return registry
