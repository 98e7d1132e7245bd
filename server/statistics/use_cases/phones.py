"""Who was not heard of, and whose phone holds work that has not come: whom to call first."""

from datetime import date, datetime
from typing import Any

from server.auth.principal import Principal
from server.auth.store.devices import people_on
from server.auth.tables import Device, Enrolment
from server.database.clock import day_of, today
from server.database.engine import db
from server.organisation.serializers import show_unit
from server.organisation.store import teams
from server.organisation.store.units import teams_cared_for
from server.scope.reach import check_team_in_care, check_unit_in_scope, teams_in_care
from server.statistics.contacts import phones_of_teams
from server.sync.store.numbers import Gaps, gaps_of

Shown = dict[str, Any]
MOST = 300
"""Nobody calls more. Of a whole province a phone could not even take in all."""
MOST_GAPS = 20
"""Ranges of a phone's numbers that never came: nobody reads more."""


def phones_of(principal: Principal, unit: str | None, team: str | None) -> Shown:
    """{"rows", "left"}: a row for each person on each phone of the teams that the asker looks after
    (below a unit, or of one team), of many the MOST that hold something or were not heard of for
    longest, and how many more there are. Phones that are done with, refused, left or revoked, are
    there only while they hold something. Raises not_found outside the asker's scope."""
    wanted = _teams(principal, unit, team)
    found, left = phones_of_teams(db.session, wanted, MOST)
    devices = {device.id for _, device, _ in found}
    missing = gaps_of(db.session, devices, MOST_GAPS)
    people = people_on(devices, teams_in_care(principal))
    theirs = {enrolment.team_id for enrolment, _, _ in found}
    names = {each.id: each.name for each in teams.teams_by_id(theirs)}
    above = teams.units_of_teams(theirs, today())
    rows = [
        {
            **_phone(enrolment, device),
            "member": {"id": enrolment.member_id, "name": name},
            "people": people.get(device.id, []),
            "team": {"id": enrolment.team_id, "name": names.get(enrolment.team_id)},
            "unit": show_unit(above.get(enrolment.team_id)),
            **_lacking(missing.get(device.id)),
        }
        for enrolment, device, name in found
    ]
    return {"rows": rows, "left": left}


def _teams(principal: Principal, unit: str | None, team: str | None) -> frozenset[str]:
    if team is not None:
        check_team_in_care(principal, team)
        return frozenset({team})
    wanted = teams_in_care(principal)
    if unit is not None:
        check_unit_in_scope(principal, unit)
        wanted &= teams_cared_for(unit, today())
    return wanted


def _lacking(gaps: Gaps | None) -> Shown:
    return {"gaps": gaps.first if gaps else [], "gaps_left": gaps.left if gaps else 0}


def _phone(enrolment: Enrolment, device: Device) -> Shown:
    return {
        "device": device.id,
        "state": "revoked" if device.revoked_at else enrolment.state,
        "last_contact": device.last_contact_at,
        "pending": device.pending_count,
        "oldest": device.oldest_pending,
        "app": device.app_version,
        "clock_offset": device.clock_offset_seconds,
        "readiness": _readiness(device),
        "silent_days": _days_since(device),
        "differs_since": device.differs_since,
    }


def _readiness(device: Device) -> Shown | None:
    said = device.readiness
    untold = {"ready": None, "lacks": None}  # by an app of before
    return said and {**untold, **said, "checked_at": datetime.fromisoformat(said["checked_at"])}


def _days_since(device: Device) -> int | None:
    """Whole days since the phone was heard of; 0 today, None for one that never was."""
    if device.last_contact_at is None:
        return None
    last = date.fromisoformat(day_of(device.last_contact_at))
    return max(0, (date.fromisoformat(today()) - last).days)
