"""What stands in front of a server that people reach by HTTPS: it holds the certificate, and says
in X-Forwarded-For who asks."""

import contextlib
import http.client
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

NAME = "tungngo.example.vn"
CERTIFICATE = Path(__file__).parent / "front.pem"
"""For this name, signed by itself, with its key; no browser trusts it unless it is told to."""
_OWN = {"connection", "keep-alive", "transfer-encoding", "content-length"}


class _Front(ThreadingHTTPServer):
    target: int

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no fault."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Front

    def _pass_on(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(size) if size else None
        came_by = [self.headers.get("X-Forwarded-For"), self.client_address[0]]
        headers = {name: value for name, value in self.headers.items() if name.lower() not in _OWN}
        headers["X-Forwarded-For"] = ", ".join(filter(None, came_by))
        headers["X-Forwarded-Proto"] = "https"
        with contextlib.closing(
            http.client.HTTPConnection("127.0.0.1", self.server.target, timeout=30)
        ) as behind:
            behind.request(self.command, self.path, body, headers)
            answer = behind.getresponse()
            content = answer.read()
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _OWN:
                self.send_header(name, value)
        if answer.status not in (204, 304):
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *values: object) -> None:
        """Says nothing."""


for _method in ("GET", "HEAD", "POST", "PATCH", "DELETE"):
    setattr(_Handler, f"do_{_method}", _Handler._pass_on)


class Front:
    """A proxy at https://tungngo.example.vn:PORT, if that name leads to this machine. It adds to
    what X-Forwarded-For says already, as most do."""

    def __init__(self, target: int) -> None:
        self._server = _Front(("127.0.0.1", 0), _Handler)
        self._server.target = target
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        self._server.socket = context.wrap_socket(
            self._server.socket, server_side=True, do_handshake_on_connect=False
        )
        self.port = self._server.server_address[1]
        self.url = f"https://{NAME}:{self.port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._server.shutdown()
        self._server.server_close()
