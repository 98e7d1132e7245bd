"""Which teams may read what an event is about (PROTOCOL 5.17.2)."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from server.database.sql import fetch
from server.records.writer import Writer
from server.sync.store.grants import granted_query
from sync.membership import Membership

_PUBLIC = "public"


class ReadersOfEvents:
    """Looks up what events of one phone are about, and to whom it was published. What was looked up once is
    not asked for again."""

    def __init__(self, writer: Writer, phone: str) -> None:
        self._writer = writer
        self._phone = phone
        self._granted: dict[frozenset[str], Collection[tuple[str | None, str]]] = {}

    def of(self, set_: Mapping[str, Any], memberships: Iterable[Membership]) -> frozenset[str]:
        """Those of the teams of these memberships to which the paper that an event names was published; all
        of them where it is for everybody, or the phone itself was granted it. None where there is no such paper, or not in that version."""
        row = self._writer.row(str(set_["document"]))
        if row is None or row.kind != "document" or set_["version"] > row.f["version"]:
            return frozenset()
        teams = frozenset(each.team for each in memberships)
        if row.f.get("readers") == _PUBLIC:
            return teams
        if teams not in self._granted:
            asked = granted_query(teams, self._phone)
            self._granted[teams] = fetch(self._writer.session, asked)
        found = {team for team, channel in self._granted[teams] if channel == row.channel}
        return teams if None in found else frozenset(filter(None, found))
