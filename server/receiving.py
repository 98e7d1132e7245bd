"""A request takes one of the few places at work only when all of it is here. Until then the worker's
loop holds its bytes: a phone whose line is slow or falls silent keeps nobody waiting, with or without a
proxy in front."""

import errno
import re
import struct
from functools import partial
from itertools import takewhile
from math import inf
from selectors import EVENT_READ
from socket import SHUT_WR, SO_RCVTIMEO, SO_SNDBUF, SO_SNDTIMEO, SOL_SOCKET
from time import monotonic
from typing import Any

from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, TConn, ThreadWorker

from server.bodies import MAX_REFUSED_BODY_BYTES

SILENT_SECONDS = 30
"""A request of which nothing more comes for so long is given up; phones ask again by themselves."""
LONGEST_SECONDS = 300
"""Nor does anybody take longer than this to say one."""
UNUSED_SECONDS = 10
"""Browsers open lines before they need them."""
PARTING_SECONDS = 2
"""Who was told that a line is closed has so long to close it too."""
MOST_HELD = 32 * 1024 * 1024
"""Bytes of all requests of which a part is here, in one worker. Beyond, the one of which nothing came
for longest is given up."""
_MOST_HEAD = 64 * 1024
"""Bytes."""
_PIECE = 64 * 1024
_MOST_LEFT_OVER = 1024 * 1024
_KERNEL_HOLDS = 1024 * 1024
"""Bytes of an answer that the system takes over at once, so that who reads slowly holds no place either;
it grants less where it is set so."""

_END_OF_HEAD = b"\r\n\r\n"
_FRAMING = re.compile(rb"\r\n(content-length|transfer-encoding)[ \t]*:[ \t]*([^\r\n]*)", re.I)
_EXPECTS = re.compile(rb"\r\nexpect[ \t]*:[ \t]*100-continue[ \t]*\r\n", re.I)
_LENGTH = re.compile(rb"[0-9]{1,15}[ \t]*")
_GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
_NO_LENGTH, _LONG_HEAD = (
    b"HTTP/1.1 %b\r\nConnection: close\r\nContent-Length: 0\r\n\r\n" % status
    for status in (b"411 Length Required", b"431 Request Header Fields Too Large")
)


class Arriving:
    """The bytes of a request so far. `is_whole`: nobody has to wait for more of it, also because it will
    be refused by its head. `refusal`: the answer to one of which nobody can tell where it ends."""

    def __init__(self) -> None:
        self.since = monotonic()
        self.data = bytearray()
        self.is_whole = False
        self.refusal = b""
        self._length: int | None = None
        self._is_told = False

    def add(self, piece: bytes) -> None:
        """Takes the next bytes."""
        looked_at = max(0, len(self.data) - len(_END_OF_HEAD) + 1)
        self.data += piece
        if self._length is None:
            end = self.data.find(_END_OF_HEAD, looked_at)
            if end >= 0:
                head = bytes(self.data[: end + len(_END_OF_HEAD)])
                self._length = len(head) + self._length_of_body(head)
            elif len(self.data) > _MOST_HEAD:
                self.refusal = _LONG_HEAD
        self.is_whole = self._length is not None and len(self.data) >= self._length

    def asks_to_go_on(self) -> bool:
        """True once: whoever sends it waits for a word before the body."""
        if self._length is None or self.is_whole or self._is_told:
            return False
        self._is_told = True
        return _EXPECTS.search(self.data) is not None

    def _length_of_body(self, head: bytes) -> int:
        """Of a body that nobody will read, since it is too long or its head makes no sense, 0."""
        told = [(name.lower(), value) for name, value in _FRAMING.findall(head)]
        if any(name == b"transfer-encoding" for name, _ in told):
            self.refusal = _NO_LENGTH
        if len(told) != 1 or not _LENGTH.fullmatch(told[0][1]):
            return 0
        length = int(told[0][1])
        return length if length <= MAX_REFUSED_BODY_BYTES else 0


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn's threads, with its loop reading the requests. For HTTP/1.1 without TLS, which ends in
    front."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # When each line is given up, the next one first: those on which nothing came yet, those on
        # which a request began, and those on which all is said but which the other end has not closed.
        self._unused: dict[TConn, float] = {}
        self._begun: dict[TConn, float] = {}
        self._parting: dict[TConn, float] = {}
        self._held = 0
        self._closes = inf

    def accept(self, listener: Any) -> None:
        """A new line."""
        try:
            line, address = listener.accept()
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        self.nr_conns += 1
        line.setsockopt(SOL_SOCKET, SO_SNDBUF, _KERNEL_HOLDS)
        # For what a thread has to read or write in spite of all this.
        line.setsockopt(SOL_SOCKET, SO_RCVTIMEO, struct.pack("ll", UNUSED_SECONDS, 0))
        line.setsockopt(SOL_SOCKET, SO_SNDTIMEO, struct.pack("ll", SILENT_SECONDS, 0))
        conn = TConn(self.cfg, line, address, listener.getsockname())
        conn.data_ready = True
        conn.received = conn.rest = b""
        conn.arriving = None
        self._begin(conn, b"")

    def on_client_socket_readable(self, conn: TConn, client: Any) -> None:
        """The next request on a line that was kept open."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._begin(conn, conn.rest)

    def handle(self, conn: TConn) -> Any:
        """In a thread: answers the request, whose bytes are all here."""
        conn.init()
        conn.parser.unreader.unread(conn.received)
        conn.received = conn.rest = b""
        goes_on = super().handle(conn)
        if goes_on:
            conn.rest = conn.parser.unreader.take_buffered()
        return goes_on

    def finish_request(self, conn: TConn, fs: Any) -> None:
        """Back in the loop: waits for the next request, of which some bytes may be here already, or for
        the other end to close. Gunicorn's own way waits for that in the loop, so everybody would."""
        goes_on = not fs.cancelled() and fs.exception() is None and fs.result()
        if not goes_on:
            self._part(conn)
            return
        conn.sock.setblocking(False)
        if conn.rest:
            self._begin(conn, conn.rest)
            return
        conn.set_timeout()
        if not self.alive:
            conn.timeout = min(conn.timeout, monotonic() + STOP_KEEPALIVE_LINGER)
        self.keepalived_conns.append(conn)
        again = partial(self.on_client_socket_readable, conn)
        self.poller.register(conn.sock, EVENT_READ, again)

    def murder_pending(self) -> None:
        """Gives up what takes too long. When the server stops, whoever opened a line has a moment to use
        it; when too many lines are open, those that wait make room."""
        super().murder_pending()
        now = monotonic()
        if not self.alive:
            self._closes = min(self._closes, now + STOP_KEEPALIVE_LINGER)
        over = [
            *_due(self._unused, inf if self._closes <= now else now),
            *_due(self._begun, now),
            *_due(self._parting, now),
        ]
        for conn in over:
            self._give_up(conn)
        while self.nr_conns >= self.worker_connections and (self._unused or self._begun):
            self._give_up(next(iter(self._unused or self._begun)))

    def _begin(self, conn: TConn, rest: bytes) -> None:
        conn.arriving = Arriving()
        self._unused[conn] = conn.arriving.since + UNUSED_SECONDS
        self.poller.register(conn.sock, EVENT_READ, partial(self._read, conn))
        if rest:
            self._take(conn, rest)
        else:
            self._read(conn)

    def _read(self, conn: TConn, _client: Any = None) -> None:
        while conn.arriving is not None:
            try:
                piece = conn.sock.recv(_PIECE)
            except BlockingIOError:
                return
            except OSError:
                piece = b""
            if not piece:
                self._give_up(conn)
                return
            self._take(conn, piece)
            if len(piece) < _PIECE:
                return

    def _take(self, conn: TConn, piece: bytes) -> None:
        arriving = conn.arriving
        arriving.add(piece)
        self._held += len(piece)
        if arriving.refusal:
            self._say(conn, arriving.refusal)
            self._forget(conn)
            self._part(conn)
        elif arriving.is_whole:
            self._forget(conn)
            conn.received = bytes(arriving.data)
            self.enqueue_req(conn)
        else:
            self._wait_on(conn)

    def _wait_on(self, conn: TConn) -> None:
        if conn.arriving.asks_to_go_on():
            self._say(conn, _GO_ON)
        now = monotonic()
        self._unused.pop(conn, None)
        self._begun.pop(conn, None)  # the one of which something came goes behind all others
        self._begun[conn] = now + SILENT_SECONDS
        if now > conn.arriving.since + LONGEST_SECONDS:
            self._give_up(conn)
        while self._held > MOST_HELD:
            self._give_up(next(iter(self._begun)))

    def _say(self, conn: TConn, text: bytes) -> None:
        try:
            conn.sock.send(text)
        except OSError as error:
            self.log.debug("Nobody listens any more: %s", error)

    def _part(self, conn: TConn) -> None:
        """Says that no more will come, and waits for the other end to say so: with bytes unread it would
        not get the answer (RFC 9112, 9.6)."""
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(SHUT_WR)
            self.poller.register(conn.sock, EVENT_READ, partial(self._pass_over, conn))
        except (OSError, ValueError):  # it is closed already
            self.nr_conns -= 1
            conn.close()
            return
        conn.left_over = 0
        self._parting[conn] = monotonic() + PARTING_SECONDS

    def _pass_over(self, conn: TConn, _client: Any) -> None:
        try:
            piece = conn.sock.recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        conn.left_over += len(piece)
        if not piece or conn.left_over > _MOST_LEFT_OVER:
            self._give_up(conn)

    def _forget(self, conn: TConn) -> None:
        self.poller.unregister(conn.sock)
        for lines in (self._unused, self._begun, self._parting):
            lines.pop(conn, None)
        if conn.arriving is not None:
            self._held -= len(conn.arriving.data)
            conn.arriving = None

    def _give_up(self, conn: TConn) -> None:
        self._forget(conn)
        self.nr_conns -= 1
        conn.close()


def _due(lines: dict[TConn, float], now: float) -> list[TConn]:
    return [conn for conn, _ in takewhile(lambda each: each[1] <= now, lines.items())]
