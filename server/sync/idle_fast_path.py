"""Rounds that bring nothing and find nothing new, answered before Flask: they are most of all requests, and
through Flask's view the same round takes twice as long (measured). Every other round goes on to Flask, which
gives the same answer to these too: a test compares them."""

from collections.abc import Iterable
from io import BytesIO
from wsgiref.types import StartResponse, WSGIEnvironment

import structlog
from flask import Flask
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft
from werkzeug.sansio.http import parse_cookie

from server.auth.cookies import ACCOUNT, DEVICE, cookie_name
from server.auth.current import ACTING
from server.auth.request_guard import OWN_SITES
from server.config import Settings
from server.crypto.secrets import hash_token
from server.database.timeouts import serving
from server.http.concurrency import SHORT_ROUND_BYTES, ServerBusy, Work, take_permit
from server.http.errors import answer_unexpected
from server.http.headers import COMPRESS_FROM, plain_headers
from server.http.json_body import read_json
from server.http.request_log import note_client, note_route
from server.sync.decoding import USUAL_WITHOUT_CHANGES, inflate
from server.sync.envelope import read_round
from server.sync.json_answer import dump_answer
from server.sync.round_request import RoundRequest
from server.sync.use_cases.exchange import answer_if_unchanged
from sync.problems import ProblemError

log = structlog.get_logger()

PATH = "/api/sync/v1"
_MOST_SENT = SHORT_ROUND_BYTES
"""Bytes of a body as it comes. A round without changes has about 250."""
_ACTING = "HTTP_" + ACTING.upper().replace("-", "_")


def answer_ahead(app: Flask, settings: Settings) -> None:
    """Puts this before all that the application answers with."""
    ask_flask = app.wsgi_app
    headers = plain_headers(settings)

    def respond(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with serving():
            return respond_in_time(environ, start_response)

    def respond_in_time(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        try:
            body = _answer(app, environ)
        except (ServerBusy, OperationalError, NoConnectionLeft) as error:
            # Flask would wait for the database once more; a phone waits for 20 seconds at most.
            with app.request_context(environ):
                answer = app.process_response(answer_unexpected(error))
                return answer(environ, start_response)
        except ProblemError:
            body = None
        except Exception as error:
            log.error("not_answered_ahead", exc_info=error)
            body = None
        if body is None:
            return ask_flask(environ, start_response)
        start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
        return [body]

    app.wsgi_app = respond  # type: ignore[method-assign]


def _answer(app: Flask, asked: WSGIEnvironment) -> bytes | None:
    """The body of the answer; None where Flask is to give it."""
    length = _length(asked)
    if length is None and asked.get("PATH_INFO") == PATH:
        take_permit(Work.WRITE)  # a long round is a push, and to read it costs too
    if length is None or not _is_usual(asked):
        return None
    with app.app_context():
        secret = _secret(asked)
        if secret is None:
            return None
        raw = asked["wsgi.input"].read(length)
        asked["wsgi.input"] = BytesIO(raw)
        if len(raw) < length:
            return None
        said = _inflate(raw, asked.get("HTTP_CONTENT_ENCODING", ""))
        envelope = read_round(read_json(said))
        if envelope.changes:
            take_permit(Work.WRITE)
        if envelope.changes or envelope.repaired:
            return None
        told = answer_if_unchanged(hash_token(secret), asked.get(_ACTING), RoundRequest(envelope))
        body = None if told is None else dump_answer(told)
        if body is None or len(body) > COMPRESS_FROM:
            return None
        note_route(PATH)
        note_client(None, envelope.device)
        return body


def _inflate(raw: bytes, encoding: str) -> bytes:
    """The body without its gzip. Raises ProblemError; Flask answers then."""
    try:
        return inflate(raw, encoding, USUAL_WITHOUT_CHANGES)
    except ProblemError:
        take_permit(Work.REQUEST)  # it may be a long push, and the permits of short rounds are few
        raise


def _length(asked: WSGIEnvironment) -> int | None:
    """The length of a short body; None for any other."""
    told = asked.get("CONTENT_LENGTH") or ""
    if not (told.isascii() and told.isdigit() and len(told) <= len(str(_MOST_SENT))):
        return None
    return int(told) if int(told) <= _MOST_SENT else None


def _is_usual(asked: WSGIEnvironment) -> bool:
    return (
        asked.get("PATH_INFO") == PATH
        and asked["REQUEST_METHOD"] == "POST"
        and not asked.get("QUERY_STRING")
        and asked.get("CONTENT_TYPE") == "application/json"
        and asked.get("HTTP_SEC_FETCH_SITE") in OWN_SITES
    )


def _secret(asked: WSGIEnvironment) -> str | None:
    """The phone's, if it alone asks and no account."""
    cookies = parse_cookie(asked.get("HTTP_COOKIE"))
    return None if cookies.get(cookie_name(ACCOUNT)) else cookies.get(cookie_name(DEVICE)) or None
