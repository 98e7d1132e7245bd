"""Taking a volunteer's name out of everything (PROTOCOL 5.7.6). Called inside `writing`; what they
recorded stays, under the id of a member without a name."""

from typing import Any

from server.clock import now
from server.extensions import db
from server.identity.following import tell_phones
from server.identity.store import devices
from server.operations.store import entries_about
from server.organisation.publishing import publish_member
from server.organisation.store import memberships
from server.organisation.tables import Member
from server.syncing.store import changes, reviews
from server.syncing.writing import Writer
from sync.kinds import member as member_kind

NAMELESS = member_kind.ERASED_NAME


def erase_name(writer: Writer, member_id: str) -> bool:
    """Replaces the name in the member and its rows, in what the member's phones are told, in the
    changes and review items that would make the member, and in the audit trail. A member who is not
    there is made, without a name, so that none comes back. Answers whether there was a name."""
    member = memberships.member_by_id(member_id)
    if member is None:
        devices.add(Member(id=member_id, name=NAMELESS, consented_at=None, created_at=now()))
        return True
    if member.name == NAMELESS:
        return False
    member.name = NAMELESS
    db.session.flush()
    for team_id in memberships.teams_of_member(member_id):
        publish_member(writer, member_id, team_id)
    tell_phones(writer, member_id)
    writer.flush()
    for change in changes.changes_naming(writer.session, member_id):
        change.set_, change.applied = _nameless(change.set_), _nameless(change.applied)
        change.prev = _nameless(change.prev)
    for item in reviews.items_naming(writer.session, member_id):
        item.body = {**item.body, "set": _nameless(item.body.get("set"))}
    for entry in entries_about(writer.session, "member_renamed", member_id):
        entry.details = {"before": NAMELESS, "after": NAMELESS}
    db.session.flush()
    return True


def _nameless(values: Any) -> Any:
    named = isinstance(values, dict) and "name" in values
    return {**values, "name": NAMELESS} if named else values
