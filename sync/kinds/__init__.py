"""The kinds of record there are: a table each (*.json), which both languages read; `events/` has those
that a phone makes in its own channel, `published/` those that only the server writes."""

import json
from importlib.resources import files

from ..field_policy import TEXT, Position
from .fields import FieldRule, words_of
from .kind import Codes, Fields, Kind, Op

KINDS: dict[str, Kind] = {
    name: Kind(name, json.loads(file.read_text(encoding="utf-8")))
    for folder in (files(__name__), files(__name__) / "events", files(__name__) / "published")
    for file in sorted(folder.iterdir(), key=lambda file: file.name)
    for name, dot, ending in [file.name.partition(".")]
    if ending == "json"
}
FROM_PHONES = tuple(name for name, kind in KINDS.items() if kind.phone_may_write)
"""The kinds that phones write."""
EVENTS = tuple(name for name in FROM_PHONES if KINDS[name].is_event)
"""Those of them that stand in the channel of the phone that made them, for good."""
OF_MEMBERS = tuple(
    name for name in FROM_PHONES if KINDS[name].created_by == "member" and name not in EVENTS
)
"""Those of them that any member makes for a team: in the channel of a phone that waits they wait with it."""
OWN_WORDS = frozenset(("create", "edit", *FROM_PHONES)).union(
    *(words_of(kind.table["fields"].values()) for kind in map(KINDS.__getitem__, FROM_PHONES))
)
"""Words that the protocol itself has; screening finds nothing in any of them."""


def position_of(kind: str | None) -> Position:
    """Where the fields of a change of this kind hold what is no text. A name that the kind does not
    have is known by the other kinds, as far as these agree on it: an app may name a kind wrong."""
    own = KINDS[kind].fields if kind is not None else {}
    named = {**_common(), **{name: rule.position for name, rule in own.items()}}
    fixed = {name: each for name, each in named.items() if not name.endswith("*")}
    opened = {name[:-1]: each for name, each in named.items() if name.endswith("*")}
    return Position(inner=fixed, open=opened)


def _common() -> dict[str, Position]:
    """The position that a name has in all kinds; one that they do not agree on holds text."""
    rules: dict[str, FieldRule] = {}
    differing = set()
    for kind in FROM_PHONES:
        for name, rule in KINDS[kind].fields.items():
            if not rule.is_like(rules.setdefault(name, rule)):
                differing.add(name)
    return {name: TEXT if name in differing else rule.position for name, rule in rules.items()}


__all__ = [
    "EVENTS",
    "FROM_PHONES",
    "KINDS",
    "OF_MEMBERS",
    "OWN_WORDS",
    "Codes",
    "Fields",
    "Kind",
    "Op",
]
