"""Setting up a team, and where it stood when."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from server.audit.writing import Actor, record_audit
from server.database.engine import db
from server.enrolment.publish_team import publish_team
from server.organisation.tables import Team, TeamUnit
from server.records.writer import Writer, writing

KINDS = ("doi_hinh", "to_cong_dong", "khac")


@dataclass(frozen=True)
class Placement:
    """A team stood under a unit from day to day (both included); `valid_to` None: until today."""

    unit_id: str
    valid_from: str
    valid_to: str | None = None


def create_team(
    actor: Actor,
    kind: str,
    name: str,
    standings: Sequence[Placement],
    *,
    code: str | None = None,
    label: str = "",
    team_id: str | None = None,
) -> str:
    """Makes a team, publishes it and commits; answers its id."""
    with writing(db.session) as writer:
        key = add_team(
            writer, actor, kind, name, standings, code=code, label=label, team_id=team_id
        )
    db.session.commit()
    return key


def add_team(
    writer: Writer,
    actor: Actor,
    kind: str,
    name: str,
    standings: Sequence[Placement],
    *,
    code: str | None = None,
    label: str = "",
    team_id: str | None = None,
) -> str:
    """The same inside `writing`, for whoever looks first at where it shall stand."""
    if kind not in KINDS:
        raise ValueError(f"a team is one of {', '.join(KINDS)}, not {kind}")
    key = team_id or str(uuid4())
    db.session.add(Team(id=key, code=code, kind=kind, name=name, label=label))
    db.session.flush()
    for standing in standings:
        db.session.add(
            TeamUnit(
                team_id=key,
                unit_id=standing.unit_id,
                valid_from=standing.valid_from,
                valid_to=standing.valid_to,
            )
        )
    db.session.flush()
    publish_team(writer, key)
    record_audit(db.session, actor, "team_created", ("team", key), {"kind": kind, "code": code})
    return key
