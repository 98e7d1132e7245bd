"""What people do on a phone: they record, edit, void, take back and correct; sometimes an app is
old, broken or meddled with."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from ..channel import team_of
from ..permission import Membership, is_lead, may_create
from .cast import CITIZEN, PHO_CUONG, TEAMS
from .dice import Dice
from .ledger import Expect, Ledger, Made
from .phone import Phone
from .wire import RawChange, Row

Fields = dict[str, Any]
_ACTS = {"create": 28, "edit": 44, "void": 9, "place": 4, "correct": 4, "break": 4, "meddle": 3}


class People:
    """Everybody who holds a phone."""

    def __init__(self, dice: Dice, ledger: Ledger) -> None:
        self.dice = dice
        self.ledger = ledger
        self.defects: list[str] = []
        self.hopeless: list[str] = []

    def act(self, phone: Phone, world: "Truth") -> RawChange | None:
        """One act on this phone, or nothing where there is nothing to do."""
        act = self.dice.weighed([*_ACTS], [*_ACTS.values()])
        match act:
            case "create":
                return self.create(phone, world)
            case "edit":
                return self.edit(phone, world)
            case "void":
                return self.void(phone, world)
            case "place":
                return self.place(phone, world)
            case "correct":
                return self.correct(phone, world)
            case "break":
                return self.break_one(phone, world)
        return self.meddle(phone, world)

    def create(self, phone: Phone, world: "Truth") -> RawChange:
        """A help session of today or the days before, by the phone's own clock."""
        fields = self.session(phone, world)
        expect = self.expectation(phone, fields, world)
        record = phone.new_id()
        return self.save(phone, "create", "help_session", record, fields, None, world, expect)

    def session(self, phone: Phone, world: "Truth") -> Fields:
        """The fields of a session."""
        dice = self.dice
        day = phone.clock(world.now).date() - timedelta(days=dice.number(0, 2))
        people = dice.number(1, 20)
        fields: Fields = {
            "day": day.isoformat(),
            "start": "09:00",
            "place_kind": dice.pick(("CHO", "NVH")),
            "people": people,
            "services.DD01": self.service(people),
        }
        if dice.chance(0.3):
            fields["companions"] = [self.companion(phone, world)]
        if dice.chance(0.2):
            fields["note"] = dice.pick(("phát tờ rơi", "máy chậm", f"gọi lại số {CITIZEN}"))
        return fields

    def companion(self, phone: Phone, world: "Truth") -> str:
        """Mostly somebody of the team; now and then anybody."""
        author = phone.author()
        team = author[1] if author else ""
        mates = [each.member for each in world.memberships if each.team == team]
        mates = [each for each in mates if author is None or each != author[0]]
        return self.dice.pick(mates if mates and self.dice.chance(0.9) else world.members)

    def service(self, people: int) -> Fields:
        """What they were helped with."""
        if self.dice.chance(0.8):
            return {"people": people, "outcome": "XONG", "reasons": []}
        return {"people": people, "outcome": "KHONG", "reasons": ["MAY1"]}

    def edit(self, phone: Phone, world: "Truth") -> RawChange | None:
        """One or two fields of a session that this person may edit."""
        found = self.editable(phone, world)
        if not found:
            return None
        record, shown = found[-1] if self.dice.chance(0.5) else self.dice.pick(found)
        new = self.session(phone, world)
        new["age_band"] = self.dice.pick(("KHONGHOI", "60"))
        new["services.TT04"] = self.service(int(new["people"]))
        names = ["people", "people", "people", "place_kind", "services.DD01", "note"]
        if self.dice.chance(0.1):
            names = ["day"]
        chosen = {self.dice.pick(names), self.dice.pick(names)}
        set_ = {name: new.get(name) for name in sorted(chosen) if new.get(name) != shown.get(name)}
        return self.save_edit(phone, record, shown, set_, world)

    def void(self, phone: Phone, world: "Truth") -> RawChange | None:
        """A session did not happen after all; or it did."""
        found = self.editable(phone, world)
        if not found:
            return None
        record, shown = self.dice.pick(found)
        status = "live" if shown.get("status") == "void" else "void"
        return self.save_edit(phone, record, shown, {"status": status}, world)

    def save_edit(
        self, phone: Phone, record: str, shown: Fields, set_: Fields, world: "Truth"
    ) -> RawChange | None:
        """An edit of what the screen showed."""
        if not set_:
            return None
        prev = {name: shown[name] for name in set_ if shown.get(name) is not None}
        return self.save(phone, "edit", "help_session", record, set_, prev, world, "anything")

    def editable(self, phone: Phone, world: "Truth") -> list[tuple[str, Fields]]:
        """The sessions that this person may edit, as the screen shows them."""
        author = phone.author()
        held = phone.storage
        ids = [row.id for row in held.base.values() if row.kind == "help_session"]
        if author is not None and self.leads(author[0], {"team": author[1]}, world):
            ids = [each for each in ids if held.base[each].author != author[0]] or ids
        ids += [
            item.change["record"]
            for item in held.in_order()
            if (item.change["op"], item.change["kind"]) == ("create", "help_session")
        ]
        found: dict[str, Fields] = {}
        me = author[0] if author else None
        for record in ids[-4:]:
            shown = phone.shown(record)
            if shown is None:
                continue
            mine = author is None or shown.get("author") == me
            if mine or self.leads(me, shown, world):
                found[record] = shown
        return [*found.items()]

    def leads(self, member: str | None, shown: Mapping[str, Any], world: "Truth") -> bool:
        """Whether somebody leads the team of a session."""
        team = shown.get("team")
        return member is not None and is_lead(member, str(team), world.today, world.memberships)

    def place(self, phone: Phone, world: "Truth") -> RawChange:
        """A place for the team's list."""
        fields = {"name": f"Chợ {self.dice.number(1, 9)}", "place_kind": "CHO"}
        record = phone.new_id()
        return self.save(phone, "create", "place", record, fields, None, world, "anything")

    def correct(self, phone: Phone, world: "Truth") -> RawChange | None:
        """The author says anew what the server could not take."""
        author = phone.author()
        for sent in phone.storage.sent.values():
            change = sent.change
            if author is None or change["author"] != author[0]:
                continue
            refused = sent.open and sent.verdict == "review" and sent.settled is None
            if refused and change["op"] == "create" and change["kind"] == "help_session":
                fields = self.session(phone, world)
                fields.pop("companions", None)
                self.ledger.odd.add(change["record"])
                record, replaces = change["record"], change["id"]
                return self.save(
                    phone,
                    "create",
                    "help_session",
                    record,
                    fields,
                    None,
                    world,
                    "anything",
                    {"replaces": replaces},
                )
        return None

    def break_one(self, phone: Phone, world: "Truth") -> RawChange:
        """A change that the server, or something before it, cannot take."""
        how = self.dice.pick(("value", "code", "field", "schema", "defect", "hopeless"))
        self.ledger.happened[f"change: {how}"] += 1
        fields = self.session(phone, world)
        more: Fields = {}
        if how == "value":
            fields["people"] = 0
        elif how == "code":
            fields["place_kind"] = "XX99"
        elif how == "field":
            fields["weather"] = "mưa"
        elif how == "schema":
            more = {"schema": 2}
        record = phone.new_id()
        self.ledger.odd.add(record)
        change = self.save(
            phone, "create", "help_session", record, fields, None, world, "anything", more
        )
        if how == "defect":
            self.defects.append(change["id"])
        if how == "hopeless":
            self.hopeless.append(change["id"])
        return change

    def meddle(self, phone: Phone, world: "Truth") -> RawChange | None:
        """An app that was meddled with writes where its person may not."""
        author = phone.author()
        if author is None or not author[2]:
            return None
        self.ledger.happened["meddled app"] += 1
        never = [
            team
            for team in TEAMS
            if not any((m.member, m.team) == (author[0], team) for m in world.memberships)
            and not any(each.team == team for each in phone.people())
        ]
        others = [row for row in phone.storage.base.values() if self.is_anothers(row, author[0])]
        if never and self.dice.chance(0.5):
            fields = self.session(phone, world)
            fields.pop("companions", None)
            more = {"channel": f"team:{never[0]}"}
            record = phone.new_id()
            return self.save(
                phone, "create", "help_session", record, fields, None, world, "never", more
            )
        if not others or self.leads(author[0], {"team": author[1]}, world):
            return None
        row = self.dice.pick(others)
        people = int(row.f["people"])
        set_, prev = {"people": people + 5}, {"people": people}
        return self.save(phone, "edit", "help_session", row.id, set_, prev, world, "never")

    def is_anothers(self, row: Row, member: str) -> bool:
        """Whether a row is a session of somebody else's."""
        return row.kind == "help_session" and not row.erased and row.author != member

    def save(
        self,
        phone: Phone,
        op: str,
        kind: str,
        record: str,
        set_: Fields,
        prev: Fields | None,
        world: "Truth",
        expect: Expect,
        more: Mapping[str, Any] | None = None,
    ) -> RawChange:
        """Saves the change on the phone, and notes that it did."""
        parts = {"op": op, "kind": kind, "record": record, "set": set_, **(more or {})}
        if prev is not None:
            parts["prev"] = prev
        change = phone.save(parts, world.now)
        self.ledger.made[change["id"]] = Made(
            change, phone.device, expect, phone.device in self.ledger.revoked, _meant(phone, set_)
        )
        if CITIZEN in str(set_.get("note")) or change["channel"] is None:
            # The phone goes on showing what the server blanked, and later edits speak of it; what
            # has no channel yet waits, and later edits overtake it.
            self.ledger.odd.add(record)
        if op == "edit":
            self.ledger.touch(record, set_, phone.device)
        return change

    def expectation(self, phone: Phone, fields: Fields, world: "Truth") -> Expect:
        """Whether a session must go in: right clock, and everybody in it stood in the team."""
        author = phone.author()
        if author is None or not author[2] or phone.skew:
            return "anything"
        day = date.fromisoformat(fields["day"])
        people = [author[0], *fields.get("companions", [])]
        companions = people[1:]
        if author[0] in companions:
            return "anything"
        stood = all(
            may_create(member, author[1], day, world.memberships, world.today) for member in people
        )
        return "applied" if stood else "anything"


def _meant(phone: Phone, set_: Fields) -> date | None:
    """The true day of what the phone calls this day, in the middle of it."""
    if "day" not in set_:
        return None
    try:
        return (datetime.fromisoformat(set_["day"]) + timedelta(hours=9) - phone.skew).date()
    except OverflowError:
        return None


class Truth:
    """What people know of the world: the day, and who stands in which team."""

    def __init__(self, now: Any, memberships: tuple[Membership, ...]) -> None:
        self.now = now
        self.today: date = now.date()
        self.memberships = memberships
        self.members = sorted({each.member for each in memberships})


__all__ = ["PHO_CUONG", "People", "Truth", "team_of"]
