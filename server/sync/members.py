"""A member whom a lead's phone adds becomes one of the server's own (PROTOCOL 5.3.9)."""

from uuid import uuid4

from server.audit.writing import Actor, record_audit
from server.organisation.store import teams
from server.organisation.tables import Member, Membership
from server.records.writer import Writer
from server.sync.context import BatchContext
from sync.change import Change
from sync.kinds import member
from sync.refusal import ChangeRefused
from sync.situation import Record


def make_member(
    writer: Writer, context: BatchContext, change: Change, record: Record | None, actor: Actor
) -> None:
    """Writes the member and the membership that a create of kind `member` speaks of, whose
    `record` went in just now; for any other change nothing. Who comes after in the batch may name
    the member as a companion. Raises ChangeRefused where somebody else has the member's id."""
    if change.kind != member.NAME or record is None or record.team is None:
        return
    said = record.fields
    if context.member_names({said["member"]})[said["member"]] is not None:
        raise ChangeRefused("record_exists", "member")
    row = Member(id=said["member"], name=said["name"], consented_at=None, created_at=writer.moment)
    writer.session.add(row)
    writer.session.flush()
    writer.session.add(
        Membership(
            id=str(uuid4()),
            member_id=row.id,
            team_id=record.team,
            role=said["role"],
            affiliation=said["affiliation"],
            valid_from=said["from"],
            # The team may have ended since the lead wrote the name down.
            valid_to=teams.last_day_of(record.team),
        )
    )
    writer.session.flush()
    context.know_member(row.id, row.name)
    context.forget_memberships(row.id)
    record_audit(writer.session, actor, "member_added", ("member", row.id), {"team": record.team})
