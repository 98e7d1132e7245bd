"""Raises changes of older schemas to today's. Every step is a pure function that is kept for
ever: a phone may come back after a year with what it recorded then."""

from collections.abc import Callable, Mapping
from typing import Any

from ..protocol_limits import SCHEMA

CURRENT_SCHEMA = SCHEMA

Steps = Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]

STEPS: Steps = {}
"""From a schema to the function that makes the next one of it: {1: raise_1_to_2, …}."""


def raise_to_current(change: Mapping[str, Any], steps: Steps = STEPS) -> dict[str, Any]:
    """The change with today's schema (PROTOCOL 5.1.3). What is of no known schema comes back as
    it is: whoever parses it next gives it its name."""
    raised = dict(change)
    while (step := steps.get(_schema(raised))) is not None:
        raised = step(raised)
    return raised


def _schema(change: Mapping[str, Any]) -> int:
    schema = change.get("schema")
    return schema if isinstance(schema, int) and not isinstance(schema, bool) else 0
