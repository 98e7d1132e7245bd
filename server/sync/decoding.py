"""The body of a sync request: inflated with a limit, and read strictly.

A phone that gets a problem for its whole request halves its batch, so nothing is lost by
refusing what no program of ours writes (twice the same name, NaN, depth). Text that JSON can
carry and a database cannot (NUL, half a surrogate pair) is left in: a change that holds it goes
to review alone, and its neighbours go through."""

import re
import zlib
from typing import Any

import orjson
from flask import Request
from marshmallow import Schema

from server.auth.body_limits import MAX_BODY_BYTES
from server.http.body_sizes import check_sizes
from server.http.json_body import MAX_DEPTH, StrictParser, body_limit, decode_json, read_body
from server.sync.push_limiter import PushPermit, current_permit
from sync.problems import PROBLEMS, ProblemError

USUAL_WITHOUT_CHANGES = 4000
"""Bytes. A round without changes has about 500, one of a phone with many channels more."""
MOST_WITHOUT_CHANGES = 32 * 1024
"""Bytes. All that may stand in a round fits, with two hundred channels."""
MOST_BRACKETS, BRACKETS, BYTES_PER_BRACKET = 50_000, 1_000, 8
"""So many objects and lists a body may open: `BRACKETS` of them, one more for so many bytes, and at the
most. The densest change of our app takes 29 bytes for each; a megabyte of bare ones costs a second."""
_SAYS_NONE = re.compile(rb'"changes"\s*:\s*\[\s*\]')

_NO_BRACKETS = bytes(set(range(256)) - set(b'[]{}"'))


class SyncParser(StrictParser):
    """The parser of sync routes."""

    BODY_PROBLEMS = (
        *(code for code in StrictParser.BODY_PROBLEMS if code != "bad_text"),
        "unsupported_encoding",
    )

    def load_json(self, req: Request, schema: Schema) -> Any:
        """The body as a value. Raises what `read_sync_body` raises, and invalid_shape."""
        value = read_sync_body(req)
        check_sizes(schema, value)
        return value


def read_sync_body(req: Request) -> Any:
    """The body as a value. Raises body_too_large, unsupported_encoding, bad_json, too_deep or
    not_finite_number; for a push also push_in_work, pushed_too_much and server_busy, for a long one before it is
    parsed."""
    body = inflate(read_body(req), req.headers.get("Content-Encoding", ""), body_limit(req))
    permit = current_permit()
    return read_json(body) if permit is None else _read_limited(body, permit)


def _read_limited(body: bytes, permit: PushPermit) -> Any:
    """Of a request that may be a push. To read a megabyte costs as much as many changes, and more where
    it is spelled as no app of ours does: so nothing long is read without a place among the pushes."""
    is_long = len(body) > MOST_WITHOUT_CHANGES
    says_none = len(body) <= USUAL_WITHOUT_CHANGES or _SAYS_NONE.search(body) is not None
    if is_long or not says_none:
        permit.enter(len(body))
    if is_long and says_none and _brings_nothing(body):
        raise ProblemError(PROBLEMS["body_too_large"])
    value = read_json(body)
    if not isinstance(value, dict) or value.get("changes", True):
        permit.enter(len(body))
    return value


def _brings_nothing(body: bytes) -> bool:
    """Whether a long body is that of a round without changes, by the fast look alone."""
    try:
        said = orjson.loads(body)
    except ValueError:  # the strict look says what is wrong with it
        return False
    return isinstance(said, dict) and not said.get("changes", True)


def read_json(body: bytes) -> Any:
    """What `decode_json` gives or raises, at a tenth of its cost for a body as our app spells it.
    What comes out again as it came in has no name twice and no number that means two things. Raises
    body_too_large too, for more objects and lists than `_check_brackets` lets through."""
    _check_brackets(body)
    try:
        value = orjson.loads(body)
        if orjson.dumps(value) == body and _is_shallow(body):
            return value
    except (ValueError, TypeError):  # the slow way says what is wrong with it
        pass
    return decode_json(body)


def _check_brackets(body: bytes) -> None:
    """Raises body_too_large. What stands in texts counts too: a phone halves its batch then."""
    most = min(MOST_BRACKETS, BRACKETS + len(body) // BYTES_PER_BRACKET)
    if body.count(b"[") + body.count(b"{") > most:
        raise ProblemError(PROBLEMS["body_too_large"])


def _is_shallow(body: bytes) -> bool:
    """Whether a JSON text nests less than the limit, told from its brackets alone. False too where
    that cannot be told: a text in it has brackets or escapes."""
    if b"\\" in body:
        return False
    left = body.translate(None, _NO_BRACKETS).replace(b'""', b"")
    for _ in range(MAX_DEPTH - 1):
        if not left:
            return True
        left = left.replace(b"[]", b"").replace(b"{}", b"")
    return False


def inflate(raw: bytes, encoding: str, most: int = MAX_BODY_BYTES) -> bytes:
    """The body without its gzip, at most 1 MiB, or `most` bytes: what comes out is counted while it
    comes, so that a small bomb is never unpacked (PROTOCOL 4.1)."""
    if encoding.strip().lower() in ("", "identity"):
        if len(raw) > most:
            raise ProblemError(PROBLEMS["body_too_large"])
        return raw
    if encoding.strip().lower() != "gzip":
        raise ProblemError(PROBLEMS["unsupported_encoding"])
    unzip = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        body = unzip.decompress(raw, most + 1)
    except zlib.error as error:
        raise ProblemError(PROBLEMS["bad_json"]) from error
    if len(body) > most:
        raise ProblemError(PROBLEMS["body_too_large"])
    if not unzip.eof or unzip.unused_data:
        raise ProblemError(PROBLEMS["bad_json"])
    return body
