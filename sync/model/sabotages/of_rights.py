"""Servers that let in what they should not, or keep out what is right."""

from dataclasses import replace
from typing import Any

from ...channel import channels, team_of
from ...channel import device as device_channel
from ...channel import team as team_channel
from ...permission import Enrolment, Membership
from ...reception import Received
from ...situation import Situation
from ...verdict import Decision
from ..desk import Server
from ..writer import Writer
from .sabotage import Sabotage


class AnybodyWrites(Server):
    """Nobody asks in which team the author stands."""

    def decide(self, came: Received, situation: Situation) -> Decision:
        change = came.change
        team = None
        if change is not None:
            team = situation.record.team if situation.record else team_of(change.channel)
        if change is None or team is None or situation.device_state != "approved":
            return super().decide(came, situation)
        lead = Membership(change.author, team, "lead", "DOAN", situation.today.replace(year=2015))
        enrolled = Enrolment(change.author, team, "approved")
        wide = replace(
            situation,
            memberships=(*situation.memberships, lead),
            enrolments=(enrolled, *situation.enrolments),
        )
        return super().decide(came, wide)


class RightsOfToday(Server):
    """A session is judged by who stands in the team today, not on its day."""

    def decide(self, came: Received, situation: Situation) -> Decision:
        today = situation.today
        held = tuple(
            each
            for each in situation.memberships
            if each.start <= today and (each.end is None or each.end >= today)
        )
        return super().decide(came, replace(situation, memberships=held))


class ForgivingRevoked(Server):
    """What a stopped phone hands in is taken like anybody's."""

    def decide(self, came: Received, situation: Situation) -> Decision:
        if situation.device_state == "revoked":
            situation = replace(situation, device_state="approved")
        return super().decide(came, situation)


class ServingRevoked(Server):
    """A stopped phone still gets its channels."""

    def channels_of(self, device: str) -> tuple[str, ...]:
        return tuple(channels(device, self.people(device)))

    def pull(self, asked: Any, results: Any) -> Any:
        answer = super().pull(asked, results)
        if not answer.revoked:
            return answer
        rows = [row for name in answer.channels for row in self.rows_since(self.store, name, 0)]
        rows.sort(key=lambda row: row.ver)
        return replace(answer, rows=tuple(rows))


class WaitingPhonesRead(Server):
    """A phone that waits for approval sees its team."""

    def channels_of(self, device: str) -> tuple[str, ...]:
        mine = super().channels_of(device)
        waits = [each.team for each in self.people(device) if each.state == "pending"]
        if device_channel(device) not in mine:
            return mine
        return tuple(sorted({*mine, *map(team_channel, waits)}))


class ApprovingInPlace(Server):
    """An approved phone's records stay in its own channel."""

    def move_waiting(self, writer: Writer, device: str, member: str, team: str) -> None:
        return


class ErasedComesBack(Server):
    """A stopped phone's change of an erased record is kept for a person, with all it says."""

    def decide(self, came: Received, situation: Situation) -> Decision:
        record = situation.record
        if record is not None and record.erased and situation.device_state == "revoked":
            situation = replace(situation, record=None)
        return super().decide(came, situation)


RIGHTS = (
    Sabotage("channel permission skipped", "5.3.4", AnybodyWrites),
    Sabotage("rights of today, not of the day", "5.3.3", RightsOfToday, seed=140),
    Sabotage("a revoked phone's changes applied", "5.2.2", ForgivingRevoked, seed=70),
    Sabotage("a revoked phone pulls", "6.2", ServingRevoked),
    Sabotage("a waiting phone reads its team", "6.2", WaitingPhonesRead),
    Sabotage("approved records not moved", "5.7.4", ApprovingInPlace),
    Sabotage("erased asked after revoked", "5.2.4", ErasedComesBack, seed=430),
)
