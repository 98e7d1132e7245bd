"""Totals, and how complete they are: from the kept totals only, never from the records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from server.clock import day_of, now, today
from server.extensions import db
from server.identity.principal import Kind, Principal
from server.identity.scope import check_unit_in_scope, days_of_totals, teams_told_of
from server.library.store import groups_of_services, labels
from server.organisation.store.units import is_over, unit_by_id, unit_of_all
from server.organisation.tables import Unit
from server.tallies.contacts import Contact, contacts, last_contact, unsent
from server.tallies.periods import days_between, periods_between
from server.tallies.scopes import UnitScope, team_labels
from server.tallies.sums import Totals, groups_by, reasons_by, totals_by
from sync.problems import PROBLEMS, ProblemError

LONGEST = timedelta(days=3 * 366)
# What a row's key is called in the tables and in the catalogue, where that is another name.
COLUMNS = {"day": "period", "group": "service"}
LABELS = {"group": "service"}
IN_TIME = ("day", "month")
Shown = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """What is asked: a range of days of a unit or of a team, divided by something."""

    unit: str | None
    team: str | None
    first: date
    last: date
    by: str
    service: str | None
    boundaries: str


def totals(principal: Principal, question: Question) -> Shown:
    """The answer to GET /api/tallies. Without unit and team: the asker's own; an administrator's
    without a unit is all there is. Raises not_found out of scope, invalid_shape for a range that is
    too long or stands the wrong way."""
    if not question.first <= question.last <= question.first + LONGEST:
        raise ProblemError(PROBLEMS["invalid_shape"], {"errors": {"query": {"to": ["range"]}}})
    unit, team = _subject(principal, question)
    parts = _of_team(principal, question, team) if team else _of_unit(principal, question, unit)
    label = team_labels(db.session, [team]).get(team, ("", "")) if team else ("", "")
    return {
        "as_of": now(),
        "unit": _unit(unit_by_id(unit)) if unit else None,
        "team": {"id": team, "name": label[0], "kind": label[1]} if team else None,
        "from": question.first,
        "to": question.last,
        "by": question.by,
        "boundaries": question.boundaries,
        **parts,
    }


def _subject(principal: Principal, question: Question) -> tuple[str | None, str | None]:
    if question.team:
        if not days_of_totals(principal, question.team):
            raise ProblemError(PROBLEMS["not_found"])
        return None, question.team
    unit = question.unit or principal.unit_id
    if unit is not None:
        check_unit_in_scope(principal, unit)
        return unit, None
    if principal.kind is Kind.ADMINISTRATOR:
        return unit_of_all(), None
    for team in sorted(principal.team_ids):
        return None, team
    raise ProblemError(PROBLEMS["not_found"])


def _of_team(principal: Principal, question: Question, team: str) -> Shown:
    """The figures of the days in scope. Whoever looked after the team once, and no more, is not
    told what its phones say today."""
    ranges = _in_scope(principal, question, team)
    periods = [each for first, last in ranges for each in periods_between(first, last)]
    total = _total("team", [team], periods, question.service)
    current = {team} & teams_told_of(principal)
    heard = contacts(db.session, current)
    if question.by in ("team", "unit"):
        name, kind = team_labels(db.session, [team]).get(team, ("", ""))
        rows = [_row(team, name, kind, total, heard, current)]
    else:
        rows = _by_column(question, "team", [team], ranges)
    return {"total": total.wire(), "rows": rows, "completeness": _completeness(current, heard)}


def _in_scope(principal: Principal, question: Question, team: str) -> list[tuple[date, date]]:
    spans = days_of_totals(principal, team)
    days = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in spans]
    cut = [(max(first, question.first), min(last, question.last)) for first, last in days]
    return [(first, last) for first, last in cut if first <= last]


def _of_unit(principal: Principal, question: Question, unit: str | None) -> Shown:
    """The figures of a unit; without one, of all there are."""
    told = teams_told_of(principal)
    scope = UnitScope(db.session, unit, question.boundaries)
    periods = periods_between(question.first, question.last)
    total = _total("unit", scope.scopes(), periods, question.service)
    # Of a unit that ended, those that stood there: their phones may still hold days of its time.
    standing = scope.teams() if unit and _has_ended(unit) else scope.teams_on(today())
    current = standing & told
    heard = contacts(db.session, (scope.teams() | current) & told)
    if question.by == "unit":
        rows = _by_unit(question, unit, scope, total, heard)
    elif question.by == "team":
        rows = _by_team(question, scope, heard, current)
    else:
        rows = _by_column(question, "unit", scope.scopes(), [(question.first, question.last)])
    return {"total": total.wire(), "rows": rows, "completeness": _completeness(current, heard)}


def _total(kind: str, scopes: list[str], periods: list[str], service: str | None) -> Totals:
    found = totals_by(db.session, kind, scopes, periods, service=service)
    empty = Totals(None, forces=None) if service else Totals()
    return found.get("", empty)


def _by_column(
    question: Question, kind: str, scopes: list[str], ranges: Sequence[tuple[date, date]]
) -> list[Shown]:
    by = question.by
    split = days_between if by == "day" else periods_between
    periods = [each for first, last in ranges for each in split(first, last)]
    where = (db.session, kind, scopes, periods)
    if by == "reason":
        found = reasons_by(*where, question.service)
    else:
        found = totals_by(*where, COLUMNS.get(by, by), question.service)
    if by == "group":
        found = groups_by(found, groups_of_services(db.session))
    names = (
        {key: key for key in sorted(found)}
        if by in IN_TIME
        else labels(db.session, LABELS.get(by, by))
    )
    order = [*(key for key in names if key in found), *sorted(found.keys() - names.keys())]
    return [
        {"key": key, "label": names.get(key, key), "kind": by, "totals": found[key].wire()}
        for key in order
        if not found[key].is_nothing()
    ]


def _by_unit(
    question: Question, unit: str | None, scope: UnitScope, total: Totals, heard: list[Contact]
) -> list[Shown]:
    """A row for each unit right below; what belongs to none of them stands in a last row of the
    unit's own, so that the rows always add up. Of all there are nothing is left."""
    periods = periods_between(question.first, question.last)
    rest = Totals(None, forces=None) if question.service else Totals()
    rest.add(total)
    rows, placed = [], set()
    for child in scope.children(question.first, question.last):
        teams = scope.teams(child.id)
        placed |= teams
        figures = _total("unit", scope.scopes(child.id), periods, question.service)
        rest.add(figures, -1)
        rows.append(_row(child.id, child.name, child.kind, figures, heard, teams))
    own = unit_by_id(unit) if unit else None
    if own and not (rest.is_nothing() and rows):
        rows.append(_row(own.id, own.name, "own", rest, heard, scope.teams() - placed))
    return rows


def _by_team(
    question: Question, scope: UnitScope, heard: list[Contact], current: set[str]
) -> list[Shown]:
    found = {team: Totals() for team in current}
    for (first, last), teams in scope.team_ranges(question.first, question.last).items():
        periods = periods_between(first, last)
        by_team = totals_by(
            db.session, "team", sorted(set(teams)), periods, "scope_id", question.service
        )
        for team in set(teams):
            empty = Totals(None, forces=None) if question.service else Totals()
            found.setdefault(team, empty)
            if question.service and found[team].sessions == 0:
                found[team] = empty
            found[team].add(by_team.get(team, empty))
    names = team_labels(db.session, sorted(found))
    return [
        _row(team, name, kind, found[team], heard, {team})
        for team, (name, kind) in names.items()
        if team in current or not found[team].is_nothing()
    ]


def _row(
    key: str, label: str, kind: str, figures: Totals, heard: list[Contact], teams: set[str]
) -> Shown:
    return {
        "key": key,
        "id": key,
        "label": label,
        "kind": kind,
        "totals": figures.wire(),
        "last_contact": last_contact(heard, teams),
        "unsent_at_least": unsent(heard, teams),
    }


def _completeness(teams: set[str], heard: list[Contact]) -> Mapping[str, Any]:
    """What is known of what is not here yet. "At least", since a phone without signal cannot
    say what it holds."""
    ours = [each for each in heard if each.team in teams]
    holding = [each for each in ours if each.pending]
    return {
        "as_of": now(),
        "teams": len(teams),
        "teams_reported_today": len({each.team for each in ours if day_of(each.at) == today()}),
        "teams_with_unsent": len({each.team for each in holding}),
        "unsent_at_least": unsent(holding, teams),
        "oldest_unsent": min((each.oldest for each in holding if each.oldest), default=None),
    }


def _has_ended(unit_id: str) -> bool:
    unit = unit_by_id(unit_id)
    return unit is not None and is_over(unit, today())


def _unit(unit: Unit | None) -> Shown | None:
    return {"id": unit.id, "name": unit.name, "kind": unit.kind} if unit else None
