"""What one transaction changes in the totals, worked out once at its end."""

from collections.abc import Mapping, Sequence, Set
from typing import Any

from server.asking import Question
from server.library.store import outcomes_asked
from server.organisation.store import UnitChains, chains_asked, memberships_asked
from server.syncing.rows import StoredRow
from server.tallies.affiliations import affiliation_on
from server.tallies.moving import apply_contributions
from server.tallies.store import presences_asked
from server.upserts import AnySession
from sync.contribution import Contribution, contribution
from sync.permission import Membership

Moved = dict[str, tuple[StoredRow | None, StoredRow]]


class Counting:
    """Collects the records that a transaction replaces; `apply` moves the totals."""

    def __init__(self, session: AnySession) -> None:
        self._session = session
        self._moved: Moved = {}

    def replace(self, old: StoredRow | None, new: StoredRow) -> None:
        """A record stands as `new` from now on. Only its first `old` and its last `new` count."""
        first = self._moved[new.id][0] if new.id in self._moved else old
        self._moved[new.id] = (first, new)

    def mark(self) -> Moved:
        """What was collected so far, for `reset`."""
        return dict(self._moved)

    def reset(self, mark: Moved) -> None:
        """Forgets what was collected since the mark."""
        self._moved = mark

    def questions(self) -> list[Question[Any]]:
        """What `apply` has to be told; nothing where no row counts that counted or counts now."""
        rows = [row for pair in self._moved.values() for row in pair if row is not None]
        counted = [row for row in rows if row.state == "counted"]
        if not counted:
            return []
        present = {
            (row.f.get("team", ""), row.f.get("day", ""), member)
            for row in counted
            for member in members_of(row)
        }
        return [
            outcomes_asked(),
            memberships_asked(member for _, _, member in present),
            presences_asked(present),
            *chains_asked({row.f.get("team", "") for row in counted}),
        ]

    def apply(self, told: Sequence[Any]) -> None:
        """Takes out of the totals what the old rows contributed and puts in what the new do, from
        the answers to `questions`."""
        if not told:
            return
        outcomes, memberships, present, *chains = told
        old = [first for first, _ in self._moved.values() if first is not None]
        new = [last for _, last in self._moved.values()]
        facts = Facts(outcomes, memberships)
        apply_contributions(
            self._session,
            UnitChains(*chains),
            present,
            [facts.contribution(row) for row in old],
            [facts.contribution(row) for row in new],
        )


class Facts:
    """What a contribution depends on besides the record: which outcomes count, and as what
    each member took part."""

    def __init__(self, outcomes: Set[str], memberships: Mapping[str, Sequence[Membership]]) -> None:
        self._outcomes = outcomes
        self._memberships = memberships
        self._affiliations: dict[tuple[str, str, str], str] = {}

    def contribution(self, row: StoredRow) -> Contribution:
        """What the record adds to the totals; nothing if it is not counted."""
        team, day = row.f.get("team", ""), row.f.get("day", "")
        affiliations = {member: self._affiliation(member, team, day) for member in members_of(row)}
        told = {"kind": row.kind, "state": row.state, "f": row.f}
        return contribution(told, self._outcomes, affiliations)

    def _affiliation(self, member: str, team: str, day: str) -> str:
        key = (member, team, day)
        if key not in self._affiliations:
            memberships = self._memberships.get(member, [])
            self._affiliations[key] = affiliation_on(memberships, team, day)
        return self._affiliations[key]


def members_of(row: StoredRow) -> list[str]:
    """The author of a session and those who came along."""
    author = row.f.get("author")
    return [*([author] if author else []), *(row.f.get("companions") or [])]
