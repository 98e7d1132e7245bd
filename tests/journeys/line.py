"""The line between phones and the server, where an answer can be lost on its way."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

PUSH = b"POST /api/sync/v1 "
CHUNK = 65536


class Line:
    """Passes bytes on in both directions. Set `lose_answer`: the next answer to a round of sync
    is lost, and the function is called at that moment, when the server has done its work."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.lose_answer: Callable[[], None] | None = None
        self.lost = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                phone, _ = self._listener.accept()
                threading.Thread(target=self._carry, args=(phone,), daemon=True).start()

    def _carry(self, phone: socket.socket) -> None:
        with (
            contextlib.suppress(OSError),
            phone,
            socket.create_connection(("127.0.0.1", self._target)) as server,
        ):
            asked = threading.Event()
            back = threading.Thread(target=self._answer, args=(server, phone, asked))
            back.start()
            for data in _read(phone):
                if PUSH in data:
                    asked.set()
                server.sendall(data)
            _end(server)
            back.join()

    def _answer(self, server: socket.socket, phone: socket.socket, asked: threading.Event) -> None:
        with contextlib.suppress(OSError):
            for data in _read(server):
                if asked.is_set() and self.lose_answer:
                    lose, self.lose_answer = self.lose_answer, None
                    lose()
                    self.lost.set()
                    break
                phone.sendall(data)
        _end(phone)
        _end(server)


def _read(end: socket.socket) -> Iterator[bytes]:
    while data := end.recv(CHUNK):
        yield data


def _end(side: socket.socket) -> None:
    with contextlib.suppress(OSError):
        side.shutdown(socket.SHUT_RDWR)
