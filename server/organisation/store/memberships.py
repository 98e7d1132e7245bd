"""Who was in which team, when, as what."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal, cast
from uuid import uuid4

from sqlalchemy import case, func, select, update

from server.database.engine import db
from server.database.sql import Query, fetch, in_parts, json_array
from server.organisation.tables import Member
from server.organisation.tables import Membership as MembershipRow
from sync.membership import Membership
from sync.text import collated

WAITING = "?"
"""As what somebody is in a team whom nobody has let in yet."""
_WITHOUT_END = "9999-12-31"


def memberships_of(member_ids: Iterable[str]) -> dict[str, list[Membership]]:
    """The memberships of each of the members, oldest first, without what somebody only asked for; members
    without one are left out. Those of somebody who was merged are the kept one's, and name that one."""
    return fetch(db.session, memberships_query(member_ids))


def memberships_query(member_ids: Iterable[str]) -> Query[dict[str, list[Membership]]]:
    """What asks for `memberships_of`."""
    return Query(_MEMBERSHIPS, {"members": json_array(set(member_ids))}, _by_member)


def affiliations_query(member_ids: Iterable[str]) -> Query[dict[str, list[Membership]]]:
    """The same with the times that somebody only asked for, whose affiliation is WAITING."""
    return Query(_AFFILIATIONS, {"members": json_array(set(member_ids))}, _by_member)


def _by_member(rows: Sequence[Any]) -> dict[str, list[Membership]]:
    found: dict[str, list[Membership]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(_as_rule(*row[1:]))
    return found


_MEMBERSHIPS = """
SELECT asked.id, held.member_id, held.team_id, held.role, held.affiliation, held.valid_from, held.valid_to
FROM member AS asked JOIN membership AS held ON held.member_id = COALESCE(asked.merged_into, asked.id)
WHERE asked.id IN_JSON(:members) AND NOT held.provisional ORDER BY held.valid_from, held.id
"""

_AFFILIATIONS = f"""
SELECT asked.id, held.member_id, held.team_id, held.role,
 CASE WHEN held.provisional THEN '{WAITING}' ELSE held.affiliation END, held.valid_from, held.valid_to
FROM member AS asked JOIN membership AS held ON held.member_id = COALESCE(asked.merged_into, asked.id)
WHERE asked.id IN_JSON(:members) ORDER BY held.valid_from, held.id
"""


def merged_among(found: Mapping[str, Sequence[Membership]]) -> dict[str, str]:
    """Of the members whose memberships were found those who were merged, each with who was kept."""
    return {asked: held[0].member for asked, held in found.items() if held[0].member != asked}


def kept_member(member_id: str) -> str:
    """Who has by now what is said to be this member's: the member, or into whom they were merged."""
    member = member_by_id(member_id)
    return (member.merged_into if member else None) or member_id


def point_to(merged: Member, kept: Member) -> None:
    """The one is the other from now on; so is who was merged into the one: there is no chain to
    follow."""
    chosen = update(Member).where(Member.merged_into == merged.id)
    db.session.execute(chosen.values(merged_into=kept.id))
    merged.merged_into = kept.id
    kept.consented_at = kept.consented_at or merged.consented_at


def merged_into(member_ids: Iterable[str]) -> dict[str, list[str]]:
    """The ids of those who were merged into each of the members; who has none is left out."""
    found: dict[str, list[str]] = {}
    for part in in_parts(member_ids):
        chosen = select(Member.merged_into, Member.id).where(Member.merged_into.in_(part))
        for kept, merged in db.session.execute(chosen.order_by(Member.id)):
            found.setdefault(str(kept), []).append(merged)
    return found


def members_of_team(team_id: str) -> Sequence[tuple[Member, MembershipRow]]:
    """The members that a team has or had, by name, each with each of their memberships."""
    rows = db.session.execute(
        select(Member, MembershipRow)
        .join(MembershipRow, MembershipRow.member_id == Member.id)
        .where(MembershipRow.team_id == team_id)
        .order_by(Member.name, Member.id, MembershipRow.valid_from)
    )
    found = [(member, membership) for member, membership in rows]
    return sorted(found, key=lambda row: collated(row[0].name))


def count_lasting_and_all(team_ids: Iterable[str]) -> dict[str, tuple[int, int]]:
    """For each of the teams how many people it has without an end, and how many memberships it has or had;
    a team that never had anybody is left out."""
    lasting = case((MembershipRow.valid_to.is_(None), MembershipRow.member_id))
    found: dict[str, tuple[int, int]] = {}
    for part in in_parts(team_ids):
        rows = db.session.execute(
            select(MembershipRow.team_id, func.count(lasting.distinct()), func.count())
            .where(MembershipRow.team_id.in_(part))
            .group_by(MembershipRow.team_id)
        )
        found |= {team: (people, times) for team, people, times in rows}
    return found


def members_by_id(member_ids: Iterable[str]) -> dict[str, Member]:
    """Those of the members that there are, by id."""
    found: dict[str, Member] = {}
    for part in in_parts(member_ids):
        rows = db.session.scalars(select(Member).where(Member.id.in_(part)))
        found |= {row.id: row for row in rows}
    return found


def member_by_id(member_id: str) -> Member | None:
    """The member, or None."""
    return db.session.get(Member, member_id)


def latest_membership(member_id: str, team_id: str) -> MembershipRow | None:
    """The membership that lasts longest, of several the one that began last, a lead's before a
    volunteer's of the same day; one that somebody only asked for, too. None that was over before it
    began."""
    return latest_of(_memberships_in(member_id, team_id))


def held_membership(member_id: str, team_id: str) -> MembershipRow | None:
    """The same of those for which somebody was let in."""
    return latest_of(held_of(_memberships_in(member_id, team_id)))


def held_of(rows: Iterable[MembershipRow]) -> list[MembershipRow]:
    """Without those that somebody only asked for."""
    return [row for row in rows if not row.provisional]


def latest_of(rows: Iterable[MembershipRow]) -> MembershipRow | None:
    """The `latest_membership` among one person's in one team."""
    return max(filter(came_to_be, rows), key=_lasting, default=None)


def latest_of_teams(team_ids: Iterable[str]) -> list[tuple[Member, MembershipRow]]:
    """The `latest_membership` of everybody whom these teams have or had, by name."""
    rows = db.session.execute(
        select(Member, MembershipRow)
        .join(MembershipRow, MembershipRow.member_id == Member.id)
        .where(MembershipRow.team_id.in_(sorted(team_ids)))
    )
    found: dict[tuple[str, str], tuple[Member, MembershipRow]] = {}
    for member, row in rows:
        key = (row.team_id, member.id)
        if came_to_be(row) and (key not in found or _lasting(row) > _lasting(found[key][1])):
            found[key] = member, row
    return sorted(found.values(), key=lambda pair: (collated(pair[0].name), pair[0].id))


def latest_roles(member_ids: Iterable[str]) -> dict[tuple[str, str], str]:
    """The role of the `latest_membership` of each of the members in each team, by (member, team)."""
    return {key: row.role for key, row in latest_in_teams(member_ids).items()}


def latest_in_teams(member_ids: Iterable[str]) -> dict[tuple[str, str], MembershipRow]:
    """The `latest_membership` of each of the members in each team, by (member, team)."""
    rows = ((key, latest_of(those)) for key, those in times_of(member_ids).items())
    return {key: row for key, row in rows if row is not None}


def times_of(member_ids: Iterable[str]) -> dict[tuple[str, str], list[MembershipRow]]:
    """All memberships of each of the members in each team, by (member, team)."""
    found: dict[tuple[str, str], list[MembershipRow]] = {}
    for row in _rows_of(member_ids):
        found.setdefault((row.member_id, row.team_id), []).append(row)
    return found


def membership_to_show(member_id: str, team_id: str, day: str) -> MembershipRow | None:
    """The membership that holds on the day, else the one that ended last, else one to come; one
    that was over before it began only where there was no other."""
    return membership_shown(_memberships_in(member_id, team_id), day)


def membership_shown(rows: Iterable[MembershipRow], day: str) -> MembershipRow | None:
    """The `membership_to_show` among one person's in one team."""

    def rank(row: MembershipRow) -> tuple[bool, bool, tuple[str, str, bool]]:
        return came_to_be(row), row.valid_from <= day, _lasting(row)

    return max(rows, key=rank, default=None)


def memberships_on(member_id: str, team_id: str, day: str) -> Sequence[MembershipRow]:
    """The memberships of a member in a team that hold on a day."""
    return db.session.scalars(
        select(MembershipRow).where(
            MembershipRow.member_id == member_id,
            MembershipRow.team_id == team_id,
            MembershipRow.valid_from <= day,
            (MembershipRow.valid_to.is_(None)) | (MembershipRow.valid_to >= day),
        )
    ).all()


def lasting_memberships(member_id: str, team_id: str, day: str) -> list[MembershipRow]:
    """Of these the ones without an end."""
    return [row for row in memberships_on(member_id, team_id, day) if row.valid_to is None]


def end_among(rows: Iterable[MembershipRow], membership: MembershipRow) -> str | None:
    """The last day of the other times of the same person in the same team, None without any that came
    to be."""
    others = (row for row in rows if row is not membership and came_to_be(row))
    return max((row.valid_to for row in others if row.valid_to is not None), default=None)


def ended_right_before(later: MembershipRow) -> MembershipRow | None:
    """The same member's time in the same team, as the same, that ended the day before this one
    began; None without one."""
    day = date.fromisoformat(later.valid_from) - timedelta(days=1)
    for row in _memberships_in(later.member_id, later.team_id):
        alike = (row.role, row.affiliation) == (later.role, later.affiliation)
        if alike and row.valid_to == day.isoformat() and came_to_be(row):
            return row
    return None


def teams_of_member(member_id: str) -> Sequence[str]:
    """The ids of the teams that a member is or was in."""
    return db.session.scalars(
        select(MembershipRow.team_id)
        .where(MembershipRow.member_id == member_id)
        .distinct()
        .order_by(MembershipRow.team_id)
    ).all()


def first_time(
    member_id: str,
    team_id: str,
    *,
    role: str,
    affiliation: str,
    day: str,
    last: str | None = None,
) -> MembershipRow:
    """A time in a team, from the day on and to the last one, for somebody who was in none before;
    nothing is added."""
    return MembershipRow(
        id=str(uuid4()),
        member_id=member_id,
        team_id=team_id,
        role=role,
        affiliation=affiliation,
        valid_from=day,
        valid_to=last,
    )


def begin(
    member_id: str,
    team_id: str,
    *,
    role: str,
    affiliation: str,
    day: str,
    provisional: bool = False,
) -> MembershipRow:
    """A new time in a team, from the day on. One from the same day that was over before it began
    is taken up again, but for what somebody only asks for."""
    found = [row for row in _memberships_in(member_id, team_id) if not came_to_be(row)]
    row = next((row for row in found if row.valid_from == day and not provisional), None)
    if row is None:
        row = MembershipRow(id=str(uuid4()), member_id=member_id, team_id=team_id, valid_from=day)
        db.session.add(row)
    row.role, row.affiliation, row.valid_to, row.moved_to = role, affiliation, None, None
    row.provisional = provisional
    db.session.flush()
    return row


def confirm(member_id: str, team_id: str, role: str) -> None:
    """Somebody was let in as this: what they asked for comes true, unless they are it already."""
    rows = [row for row in _memberships_in(member_id, team_id) if row.role == role]
    is_held = any(row.valid_to is None for row in held_of(rows))
    for row in rows:
        if row.provisional and is_held:
            db.session.delete(row)
        row.provisional = False
    db.session.flush()


def forget_provisional(member_id: str, team_id: str, but: Collection[str] = ()) -> None:
    """Takes away the times in a team that somebody only asked for, but those as these."""
    for row in _memberships_in(member_id, team_id):
        if row.provisional and row.role not in but:
            db.session.delete(row)
    db.session.flush()


def teams_keeping(member_id: str, day: str) -> frozenset[str]:
    """The teams that a member is in on the day, or will be; of who has left them all those left
    last."""
    return keeping_of(list(_rows_of([member_id])), day)


def keeping_of(rows: Sequence[MembershipRow], day: str) -> frozenset[str]:
    """The same from all of one person's memberships."""
    held = [row for row in rows if row.valid_to is None or row.valid_to >= day]
    last = max((row.valid_to or "" for row in rows), default="")
    keeping = held or [row for row in rows if row.valid_to == last]
    return frozenset(row.team_id for row in keeping)


def end_others(member_id: str, team_id: str, day: str) -> None:
    """Ends, with the day before, every membership but the latest: a volunteer who becomes a
    lead is not both. One that began on the day itself is removed."""
    latest = held_membership(member_id, team_id)
    yesterday = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    for row in held_of(memberships_on(member_id, team_id, day)):
        if latest is None or row.id == latest.id:
            continue
        if row.valid_from > yesterday:
            db.session.delete(row)
        else:
            row.valid_to = yesterday
    db.session.flush()


def _rows_of(member_ids: Iterable[str]) -> Iterator[MembershipRow]:
    for part in in_parts(member_ids):
        yield from db.session.scalars(
            select(MembershipRow)
            .where(MembershipRow.member_id.in_(part))
            .order_by(MembershipRow.valid_from, MembershipRow.id)
        )


def _memberships_in(member_id: str, team_id: str) -> Sequence[MembershipRow]:
    return db.session.scalars(
        select(MembershipRow).where(
            MembershipRow.member_id == member_id, MembershipRow.team_id == team_id
        )
    ).all()


def came_to_be(row: MembershipRow) -> bool:
    """Whether a time had a day. Who moves on within the day of joining leaves a time behind that ends before it begins."""
    return row.valid_to is None or row.valid_from <= row.valid_to


def _lasting(row: MembershipRow) -> tuple[str, str, bool]:
    return row.valid_to or _WITHOUT_END, row.valid_from, row.role == "lead"


def _as_rule(
    member: str, team: str, role: str, affiliation: str, start: str, end: str | None
) -> Membership:
    return Membership(
        member=member,
        team=team,
        role=cast(Literal["volunteer", "lead"], role),
        affiliation=affiliation,
        start=date.fromisoformat(start),
        end=date.fromisoformat(end) if end else None,
    )
