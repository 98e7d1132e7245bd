"""JSON bodies, read strictly: what two programs could understand differently is refused."""

import json
from typing import Any, NoReturn

from flask import Request
from marshmallow import Schema
from webargs.flaskparser import FlaskParser

from sync.problems import PROBLEMS, ProblemError

MAX_DEPTH = 16
MAX_BODY_BYTES = 1_000_000


def decode_json(raw: bytes) -> Any:
    """The value in a JSON text in UTF-8. Raises bad_json, too_deep, bad_text or
    not_finite_number; names that stand twice in one object are bad_json."""
    try:
        text = raw.decode("utf-8")
        _check_depth(text)
        value = json.loads(text, parse_constant=_not_finite, object_pairs_hook=_object)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise ProblemError(PROBLEMS["bad_json"]) from error
    _check_values(value)
    return value


def _check_depth(text: str) -> None:
    """Counts brackets before parsing: a parser that recurses dies of 100,000 of them."""
    depth, in_string, escaped = 0, False, False
    for char in text:
        if in_string:
            if escaped:
                escaped = False
            elif char == "\\":
                escaped = True
            elif char == '"':
                in_string = False
        elif char == '"':
            in_string = True
        elif char in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise ProblemError(PROBLEMS["too_deep"])
        elif char in "]}":
            depth -= 1


def _not_finite(name: str) -> NoReturn:
    raise ProblemError(PROBLEMS["not_finite_number"])


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ProblemError(PROBLEMS["bad_json"])
    return found


def _check_values(value: Any) -> None:
    if isinstance(value, str):
        if "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value):
            raise ProblemError(PROBLEMS["bad_text"])
    elif isinstance(value, float):
        if value in (float("inf"), float("-inf")):
            raise ProblemError(PROBLEMS["not_finite_number"])
    elif isinstance(value, dict):
        for name, inner in value.items():
            _check_values(name)
            _check_values(inner)
    elif isinstance(value, list):
        for inner in value:
            _check_values(inner)


class StrictParser(FlaskParser):
    """webargs, with bodies read by `decode_json`."""

    def load_json(self, req: Request, schema: Schema) -> Any:
        """The body of a request that says it is JSON."""
        if not req.is_json:
            raise ProblemError(PROBLEMS["unsupported_media_type"])
        return decode_json(req.get_data(cache=True))
