"""What a phone sees of itself: whose it is, and whether it was approved."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from server.auth.store import devices
from server.auth.tables import Device, Enrolment
from server.database.clock import day_of
from server.enrolment.receipts import Receipt, key_hash, make_receipt
from server.organisation.store.memberships import latest_in_teams, latest_membership, merged_into
from server.organisation.tables import Member, Membership, Team
from server.records.writer import Writer
from sync.channel import device as device_channel
from sync.channel import team as team_channel


def publish_device(writer: Writer, device_id: str) -> None:
    """Writes a phone's own row into its channel, as the tables have it by now."""
    publish_devices(writer, [device_id])


def publish_devices(writer: Writer, device_ids: Iterable[str]) -> None:
    """The same for many phones."""
    found = devices.devices_by_id(device_ids)
    writer.load(device.id for device in found)
    people = devices.enrolments_on(device.id for device in found)
    ids = {member.id for those in people.values() for _, member, _ in those}
    held, merged, in_name = latest_in_teams(ids), merged_into(ids), devices.newest_in_name(ids)
    with writer.buffered():
        for device in found:
            certified = _certified(writer, device.id)
            enrolments = [
                _show(enrolment, device, member, team, held.get((member.id, team.id)))
                | _show_other(enrolment, in_name.get((member.id, team.id), ()))
                | _show_merged(enrolment, merged.get(member.id))
                | _show_certified(enrolment, certified.get((member.id, team.id)))
                for enrolment, member, team in people.get(device.id, ())
            ]
            state = device_state(device.revoked_at, enrolments)
            fields = {"enrolments": enrolments, "state": state}
            writer.put("device", device.id, device_channel(device.id), fields)
    writer.flush()


def publish_phones_of(writer: Writer, member_ids: Iterable[str]) -> None:
    """The same for all phones on which these people ever joined."""
    publish_devices(writer, devices.devices_of_members(member_ids))


def publish_certificate(writer: Writer, member_id: str, at: datetime) -> None:
    """Publishes to the member's approved phones when their newest certificate was issued. The phone fetches
    the certificate itself."""
    found = devices.devices_of_members([member_id])
    writer.load(found)
    for device_id in sorted(found):
        row = writer.row(device_id)
        if row is None:
            continue
        enrolments = [
            who | {"certified": at.isoformat()}
            if who["member"] == member_id and who["state"] == "approved"
            else who
            for who in row.f["enrolments"]
        ]
        writer.change(row, f={**row.f, "enrolments": enrolments})


def _certified(writer: Writer, device_id: str) -> dict[tuple[str, str], str]:
    """What the row says already of certificates, by member and team."""
    row = writer.row(device_id)
    return {
        (who["member"], who["team"]): who["certified"]
        for who in (row.f["enrolments"] if row else ())
        if "certified" in who
    }


def _show_certified(enrolment: Enrolment, at: str | None) -> dict[str, str]:
    return {"certified": at} if at and enrolment.state == "approved" else {}


def _show(
    enrolment: Enrolment, device: Device, member: Member, team: Team, held: Membership | None
) -> dict[str, Any]:
    return {
        "member": member.id,
        "member_name": member.name,
        "team": team.id,
        "team_name": team.name,
        "role": held.role if held and not enrolment.claimed else "volunteer",
        "state": enrolment.told_state,
        "phrase": enrolment.phrase,
        "channel": team_channel(team.id),
        "pin_resets": enrolment.pin_resets,
        "receipt": _receipt(enrolment, device, held),
    }


def _show_merged(enrolment: Enrolment, merged: list[str] | None) -> dict[str, list[str]]:
    """Who was merged into the person; not for a phone that only says to be that person's."""
    return {"merged": merged} if merged and not enrolment.claimed else {}


def _show_other(enrolment: Enrolment, phones: Iterable[tuple[datetime, str]]) -> dict[str, str]:
    """Since when another phone is in the team in the same name, for who is in it on this one: so that nobody
    uses a name without whoever has it."""
    others = [since for since, device in phones if device != enrolment.device_id]
    if enrolment.state != "approved" or not others:
        return {}
    return {"other_phone": day_of(max(others))}


def receipt_of(enrolment: Enrolment) -> str:
    """What the phone keeps to prove to a restored server who is on it (PROTOCOL 7.11). Also those
    who never joined by a code, but were moved into a team, have one."""
    device = devices.device_by_id(enrolment.device_id)
    held = latest_membership(enrolment.member_id, enrolment.team_id)
    return _receipt(enrolment, device, held)


def _receipt(enrolment: Enrolment, device: Device | None, held: Membership | None) -> str:
    if enrolment.claimed:
        held = None  # Nothing of a member is told whom nobody but the phone says to be on it.
    return make_receipt(
        Receipt(
            enrolment.device_id,
            enrolment.member_id,
            enrolment.team_id,
            key=key_hash(device.public_key) if device else None,
            start=held.valid_from if held else None,
            affiliation=held.affiliation if held else None,
        )
    )


def enrolment_role(member_id: str, team_id: str) -> str:
    """The role of the membership that began last."""
    membership = latest_membership(member_id, team_id)
    return membership.role if membership else "volunteer"


def device_state(revoked_at: object, enrolments: list[dict[str, Any]]) -> str:
    """revoked, approved (for anybody on it) or pending."""
    if revoked_at is not None:
        return "revoked"
    return "approved" if any(who["state"] == "approved" for who in enrolments) else "pending"
