"""Where a request waits that ordered to be held, until the test lets it go on."""

import socket

PATIENCE_SECONDS = 30


class Gate:
    """Listens for workers that stand still at a point of theirs."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(PATIENCE_SECONDS)
        self.port: int = self._listener.getsockname()[1]

    def arrival(self) -> socket.socket:
        """Waits until a request stands there. It goes on when what this gives is closed."""
        held, _ = self._listener.accept()
        return held

    def close(self) -> None:
        """Nobody is held any more."""
        self._listener.close()
