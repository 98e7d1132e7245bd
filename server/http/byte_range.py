"""A part of a file (RFC 9110, 14.2): players of sound ask for parts, and those of Apple play nothing without."""

from typing import IO, Any

from flask import Response, request

from server.http.file_response import file_response

MOST_IN_PARTS = 1_500_000
"""Bytes: as long as a recording may be."""
PART: dict[str, Any] = {
    "schema": {"type": "string", "format": "binary"},
    "content_type": "application/octet-stream",
    "description": "The part that the asker named",
}
"""How the description of a route tells of it (`alt_response`)."""


def answer_range(file: IO[bytes], content_type: str) -> Response:
    """Answers with all that is in a file, or with the one part that the request names (206), and closes it.
    What names no part that there is, or several, gets all of it; so does whoever asks for parts of a long file,
    which goes out without being held in memory."""
    wanted = request.range
    length = file.seek(0, 2)
    is_short = length <= MOST_IN_PARTS
    part = wanted.range_for_length(length) if wanted is not None and is_short else None
    if part is None:
        answer = file_response(file, content_type)
    else:
        begin, end = part
        with file:
            file.seek(begin)
            answer = Response(file.read(end - begin), status=206, content_type=content_type)
        answer.headers["Content-Range"] = f"bytes {begin}-{end - 1}/{length}"
    answer.headers["Accept-Ranges"] = "bytes" if is_short else "none"
    return answer
