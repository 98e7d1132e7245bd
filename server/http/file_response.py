"""An answer that is in a file: the worker sends it without a thread, and its bytes need no memory."""

from collections.abc import Iterator
from os import SEEK_END
from typing import IO

from flask import Response

from server.database.slots import current_turn
from server.http.request_log import note_sent

_PIECE_BYTES = 64 * 1024


def file_response(file: IO[bytes], content_type: str) -> Response:
    """Answers with all that is in a file, which is closed behind it."""
    length = file.seek(0, SEEK_END)
    answer = Response(_Body(file, length), content_type=content_type)
    answer.content_length = length
    return answer


class _Body:
    """Nothing where there is a worker, which then sends the file behind the head; else its pieces."""

    def __init__(self, file: IO[bytes], length: int) -> None:
        self._file, self._length = file, length
        self._is_handed_over = False

    def __iter__(self) -> Iterator[bytes]:
        turn = current_turn()
        if turn is None:
            self._file.seek(0)
            yield from iter(lambda: self._file.read(_PIECE_BYTES), b"")
            return
        self._is_handed_over = True
        turn.hand_over(self._file)
        note_sent(self._length)

    def close(self) -> None:
        """When the application is done with the answer, be its body asked for or not."""
        if not self._is_handed_over:
            self._file.close()
