"""Members out of a spreadsheet, all or none: each row goes the way of a person who is added or
changed by hand. What would be done is worked out first, and is all that a preview does."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from server.audit.writing import Actor
from server.auth.principal import Principal
from server.auth.throttle import count_of_account
from server.catalogue.store import items
from server.database.clock import today
from server.database.engine import db
from server.directory.matching import Crew, Person, SheetMember, Verdict
from server.directory.sheets import MEMBERS, ROLES, meaning
from server.directory.store import figures
from server.directory.use_cases.changing_members import Changes
from server.directory.use_cases.manage_members import Newcomer, begin_newcomer, take_in
from server.directory.use_cases.sheet_report import (
    ALL,
    Report,
    carry_out,
    check_changes,
    screening,
)
from server.organisation.names import usable_name
from server.organisation.store import memberships, teams
from server.organisation.tables import Team
from server.records.write_budget import WriteBudget
from server.records.writer import Writer
from server.scope.reach import check_team_coordinated, teams_coordinated
from server.scope.unit_editing import TeamDays, TeamRoom, check_has_come
from server.spreadsheets.reading import reading_table
from server.spreadsheets.sheet import Row
from server.spreadsheets.turn import lock_of_spreadsheets
from sync.problems import PROBLEMS, ProblemError
from sync.text import fold

Shown = dict[str, Any]
USUAL = "DOAN"
# In which column stands what a problem is about.
_OF_NEW = {
    "name_refused": "name",
    "day_too_late": "first",
    "closed_on_day": "team",
    "team_full": "team",
}
_OF_CHANGE = {
    "still_waiting": "name",
    "wrong_role": "role",
    "closed_on_day": "last",
    "day_too_early": "last",
    "day_too_late": "last",
}


class RowRefused(Exception):
    """A row that is not understood: the column's key, and why."""

    def __init__(self, key: str, code: str) -> None:
        super().__init__(code)
        self.key, self.code = key, code


def import_members(
    principal: Principal, actor: Actor, file: bytes, *, team: str | None, dry_run: bool
) -> Shown:
    """Adds the members whom a file names, changes role, force and last day of those whom the teams
    have, and commits; with `dry_run` it only tells what it would do. Rows that name no team are of
    `team`. Raises not_found and wrong_role for that team, sheet_too_large, sheet_too_old,
    sheet_unreadable, sheet_without_headings, sheet_empty, sheet_busy, sheet_changes_many, sheet_slow,
    added_too_much, and sheet_refused, with the report as details."""
    lock = lock_of_spreadsheets()
    with screening(usable_name) as usable, reading_table(file, MEMBERS, lock) as table:

        def work_out(budget: WriteBudget) -> _Import:
            if team is not None:
                check_team_coordinated(principal, team)
            words, report = _Words(principal, team, usable), Report(table)
            asked = _Import(principal, report, words, budget)
            asked.work_out(_understood(report, words, budget))
            return asked

        subject = ("unit", principal.unit_id or ALL)
        return carry_out(work_out, actor, "members_imported", subject, dry_run=dry_run)


def _understood(report: Report, words: "_Words", budget: WriteBudget) -> list[SheetMember]:
    """The rows that can be understood; of the others all that is wrong is said at once."""
    found = []
    for row in budget.each(report.table.rows):
        parts = {}
        for key, read in words.parts.items():
            if key not in row.unread:
                try:
                    parts[key] = read(row)
                except RowRefused as refused:
                    report.refuse(row, refused.key, refused.code)
        if not report.is_refused(row):
            first, last = row.values.get("first"), row.values.get("last")
            found.append(SheetMember(row, **parts, first=first, last=last))
    return found


class _Words:
    """What the words in the cells stand for, as far as the account sees."""

    def __init__(
        self, principal: Principal, team: str | None, usable: Callable[[str], str | None]
    ) -> None:
        self._team = team
        self._by_code: dict[str, Team] = {}
        self._by_name: dict[str, list[Team]] = defaultdict(list)
        coordinated = teams_coordinated(principal)
        self.days = TeamDays(coordinated)
        for each in teams.teams_by_id(coordinated):
            self._by_name[fold(each.name)].append(each)
            if each.code:
                self._by_code[each.code.casefold()] = each
        kept = [item for item in items(db.session) if item.kind == "affiliation"]
        self._codes = {item.code for item in kept}
        self._affiliations = meaning("affiliation", {item.code: item.label_en for item in kept})
        self._affiliations |= meaning("affiliation", {item.code: item.label_vi for item in kept})
        self._roles = meaning("role", ROLES)
        self.parts: Mapping[str, Callable[[Row], Any]] = {
            "team": self._find_team,
            "id": lambda row: _id(row.values.get("id")),
            "name": lambda row: _name(row, usable),
            "role": lambda row: _coded(row, "role", self._roles, "role_unknown"),
            "affiliation": lambda row: _coded(
                row, "affiliation", self._affiliations, "affiliation_unknown"
            ),
        }
        """What a row is read for, each of which raises RowRefused."""

    def check_affiliation(self, code: str) -> None:
        """Raises RowRefused for a force that was never in the catalogue."""
        if code not in self._codes:
            raise RowRefused("affiliation", "affiliation_unknown")

    def _find_team(self, row: Row) -> str:
        name, code = row.values.get("team"), row.values.get("team_code")
        if code:
            team = self._by_code.get(code.casefold())
            if team is None:
                raise RowRefused("team_code", "team_unknown")
            if name and fold(name) != fold(team.name):
                raise RowRefused("team", "team_differs")
            return team.id
        if name:
            return self._by_its_name(name)
        if self._team is None and "team_code" not in row.unread:
            raise RowRefused("team", "cell_empty")
        return self._team or ""

    def _by_its_name(self, name: str) -> str:
        found = self._by_name.get(fold(name), [])
        if not found:
            raise RowRefused("team", "team_unknown")
        if len(found) > 1:  # A team that ended may have left its name to another one.
            found = [each for each in found if not self.days.has_ended(each.id)]
        if len(found) != 1:
            raise RowRefused("team", "team_ambiguous")
        return found[0].id


def _name(row: Row, usable: Callable[[str], str | None]) -> str:
    """The clean name; where a code says who is meant, it may be any, or none."""
    text = row.values.get("name") or ""
    if row.values.get("id") or "id" in row.unread:
        return text
    if not text:
        raise RowRefused("name", "cell_empty")
    name = usable(text)
    if name is None:
        raise RowRefused("name", "name_refused")
    return name


def _id(text: str | None) -> str | None:
    if not text:
        return None
    try:
        return str(UUID(text))
    except ValueError:
        raise RowRefused("id", "member_unknown") from None


def _coded(row: Row, key: str, words: Mapping[str, str], code: str) -> str | None:
    text = row.values.get(key)
    if not text:
        return None
    if fold(text) not in words:
        raise RowRefused(key, code)
    return words[fold(text)]


class _Import:
    """What one file asks for."""

    def __init__(
        self, principal: Principal, report: Report, words: _Words, budget: WriteBudget
    ) -> None:
        self._principal, self.report, self._words = principal, report, words
        self._budget = budget
        self._new: list[tuple[str, Newcomer]] = []
        self._wished: list[tuple[SheetMember, str, dict[str, str]]] = []
        self._changes = Changes(principal, ())
        self._room = TeamRoom(())

    def work_out(self, wishes: Iterable[SheetMember]) -> None:
        """Finds out, team by team, what the rows wish for; says of which it cannot be done. Raises
        sheet_changes_many."""
        by_team: dict[str, list[SheetMember]] = defaultdict(list)
        for wish in wishes:
            by_team[wish.team].append(wish)
        people, self._room = _people(by_team), TeamRoom(by_team)
        for team, those in by_team.items():
            self._work_out_in(Crew(people[team], today()), those)
        check_changes(len(self._wished))
        named = [(member, wish.team) for wish, member, _ in self._wished]
        self._changes = Changes(self._principal, named, self._words.days)
        for wish, member, change in self._budget.each(self._wished):
            try:
                self._changes.change(member, wish.team, change)
            except ProblemError as problem:
                self._refuse(wish.row, problem, _OF_CHANGE)

    def write(self, writer: Writer, actor: Actor, budget: WriteBudget) -> None:
        """Writes it: called inside `writing`, where no row was refused. Raises added_too_much."""
        count_of_account(db.session(), "member", self._principal, len(self._new))
        take_in(writer, actor, self._new)
        budget.check()
        self._changes.write(writer, actor)

    def _work_out_in(self, crew: Crew, wishes: Iterable[SheetMember]) -> None:
        for wish in self._budget.each(wishes):
            verdict = crew.judge(wish)
            self._report(wish.row, verdict)
            if verdict.found == "added":
                self._add(wish)
            elif verdict.person and verdict.changes:
                self._wished.append((wish, verdict.person.id, verdict.changes))

    def _add(self, wish: SheetMember) -> None:
        affiliation = wish.affiliation or USUAL
        try:
            self._words.days.check_open(wish.team)
            self._room.take(wish.team, lasting=wish.last is None)
            self._words.check_affiliation(affiliation)
            person = begin_newcomer(
                wish.name,
                affiliation=affiliation,
                role=wish.role or "volunteer",
                first=wish.first,
                last=wish.last,
            )
        except RowRefused as refused:
            self.report.refuse(wish.row, refused.key, refused.code)
        except ProblemError as problem:
            self._refuse(wish.row, problem, _OF_NEW)
        else:
            self._check_last(wish, person)
            self._new.append((wish.team, person))

    def _check_last(self, wish: SheetMember, person: Newcomer) -> None:
        if person.last is None:
            return
        try:
            check_has_come(person.last)
            self._words.days.check_stands(wish.team, person.last)
            if person.last < person.first:
                raise ProblemError(PROBLEMS["day_too_early"])
        except ProblemError as problem:
            self._refuse(wish.row, problem, _OF_CHANGE)

    def _report(self, row: Row, verdict: Verdict) -> None:
        for key, code in verdict.notes:
            self.report.warn(row, key, code)
        if verdict.found == "refused":
            self.report.refuse(row, *verdict.why)
            return
        if verdict.found == "left":
            self.report.warn(row, *verdict.why)
        self.report.count(row, verdict.found)

    def _refuse(self, row: Row, problem: ProblemError, columns: Mapping[str, str]) -> None:
        code = problem.problem.code
        self.report.refuse(row, columns.get(code, "name"), code)


def _people(team_ids: Iterable[str]) -> dict[str, list[Person]]:
    """Everybody whom each of the teams has or had."""
    found: dict[str, list[Person]] = {team: [] for team in team_ids}
    waiting = figures.only_waiting(found)
    for member, held in memberships.latest_of_teams(found):
        found[held.team_id].append(
            Person(
                member.id,
                member.name,
                held.role,
                held.affiliation,
                held.valid_from,
                held.valid_to,
                (held.team_id, member.id) in waiting,
            )
        )
    return found
