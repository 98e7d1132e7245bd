"""A JSON body is read fast and no less strictly."""

import json
from time import process_time
from typing import Any

import pytest
from hypothesis import example, given

from server.http.json_body import _parse_strictly, read_json
from sync.problems import ProblemError
from tests.sync.strategies import ANY_JSON
from tests.town import Town

DEEP = "[" * 32 + "]" * 32


def outcome(read: Any, body: bytes) -> Any:
    try:
        return json.dumps(read(body))
    except ProblemError as error:
        return error.problem.code


@given(ANY_JSON)
@example({"a": "]", "b": ["[", {"c": "\\"}], "d": 1e16, "e": -0.0})
def test_any_value_is_read_alike(value: Any) -> None:
    for text in (json.dumps(value), json.dumps(value, separators=(",", ":"))):
        assert outcome(read_json, text.encode()) == outcome(_parse_strictly, text.encode())
    tight = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
    assert outcome(read_json, tight) == outcome(_parse_strictly, tight)


@pytest.mark.parametrize(
    "body",
    [
        '{"a":1,"a":1}', '{"a":1,"\\u0061":2}', "[NaN]", "[1e999]", "[-0]", "[1.0]", "[", "", "\ufeff1",
        DEEP, f"[{DEEP}]", f'["]",{DEEP}]', '["]",' * 40 + '"["' + "]" * 40, f'{{"a":{DEEP}}}',
        '{"a":' * 33 + "1" + "}" * 33, '["\\ud800"]', '["a\x00"]', "[123456789012345678901234567890]",
        "[" * 1_100,
    ],
)  # fmt: skip
def test_what_is_refused_is_refused_by_the_same_name(body: str) -> None:
    assert outcome(read_json, body.encode()) == outcome(_parse_strictly, body.encode())


def full_of(junk: str, size: int) -> bytes:
    return f'{{"x": [{",".join([junk] * (size // (len(junk) + 1)))}]}}'.encode()


def seconds(read: Any, body: bytes) -> float:
    """Of the processor, the least of three readings."""

    def once() -> float:
        began = process_time()
        outcome(read, body)
        return process_time() - began

    return min(once() for _ in range(3))


@pytest.mark.parametrize(
    "junk", ["[" * 28 + "]" * 28, "[]", '{"":0}', '{"":' * 28 + "0" + "}" * 28, "1e1"]
)
@pytest.mark.parametrize("size", [100_000, 1_000_000])
def test_a_body_of_brackets_costs_little(junk: str, size: int) -> None:
    """Not more than as many bytes of numbers, read the slow way."""
    assert seconds(read_json, full_of(junk, size)) < 2 * seconds(
        _parse_strictly, full_of("1e1", size)
    )


def test_what_our_app_sends_has_few(town: Town) -> None:
    """Each of 20 services has a list of reasons, and an edit has them twice."""
    lan = town.lan()
    done = {"people": 1, "outcome": "XONG", "reasons": []}
    dense = {f"services.{n:02}": done for n in range(20)}
    sent = [lan.edit(lan.session()["record"], dense, dense) for _ in range(200)]
    body = json.dumps({"changes": sent}, separators=(",", ":")).encode()
    assert len(json.loads(json.dumps(read_json(body)))["changes"]) == 200
    assert body.count(b"[") + body.count(b"{") < len(body) / 16
    noted = json.dumps(lan.session(note="[" * 120)).encode()
    assert read_json(noted)["set"]["note"] == "[" * 120
