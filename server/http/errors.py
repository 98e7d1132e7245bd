"""The one place that writes a problem to the wire."""

import errno
import secrets
from typing import Any

import structlog
from flask import Flask, Response, current_app, jsonify, request
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft
from werkzeug.exceptions import HTTPException

from server.database.engine import db, release_autocommit_connection
from server.database.errors import is_busy, is_full
from server.http.json_body import MAX_REFUSED_BODY_BYTES
from server.http.request_log import note_problem
from server.http.static_files import answer_shell, is_lost_person
from sync.problems import PROBLEMS, Problem, ProblemError

log = structlog.get_logger()

# How werkzeug's own errors are called in the register.
_BY_STATUS = {
    400: "bad_json",
    401: "unauthenticated",
    403: "wrong_role",
    404: "not_found",
    405: "method_not_allowed",
    413: "body_too_large",
    415: "unsupported_media_type",
    422: "invalid_shape",
    503: "server_busy",
}


_PIECE_BYTES = 64 * 1024


def register_errors(app: Flask) -> None:
    """Every error of a request ends in one of these three."""
    app.after_request(let_the_rest_come)
    app.teardown_request(end_session)
    app.register_error_handler(ProblemError, answer_problem)
    app.register_error_handler(HTTPException, answer_http_error)
    app.register_error_handler(Exception, answer_unexpected)


def end_session(_error: BaseException | None) -> None:
    """Gives back what the request had of the database. A connection that broke cannot even be told
    to roll back; the answer is made by now, and must not be lost for it."""
    try:
        release_autocommit_connection()
        db.session.remove()
    except DBAPIError as error:
        log.warning("session_not_ended", exc_info=error)
        db.session.registry.clear()


def let_the_rest_come(answer: Response) -> Response:
    """Reads what is left of a refused request's body, so that its connection goes on: gunicorn closes
    it on what was not read, and the next request on it would get no answer."""
    length = request.content_length or 0
    if answer.status_code >= 400 and length <= MAX_REFUSED_BODY_BYTES:
        body = request.environ["wsgi.input"]
        while length > 0 and (piece := body.read(min(length, _PIECE_BYTES))):
            length -= len(piece)
    return answer


def answer_problem(error: ProblemError) -> Response:
    """The answer for a problem raised by name."""
    return write_problem(error.problem, error.details, error.retry_after)


def answer_http_error(error: HTTPException) -> Response:
    """The answer for what Flask, werkzeug or webargs refused; redirects pass unchanged."""
    status = error.code or 500
    if status < 400:
        return current_app.make_response(error.get_response())
    if status == 404 and is_lost_person(request):
        note_problem("not_found")
        page = answer_shell()
        page.status_code = 404
        return page
    code = _BY_STATUS.get(status, "internal" if status >= 500 else "bad_json")
    answer = write_problem(PROBLEMS[code], {})
    if status == 405:
        answer.headers["Allow"] = ", ".join(getattr(error, "valid_methods", None) or ())
    return answer


def answer_unexpected(error: Exception) -> Response:
    """The answer for anything else: busy and full databases by name, the rest as `internal`
    with a trace id that stands in the log too."""
    if isinstance(error, ProblemError):
        return answer_problem(error)
    if isinstance(error, NoConnectionLeft):
        return write_problem(PROBLEMS["server_busy"], {}, 5)
    if isinstance(error, DBAPIError):
        if is_full(error):
            return write_problem(PROBLEMS["server_full"], {}, 60)
        if is_busy(error):
            return write_problem(PROBLEMS["server_busy"], {}, 5)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return write_problem(PROBLEMS["server_full"], {}, 60)  # the journal's disk
    trace = secrets.token_hex(8)
    # The path itself may hold an id, which no log does.
    route = request.url_rule.rule if request.url_rule else None
    log.error("unexpected", trace=trace, method=request.method, route=route, exc_info=error)
    return write_problem(PROBLEMS["internal"], {"trace": trace})


def write_problem(
    problem: Problem, details: dict[str, Any], retry_after: int | None = None
) -> Response:
    """{"code", "status", "message": {"vi", "en"}, "details"} with the same HTTP status."""
    note_problem(problem.code)
    answer = jsonify(
        code=problem.code,
        status=problem.status,
        message={"vi": problem.vi, "en": problem.en},
        details=details,
    )
    answer.status_code = problem.status
    if retry_after is not None:
        answer.headers["Retry-After"] = str(retry_after)
    return answer
