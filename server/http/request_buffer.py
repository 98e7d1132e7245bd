"""How much of a request is here, told from its bytes alone (server/http/connection_loop.py reads them)."""

import re
from http import HTTPStatus
from time import monotonic

from server.http.json_body import MAX_REFUSED_BODY_BYTES

LEAST_SPEED, SLOW_SECONDS = 500, 60
"""Bytes a second: slower is no phone; and so long nobody looks at it."""
_MOST_HEAD = 64 * 1024
"""Bytes."""

_END_OF_HEAD = b"\r\n\r\n"
_METHOD = re.compile(rb"[A-Z]{1,20}( |$)")
_BARE_END_OF_LINE = re.compile(rb"(?<!\r)\n")
_FRAMING = re.compile(rb"\r\n(content-length|transfer-encoding)[ \t]*:[ \t]*([^\r\n]*)", re.I)
_LENGTH = re.compile(rb"[0-9]{1,15}[ \t]*")
_TODAY = re.compile(rb"[^\r\n]* HTTP/1\.1\r\n")
_EXPECTS = re.compile(rb"\r\nexpect[ \t]*:[ \t]*100-continue[ \t]*(?=\r\n)", re.I)
_NONSENSE = HTTPStatus.BAD_REQUEST
_NO_LENGTH = HTTPStatus.LENGTH_REQUIRED
_LONG_HEAD = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE


class RequestBuffer:
    """The bytes of a request so far. `is_whole`: nobody waits for more of it. `is_too_long`: nobody will
    read its body, so it is answered without that. `refusal`: the status of the answer to one of which nobody
    can tell where it ends. `waits`: its sender wants a word before the body."""

    def __init__(self) -> None:
        self.since = monotonic()
        self.data = bytearray()
        self.is_whole = self.is_too_long = self.waits = False
        self.refusal: HTTPStatus | None = None
        self._length: int | None = None

    def add(self, piece: bytes) -> None:
        """Takes the next bytes."""
        looked_at = max(0, len(self.data) - len(_END_OF_HEAD) + 1)
        self.data += piece
        if self._length is None:
            end = self.data.find(_END_OF_HEAD, looked_at)
            so_far = end if end >= 0 else len(self.data)
            if not _METHOD.match(self.data, 0, 21) or _BARE_END_OF_LINE.search(
                self.data, looked_at, so_far
            ):
                self.refusal = _NONSENSE
            elif so_far > _MOST_HEAD:
                self.refusal = _LONG_HEAD
            elif end >= 0:
                self._length = self._read_head(bytes(self.data[: end + len(_END_OF_HEAD)]))
        self.is_whole = self._length is not None and len(self.data) >= self._length

    def is_slow(self, now: float) -> bool:
        """Whether it comes more slowly than any phone sends."""
        took = now - self.since
        return took > SLOW_SECONDS and len(self.data) < LEAST_SPEED * took

    def _read_head(self, head: bytes) -> int:
        """How long the request will be."""
        told = [(name.lower(), value) for name, value in _FRAMING.findall(head)]
        if any(name == b"transfer-encoding" for name, _ in told):
            self.refusal = _NO_LENGTH
            return len(head)
        if len(told) > 1 or not all(_LENGTH.fullmatch(value) for _, value in told):
            self.refusal = _NONSENSE
            return len(head)
        length = int(told[0][1]) if told else 0
        self.is_too_long = length > MAX_REFUSED_BODY_BYTES
        # Gunicorn would say the word once more, when the body is here.
        without = _EXPECTS.sub(b"", head, count=1) if _TODAY.match(head) else head
        self.waits = len(without) < len(head)
        self.data[: len(head)] = without
        return len(without) + (0 if self.is_too_long else length)
