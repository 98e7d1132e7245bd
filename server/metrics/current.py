"""The instruments of the process at work, and what they tell. An application has them from its start, in
memory; a worker of gunicorn takes others, in the folder that all workers share."""

from collections.abc import Collection

from flask import Flask, current_app
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy import Engine

from server.metrics.instruments import Instruments
from server.metrics.shared_folder import SharedFolder

_EXTENSION = "metrics"


class Metrics:
    """`instruments`: those to count with now."""

    def __init__(self, sign_ins: Collection[str]) -> None:
        self._sign_ins = sign_ins
        self._folder: SharedFolder | None = None
        self.instruments = Instruments(sign_ins)

    def share(self, folder: SharedFolder, engine: Engine) -> None:
        """In a new worker: counts in the folder from now on. If the folder has no room, the worker counts
        for itself, and only its own answers show it."""
        if folder.reserve():
            self._folder = folder
        self.instruments = Instruments(self._sign_ins)
        self.instruments.workers.set(1)
        self.instruments.count_by_and_by(engine)

    def exposition(self, *gathered: Collector) -> bytes:
        """All of it in Prometheus's text format 0.0.4, with what is gathered at this moment."""
        self.instruments.count_answered()
        registry = self.instruments.registry
        if self._folder is not None:
            registry = CollectorRegistry()
            MultiProcessCollector(registry, str(self._folder.path))  # type: ignore[no-untyped-call]
        both = CollectorRegistry(auto_describe=False)
        for each in (registry, *gathered):
            both.register(each)
        return generate_latest(both)


def install_metrics(app: Flask, sign_ins: Collection[str]) -> Metrics:
    """Gives the application its instruments. `sign_ins`: see `Instruments`."""
    made: Metrics = app.extensions.setdefault(_EXTENSION, Metrics(sign_ins))
    return made


def metrics_of(app: Flask) -> Metrics:
    """Those of an application."""
    found: Metrics = app.extensions[_EXTENSION]
    return found


def instruments() -> Instruments:
    """Those to count with in the application that is at work."""
    return metrics_of(current_app).instruments
