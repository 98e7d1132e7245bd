"""A server that is put back to a backup, and phones that keep what they sent, as the app does."""

from typing import Any

from tests.phones import KEY, Change, Phone
from tests.tables import Rows, read_tables, write_tables
from tests.town import TEAM, Town
from tests.wires import Answer

Told = dict[str, Any]


def back_up(town: Town) -> Rows:
    with town.app.app_context():
        return read_tables()


def restore(town: Town, backup: Rows) -> None:
    with town.app.app_context():
        write_tables(backup)


class KeepingPhone(Phone):
    """A phone with the outbox, the `sent` changes and the receipts that the app keeps."""

    def __init__(self, town: Town) -> None:
        super().__init__(town.connect(), town.clock)
        self.sent: list[Change] = []
        self.kept: dict[tuple[str, str], Told] = {}

    def record(self, channel: str | None = None, **fields: Any) -> Change:
        """Records a session and syncs; the change is kept."""
        change = {**self.session(**fields), "channel": channel or self.channel}
        self.hand_in(change)
        return change

    def hand_in(self, *changes: Change) -> list[Told]:
        self.sent += changes
        told = self.sync(*changes)
        self.note_people()
        return told

    def note_people(self) -> None:
        for row in self.of_kind("device"):
            for each in row["f"]["enrolments"]:
                self.kept[each["member"], each["team"]] = each

    def rejoin(self, **parts: Any) -> Answer:
        """Joins again by all receipts, as the app does it."""
        receipts = [told["receipt"] for told in self.joined]
        receipts += [each["receipt"] for each in self.kept.values()]
        people = {told["member"]["id"]: told["member"]["name"] for told in self.joined}
        named = [{"id": member, "name": name} for member, name in people.items()]
        usual = {"device": self.device, "key": KEY, "receipts": receipts, "people": named}
        if "proof" not in parts:
            usual["proof"] = self.proof("rejoin")
        return self.web.post("/api/rejoin", {**usual, **parts})

    def come_back(self) -> list[Told]:
        """The rounds after a restore: joins again where the server knows the phone no more, builds
        its rows anew, joins again where people are missing, and gives back what the server lost."""
        answer = self.ask([])
        if answer.status == 401:
            assert self.rejoin().json["known"]
            answer = self.ask([])
        if answer.status == 409:
            self.seen, self.cursor, self.rows = None, {}, {}
        else:
            assert answer.status == 200, answer.body
        self.sync()
        here = {(each["member"], each["team"]) for each in self.enrolments()}
        told = {(each["member"]["id"], each["team"]["id"]) for each in self.joined}
        if (self.kept.keys() | told) - here:
            assert self.rejoin().status == 200
        ids = [change["id"] for change in self.sent]
        missing = self.web.post("/api/sync/v1/have", {"changes": ids}).json["missing"]
        return self.sync(*(change for change in self.sent if change["id"] in missing))

    def enrolments(self) -> list[Told]:
        return [each for row in self.of_kind("device") for each in row["f"]["enrolments"]]

    def standing(self) -> dict[str, str]:
        """How the last who joined stands, by team."""
        return {e["team"]: e["state"] for e in self.enrolments() if e["member"] == self.member}


def joins(town: Town, name: str = "Lan", team: str = TEAM, **wish: Any) -> KeepingPhone:
    """A phone on which somebody has joined."""
    phone = KeepingPhone(town)
    answer = phone.join(town.invite(team, **wish), name)
    assert answer.status == 200, answer.body
    return phone


def approve(town: Town, phone: Phone) -> None:
    path = f"/api/enrolments/{phone.device}/{phone.member}/decision"
    answer = town.desk().post(path, {"decision": "approve"})
    assert answer.status == 200, answer.body


def counted(town: Town, team: str = TEAM) -> int:
    """How many sessions of a team its totals hold."""
    path = f"/api/tallies?team={team}&from=2026-11-01&to=2026-11-30"
    return int(town.desk().get(path).json["total"]["sessions"])
