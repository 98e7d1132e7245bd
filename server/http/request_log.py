"""One JSON line on stderr for each request: who asked what, what the answer was, and why. Nothing that
anybody wrote, no name and no whole address stands in it; accounts and phones stand as keyed hashes."""

import hmac
import os
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import lru_cache
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from time import perf_counter
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import orjson
from flask import Flask, Response, current_app, g, request
from structlog.types import EventDict, WrappedLogger

from server.config import Settings
from server.metrics.current import Metrics

HEADER = "Request-Id"
"""In this header an answer says which line is its own. What a request says in it counts for nothing."""
EXTENSION = "request_log"
"""Where the application keeps it (`app.extensions`)."""
STATIC = "static"
"""The route of built files, which are answered before Flask is asked."""
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_APPLIED = {"applied", "duplicate"}
_NAMES = {
    413: "request_entity_too_large",
    414: "request_uri_too_long",
    416: "requested_range_not_satisfiable",
    422: "unprocessable_entity",
}
"""As Python called them before 3.13: what reads the log goes on reading it."""
_STDERR = 2


class _Record:
    """What is known of the request that is answered in this thread."""

    __slots__ = ("account", "code", "device", "id", "route", "status", "verdicts")

    def __init__(self) -> None:
        self.id = new_request_id()
        self.status = 0
        self.route: str | None = STATIC
        self.code: str | None = None
        self.account: str | None = None
        self.device: str | None = None
        self.verdicts: dict[str, int] | None = None


_current: ContextVar[_Record | None] = ContextVar("request", default=None)


def new_request_id() -> str:
    """16 random hexadecimal characters."""
    return secrets.token_hex(8)


def note_problem(code: str) -> None:
    """Notes which problem the request is answered with."""
    record = _current.get()
    if record is not None:
        record.code = code


def note_route(rule: str | None) -> None:
    """Notes the template of the request's address, None for one that nothing answers to."""
    record = _current.get()
    if record is not None:
        record.route = rule


def note_client(account: str | None, device: str | None) -> None:
    """Notes who asks, by id."""
    record = _current.get()
    if record is not None:
        record.account, record.device = account, device


def note_verdicts(results: Iterable[Mapping[str, Any]]) -> None:
    """Notes what became of the changes of a push, by verdict and code."""
    record = _current.get()
    if record is not None:
        record.verdicts = dict(
            Counter(
                f"{each['verdict']}:{each['code']}" if each["code"] else str(each["verdict"])
                for each in results
            )
        )


def add_request_id(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """A processor of structlog: a line that is written during a request carries its id."""
    record = _current.get()
    if record is not None:
        event["request_id"] = record.id
    return event


def problem_name(status: int) -> str:
    """The code of an answer whose problem nobody named, such as `bad_request` for 400."""
    if status not in set(HTTPStatus):
        return "unknown"
    return _NAMES.get(status) or HTTPStatus(status).name.lower()


class RequestLog:
    """Counts what is answered, and writes the lines, as the settings want them."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self._wanted, self._metrics = settings.request_log, metrics
        self._key = hmac.digest(settings.secret_key.encode(), b"tungngo request log", "sha256")

    def hash_of(self, key: str) -> str:
        """How an account's or a phone's id stands in the lines: 12 hexadecimal characters, which
        nobody can work out without SECRET_KEY."""
        return hmac.digest(self._key, key.encode(), "sha256").hex()[:12]

    def write(self, record: _Record, request_fields: Mapping[str, Any]) -> None:
        """Counts a request that is answered, and writes its line, if it is wanted."""
        code = record.code
        if code is None and record.status >= 400:
            code = problem_name(record.status)
        counted = self._metrics.instruments
        counted.count_request(record.route, record.status, request_fields["ms"] / 1000, code)
        if record.verdicts:
            counted.count_verdicts(record.verdicts)
        noteworthy = record.status >= 400 or (record.verdicts or {}).keys() - _APPLIED
        if self._wanted == "off" or (self._wanted == "problems" and not noteworthy):
            return
        line = {
            "event": "request",
            "level": "error" if record.status >= 500 else "info",
            "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "request_id": record.id,
            **request_fields,
            "route": record.route,
            "status": record.status,
            "code": code,
        }
        if record.account is not None:
            line["account"] = self.hash_of(record.account)
        if record.device is not None:
            line["device"] = self.hash_of(record.device)
        if record.verdicts is not None:
            line["verdicts"] = record.verdicts
        # Whoever reads the lines may be gone or full; people still get their answers.
        with suppress(OSError):
            os.write(_STDERR, orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))


def hashed(key: str) -> str:
    """How an account or a phone stands in the log, also in other lines than a request's."""
    log: RequestLog = current_app.extensions[EXTENSION]
    return log.hash_of(key)


class _Logged:
    """The body of an answer; with its end, or where nobody wants its rest, the line is written."""

    __slots__ = ("_asked", "_began", "_body", "_is_written", "_log", "_out", "_record")

    def __init__(
        self,
        log: RequestLog,
        record: _Record,
        asked: WSGIEnvironment,
        body: Iterable[bytes],
        began: float,
    ) -> None:
        self._log, self._record, self._asked = log, record, asked
        self._body, self._began = body, began
        self._out, self._is_written = 0, False

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._body:
            self._out += len(piece)
            yield piece
        self._finish()

    def close(self) -> None:
        """Called by the server when it is done with the answer (PEP 3333)."""
        try:
            if hasattr(self._body, "close"):
                self._body.close()
        finally:
            self._finish()

    def _finish(self) -> None:
        if self._is_written:
            return
        self._is_written = True
        asked, method = self._asked, self._asked["REQUEST_METHOD"]
        fields = {
            "method": method if method in _METHODS else "other",
            "ms": round((perf_counter() - self._began) * 1000, 2),
            "from": network_of(asked.get("REMOTE_ADDR", "")),
            "in": _length(asked.get("CONTENT_LENGTH")),
            "out": self._out,
        }
        self._log.write(self._record, fields)
        _current.set(None)


def install_request_log(app: Flask, settings: Settings, metrics: Metrics) -> None:
    """Puts the log around all that the application answers with. Call it after everything else that
    answers, but before ProxyFix, which says who asks."""
    log = app.extensions[EXTENSION] = RequestLog(settings, metrics)
    app.after_request(_note_what_flask_knows)
    respond = app.wsgi_app

    def logged(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        began = perf_counter()
        record = _Record()
        _current.set(record)

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            record.status = int(status[:3])
            return start_response(status, [*headers, (HEADER, record.id)], exc_info)

        return _Logged(log, record, environ, respond(environ, start), began)

    app.wsgi_app = logged  # type: ignore[method-assign]


def _note_what_flask_knows(answer: Response) -> Response:
    note_route(request.url_rule.rule if request.url_rule else None)
    principal = g.get("principal")
    if principal is not None:
        account, device = principal.account, principal.device
        note_client(account.id if account else None, device.id if device else None)
    return answer


@lru_cache(maxsize=1024)
def network_of(address: str) -> str | None:
    """The network of an address, /24 or /48: enough to tell a mobile carrier from an office. None for
    what is no address, since a wrong proxy passes on what anybody writes."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    if isinstance(found, IPv6Address):
        found = found.ipv4_mapped or found
    return str(ip_network((found, 24 if found.version == 4 else 48), strict=False))


def _length(told: str | None) -> int:
    return int(told) if told and told.isascii() and told.isdigit() and len(told) < 16 else 0
