"""What is counted as it happens, in memory or in the folder that all workers share
(server/metrics/shared_folder.py)."""

from collections import deque
from collections.abc import Collection, Mapping
from functools import partial
from threading import Event, Lock, Thread

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics
from sqlalchemy import Engine
from sqlalchemy.pool import QueuePool

disable_created_metrics()  # type: ignore[no-untyped-call]

_SECONDS = (0.005, 0.025, 0.1, 0.5, 2.5, 10.0)
"""An idle round, a push, a desk's page, a report, and what a phone no longer waits for."""
_NO_ROUTE = "none"
_NOT_TRIED = frozenset({"unauthenticated", "sign_in_unfinished", "method_not_allowed"})
"""What a desk hears that asks whether it is signed in."""
COUNTED_EVERY = 1.0
"""Seconds."""


class Instruments:
    """Counters and gauges of one process. `sign_ins`: the routes on which a problem is a failed sign-in.
    Their help is short: each line of the shared folder repeats it. A request is noted when it is answered
    and counted by and by, many at a time: in the middle of other work the same costs several times more."""

    def __init__(self, sign_ins: Collection[str] = ()) -> None:
        self.registry = CollectorRegistry(auto_describe=False)
        counter = partial(Counter, registry=self.registry)
        gauge = partial(Gauge, registry=self.registry, multiprocess_mode="livesum")
        self._requests = counter("tungngo_requests", "Requests answered", ["route", "status"])
        self._seconds = Histogram(
            "tungngo_request_duration_seconds", "Until sent", ["route"], buckets=_SECONDS,
            registry=self.registry,
        )  # fmt: skip
        self._problems = counter("tungngo_problems", "Answers of 400 and above", ["code"])
        self._sign_ins = counter("tungngo_sign_in_failures", "Sign-ins that failed", ["reason"])
        self._verdicts = counter("tungngo_verdicts", "Verdicts on changes", ["verdict", "code"])
        self._looked = counter("tungngo_screening_points", "Points spent on texts")
        self._spent = counter("tungngo_screening_exhausted", "Pushes whose points ran out")
        self.workers = gauge("tungngo_workers", "Workers that serve")
        self.pushes = gauge("tungngo_pushes_in_work", "Pushes in work")
        self._connections = gauge("tungngo_database_connections_in_use", "Of the pools")
        self._most_connections = gauge("tungngo_database_connections_max", "Of the pools")
        self._sign_in_routes = frozenset(sign_ins)
        self._by_route: dict[tuple[str | None, int], tuple[Counter, Histogram]] = {}
        self._answered: deque[tuple[str | None, int, float, str | None]] = deque(maxlen=100_000)
        self._counting = Lock()

    def count_request(
        self, route: str | None, status: int, seconds: float, code: str | None
    ) -> None:
        """Notes a request that is answered. `route`: the template of its address; `code`: its problem."""
        self._answered.append((route, status, seconds, code))

    def count_answered(self) -> None:
        """Counts what was noted so far."""
        with self._counting:
            while self._answered:
                self._count(*self._answered.popleft())

    def _count(self, route: str | None, status: int, seconds: float, code: str | None) -> None:
        key = route, status // 100
        found = self._by_route.get(key)
        if found is None:
            found = self._by_route[key] = self._of_route(route or _NO_ROUTE, f"{key[1]}xx")
        requests, duration = found
        requests.inc()
        duration.observe(seconds)
        if code is not None:
            self._problems.labels(code).inc()
            if route in self._sign_in_routes and code not in _NOT_TRIED:
                self._sign_ins.labels(code).inc()

    def count_verdicts(self, verdicts: Mapping[str, int]) -> None:
        """Counts what became of the changes of a push: how many by `verdict` or `verdict:code`."""
        for told, count in verdicts.items():
            verdict, _, code = told.partition(":")
            self._verdicts.labels(verdict, code).inc(count)

    def count_screening(self, points: int, *, is_exhausted: bool) -> None:
        """Counts what the texts of a push have cost (sync/budget.py), and whether that was all it may."""
        if points:
            self._looked.inc(points)
        if is_exhausted:
            self._spent.inc()

    def count_by_and_by(self, engine: Engine) -> None:
        """From now on a thread counts every second what was noted, and how many of the engine's connections
        are in use, for as long as this process lives."""
        if isinstance(engine.pool, QueuePool):  # a database in memory has one connection
            self._most_connections.set(engine.pool.size() + engine.pool._max_overflow)
        Thread(target=self._count_on, args=(engine,), name="count-on", daemon=True).start()

    def _count_on(self, engine: Engine) -> None:
        never = Event()
        while not never.wait(COUNTED_EVERY):
            pool = engine.pool
            self._connections.set(pool.checkedout() if isinstance(pool, QueuePool) else 0)
            self.count_answered()

    def _of_route(self, route: str, status: str) -> tuple[Counter, Histogram]:
        return self._requests.labels(route, status), self._seconds.labels(route)
