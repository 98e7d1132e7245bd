"""Phones come in, come back and are let in (PROTOCOL 4.7, 5.7.4, 7.10, 7.11)."""

from dataclasses import replace
from datetime import date, timedelta

from ..channel import device as device_channel
from ..channel import device_of
from ..channel import team as team_channel
from ..judgement import day_that_fits, record_state
from ..permission import EnrolmentState, Membership
from ..situation import Situation
from .core import Entry
from .dice import fingerprint
from .pulling import Pulling
from .store import Code, Station
from .wire import Join, Joined, Problem, Row
from .writer import Writer

_SECRET = "kept outside the database"


class Joining(Pulling):
    """Codes, receipts, and a person's word on who may come in."""

    def invite(self, member: str, team: str, at_once: bool) -> str:
        """A code for a known member."""
        writer = self.begin()
        number = max((each.number for each in writer.store.codes.values()), default=0) + 1
        code = self.dice.new_id()
        writer.store.codes[code] = Code(number, team, member, at_once)
        self.commit(writer)
        return code

    def join(self, asked: Join) -> Joined | Problem:
        """A phone joins by a code, or by the receipt of an earlier joining."""
        if asked.receipt is not None:
            return self.join_again(asked.device, asked.receipt)
        writer = self.begin()
        code = writer.store.codes.get(asked.code or "")
        if code is None:
            return Problem(404, "invitation_unknown")
        station = writer.store.stations.get(asked.device, Station())
        if station.stopped is not None:
            if code.number <= station.stopped:
                return Problem(403, "device_revoked")
            self.readmit(writer, asked.device)
        joined = self.enrol(writer, asked.device, code.member, code.team, code.at_once)
        if station.stopped is not None:
            # Else the next restore would stop the phone again. After the commit: what is lost
            # between the two only leaves it stopped.
            self.write_down(Entry("readmitted", asked.device))
        return joined

    def readmit(self, writer: Writer, device: str) -> None:
        """A stopped phone comes back; who was let in on it before is out (PROTOCOL 7.10)."""
        for key, state in [*writer.store.enrolments.items()]:
            if key[0] == device and state == "approved":
                writer.store.enrolments[key] = "ended"
        self.set_stopped(writer, device, False)

    def join_again(self, device: str, receipt: str) -> Joined | Problem:
        """A phone that a restored server has forgotten joins by its receipt, and waits."""
        said = read_receipt(receipt)
        if said is None or said[0] != device:
            return Problem(401, "device_unknown")
        writer = self.begin()
        return self.enrol(writer, device, said[1], said[2], False)

    def enrol(
        self, writer: Writer, device: str, member: str, team: str, at_once: bool
    ) -> Joined | Problem:
        """The person stands on the phone from now on; the same again joins nobody twice."""
        store = writer.store
        store.stations.setdefault(device, Station())
        key = (device, member, team)
        if store.enrolments.get(key) != "approved" or at_once:
            store.enrolments[key] = "approved" if at_once else "pending"
        if at_once:
            self.stand_in_team(writer, member, team)
            self.move_waiting(writer, device, member, team)
        self.publish_device(writer, device)
        self.commit(writer)
        state = store.enrolments[key]
        return Joined(member, team, state, make_receipt(device, member, team))

    def stand_in_team(self, writer: Writer, member: str, team: str) -> None:
        """A membership from today, unless one holds."""
        held = writer.store.memberships
        if any(each.team == team and each.end is None for each in held if each.member == member):
            return
        begun = Membership(member, team, "volunteer", "DOAN", self.today)
        writer.store.memberships = (*held, begun)

    def decide_on(self, device: str, member: str, team: str, state: EnrolmentState) -> None:
        """Approves or refuses a person's phone (PROTOCOL 5.7.4)."""
        writer = self.begin()
        writer.store.enrolments[device, member, team] = state
        if state == "approved":
            self.stand_in_team(writer, member, team)
            self.move_waiting(writer, device, member, team)
        else:
            self.leave_waiting(writer, device, member, team)
        self.publish_device(writer, device)
        self.commit(writer)

    def move_waiting(self, writer: Writer, device: str, member: str, team: str) -> None:
        """A person's records go from the phone's channel into the team's and into the totals, with
        their proposals; one whose day fits no membership waits for the lead."""
        for row in self.waiting(writer, device, member, team):
            moved = replace(row, channel=team_channel(team))
            situation = Situation(
                device,
                "approved",
                self.today,
                memberships=writer.store.memberships,
                clock_offset=self.clock_offset(writer, device),
            )
            state = record_state(moved.record(), situation)
            moved = writer.put(replace(moved, state=state))
            if state == "attention":
                self.ask_for_day(writer, moved, team, day_that_fits(moved.record(), situation))
            else:
                self.close_attention(writer, row.id)
            self.bring_proposals(writer, row.id, device_channel(device), team)

    def clock_offset(self, writer: Writer, device: str) -> float:
        """How wrong a phone's clock was when it was last heard of."""
        return writer.store.stations[device].offset

    def ask_for_day(self, writer: Writer, row: Row, team: str, fits: date | None) -> None:
        """The lead is asked about the day; where somebody is asked already, by one question."""
        day = None if fits is None else fits.isoformat()
        if self.asked_about(writer, row.id):
            self.offer_day(writer, row.id, day)
        else:
            self.ask(writer, row, "bad_day", team, fits=day)

    def leave_waiting(self, writer: Writer, device: str, member: str, team: str) -> None:
        """The phone was not let in: its records stay there, uncounted, for somebody to look at."""
        for row in self.waiting(writer, device, member, team):
            if row.kind == "help_session" and row.state == "awaiting_approval":
                refused = writer.put(replace(row, state="attention"))
                self.ask(writer, refused, "not_member", team)

    def waiting(self, writer: Writer, device: str, member: str, team: str) -> list[Row]:
        """What a person recorded on a phone that waits."""
        channel = device_channel(device)
        return [
            row
            for row in writer.store.rows.values()
            if (row.channel, row.author, row.f.get("team")) == (channel, member, team)
        ]

    def bring_proposals(self, writer: Writer, record: str, left: str, team: str) -> None:
        """Proposals go with their record, where the lead sees them."""
        for row in [*writer.store.rows.values()]:
            if (row.kind, row.channel, row.f.get("record")) == ("proposal", left, record):
                writer.put(replace(row, channel=team_channel(team)))

    def is_waiting(self, writer: Writer, row: Row) -> bool:
        """Whether the phone in whose channel a record stands may still be approved."""
        device = device_of(row.channel)
        return device is not None and any(
            (each.member, each.team, each.state) == (row.author, row.f.get("team"), "pending")
            for each in self.people(device, writer.store)
        )

    def move_member(self, member: str, team: str) -> None:
        """A coordinator moves somebody into another team: the phone that let them in for the old
        one lets them in for the new one."""
        writer, store = self.begin(), self.store
        yesterday = self.today - timedelta(days=1)
        held = [each for each in store.memberships if each.member == member and each.end is None]
        if any(each.team == team for each in held):
            return
        writer.store.memberships = tuple(
            each._replace(end=yesterday) if each in held else each for each in store.memberships
        )
        self.stand_in_team(writer, member, team)
        left = {each.team for each in held}
        for (device, who, old), state in [*store.enrolments.items()]:
            if who == member and old in left and state == "approved":
                writer.store.enrolments[device, member, team] = "approved"
                self.publish_device(writer, device)
        self.commit(writer)


def make_receipt(device: str, member: str, team: str) -> str:
    """A signed word that somebody joined."""
    said = f"{device} {member} {team}"
    return f"{said} {fingerprint(said + _SECRET)}"


def read_receipt(text: str) -> tuple[str, str, str] | None:
    """(device, member, team) of a receipt that this server signed."""
    device, member, team, signature = text.split(" ")
    if fingerprint(f"{device} {member} {team}{_SECRET}") != signature:
        return None
    return device, member, team
