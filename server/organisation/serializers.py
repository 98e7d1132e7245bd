"""How units and times in teams stand inside other answers, and in the audit trail."""

from typing import Any

from server.organisation.store.units import KnownUnit
from server.organisation.tables import Membership, Unit


def show_unit(unit: Unit | KnownUnit | None) -> dict[str, Any] | None:
    """A unit by id, name and kind."""
    return {"id": unit.id, "name": unit.name, "kind": unit.kind} if unit else None


def audit_details(held: Membership) -> dict[str, Any]:
    """A time in a team as the audit trail tells of it."""
    return {
        "role": held.role,
        "affiliation": held.affiliation,
        "from": held.valid_from,
        "to": held.valid_to,
    }
