"""Totals, and how complete they are: from the kept totals only, never from the records."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import dropwhile
from typing import Any

from server.auth.principal import Kind, Principal
from server.catalogue.store import COMPLETED
from server.database import sql
from server.database.clock import begin_of, now, today
from server.database.engine import autocommit_connection, db
from server.database.sql import fetch_pipelined
from server.organisation.serializers import show_unit
from server.organisation.store.units import (
    KnownUnit,
    is_over,
    known_units,
    unit_of_all,
)
from server.organisation.team_periods import Span
from server.scope.reach import check_unit_in_scope, reach_of_totals, teams_reporting_to
from server.statistics.breakdown import IN_TIME, Divided, rows_of
from server.statistics.contacts import TeamContacts, contacts_query, teams_with_phones_query
from server.targets.plans import Plan, Plans
from server.targets.store import Scope
from server.totals.boundaries import UnitScope, team_labels_query
from server.totals.figures import Totals, figures_query, nothing, people_by_day_query
from server.totals.periods import days_between, days_of, periods_between
from server.totals.store import Where
from sync.problems import PROBLEMS, ProblemError

LONGEST = timedelta(days=3 * 366)
# What a row's key is called in the tables and in the catalogue, where that is another name.
COLUMNS = {"day": "period", "group": "service"}
Shown = dict[str, Any]
Ranges = Sequence[tuple[date, date]]
Teams = Set[str]
Asked = sql.Query[Any]
Whole = Mapping[str, Totals]


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
    return {
        "as_of": now(),
        "from": question.first,
        "to": question.last,
        "by": question.by,
        "boundaries": question.boundaries,
        **parts,
    }


def _subject(principal: Principal, question: Question) -> tuple[str | None, str | None]:
    if question.team:
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
    by_column = question.by not in ("team", "unit")
    with autocommit_connection() as database:
        spans, is_told = reach_of_totals(principal, team, database)
        if not spans:
            raise ProblemError(PROBLEMS["not_found"])
        ranges = _in_scope(spans, question)
        current = {team} if is_told else set()
        where = _whole("team", [team], ranges, question.service)
        asked: list[Asked] = [
            contacts_query(current),
            teams_with_phones_query(current),
            team_labels_query([team]),
        ]
        asked += _whole_queries(where)
        if by_column:
            asked += _parts_queries(_parts(question, "team", [team], ranges))
        heard, phones, names, total, completed, *found = fetch_pipelined(database, *asked)
    plans = Plans(boundaries=question.boundaries, teams=True, days={team: spans})
    name, kind = names.get(team, ("", ""))
    rows = (
        rows_of(_divided(question), *found)
        if by_column
        else [_team_row(team, name, kind, total[""], completed[""], heard, phones)]
    )
    return {
        "unit": None,
        "team": {"id": team, "name": name, "kind": kind},
        **_planned(question, plans, Scope("team", team), total[""], completed[""], rows),
        "completeness": _completeness(current, heard, phones),
    }


def _in_scope(spans: Sequence[Span], question: Question) -> Ranges:
    days = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in spans]
    cut = [(max(first, question.first), min(last, question.last)) for first, last in days]
    return [(first, last) for first, last in cut if first <= last]


def _of_unit(principal: Principal, question: Question, unit: str | None) -> Shown:
    """The figures of a unit; without one, of all there are."""
    told = teams_reporting_to(principal)
    scope = UnitScope(unit, question.boundaries)
    current = teams_expected(unit, scope) & told
    stood = scope.days() if unit and question.by == "team" else None
    plans = Plans(boundaries=question.boundaries, teams=question.by == "team", days=stood)
    ranges = [(question.first, question.last)]
    where = _whole("unit", scope.scopes(), ranges, question.service)
    since = None if question.by == "team" else begin_of(today())
    asked = (
        contacts_query((scope.teams() | current) & told, since),
        teams_with_phones_query(current),
        *_whole_queries(where),
    )
    if question.by == "unit":
        heard, phones, total, completed, rows = _by_unit(question, unit, scope, asked)
    elif question.by == "team":
        heard, phones, total, completed, rows = _by_team(question, scope, asked, current)
    else:
        parts = _parts(question, "unit", scope.scopes(), ranges)
        queries = _parts_queries(parts)
        heard, phones, total, completed, *found = fetch_pipelined(db.session, *asked, *queries)
        rows = rows_of(_divided(question), *found)
    return {
        "unit": show_unit(known_units()[unit]) if unit else None,
        "team": None,
        **_planned(
            question, plans, Scope("unit", unit) if unit else None, total[""], completed[""], rows
        ),
        "completeness": _completeness(current, heard, phones),
    }


def teams_expected(unit: str | None, scope: UnitScope) -> Teams:
    """The teams from which figures of a unit, or of all there are, are waited for today: of a unit
    that ended those that stood there, since their phones may still hold days of its time."""
    return scope.teams() if unit and _has_ended(unit) else scope.teams_on(today())


def _planned(
    question: Question,
    plans: Plans,
    scope: Scope | None,
    total: Totals,
    completed: Totals,
    rows: list[Shown],
) -> Shown:
    """The total, with how many of its turns were completed, and the rows, with what of their targets falls on the days: a row of a unit or a
    team has its own, one of a group or of days its part of the whole's. What is only a part of the
    help, as of one service, is not held against them."""
    first, last = question.first, question.last

    def plan(row: Shown) -> Plan | None:
        key = row["key"]
        if scope is not None and (scope.kind, key) == ("team", scope.id):
            return plans.plan(scope, first, last)
        if question.by in ("unit", "team") and row["kind"] != "own":
            return _plan_of(plans, question, Scope(question.by, key), first, last)
        if scope is None or question.by not in ("group", *IN_TIME):
            return None
        if question.by == "group":
            return _plan_of(plans, question, scope, first, last, key)
        start, end = days_of(key)
        start, end = max(start, first), min(end, last)
        # A year of days would work out all units beside this one for each day.
        return _plan_of(plans, question, scope, start, end, is_part=False)

    held = question.service is None
    whole = _plan_of(plans, question, scope, first, last) if scope is not None else None
    planned = [{**row, "plan": plan(row) if held else None} for row in rows]
    return {
        "total": {**total.wire(), "completed": completed.turns or 0},
        "plan": whole if held else None,
        "rows": _from_the_first(planned) if question.by == "day" else planned,
    }


def _plan_of(
    plans: Plans,
    question: Question,
    scope: Scope,
    first: date,
    last: date,
    group: str = "",
    *,
    is_part: bool = True,
) -> Plan | None:
    """What of the targets falls on the days; of a unit's, with the boundaries of the time, on those of them
    on which it stood, as its figures do."""
    if scope.kind == "unit" and question.boundaries == "then":
        unit = known_units()[scope.id]
        first = max(first, date.fromisoformat(unit.valid_from))
        last = min(last, date.fromisoformat(unit.valid_to)) if unit.valid_to else last
    return plans.plan(scope, first, last, group, is_part=is_part) if first <= last else None


def _from_the_first(days: list[Shown]) -> list[Shown]:
    """Without the days before anything was done or planned: a trend begins with something."""
    return list(dropwhile(lambda day: not day["plan"] and not day["totals"]["sessions"], days))


def _whole(kind: str, scopes: list[str], ranges: Ranges, service: str | None) -> Where:
    """Some scopes over some ranges of days, all in one."""
    periods = [each for first, last in ranges for each in periods_between(first, last)]
    return Where(kind, scopes, periods, service=service)


def _whole_queries(where: Where) -> tuple[Asked, Asked]:
    """Asks for the figures of all together, and for those of what was completed alone."""
    return figures_query(where), figures_query(replace(where, outcome=COMPLETED))


def _parts(question: Question, kind: str, scopes: list[str], ranges: Ranges) -> Where:
    """The same, divided by what the question says."""
    split = days_between if question.by == "day" else periods_between
    periods = [each for first, last in ranges for each in split(first, last)]
    by = COLUMNS.get(question.by, question.by)
    return Where(kind, scopes, periods, by, question.service)


def _parts_queries(parts: Where) -> list[Asked]:
    """Asks for the figures of the parts; of groups of services, whose turns have targets, also for those
    of what was completed alone, by which they are judged."""
    found = [figures_query(parts)]
    if parts.by == "service":
        found.append(figures_query(replace(parts, outcome=COMPLETED)))
    return found


def _divided(question: Question) -> Divided:
    return Divided(question.by, question.first, question.last, question.service)


def _by_unit(
    question: Question, unit: str | None, scope: UnitScope, asked: Sequence[Asked]
) -> tuple[TeamContacts, Teams, Whole, Whole, list[Shown]]:
    """A row for each unit right below; what belongs to none of them stands in a last row of the
    unit's own, so that the rows always add up. Of all there are nothing is left."""
    children = scope.children(question.first, question.last)
    scopes = {child.id: scope.scopes(child.id) for child in children}
    parts = Where(
        "unit",
        sorted({each.removeprefix("-") for those in scopes.values() for each in those}),
        periods_between(question.first, question.last),
        "scope_id",
        question.service,
    )
    whole = scope.scopes()
    week = Where(
        "unit", [*parts.scopes, *(each.removeprefix("-") for each in whole)], _week(question)
    )
    heard, phones, total, completed, figures, done, people = fetch_pipelined(
        db.session,
        *asked,
        figures_query(parts),
        figures_query(replace(parts, outcome=COMPLETED)),
        people_by_day_query(week),
    )
    rest, rest_done = total[""].copy(), completed[""].copy()
    rest_days = _days(week, whole, people)
    rows: list[Shown] = []
    teams = scope.teams_apart(children)
    placed = frozenset[str]().union(*teams.values())
    for child in children:
        own = _sum(parts, scopes[child.id], figures)
        own_done = _sum(replace(parts, outcome=COMPLETED), scopes[child.id], done)
        days = _days(week, scopes[child.id], people)
        rest.add(own, -1)
        rest_done.add(own_done, -1)
        rest_days = [left - day for left, day in zip(rest_days, days, strict=True)]
        rows.append(_row(child, child.kind, own, own_done, days, heard, teams[child.id]))
    here = known_units()[unit] if unit else None
    if here and not (rest.is_nothing() and rows):
        own_teams = scope.teams() - placed
        rows.append(_row(here, "own", rest, rest_done, rest_days, heard, own_teams))
    return heard, phones, total, completed, rows


def _sum(where: Where, scopes: Sequence[str], figures: Mapping[str, Totals]) -> Totals:
    """The figures of a row: those of its scopes added up, with a "-" before one that is taken away."""
    found = nothing(where)
    for each in scopes:
        part = figures.get(each.removeprefix("-"), nothing(where))
        found.add(part, -1 if each.startswith("-") else 1)
    return found


def _week(question: Question) -> list[str]:
    """The seven days up to the last of the question."""
    return days_between(question.last - timedelta(days=6), question.last)


def _days(week: Where, scopes: Sequence[str], people: Mapping[tuple[str, str], int]) -> list[int]:
    """The people helped on each day of the week in some scopes, of which those with a "-" are taken away."""
    return [
        sum(
            (-1 if each.startswith("-") else 1) * people.get((each.removeprefix("-"), day), 0)
            for each in scopes
        )
        for day in week.periods
    ]


def _by_team(
    question: Question, scope: UnitScope, asked: Sequence[Asked], current: Teams
) -> tuple[TeamContacts, Teams, Whole, Whole, list[Shown]]:
    ranges = scope.team_ranges(question.first, question.last)
    parts = [
        Where("team", teams, periods_between(first, last), "scope_id", question.service)
        for (first, last), teams in ranges.items()
    ]
    week = _week(question)
    lately = scope.team_ranges(date.fromisoformat(week[0]), question.last)
    weeks = [
        Where("team", teams, days_between(first, last)) for (first, last), teams in lately.items()
    ]
    listed = current & scope.teams_between(question.first, question.last)
    shown = frozenset(listed).union(*ranges.values())
    heard, phones, total, completed, names, *told = fetch_pipelined(
        db.session,
        *asked,
        team_labels_query(shown),
        *map(figures_query, parts),
        *(figures_query(replace(each, outcome=COMPLETED)) for each in parts),
        *map(people_by_day_query, weeks),
    )
    of_team = Where("team", [], [], "scope_id", question.service)
    found = _by_key(shown, of_team, told[: len(parts)])
    done = _by_key(shown, replace(of_team, outcome=COMPLETED), told[len(parts) : 2 * len(parts)])
    people = {key: n for each in told[2 * len(parts) :] for key, n in each.items()}
    rows = [
        _team_row(team, name, kind, found[team], done[team], heard, phones)
        | {"days": [people.get((team, day), 0) for day in week]}
        for team, (name, kind) in names.items()
        if team in listed or not found[team].is_nothing()
    ]
    return heard, phones, total, completed, rows


def _by_key(
    keys: Teams, where: Where, told: Sequence[Mapping[str, Totals]]
) -> Mapping[str, Totals]:
    """The figures of each key, added up over several results."""
    found = {key: nothing(where) for key in keys}
    for figures in told:
        for key, each in figures.items():
            found[key].add(each)
    return found


def _row(
    unit: KnownUnit,
    kind: str,
    figures: Totals,
    completed: Totals,
    days: list[int],
    heard: TeamContacts,
    teams: Teams,
) -> Shown:
    return {
        "key": unit.id,
        "label": unit.name,
        "kind": kind,
        "totals": figures.wire() | {"completed": completed.turns or 0},
        "days": days,
        "unsent_at_least": heard.unsent(teams),
        "valid_from": unit.valid_from,
        "valid_to": unit.valid_to,
    }


def _team_row(
    team: str,
    name: str,
    kind: str,
    figures: Totals,
    completed: Totals,
    heard: TeamContacts,
    phones: Teams,
) -> Shown:
    return {
        "key": team,
        "label": name,
        "kind": kind,
        "totals": figures.wire() | {"completed": completed.turns or 0},
        "last_contact": heard.last_contact(team),
        "has_phone": team in phones,
        "unsent_at_least": heard.unsent({team}),
    }


def _completeness(teams: Teams, heard: TeamContacts, phones: Teams) -> Mapping[str, Any]:
    """What is known of what is not here yet. "At least", since a phone without signal cannot
    say what it holds."""
    return {
        "as_of": now(),
        "teams": len(teams),
        "teams_reported_today": len(teams) - len(heard.silent_since(teams, begin_of(today()))),
        "teams_without_phone": len(teams - phones),
        "teams_with_unsent": heard.with_unsent(teams),
        "unsent_at_least": heard.unsent(teams),
        "oldest_unsent": heard.oldest_unsent(teams),
    }


def _has_ended(unit_id: str) -> bool:
    return is_over(known_units()[unit_id], today())
