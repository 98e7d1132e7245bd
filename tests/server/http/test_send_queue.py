"""Answers that wait for slow readers, over real sockets."""

import selectors
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest

from server.http import send_queue
from server.http.buffered_socket import MOST_BUFFERED, BufferedSocket
from server.http.send_queue import SendQueue


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
        line.sock.sendall(bytes(MOST_BUFFERED + 1))


def test_beyond_what_memory_there_is_the_oldest_is_given_up(
    line_of: Callable[[], Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(send_queue, "MOST_UNSENT", 3_000_000)
    lines, (queue, _) = [line_of(), line_of()], queue_of()
    for each in lines:
        each.sock.sendall(ANSWER)
        queue.wait(each, True)
    assert [each.ends for each in lines] == [["given up"], []]
