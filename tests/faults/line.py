"""The line between a phone and the server, which can be cut after any byte: both ends get a TCP
reset, as when a phone loses its network and the address with it."""

import asyncio
import math
import socket
import struct
import threading
from contextlib import suppress
from dataclasses import dataclass, field

REQUEST, ANSWER = DIRECTIONS = ("request", "answer")
END_OF_HEAD = b"\r\n\r\n"
_AT_ONCE = struct.pack("ii", 1, 0)
_PIECE = 65536


@dataclass
class Cut:
    """After which byte in which direction the next connection is reset; with `from_end` so many
    bytes before the last one of the request or answer. `happened` says whether it came so far,
    `passed` how many bytes went in each direction."""

    direction: str = ""
    after: int = 0
    from_end: bool = False
    happened: bool = False
    passed: dict[str, int] = field(default_factory=lambda: dict.fromkeys(DIRECTIONS, 0))

    def left(self, direction: str, head: bytes) -> float:
        """How many bytes may still go in a direction, given how its message begins."""
        if self.direction != direction:
            return math.inf
        after = length_of(head) - self.after if self.from_end else self.after
        return after - self.passed[direction]


class Line:
    """Passes bytes on, until the cut that stands for the connection."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._cut = Cut()
        self._carried: set[asyncio.Task[None] | None] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        opening = asyncio.start_server(self._carry, "127.0.0.1", 0)
        self._server = asyncio.run_coroutine_threadsafe(opening, self._loop).result()
        self.address = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def cut(self, direction: str = "", after: int = 0, *, from_end: bool = False) -> Cut:
        """Says where the next connection is cut; nowhere without a direction."""
        self._cut = Cut(direction, after, from_end)
        return self._cut

    def close(self) -> None:
        """Takes no more connections."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        running = [task for task in self._carried if task]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _carry(self, phone: asyncio.StreamReader, to_phone: asyncio.StreamWriter) -> None:
        task, cut = asyncio.current_task(), self._cut
        self._cut = Cut()
        self._carried.add(task)  # the loop itself holds no task
        server, to_server = await asyncio.open_connection("127.0.0.1", self._target)
        ends = (to_phone, to_server)
        try:
            await asyncio.gather(
                self._pass(phone, to_server, REQUEST, cut, ends),
                self._pass(server, to_phone, ANSWER, cut, ends),
            )
        finally:
            for end in ends:
                end.close()
            self._carried.discard(task)

    async def _pass(
        self,
        source: asyncio.StreamReader,
        target: asyncio.StreamWriter,
        direction: str,
        cut: Cut,
        ends: tuple[asyncio.StreamWriter, ...],
    ) -> None:
        try:
            head = await source.readuntil(END_OF_HEAD)
            piece = head
            while piece:
                left = cut.left(direction, head)
                if len(piece) >= left:
                    target.write(piece[: int(left)])
                    cut.passed[direction] += int(left)
                    cut.happened = True
                    _reset(ends)
                    return
                cut.passed[direction] += len(piece)
                target.write(piece)
                await target.drain()
                piece = await source.read(_PIECE)
            target.write_eof()
        except (OSError, asyncio.IncompleteReadError):
            _reset(ends)


def length_of(head: bytes) -> int:
    """How long a message is of which this is the head."""
    for line in head.lower().split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name == b"content-length":
            return len(head) + int(value)
    return len(head)


def _reset(ends: tuple[asyncio.StreamWriter, ...]) -> None:
    """What was written is on its way: on this machine it has arrived before the reset."""
    for end in ends:
        wire: socket.socket = end.get_extra_info("socket")
        with suppress(OSError):  # it may be closed by now
            wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
        end.transport.abort()
