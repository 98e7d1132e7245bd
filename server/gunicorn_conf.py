"""How gunicorn serves: `gunicorn --config python:server.gunicorn_conf "server:create_app()"`.

The application is made once, before the workers fork, and they share it. What it consists of never
becomes garbage, so nobody looks for garbage in it: that would cost a push a third of its time, and
touch every page that the workers share."""

import ctypes
import gc
import sys
from typing import Any

from flask import Flask
from gunicorn.arbiter import Arbiter

from server.auth.rate_limits import share_rates
from server.database.engine import db
from server.files.sweeper import sweep_by_and_by
from server.http.concurrency import start_permits
from server.http.logs import take_over_logs
from server.metrics.current import metrics_of
from server.metrics.shared_folder import SharedFolder
from server.operations.disk_cleanup import empty_wal_by_and_by
from server.public_codes.counting import write_scans, write_scans_by_and_by

take_over_logs()

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8  # malloc.h of glibc


def _return_memory() -> None:
    """Makes glibc give back what a large request took. Without it each thread keeps heaps of its own, and
    two workers grow by a fifth. Other C libraries have no such options, and need none."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_ARENA_MAX, 1)
        mallopt(_M_MMAP_THRESHOLD, 256 * 1024)
        mallopt(_M_TRIM_THRESHOLD, 1024 * 1024)


_return_memory()

logger_class = "server.http.logs.GunicornLogger"
worker_class = "gthread"
threads = 40
"""Of each worker. Nearly all of them wait: permits bound how many work (server/http/concurrency.py)."""
worker_connections = 500
"""Of each worker; systems commonly allow a process 1,024 open files."""
preload_app = True
umask = 0o077
"""Of a unix socket, where it listens on one; server/operations/private_files.py sets that of all other files."""
control_socket_disable = True
forwarder_headers = ""
"""Headers of a request that gunicorn would put in the place of what it knows itself: none."""
graceful_timeout = 10
"""Seconds. Who stops the server waits so long for what is under way: a browser may hold a line open on
which nothing comes, and a round that is cut off loses nothing."""

_MADE_BEFORE_A_LOOK = 50_000
"""A request of 500 changes makes so many objects; nearly all of them go with their last user."""


_SWITCH_SECONDS = 0.0005
"""After so long another thread of a worker goes on: of a round that asks whether there is anything new
each step would wait ten times as long behind a push."""


_metrics_folder = SharedFolder()


def on_starting(server: Arbiter) -> None:
    """Called by gunicorn before the first worker."""
    _metrics_folder.make()


def _share_metrics(app: Flask) -> None:
    with app.app_context():
        engine = db.engine
    metrics_of(app).share(_metrics_folder, engine)


def child_exit(server: Arbiter, worker: Any) -> None:
    """Called by gunicorn in its first process when a worker has ended."""
    _metrics_folder.forget(worker.pid)


def on_exit(server: Arbiter) -> None:
    """Called by gunicorn when it ends."""
    _metrics_folder.remove()


def post_worker_init(worker: Any) -> None:
    """Called by gunicorn in each new worker."""
    sys.setswitchinterval(_SWITCH_SECONDS)
    if isinstance(worker.wsgi, Flask) and "sqlalchemy" in worker.wsgi.extensions:
        start_permits(worker.wsgi, worker.cfg.threads)
        share_rates(worker.cfg.workers)
        _share_metrics(worker.wsgi)
        empty_wal_by_and_by(worker.wsgi)
        write_scans_by_and_by(worker.wsgi)
        sweep_by_and_by(worker.wsgi)


def worker_exit(server: Arbiter, worker: Any) -> None:
    """Called by gunicorn when a worker ends: what it has counted is written."""
    app = getattr(worker, "wsgi", None)  # one that did not start has none
    if isinstance(app, Flask) and "sqlalchemy" in app.extensions:
        write_scans(app)
        metrics_of(app).instruments.count_answered()


def when_ready(server: Arbiter) -> None:
    """Called by gunicorn once the application is made, before the first worker."""
    tune_garbage_collection()


def tune_garbage_collection() -> None:
    """Makes garbage collections rare, and leaves the objects that exist now out of them."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_MADE_BEFORE_A_LOOK, 20, 20)
