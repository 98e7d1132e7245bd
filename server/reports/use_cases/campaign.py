"""The content of a report of days of action: what the teams that took part did on its days."""

from collections.abc import Mapping
from typing import Any

from server.activities.tables import Activity
from server.activities.use_cases.access import activity_seen
from server.activities.use_cases.listing import teams_at_work
from server.auth.principal import Principal
from server.catalogue.store import COMPLETED, groups_of_services, labels_in_both
from server.database.clock import now
from server.database.engine import db
from server.database.sql import fetch_pipelined
from server.organisation.store import units
from server.reports.content import Content
from server.reports.period_names import CAMPAIGN
from server.reports.use_cases.composing import MOST_REASONS, show_unit
from server.scope.reach import teams_reporting_to
from server.statistics.contacts import contacts_query
from server.totals.boundaries import team_labels_query
from server.totals.figures import Totals, figures_of, figures_query, groups_by

NOTHING = Totals()


def report_of_campaign(principal: Principal, activity_id: str) -> Content:
    """The report of days of action as it stands now: by team, and without targets, which are those of
    units and their days. Raises not_found."""
    row, teams = activity_seen(principal, activity_id)
    unit = units.unit_by_id(row.unit_id)
    assert unit is not None
    told = frozenset(teams) & teams_reporting_to(principal)
    heard, names = fetch_pipelined(db.session, contacts_query(told), team_labels_query(teams))
    total = _counted(row, teams, "").get("", NOTHING)
    by_team = _counted(row, teams, "scope_id")
    return {
        "month": None,
        "kind": CAMPAIGN,
        "activity": {"id": row.id, "name": row.name, "place": row.place, "partners": row.partners},
        "from": row.first,
        "to": row.last,
        "unit": show_unit(unit),
        "above": show_unit(units.unit_by_id(unit.parent_id)) if unit.parent_id else None,
        "as_of": now().isoformat(),
        "closed": None,
        "completeness": {
            "teams": len(teams),
            "teams_with_unsent": heard.with_unsent(told),
            "unsent_at_least": heard.unsent(told),
        },
        "total": figures_of(total.wire()),
        "forces": total.wire()["volunteer_turns"],
        "plan": None,
        "by": "team",
        "rows": [
            {
                "key": team,
                "label": name,
                "kind": kind,
                "plan": None,
                "figures": figures_of(by_team.get(team, NOTHING).wire()),
            }
            for team, (name, kind) in names.items()
        ],
        "groups": _groups(row, teams),
        "outcomes": _people(row, teams, "outcome"),
        "reasons": _reasons(_people(row, teams, "reason")),
        "indicators": [],
        "activities": [],
        "late": [],
        "compared": [],
        "plan_from": [],
    }


def _counted(
    row: Activity, teams: list[str], by: str, outcome: str | None = None
) -> Mapping[str, Totals]:
    found: dict[str, Totals] = {}
    stood = units.days_carried_on(row.unit_id)
    asked = map(figures_query, teams_at_work(row, teams, stood, by, outcome))
    for part in fetch_pipelined(db.session, *asked):
        for key, each in part.items():
            if key in found:
                found[key].add(each)
            else:
                found[key] = each.copy()
    return found


def _groups(row: Activity, teams: list[str]) -> list[dict[str, Any]]:
    group_of, names = groups_of_services(db.session), labels_in_both(db.session, "service")
    turns = groups_by(_counted(row, teams, "service"), group_of)
    completed = groups_by(_counted(row, teams, "service", COMPLETED), group_of)
    return [
        {
            "key": key,
            "label": names[key][0],
            "label_en": names[key][1],
            "turns": turns[key].turns or 0,
            "plan": None,
            "completed": (completed[key].turns or 0) if key in completed else 0,
            "completed_plan": None,
        }
        for key in names
        if key in turns
    ]


def _people(row: Activity, teams: list[str], by: str) -> list[dict[str, Any]]:
    found = _counted(row, teams, by)
    names = labels_in_both(db.session, by)
    return [
        {
            "key": key,
            "label": names[key][0],
            "label_en": names[key][1],
            "people": found[key].people,
        }
        for key in names
        if key in found
    ]


def _reasons(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (-row["people"], row["key"]))[:MOST_REASONS]
