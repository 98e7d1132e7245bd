"""How many requests a worker answers at the same time, by kind of work. A request that gets no permit is
answered 503 with Retry-After (PROTOCOL 5.1.7)."""

import threading
from collections.abc import Iterable
from contextlib import ExitStack
from contextvars import ContextVar
from enum import Enum
from io import BytesIO
from itertools import chain
from time import monotonic
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask
from werkzeug.wsgi import ClosingIterator

from server.database.timeouts import shorten_lock_wait
from server.http.errors import answer_problem
from sync.problems import PROBLEMS, ProblemError

WAIT_SECONDS = 2.0
"""A request waits so long for all its permits together."""
RETRY_AFTER = 5
SPARE_THREADS = 8
"""Threads of a worker that only short rounds use, and requests that wait for a permit or are refused. The pool
of the database has connections for all other threads and for short rounds."""
SHORT_ROUND_BYTES = 4000
"""A longer round brings changes. One without changes that names fifty channels has 2,800 bytes."""
_EXTENSION = "permits"
_ROUND = "/api/sync/v1"
_HEALTH = frozenset({"/api/probe", "/healthz", "/readyz", "/metrics"})


class Work(Enum):
    """Kinds of work: how many permits a worker has, and how many requests may wait for one."""

    SHORT = "short round", 3, 32  # more at a time only compete for the interpreter
    REQUEST = "request", 0, 2  # every other request; threads - SPARE_THREADS permits
    WRITE = "write", 2, 28  # they wait for one lock anyway; fifty phones may come home together
    CHANGE = (
        "change",
        1,
        0,
    )  # of units, a merger, a sheet: seconds of the lock, and a permit to write is held
    HASH = "hash", 1, 2
    READ = "read", 3, 8  # a desk asks for eight things at once
    SEARCH = "search", 1, 1  # looks through thousands of sessions
    FILE = "file", 1, 1

    def __init__(self, name: str, permits: int, waiting: int) -> None:
        self.permits, self.waiting = permits, waiting


class ServerBusy(ProblemError):
    """No permit is free."""

    def __init__(self, code: str = "server_busy") -> None:
        super().__init__(PROBLEMS[code], retry_after=RETRY_AFTER)


class Permits:
    """The permits of one kind of work."""

    def __init__(self, count: int, most_waiting: int) -> None:
        self._free = threading.BoundedSemaphore(count)
        self._queue = threading.BoundedSemaphore(most_waiting) if most_waiting else None

    def acquire(self, seconds: float) -> bool:
        """Waits at most so long. False without a wait if too many requests wait already."""
        if self._free.acquire(blocking=False):
            return True
        if self._queue is None or not self._queue.acquire(blocking=False):
            return False
        try:
            return self._free.acquire(timeout=max(seconds, 0.0))
        finally:
            self._queue.release()

    def release(self) -> None:
        self._free.release()


class _Request:
    """The permits that a request has."""

    def __init__(self, permits: dict[Work, Permits]) -> None:
        self._permits = permits
        self._waited = 0.0
        self._held: set[Work] = set()
        self._release = ExitStack()

    def take(self, work: Work, code: str) -> None:
        if work in self._held:
            return
        if Work.SHORT in self._held:
            self.release()  # the round is no idle one, and others wait for its permit
        began = monotonic()
        if not self._permits[work].acquire(WAIT_SECONDS - self._waited):
            raise ServerBusy(code)
        self._waited += monotonic() - began
        self._held.add(work)
        self._release.callback(self._permits[work].release)
        if work is Work.WRITE:
            shorten_lock_wait(self._waited)

    def answered(self, body: Iterable[bytes]) -> Iterable[bytes]:
        """The body of the response; at its end the permits are free, also where closing it fails."""
        if not self._held:
            return body
        ends = ExitStack()
        ends.callback(self.release)
        ends.callback(getattr(body, "close", lambda: None))
        return ClosingIterator(chain(body), ends.close)

    def release(self) -> None:
        self._held.clear()
        self._release.close()


_current: ContextVar[_Request | None] = ContextVar("permits", default=None)


def take_permit(work: Work, code: str = "server_busy") -> None:
    """Takes a permit until the request is answered. Raises ServerBusy with the problem `code`. Outside of a
    worker, in commands and tests, nothing is bounded."""
    request = _current.get()
    if request is not None:
        request.take(Work.REQUEST, code)
        request.take(work, code)


def start_permits(app: Flask, threads: int) -> None:
    """Called in a new worker: requests take permits from now on."""
    app.extensions[_EXTENSION] = {
        work: Permits(work.permits or threads - SPARE_THREADS, work.waiting) for work in Work
    }


def limit_concurrency(app: Flask) -> None:
    """Call it after everything that works for its answer. The app's files come later and need no permit: a
    phone that installs the app asks for all of them at once."""
    respond = app.wsgi_app

    def limited(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        permits = app.extensions.get(_EXTENSION)
        if permits is None:
            return respond(environ, start_response)
        request = _Request(permits)
        token = _current.set(request)
        try:
            work = _first_permit(environ)
            if work is Work.SHORT:
                _read_body(environ)  # before the permit, since a body may come slowly
            if work is not None:
                request.take(work, "server_busy")
            return request.answered(respond(environ, start_response))
        except ServerBusy as error:
            request.release()
            with app.request_context(environ):
                return app.process_response(answer_problem(error))(environ, start_response)
        except BaseException:
            request.release()
            raise
        finally:
            _current.reset(token)

    app.wsgi_app = limited  # type: ignore[method-assign]


def _read_body(wsgi: WSGIEnvironment) -> None:
    wsgi["wsgi.input"] = BytesIO(wsgi["wsgi.input"].read(int(wsgi["CONTENT_LENGTH"])))


def _first_permit(wsgi: WSGIEnvironment) -> Work | None:
    """The work of a request as far as its path and length show it. None for a health check."""
    path, length = wsgi["PATH_INFO"], wsgi.get("CONTENT_LENGTH") or ""
    if path in _HEALTH:
        return None
    is_length = length.isascii() and length.isdigit()
    is_short = path == _ROUND and is_length and int(length) <= SHORT_ROUND_BYTES
    return Work.SHORT if is_short else Work.REQUEST
