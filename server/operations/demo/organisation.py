"""What an administrator sets up before the first phone joins: units, teams, people, accounts."""

import secrets
from datetime import datetime

from sqlalchemy import select

from server.accounts.use_cases.password_sign_in import create_account
from server.audit.writing import SYSTEM
from server.catalogue.use_cases.importing import import_catalogue
from server.database.clock import day_of
from server.database.engine import db
from server.directory.use_cases.create_team import Placement, create_team
from server.directory.use_cases.import_units import import_units, unit_id
from server.enrolment.publish_team import publish_member, publish_team
from server.enrolment.use_cases.invite import InvitationOptions, create_invitation
from server.guides.use_cases.importing import import_guides
from server.operations.demo.roster import Person, TeamPlan
from server.organisation.tables import Member, Membership, UnitSuccessor
from server.records.writer import writing
from server.targets.use_cases.indicators import import_indicators

LAST_OLD_DAY, FIRST_NEW_DAY = "2025-06-30", "2025-07-01"
CLUSTER = unit_id("CUM-DP", FIRST_NEW_DAY)


def open_units() -> None:
    """The units of Đức Phổ, the catalogue and the guides, from the files that come with the server."""
    import_units()
    import_catalogue()
    import_indicators()
    import_guides()


def open_teams(plans: list[TeamPlan]) -> None:
    """The teams, each under its old unit until the reform and under the successor since. The
    town's team goes under the cluster: the town itself has no successor."""
    after = {row.unit_id: row.successor_id for row in db.session.scalars(select(UnitSuccessor))}
    db.session.rollback()
    for plan in plans:
        old = unit_id(plan.unit_code, plan.unit_valid_from)
        standings = [
            Placement(old, plan.unit_valid_from, LAST_OLD_DAY),
            Placement(after.get(old, CLUSTER), FIRST_NEW_DAY),
        ]
        create_team(SYSTEM, plan.kind, plan.name, standings, code=plan.code, team_id=plan.id)


def add_people(people: list[tuple[TeamPlan, Person]], since: datetime) -> None:
    """Members who carry no phone of their own, in their teams since that moment."""
    with writing(db.session, len(people)) as writer:
        for _, person in people:
            db.session.add(Member(id=person.id, name=person.name, created_at=since))
        db.session.flush()
        for team, person in people:
            db.session.add(
                Membership(
                    id=person.membership_id,
                    member_id=person.id,
                    team_id=team.id,
                    role=person.role,
                    affiliation=person.affiliation,
                    valid_from=day_of(since),
                )
            )
        db.session.flush()
        for team, person in people:
            publish_member(writer, person.id, team.id)
    db.session.commit()


def announce_units(plans: list[TeamPlan]) -> None:
    """Tell the teams' phones the name of the unit that they stand under today."""
    with writing(db.session, len(plans)) as writer:
        for plan in plans:
            publish_team(writer, plan.id)
    db.session.commit()


def open_account(login: str, name: str, role: str) -> str:
    """An account, a coordinator's at the cluster; answers its random password."""
    password = secrets.token_urlsafe(12)
    create_account(login, name, role, CLUSTER if role == "coordinator" else None, password)
    return password


def invite(team: TeamPlan, role: str = "volunteer", *, auto_approve: bool = True) -> dict[str, str]:
    """An invitation into a team that lasts as long as such a one may: code, link, short_code."""
    lead = role == "lead"
    wish = InvitationOptions(
        role, auto_approve, hours=24 if lead else 72, max_uses=1 if lead else 20
    )
    made = create_invitation(SYSTEM, team.id, wish)
    return {name: made[name] for name in ("code", "link", "short_code")}
