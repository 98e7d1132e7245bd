"""What the worker answers by itself, to requests that never come as far as the application: with the
headers and the line in the log that every other answer has."""

from http import HTTPStatus

from flask import Flask
from gunicorn.http import errors

from server.http.headers import security_headers
from server.http.request_log import CLIENT_GONE, EXTENSION, HEADER, RequestLog

_STATUS: tuple[tuple[type[Exception], HTTPStatus], ...] = (
    (errors.InvalidResponseHeader, HTTPStatus.INTERNAL_SERVER_ERROR),
    (errors.InvalidResponseHeaderName, HTTPStatus.INTERNAL_SERVER_ERROR),
    (errors.LimitRequestLine, HTTPStatus.REQUEST_URI_TOO_LONG),
    (errors.LimitRequestHeaders, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
    (errors.ExpectationFailed, HTTPStatus.EXPECTATION_FAILED),
    (errors.UnsupportedTransferCoding, HTTPStatus.NOT_IMPLEMENTED),
    (errors.ForbiddenProxyRequest, HTTPStatus.FORBIDDEN),
    (errors.ConfigurationProblem, HTTPStatus.INTERNAL_SERVER_ERROR),
    (errors.ParseException, HTTPStatus.BAD_REQUEST),
)
TIMED_OUT = HTTPStatus.REQUEST_TIMEOUT
"""In the log only: phones of released versions would take a 408 for a refusal of what they asked."""
DROPPED = HTTPStatus.SERVICE_UNAVAILABLE
"""Given up for the others' sake; in the log only, where a request is not all here."""
GONE = CLIENT_GONE
"""In the log only."""


def status_of(error: Exception) -> HTTPStatus:
    """The status for what went wrong with a request."""
    for kind, status in _STATUS:
        if isinstance(error, kind):
            return status
    return HTTPStatus.INTERNAL_SERVER_ERROR


class WorkerErrors:
    """The answers of a worker, and their lines. `app` is the application that it serves."""

    def __init__(self, app: Flask) -> None:
        self._log: RequestLog = app.extensions[EXTENSION]
        fixed = security_headers(app.config["SETTINGS"])
        fixed |= {"Connection": "close", "Content-Length": "0", "Cache-Control": "no-store"}
        self._headers = "".join(f"{name}: {value}\r\n" for name, value in fixed.items())

    def answer(self, status: int, address: str, came: int, ms: float) -> bytes:
        """The whole answer to a request of which `came` bytes are here; its line is written."""
        request_id = self._log.write_unparsed(status, address, (came, 0), ms)
        reason = HTTPStatus(status).phrase
        head = f"HTTP/1.1 {int(status)} {reason}\r\n{HEADER}: {request_id}\r\n{self._headers}\r\n"
        return head.encode("ascii")

    def note(self, status: int, address: str, came: int, ms: float) -> None:
        """Writes the line of a request that gets no answer."""
        self._log.write_unparsed(status, address, (came, 0), ms)
