"""People of a team who are called the same: whoever lets a phone in should know of the others."""

from collections.abc import Collection
from typing import Literal

from sqlalchemy import ColumnElement, exists, select

from server.auth.tables import Enrolment
from server.database.engine import db
from server.organisation.tables import Member, Membership
from sync.text import fold

Namesake = Literal["phone", "no_phone"]
"""Whether the other one came in on a phone, or was only added by name."""


def people_by_name(
    team_ids: Collection[str], day: str
) -> dict[tuple[str, str], dict[str, tuple[str, Namesake]]]:
    """By team and name without marks: the members of the day with their names, each by id. Whoever
    only waits is none yet."""
    rows = db.session.execute(
        select(Membership.team_id, Member.id, Member.name, _enrolled("approved"), _enrolled())
        .join(Member, Member.id == Membership.member_id)
        .where(
            Membership.team_id.in_(sorted(team_ids)),
            Membership.valid_from <= day,
            (Membership.valid_to.is_(None)) | (Membership.valid_to >= day),
        )
    )
    found: dict[tuple[str, str], dict[str, tuple[str, Namesake]]] = {}
    for team_id, member_id, name, let_in, ever in rows:
        if let_in or not ever:
            people = found.setdefault((team_id, fold(name)), {})
            people[member_id] = (name, "phone" if let_in else "no_phone")
    return found


def _enrolled(*states: str) -> ColumnElement[bool]:
    ours = (Enrolment.member_id == Membership.member_id, Enrolment.team_id == Membership.team_id)
    wanted = (Enrolment.state.in_(states),) if states else ()
    return exists().where(*ours, *wanted)
