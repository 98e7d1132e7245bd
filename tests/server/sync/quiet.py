"""Rounds of a phone that brings nothing, as the app spells them, and whether Flask was asked for the answer."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, request_started

from server.http.request_log import HEADER as REQUEST_ID
from tests.phones import Phone
from tests.town import Town
from tests.wires import Answer

PATH = "/api/sync/v1"
READY = {
    "installed": True,
    "persisted": None,
    "room_mb": 1234,
    "browser": "Chrome 120",
    "ready": True,
    "lacks": None,
}
USUAL: dict[str, Any] = {"ready": READY, "once": True, "brief": True, "limit": 500}


@contextmanager
def flask_asked(app: Flask) -> Iterator[list[str]]:
    """The paths that Flask was asked for meanwhile."""
    asked: list[str] = []

    def note(_sender: Flask, **_more: Any) -> None:
        asked.append("asked")

    with request_started.connected_to(note, app):
        yield asked


def body_of(phone: Phone, /, **parts: Any) -> bytes:
    said = phone.envelope([], **{**USUAL, **parts})
    return json.dumps(said, separators=(",", ":"), ensure_ascii=False).encode()


def ask(phone: Phone, body: bytes, **headers: str) -> Answer:
    return phone.web.raw(PATH, body, **headers)


def ask_both(town: Town, phone: Phone, /, **parts: Any) -> tuple[Answer, Answer, bool]:
    """The answer to a usual round, Flask's own, and whether the first one is Flask's too."""
    body = body_of(phone, **parts)
    with flask_asked(town.app) as asked:
        usual = ask(phone, body)
        was_ahead = not asked
        theirs = ask(phone, body, **{"Content-Type": "application/json; charset=utf-8"})
        assert asked
    return usual, theirs, was_ahead


def is_told_alike(town: Town, phone: Phone, /, **parts: Any) -> bool:
    """Whether a round is answered ahead; in any case the answer is Flask's."""
    usual, theirs, was_ahead = ask_both(town, phone, **parts)
    assert (usual.status, usual.json) == (theirs.status, theirs.json)
    assert headers_of(usual) == headers_of(theirs)
    return was_ahead


def headers_of(answer: Answer) -> dict[str, str]:
    """All but the one that no two answers share."""
    return {name: value for name, value in dict(answer.headers).items() if name != REQUEST_ID}


def up_to_date(phone: Phone) -> Phone:
    """It knows all, and the server knows all of it."""
    phone.sync(**{**USUAL, "brief": False})
    return phone
