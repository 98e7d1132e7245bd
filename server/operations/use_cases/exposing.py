"""`/metrics`: who may read it, and what it says."""

import hmac
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

from server.config import current_settings, is_loopback
from server.metrics.current import metrics_of
from server.operations.monitoring.collector import standing_collector
from sync.problems import PROBLEMS, ProblemError

_BEARER = "Bearer "
_FORWARDED = (
    "HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP", "HTTP_VIA",
)  # fmt: skip
"""What a proxy says of whom it asks for: it is on this machine, and they need not be."""


def exposition(asked: Mapping[str, Any]) -> bytes:
    """The metrics, for who may have them. `asked`: the request's environment (PEP 3333). Raises
    not_found for all others, as if there were no such page."""
    if not (_has_token(asked) or _is_of_this_machine(asked)):
        raise ProblemError(PROBLEMS["not_found"])
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    return metrics_of(app).exposition(standing_collector(app))


def _has_token(asked: Mapping[str, Any]) -> bool:
    """With METRICS_TOKEN, in a time that tells nothing of how much of it is right (RFC 6750)."""
    wanted, said = current_settings().metrics_token, asked.get("HTTP_AUTHORIZATION", "")
    if not wanted or not said.startswith(_BEARER):
        return False
    return hmac.compare_digest(said.removeprefix(_BEARER).encode(), wanted.encode())


def _is_of_this_machine(asked: Mapping[str, Any]) -> bool:
    """Whether a program of this machine asks, and no proxy for somebody else: one that says nothing of itself
    passes on the name that people type."""
    if any(asked.get(header) for header in _FORWARDED):
        return False
    if not _is_own_name(urlsplit(f"http://{asked.get('HTTP_HOST', '')}").hostname or ""):
        return False
    at_first = asked.get("werkzeug.proxy_fix.orig", asked)
    try:
        return ip_address(at_first.get("REMOTE_ADDR") or "").is_loopback
    except ValueError:
        return False  # a unix socket, which a proxy is behind


def _is_own_name(host: str) -> bool:
    """Whether it names this machine by itself or by an address, as programs do."""
    try:
        ip_address(host)
    except ValueError:
        return is_loopback(f"http://{host}")
    return True
