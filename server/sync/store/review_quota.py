"""How much of a phone may wait for a person (PROTOCOL 4.5.8): nobody may fill the disk with what was
never taken in."""

from typing import NamedTuple

from server.database.connections import AnySession
from server.database.sql import fetch_all
from server.records.store.records import PROPOSAL
from server.sync.push_limiter import KEPT, current_permit
from sync.channel import device as device_channel
from sync.channel import team as team_channel
from sync.kinds import OF_MEMBERS
from sync.problems import PROBLEMS, ProblemError

RETRY_SECONDS = 600
"""Somebody has to do something first; until then the phone sends rounds without changes."""
_OWN = device_channel("")
_KINDS = (*OF_MEMBERS, PROPOSAL)


class Most(NamedTuple):
    """So many items of a phone may wait for a person, and so many bytes of JSON; and so many of them may ask
    by themselves: what waits with its phone, until that is let in, asks nothing."""

    items: int
    size: int
    asking: int


MOST = {
    "approved": Most(2_000, 4_000_000, 2_000),
    "pending": Most(1_000, 1_000_000, 100),
    "revoked": Most(200, 200_000, 100),
}
"""By the state of the phone that made it. Who holds a poster's code makes two hundred phones: what they ask
would bury what a lead has to see."""


class ReviewQuota:
    """The room that is left to one phone. How much waits is asked when it first brings something."""

    def __init__(self, session: AnySession, device: str, state: str) -> None:
        self._session, self._device, self._state = session, device, state
        self._most = MOST[state]
        self._left: Most | None = None
        self._without: list[str] = []

    def take(self, size: int, change: str | None = None, *, asks: bool) -> None:
        """One more waits, of so many bytes; whether it asks a person by itself. Raises waiting_full where there is none left: nothing of
        the request is kept. Of a phone that is let in the rest may go in, so all changes without room
        are named: `check` raises for them."""
        if self._left is None:
            there = _waiting(self._session, self._device)
            self._left = Most(*(most - each for most, each in zip(self._most, there, strict=True)))
        left = Most(self._left.items - 1, self._left.size - size, self._left.asking - asks)
        permit = current_permit()
        if permit is not None:
            permit.charge(KEPT)
        if min(left) >= 0:
            self._left = left
        elif self._state == "approved" and change:
            self._without.append(change)
        else:
            raise ProblemError(PROBLEMS["waiting_full"], {}, RETRY_SECONDS)

    @staticmethod
    def is_taken_by(channel: str, kind: str) -> bool:
        """Whether a record of this kind waits there: for the phone to be approved, or, a proposal, for
        somebody to settle it."""
        return kind == PROPOSAL or (channel.startswith(_OWN) and kind in _KINDS)

    def check(self) -> None:
        """For the end of a push, before it is kept. Raises waiting_full with the changes that had no
        room, the first of them also by itself, as older apps read it."""
        if self._without:
            named = list(dict.fromkeys(self._without))
            details = {"change": named[0], "changes": named}
            raise ProblemError(PROBLEMS["waiting_full"], details, RETRY_SECONDS)


def _waiting(session: AnySession, device: str) -> Most:
    told = {"device": device, "channel": device_channel(device)}
    rows = fetch_all(session, _WAITING, **told)
    counts = [sum(int(row[place] or 0) for row in rows) for place in range(3)]
    return Most(*counts)


# A team's open proposals stand in an index, and a phone's are in teams of its people.
_WAITING = f"""
SELECT count(*), sum(length(CAST(body AS TEXT))), count(*) FROM review_item
WHERE device_id = :device AND settled_at IS NULL
UNION ALL
SELECT count(*), sum(length(CAST(fields AS TEXT))), 0 FROM record
WHERE channel = :channel AND kind IN {_KINDS}
UNION ALL
SELECT count(*), sum(length(CAST(record.fields AS TEXT))), count(*) FROM record
WHERE waiting IS NOT NULL AND device = :device AND channel <> :channel AND channel IN (
 SELECT '{team_channel("")}' || team_id FROM enrolment WHERE device_id = :device
)
"""
