"""Taking a volunteer's name out of everything (PROTOCOL 5.7.6). Called inside `writing`; what they
recorded stays, under the id of a member without a name."""

import unicodedata
from collections.abc import Collection
from typing import Any

from server.audit.store import entries_about
from server.auth.store import devices
from server.certificates.store import erase_certificates
from server.database.clock import now
from server.database.engine import db
from server.directory.data_requests import erase_words
from server.enrolment.propagate_membership import notify_phones
from server.enrolment.publish_team import publish_member
from server.organisation.store import memberships
from server.organisation.tables import Member
from server.records.store import changes, reviews
from server.records.writer import Writer
from sync.channel import team as team_channel
from sync.kinds import member as member_kind

NAMELESS = member_kind.ERASED_NAME


def erase_name(writer: Writer, member_id: str) -> bool:
    """Replaces the name in the member and its rows, in what the member's phones are told, in the
    changes and review items that would make or change the member or bear one of the names that the
    member had, and in the audit trail; certificates of the member are forgotten, and what they wrote in requests about
    their data. A member who is not
    there is made, without a name, so that none comes back. So it is with all who were merged into the
    member. Answers whether anything was erased."""
    member = memberships.member_by_id(member_id)
    if member is None:
        devices.add(Member(id=member_id, name=NAMELESS, consented_at=None, created_at=now()))
        return True
    merged = memberships.merged_into([member_id]).get(member_id, ())
    is_erased = [erase_name(writer, each) for each in merged]
    # Those of somebody with a name may have been given to a member without one.
    is_erased.append(erase_certificates(db.session, member_id))
    if member.name == NAMELESS:
        return any(is_erased)
    renamed = entries_about(writer.session, "member_renamed", member_id)
    told = {str(name) for entry in renamed for name in entry.details.values()}
    traces = _Traces(member_id, {member.name, *told} - {NAMELESS})
    member.name = NAMELESS
    db.session.flush()
    for team_id in memberships.teams_of_member(member_id):
        publish_member(writer, member_id, team_id)
    notify_phones(writer, member_id)
    erase_words(writer, member_id)
    for change in changes.changes_of_members(writer.session):
        if traces.in_change(change.record_id, change.channel, change.set_, change.prev):
            change.set_ = member_kind.nameless(change.set_)
            change.applied = member_kind.nameless(change.applied)
            change.prev = member_kind.nameless(change.prev)
    for item in reviews.items_about_members(writer.session):
        body, team = item.body, item.team_id
        channel = team_channel(team) if team else None
        if traces.in_change(item.record_id, channel, body.get("set"), body.get("prev")):
            item.body = body | {
                part: member_kind.nameless(body[part]) for part in ("set", "prev") if part in body
            }
    for entry in renamed:
        entry.details = {"before": NAMELESS, "after": NAMELESS}
    db.session.flush()
    return True


class _Traces:
    """What tells that a change of kind `member` speaks of one member: the ids that they have, or one
    of their names, in one of their teams and of nobody else whom the server knows."""

    def __init__(self, member_id: str, names: Collection[str]) -> None:
        teams = memberships.teams_of_member(memberships.kept_member(member_id))
        self._member = member_id
        self._names = {_spelled(name) for name in names}
        self._records = {member_id, *(member_kind.row_id(member_id, team) for team in teams)}
        self._channels = {None, *map(team_channel, teams)}

    def in_change(self, record: str | None, channel: str | None, set_: Any, prev: Any) -> bool:
        """Whether a change speaks of them; `set_` and `prev` may be whatever a phone sent."""
        parts = [part for part in (set_, prev) if isinstance(part, dict)]
        whom = {part["member"] for part in parts if isinstance(part.get("member"), str)}
        if record in self._records or self._member in whom:
            return True
        named = any(_spelled(str(part.get("name"))) in self._names for part in parts)
        return (
            named
            and channel in self._channels
            and not any(memberships.member_by_id(each) for each in whom)
        )


def _spelled(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
