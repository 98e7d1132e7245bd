"""What coordinators and leads see of units, teams, members and phones."""

from typing import Any

from server.auth.principal import Kind, Principal
from server.auth.store.devices import people_on
from server.database.clock import today
from server.directory.store import figures
from server.directory.store.figures import Figures
from server.organisation.serializers import show_unit
from server.organisation.store import memberships, teams, teams_below, units
from server.organisation.store.units import KnownUnit
from server.organisation.tables import Member, Membership, Team, Unit
from server.scope.reach import (
    check_team_in_care,
    check_unit_in_scope,
    teams_in_care,
    units_in_scope,
)

Shown = dict[str, Any]


def list_units(principal: Principal) -> list[Shown]:
    """The units that the account sees, with what took the place of those that ended."""
    scope, after = units_in_scope(principal), units.successors()
    return [
        show_unit_row(unit, after.get(unit.id, []))
        for unit in units.known_units().values()
        if unit.id in scope
    ]


def list_teams(principal: Principal, unit_id: str | None) -> list[Shown]:
    """The teams that the asker looks after; of those coordinated, and with a unit of all, those
    that stand under it today, or stood under it on its last day. Raises not_found for a unit outside the scope."""
    wanted = teams_listed(principal, unit_id)
    found = teams.teams_by_id(wanted)
    known, above = figures.figures_of(wanted, today()), teams.units_of_teams(wanted, today())
    return [show_team(team, above.get(team.id), known[team.id]) for team in found]


def teams_listed(principal: Principal, unit_id: str | None) -> frozenset[str]:
    """The ids of these teams. Raises not_found for a unit outside the scope."""
    wanted = teams_in_care(principal)
    if unit_id is not None:
        check_unit_in_scope(principal, unit_id)
        wanted &= frozenset(teams_below(unit_id, _last_day(unit_id)))
    elif principal.kind is Kind.COORDINATOR and principal.unit_id is not None:
        standing = frozenset(teams_below(principal.unit_id, _last_day(principal.unit_id)))
        wanted &= standing | principal.led_team_ids
    return wanted


def read_team(principal: Principal, team_id: str) -> Shown:
    """A team with its members and phones. Raises not_found outside the asker's care."""
    check_team_in_care(principal, team_id)
    (team,) = teams.teams_by_id([team_id])
    known = figures.figures_of([team_id], today())[team_id]
    shown = show_team(team, teams.unit_of(team_id, today()), known)
    return {
        **shown,
        "members": show_members(team_id),
        "phones": _phones(team_id, teams_in_care(principal)),
        "standings": [
            {"unit": show_unit(unit), "from": standing.valid_from, "to": standing.valid_to}
            for standing, unit in teams.placements_of(team_id)
        ],
    }


def show_unit_row(unit: Unit | KnownUnit, successors: list[str]) -> Shown:
    """A unit with its place in the tree."""
    return {
        "id": unit.id,
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind,
        "valid_from": unit.valid_from,
        "valid_to": unit.valid_to,
        "parent": unit.parent_id,
        "successors": successors,
    }


def show_team(team: Team, unit: Unit | None, known: Figures) -> Shown:
    """A team with its figures."""
    return {
        "id": team.id,
        "code": team.code,
        "name": team.name,
        "kind": team.kind,
        "label": team.label,
        "unit": show_unit(unit),
        "members": known.members,
        "devices": known.devices,
        "waiting": known.waiting,
        "last_contact": known.last_contact,
    }


def show_members(team_id: str) -> list[Shown]:
    """Every membership of a team, by name. One that was over before it began, because somebody
    came and moved on within a day, is left out."""
    waiting = figures.only_waiting([team_id])
    return [
        show_membership(member, membership, waiting=(team_id, member.id) in waiting)
        for member, membership in memberships.members_of_team(team_id)
        if membership.valid_to is None or membership.valid_from <= membership.valid_to
    ]


def show_membership(member: Member, membership: Membership, *, waiting: bool = False) -> Shown:
    """A member with one time in a team."""
    return {
        "id": member.id,
        "name": member.name,
        "role": membership.role,
        "affiliation": membership.affiliation,
        "from": membership.valid_from,
        "to": membership.valid_to,
        "waiting": waiting,
    }


def _last_day(unit_id: str) -> str:
    unit = units.unit_by_id(unit_id)
    return min(today(), unit.valid_to) if unit and unit.valid_to else today()


def _phones(team_id: str, care: frozenset[str]) -> list[Shown]:
    found = figures.phones_of_team(team_id)
    people = people_on((device.id for _, device, _ in found), care)
    return [
        {
            "device": device.id,
            "member": {"id": enrolment.member_id, "name": name},
            "people": people.get(device.id, []),
            "state": "revoked" if device.revoked_at else enrolment.told_state,
            "last_contact": device.last_contact_at,
            "pending": device.pending_count,
            "oldest": device.oldest_pending,
            "app": device.app_version,
            "clock_offset": device.clock_offset_seconds,
            "browser": (device.readiness or {}).get("browser"),
            "differs_since": device.differs_since,
        }
        for enrolment, device, name in found
    ]
