"""What waits for a person: changes that the rules could not take, and late values."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from server.auth.principal import Principal
from server.database.clock import today
from server.database.engine import db
from server.organisation.store.units import teams_cared_for
from server.records.rows import Fields, StoredRow
from server.records.store import records, reviews
from server.records.tables import ReviewItem
from server.scope.reach import check_team_in_care, check_unit_in_scope, teams_in_care
from server.sync.store import people
from sync.channel import team_of
from sync.correction import FIELD

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def waiting(
    principal: Principal, unit: str | None, team: str | None, after: str | None, limit: int
) -> dict[str, Any]:
    """{"rows", "next", "total"} of what waits in the teams that the asker looks after, of one unit
    or team if given: changes first, then proposals, each oldest first. `after` is the `next` of the
    page before; `total` counts all. Raises not_found for a unit out of scope and a team that is not
    the asker's to look after."""
    teams = _teams(principal, unit, team)
    items, proposals, goes_on = _page(teams, after, limit)
    holders = _holders(principal, items)
    authors = [item.author for item in items] + [row.f.get("author") for row in proposals]
    members = people.member_names(db.session, authors + [who for _, who in holders.values()])
    shown = {*(item.team_id for item in items), *(team_of(row.channel) for row in proposals)}
    names = people.team_names(db.session, [*shown, *(each for each, _ in holders.values())])
    times = people.received_at(db.session, [row.f.get("change") for row in proposals])
    corrected = _corrected(proposals)
    return {
        "rows": [
            *(_item(item, members, names, holders.get(item.id)) for item in items),
            *(
                {**_proposals(rows, members, names, times), "corrected": corrected(rows[0])}
                for rows in _together(proposals)
            ),
        ],
        "next": goes_on,
        "total": reviews.count_open(db.session, teams),
    }


def _teams(principal: Principal, unit: str | None, team: str | None) -> frozenset[str]:
    teams = teams_in_care(principal)
    if team is not None:
        check_team_in_care(principal, team)
        teams &= {team}
    if unit is not None:
        check_unit_in_scope(principal, unit)
        teams &= teams_cared_for(unit, today())
    return teams


def _page(
    teams: frozenset[str], after: str | None, limit: int
) -> tuple[list[ReviewItem], list[StoredRow], str | None]:
    """The items and proposals of a page, and where the next one begins. What came in one request
    stands in the order in which it was made."""
    place = _place(after)
    items: list[tuple[ReviewItem, int]] = []
    if not isinstance(place, int):
        items = reviews.open_items(db.session, teams, place, limit + 1)
    left, version = limit + 1 - len(items), place if isinstance(place, int) else 0
    proposals = reviews.open_proposals(db.session, teams, version, left) if left else []
    keys = [*(_key(item) for item, _ in items), *(f"proposal~{row.ver}" for row in proposals)]
    shown = sorted(items[:limit], key=lambda each: (each[0].received_at, each[1], each[0].id))
    goes_on = keys[limit - 1] if len(keys) > limit else None
    return [item for item, _ in shown], proposals[: limit - len(shown)], goes_on


def _key(item: ReviewItem) -> str:
    return f"item~{(item.received_at - EPOCH) // MICROSECOND}~{item.id}"


def _place(after: str | None) -> tuple[datetime, str] | int | None:
    """The key of an item, or the version of a proposal."""
    kind, _, rest = (after or "").partition("~")
    if kind == "proposal":
        return int(rest)
    moment, _, item = rest.partition("~")
    return (EPOCH + int(moment) * MICROSECOND, item) if item else None


Holder = tuple[str | None, str | None]


def _holders(principal: Principal, items: Sequence[ReviewItem]) -> dict[str, Holder]:
    """By item, of those whose record has an id of another phone's: the team and the author of the
    record that stands there, the author only where the asker looks after it (PROTOCOL 5.2.9)."""
    asked = {
        item.id: str(item.body["record"])
        for item in items
        if item.body.get("op") == "create" and item.record_id != item.body.get("record")
    }
    found = records.rows_by_id(db.session, sorted(set(asked.values()))) if asked else []
    rows = {row.id: row for row in found}
    teams = teams_in_care(principal) if asked else frozenset()
    held: dict[str, Holder] = {}
    for item, record in asked.items():
        if record in rows:
            team, author = rows[record].record().team, rows[record].author
            held[item] = team, author if team in teams else None
    return held


def _item(
    item: ReviewItem, members: dict[str, str], names: dict[str, str], holder: Holder | None
) -> Fields:
    return {
        "holder": holder
        and {"team": people.named(names, holder[0]), "author": people.named(members, holder[1])},
        "id": item.id,
        "kind": item.verdict,
        "team": people.named(names, item.team_id),
        "author": people.named(members, item.author),
        "code": item.code,
        "record": item.record_id,
        "field": None,
        "current": None,
        "proposed": None,
        "beside": [],
        "corrected": None,
        "body": item.body,
        "fits": item.fits,
        "at": item.body.get("at") if isinstance(item.body.get("at"), str) else None,
        "received_at": item.received_at,
    }


def _corrected(proposals: Sequence[StoredRow]) -> Callable[[StoredRow], Fields | None]:
    """Who set what stands there, and why, where that is not the session's author (PROTOCOL 5.4.4)."""
    found = records.rows_by_id(db.session, sorted({row.f["record"] for row in proposals}))
    notes = {row.id: row.f[FIELD] for row in found if row.f.get(FIELD)}
    members = people.member_names(db.session, [note.get("by") for note in notes.values()])

    def told(proposal: StoredRow) -> Fields | None:
        note = notes.get(proposal.f["record"])
        if note is None:
            return None
        name = note.get("name") or members.get(note.get("by", ""))
        return {"name": name, "why": note.get("why")}

    return told


def _together(proposals: Sequence[StoredRow]) -> list[list[StoredRow]]:
    """What one word settles, the people before the services."""
    asked: dict[str, list[StoredRow]] = {}
    for row in proposals:
        asked.setdefault(reviews.question(row.id, row.f), []).append(row)
    return [sorted(rows, key=lambda row: str(row.f["field"])) for rows in asked.values()]


def _proposals(
    rows: Sequence[StoredRow], members: dict[str, str], names: dict[str, str], times: dict[str, Any]
) -> Fields:
    row, *others = rows
    shown = ("field", "current", "proposed")
    return {
        "id": row.id,
        "kind": "proposal",
        "team": people.named(names, team_of(row.channel)),
        "author": people.named(members, row.f["author"]),
        "code": None,
        "record": row.f["record"],
        **{name: row.f[name] for name in shown},
        "beside": [{name: each.f[name] for name in shown} for each in others],
        "body": None,
        "fits": None,
        "holder": None,
        "at": row.f["at"],
        "received_at": times.get(row.f["change"]),
    }
