"""An answer that is in a file."""

from os import SEEK_END
from typing import IO

from flask import Response
from werkzeug.wsgi import FileWrapper

_PIECE_BYTES = 64 * 1024


def file_response(file: IO[bytes], content_type: str) -> Response:
    """Answers with all of a file, and closes it."""
    length = file.seek(0, SEEK_END)
    file.seek(0)
    answer = Response(FileWrapper(file, _PIECE_BYTES), content_type=content_type)
    answer.content_length = length
    return answer
