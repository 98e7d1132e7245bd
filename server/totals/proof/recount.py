"""Counting every total again."""

from collections.abc import Callable

from server.catalogue.store import outcomes_that_count
from server.database.engine import db
from server.database.sql import fetch
from server.organisation.store import affiliations_query
from server.organisation.store.placements import all_placements
from server.organisation.store.teams import all_team_ids
from server.organisation.store.units import tree
from server.organisation.team_periods import ALWAYS, Span
from server.totals.affiliations import affiliation_on
from server.totals.past import teams_with_past
from server.totals.proof.cells import Cells, count_cells
from server.totals.proof.compare import Comparison, Key, Present
from server.totals.proof.replay import fold_sessions

Affiliation = Callable[[str, str], str]


class ScopeRecount:
    """Goes from the teams up to the provinces: the totals of a unit are those of the units right
    below it and of the teams' days right under it. What was compared is let go, so that the totals
    of a whole country are never all there at once. `affiliations` tells as what each member took
    part whose presence, (team, day, member), is not kept as it was counted."""

    def __init__(self) -> None:
        self.sessions = fold_sessions(db.session)
        self.comparison = Comparison(db.session)
        self.affiliations: dict[Key, str] = {}
        self._outcomes = outcomes_that_count(db.session)
        self._stays = all_placements().stays
        self._units = tree()
        self._with_past = teams_with_past(db.session)
        self._under: dict[str, list[tuple[str, Span]]] = {}
        for team, stays in self._stays.items():
            for stay in stays:
                self._under.setdefault(stay.unit, []).append((team, (stay.first, stay.last)))

    def count(self) -> None:
        """Every scope there is, and at last whatever is kept of others. A team that never moved
        is counted where it stands, once; one that did as a whole, and its days under each unit."""
        for team in sorted({*all_team_ids(), *self.sessions.by_team, *self._with_past}):
            if not self._never_moved(team):
                self._count_team(team)
        for unit in sorted(unit for unit, node in self._units.items() if node.parent is None):
            self._count_unit(unit)
        self.comparison.compare_others()

    def _never_moved(self, team: str) -> bool:
        return len(self._stays.get(team, ())) == 1

    def _count_unit(self, unit: str) -> Cells:
        cells = Cells()
        for child in sorted(self._units.children(unit)):
            cells.add(self._count_unit(child))
        for team, span in self._under.get(unit, ()):
            if self._never_moved(team):
                cells.add(self._count_team(team))
            else:
                there, _ = self._counted(team, self.comparison.presences(team), span)
                cells.add(there)
        self.comparison.compare("unit", unit, cells)
        return cells

    def _count_team(self, team: str) -> Cells:
        kept = self.comparison.presences(team)
        cells, affiliation = self._counted(team, kept, ALWAYS)
        self.comparison.compare("team", team, cells)
        for day, member in self.comparison.compare_presences(team, cells.present, kept):
            self.affiliations[team, day, member] = affiliation(day, member)
        return cells

    def _counted(self, team: str, kept: Present, span: Span) -> tuple[Cells, Affiliation]:
        """What a team did on days of a span. As what somebody took part is fixed when the presence is
        first counted: a membership that changes later does not change what was (PROTOCOL 9.3)."""
        sessions = [each for each in self.sessions.of(team) if span[0] <= each.day <= span[1]]
        pairs = {(each.day, member) for each in sessions for member in each.members}
        unknown = {member for day, member in pairs if (day, member) not in kept}
        asked = affiliations_query(unknown)
        memberships = fetch(db.session, asked) if unknown else {}

        def affiliation(day: str, member: str) -> str:
            if (day, member) in kept:
                return kept[day, member][0]
            return affiliation_on(memberships.get(member, []), team, day)

        cells = count_cells(sessions, self._outcomes, affiliation)
        if team in self._with_past:
            cells.add(self.comparison.past(team, span))
        return cells, affiliation
