"""A batch that fails unless each change has its own savepoint; tests put it in the place of `push.apply_batch`."""

from typing import Any

from server.records.rows import Fields
from server.sync.apply import apply_batch


def only_isolated(*batch: Any, isolated: bool) -> list[Fields]:
    """Raises ZeroDivisionError for a batch as a whole."""
    if not isolated:
        raise ZeroDivisionError
    return apply_batch(*batch, isolated=True)
