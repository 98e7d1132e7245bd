"""What one transaction changes in the totals, worked out once at its end."""

from collections.abc import Sequence
from typing import Any

from server.catalogue.store import outcomes_query
from server.database.connections import AnySession
from server.database.sql import Query
from server.organisation.store import UnitChains, affiliations_query, chains_query
from server.records.rows import StoredRow
from server.totals.affiliations import affiliation_on
from server.totals.apply_delta import Basis, move_totals
from server.totals.continuing import take_out_repeats
from server.totals.store import presences_query
from sync.contribution import Sums
from sync.kinds import KINDS

Moved = dict[str, tuple[StoredRow | None, StoredRow]]


class TotalsObserver:
    """Collects the records that a transaction replaces; `apply` moves the totals."""

    def __init__(self, session: AnySession) -> None:
        self.also_read = 0
        self._session = session
        self._moved: Moved = {}
        self._sums = Sums()

    def replace(self, old: StoredRow | None, new: StoredRow) -> None:
        """A record stands as `new` from now on. Only its first `old` and its last `new` count, and
        only those of kinds that add to totals."""
        if not KINDS[new.kind].counts:
            return
        first = self._moved[new.id][0] if new.id in self._moved else old
        self._moved[new.id] = (first, new)

    def mark(self) -> Moved:
        """What was collected so far, for `reset`."""
        return dict(self._moved)

    def reset(self, mark: Moved) -> None:
        """Forgets what was collected since the mark."""
        self._moved = mark

    def queries(self) -> list[Query[Any]]:
        """What `apply` has to be told; nothing where nothing is added or taken out."""
        sums = self._sums = Sums()
        for old, new in self._moved.values():
            if old is not None:
                sums.add(old.kind, old.state, old.f, -1)
            sums.add(new.kind, new.state, new.f, 1)
        self.also_read = take_out_repeats(self._session, self._moved, sums)
        present = sums.presence.keys()
        # Where one that does not count stands between others, only the people behind it may move.
        teams = {team for team, *_ in (*sums.sessions, *sums.helped, *present)}
        if not teams:
            return []
        return [
            outcomes_query(),
            affiliations_query({member for _, _, member in present}),
            presences_query(present),
            *chains_query(teams),
        ]

    def apply(self, told: Sequence[Any]) -> None:
        """Takes out of the totals what the old rows added and puts in what the new do, from the
        answers to `queries`."""
        if not told:
            return
        outcomes, memberships, present, *chains = told

        def affiliation(member: str, team: str, day: str) -> str:
            return affiliation_on(memberships.get(member, ()), team, day)

        basis = Basis(outcomes, affiliation, UnitChains(*chains).above)
        move_totals(self._session, basis, present, self._sums)
