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
from server.http.json_body import StrictParser, body_limit, read_body, read_json
from server.sync.push_limiter import PushPermit, current_permit
from sync.problems import PROBLEMS, ProblemError

USUAL_WITHOUT_CHANGES = 4000
"""Bytes. A round without changes has about 500, one of a phone with many channels more."""
MOST_WITHOUT_CHANGES = 32 * 1024
"""Bytes. All that may stand in a round fits, with two hundred channels."""
_SAYS_NONE = re.compile(rb'"changes"\s*:\s*\[\s*\]')


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
