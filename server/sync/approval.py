"""What a phone recorded while it waited for approval (PROTOCOL 5.3.2, 5.7.4). Called by the use
case that decides on an enrolment, inside its `writing`, after the membership is written."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from server.auth.store.principals import find_enrolments
from server.database.clock import today
from server.organisation.store import memberships_of
from server.records.rows import NewChange, StoredRow
from server.records.store import changes, records, reviews
from server.records.writer import Writer
from server.sync.readers import ReadersOfEvents
from server.sync.review_queue import close_attention
from server.sync.settlements import settle_proposal
from server.sync.store import devices
from server.totals.waiting_members import count_who_waited
from sync.channel import device as device_channel
from sync.channel import device_of
from sync.channel import team as team_channel
from sync.events import event_state
from sync.kinds import EVENTS, KINDS, OF_MEMBERS
from sync.situation import Situation
from sync.write_permissions import day_that_fits, record_state


def move_waiting_records(writer: Writer, device_id: str, member_id: str, team_id: str) -> int:
    """Moves a member's records out of the phone's channel into the team's, with exit rows, and
    into the totals. One whose day no membership covers gets the state `attention` and waits for
    the lead, who is offered the day that fits by the phone's clock; of the others nobody has to say
    any more how they count. Proposals go with their record. Answers how many records moved."""
    count_who_waited(writer.session, member_id, team_id)
    rows = _waiting(writer, device_id, member_id, team_id)
    situation = _situation(writer, device_id, member_id, rows)
    without_clock = replace(situation, clock_offset=0.0)
    creates = changes.creates_of(writer.session, [row.id for row in rows])
    days: list[tuple[StoredRow, str | None]] = []
    counted: list[str] = []
    # There may be a thousand of them, and everybody who writes waits.
    with writer.buffered():
        for row in rows:
            record = row.record()._replace(channel=team_channel(team_id))
            # A day that an edit set is a person's word: no clock puts it in doubt.
            made = creates[row.id].applied or {}
            is_set = made.get("day") != row.f.get("day")
            state = record_state(record, without_clock if is_set else situation)
            moved = writer.change(row, channel=record.channel, state=state)
            _note(writer, moved)
            if state == "attention":
                fits = day_that_fits(record, situation)
                days.append((moved, None if fits is None else fits.isoformat()))
            else:
                counted.append(row.id)
    writer.flush()
    close_attention(writer, *counted)
    _open_day_items(writer, days, team_id)
    move_proposals(writer, device_channel(device_id), {row.id for row in rows}, team_id)
    _count_events(writer, device_id, member_id)
    return len(rows)


def _count_events(writer: Writer, device_id: str, member_id: str) -> None:
    """Events of whoever was let in stay where they are, and count from now on (PROTOCOL 5.17.2)."""
    found = records.rows_of_author(writer.session, device_channel(device_id), member_id)
    rows = [row for row in found if row.kind in EVENTS and row.state == "awaiting_approval"]
    writer.load(row.id for row in rows)
    creates = changes.creates_of(writer.session, [row.id for row in rows])
    situation, readers = (
        _situation(writer, device_id, member_id, rows), ReadersOfEvents(writer, device_id)
    )  # fmt: skip
    for row in rows:
        of_this = replace(situation, readers=readers.of(row.f, situation.memberships))
        state, told = event_state(member_id, creates[row.id].at or "", of_this)
        counted = writer.change(row, f={**row.f, **told}, state=state)
        writer.put_change(server_change(writer, counted, "move", told or None, counted.ver))


def move_proposals(writer: Writer, channel: str, record_ids: Collection[str], team_id: str) -> None:
    """Proposals about records that left a phone's channel go with them, where the lead sees them."""
    for proposal in reviews.proposals_of(writer.session, channel, record_ids):
        writer.change(proposal, channel=team_channel(team_id))


def refuse_unlisted(writer: Writer, row: StoredRow) -> None:
    """Nobody is shown the proposals in a phone's own channel. Those about a session that is void
    there and that nobody will be asked about again end with it, or the phone would wait for
    ever."""
    if device_of(row.channel) is not None:
        _refuse_proposals(writer, row.channel, {row.id})


def _refuse_proposals(writer: Writer, channel: str, record_ids: Collection[str]) -> None:
    for proposal in reviews.proposals_of(writer.session, channel, record_ids):
        if proposal.f.get("settled") is None:
            settle_proposal(writer, proposal, "refused")


def close_unlisted(writer: Writer, row: StoredRow | None) -> None:
    """After a late change of a phone that was refused meanwhile: see `refuse_unlisted`."""
    if row is None or row.state != "void" or device_of(row.channel) is None:
        return
    if not is_waiting(writer, row):
        refuse_unlisted(writer, row)


def is_waiting(writer: Writer, row: StoredRow) -> bool:
    """Whether a record stands in the channel of a phone whose author may still be approved."""
    device, team = device_of(row.channel), _teams_of(writer, [row])[row.id]
    return device is not None and any(
        (each.member, each.team, each.state) == (row.author, team, "pending")
        for each in find_enrolments(writer.session, device, today())
    )


def refuse_waiting_records(writer: Writer, device_id: str, member_id: str, team_id: str) -> int:
    """The phone was not let in: its records stay in its own channel, uncounted, and wait for
    somebody to look at them. Answers how many."""
    rows = _waiting(writer, device_id, member_id, team_id)
    refused: list[tuple[StoredRow, str | None]] = []
    with writer.buffered():
        for row in rows:
            if KINDS[row.kind].counts and row.state == "awaiting_approval":
                changed = writer.change(row, state="attention")
                _note(writer, changed)
                refused.append((changed, None))
    writer.flush()
    _open_items(writer, refused, "not_member", team_id)
    void = {row.id for row in rows if row.state == "void"}
    _refuse_proposals(writer, device_channel(device_id), void)
    return len(rows)


def _waiting(writer: Writer, device_id: str, member_id: str, team_id: str) -> list[StoredRow]:
    rows = records.rows_of_author(writer.session, device_channel(device_id), member_id)
    waited = [row for row in rows if row.kind in OF_MEMBERS and not row.erased]
    teams = _teams_of(writer, waited)
    ours = [row for row in waited if teams[row.id] == team_id]
    writer.load(row.id for row in ours)
    return ours


def _teams_of(writer: Writer, rows: Sequence[StoredRow]) -> dict[str, str | None]:
    """The team of each record: a session names it; a place stands in the channel that its create
    named."""
    teams = {row.id: row.f.get("team") for row in rows}
    others = [key for key, team in teams.items() if not isinstance(team, str)]
    creates = changes.creates_of(writer.session, others)
    for key in others:
        channel = creates[key].channel if key in creates else None
        teams[key] = (channel or "").removeprefix("team:") or None
    return teams


def _situation(
    writer: Writer, device_id: str, member_id: str, rows: Iterable[StoredRow]
) -> Situation:
    """What is known of the people in what waited, and of the clock of the phone on which it did, as
    it was when the phone was last heard of."""
    people = {member_id}.union(*(row.f.get("companions") or [] for row in rows))
    found = memberships_of(sorted(people)).values()
    return Situation(
        device_id,
        "approved",
        date.fromisoformat(today()),
        memberships=tuple(each for those in found for each in those),
        clock_offset=devices.clock_offset(writer.session, device_id),
    )


def _note(writer: Writer, row: StoredRow) -> None:
    """The server's own change, so that the changes alone tell every record's state."""
    writer.put_change(server_change(writer, row, op="move", applied=None, seq=row.ver))


def _open_day_items(
    writer: Writer, days: Sequence[tuple[StoredRow, str | None]], team_id: str
) -> None:
    """One question for one session, with the day that is offered: where the phone was refused before,
    somebody is asked already."""
    offered = {row.id: day for row, day in days}
    items = reviews.open_attention_items(writer.session, *offered)
    for item in items:
        reviews.offer_day(writer.session, item.id, offered[item.record_id or ""])
    asked = {item.record_id for item in items}
    new = [(row, day) for row, day in days if row.id not in asked]
    _open_items(writer, new, "bad_day", team_id)


def _open_items(
    writer: Writer, days: Sequence[tuple[StoredRow, str | None]], code: str, team_id: str
) -> None:
    """Asks about each session, with the day that is offered, unless it is asked already. Somebody may
    have been asked before, when it was refused."""
    creates = changes.creates_of(writer.session, [row.id for row, _ in days])
    waiting = reviews.open_contents(writer.session, [each.id for each in creates.values()])
    for row, fits in days:
        change = creates.get(row.id)
        content = (change.id, change.payload_hash) if change else (row.id, "")
        if content in waiting:
            continue
        writer.put_review(
            {
                "id": str(uuid4()),
                "change_id": content[0],
                "payload_hash": content[1],
                "verdict": "review",
                "code": code,
                "team_id": team_id,
                "record_id": row.id,
                "device_id": row.device,
                "author": row.author,
                "body": {"kind": row.kind, "record": row.id, "set": row.f},
                "received_at": writer.moment,
                "fits": fits,
            }
        )


def server_change(
    writer: Writer, row: StoredRow, op: str, applied: dict[str, Any] | None, seq: int
) -> NewChange:
    """A change that the server itself made to a record."""
    return NewChange(
        id=str(uuid4()),
        payload_hash="",
        verdict="applied",
        seq=seq,
        received_at=writer.moment,
        kind=row.kind,
        record_id=row.id,
        channel=row.channel,
        op=op,
        at=writer.moment.isoformat(),
        applied=applied,
        state=row.state,
    )
