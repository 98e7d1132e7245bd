"""Parts of short files alone: of a long one all goes out, without being held in memory."""

from io import BytesIO

import pytest
from flask import Flask

from server.http.byte_range import MOST_IN_PARTS, answer_range


@pytest.mark.parametrize(
    ("length", "status", "said"), [(MOST_IN_PARTS, 206, "bytes"), (MOST_IN_PARTS + 1, 200, "none")]
)
def test_only_of_a_short_file_there_are_parts(length: int, status: int, said: str) -> None:
    with Flask("parts").test_request_context(headers={"Range": "bytes=10-"}):
        answer = answer_range(BytesIO(bytes(length)), "audio/ogg")
        assert (answer.status_code, answer.headers["Accept-Ranges"]) == (status, said)
        answer.close()
