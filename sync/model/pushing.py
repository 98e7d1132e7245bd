"""The server takes changes in (PROTOCOL 5.1 to 5.6)."""

from collections.abc import Sequence
from dataclasses import replace

from ..change import Change
from ..channel import team_of
from ..forms import is_uuid
from ..reception import Received
from ..situation import Known, Situation
from ..verdict import Decision, Verdict, decide
from .core import Core, received
from .store import Item, Kept
from .wire import RawChange, Result, Round, Row
from .writer import Writer

FOR_A_PERSON = (Verdict.HELD, Verdict.REVIEW, Verdict.ID_REUSE)


class DefectError(Exception):
    """A mistake in the server's own code, at one change."""


class Pushing(Core):
    """Decides changes and writes down what follows."""

    def push(self, asked: Round) -> list[Result]:
        """One short transaction for all changes of a round, committed before anybody hears."""
        batch = [received(raw) for raw in asked.changes]
        offset = (asked.now - self.now).total_seconds()
        writer = self.begin()
        results = [self.take(writer, each, asked.device, offset) for each in batch]
        self.commit(writer)
        return results

    def take(self, writer: Writer, came: Received, device: str, offset: float) -> Result:
        """One change, in a savepoint: what fails unforeseen goes to review, and its neighbours
        never notice (PROTOCOL 5.2.8)."""
        try:
            with writer.savepoint():
                situation = self.situation(writer, came, device, offset)
                decision = self.decide(came, situation)
                applied = decision.verdict is Verdict.APPLIED and not decision.known
                broken = came.id in self.defects
                if applied and (broken or (self.keeps_nothing and self.dice.chance(0.5))):
                    raise DefectError(came.id)
                return self.write(writer, came, decision, device, offset)
        except DefectError:
            return self.keep_failed(writer, came, device)

    def keep_failed(self, writer: Writer, came: Received, device: str) -> Result:
        """A change at which the server itself failed; `retry` if even that cannot be kept."""
        if self.keeps_nothing:
            return Result(came.id, "retry", "internal_failure", (), None)
        return self.keep(writer, came, Decision(Verdict.REVIEW, "internal_failure"), device)

    def decide(self, came: Received, situation: Situation) -> Decision:
        """The verdict: the real rules."""
        return decide(came, situation)

    def known(self, writer: Writer, came: Received) -> Known | None:
        """The stored verdict on this change id (PROTOCOL 5.2.1)."""
        kept = writer.store.changes.get(came.id)
        return kept.known if kept else None

    def situation(
        self, writer: Writer, came: Received, device: str, offset: float, settled: bool = False
    ) -> Situation:
        """What the rules need to know. `settled`: decide anew what was held before."""
        store = writer.store
        row = store.rows.get(_record_of(came) or "")
        people = self.people(device, store)
        approved = any(each.state == "approved" for each in people)
        revoked = store.stations[device].stopped is not None
        return Situation(
            device=device,
            device_state="revoked" if revoked else "approved" if approved else "pending",
            today=self.today,
            enrolments=people,
            memberships=store.memberships,
            codes=self.codes(),
            record=row.record() if row else None,
            known=None if settled else self.known(writer, came),
            clock_offset=offset,
        )

    def write(
        self, writer: Writer, came: Received, decision: Decision, device: str, offset: float
    ) -> Result:
        """Writes down what was decided."""
        change = came.change
        if decision.known:
            return self.told(writer, came, decision)
        if decision.verdict in FOR_A_PERSON:
            return self.keep(writer, came, decision, device)
        if change is None:  # Not understood, and of an erased record: nothing of it is kept.
            record = _record_of(came)
            writer.put_change(Kept(came.id, as_known(came, decision), device, record, None))
            return self.told(writer, came, decision)
        before = writer.store.rows.get(change.record)
        self.write_record(writer, change, decision, device)
        body = None if decision.verdict is Verdict.GONE else came.body
        writer.put_change(Kept(came.id, as_known(came, decision), device, change.record, body))
        if decision.verdict is Verdict.GONE:
            self.tell(writer, came.id, change.record, device, "erased", ())
        self.ask_about_state(writer, came, change, before, decision)
        if decision.verdict is Verdict.APPLIED:
            self.close_replaced(writer, change, device)
        if change.op == "create" and decision.record is not None:
            self.apply_held(writer, change.record, device, offset)
        return self.told(writer, came, decision)

    def write_record(self, writer: Writer, change: Change, decision: Decision, device: str) -> None:
        """The record and the proposals of a decision."""
        if decision.record is not None:
            after = decision.record
            made_by = device if change.op == "create" else None
            there = writer.store.rows.get(change.record)
            row = Row(
                change.record,
                after.kind,
                after.channel,
                0,
                "",
                after.state,
                dict(after.fields),
                after.author,
                made_by or (there.device if there else None),
            )
            writer.put(row)
            writer.note("change", change.id, change.record, decision.apply or {})
        self.propose(writer, change, decision)

    def propose(self, writer: Writer, change: Change, decision: Decision) -> None:
        """Late values stay beside the record, for the lead (PROTOCOL 5.4.3)."""
        row = writer.store.rows.get(change.record)
        for each in decision.proposals:
            fields = {
                "record": change.record,
                "change": change.id,
                "author": change.author,
                "at": change.at,
                "field": each.field,
                "current": each.current,
                "proposed": each.proposed,
                "settled": None,
            }
            channel = row.channel if row else change.channel
            writer.put(Row(each.id, "proposal", channel, 0, "", "counted", fields, change.author))

    def keep(self, writer: Writer, came: Received, decision: Decision, device: str) -> Result:
        """Keeps a change for a person, whole. Under a known id only the new content is kept."""
        body = came.body if isinstance(came.body, dict) else {"value": came.body}
        record, author = _id_in(body, "record"), _id_in(body, "author")
        if decision.verdict is not Verdict.ID_REUSE:
            writer.put_change(Kept(came.id, as_known(came, decision), device, record, body))
        if not self.is_kept(writer, came, decision):
            channel = body.get("channel")
            item = Item(
                id=self.dice.new_id(),
                change=came.id,
                hash=came.payload_hash,
                verdict=str(decision.verdict),
                code=decision.code or "bad_shape",
                team=self.team_to_ask(writer, device, team_of(channel)),
                record=record,
                device=device,
                author=author,
                body=body,
            )
            writer.put_item(item)
        if decision.verdict is Verdict.REVIEW and came.change is not None:
            self.close_replaced(writer, came.change, device)
        return self.told(writer, came, decision)

    def is_kept(self, writer: Writer, came: Received, decision: Decision) -> bool:
        """Whether this very content under a known id was kept before."""
        return decision.verdict is Verdict.ID_REUSE and any(
            (each.change, each.hash, each.verdict) == (came.id, came.payload_hash, "id_reuse")
            for each in writer.store.items.values()
        )

    def team_to_ask(self, writer: Writer, device: str, named: str | None) -> str | None:
        """Whose lead shall look: of the team that is named if the phone has to do with it."""
        teams = [each.team for each in self.people(device, writer.store)]
        return named if named in teams or not teams else teams[0]

    def ask_about_state(
        self,
        writer: Writer,
        came: Received,
        change: Change,
        before: Row | None,
        decision: Decision,
    ) -> None:
        """A session that does not count waits for a person until its day is mended or it is void."""
        after = writer.store.rows.get(change.record)
        if after is not None and needs_attention(before, after):
            team = after.f.get("team")
            named = team if isinstance(team, str) else None
            self.ask(writer, after, "bad_day", named, came, decision.fits)
        self.follow_attention(writer, before, after, decision)

    def follow_attention(
        self, writer: Writer, before: Row | None, after: Row | None, decision: Decision
    ) -> None:
        """What is asked already about a session is true of it as it stands now, or is asked no
        more."""
        if before is None or after is None or before.state != "attention":
            return
        if after.state in ("counted", "void"):
            self.close_attention(writer, after.id)
        elif "day" in (decision.apply or {}):
            self.offer_day(writer, after.id, decision.fits)

    def offer_day(self, writer: Writer, record: str, day: str | None) -> None:
        """Another day fits now that the session has another one (PROTOCOL 5.3.3)."""
        for item in self.asked_about(writer, record):
            writer.put_item(replace(item, fits=day))

    def ask(
        self,
        writer: Writer,
        row: Row,
        code: str,
        team: str | None,
        came: Received | None = None,
        fits: str | None = None,
    ) -> None:
        """Somebody has to say how a session counts. `fits`: the day that is offered."""
        effects = [each for each in writer.store.effects if each.record == row.id]
        made = effects[0].change if effects else None
        change = came.id if came else made or row.id
        item = Item(
            id=self.dice.new_id(),
            change=change,
            hash=came.payload_hash if came else "",
            verdict="review",
            code=code,
            team=team,
            record=row.id,
            device=row.device or "",
            author=row.author,
            body={"kind": row.kind, "record": row.id, "set": row.f},
            about_state=True,
            fits=fits,
        )
        writer.put_item(item)

    def close_attention(self, writer: Writer, record: str) -> None:
        """How a session counts is clear by now."""
        for item in self.asked_about(writer, record):
            self.end_item(writer, item, "applied")

    def end_item(self, writer: Writer, item: Item, outcome: str) -> None:
        """Nobody is asked any more, and the phone hears how it ended; of a change that met other
        values field by field, unless it is refused."""
        writer.settle_item(item, outcome)
        kept = writer.store.changes.get(item.change)
        late = item.verdict != "id_reuse" and kept is not None and kept.known.verdict == "conflict"
        if outcome == "refused" or not late:
            self.tell(writer, item.change, item.record, item.device, outcome, ())

    def asked_about(self, writer: Writer, record: str) -> list[Item]:
        """The open questions of how a session counts."""
        return [
            item
            for item in writer.store.items.values()
            if item.record == record and item.about_state and item.settled is None
        ]

    def close_replaced(self, writer: Writer, change: Change, device: str) -> None:
        """What a change corrects is closed with it (PROTOCOL 4.1.4)."""
        for item in [*writer.store.items.values()]:
            ours = (item.device, item.author) == (device, change.author)
            still = item.settled is None and not item.about_state
            if item.change == change.replaces and ours and still:
                self.end_item(writer, item, "replaced")

    def apply_held(self, writer: Writer, record: str, device: str, offset: float) -> None:
        """The edits held for a create that has come, in the order in which they came (5.2.5).
        `offset`: of the clock of `device`, on which the create came; of others it is not known."""
        for item in self.held_for(writer, record):
            came = received(item.body or {})
            told = offset if item.device == device else 0.0
            situation = self.situation(writer, came, item.device, told, settled=True)
            decision = self.decide(came, situation)
            kept = writer.store.changes[item.change]
            change = came.change
            if change is None or decision.verdict in FOR_A_PERSON:
                code = decision.code or "bad_shape"
                decision = decision._replace(verdict=Verdict.REVIEW, code=code)
                writer.put_change(replace(kept, known=as_known(came, decision)))
                writer.put_item(replace(item, verdict="review", code=code))
                continue
            before = writer.store.rows.get(record)
            self.write_record(writer, change, decision, item.device)
            writer.put_change(replace(kept, known=as_known(came, decision)))
            after = writer.store.rows.get(record)
            self.follow_attention(writer, before, after, decision)
            if needs_attention(before, after):
                asked = replace(item, verdict="review", code="bad_day", about_state=True)
                writer.put_item(replace(asked, fits=decision.fits))
                continue
            outcome = "refused" if decision.verdict is Verdict.GONE else str(decision.verdict)
            self.end_item(writer, item, outcome)

    def held_for(self, writer: Writer, record: str) -> Sequence[Item]:
        """What waits for this record, oldest first."""
        return [
            item
            for item in writer.store.items.values()
            if (item.record, item.verdict, item.settled) == (record, "held", None)
        ]

    def told(self, writer: Writer, came: Received, decision: Decision) -> Result:
        """What the phone hears of a change; the row only if it is in one of its channels."""
        record = came.change.record if came.change else ""
        row = writer.store.rows.get(record)
        return Result(came.id, str(decision.verdict), decision.code, decision.fields, row)


def needs_attention(before: Row | None, after: Row | None) -> bool:
    """Whether somebody has to be asked now how a session counts."""
    was, now = (each.state if each else None for each in (before, after))
    return was != "attention" and now == "attention"


def as_known(came: Received, decision: Decision) -> Known:
    """The verdict as it will be given back when the change comes again."""
    return Known(came.payload_hash, str(decision.verdict), decision.code, decision.fields)


def _record_of(came: Received) -> str | None:
    """The record that a change names, understood or not."""
    if came.change is not None:
        return came.change.record
    return _id_in(came.body, "record") if isinstance(came.body, dict) else None


def _id_in(body: RawChange, name: str) -> str | None:
    value = body.get(name)
    return value if is_uuid(value) else None
