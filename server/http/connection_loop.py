"""The lines of a worker, in its loop: requests are read until all of them is here, what is left of answers
is sent, and who takes too long is given up. So a phone whose line is slow or falls silent keeps nobody
waiting."""

import errno
import struct
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from itertools import chain, takewhile
from math import inf
from selectors import EVENT_READ
from socket import SHUT_WR, SO_SNDTIMEO, SOL_SOCKET
from time import monotonic
from typing import Any

from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, TConn, ThreadWorker

from server.http.buffered_socket import BufferedSocket
from server.http.request_buffer import RequestBuffer
from server.http.send_queue import SendQueue
from server.http.worker_errors import DROPPED, GONE, TIMED_OUT, WorkerErrors

SILENT_SECONDS = 30
"""A request of which nothing more comes for so long is given up; phones ask again by themselves. An
answer waits so long, twice at most, for who reads nothing of it."""
UNUSED_SECONDS = 10
"""Browsers open lines before they need them."""
PARTING_SECONDS = 2
"""Who was told that a line is closed has so long to close it too."""
MOST_HELD = 32 * 1024 * 1024
"""Bytes of all requests that are not answered yet, in one worker. Beyond, of those of which only a part is
here the longest is given up of whoever has sent most: a phone on a slow line has sent little."""
_PIECE = 64 * 1024
_MOST_LEFT_OVER = 1024 * 1024

_GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"


class ConnectionLoop(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """What a worker does with its lines while no thread is at one of them."""

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
            accepted, address = listener.accept()
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE):
                self._make_room()
            elif error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        line = BufferedSocket(accepted)
        line.setsockopt(SOL_SOCKET, SO_SNDTIMEO, struct.pack("ll", SILENT_SECONDS, 0))
        conn = TConn(self.cfg, line, address, listener.getsockname())
        conn.data_ready = True
        conn.received = conn.rest = b""
        conn.arriving, conn.turn, conn.is_open = None, None, True
        self.nr_conns += 1
        self._safely(self._begin, conn, b"")

    def on_client_socket_readable(self, conn: TConn, client: Any) -> None:
        """The next request on a line that was kept open."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._safely(self._begin, conn, conn.rest)

    @cached_property
    def _answers(self) -> SendQueue:
        return SendQueue(self.poller, self._finish, self._give_up, SILENT_SECONDS)

    @cached_property
    def _errors(self) -> WorkerErrors:
        return WorkerErrors(self.wsgi)

    def _finish(self, conn: TConn, goes_on: bool) -> None:
        """After an answer: sends what is left of it, then goes on with the line or closes it."""
        if conn.sock.left:
            self._safely(self._answers.wait, conn, goes_on)
        else:
            self._safely(self._keep if goes_on else self._part, conn)

    def murder_pending(self) -> None:
        """Gives up what takes too long. When the server stops, whoever opened a line has a moment to use
        it; when too many lines are open, those that wait make room."""
        super().murder_pending()
        now = monotonic()
        if not self.alive:
            self._closes = min(self._closes, now + STOP_KEEPALIVE_LINGER)
        for conn in _due(self._begun, now):
            self._give_up(conn, TIMED_OUT)
        for conn in self._answers.due(now):
            self._give_up(conn)
        unused = _due(self._unused, inf if self._closes <= now else now)
        for conn in [*unused, *_due(self._parting, now)]:
            self._give_up(conn)
        while self.nr_conns >= self.worker_connections and self._make_room():
            pass

    def _make_room(self) -> bool:
        """Gives up a line of which nobody wants anything any more, or the oldest of those that wait;
        whether there was one."""
        waiting = chain(self._unused, self._begun)
        conn = (
            next(iter(self._parting), None)
            or min(waiting, key=lambda each: each.arriving.since, default=None)
            or self._answers.oldest()
        )
        if conn is not None:
            self._give_up(conn, DROPPED)
        return conn is not None

    def _safely(self, do: Callable[..., None], conn: TConn, *args: Any) -> None:
        """What goes wrong with one line is not the others' concern."""
        if not conn.is_open:
            return  # given up since the loop woke up for it
        try:
            do(conn, *args)
        except Exception:
            self.log.exception("A line was given up")
            self._give_up(conn)

    def _listen(self, conn: TConn, do: Callable[..., None]) -> None:
        self.poller.register(conn.sock, EVENT_READ, lambda _client: self._safely(do, conn))

    def _begin(self, conn: TConn, rest: bytes) -> None:
        conn.arriving = RequestBuffer()
        self._unused[conn] = conn.arriving.since + UNUSED_SECONDS
        self._listen(conn, self._read)
        if rest:
            self._take(conn, rest)
        else:
            self._read(conn)

    def _read(self, conn: TConn) -> None:
        while conn.arriving is not None:
            piece = _piece_of(conn)
            if piece is None:
                return
            if not piece:
                self._give_up(conn, GONE)
                return
            self._take(conn, piece)
            if len(piece) < _PIECE:
                return

    def _take(self, conn: TConn, piece: bytes) -> None:
        arriving = conn.arriving
        before = len(arriving.data)
        arriving.add(piece)
        self._held += len(arriving.data) - before
        if arriving.refusal:
            self._say(conn, self._errors.answer(arriving.refusal, *_so_far(conn)))
            self._forget(conn)
            self._part(conn)
        elif arriving.is_whole:
            self._forget(conn)
            conn.received, conn.is_cut = bytes(arriving.data), arriving.is_too_long
            self._held += len(conn.received)
            self.enqueue_req(conn)
        else:
            self._wait_on(conn)

    def _wait_on(self, conn: TConn) -> None:
        if conn.arriving.waits:
            conn.arriving.waits = False
            self._say(conn, _GO_ON)
        now = monotonic()
        self._unused.pop(conn, None)
        self._begun.pop(conn, None)  # the one of which something came goes behind all others
        self._begun[conn] = now + SILENT_SECONDS
        if conn.arriving.is_slow(now):
            self._give_up(conn, TIMED_OUT)
        while self._held > MOST_HELD and self._begun:
            self._give_up(self._heaviest(), DROPPED)

    def _heaviest(self) -> TConn:
        """Of the address that holds most of what has begun the line that holds most."""
        held = Counter[str]()
        for conn in self._begun:
            held[host_of(conn.client)] += len(conn.arriving.data)
        (host, _), *_ = held.most_common(1)
        of_host = (conn for conn in self._begun if host_of(conn.client) == host)
        return max(of_host, key=lambda conn: len(conn.arriving.data))

    def _say(self, conn: TConn, text: bytes) -> None:
        try:
            conn.sock.send(text)
        except OSError as error:
            self.log.debug("Nobody listens any more: %s", error)

    def _keep(self, conn: TConn) -> None:
        """Keeps a line open for its next request."""
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

    def _part(self, conn: TConn) -> None:
        """Says that no more will come, and waits for the other end to say so: with bytes unread it would
        not get the answer (RFC 9112, 9.6)."""
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(SHUT_WR)
        except OSError:  # it is closed already
            self._give_up(conn)
            return
        conn.left_over = 0
        self._parting[conn] = monotonic() + PARTING_SECONDS
        self._listen(conn, self._pass_over)

    def _pass_over(self, conn: TConn) -> None:
        piece = _piece_of(conn)
        if piece is None:
            return
        conn.left_over += len(piece)
        if not piece or conn.left_over > _MOST_LEFT_OVER:
            self._give_up(conn)

    def _forget(self, conn: TConn) -> None:
        """The loop waits for nothing on this line any more."""
        try:
            self.poller.unregister(conn.sock)
        except (KeyError, ValueError):
            self.log.debug("Nobody listened on a line")
        for lines in (self._unused, self._begun, self._parting):
            lines.pop(conn, None)
        if conn.arriving is not None:
            self._held -= len(conn.arriving.data)
            conn.arriving = None

    def _give_up(self, conn: TConn, status: int | None = None) -> None:
        """Closes a line. `status`: why, for the log, where a request had begun on it. Whatever goes wrong
        with that is told in the log alone: an error here would end the worker's loop."""
        if not conn.is_open:
            return
        conn.is_open = False
        self.nr_conns -= 1
        steps: list[Callable[[], None]] = [partial(self._note, conn, status), *self._ways_out(conn)]
        for step in steps:
            try:
                step()
            except Exception:
                self.log.exception("A line was not given up in order")

    def _note(self, conn: TConn, status: int | None) -> None:
        if status is not None and conn.arriving is not None and conn.arriving.data:
            self._errors.note(status, *_so_far(conn))

    def _ways_out(self, conn: TConn) -> Iterator[Callable[[], None]]:
        """What lets go of a line, each by itself."""
        yield partial(self._answers.forget, conn)
        yield partial(self._forget, conn)
        yield conn.close


def _piece_of(conn: TConn) -> bytes | None:
    """What came on a line: None where nothing did, nothing where nothing will."""
    try:
        piece: bytes = conn.sock.recv(_PIECE)
    except BlockingIOError:
        return None
    except OSError:
        return b""
    return piece


def _so_far(conn: TConn) -> tuple[str, int, float]:
    """Of a request that is not whole: from where, how many bytes, and for how many milliseconds."""
    took = (monotonic() - conn.arriving.since) * 1000
    return host_of(conn.client), len(conn.arriving.data), took


def host_of(address: Any) -> str:
    """Of a socket's address; nothing for that of a unix socket."""
    return str(address[0]) if isinstance(address, tuple) else ""


def _due(lines: dict[TConn, float], now: float) -> list[TConn]:
    return [conn for conn, _ in takewhile(lambda each: each[1] <= now, lines.items())]
