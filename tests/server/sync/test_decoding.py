"""A sync body is read fast and no less strictly."""

import json
from typing import Any

import pytest
from hypothesis import example, given

from server.http.json_body import decode_json
from server.sync.decoding import read_json
from sync.problems import ProblemError
from tests.sync.strategies import ANY_JSON

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
        assert outcome(read_json, text.encode()) == outcome(decode_json, text.encode())
    tight = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
    assert outcome(read_json, tight) == outcome(decode_json, tight)


@pytest.mark.parametrize(
    "body",
    [
        '{"a":1,"a":1}', '{"a":1,"\\u0061":2}', "[NaN]", "[1e999]", "[-0]", "[1.0]", "[", "", "\ufeff1",
        DEEP, f"[{DEEP}]", f'["]",{DEEP}]', '["]",' * 40 + '"["' + "]" * 40, f'{{"a":{DEEP}}}',
        '{"a":' * 33 + "1" + "}" * 33, '["\\ud800"]', '["a\x00"]', "[123456789012345678901234567890]",
        "[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_refused_is_refused_by_the_same_name(body: str) -> None:
    assert outcome(read_json, body.encode()) == outcome(decode_json, body.encode())
