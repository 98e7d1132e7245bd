"""The server for `test_cut_answers.py`: the answer to /cut fails behind three megabytes, more than the system
takes over for who reads nothing."""

from collections.abc import Iterable, Iterator
from wsgiref.types import StartResponse, WSGIEnvironment

from server import create_app

app = create_app()
respond = app.wsgi_app


def cut_off() -> Iterator[bytes]:
    yield from [bytes(1_000_000)] * 3
    raise RuntimeError("the database went away")


def respond_or_fail(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    if environ["PATH_INFO"] != "/cut":
        return respond(environ, start_response)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return cut_off()


app.wsgi_app = respond_or_fail  # type: ignore[method-assign]
