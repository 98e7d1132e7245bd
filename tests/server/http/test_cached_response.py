"""The API's description is made once a process, packed once, and not sent to who has it."""

import gzip
import json
from typing import Any

import pytest
import zstandard
from flask import Flask

from server.http import cached_response
from server.http.blueprint import ProblemApi
from tests.wires import Browser, InProcess

PATH = "/api/openapi.json"


@pytest.fixture
def anybody(app: Flask) -> Browser:
    return Browser(InProcess(app))


def test_it_is_sent_in_every_coding(anybody: Browser) -> None:
    plain = anybody.get(PATH, **{"Accept-Encoding": "identity"})
    packed = anybody.get(PATH, **{"Accept-Encoding": "gzip"})
    denser = anybody.get(PATH, **{"Accept-Encoding": "gzip, zstd"})
    assert json.loads(plain.body)["openapi"] == "3.1.0"
    assert "Content-Encoding" not in plain.headers
    assert (packed.headers["Content-Encoding"], gzip.decompress(packed.body)) == (
        "gzip",
        plain.body,
    )
    assert denser.headers["Content-Encoding"] == "zstd"
    assert zstandard.decompress(denser.body) == plain.body
    for answer in (plain, packed, denser):
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Content-Type"] == "application/json"


def test_who_has_it_gets_nothing(anybody: Browser) -> None:
    tag = anybody.get(PATH).headers["ETag"]
    again = anybody.get(PATH, **{"If-None-Match": tag})
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
    assert anybody.get(PATH, **{"If-None-Match": 'W/"other"'}).status == 200


def test_it_is_made_and_packed_once(anybody: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    anybody.get(PATH, **{"Accept-Encoding": "gzip"})
    made: list[Any] = []
    monkeypatch.setattr(ProblemApi, "_write", lambda *_: made.append("written"))
    monkeypatch.setattr(cached_response, "packed", lambda *_: made.append("packed"))
    for _ in range(3):
        assert anybody.get(PATH, **{"Accept-Encoding": "gzip"}).status == 200
    assert made == []
