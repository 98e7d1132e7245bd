"""What a screen shows (PROTOCOL 3.4): the server's row with the phone's own changes on it."""

from collections.abc import Iterable, Mapping
from typing import Any

from .change import Change
from .channel import team_of
from .correction import with_correction
from .kinds import KINDS
from .merge import merge


def replay(fields: Mapping[str, Any] | None, changes: Iterable[Change]) -> dict[str, Any] | None:
    """The record's fields with the changes replayed in the order given; None while there is
    nothing to show (an edit whose create is not here). A change that the row already holds
    changes nothing, so it does not matter if a row arrives before its verdict."""
    shown = None if fields is None else dict(fields)
    for change in changes:
        if change.op == "create":
            if shown is None:
                owned = KINDS[change.kind].owned_fields(team_of(change.channel), change.author)
                shown = {name: each for name, each in change.set.items() if each is not None}
                shown.update(owned)
        elif shown is not None:
            shown = with_correction(change, merge(shown, change.set, change.prev)).fields
    return shown
