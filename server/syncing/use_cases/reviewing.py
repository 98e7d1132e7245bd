"""What waits for a person: changes that the rules could not take, and late values."""

from typing import Any

from server.clock import today
from server.extensions import db
from server.identity.principal import Principal
from server.identity.scope import check_unit_in_scope, teams_in_care
from server.organisation.store.units import teams_cared_for
from server.syncing.rows import Fields, StoredRow
from server.syncing.store import people, reviews
from server.syncing.tables import ReviewItem
from sync.channel import team_of


def waiting(principal: Principal, unit: str | None) -> dict[str, list[Fields]]:
    """{"rows"} of what waits in the teams that the asker looks after, of one unit if given.
    Raises not_found for a unit out of scope."""
    teams = teams_in_care(principal)
    if unit is not None:
        check_unit_in_scope(principal, unit)
        teams &= teams_cared_for(unit, today())
    items = reviews.open_items(db.session, teams)
    proposals = reviews.open_proposals(db.session, teams)
    authors = [item.author for item in items] + [row.f.get("author") for row in proposals]
    members = people.member_names(db.session, authors)
    names = people.team_names(db.session, teams)
    times = people.received_at(db.session, [row.f.get("change") for row in proposals])
    return {
        "rows": [
            *(_item(item, members, names) for item in items),
            *(_proposal(row, members, names, times) for row in proposals),
        ]
    }


def _item(item: ReviewItem, members: dict[str, str], names: dict[str, str]) -> Fields:
    return {
        "id": item.id,
        "kind": item.verdict,
        "team": people.named(names, item.team_id),
        "author": people.named(members, item.author),
        "code": item.code,
        "record": item.record_id,
        "field": None,
        "current": None,
        "proposed": None,
        "body": item.body,
        "at": item.body.get("at") if isinstance(item.body.get("at"), str) else None,
        "received_at": item.received_at,
    }


def _proposal(
    row: StoredRow, members: dict[str, str], names: dict[str, str], times: dict[str, Any]
) -> Fields:
    return {
        "id": row.id,
        "kind": "proposal",
        "team": people.named(names, team_of(row.channel)),
        "author": people.named(members, row.f["author"]),
        "code": None,
        "record": row.f["record"],
        "field": row.f["field"],
        "current": row.f["current"],
        "proposed": row.f["proposed"],
        "body": None,
        "at": row.f["at"],
        "received_at": times.get(row.f["change"]),
    }
