"""A request takes one of the few places at work only when all of it is here. Until then the worker's
loop holds its bytes: a phone whose line is slow or falls silent keeps nobody waiting, with or without a
proxy in front."""

from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

import structlog
from gunicorn.config import Config
from gunicorn.errors import ConfigError
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import TConn

from server.database.slots import NoSlot, SlotQueue
from server.http.connection_loop import ConnectionLoop, host_of
from server.http.request_source import source_of
from server.http.worker_errors import DROPPED, status_of

log = structlog.get_logger()

MANY_OF_SOURCE = 50
"""Requests of one address that wait for a write in one worker: where no line is left, the last of those goes
before any other."""
_AGAIN = object()
"""What `handle` gives for a request that has to wait for a slot."""


class Worker(ConnectionLoop):
    """Gunicorn's threads, each of which gets a request that is all here. For HTTP/1.1 without TLS, which
    ends in front."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._slots = SlotQueue(self.cfg.threads, super().enqueue_req)

    @classmethod
    def check_config(cls, cfg: Config, log: Any) -> None:
        """Raises ConfigError where the server shall speak TLS itself."""
        super().check_config(cfg, log)
        if cfg.is_ssl:
            raise ConfigError("TLS ends in front of this server, not in it")

    def enqueue_req(self, conn: TConn) -> None:
        """Gives a request a thread; one that needs a slot may have to wait for it."""
        proxies = self.wsgi.config["SETTINGS"].trusted_proxies
        conn.source = source_of(conn.received, host_of(conn.client), proxies)
        self._slots.begin(conn)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """One turn of the loop, no longer than until somebody has waited for too long."""
        super().wait_for_and_dispatch_events(min(timeout, self._slots.seconds_left()))
        self._slots.advance()

    def handle(self, conn: TConn) -> Any:
        """In a thread: answers the request, whose bytes are all here."""
        conn.init()
        # Whatever it looks for, a thread never waits for more.
        conn.parser.unreader.chunk = _nothing
        conn.parser.unreader.unread(conn.received)
        conn.rest = b""
        try:
            with conn.turn:
                goes_on = super().handle(conn) and not conn.is_cut
        except NoSlot:
            conn.initialized, conn.parser = False, None  # its bytes are read once more
            return _AGAIN
        if not conn.sock.left:
            conn.turn.end_sent()
        if goes_on:
            conn.rest = conn.parser.unreader.take_buffered()
        return goes_on

    def handle_request(self, req: Any, conn: TConn) -> Any:
        """The same, as far as it is understood. Who reads nothing of a long answer is given up."""
        try:
            goes_on = super().handle_request(req, conn)
            file = conn.turn.take_file()
            if file is not None:
                conn.sock.send_file(file)
            return goes_on
        except BlockingIOError:
            self.log.debug("Nobody reads the answer to %s", req.uri)
            conn.close()
            return False

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        """In a thread: answers what gunicorn cannot read, and what went wrong past all that the
        application answers by itself."""
        status = status_of(exc)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            log.error("unexpected", exc_info=exc)
        try:
            write_nonblock(client, self._errors.answer(status, host_of(addr), 0, 0))
        except OSError as error:
            self.log.debug("Nobody listens any more: %s", error)

    def finish_request(self, conn: TConn, fs: Any) -> None:
        """Back in the loop: waits for the next request, of which some bytes may be here already, or for
        the other end to close. Gunicorn's own way waits for that in the loop, so everybody would."""
        if not fs.cancelled() and fs.exception() is None and fs.result() is _AGAIN:
            self._slots.wait(conn)
            return
        self._held -= len(conn.received)
        conn.received = b""
        goes_on = not fs.cancelled() and fs.exception() is None and bool(fs.result())
        self._finish(conn, goes_on)

    def _finish(self, conn: TConn, goes_on: bool) -> None:
        if not conn.sock.left:
            conn.turn.end_sent()
        super()._finish(conn, goes_on)

    def _make_room(self) -> bool:
        """Of one address that has very many lines the last goes first: it is told that the server is busy."""
        conn = self._slots.drop_of_heaviest(MANY_OF_SOURCE)
        if conn is None:
            return super()._make_room()
        conn.turn.end()
        self._held -= len(conn.received)
        self._say(conn, self._errors.answer(DROPPED, host_of(conn.client), len(conn.received), 0))
        self._give_up(conn)
        return True

    def _ways_out(self, conn: TConn) -> Iterator[Callable[[], None]]:
        yield from super()._ways_out(conn)
        if conn.turn is not None:
            yield conn.turn.end_sent


def _nothing(size_hint: int | None = None) -> bytes:
    return b""
