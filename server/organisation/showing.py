"""How units stand inside other answers."""

from typing import Any

from server.organisation.tables import Unit


def show_unit(unit: Unit | None) -> dict[str, Any] | None:
    """A unit by id, name and kind."""
    return {"id": unit.id, "name": unit.name, "kind": unit.kind} if unit else None
