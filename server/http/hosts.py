"""Which Host a request must name. A page of another site that lets its own name point to this server
(DNS rebinding) would else count as one of ours: nothing is answered to it, no file of the app either."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask
from werkzeug.wsgi import get_host

from server.config import Settings, is_loopback
from server.http.errors import answer_problem
from sync.problems import PROBLEMS, ProblemError

HEALTH = ("/healthz", "/readyz", "/metrics")
"""Here an address is as good a Host as a name: load balancers ask by that, a name is what rebinding
needs, and what is told there is told to anybody, or to who brings a token or asks on this machine."""
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:[0-9]{1,5})?")


def install_host_check(app: Flask, settings: Settings) -> None:
    """Puts the check before all that the application answers with. Another Host gets not_found."""
    answer_request = app.wsgi_app
    is_trusted = host_check(settings)

    def respond(asked: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if is_trusted(get_host(asked), asked.get("PATH_INFO", "")):
            return answer_request(asked, start_response)
        with app.request_context(asked):
            problem = ProblemError(
                PROBLEMS["not_found"], {"host": "another name than PUBLIC_URL allows"}
            )
            answer = app.process_response(answer_problem(problem))
        return answer(asked, start_response)

    app.wsgi_app = respond  # type: ignore[method-assign, assignment]


def host_check(settings: Settings) -> Callable[[str, str], bool]:
    """Gives the function that tells of a Host (with any port, or none) and a path whether to answer:
    to PUBLIC_URL's host and TRUSTED_HOSTS (a leading dot: and all names below), and on loopback to
    each name of this machine."""
    own = urlsplit(settings.public_url).hostname or ""
    names = {own.encode("idna").decode(), *settings.trusted_hosts}
    suffixes = tuple(name for name in names if name.startswith("."))

    @lru_cache(maxsize=64)
    def is_trusted(host: str) -> bool:
        name = _hostname(host)
        if name is None:
            return False
        if settings.loopback and _is_of_this_machine(name):
            return True
        return name in names or name.endswith(suffixes) or f".{name}" in names

    def check(host: str, path: str) -> bool:
        return is_trusted(host) or (path in HEALTH and _is_of_a_probe(host))

    return check


def _hostname(host: str) -> str | None:
    """The name or address in a Host header, in lower case; None for what is neither."""
    found = _HOST.fullmatch(host.lower())
    return found[1].strip("[]") if found else None


def _is_of_a_probe(host: str) -> bool:
    """Whether a Host is an address, or a name of this machine; HTTP/1.0 says none, browsers always do."""
    if not host:
        return True
    name = _hostname(host)
    return name is not None and (_is_address(name) or _is_of_this_machine(name))


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_of_this_machine(name: str) -> bool:
    return is_loopback(f"http://[{name}]" if ":" in name else f"http://{name}")
