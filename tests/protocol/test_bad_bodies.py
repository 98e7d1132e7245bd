"""Bodies that no program of ours writes: a named problem, never a 500, and the phone's good
changes go in afterwards as if nothing had been."""

import gzip
import json
import zlib
from typing import Any

import pytest

from sync.protocol_limits import CHANGES_PER_REQUEST
from tests.phones import Phone
from tests.wires import Answer

ROUND = "/api/sync/v1"


def body(phone: Phone, **parts: Any) -> bytes:
    return json.dumps(phone.envelope([phone.session()], **parts)).encode()


def check_named(answer: Answer, status: int, code: str) -> None:
    assert (answer.status, answer.code) == (status, code), answer.body[:300]
    told = answer.json
    assert told["message"]["vi"]
    assert told["message"]["en"]
    assert told["status"] == status
    assert answer.headers["Cache-Control"] == "no-store"


def check_alive(phone: Phone) -> None:
    (told,) = phone.sync(phone.session())
    assert told["verdict"] == "applied"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "bad_json"),
        (b"{", "bad_json"),
        (b'{"a": 1,}', "bad_json"),
        (b"\xff\xfe{}", "bad_json"),
        (b'{"app": "\x00"}', "bad_json"),
        (b'{"a": 1, "a": 2}', "bad_json"),
        (b'{"pending": ' + b"9" * 6000 + b"}", "bad_json"),
        (b'{"pending": NaN}', "not_finite_number"),
        (b'{"pending": -Infinity}', "not_finite_number"),
        (b'{"pending": 1e999}', "not_finite_number"),
        (b"[" * 1_000 + b"]" * 1_000, "too_deep"),
        (b'{"a":' * 500 + b"1" + b"}" * 500, "too_deep"),
        (b"[" * 34 + b"]" * 34, "too_deep"),
    ],
)
def test_json_that_is_none(lan: Phone, raw: bytes, code: str) -> None:
    check_named(lan.web.raw(ROUND, raw), 400, code)
    check_alive(lan)


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    ],
)
def test_json_that_opens_too_much(lan: Phone, raw: bytes) -> None:
    """Refused by its brackets alone, before anything is read."""
    check_named(lan.web.raw(ROUND, raw), 413, "body_too_large")
    check_alive(lan)


@pytest.mark.parametrize("raw", [b"null", b"[]", b'"x"', b"1", b"true", b"{}"])
def test_json_that_is_no_envelope(lan: Phone, raw: bytes) -> None:
    check_named(lan.web.raw(ROUND, raw), 422, "invalid_shape")
    check_alive(lan)


@pytest.mark.parametrize(
    "parts",
    [
        {"protocol": "1"},
        {"protocol": True},
        {"protocol": 0},
        {"app": 1},
        {"app": "x" * 21},
        {"app": "1.0\x00"},
        {"app": "1.0\ud800"},
        {"device": "Lan"},
        {"now": "yesterday"},
        {"now": "2026-11-24T09:00:00"},
        {"now": "0001-01-01T00:00:00+07:00"},
        {"oldest": "0001-01-01T00:00:00+07:00"},
        {"oldest": "9999-12-31T23:59:59-12:00"},
        {"seen": [1]},
        {"seen": ["1", "9f3a01bc"]},
        {"seen": [True, "9f3a01bc"]},
        {"seen": {"1": 2}},
        {"cursor": []},
        {"cursor": {"catalogue": "7"}},
        {"cursor": {"catalogue": -1}},
        {"cursor": {"x" * 99: 1}},
        {"cursor": {"a\x00": 1}},
        {"cursor": {"catalogue": 2**70}},
        {"pending": 1.5},
        {"pending": -1},
        {"limit": 0},
        {"limit": 10**9},
        {"changes": {}},
        {"changes": "none"},
        {"bundles": [{"device": "x"}]},
        {"bundles": [None, 1]},
    ],
)
def test_an_envelope_of_wrong_types(lan: Phone, parts: dict[str, Any]) -> None:
    answer = lan.web.raw(ROUND, body(lan, **parts))
    check_named(answer, 422, "invalid_shape")
    assert answer.json["details"]["errors"]
    check_alive(lan)


def test_a_body_of_two_megabytes(lan: Phone) -> None:
    check_named(lan.web.raw(ROUND, b'"' + b"x" * 2_000_000 + b'"'), 413, "body_too_large")
    check_alive(lan)


@pytest.mark.parametrize("size", [2_000_000, 300_000_000])
def test_a_gzip_bomb(lan: Phone, size: int) -> None:
    zipper = zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16)
    block = b" " * 1_000_000
    packed = b"".join(zipper.compress(block) for _ in range(size // len(block)))
    packed += zipper.flush()
    answer = lan.web.raw(ROUND, packed, **{"Content-Encoding": "gzip"})
    check_named(answer, 413, "body_too_large")
    check_alive(lan)


def test_gzip_is_taken(lan: Phone) -> None:
    answer = lan.web.zipped(ROUND, body(lan))
    assert answer.status == 200
    assert answer.json["results"][0]["verdict"] == "applied"


@pytest.mark.parametrize("cut", [0, 1, 5, 40, -1])
def test_gzip_that_is_cut(lan: Phone, cut: int) -> None:
    packed = gzip.compress(body(lan))[:cut]
    answer = lan.web.raw(ROUND, packed, **{"Content-Encoding": "gzip"})
    check_named(answer, 400, "bad_json")
    check_alive(lan)


def test_gzip_with_something_behind_it(lan: Phone) -> None:
    packed = gzip.compress(body(lan))
    answer = lan.web.raw(ROUND, packed + packed, **{"Content-Encoding": "gzip"})
    check_named(answer, 400, "bad_json")


def test_other_encodings_and_types(lan: Phone) -> None:
    answer = lan.web.raw(ROUND, body(lan), **{"Content-Encoding": "br"})
    check_named(answer, 415, "unsupported_encoding")
    answer = lan.web.raw(ROUND, body(lan), **{"Content-Type": "text/plain"})
    check_named(answer, 415, "unsupported_media_type")


def test_another_site_cannot_send(lan: Phone) -> None:
    answer = lan.web.raw(ROUND, body(lan), **{"Sec-Fetch-Site": "cross-site"})
    check_named(answer, 403, "cross_site")


def test_too_many_changes_at_once(lan: Phone) -> None:
    answer = lan.ask([lan.session() for _ in range(CHANGES_PER_REQUEST + 1)])
    check_named(answer, 413, "batch_too_large")
    check_alive(lan)


@pytest.mark.parametrize(
    "changes", [["not an id"], [1], [None], "none", {"a": 1}, ["0" * 36], ["x"] * 1001]
)
def test_have_with_what_is_no_list_of_ids(lan: Phone, changes: Any) -> None:
    answer = lan.web.post("/api/sync/v1/have", {"changes": changes})
    check_named(answer, 422, "invalid_shape")


@pytest.mark.parametrize("year", ["1970", "1999", "2016", "2038", "2099"])
def test_a_clock_that_is_wrong_by_decades_is_no_reason_to_refuse(lan: Phone, year: str) -> None:
    wrong = f"{year}-01-01T00:00:00+07:00"
    answer = lan.ask([lan.session()], now=wrong, oldest=wrong, pending=3)
    assert answer.status == 200
    assert answer.json["results"][0]["verdict"] == "applied"
