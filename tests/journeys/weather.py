"""What stands between phones and the server on a bad day: a proxy whose answers can be changed."""

import http.client
import json
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

PORTAL = b"<html><title>Wi-Fi</title><p>Please sign in to this Wi-Fi network.</html>"
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}
Answer = tuple[int, dict[str, str], bytes]


class Weather:
    """A proxy for phones. `change` is asked about every request under /api before it goes on, and
    may answer instead; `after` may change the server's answer to a round of sync; `heard` is told
    of every request's path, headers and body as they came."""

    def __init__(self, port: int) -> None:
        self.change: Callable[[str], Answer | None] = lambda path: None
        self.after: Callable[[dict[str, Any]], dict[str, Any]] = lambda body: body
        self.heard: Callable[[str, Mapping[str, str], bytes], None] = lambda *request: None
        handler = type("Handler", (_Handler,), {"weather": self, "target": port})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def clear(self) -> None:
        """A good day again."""
        self.change, self.after = lambda path: None, lambda body: body

    def close(self) -> None:
        """Take no more requests."""
        self._server.shutdown()
        self._server.server_close()


def problem(status: int, code: str, **headers: str) -> Answer:
    """An answer of the server's own form."""
    message = {"vi": code, "en": code}
    body = {"code": code, "status": status, "message": message, "details": {}}
    return status, {"Content-Type": "application/json", **headers}, json.dumps(body).encode()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    weather: ClassVar[Weather]
    target: ClassVar[int]

    def _pass(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.weather.heard(self.path, self.headers, body)
        changed = self.weather.change(self.path) if self.path.startswith("/api") else None
        status, headers, answer = changed or self._ask(body)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def __getattr__(self, name: str) -> Callable[[], None]:
        if name.startswith("do_"):  # whatever the method is
            return self._pass
        raise AttributeError(name)

    def _ask(self, body: bytes) -> Answer:
        server = http.client.HTTPConnection("127.0.0.1", self.target, timeout=30)
        try:
            kept = {n: v for n, v in self.headers.items() if n.lower() not in HOP_BY_HOP}
            if self.path == "/api/sync/v1":
                kept["Accept-Encoding"] = "identity"
            server.request(self.command, self.path, body or None, kept)
            answer = server.getresponse()
            headers = {n: v for n, v in answer.getheaders() if n.lower() not in HOP_BY_HOP}
            told = answer.read()
        finally:
            server.close()
        if self.path == "/api/sync/v1" and answer.status == 200:
            told = json.dumps(self.weather.after(json.loads(told))).encode()
        return answer.status, headers, told

    def log_message(self, *_: object) -> None:
        """Nothing: the journey tells what it found."""
