"""Who may act on a phone, and whose its changes are (PROTOCOL 3.5, 4.7, 7.11). Each method that
writes is one transaction."""

from dataclasses import replace

from ..channel import team as team_channel
from ..channel import team_of
from .recording import Recording
from .storage import Person
from .wire import Joined, RawChange, Row


class Binding(Recording):
    """A phone that joins, and joins again."""

    def bind_joined(self, told: Joined) -> None:
        """What was recorded before belongs to the person and the team from now on (3.5)."""
        held = self.storage
        person = Person(told.member, told.team, told.state)
        others = [p for p in held.joined if (p.member, p.team) != (told.member, told.team)]
        held.joined = (*others, person)
        held.person = (told.member, told.team)
        held.standing = "welcome"
        if told.receipt not in held.receipts:
            held.receipts = (*held.receipts, told.receipt)
        self.bind(person, None)

    def bind_approved(self, row: Row) -> None:
        """What somebody recorded who could not act, once that person is approved again."""
        for each in row.f["enrolments"]:
            person = Person(*each)
            if person.state == "approved":
                self.bind(person, person.team)

    def bind(self, to: Person, team: str | None) -> None:
        """Gives unbound changes of this person their author and channel. `team`: only those
        recorded for that team."""
        held = self.storage
        for item in held.in_order():
            change = item.change
            if change["channel"] is not None or change["author"] not in (None, to.member):
                continue
            if team is not None and item.team != team:
                continue
            channel = self.channel_of(change) or team_channel(to.team)
            bound = {**change, "author": to.member, "channel": channel}
            held.outbox[change["id"]] = replace(item, change=bound, team=None)

    def channel_of(self, change: RawChange) -> str | None:
        """The team's channel of the record that an edit speaks of; None if it is not known."""
        if change["op"] == "create":
            return None
        row = self.storage.base.get(change["record"])
        if row is not None and team_of(row.channel) is not None:
            return row.channel
        for other in self.storage.changes().values():
            mine = (other["record"], other["op"]) == (change["record"], "create")
            if mine and other["channel"]:
                return str(other["channel"])
        return None

    def miss_people(self) -> None:
        """Whom a restored server does not know on this phone joins again (PROTOCOL 7.11)."""
        held, row = self.storage, self.storage.base.get(self.device)
        if row is None:
            return
        known = {f"{each[0]} {each[1]}" for each in row.f["enrolments"]}
        held.rejoin = tuple(
            each for each in held.receipts if " ".join(each.split(" ")[1:3]) not in known
        )

    def rejoined(self, receipt: str) -> None:
        """One person less to join again."""
        held = self.storage
        held.rejoin = tuple(each for each in held.rejoin if each != receipt)
