"""How things stand, as gauges of Prometheus. Moments are told as seconds since 1970, 0 where there was none:
whoever looks works out how long that is ago."""

import re
import shutil
from collections.abc import Iterator, Mapping
from threading import Lock
from time import monotonic
from typing import TypeVar

import structlog
from flask import Flask
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from psycopg import Error as PostgresError
from sqlalchemy.exc import SQLAlchemyError

from server.config import VERSION, current_settings
from server.database.engine import db
from server.operations.journal_state import STATES, JournalState, journal_state
from server.operations.monitoring.queries import Outcome, Standing, read_standing
from server.operations.use_cases.outcomes import OPERATIONS

log = structlog.get_logger()

KEPT_SECONDS = 15.0
MOST_VERSIONS = 15
OTHER = "other"
"""Versions of the app that few phones have, or that are none."""
_VERSION = re.compile(r"\d{1,3}(\.\d{1,3}){1,2}")
_EXTENSION = "standing"
Labels = TypeVar("Labels", bound=tuple[str, ...])


class StandingCollector(Collector):
    """Asks the database once in `KEPT_SECONDS`, however often it is asked itself."""

    def __init__(self) -> None:
        self._asking = Lock()
        self._at = -KEPT_SECONDS
        self._kept: Standing | None = None
        self._journal: JournalState = "unknown"

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The gauges; of a database that does not answer nothing but that."""
        found = self._standing()
        yield _gauge("database_up", "Whether the database answers", {(): found is not None})
        yield _gauge(
            "build_info",
            "Of the server",
            {(VERSION, db.engine.dialect.name): 1},
            "version",
            "database",
        )
        disk = shutil.disk_usage(current_settings().state)
        yield _gauge("disk_free_bytes", "Of the disk that lasts", {(): disk.free})
        yield _gauge("disk_size_bytes", "Of the disk that lasts", {(): disk.total})
        if found is not None:
            yield from _of_phones(found)
            yield from _of_database(found)
            yield from _of_operations(found.outcomes)
            states = {(state,): float(state == self._journal) for state in STATES}
            yield _gauge("journal_state", "1: how the journal stands", states, "state")

    def _standing(self) -> Standing | None:
        with self._asking:
            if monotonic() - self._at >= KEPT_SECONDS:
                try:
                    self._kept = read_standing()
                    self._journal = journal_state()
                except (SQLAlchemyError, PostgresError, OSError) as error:
                    self._kept = None
                    log.warning("standing_not_read", exc_info=error)
                self._at = monotonic()
            return self._kept


def standing_collector(app: Flask) -> StandingCollector:
    """That of an application."""
    found: StandingCollector = app.extensions.setdefault(_EXTENSION, StandingCollector())
    return found


def _of_phones(found: Standing) -> Iterator[GaugeMetricFamily]:
    by = found.phones_by("state", "silent")
    yield _gauge(
        "phones", "Phones, by the days within which they were heard of", by, "state", "silent"
    )
    yield _gauge("phones_by_version", "Phones that are let in", _versions(found), "version")
    unsent = sum(each.unsent for each in found.phones)
    yield _gauge("phones_unsent_changes", "What phones said they hold", {(): unsent})
    oldest = min((each.oldest for each in found.phones if each.oldest), default=None)
    told = oldest.timestamp() if oldest else 0
    yield _gauge("phones_oldest_unsent_timestamp_seconds", "0: nothing is unsent", {(): told})


def _versions(found: Standing) -> Mapping[tuple[str, ...], float]:
    counts = {
        version: count
        for (state, version), count in found.phones_by("state", "version").most_common()
        if state == "approved" and _VERSION.fullmatch(version)
    }
    named = dict(list(counts.items())[:MOST_VERSIONS])
    approved = sum(each.count for each in found.phones if each.state == "approved")
    rest = approved - sum(named.values())
    return {(version,): count for version, count in {**named, OTHER: rest}.items()}


def _of_database(found: Standing) -> Iterator[GaugeMetricFamily]:
    waiting = {(sort,): count for sort, count in found.waiting.items()}
    yield _gauge("waiting_for_a_person", "Reviews, proposals, and phones", waiting, "sort")
    sizes = {(part,): size for part, size in found.sizes.items()}
    yield _gauge("database_size_bytes", "wal: SQLite's log", sizes, "part")


def _of_operations(outcomes: Mapping[str, Outcome]) -> Iterator[GaugeMetricFamily]:
    ended, succeeded, is_success = {}, {}, {}
    for name in OPERATIONS:
        found = outcomes.get(name)
        at = found.succeeded_at if found else None
        ended[name,] = found.ended_at.timestamp() if found else 0
        succeeded[name,] = at.timestamp() if at else 0
        is_success[name,] = float(found is not None and at == found.ended_at)
    label = "operation"
    yield _gauge("operation_last_run_timestamp_seconds", "0: never", ended, label)
    yield _gauge("operation_last_success_timestamp_seconds", "0: never", succeeded, label)
    yield _gauge("operation_last_run_success", "Whether the last one did", is_success, label)
    yield _figure(outcomes, "recount", "differences", "recount_differences", "Of the last recount")
    yield _figure(outcomes, "backup", "bytes", "backup_size_bytes", "Of the last backup")
    yield _figure(outcomes, "drill", "newer_changes", "drill_newer_changes", "Not in the backup")
    yield _figure(outcomes, "drill", "newer_phones", "drill_newer_phones", "Whose are not in it")
    yield _figure(outcomes, "drill", "newer_acts", "drill_newer_acts", "Of the desk, not in it")
    yield _figure(outcomes, "drill", "seconds", "drill_duration_seconds", "To restore and prove")


def _figure(
    outcomes: Mapping[str, Outcome], operation: str, figure: str, name: str, about: str
) -> GaugeMetricFamily:
    """No line where that operation never came as far."""
    found = outcomes.get(operation)
    told = found.figures.get(figure) if found else None
    return _gauge(name, about, {} if told is None else {(): told})


def _gauge(
    name: str, about: str, values: Mapping[Labels, float], *labels: str
) -> GaugeMetricFamily:
    made = GaugeMetricFamily(f"tungngo_{name}", about, labels=labels)
    for told, value in values.items():
        made.add_metric(told, value)
    return made
