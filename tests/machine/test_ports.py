"""A line is held until its server lets go of it."""

import socket

from tests.machine.ports import lines_held


def test_a_line_counts_until_its_server_closes_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert lines_held(port) == 0
        client = socket.create_connection(("127.0.0.1", port))
        line, _ = server.accept()
        assert lines_held(port) == 1
        client.close()
        assert line.recv(1) == b""  # the other end is gone
        assert lines_held(port) == 1
        line.close()
        assert lines_held(port) == 0
