"""A part of a file (RFC 9110, 14.2): players of sound ask for parts, and those of Apple play nothing without."""

from typing import IO, Any

from flask import Response, request

from server.http.file_response import file_response

PART: dict[str, Any] = {
    "schema": {"type": "string", "format": "binary"},
    "content_type": "application/octet-stream",
    "description": "The part that the asker named",
}
"""How the description of a route tells of it (`alt_response`)."""


def answer_range(file: IO[bytes], content_type: str) -> Response:
    """Answers with all that is in a file, or with the one part that the request names (206), and closes it.
    What names no part that there is, or several, gets all of it."""
    wanted = request.range
    length = file.seek(0, 2)
    part = wanted.range_for_length(length) if wanted is not None else None
    if part is None:
        answer = file_response(file, content_type)
    else:
        begin, end = part
        with file:
            file.seek(begin)
            answer = Response(file.read(end - begin), status=206, content_type=content_type)
        answer.headers["Content-Range"] = f"bytes {begin}-{end - 1}/{length}"
    answer.headers["Accept-Ranges"] = "bytes"
    return answer
