"""What units bring to those that take their place: their targets by the rule of target_math.CarryOver, and
their weight where one unit takes the place of one."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from server.audit.writing import Actor, record_audit
from server.catalogue.store import labels
from server.database.engine import db
from server.organisation.serializers import show_unit
from server.organisation.tables import Unit
from server.targets import store
from server.targets.labels import show_key
from server.targets.plans import Plans
from server.targets.tables import UnitWeight
from server.targets.target_math import Aim

Shown = dict[str, Any]


def brought_to(taking: Iterable[Unit], before: Iterable[Unit], since: date) -> list[Shown]:
    """The targets, not over before `since`, that come to units from those whose place they took, as
    the tables have it by now: what each of `before` brings, and what that makes. `comes`: they are
    added up (sum), the unit has its own which stands (own), or they do not add up (none)."""
    carrying = Plans(boundaries="now", teams=False).of_units
    indicators = {row.code: row for row in store.indicators(db.session)}
    groups, names = labels(db.session, "service"), {unit.id: unit for unit in before}
    found = []
    for unit in taking:
        aims, parts = carrying.of(unit.id), carrying.parts(unit.id)
        for key in sorted(key for key in parts if key.last >= since):
            own = carrying.sets(unit.id, key)
            found.append(
                {
                    "unit": show_unit(unit),
                    **show_key(key, indicators, groups),
                    "comes": "own" if own else "sum" if key in aims else "none",
                    **_serialize(aims.get(key, Aim())),
                    "parts": [
                        {"unit": show_unit(names[each]), **_serialize(aim)}
                        for each in names
                        for one, aim in parts[key]
                        if one == each
                    ],
                }
            )
    return [row for row in found if row["parts"]]


def weights_go(actor: Actor, pairs: Iterable[tuple[str, str]]) -> None:
    """Gives units the weight of those whose place they took alone, as (before, after)."""
    after = dict(pairs)
    for row in store.weight_rows(db.session, after.keys()):
        unit = after[row.unit_id]
        store.add(db.session, UnitWeight(unit_id=unit, weight=row.weight, note=row.note))
        details = {"before": None, "after": [row.weight]}
        record_audit(db.session, actor, "weight_set", ("unit", unit), details)


def _serialize(aim: Aim) -> Shown:
    return {"number": aim.number, "share": aim.share}
