"""Rounds that bring nothing and find nothing new, answered before Flask is asked: they are most of what
phones ask, and Flask's way to a view costs more than their one question.

Only the usual is answered here. Whatever is unusual in any way, wrong or not, goes on to Flask unread,
which gives the same answer to a usual one too: a test holds the two together."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.http import parse_cookie

from server.config import Settings
from server.identity.cookies import ACCOUNT, DEVICE, cookie_name
from server.identity.current import ACTING
from server.identity.gate import OWN_SITES
from server.identity.secrets import hash_token
from server.syncing.answers import spell_answer
from server.syncing.decoding import inflate, read_json
from server.syncing.envelope import common_round
from server.syncing.use_cases.exchanging import hear_of_nothing
from server.wire import is_own_host, plain_headers
from sync.problems import ProblemError

PATH = "/api/sync/v1"
_MOST_BYTES = 1000
"""A round without changes is smaller, packed or not, and an answer of which no part is packed too."""
_ACTING = "HTTP_" + ACTING.upper().replace("-", "_")


def answer_ahead(app: Flask, settings: Settings) -> None:
    """Puts this before all that the application answers with."""
    ask_flask = app.wsgi_app
    headers = plain_headers(settings)

    def respond(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        body = _answer(app, settings, environ)
        if body is None:
            return ask_flask(environ, start_response)
        start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
        return [body]

    app.wsgi_app = respond  # type: ignore[method-assign]


def _answer(app: Flask, settings: Settings, asked: WSGIEnvironment) -> bytes | None:
    if not _is_usual(settings, asked):
        return None
    raw = asked["wsgi.input"].read(int(asked["CONTENT_LENGTH"]))
    asked["wsgi.input"] = BytesIO(raw)
    try:
        envelope = common_round(read_json(inflate(raw, asked.get("HTTP_CONTENT_ENCODING", ""))))
        if envelope is None or envelope["changes"]:
            return None
        with app.app_context():
            return _heard(asked, envelope)
    except (ProblemError, SQLAlchemyError):
        return None  # Flask meets it too, and knows what to say


def _is_usual(settings: Settings, asked: WSGIEnvironment) -> bool:
    length = asked.get("CONTENT_LENGTH", "")
    return (
        asked["PATH_INFO"] == PATH
        and asked["REQUEST_METHOD"] == "POST"
        and not asked.get("QUERY_STRING")
        and asked.get("CONTENT_TYPE") == "application/json"
        and asked.get("HTTP_SEC_FETCH_SITE") in OWN_SITES
        and (not settings.loopback or is_own_host(asked.get("HTTP_HOST", "")))
        and length.isascii() and length.isdigit() and int(length) <= _MOST_BYTES
    )  # fmt: skip


def _heard(asked: WSGIEnvironment, envelope: dict[str, Any]) -> bytes | None:
    cookies = parse_cookie(asked.get("HTTP_COOKIE"))
    secret = cookies.get(cookie_name(DEVICE))
    if not secret or cookies.get(cookie_name(ACCOUNT)):
        return None
    told = hear_of_nothing(hash_token(secret), asked.get(_ACTING), envelope)
    body = None if told is None else spell_answer(told)
    return body if body is not None and len(body) <= _MOST_BYTES else None
