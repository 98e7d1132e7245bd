"""Phones follow their people: into another team, out of one that is over for them, back into it.
So do the codes that were made on them, and who was let in by these. Called inside the `writing` of the use case that changed the membership, after the change."""

import secrets as randomness
from collections.abc import Iterable

from server.audit.writing import Actor
from server.auth.store import devices
from server.auth.store.vouchers import set_vouchers, vouchers_of
from server.auth.tables import Enrolment
from server.database.clock import now
from server.database.engine import db
from server.enrolment.publish_device import publish_devices, publish_phones_of
from server.enrolment.recheck_phones import withdraw_codes_on
from server.records.writer import Writer
from server.sync.approval import move_waiting_records
from sync.phrase import PHRASES, two_word_phrase


def end_phones(writer: Writer, actor: Actor, member_id: str, team_id: str) -> list[str]:
    """The member is no longer in the team: their approved phones hear so. Answers which."""
    turned = set_phones_state(actor, devices.enrolments_of_member(member_id, team_id), back=False)
    db.session.flush()
    publish_devices(writer, turned)
    return turned


def set_phones_state(actor: Actor, phones: Iterable[Enrolment], *, back: bool) -> list[str]:
    """Of a person's phones in a team those that were let in are so no more, or with `back` are so again.
    Answers which; they are told by whoever turned them."""
    state, new = ("ended", "approved") if back else ("approved", "ended")
    found = [each for each in phones if each.state == state]
    for each in found:
        _decide(each, actor, new)
    return [each.device_id for each in found]


def notify_phones(writer: Writer, member_id: str) -> None:
    """Writes anew what the member's phones are told of themselves: a name, a role."""
    publish_phones_of(writer, [member_id])


def notify_team(writer: Writer, team_id: str) -> None:
    """The same for all phones of a team: its name."""
    publish_devices(writer, devices.devices_in_team(team_id))


def move_phones(
    writer: Writer, actor: Actor, member_id: str, old_team: str, new_team: str
) -> list[str]:
    """Every phone on which the member was let into the old team is let into the new one, so that
    they can go on recording at once. Answers which."""
    moved = end_phones(writer, actor, member_id, old_team)
    for device_id in moved:
        before = devices.enrolment(device_id, member_id, old_team)
        assert before is not None  # It was let in a moment ago.
        waited = _let_in(actor, before, new_team)
        if waited:
            move_waiting_records(writer, device_id, member_id, new_team)
    publish_phones_of(writer, [member_id])
    return moved


def withdraw_codes_of_lead(writer: Writer, actor: Actor, member_id: str, team_id: str) -> None:
    """Whoever leads a team no more leaves no open codes into it behind: those that were made on
    the member's phones are withdrawn, but on a phone on which somebody else leads the team. Phones that
    came in by such codes wait, where a code was all that spoke for them."""
    withdraw_codes_on(writer, actor, member_id, team_id, devices.devices_of_member(member_id))


def _let_in(actor: Actor, before: Enrolment, team_id: str) -> bool:
    """Lets the phone of somebody into another team, by the words that let it into the one before where it
    was not in that team already. Answers whether it was waiting for it."""
    device_id, member_id = before.device_id, before.member_id
    enrolment = devices.enrolment(device_id, member_id, team_id)
    waited = enrolment is not None and enrolment.state == "pending"
    was_in = enrolment is not None and enrolment.state in devices.WITH_TEAM
    if enrolment is None:
        enrolment = Enrolment(
            device_id=device_id,
            member_id=member_id,
            team_id=team_id,
            phrase=two_word_phrase(randomness.randbelow(PHRASES)),
            created_at=now(),
        )
    _decide(enrolment, actor, "approved")
    devices.add(enrolment)
    if not was_in:
        # It came along, whatever code it waits by: no longer than the phone is theirs (4.7.2).
        enrolment.invitation_id, enrolment.claimed = None, False
        set_vouchers(enrolment, vouchers_of(before))
    return waited


def _decide(enrolment: Enrolment, actor: Actor, state: str) -> None:
    enrolment.state = state
    enrolment.held_back = enrolment.held_back and state != "approved"
    enrolment.decided_at = now()
    enrolment.decided_by = actor.id
