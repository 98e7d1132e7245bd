"""Who did what the audit trail tells of, as it was then: a phone and an account may be in other hands
today."""

from collections.abc import Sequence

from server.audit import store
from server.audit.tables import AuditEntry
from server.auth.store import accounts, devices
from server.auth.store.devices import PhoneUser
from server.database.engine import db
from server.sync.store.people import member_names


class ActorNames:
    """The names of those who did these acts, as far as they are in these teams."""

    def __init__(self, rows: Sequence[AuditEntry], care: frozenset[str]) -> None:
        self._care = care
        by_account = {row.actor_id for row in rows if row.actor_kind == "account" and row.actor_id}
        by_phone = {row.actor_id for row in rows if row.actor_kind == "device" and row.actor_id}
        self._accounts = accounts.names_of_accounts(db.session, by_account)
        oldest = min((row.id for row in rows), default=0)
        self._renamed = store.names_before(db.session, by_account, oldest)
        self._people = devices.all_people_of(by_phone)
        self._members = member_names(db.session, {row.actor_member_id for row in rows})

    def name_of(self, row: AuditEntry) -> str | None:
        """Who did it: what the account was called then, or who held the phone. None for the server, and
        where a phone did not say whose hands it was in and it may have been one of several."""
        if row.actor_kind == "account":
            renamed = self._renamed.get(row.actor_id or "", ())
            before = next((name for number, name in renamed if number >= row.id), None)
            return before or self._accounts.get(row.actor_id or "")
        if row.actor_member_id is not None:
            return self._held_by(row, row.actor_member_id)
        people = self._people_then(row)
        is_one = len({each.member for each in people}) == 1
        return people[0].name if is_one and any(map(self._is_told, people)) else None

    def names_it_may_be(self, row: AuditEntry) -> list[str]:
        """Whose phone it was, where nobody knows which of them held it."""
        if row.actor_kind != "device" or self.name_of(row) is not None:
            return []
        people = {each.member: each.name for each in self._people_then(row) if self._is_told(each)}
        return list(people.values())

    def _held_by(self, row: AuditEntry, member: str) -> str | None:
        """The name of who held it. Who was merged with another since stands on no phone any more."""
        known = [each for each in self._people.get(row.actor_id or "", ()) if each.member == member]
        return self._members.get(member) if not known or any(map(self._is_told, known)) else None

    def _people_then(self, row: AuditEntry) -> list[PhoneUser]:
        """Who was let in on the phone when it did this; where nobody was, who waited to be."""
        people = self._people.get(row.actor_id or "", [])
        let_in = [each for each in people if each.was_let_in(row.at)]
        return let_in or [each for each in people if each.was_there(row.at)]

    def _is_told(self, person: PhoneUser) -> bool:
        return person.team in self._care
