"""Whoever is slow keeps nobody waiting: a real server, asked byte by byte."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from http.client import HTTPResponse
from pathlib import Path
from select import select
from typing import Any, cast

import pytest

from server.http.json_body import MAX_REFUSED_BODY_BYTES
from server.http.request_buffer import LEAST_SPEED, SLOW_SECONDS, RequestBuffer
from tests.demo.loading import command
from tests.faults.holding import held_clock
from tests.server.gunicorn import gunicorn

Serve = Callable[..., "Line"]
SHORT = b"GET /api/probe HTTP/1.1\r\nHost: localhost\r\n\r\n"
BODY = b"""{"protocol":1,"changes":[],"of":"nobody"}"""
LONG = (
    b"POST /api/sync/v1 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b"Sec-Fetch-Site: same-origin\r\nContent-Length: %d\r\n\r\n"
) % len(BODY) + BODY
_LOOK = b'{"token":"%s"}' % (b"a" * 43)
WRITES = (
    b"POST /api/reset/look HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b"Sec-Fetch-Site: same-origin\r\nContent-Length: %d\r\n\r\n"
) % len(_LOOK) + _LOOK
"""Of a stranger, whose failure is counted: it waits for the writer's lock."""
CHUNKED = b"POST /api/sync/v1 HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
PLACES = 4
"""Of one worker (server/gunicorn_conf.py)."""


class Line:
    """A line to the server, on which bytes are said and answers read."""

    def __init__(self, address: str, room: int = 0, source: str = "127.0.0.1") -> None:
        host, _, port = address.removeprefix("http://").partition(":")
        self.socket = socket.socket()
        if room:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        self.socket.bind((source, 0))
        self.socket.settimeout(10)
        self.socket.connect((host, int(port)))
        self._reader = self.socket.makefile("rb")

    def say(self, text: bytes) -> "Line":
        self.socket.sendall(text)
        return self

    def makefile(self, _mode: str) -> "Line":
        """For http.client, which reads an answer from a file of its own and closes that: what it reads
        ahead belongs to the next answer."""
        return self

    def readline(self, most: int = -1) -> bytes:
        return self._reader.readline(most)

    def read(self, most: int = -1) -> bytes:
        return self._reader.read(most)

    def flush(self) -> None:
        """There is nothing to write."""

    def close(self) -> None:
        """Others read on."""

    def shut(self) -> None:
        """Leaves, whatever is still to come."""
        self._reader.close()
        self.socket.close()

    def status(self) -> int:
        """Of the next answer, which is read to its end. http.client passes over a 100."""
        answer = HTTPResponse(cast(socket.socket, self))
        answer.begin()
        answer.read()
        return answer.status

    def is_answered(self) -> bool:
        """Whether something came."""
        return bool(select([self.socket], [], [], 0)[0])

    def is_closed(self) -> bool:
        """Waits for the server to close it, or for something else to come."""
        try:
            return self._reader.read(1) == b""
        except ConnectionResetError:
            return True


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="module")
def address_of(folder: Path) -> Iterator[Callable[[str], str]]:
    """Gives the address of a server with one worker and a configuration."""
    assert command(folder, "db", "upgrade").returncode == 0
    with ExitStack() as stack:

        @cache
        def address(config: str) -> str:
            database = f"sqlite:///{folder}/tungngo.sqlite"
            return stack.enter_context(gunicorn("server:create_app()", database, folder, config))

        yield address


@pytest.fixture
def serve(address_of: Callable[[str], str]) -> Iterator[Serve]:
    """Opens lines to a server. `config`: of one other than usual."""
    with ExitStack() as stack:

        def opened(config: str = "server.gunicorn_conf", **line_of: Any) -> Line:
            line = Line(address_of(config), **line_of)
            stack.callback(line.socket.close)
            return line

        yield opened


@pytest.mark.parametrize("cut", [1, len(LONG) // 3, len(LONG) - 1], ids=["line", "head", "body"])
def test_requests_that_stall_keep_nobody_waiting(serve: Serve, cut: int) -> None:
    stalled = [serve().say(LONG[:cut]) for _ in range(50 * PLACES)]
    assert [serve().say(SHORT).status() for _ in range(2 * PLACES)] == [200] * 2 * PLACES
    for line in stalled:
        line.say(LONG[cut:])
    assert {line.status() for line in stalled} == {401}


def test_a_request_may_come_byte_by_byte(serve: Serve) -> None:
    line = serve()
    for byte in LONG:
        line.say(bytes([byte]))
    assert line.status() == 401


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (SHORT, {"Connection": None, "Server": None}),
        (SHORT.replace(b"Host", b"Connection: close\r\nHost"), {"Connection": "close"}),
        (SHORT.replace(b"HTTP/1.1", b"HTTP/1.0"), {"Connection": "close"}),
    ],
    ids=["kept open", "closed", "of long ago"],
)
def test_a_head_says_what_the_other_end_needs(
    serve: Serve, asked: bytes, said: dict[str, str | None]
) -> None:
    """In HTTP/1.1 a line stays open where nothing else is said; phones pay for each header."""
    answer = HTTPResponse(cast(socket.socket, serve().say(asked)))
    answer.begin()
    assert answer.status == 200
    assert {name: answer.headers[name] for name in said} == said
    assert answer.headers["Date"]


def test_a_header_does_not_say_where_the_application_is(serve: Serve) -> None:
    """What stands in it would be in the error that the log tells, whoever wrote it."""
    for prefix in (b"/Nguyen Van A 0912345678", b"/api"):
        line = serve().say(SHORT.replace(b"Host", b"SCRIPT_NAME: " + prefix + b"\r\nHost"))
        assert line.status() == 200


ASK_MUCH = SHORT.replace(b"probe", b"openapi.json")
MANY = 30
"""So many answers are more than the system holds for one line."""


def test_who_reads_nothing_keeps_nobody_waiting(serve: Serve) -> None:
    for _ in range(3 * PLACES):
        serve(room=4096).say(MANY * ASK_MUCH)
    assert [serve().say(SHORT).status() for _ in range(PLACES)] == [200] * PLACES


def test_who_reads_slowly_gets_all_of_it(serve: Serve) -> None:
    line = serve(room=100_000).say(MANY * ASK_MUCH)
    assert serve().say(SHORT).status() == 200
    assert [line.status() for _ in range(MANY)] == [200] * MANY
    assert line.say(SHORT).status() == 200


def test_who_does_not_close_keeps_nobody_waiting(serve: Serve) -> None:
    closing = SHORT.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    lines = [serve().say(closing) for _ in range(3 * PLACES)]
    assert [line.status() for line in lines] == [200] * len(lines)
    assert serve().say(SHORT).status() == 200


def test_requests_in_one_go_are_answered_one_by_one(serve: Serve) -> None:
    line = serve().say(SHORT + LONG + SHORT + LONG[:70])
    assert [line.status() for _ in range(3)] == [200, 401, 200]
    assert line.say(LONG[70:]).status() == 401
    assert line.say(SHORT).status() == 200


def test_a_body_without_a_length_is_refused(serve: Serve) -> None:
    assert serve().say(CHUNKED).status() == 411


def test_a_body_that_is_too_long_is_refused_by_its_head(serve: Serve) -> None:
    long = LONG.replace(b"Length: %d" % len(BODY), b"Length: %d" % (MAX_REFUSED_BODY_BYTES + 1))
    long = long.replace(b"sync/v1", b"session").removesuffix(BODY)
    lines = [serve().say(long) for _ in range(2 * PLACES)]
    assert [line.status() for line in lines] == [413] * len(lines)
    assert all(line.is_closed() for line in lines)


def test_who_waits_for_a_word_before_the_body_gets_it(serve: Serve) -> None:
    head, _, body = LONG.partition(b"\r\n\r\n")
    line = serve().say(head + b"\r\nExpect: 100-continue\r\nA: b\r\n\r\n")
    assert line.readline() + line.readline() == b"HTTP/1.1 100 Continue\r\n\r\n"
    assert line.say(body).readline().startswith(b"HTTP/1.1 401 ")  # and not the same word again


def test_nonsense_is_refused_and_others_go_on(serve: Serve) -> None:
    for nonsense in (
        b"\x16\x03\x01",
        b"GET / HTTP/1.1\n",
        b"get / HTTP/1.1",
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: 0000000000000000001\r\n\r\n",
        b"GET / HTTP/1.1\r\nA: " + 70_000 * b"a",
    ):
        assert serve().say(nonsense).status() in (400, 431), nonsense[:60]
    assert serve().say(SHORT).status() == 200


HURRIED = "tests.server.hurried"


def test_who_falls_silent_is_given_up(serve: Serve) -> None:
    begun, unused = serve(HURRIED).say(LONG[:-1]), serve(HURRIED)
    assert begun.is_closed()
    assert unused.is_closed()
    assert serve(HURRIED).say(LONG).status() == 401


def test_lines_that_wait_make_room(serve: Serve) -> None:
    waiting = [serve(HURRIED).say(b"P") for _ in range(30)]
    assert waiting[0].is_closed()
    late = serve(HURRIED).say(SHORT[:1])
    assert late.say(SHORT[1:]).status() == 200


def test_many_lines_of_one_address_go_behind_one_of_another(serve: Serve, folder: Path) -> None:
    with held_clock(f"sqlite:///{folder}/tungngo.sqlite"):
        crowd = [serve().say(WRITES) for _ in range(60)]
        assert not any(line.is_answered() for line in crowd)
        other = serve(source="127.0.0.2").say(WRITES)
    assert other.status() == 404
    assert sum(line.is_answered() for line in crowd) < 30
    assert {line.status() for line in crowd} <= {404, 429}


def test_of_an_address_with_very_many_lines_the_last_makes_room(serve: Serve, folder: Path) -> None:
    with held_clock(f"sqlite:///{folder}/tungngo.sqlite"):
        crowd = [serve(HURRIED).say(WRITES) for _ in range(30)]
        late = serve(HURRIED, source="127.0.0.2").say(SHORT)
        assert late.status() == 200
        assert not crowd[0].is_answered()
        assert crowd[-1].status() == 503


def test_memory_for_what_has_begun_is_bounded(serve: Serve) -> None:
    head = LONG.partition(b"\r\n\r\n")[0].replace(b"Length: %d" % len(BODY), b"Length: 900000")
    waiting = [serve(HURRIED).say(head + b"\r\n\r\n" + bytes(400_000)) for _ in range(3)]
    assert waiting[0].is_closed()
    assert serve(HURRIED).say(SHORT).status() == 200


def test_who_sends_little_and_slowly_makes_no_room_for_who_sends_much(serve: Serve) -> None:
    head = LONG.partition(b"\r\n\r\n")[0].replace(b"Length: %d" % len(BODY), b"Length: 900000")
    slow, *much = [serve(HURRIED) for _ in range(4)]
    slow.say(LONG[:-1])
    for line in much:
        line.say(head + b"\r\n\r\n" + bytes(400_000))
    # Whichever is the longest by the time that there is too much.
    assert select([line.socket for line in much], [], [], 5)[0]
    assert slow.say(LONG[-1:]).status() == 401


def arriving(*pieces: bytes) -> RequestBuffer:
    found = RequestBuffer()
    for piece in pieces:
        assert not found.is_whole
        found.add(piece)
    return found


@pytest.mark.parametrize("at", range(1, len(LONG)))
def test_a_request_is_whole_with_its_last_byte(at: int) -> None:
    assert not arriving(LONG[:at]).is_whole
    assert arriving(LONG[:at], LONG[at:]).is_whole


@pytest.mark.parametrize(
    ("framing", "refusal"),
    [
        (b"", None),
        (b"content-LENGTH:0\r\n", None),
        (b"Content-Length: 8388609\r\n", None),
        (b"Content-Length: 1\r\nContent-Length: 1\r\n", 400),
        (b"Content-Length: 1, 1\r\n", 400),
        (b"Content-Length: \r\n", 400),
        (b"Content-Length: " + 20 * b"9" + b"\r\n", 400),
        (b"A: b\nContent-Length: 1\r\n", 400),
        (b"Transfer-Encoding: chunked\r\n", 411),
        (b"Content-Length: 5\r\nTRANSFER-ENCODING : gzip\r\n", 411),
    ],
)
def test_nobody_waits_for_a_body_that_will_not_be_read(framing: bytes, refusal: int | None) -> None:
    found = arriving(b"POST / HTTP/1.1\r\n" + framing + b"\r\n")
    assert found.refusal == refusal
    assert found.is_whole or refusal


def test_a_head_without_an_end_is_refused() -> None:
    assert not arriving(b"GET / HTTP/1.1\r\nA: " + 60_000 * b"a").refusal
    assert arriving(b"GET / HTTP/1.1\r\nA: " + 70_000 * b"a").refusal
    assert arriving(b"GET / HTTP/1.1\r\nA: " + 70_000 * b"a" + b"\r\n\r\n").refusal


def test_the_word_before_the_body_is_for_who_asks_in_the_head() -> None:
    head = b"POST / HTTP/1.%d\r\nContent-Length: 40\r\nExpect: 100-continue\r\nA: b\r\n\r\n"
    found = arriving(head % 1)
    assert (found.waits, found.data) == (True, head.replace(b"Expect: 100-continue\r\n", b"") % 1)
    assert not arriving(head % 0).waits
    body = b"{\n" + 38 * b" "
    assert arriving(head % 1 + body).data.endswith(b"A: b\r\n\r\n" + body)
    plain = head.replace(b"Expect", b"X-Expect") % 1
    assert not arriving(plain + b"\r\nExpect: 100-continue\r\n").waits


def test_who_is_slower_than_any_phone_is_given_up() -> None:
    found = arriving(LONG[:50])
    assert not found.is_slow(found.since + SLOW_SECONDS)
    assert found.is_slow(found.since + SLOW_SECONDS + 1)
    found.add(LEAST_SPEED * 100 * b"a")
    assert not found.is_slow(found.since + 100)
