"""What people do at a desk in a run: they approve, settle, mend, correct, erase, move and stop."""

from datetime import date
from typing import Any

from ..channel import device_of, team_of
from .cast import BAO, HA, LAN, MINH, NAMES, TEAMS, THU
from .ledger import Mended
from .stage import Stage
from .store import Item


class Office(Stage):
    """Everybody who looks after a team."""

    def do_decide(self) -> None:
        """A lead approves or refuses who waits."""
        waiting = [key for key, state in self.server.store.enrolments.items() if state == "pending"]
        waiting = [key for key in waiting if self.server.store.stations[key[0]].stopped is None]
        if waiting:
            self.decide_on(self.dice.pick(waiting), self.dice.chance(0.7))

    def decide_on(self, key: tuple[str, str, str], approve: bool) -> None:
        """Approves or refuses."""
        self.server.decide_on(*key, "approved" if approve else "refused")
        if not approve:
            self.ledger.ever_turned_away.add(key[0])
        self.ledger.happened["phone approved" if approve else "phone refused"] += 1
        self.tell(f"{NAMES[key[1]]} is {'approved' if approve else 'refused'}")

    def do_settle(self) -> None:
        """Somebody looks at what waits."""
        store, accept = self.server.store, self.dice.chance(0.6)
        items = [each for each in store.items.values() if each.settled is None]
        proposals = [
            row
            for row in store.rows.values()
            if row.kind == "proposal" and not row.erased and row.f["settled"] is None
        ]
        proposals = [row for row in proposals if device_of(row.channel) is None]
        if proposals and self.dice.chance(0.5):
            row = self.dice.pick(proposals)
            if self.server.settle_proposal(row.id, accept):
                self.ledger.touch(row.f["record"], [row.f["field"]], "desk")
                self.ledger.happened["proposal settled"] += 1
        elif items:
            offered = [each for each in items if each.fits is not None]
            if offered and self.dice.chance(0.5):
                self.mend(self.dice.pick(offered))
                return
            item = self.dice.pick(items)
            fields = [*(item.body or {}).get("set", {}), "status"]
            if self.server.settle(item.id, accept):
                self.ledger.touch(item.record or "", fields, "desk")
                self.ledger.happened["item settled"] += 1
                self.tell(f"item of {item.change[:4]} is {'accepted' if accept else 'refused'}")

    def mend(self, item: Item) -> None:
        """A lead takes the day that is offered: the session counts on it once, and nowhere else."""
        leads = (m for m in self.server.store.memberships if m.role == "lead")
        lead = next((each.member for each in leads if each.team == item.team), HA)
        before, record = self.server.store, item.record or ""
        there, meant = before.rows.get(record), self.meant(record)
        if not self.server.mend_day(item.id, lead):
            return
        self.ledger.happened["day mended"] += 1
        self.ledger.touch(record, ["day"], "desk")
        self.tell(f"{record[:4]} is set to {item.fits}")
        after = self.server.store
        commit = after.last_commit()
        if there is None or there.state != "attention" or commit is None or item.fits is None:
            return
        self.ledger.mended.append(Mended(record, item.fits, item.change, commit, meant))
        counted = {
            key[1][:2]: amount - before.tallies.get(key, 0)
            for key, amount in after.tallies.items()
            if key[0] == "sessions" and amount != before.tallies.get(key, 0)
        }
        if counted != {(there.f["team"], item.fits): 1}:
            self.fail(f"{record}, set to {item.fits}, is counted {counted}")

    def meant(self, record: str) -> date | None:
        """On which day a session really was, as far as that can be known: its phone's clock was as
        wrong when the server heard of the day as when it was recorded."""
        days = [
            each.change
            for each in self.server.store.effects
            if each.record == record and "day" in each.applied
        ]
        made = self.ledger.made.get((days or [None])[-1] or "")
        if made is None or made.device in self.ledger.reset:
            return None
        return None if made.change["id"] in self.ledger.late else made.meant

    def session_rows(self) -> list[Any]:
        """The sessions in teams' channels."""
        return [
            row
            for row in self.server.store.rows.values()
            if row.kind == "help_session" and not row.erased and team_of(row.channel) is not None
        ]

    def do_correct(self) -> None:
        """A coordinator corrects a session at the desk."""
        rows = self.session_rows()
        if rows:
            row = self.dice.pick(rows[-4:])
            wishes: list[dict[str, Any]] = [{"status": "void"}, {"status": "live"}]
            set_ = self.dice.pick([*wishes, {"people": self.dice.number(5, 9)}])
            if self.server.correct(row.id, set_, "đếm lại"):
                self.ledger.touch(row.id, set_, "desk")
                self.ledger.happened["session corrected"] += 1

    def do_erase(self) -> None:
        """A session is erased, for privacy."""
        rows = self.session_rows()
        if rows:
            row = self.dice.pick(rows[-3:])
            self.server.erase(row.id)
            self.ledger.erased.add(row.id)
            self.ledger.happened["record erased"] += 1
            self.tell(f"record {row.id[:4]} is erased")

    def do_hand_over(self) -> None:
        """A session goes to the other team."""
        rows = self.session_rows()
        if rows:
            row = self.dice.pick(rows[-4:])
            team = TEAMS[1 - TEAMS.index(row.f["team"])]
            self.server.hand_over(row.id, team)
            self.ledger.touch(row.id, ["team"], "desk")
            self.ledger.odd.add(row.id)
            self.ledger.happened["record handed over"] += 1

    def do_move(self) -> None:
        """Somebody goes on in the other team."""
        member, team = self.dice.pick((LAN, MINH, THU)), self.dice.pick(TEAMS)
        self.server.move_member(member, team)
        self.ledger.happened["member moved"] += 1
        self.tell(f"{NAMES[member]} is moved")

    def do_revoke(self) -> None:
        """A phone is lost, and stopped."""
        device = self.dice.pick(self.phones).device
        if device in self.server.store.stations and len(self.ledger.revoked) < 2:
            self.server.revoke(device)
            self.ledger.revoked.add(device)
            self.ledger.ever_turned_away.add(device)
            self.ledger.happened["phone revoked"] += 1
            self.tell(f"phone {device[:4]} is revoked")

    def do_invite(self) -> None:
        """Somebody gets a new code: for a new phone, or after being turned away."""
        phone = self.dice.pick(self.phones)
        if self.dice.chance(0.3):
            phone.holder = self.dice.pick((LAN, MINH, BAO))  # Several people share a phone.
        phone.code = self.server.invite(
            phone.holder, self.team_of(phone.holder), self.dice.chance(0.5)
        )
