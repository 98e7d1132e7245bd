"""What phones see of a team: its own row, and one for each person in it."""

from collections.abc import Collection, Sequence
from typing import Any

from server.auth.store import devices
from server.database.clock import today
from server.organisation.store import memberships, teams
from server.organisation.tables import Member, Membership
from server.organisation.unit_names import formal_name
from server.records.writer import Writer
from sync.channel import merged as merged_channel
from sync.channel import team as team_channel
from sync.kinds.member import row_id


def publish_team(writer: Writer, team_id: str) -> None:
    """Writes the row of a team into its channel, as the tables have it by now."""
    publish_teams(writer, [team_id])


def publish_teams(writer: Writer, team_ids: Collection[str]) -> None:
    """The same for many teams."""
    found = teams.units_of_teams(team_ids, today())
    writer.load(team_ids)
    for team in teams.teams_by_id(team_ids):
        unit = found.get(team.id)
        fields = {
            "name": team.name,
            "kind": team.kind,
            "label": team.label,
            "unit_name": formal_name(unit),
        }
        there = writer.row(team.id)
        if there is not None and "plan" in there.f:
            fields["plan"] = there.f["plan"]
        writer.put("team", team.id, team_channel(team.id), fields)


def publish_plans(writer: Writer, team_ids: Collection[str]) -> None:
    """Tells the phones of these teams with their next round that their targets or their days of action
    have changed: what these are, they ask (server/activities/use_cases/team_plan.py)."""
    writer.load(team_ids)
    for team_id in sorted(team_ids):
        row = writer.row(team_id)
        if row is not None:
            writer.change(row, f={**row.f, "plan": row.f.get("plan", 0) + 1})


def publish_member(writer: Writer, member_id: str, team_id: str) -> None:
    """Writes the row of a member in a team: the membership that holds, or the last one. Who moved
    on within the day of joining was there on that day."""
    member = memberships.member_by_id(member_id)
    shown = memberships.membership_to_show(member_id, team_id, today())
    if member is None or shown is None:
        return
    merged = memberships.merged_into([member_id]).get(member_id)
    by_code = devices.came_by_code(member_id, team_id)
    _put_member(writer, member, shown, by_code, merged)


def withdraw_member(writer: Writer, merged: str, kept: str, team_id: str) -> None:
    """Takes the row of somebody who was merged from every phone of the team."""
    row = writer.row(row_id(merged, team_id))
    if row is not None:
        # Their name is the kept one's to have, and to have erased.
        writer.change(row, channel=merged_channel(kept), f={"member": merged})


def publish_people(writer: Writer, people: Sequence[tuple[Member, Membership, bool]]) -> None:
    """The same for many, of whom all is known already: whom, the membership to show, and whether they
    came into the team by a code that lets in whoever holds it."""
    writer.load(row_id(member.id, held.team_id) for member, held, _ in people)
    merged = memberships.merged_into(member.id for member, _, _ in people)
    with writer.buffered():
        for member, held, by_code in people:
            _put_member(writer, member, held, by_code, merged.get(member.id))
    writer.flush()


def _put_member(
    writer: Writer, member: Member, shown: Membership, by_code: bool, merged: list[str] | None
) -> None:
    fields: dict[str, Any] = {
        "member": member.id,
        "name": member.name,
        "role": shown.role,
        "affiliation": shown.affiliation,
        "from": shown.valid_from,
        "to": shown.valid_to and max(shown.valid_from, shown.valid_to),
        "by_code": by_code,
    }
    if merged:
        fields["merged"] = merged
    writer.put("member", row_id(member.id, shown.team_id), team_channel(shown.team_id), fields)
