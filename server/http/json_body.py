"""JSON bodies, read strictly: what two programs could understand differently is refused."""

import json
import math
import re
from typing import Any, NoReturn

import orjson
from flask import Request, current_app
from marshmallow import Schema, ValidationError
from webargs.flaskparser import FlaskParser

from server.http.body_sizes import check_sizes
from server.http.first_errors import first_errors
from sync.problems import PROBLEMS, ProblemError

BODY_LIMITS = "body_limits"
"""Under this name the application keeps what says how long a body may be (`app.extensions`): bytes by rule
and method (server/auth/body_limits.py)."""
MAX_DEPTH = 32
UNKEPT = re.compile("[\x00\ud800-\udfff]")
MOST_BRACKETS, BRACKETS, BYTES_PER_BRACKET = 50_000, 1_000, 8
"""The number of objects and lists that a body may open: `BRACKETS`, one more for each `BYTES_PER_BRACKET`, at most
`MOST_BRACKETS`. The densest change of our app has one in 29 bytes; a megabyte of bare ones takes a second."""
_NO_BRACKETS = bytes(set(range(256)) - set(b'[]{}"'))
MAX_REFUSED_BODY_BYTES = 8 * 1024 * 1024
"""So much is still taken in of a body that is refused by its length."""


def read_json(body: bytes) -> Any:
    """The value of a JSON text in UTF-8. Raises bad_json (also for a name that occurs twice in one object),
    too_deep, not_finite_number, and body_too_large for too many objects and lists."""
    _check_brackets(body)
    try:
        value = orjson.loads(body)
        # What is spelled as orjson spells it has no name twice and no number with two meanings.
        if orjson.dumps(value) == body and _is_shallow(body):
            return value
    except (ValueError, TypeError):  # the strict parser finds the cause
        pass
    return _parse_strictly(body)


def _check_brackets(body: bytes) -> None:
    """Raises body_too_large. Brackets inside texts count too."""
    most = min(MOST_BRACKETS, BRACKETS + len(body) // BYTES_PER_BRACKET)
    if body.count(b"[") + body.count(b"{") > most:
        raise ProblemError(PROBLEMS["body_too_large"])


def _is_shallow(body: bytes) -> bool:
    """Whether a JSON text nests less than MAX_DEPTH levels, by its brackets alone. False too for a text that has
    escapes, or brackets inside texts."""
    if b"\\" in body:
        return False
    left = body.translate(None, _NO_BRACKETS).replace(b'""', b"")
    for _ in range(MAX_DEPTH - 1):
        if not left:
            return True
        left = left.replace(b"[]", b"").replace(b"{}", b"")
    return False


def _parse_strictly(body: bytes) -> Any:
    """The same for any spelling, ten times slower."""
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


def check_texts(value: Any) -> None:
    """Raises bad_text for what JSON can carry and no database: NUL, half a surrogate pair."""
    if isinstance(value, str):
        if UNKEPT.search(value):
            raise ProblemError(PROBLEMS["bad_text"])
    elif isinstance(value, dict):
        for name, inner in value.items():
            check_texts(name)
            check_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            check_texts(inner)


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


class StrictParser(FlaskParser):
    """webargs, with bodies read strictly."""

    BODY_PROBLEMS: tuple[str, ...] = (
        "bad_json",
        "too_deep",
        "bad_text",
        "not_finite_number",
        "body_too_large",
        "invalid_shape",
    )

    def load_json(self, req: Request, schema: Schema) -> Any:
        """The body of a request that says it is JSON."""
        if not req.is_json:
            raise ProblemError(PROBLEMS["unsupported_media_type"])
        value = read_json(read_body(req))
        check_texts(value)
        check_sizes(schema, value)
        return value

    def handle_error(
        self, error: ValidationError, req: Request, schema: Schema, **kwargs: Any
    ) -> NoReturn:
        """Called by webargs for what a schema refuses. Nothing of the body is kept for it."""
        raise ProblemError(PROBLEMS["invalid_shape"], first_errors(error.messages_dict))


def read_body(req: Request) -> bytes:
    """The bytes of a body. Raises 413 before the first of them is read where they are more than the
    route takes (server/auth/body_limits.py)."""
    req.max_content_length = body_limit(req)
    return req.get_data(cache=False)


def body_limit(req: Request) -> int:
    """So many bytes the body of this request may have."""
    assert req.url_rule is not None
    most: int = current_app.extensions[BODY_LIMITS](req.url_rule.rule, req.method)
    return most
