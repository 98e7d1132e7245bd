"""Servers at which a lead's word on a day that does not fit, or a phone's word on what differs
there, is heard in a wrong way."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from ...change import Change
from ...reception import Received
from ...verdict import Decision
from ..desk import Server
from ..store import Station
from ..wire import Round, Row
from ..writer import Writer
from .sabotage import Sabotage


class MendingOnPaper(Server):
    """The session gets the day that fits, and still does not count."""

    def mend(self, writer: Writer, there: Row, day: str, said: Mapping[str, Any] | None) -> None:
        super().mend(writer, there, day, said)
        writer.put(replace(writer.store.rows[there.id], state=there.state))


class AskingOn(Server):
    """A session was set to the day that fits, and the question about it stays open."""

    def mend_day(self, item_id: str, lead: str) -> bool:
        asked = self.store.items[item_id]
        if not super().mend_day(item_id, lead):
            return False
        writer = self.begin()
        writer.put_item(asked)
        self.commit(writer)
        return True


class AskingNobody(Server):
    """A session whose day does not fit is left out of the totals, and that is all."""

    def ask_about_state(
        self,
        writer: Writer,
        came: Received,
        change: Change,
        before: Row | None,
        decision: Decision,
    ) -> None:
        self.follow_attention(writer, before, writer.store.rows.get(change.record), decision)


class OfferingForTheOldDay(Server):
    """What was offered for one day stays the offer when the session gets another one."""

    def offer_day(self, writer: Writer, record: str, day: str | None) -> None:
        return


class ForgettingSinceWhen(Server):
    """Whenever a phone says that something differs, it is news."""

    def differs_since(self, station: Station, asked: Round) -> datetime | None:
        return self.now if asked.differing else None


DESKS = (
    Sabotage("day mended and not counted", "5.7.1", MendingOnPaper),
    Sabotage("day mended and still asked about", "5.7.1", AskingOn),
    Sabotage("a session that does not count, and nobody is asked", "5.7.1", AskingNobody),
    Sabotage("a day offered for another day", "5.3.3", OfferingForTheOldDay),
    Sabotage("since when a phone differs forgotten", "4.1.5", ForgettingSinceWhen),
)
