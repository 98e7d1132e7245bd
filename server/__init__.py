"""The edge and the store: what answers phones and browsers, and keeps what they sent."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask


def create_app(overrides: Mapping[str, Any] | None = None) -> "Flask":
    """The whole application (server/app/factory.py)."""
    # A process that only reads a spreadsheet needs none of it (server/spreadsheets/child.py).
    from server.app.factory import create_app as put_together  # noqa: PLC0415

    return put_together(overrides)
