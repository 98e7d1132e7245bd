"""Members and units as spreadsheets: what the account sees, and what is to be filled in."""

from collections.abc import Iterable, Mapping, Sequence

from server.auth.principal import Principal
from server.catalogue.store import items, labels
from server.database.clock import now, today
from server.database.engine import db
from server.directory.sheets import KINDS, MEMBERS, ROLES, UNITS
from server.directory.store import figures
from server.directory.use_cases.reading import list_units, teams_listed
from server.organisation.store import memberships, teams
from server.organisation.tables import Team
from server.scope.reach import check_team_coordinated, teams_coordinated
from server.spreadsheets.sheet import Values
from server.spreadsheets.writing import Book, write_book


def members_as_sheet(principal: Principal, unit: str | None, team: str | None) -> bytes:
    """Everybody whom the teams have or had, each with the latest time in each team, which is the one
    that can be changed; without those who wait to be let in. With a unit the teams of that one, with
    a team that one, else all that are coordinated. Raises not_found, wrong_role."""
    found = _teams(principal, unit, team)
    known = {each.id: each for each in found}
    waiting = figures.only_waiting(known)
    forces = labels(db.session, "affiliation")
    by_team: dict[str, list[Values]] = {each.id: [] for each in found}
    for member, held in memberships.latest_of_teams(known):
        if (held.team_id, member.id) not in waiting:
            row = {
                "name": member.name,
                "role": ROLES.get(held.role, held.role),
                "affiliation": forces.get(held.affiliation, held.affiliation),
                "first": held.valid_from,
                "last": held.valid_to,
                "id": member.id,
            }
            by_team[held.team_id].append({**row, **_named(known[held.team_id])})
    rows = [row for each in found for row in by_team[each.id]]
    return write_book(Book(now(), MEMBERS, rows, _choices_of_members(principal)))


def members_to_fill_in(principal: Principal, team: str | None) -> bytes:
    """An empty sheet of members, for one team or for all that are coordinated, with an example
    beside it. Raises not_found, wrong_role."""
    found = _teams(principal, None, team)
    place = _named(found[0]) if found else {}
    volunteer, lead = ROLES["volunteer"], ROLES["lead"]
    force = next(iter(labels(db.session, "affiliation").values()), "")
    example = [
        {"name": "Trần Văn Minh", "role": volunteer, "affiliation": force, "first": today()},
        {"name": "Phan Thị Hà", "role": lead, "affiliation": force, "first": today()},
    ]
    shown = [{**row, **place} for row in example]
    return write_book(Book(now(), MEMBERS, (), _choices_of_members(principal), shown))


def units_as_sheet(principal: Principal) -> bytes:
    """Every unit that the account sees, ended ones too. Of a parent that it does not see nothing
    stands there."""
    rows = list_units(principal)
    codes = {row["id"]: row["code"] for row in rows}
    shown = [
        {
            "code": row["code"],
            "name": row["name"],
            "kind": KINDS.get(row["kind"], row["kind"]),
            "parent": codes.get(row["parent"]),
            "first": row["valid_from"],
            "last": row["valid_to"],
        }
        for row in rows
    ]
    return write_book(Book(now(), UNITS, shown, _choices_of_units(rows)))


def units_to_fill_in(principal: Principal) -> bytes:
    """An empty sheet of units, with an example beside it."""
    rows = list_units(principal)
    example = [
        {"code": "21999", "name": "Phổ Mới", "kind": KINDS["xa"], "first": today()},
        {"code": "TDP-1", "name": "Tổ dân phố 1", "kind": KINDS["thon"], "parent": "21999",
         "first": today()},
    ]  # fmt: skip
    return write_book(Book(now(), UNITS, (), _choices_of_units(rows), example))


def _teams(principal: Principal, unit: str | None, team: str | None) -> Sequence[Team]:
    if team is not None:
        check_team_coordinated(principal, team)
        return teams.teams_by_id([team])
    return teams.teams_by_id(teams_listed(principal, unit) & teams_coordinated(principal))


def _named(team: Team) -> dict[str, str | None]:
    return {"team": team.name, "team_code": team.code}


def _choices_of_members(principal: Principal) -> Mapping[str, Sequence[str]]:
    """Roles, forces in use, and the teams that go on with their codes beside them."""
    listed = teams.teams_by_id(teams_listed(principal, None) & teams_coordinated(principal))
    offered = [item for item in items(db.session) if item.kind == "affiliation" and item.active]
    forces = [item.label_vi for item in sorted(offered, key=lambda item: item.sort)]
    return {
        "role": _each_once(ROLES.values()),
        "affiliation": _each_once(forces),
        "team": [team.name for team in listed],
        MEMBERS.column("team_code").heading: [team.code or "" for team in listed],
    }


def _choices_of_units(rows: Iterable[Mapping[str, str | None]]) -> Mapping[str, Sequence[str]]:
    """Kinds, and the units of today by code with their names beside them."""
    standing = [row for row in rows if not row["valid_to"] or row["valid_to"] >= today()]
    return {
        "kind": _each_once(KINDS.values()),
        "parent": [row["code"] or "" for row in standing],
        "Tên đơn vị": [row["name"] or "" for row in standing],
    }


def _each_once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
