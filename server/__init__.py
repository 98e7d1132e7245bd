"""The edge and the store: what answers phones and browsers, and keeps what they sent."""

import gc
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

_FACTORY = "server.app.factory"


def create_app(overrides: Mapping[str, Any] | None = None) -> "Flask":
    """The whole application (server/app/factory.py)."""
    with _without_collections():
        # A process that only reads a spreadsheet needs none of it (server/spreadsheets/child.py).
        from server.app.factory import create_app as put_together  # noqa: PLC0415

        return put_together(overrides)


@contextmanager
def _without_collections() -> Iterator[None]:
    """What a process's first application consists of stays as long as the process: to look for garbage in it,
    at the start and again at the end, takes a third of the time of a command."""
    first, collecting = _FACTORY not in sys.modules, gc.isenabled()
    gc.disable()
    try:
        yield
        if first:
            gc.freeze()
    finally:
        if collecting:
            gc.enable()
