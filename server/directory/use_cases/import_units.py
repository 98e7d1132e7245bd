"""Loading units from a CSV file, as often as one likes."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import select

from server.audit.writing import SYSTEM, record_audit
from server.database.engine import db
from server.organisation.store import units as store
from server.organisation.tables import Unit, UnitSuccessor
from server.organisation.tree import parents_first
from server.totals.tables import SessionTally
from sync.values import nfc

DATA = Path(__file__).parents[1] / "data" / "units.csv"
COLUMNS = (
    "code", "valid_from", "valid_to", "name", "kind", "parent_code", "successor_code",
    "successor_valid_from",
)  # fmt: skip


class UnitsError(ValueError):
    """The file cannot be taken; the text names the line and says why."""


@dataclass(frozen=True)
class Line:
    """A line of the file. A unit with several successors stands on several lines."""

    code: str
    valid_from: str
    valid_to: str
    name: str
    kind: str
    parent_code: str
    successor_code: str
    successor_valid_from: str

    @property
    def id(self) -> str:
        """The same on every server, so that two servers can speak of one unit."""
        return unit_id(self.code, self.valid_from)


def unit_id(code: str, valid_from: str) -> str:
    """The id of the unit that got a code on a day. Codes are used again: the day is part of it."""
    return str(uuid5(NAMESPACE_URL, f"tungngo:unit:{code}:{valid_from}"))


def import_units(path: Path = DATA) -> tuple[int, int]:
    """Loads the file: (how many units it names, how many of them are new or changed). Units
    that it does not name stay. Raises UnitsError."""
    lines = read_lines(path)
    units = {line.id: line for line in lines}
    parents = {key: _parent(line, lines) for key, line in units.items()}
    order = parents_first(parents)
    if len(order) < len(parents):
        raise UnitsError("a unit is its own parent, directly or through others")
    changed = {key for key in order if _put(units[key], parents[key])}
    db.session.flush()
    changed |= _put_successors(lines, units)
    if changed:
        details = {"units": len(units), "changed": len(changed)}
        record_audit(db.session, SYSTEM, "units_imported", ("units", path.name), details)
    db.session.commit()
    return len(units), len(changed)


def read_lines(path: Path) -> list[Line]:
    """The lines of the file, in NFC. Raises UnitsError."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise UnitsError(f"{path.name}: the first line must be {','.join(COLUMNS)}")
        lines = [Line(**{name: nfc(row[name] or "").strip() for name in COLUMNS}) for row in reader]
    for number, line in enumerate(lines, start=2):
        if not (line.code and line.valid_from and line.name and line.kind):
            raise UnitsError(f"{path.name}:{number}: code, valid_from, name and kind are needed")
        if line.valid_to and line.valid_to < line.valid_from:
            raise UnitsError(f"{path.name}:{number}: the unit ends before it begins")
    return lines


def _parent(line: Line, lines: Sequence[Line]) -> str | None:
    """The row with the parent's code that was valid on the day the unit began."""
    if not line.parent_code:
        return None
    day = line.valid_from
    for other in lines:
        if other.code == line.parent_code and other.id != line.id and _valid(other, day):
            return other.id
    raise UnitsError(f"{line.code} of {day}: no unit {line.parent_code} was valid on that day")


def _valid(line: Line, day: str) -> bool:
    return line.valid_from <= day and (not line.valid_to or day <= line.valid_to)


def _put(line: Line, parent: str | None) -> bool:
    """Inserts or corrects one unit; whether anything changed."""
    given = {
        "name": line.name,
        "kind": line.kind,
        "valid_to": line.valid_to or None,
        "parent_id": parent,
    }
    unit = store.unit_by_id(line.id)
    if unit is None:
        db.session.add(Unit(id=line.id, code=line.code, valid_from=line.valid_from, **given))
        return True
    changes = {name: value for name, value in given.items() if getattr(unit, name) != value}
    if "parent_id" in changes and _totals_kept(unit.id):
        raise UnitsError(
            f"{line.code} of {line.valid_from}: records count in it already, so it cannot hang "
            "under another unit; end it and begin a new one"
        )
    for name, value in changes.items():
        setattr(unit, name, value)
    return bool(changes)


def _totals_kept(unit_id: str) -> bool:
    """Whether totals of the unit are kept. They stand in those of its parent too, and moving
    them would take them out of reports that were read."""
    query = select(SessionTally.period).where(
        SessionTally.scope_kind == "unit", SessionTally.scope_id == unit_id
    )
    return db.session.scalars(query.limit(1)).first() is not None


def _put_successors(lines: Sequence[Line], units: dict[str, Line]) -> set[str]:
    """Says of each unit what became of it; the ids of those of which more is known now."""
    known = store.successors()
    added = set()
    for line in lines:
        if not line.successor_code:
            continue
        successor = unit_id(line.successor_code, line.successor_valid_from)
        if successor not in units:
            raise UnitsError(f"{line.code}: its successor {line.successor_code} is not in the file")
        if successor not in known.get(line.id, []):
            db.session.add(UnitSuccessor(unit_id=line.id, successor_id=successor))
            added.add(line.id)
    return added
