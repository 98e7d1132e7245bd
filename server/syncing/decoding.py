"""The body of a sync request: inflated with a limit, and read strictly.

A phone that gets a problem for its whole request halves its batch, so nothing is lost by
refusing what no program of ours writes (twice the same name, NaN, depth). Text that JSON can
carry and a database cannot (NUL, half a surrogate pair) is left in: a change that holds it goes
to review alone, and its neighbours go through."""

import zlib
from typing import Any

from flask import Request
from marshmallow import Schema

from server.bodies import MAX_BODY_BYTES, StrictParser, decode_json
from sync.problems import PROBLEMS, ProblemError


class SyncParser(StrictParser):
    """The parser of sync routes."""

    BODY_PROBLEMS = (
        *(code for code in StrictParser.BODY_PROBLEMS if code != "bad_text"),
        "unsupported_encoding",
    )

    def load_json(self, req: Request, schema: Schema) -> Any:
        """The body as a value. Raises body_too_large, unsupported_encoding, bad_json, too_deep
        or not_finite_number."""
        return decode_json(
            inflate(req.get_data(cache=False), req.headers.get("Content-Encoding", ""))
        )


def inflate(raw: bytes, encoding: str) -> bytes:
    """The body without its gzip, at most 1 MiB: what comes out is counted while it comes, so
    that a small bomb is never unpacked (PROTOCOL 4.1)."""
    if encoding.strip().lower() in ("", "identity"):
        if len(raw) > MAX_BODY_BYTES:
            raise ProblemError(PROBLEMS["body_too_large"])
        return raw
    if encoding.strip().lower() != "gzip":
        raise ProblemError(PROBLEMS["unsupported_encoding"])
    unzip = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        body = unzip.decompress(raw, MAX_BODY_BYTES + 1)
    except zlib.error as error:
        raise ProblemError(PROBLEMS["bad_json"]) from error
    if len(body) > MAX_BODY_BYTES:
        raise ProblemError(PROBLEMS["body_too_large"])
    if not unzip.eof or unzip.unused_data:
        raise ProblemError(PROBLEMS["bad_json"])
    return body
