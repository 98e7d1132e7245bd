"""People look after what the rules could not decide, correct, revoke and erase (PROTOCOL 5.7, 5.8)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..channel import team as team_channel
from ..channel import team_of
from ..correcting import Wish, correct
from ..correction import FIELD, correction_by_member
from ..kinds import KINDS
from ..refusal import ChangeRefused
from ..settling import accept_change, check_people, mend_day, overrule
from ..situation import Record, Situation
from .core import Entry, received
from .joining import Joining
from .store import Item
from .wire import Row
from .writer import Writer

OUTCOMES = {True: "accepted", False: "refused"}


class Server(Joining):
    """The whole server."""

    def revoke(self, device: str) -> None:
        """Stops a phone from its next request on; who waits on it is refused."""
        self.write_down(Entry("revoked", device))
        writer = self.begin()
        for (phone, member, team), state in [*writer.store.enrolments.items()]:
            if phone == device and state == "pending":
                writer.store.enrolments[phone, member, team] = "refused"
                self.leave_waiting(writer, device, member, team)
        self.set_stopped(writer, device, True)
        self.commit(writer)

    def erase(self, record: str) -> None:
        """Empties a record for ever, and says so outside the database too."""
        row = self.store.rows[record]
        self.write_down(Entry("erased", record, row.kind, row.channel))
        writer = self.begin()
        self.erase_record(writer, record, row.kind, row.channel)
        self.commit(writer)

    def hand_over(self, record: str, team: str) -> None:
        """A session goes to another team: only the server moves a record (PROTOCOL 5.3.4)."""
        row = self.store.rows[record]
        left = row.channel
        writer = self.begin()
        fields = {**row.f, "team": team}
        moved = writer.put(replace(row, channel=team_channel(team), f=fields))
        writer.note("person", None, record, {"team": team})
        self.bring_proposals(writer, moved.id, left, team)
        self.commit(writer)

    def correct(self, record: str, set_: Mapping[str, Any], why: str) -> bool:
        """A coordinator corrects a session (PROTOCOL 5.8). Answers whether anything went in."""
        row = self.store.rows[record]
        seen = {name: row.f.get(name) for name in set_}
        members = frozenset(each.member for each in self.store.memberships)
        wish = Wish(set_, seen, why, "Sơn")
        try:
            done = correct(row.record(), wish, members, self.codes(), self.today)
        except ChangeRefused:
            return False
        if not done.applied:
            return False
        writer = self.begin()
        after = self.write_person(writer, row, done.record, done.applied)
        if row.state == "attention" and after.state != "attention":
            self.close_attention(writer, record)
        self.commit(writer)
        return True

    def settle_proposal(self, proposal: str, accept: bool) -> bool:
        """A lead's word on a late value (PROTOCOL 5.7.2). False where it cannot be accepted."""
        writer = self.begin()
        row = writer.store.rows[proposal]
        record, field = str(row.f["record"]), str(row.f["field"])
        if accept:
            there = writer.store.rows[record]
            set_ = {field: row.f["proposed"]}
            try:
                after = overrule(there.record(), set_, self.is_waiting(writer, there))
            except ChangeRefused:
                return False
            done = self.write_person(writer, there, after, set_)
            if there.state == "attention" and done.state != "attention":
                self.close_attention(writer, record)
        outcome = OUTCOMES[accept]
        writer.put(replace(row, f={**row.f, "settled": outcome}))
        kept = writer.store.changes.get(str(row.f["change"]))
        if kept is not None:
            self.tell(writer, kept.id, record, kept.device, outcome, (field,))
        self.commit(writer)
        return True

    def settle(self, item_id: str, accept: bool) -> bool:
        """A person's word on a change that waits (PROTOCOL 5.7.1). False where it cannot be
        accepted."""
        writer = self.begin()
        item = writer.store.items[item_id]
        there = writer.store.rows.get(item.record or "")
        try:
            if there is not None and item.about_state:
                self.settle_state(writer, item, there, accept)
            elif accept:
                self.accept(writer, item, there)
        except ChangeRefused:
            return False
        self.end_item(writer, item, OUTCOMES[accept])
        self.commit(writer)
        return True

    def mend_day(self, item_id: str, lead: str) -> bool:
        """A lead's one word: the session counts on the day that is offered (PROTOCOL 5.3.3, 5.7.1).
        False where none is offered, or it does not fit any more."""
        writer = self.begin()
        item = writer.store.items[item_id]
        there = writer.store.rows.get(item.record or "")
        if there is None or there.erased or not item.about_state or item.fits is None:
            return False
        try:
            if there.state == "attention":
                self.mend(writer, there, item.fits, correction_by_member(lead, there.author))
        except ChangeRefused:
            return False
        self.end_item(writer, item, "accepted")
        self.commit(writer)
        return True

    def mend(self, writer: Writer, there: Row, day: str, said: Mapping[str, Any] | None) -> None:
        """Sets the session to the day. `said`: what it tells of who did that."""
        situation = Situation("", "approved", self.today, memberships=writer.store.memberships)
        after = mend_day(there.record(), day, said, situation)
        self.write_person(writer, there, after, {"day": day, FIELD: said})
        self.close_attention(writer, there.id)

    def settle_state(self, writer: Writer, item: Item, there: Row, accept: bool) -> None:
        """A session that stands but does not count: it counts from now on, or it is void."""
        if there.erased and accept:
            raise ChangeRefused("erased")
        if there.state not in ("attention", "awaiting_approval"):
            return
        if not accept:
            fields = {**there.f, "status": "void"}
            writer.put(replace(there, f=fields, state="void"))
            writer.note("person", None, there.id, {"status": "void"})
            self.refuse_unlisted(writer, there)
            return
        team = item.team or ""
        counted = replace(there, channel=team_channel(team), state="counted")
        writer.put(counted)
        self.bring_proposals(writer, there.id, there.channel, team)

    def refuse_unlisted(self, writer: Writer, row: Row) -> None:
        """Proposals about a session that is void on a phone that was refused end with it."""
        if team_of(row.channel) is not None:
            return
        for each in [*writer.store.rows.values()]:
            about = each.kind == "proposal" and each.f.get("record") == row.id
            if about and each.channel == row.channel and each.f["settled"] is None:
                writer.put(replace(each, f={**each.f, "settled": "refused"}))
                kept = writer.store.changes[str(each.f["change"])]
                field = str(each.f["field"])
                self.tell(writer, kept.id, row.id, kept.device, "refused", (field,))

    def accept(self, writer: Writer, item: Item, there: Row | None) -> None:
        """The change goes in as it is, whatever stands there now."""
        came = received(item.body or {})
        change = came.change
        if change is None:
            raise came.refusal or ChangeRefused("bad_shape")
        KINDS[change.kind].check_codes(change.set, self.codes())
        waits = there is not None and self.is_waiting(writer, there)
        after = accept_change(change, there.record() if there else None, waits)
        situation = self.situation(writer, came, item.device, 0.0, settled=True)
        check_people(change, after.team, situation)
        applied = dict(after.fields) if change.op == "create" else dict(change.set)
        if change.op == "edit" and change.kind == "help_session":
            applied[FIELD] = after.fields.get(FIELD)
        base = there or Row(change.record, change.kind, "", 0, "", "", {}, device=item.device)
        row = self.write_person(writer, base, after, applied)
        if there is not None and there.state == "attention" and row.state != "attention":
            self.close_attention(writer, row.id)
        kept = writer.store.changes[item.change]
        if item.verdict != "id_reuse":
            known = replace(kept.known, verdict="applied", code=None, fields=())
            writer.put_change(replace(kept, known=known))
        if change.op == "create":
            self.apply_held(writer, change.record, item.device, 0.0)

    def write_person(
        self, writer: Writer, before: Row, after: Record, applied: Mapping[str, Any]
    ) -> Row:
        """Writes a record as a person wants it, its proposals with it."""
        fields = dict(after.fields)
        author = after.author or before.author
        row = writer.put(
            replace(before, channel=after.channel, f=fields, state=after.state, author=author)
        )
        writer.note("person", None, row.id, applied)
        team = team_of(row.channel)
        if before.channel not in ("", row.channel) and team is not None:
            self.bring_proposals(writer, row.id, before.channel, team)
        return row
