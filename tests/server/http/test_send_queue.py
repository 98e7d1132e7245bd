"""Answers that wait for slow readers, over real sockets."""

import selectors
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import BytesIO

import pytest

from server.http import buffered_socket, send_queue
from server.http.buffered_socket import LEAST_FOR_THREAD, MOST_BUFFERED, BufferedSocket
from server.http.request_buffer import LEAST_SPEED, SLOW_SECONDS
from server.http.send_queue import FILE_SECONDS, LEAST_FILE, SendQueue


@dataclass(eq=False)
class Line:
    """A connection as the worker keeps it, and who reads at its other end."""

    sock: BufferedSocket
    reader: socket.socket
    ends: list[object] = field(default_factory=list)


@pytest.fixture
def line_of() -> Iterator[Callable[[], Line]]:
    """Opens lines."""
    with ExitStack() as stack:

        def opened() -> Line:
            ours, theirs = socket.socketpair()
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", 2, 0))
            return Line(stack.enter_context(BufferedSocket(ours)), stack.enter_context(theirs))

        yield opened


def queue_of(seconds: float = 60) -> tuple[SendQueue, selectors.BaseSelector]:
    poller = selectors.DefaultSelector()
    queue: SendQueue

    def sent(line: Line, goes_on: bool) -> None:
        line.ends.append(goes_on)

    def give_up(line: Line) -> None:
        queue.forget(line)
        line.ends.append("given up")

    queue = SendQueue(poller, sent, give_up, seconds)
    return queue, poller


def turn(poller: selectors.BaseSelector) -> None:
    for key, _ in poller.select(0):
        key.data(key.fileobj)


ANSWER = bytes(range(256)) * 8000


@pytest.mark.parametrize("goes_on", [True, False])
def test_what_was_not_taken_follows_in_order(line_of: Callable[[], Line], goes_on: bool) -> None:
    line, (queue, poller) = line_of(), queue_of()
    line.sock.sendall(ANSWER[:1000])
    line.sock.sendall(ANSWER[1000:])
    assert line.sock.unsent
    queue.wait(line, goes_on)
    read = b""
    while len(read) < len(ANSWER):
        read += line.reader.recv(65536)
        turn(poller)
    assert read == ANSWER
    turn(poller)
    assert line.ends == [goes_on]
    assert not poller.get_map()


def test_who_takes_nothing_is_due_and_who_takes_something_is_not(
    line_of: Callable[[], Line],
) -> None:
    line, other, (queue, poller) = line_of(), line_of(), queue_of(seconds=0)
    for each in (line, other):
        each.sock.sendall(ANSWER)
        queue.wait(each, True)
    assert queue.oldest() is line
    line.reader.recv(1_000_000)
    turn(poller)
    assert queue.oldest() is other
    assert queue.due(float("inf")) == [other, line]


def test_who_is_gone_is_given_up(line_of: Callable[[], Line]) -> None:
    line, (queue, poller) = line_of(), queue_of()
    line.sock.sendall(ANSWER)
    queue.wait(line, True)
    line.reader.close()
    turn(poller)
    assert line.ends == ["given up"]


def test_the_thread_waits_for_who_reads_an_answer_without_end(line_of: Callable[[], Line]) -> None:
    line = line_of()
    line.sock.settimeout(0.01)
    with pytest.raises(TimeoutError):
        line.sock.sendall(bytes(2 * MOST_BUFFERED))


def test_the_thread_is_free_again_when_memory_takes_over_the_rest(
    line_of: Callable[[], Line],
) -> None:
    line, piece = line_of(), bytes(MOST_BUFFERED // 2)
    line.sock.setblocking(False)
    line.sock.sendall(piece)
    line.sock.sendall(piece)
    assert 0 < len(line.sock.unsent) <= MOST_BUFFERED
    read = 0
    while read < MOST_BUFFERED // 2:
        read += len(line.reader.recv(65536))
        line.sock.send_unsent()
    line.sock.sendall(piece)
    while read < 3 * len(piece):
        read += len(line.reader.recv(65536))
        line.sock.send_unsent()
    assert not line.sock.unsent


@pytest.mark.parametrize("speed", [LEAST_FOR_THREAD - 1000, LEAST_FOR_THREAD + 1000])
def test_no_thread_waits_for_who_reads_next_to_nothing(
    line_of: Callable[[], Line], monkeypatch: pytest.MonkeyPatch, speed: int
) -> None:
    line = line_of()
    seconds = 0

    def now() -> int:
        """A second later all is read that was sent in it."""
        nonlocal seconds
        seconds += 1
        line.reader.recv(1_000_000)
        return seconds

    monkeypatch.setattr(buffered_socket, "monotonic", now)
    monkeypatch.setattr(buffered_socket, "_PIECE", speed)
    data = bytes(MOST_BUFFERED + 1_000_000)
    if speed < LEAST_FOR_THREAD:
        with pytest.raises(BlockingIOError):
            line.sock.sendall(data)
        assert SLOW_SECONDS < seconds <= SLOW_SECONDS + 3
    else:
        line.sock.sendall(data)
        assert seconds > SLOW_SECONDS + 3


def test_a_closed_line_holds_nothing_and_waits_for_nobody(line_of: Callable[[], Line]) -> None:
    line, (queue, poller) = line_of(), queue_of()
    line.sock.sendall(ANSWER)
    line.sock.close()
    assert line.sock.left == 0
    with pytest.raises(ValueError, match="Invalid file"):
        queue.wait(line, False)
    assert queue.oldest() is None
    assert not poller.get_map()


def test_a_line_that_was_closed_meanwhile_can_be_forgotten(line_of: Callable[[], Line]) -> None:
    line, (queue, poller) = line_of(), queue_of()
    line.sock.sendall(ANSWER)
    queue.wait(line, True)
    poller.unregister(line.sock)
    line.sock.close()
    queue.forget(line)
    assert queue.oldest() is None


def test_a_file_follows_what_is_unsent_with_little_of_it_in_memory(
    line_of: Callable[[], Line],
) -> None:
    line, (queue, poller), file = line_of(), queue_of(), BytesIO(3 * ANSWER)
    line.sock.sendall(ANSWER)
    line.sock.send_file(file)
    assert line.sock.has_file
    queue.wait(line, True)
    read = b""
    while len(read) < 4 * len(ANSWER):
        read += line.reader.recv(65536)
        turn(poller)
        if len(read) > len(ANSWER):
            assert len(line.sock.unsent) <= 64 * 1024
    assert read == 4 * ANSWER
    turn(poller)
    assert (line.ends, file.closed, line.sock.left) == ([True], True, 0)


def test_a_file_is_closed_with_its_line(line_of: Callable[[], Line]) -> None:
    line, file = line_of(), BytesIO(3 * ANSWER)
    line.sock.send_file(file)
    line.sock.close()
    assert file.closed


@pytest.mark.parametrize("speed", [LEAST_FILE // 2, 2 * LEAST_FILE])
def test_nobody_is_sent_a_file_without_an_end(
    line_of: Callable[[], Line], monkeypatch: pytest.MonkeyPatch, speed: int
) -> None:
    """Less than `LEAST_FILE` bytes a second is too little; and whoever reads more has `FILE_SECONDS`."""
    line, (queue, poller) = line_of(), queue_of(seconds=1e9)
    moment = [0.0]
    monkeypatch.setattr(send_queue, "monotonic", lambda: moment[0])
    line.sock.send_file(BytesIO(bytes(2 * speed * FILE_SECONDS)))
    queue.wait(line, True)
    size, ends = line.sock.left, SLOW_SECONDS + 1 if speed < LEAST_FILE else FILE_SECONDS
    while size - line.sock.left < speed * ends:
        assert queue.due(ends) == [] or speed * SLOW_SECONDS < LEAST_FILE * ends
        line.reader.recv(1_000_000)
        turn(poller)
    if speed > LEAST_FILE:
        assert queue.due(ends) == []
    assert queue.due(ends + 1) == [line]


def test_beyond_what_room_there_is_on_the_disk_the_oldest_file_is_given_up(
    line_of: Callable[[], Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(send_queue, "MOST_ON_DISK", len(ANSWER) + 1)
    lines, (queue, _) = [line_of() for _ in range(3)], queue_of()
    lines[0].sock.sendall(ANSWER)
    queue.wait(lines[0], True)
    for each in lines[1:]:
        each.sock.send_file(BytesIO(3 * ANSWER))
        queue.wait(each, True)
    assert [each.ends for each in lines] == [[], ["given up"], []]


@pytest.mark.parametrize("taken", [LEAST_SPEED // 2, 4 * LEAST_SPEED])
def test_who_reads_less_than_any_phone_is_due(
    line_of: Callable[[], Line], monkeypatch: pytest.MonkeyPatch, taken: int
) -> None:
    line, (queue, poller) = line_of(), queue_of(seconds=1e9)
    moment = [0.0]
    monkeypatch.setattr(send_queue, "monotonic", lambda: moment[0])
    line.sock.sendall(ANSWER)
    queue.wait(line, True)
    size = len(line.sock.unsent)
    seconds = SLOW_SECONDS + 1
    while size - len(line.sock.unsent) < taken * seconds:
        # A socket has room again when much of what it held is gone.
        line.reader.recv(65536)
        turn(poller)
        assert queue.due(SLOW_SECONDS) == []
    slow = (size - len(line.sock.unsent)) // LEAST_SPEED + 1
    assert queue.due(max(slow, seconds)) == [line]
    assert queue.due(min(slow, taken * seconds // LEAST_SPEED)) == []


def test_beyond_what_memory_there_is_the_oldest_is_given_up(
    line_of: Callable[[], Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(send_queue, "MOST_UNSENT", 3_000_000)
    lines, (queue, _) = [line_of(), line_of()], queue_of()
    for each in lines:
        each.sock.sendall(ANSWER)
        queue.wait(each, True)
    assert [each.ends for each in lines] == [["given up"], []]
