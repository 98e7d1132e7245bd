"""What gunicorn begins an answer with, without what says nothing: in HTTP/1.1 a line stays open where
nothing else is said, and which program answers helps nobody but who looks for its holes. A round that
finds nothing new is little more than such lines, and a phone pays for each."""

from gunicorn.http import wsgi
from gunicorn.util import http_date


class Response(wsgi.Response):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn's, with a shorter head for HTTP/1.1."""

    def default_headers(self) -> list[str]:
        """The lines before those of the application."""
        if self.upgrade or self.req.version < (1, 1):
            lines: list[str] = super().default_headers()
            return lines
        head = [f"HTTP/1.1 {self.status}\r\n", f"Date: {http_date()}\r\n"]
        if self.should_close():
            head.append("Connection: close\r\n")
        if self.chunked:
            head.append("Transfer-Encoding: chunked\r\n")
        return head


def shorten_heads() -> None:
    """Lets gunicorn answer with these, in this process; it has no setting for it."""
    wsgi.Response = Response
