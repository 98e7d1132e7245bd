"""The body of a sync request: inflated with a limit, and read strictly.

A phone that gets a problem for its whole request halves its batch, so nothing is lost by
refusing what no program of ours writes (twice the same name, NaN, depth). Text that JSON can
carry and a database cannot (NUL, half a surrogate pair) is left in: a change that holds it goes
to review alone, and its neighbours go through."""

import json
import math
import zlib
from typing import Any, NoReturn

from flask import Request
from marshmallow import Schema

from server.bodies import StrictParser
from sync.problems import PROBLEMS, ProblemError

MAX_INFLATED = 1024 * 1024
MAX_DEPTH = 32


class SyncParser(StrictParser):
    """The parser of sync routes."""

    def load_json(self, req: Request, schema: Schema) -> Any:
        """The body as a value. Raises body_too_large, unsupported_encoding, bad_json, too_deep
        or not_finite_number."""
        return decode(inflate(req.get_data(cache=False), req.headers.get("Content-Encoding", "")))


def inflate(raw: bytes, encoding: str) -> bytes:
    """The body without its gzip, at most 1 MiB: what comes out is counted while it comes, so
    that a small bomb is never unpacked (PROTOCOL 4.1)."""
    if encoding.strip().lower() in ("", "identity"):
        if len(raw) > MAX_INFLATED:
            raise ProblemError(PROBLEMS["body_too_large"])
        return raw
    if encoding.strip().lower() != "gzip":
        raise ProblemError(PROBLEMS["unsupported_encoding"])
    unzip = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        body = unzip.decompress(raw, MAX_INFLATED + 1)
    except zlib.error as error:
        raise ProblemError(PROBLEMS["bad_json"]) from error
    if len(body) > MAX_INFLATED:
        raise ProblemError(PROBLEMS["body_too_large"])
    if not unzip.eof or unzip.unused_data:
        raise ProblemError(PROBLEMS["bad_json"])
    return body


def decode(body: bytes) -> Any:
    """The value in a JSON text. Raises bad_json (also for a name that stands twice in one
    object), too_deep or not_finite_number."""
    try:
        value = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_object,
            parse_float=_float,
            parse_constant=_not_finite,
        )
    except RecursionError as error:
        raise ProblemError(PROBLEMS["too_deep"]) from error
    except ValueError as error:
        raise ProblemError(PROBLEMS["bad_json"]) from error
    _check_depth(value)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ProblemError(PROBLEMS["bad_json"])
    return found


def _float(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _not_finite(text)


def _not_finite(text: str) -> NoReturn:
    raise ProblemError(PROBLEMS["not_finite_number"])


def _check_depth(value: Any) -> None:
    """Level by level, because a function that calls itself would be as deep as the value."""
    level = [value]
    for _ in range(MAX_DEPTH):
        inner: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                inner.extend(item.values())
            elif isinstance(item, list):
                inner.extend(item)
        if not inner:
            return
        level = inner
    if any(isinstance(item, dict | list) for item in level):
        raise ProblemError(PROBLEMS["too_deep"])
