"""Two entries of one person become one (PROTOCOL 5.10). Called inside `writing`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from server.audit.writing import Actor
from server.auth.store import devices, invitations, renewals
from server.auth.store.vouchers import set_vouchers, voucher_of, vouchers_of
from server.certificates.store import give_certificates
from server.database.clock import today
from server.database.connections import AnySession
from server.database.engine import db
from server.directory.store.data_requests import give_requests
from server.enrolment.propagate_membership import notify_phones
from server.enrolment.publish_team import publish_member, withdraw_member
from server.enrolment.settle_enrolment import settle_enrolment
from server.organisation.store import memberships
from server.organisation.tables import Member, Membership
from server.papers.openings import give_openings
from server.records.rows import StoredRow
from server.records.store import records, reviews
from server.records.store.records import PROPOSAL
from server.records.write_budget import WriteBudget
from server.records.writer import Writer
from server.sync.approval import server_change
from sync.channel import device as device_channel
from sync.channel import member as member_channel
from sync.channel import team as team_channel
from sync.kinds import KINDS
from sync.merged_people import fields_of_kept

COUNTED = frozenset(name for name, kind in KINDS.items() if kind.counts)
_WRITTEN_ANEW = COUNTED | {PROPOSAL}
MOST_NAMING = 10_000
"""A member whom more name is merged by a command: a volunteer of many years is named in a tenth of it."""
_FOREVER = date.max
_DAY = timedelta(days=1)
_STANDING = {"approved": 0, "pending": 1, "ended": 2, "barred": 3, "refused": 4}


@dataclass(frozen=True)
class Merged:
    """In which teams somebody was merged, on which phones, and how many sessions name them."""

    teams: Sequence[str]
    devices: Sequence[str]
    sessions: int


def merge(
    writer: Writer, actor: Actor, merged: Member, kept: Member, budget: WriteBudget | None = None
) -> Merged:
    """Gives everything of one member to another: times in teams, phones, codes, certificates, what waits
    and what was recorded, whose totals follow. The rows of the one leave every phone. Who only says to be one of
    them is refused. Raises the budget's problem."""
    _refuse_claims(writer, actor, [merged.id, kept.id])
    if actor.kind == "device":
        _vouch(actor, merged, kept)
    teams = teams_of(merged.id)
    phones = devices.devices_of_member(merged.id)
    channels = _channels_of(merged.id)
    memberships.point_to(merged, kept)
    for team_id in teams:
        for each in (merged, kept):
            memberships.forget_provisional(each.id, team_id)
        _join_times(merged.id, kept.id, team_id)
    _give_phones(merged.id, kept.id)
    invitations.give_codes(merged.id, kept.id)
    give_certificates(db.session, merged.id, kept.id)
    give_openings(db.session, merged.id, kept.id)
    give_requests(db.session, merged.id, kept.id)
    reviews.give_items(db.session, merged.id, kept.id)
    records.give_records(db.session, channels, merged.id, kept.id)
    db.session.flush()
    sessions = _give_sessions(writer, channels, merged.id, kept.id, budget)
    for team_id in teams:
        withdraw_member(writer, merged.id, kept.id, team_id)
        publish_member(writer, kept.id, team_id)
    notify_phones(writer, kept.id)
    return Merged(teams, phones, sessions)


def teams_of(member_id: str) -> list[str]:
    """The teams that somebody is or was in, or has a phone for."""
    on_phones = {row.team_id for row, _ in devices.enrolments_of_members([member_id])}
    return sorted(on_phones.union(memberships.teams_of_member(member_id)))


def leads(member_id: str) -> frozenset[str]:
    """The teams that somebody leads today."""
    return frozenset(
        team_id
        for (_, team_id), rows in memberships.times_of([member_id]).items()
        if any(
            row.role == "lead" and (row.valid_to or today()) >= today()
            for row in memberships.held_of(rows)
        )
    )


def waits(member_id: str) -> bool:
    """Whether a phone of theirs waits for a person, other than of who only says to be them."""
    rows = (row for row, _ in devices.enrolments_of_members([member_id]))
    waiting = any(row.state == "pending" and not row.claimed for row in rows)
    return waiting or renewals.is_asked_for(member_id)


def sessions_naming(session: AnySession, member_id: str) -> Iterator[StoredRow]:
    """The sessions that name a member, as author or companion."""
    return records.rows_naming(session, _channels_of(member_id), COUNTED, member_id)


def is_named_often(session: AnySession, member_id: str) -> bool:
    """Whether so many sessions name a member that all of them are written anew by a command alone."""
    channels = _channels_of(member_id)
    return records.do_more_name(session, channels, _WRITTEN_ANEW, member_id, than=MOST_NAMING)


def _channels_of(member_id: str) -> list[str]:
    """The channels of records that may name a member: of the teams, of the phones there, and of what the desk
    entered for the member or for those who were merged into the member."""
    teams = teams_of(member_id)
    phones = {phone for team in teams for phone in devices.devices_in_team(team)}
    persons = [member_id, *memberships.merged_into([member_id]).get(member_id, [])]
    return [
        *map(team_channel, teams),
        *map(device_channel, sorted(phones)),
        *map(member_channel, persons),
    ]


def _refuse_claims(writer: Writer, actor: Actor, member_ids: Iterable[str]) -> None:
    for row, _ in devices.enrolments_of_members(member_ids):
        if row.state == "pending" and row.claimed:
            settle_enrolment(writer, actor, row, "refused")


def _vouch(actor: Actor, merged: Member, kept: Member) -> None:
    """Nobody but a lead says that the two are one: by that word stand the phones of either from now on;
    where both were let in, by those for both."""
    other = {merged.id: kept.id, kept.id: merged.id}
    found = {}
    for row, _ in devices.enrolments_of_members(other):
        there = devices.enrolment(row.device_id, other[row.member_id], row.team_id)
        is_both = there is not None and there.state in devices.WITH_TEAM
        said = vouchers_of(there) if there and is_both else voucher_of(actor, row.team_id)
        found[row] = vouchers_of(row) | said
    for row, vouchers in found.items():
        set_vouchers(row, vouchers)


def _give_phones(merged: str, kept: str) -> None:
    """On each phone of the one the other stands as that one did; where both are, as the one who may do
    more there, for somebody let in exactly this person."""
    for old, _ in devices.enrolments_of_members([merged]):
        there = devices.enrolment(old.device_id, kept, old.team_id)
        if there is None or _STANDING[old.state] < _STANDING[there.state]:
            vouchers = vouchers_of(old)
            set_vouchers(devices.give_enrolment(old, kept, there), vouchers)
        else:
            devices.remove(old)


def _join_times(merged: str, kept: str, team_id: str) -> None:
    """The days of both in a team are those of the one who is kept, each once and as what that one was;
    the other's stand beside them where that one was not there."""
    times = memberships.times_of([merged, kept])
    ours = [row for row in times.get((kept, team_id), ()) if memberships.came_to_be(row)]
    for row in times.get((merged, team_id), ()):
        free = _without(_span(row), map(_span, ours)) if memberships.came_to_be(row) else []
        for first, last in free:
            own = memberships.first_time(
                kept,
                team_id,
                role=row.role,
                affiliation=row.affiliation,
                day=first.isoformat(),
                last=None if last == _FOREVER else last.isoformat(),
            )
            own.moved_to = row.moved_to if own.valid_to == row.valid_to else None
            ours.append(own)
            db.session.add(own)
        db.session.delete(row)
    _close_up(ours)
    db.session.flush()


def _close_up(rows: list[Membership]) -> None:
    """Times that follow each other as the same are one."""
    ordered = sorted(rows, key=lambda row: row.valid_from)
    for earlier, later in pairwise(ordered):
        alike = (earlier.role, earlier.affiliation) == (later.role, later.affiliation)
        end = _span(earlier)[1]
        if alike and end != _FOREVER and end + _DAY == _span(later)[0]:
            later.valid_from = earlier.valid_from
            if earlier in db.session.new:
                db.session.expunge(earlier)
            else:
                db.session.delete(earlier)


def _span(row: Membership) -> tuple[date, date]:
    last = date.fromisoformat(row.valid_to) if row.valid_to else _FOREVER
    return date.fromisoformat(row.valid_from), last


def _without(
    span: tuple[date, date], taken: Iterable[tuple[date, date]]
) -> list[tuple[date, date]]:
    """The parts of a span of days on which none of the others lies."""
    first, last = span
    found = []
    for begin, end in sorted(taken):
        if end < first or begin > last:
            continue
        if begin > first:
            found.append((first, begin - _DAY))
        if end >= last:
            return found
        first = end + _DAY
    return [*found, (first, last)]


def _give_sessions(
    writer: Writer,
    channels: Sequence[str],
    merged: str,
    kept: str,
    budget: WriteBudget | None,
) -> int:
    """Writes every session and every proposal anew that names the one. Answers how many sessions."""
    rows = list(records.rows_naming(writer.session, channels, _WRITTEN_ANEW, merged))
    writer.know([row.id for row in rows], rows)
    with writer.buffered():
        for row in rows if budget is None else budget.each(rows):
            applied = fields_of_kept(row.f, {merged: kept})
            if not applied:
                continue
            given = writer.change(row, f={**row.f, **applied})
            if row.kind in COUNTED:
                change = server_change(writer, given, "merge", applied, given.ver)
                writer.put_change(change)
    writer.flush()
    return sum(row.kind in COUNTED for row in rows)
