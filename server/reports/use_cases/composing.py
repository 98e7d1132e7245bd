"""The content of a unit's report, from the totals, the targets and what was entered."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from server.activities.use_cases.listing import list_activities
from server.auth.principal import Principal
from server.catalogue.store import COMPLETED, groups_of_services
from server.database.clock import now, today
from server.database.engine import db
from server.database.sql import fetch, fetch_pipelined
from server.organisation.store import units
from server.organisation.store.placements import all_placements
from server.organisation.tables import Unit
from server.organisation.tree import COMMUNE, RANKS
from server.reports import store
from server.reports.beside import beside
from server.reports.comparison import BEFORE, YEAR_BEFORE, YEAR_TO_DATE
from server.reports.content import Content, told_of, without
from server.reports.periods import (
    kind_of,
    month_of,
    span_a_year_before,
    span_before,
    year_to_date,
)
from server.scope.reach import check_unit_in_scope, teams_reporting_to
from server.statistics.use_cases.totalling import Question, teams_expected, totals
from server.targets import plans
from server.targets import store as aims
from server.targets.access import values_counted
from server.targets.store import Scope
from server.targets.tables import Indicator
from server.targets.target_math import Aim, Aims, Key, drawn_from, planned
from server.targets.use_cases.progress import rows_told, value_told
from server.totals.boundaries import UnitScope
from server.totals.figures import figures_of, figures_query, groups_by, nothing
from server.totals.periods import days_of, periods_between
from server.totals.store import Where

MOST_REASONS = 5
LABELLED = ("key", "label", "label_en")


def report_of(principal: Principal, unit_id: str, first: date, last: date) -> Content:
    """The report of a unit's days. Those of a month are as it was closed, with the figures of `now`
    beside it; others, and of a month that is not, as they stand now with `closed` None.
    Raises not_found for a unit out of scope, invalid_shape for days that stand the wrong way or are too
    many."""
    check_unit_in_scope(principal, unit_id)
    month = month_of(first, last)
    snapshot = store.snapshot_of(db.session, units.line_of(unit_id), month) if month else None
    if snapshot is None:
        return compose(principal, unit_id, first, last)
    closed = {"code": snapshot.code, "at": snapshot.closed_at.isoformat()}
    return {**snapshot.content, "closed": closed, "now": figures_now(snapshot.content)}


def compose(principal: Principal, unit_id: str, first: date, last: date) -> Content:
    """The report as it stands now, ready to be kept as JSON."""
    unit = units.unit_by_id(unit_id)
    assert unit is not None  # It is in scope.
    by = "team" if RANKS[unit.kind] >= COMMUNE else "unit"
    told = _totals(principal, unit_id, first, last, by)
    whole = told["completeness"]
    month = month_of(first, last)
    return {
        "month": month,
        "kind": kind_of(first, last),
        "from": first.isoformat(),
        "to": last.isoformat(),
        "unit": show_unit(unit),
        "scopes": UnitScope(unit_id, "now").scopes(),
        "above": show_unit(units.unit_by_id(unit.parent_id)) if unit.parent_id else None,
        "as_of": now().isoformat(),
        "closed": None,
        "completeness": {
            "teams": max(whole["teams_with_unsent"], _teams_then(principal, unit_id, first, last)),
            **{name: whole[name] for name in ("teams_with_unsent", "unsent_at_least")},
        },
        "total": figures_of(told["total"]),
        "forces": told["total"]["volunteer_turns"],
        "plan": told["plan"],
        "by": by,
        "rows": [_part(row) for row in told["rows"]],
        "teams": _teams(principal, unit, first, last),
        "groups": _groups(principal, unit_id, first, last),
        "outcomes": _counted(_totals(principal, unit_id, first, last, "outcome")),
        "reasons": _reasons(_totals(principal, unit_id, first, last, "reason")),
        "indicators": _indicators(unit_id, first, last),
        "activities": _activities(principal, unit_id, first, last),
        "beside": beside(unit_id, first, last),
        "late": late_of(unit_id, month) if month else [],
        "closed_below": _closed_otherwise(told["rows"], month) if month and by == "unit" else [],
        "compared": compared_with(unit_id, first, last),
        "plan_from": _plan_from(unit_id, first, last),
    }


def late_of(unit_id: str, month: str) -> list[Content]:
    """For each earlier month that was closed, what came after its report and that no later report
    has told yet."""
    rows = store.snapshots_of(db.session, units.line_of(unit_id))
    told = [row.content for row in rows]
    found = []
    for row in sorted(rows, key=lambda row: row.month):
        if row.month < month:
            figures = without(figures_now(row.content), told_of(row.month, told))
            if any(figures.values()):
                found.append({"month": row.month, "figures": figures})
    return found


def _closed_otherwise(rows: Sequence[dict[str, Any]], month: str) -> list[Content]:
    """The units below that closed the month with figures other than those that count here, with what
    they closed: what came after is told by their next report, and here it is in already."""
    lines = {row["key"]: units.line_of(row["key"]) for row in rows if row["kind"] != "own"}
    kept = store.snapshots_in(db.session, {each for line in lines.values() for each in line}, month)
    found = []
    for row in rows:
        closed = next((kept[each] for each in lines.get(row["key"], ()) if each in kept), None)
        if closed is not None and closed != figures_of(row["totals"]):
            found.append(
                {**{name: row[name] for name in ("key", "label", "kind")}, "figures": closed}
            )
    return found


def figures_now(closed: Content) -> dict[str, int]:
    """The counted figures of a closed month as they stand now, of the units that counted as its own
    when it was closed, whatever they are called since: what another unit did before it came to this one
    is no late record."""
    scopes = units.under_later_names(closed["scopes"], closed["unit"]["id"])
    where = Where("unit", scopes, periods_between(*days_of(closed["month"])))
    return figures_of(fetch(db.session, figures_query(where))[""].wire())


def _totals(principal: Principal, unit_id: str, first: date, last: date, by: str) -> dict[str, Any]:
    return totals(principal, Question(unit_id, None, first, last, by, None, "now"))


def _teams_then(principal: Principal, unit_id: str, first: date, last: date) -> int:
    """How many of the teams that figures are waited for from stood in the unit on one of the days."""
    scope = UnitScope(unit_id, "now")
    expected = teams_expected(unit_id, scope) & teams_reporting_to(principal)
    return len(expected & scope.teams_between(first, last))


def show_unit(unit: Unit | None) -> Content | None:
    """A unit as a report names it."""
    return (
        {"id": unit.id, "name": unit.name, "kind": unit.kind, "code": unit.code} if unit else None
    )


def _part(row: dict[str, Any]) -> Content:
    names = ("key", "label", "kind", "plan")
    return {**{name: row[name] for name in names}, "figures": figures_of(row["totals"])}


def _teams(principal: Principal, unit: Unit, first: date, last: date) -> list[Content]:
    """Right above communes each team too, with the unit where it stood last of the days; of a commune
    they are the rows, and further up there are too many to read."""
    if RANKS[unit.kind] != COMMUNE - 1:
        return []
    stays, known = all_placements().stays, units.known_units()

    def stood(team: str) -> Content | None:
        held = [each for each in stays.get(team, ()) if each.first <= last.isoformat()]
        found = known.get(held[-1].unit) if held else None
        return {"name": found.name, "kind": found.kind} if found else None

    rows = _totals(principal, unit.id, first, last, "team")["rows"]
    return [{**_part(row), "unit": stood(row["key"])} for row in rows]


def compared_with(unit_id: str, first: date, last: date) -> list[Content]:
    """The figures of the period before, of the same time a year before, and of the year to date, of all
    that counts as the unit today; of a year there are those of the year before alone, and what has not
    begun is compared with nothing."""
    now_is = date.fromisoformat(today())
    if first > now_is:
        return []
    spans = {BEFORE: span_before(first, last, now_is)}
    if kind_of(first, last) != "year":
        spans[YEAR_BEFORE] = span_a_year_before(first, last, now_is)
        spans[YEAR_TO_DATE] = year_to_date(first, last, now_is)
    scopes = UnitScope(unit_id, "now").scopes()
    wheres = [
        Where("unit", scopes, periods_between(*span), outcome=outcome)
        for span in spans.values()
        for outcome in (None, COMPLETED)
    ]
    found = fetch_pipelined(db.session, *map(figures_query, wheres))
    return [
        {
            "key": key,
            "from": begin.isoformat(),
            "to": end.isoformat(),
            "figures": {**figures_of(whole[""].wire()), "completed": done[""].turns or 0},
        }
        for (key, (begin, end)), whole, done in zip(
            spans.items(), found[::2], found[1::2], strict=True
        )
    ]


def _plan_from(unit_id: str, first: date, last: date) -> list[Content]:
    """Of which targets the plan of the days is a part: those that were not set for just these days."""
    by_measure: dict[tuple[str, str], dict[Key, Aim]] = {}
    for key, aim in plans.aims_of(Scope("unit", unit_id)).items():
        by_measure.setdefault((key.measure, key.of), {})[key] = aim
    drawn = [
        (key, of_one[key].number, days)
        for of_one in by_measure.values()
        for key, days in drawn_from(of_one, first, last).items()
    ]
    in_part = {key[:2] for key, _, _ in drawn if (key.first, key.last) != (first, last)}
    return [
        {
            "measure": key.measure,
            "of": key.of,
            "number": number,
            "from": key.first.isoformat(),
            "to": key.last.isoformat(),
            "days": key.days,
            "planned_days": days,
        }
        for key, number, days in drawn
        if key[:2] in in_part
    ]


def _groups(principal: Principal, unit_id: str, first: date, last: date) -> list[Content]:
    rows = _totals(principal, unit_id, first, last, "group")["rows"]
    scopes, periods = UnitScope(unit_id, "now").scopes(), periods_between(first, last)
    where = Where("unit", scopes, periods, "service", outcome=COMPLETED)
    services = fetch(db.session, figures_query(where))
    completed = groups_by(services, groups_of_services(db.session))
    return [
        {
            "key": row["key"],
            "label": row["label"],
            "label_en": row["label_en"],
            "turns": row["totals"]["turns"],
            "plan": (row["plan"] or {}).get("turns"),
            "completed": completed.get(row["key"], nothing(where)).turns or 0,
            "completed_plan": (row["plan"] or {}).get("completed"),
        }
        for row in rows
    ]


def _counted(told: dict[str, Any]) -> list[Content]:
    return [
        {**{name: row[name] for name in LABELLED}, "people": row["totals"]["people"]}
        for row in told["rows"]
    ]


def _reasons(told: dict[str, Any]) -> list[Content]:
    """The most frequent reasons why something did not work out."""
    return sorted(_counted(told), key=lambda row: (-row["people"], row["key"]))[:MOST_REASONS]


def _indicators(unit_id: str, first: date, last: date) -> list[Content]:
    """Every indicator in use, with what was entered over these days, None for nothing, and what of its
    targets falls on them; of a share the target of the shortest days that holds the last one. What was
    counted over days before these, too, stands in the month of its last one, and of a week or other days
    apart (`beyond`): a month's figure is none of theirs."""
    scope = Scope("unit", unit_id)
    span = (first.isoformat(), last.isoformat())
    entered = values_counted(scope, {}, *span)
    targets = plans.aims_of(scope)
    in_months = first.day == 1 and (last + timedelta(days=1)).day == 1
    found = []
    for each in aims.indicators(db.session):
        rows = [row for row in entered if row.indicator == each.code]
        if not (each.active or rows):
            continue
        is_apart = each.kind == "count" and not in_months
        beyond = [row for row in rows if is_apart and row.first < span[0]]
        told = rows_told(each, [row for row in rows if row not in beyond], scope)
        found.append(
            {
                "key": each.code,
                "label": each.label_vi,
                "label_en": each.label_en,
                "kind": each.kind,
                "unit": each.unit_vi,
                "unit_en": each.unit_en,
                "value": value_told(each, told, scope),
                "plan": _aim(each, targets, first, last),
                "sources": _sources([row.source for row in told]),
                "beyond": [
                    {"value": row.value, "from": row.first, "to": row.last} for row in beyond
                ],
            }
        )
    return found


def _activities(principal: Principal, unit_id: str, first: date, last: date) -> list[Content]:
    """The days of action that are over and ended in the month, with what their teams did on all of
    their days."""
    until = min(last.isoformat(), today())
    names = ("id", "name", "from", "to", "place", "partners", "unit_name")
    return [
        {
            **{name: row[name] for name in names},
            "teams": len(row["teams"]),
            "figures": row["totals"],
        }
        for row in reversed(list_activities(principal, unit_id, first, last))
        if row["to"] <= until and row["totals"] is not None
    ]


def _aim(indicator: Indicator, targets: Aims, first: date, last: date) -> int | None:
    """What an indicator is to come to, told as its values are."""
    own = {key: aim for key, aim in targets.items() if key[:2] == ("indicator", indicator.code)}
    if indicator.kind == "count":
        return planned(own, first, last)
    held = [key for key in own if key.first <= last <= key.last]
    return own[min(held, key=lambda key: (key.days, key))].share if held else None


def _sources(said: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(said))
