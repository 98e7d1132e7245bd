"""Whose paper a certificate is, in the words of the Union's reports."""

from collections.abc import Sequence

from server.organisation.unit_names import HAMLET, Unit
from server.reports import issuing


def letterhead(units: Sequence[Unit]) -> dict[str, str]:
    """What stands at the head and the foot of a paper of the first of these units, the nearest first,
    that has a seal: the Union of a hamlet has none. `organisation` is who confirms."""
    at = next((n for n, unit in enumerate(units) if unit["kind"] != HAMLET), 0)
    unit, over = units[at], issuing.superior(units[at + 1 :])
    on_behalf, signer = issuing.signature(unit)
    return {
        "superior": issuing.organisation(over).upper() if over else "",
        "issuer": issuing.issuer(unit),
        "organisation": issuing.organisation(unit),
        "place": issuing.place(unit),
        "on_behalf": on_behalf,
        "signer": signer,
    }
