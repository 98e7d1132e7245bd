"""Reading and writing targets, weights and indicators."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, delete, func, select

from server.database.connections import AnySession
from server.database.sql import Query, fetch, in_parts, json_array
from server.targets.tables import Indicator, IndicatorValue, Target, UnitWeight
from server.targets.target_math import Aim, Aims, Key


class Scope(NamedTuple):
    """A unit or a team: ("unit" | "team", id)."""

    kind: str
    id: str


def aim_of(target: Target) -> Aim:
    """What a target says."""
    return Aim(target.goal, target.share, target.denominator)


def key_of(target: Target) -> Key:
    """What a target is of."""
    return Key(
        target.measure, target.of, date.fromisoformat(target.first), date.fromisoformat(target.last)
    )


def aims_query(kind: Literal["unit", "team"]) -> Query[Mapping[str, Aims]]:
    """Asks by scope of that kind for what was set for it itself."""
    return Query(_AIMS.format(kind), {}, _aims)


_AIMS = """
SELECT scope_id, measure, of, first, last, goal, share, denominator FROM target
WHERE scope_kind = '{}'
"""


def _aims(rows: Sequence[Any]) -> Mapping[str, Aims]:
    found: dict[str, dict[Key, Aim]] = defaultdict(dict)
    for scope, measure, of, first, last, *said in rows:
        key = Key(measure, of, date.fromisoformat(first), date.fromisoformat(last))
        found[scope][key] = Aim(*said)
    return {**found}


def weights_query() -> Query[dict[str, int]]:
    """Asks for the weights of the units that have one of their own, in percent."""
    return Query("SELECT unit_id, weight FROM unit_weight", {}, dict)


def targets_of(session: AnySession, scope: Scope) -> list[Target]:
    """All targets of a unit or a team."""
    chosen = select(Target).where(Target.scope_kind == scope.kind, Target.scope_id == scope.id)
    return list(session.scalars(chosen.order_by(Target.first, Target.measure, Target.of)))


def target_by_id(session: AnySession, target_id: str) -> Target | None:
    """The target, or None."""
    return session.get(Target, target_id)


def targets_like(session: AnySession, scopes: Iterable[Scope], key: Key) -> dict[Scope, Target]:
    """The targets of that measure and period, by scope, of those scopes that have one."""
    chosen = select(Target).where(
        Target.measure == key.measure,
        Target.of == key.of,
        Target.first == key.first.isoformat(),
        Target.last == key.last.isoformat(),
    )
    return {
        Scope(row.scope_kind, row.scope_id): row
        for among in _among(scopes)
        for row in session.scalars(chosen.where(*among))
    }


def spans_of_targets(
    session: AnySession, scopes: Iterable[Scope]
) -> dict[Scope, list[tuple[str, str]]]:
    """The first and the last day of each target of these units and teams; without those that have none."""
    chosen = select(Target.scope_kind, Target.scope_id, Target.first, Target.last)
    found: dict[Scope, list[tuple[str, str]]] = defaultdict(list)
    for among in _among(scopes):
        for kind, key, first, last in session.execute(chosen.where(*among)):
            found[Scope(kind, key)].append((first, last))
    return {**found}


def _among(scopes: Iterable[Scope]) -> Iterator[tuple[ColumnElement[bool], ...]]:
    for kind, ids in _by_kind(scopes).items():
        for part in in_parts(ids):
            yield Target.scope_kind == kind, Target.scope_id.in_(part)


def add(session: AnySession, *rows: Target | UnitWeight | Indicator | IndicatorValue) -> None:
    """Keeps new rows."""
    session.add_all(rows)
    session.flush()


def drop_target(session: AnySession, target: Target) -> None:
    """Forgets a target; the audit trail keeps what it said."""
    session.execute(delete(Target).where(Target.id == target.id))


def weight_of(session: AnySession, unit_id: str) -> UnitWeight | None:
    """The weight of a unit, or None."""
    return session.get(UnitWeight, unit_id)


def weight_rows(session: AnySession, units: Collection[str]) -> list[UnitWeight]:
    """The weights of some units, with the notes."""
    chosen = select(UnitWeight).where(UnitWeight.unit_id.in_(sorted(units)))
    return list(session.scalars(chosen))


def indicators(session: AnySession) -> list[Indicator]:
    """Every indicator in its order, retired ones too."""
    return list(session.scalars(select(Indicator).order_by(Indicator.sort, Indicator.code)))


def indicator(session: AnySession, code: str, lock: bool = False) -> Indicator | None:
    """The indicator, or None; with `lock` nobody else enters anything of it until the commit."""
    return session.get(Indicator, code, with_for_update=lock, populate_existing=lock)


def value_by_id(session: AnySession, value_id: str) -> IndicatorValue | None:
    """What was entered, or None; nobody else takes it back until the commit."""
    return session.get(IndicatorValue, value_id, with_for_update=True, populate_existing=True)


def is_entered(session: AnySession, row: IndicatorValue) -> bool:
    """Whether a figure stands that says the same: of the same unit or team, days and source."""
    told = ("indicator", "scope_kind", "scope_id", "first", "last", "value", "source")
    same = [getattr(IndicatorValue, name) == getattr(row, name) for name in told]
    chosen = select(IndicatorValue.id).where(*same, IndicatorValue.withdrawn_at.is_(None))
    return session.scalars(chosen.limit(1)).first() is not None


def is_closed(session: AnySession, line: Iterable[str], month: str) -> bool:
    """Whether a unit has closed a month under one of the names of its line (`units.line_of`)."""
    return fetch(session, Query(_CLOSED, {"units": json_array(line), "month": month}, bool))


# In SQL, since the table is one of the reports, which stand above.
_CLOSED = "SELECT 1 FROM snapshot WHERE unit_id IN_JSON(:units) AND month = :month"


def count_values(session: AnySession, scope: Scope, first: str, last: str) -> int:
    """How many figures stand for a unit or a team over days of which the last lies within the range."""
    chosen = select(func.count()).where(
        IndicatorValue.scope_kind == scope.kind,
        IndicatorValue.scope_id == scope.id,
        IndicatorValue.withdrawn_at.is_(None),
        IndicatorValue.last >= first,
        IndicatorValue.last <= last,
    )
    return session.scalars(chosen).one()


def values_of(
    session: AnySession, scopes: Iterable[Scope], first: str, last: str
) -> list[IndicatorValue]:
    """What was entered for any of these scopes, and not withdrawn, over days of which the last lies
    within the range, so that each stands in one month; the latest days last."""
    found: list[IndicatorValue] = []
    by_kind: Mapping[str, list[str]] = _by_kind(scopes)
    for kind, ids in by_kind.items():
        chosen = select(IndicatorValue).where(
            IndicatorValue.scope_kind == kind,
            IndicatorValue.scope_id.in_(sorted(ids)),
            IndicatorValue.withdrawn_at.is_(None),
            IndicatorValue.last >= first,
            IndicatorValue.last <= last,
        )
        found += session.scalars(chosen)
    return sorted(found, key=lambda row: (row.last, row.first, row.entered_at, row.id))


def _by_kind(scopes: Iterable[Scope]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for kind, key in scopes:
        found[kind].append(key)
    return found
