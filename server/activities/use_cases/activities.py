"""Activities: setting them up, changing them, calling them off, and what was done at them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from server.activities import store
from server.activities.tables import Activity
from server.audit.writing import Actor, record_audit
from server.auth.principal import Principal
from server.auth.throttle import count_of_account
from server.database.clock import now
from server.database.engine import db, only_reading
from server.database.sql import fetch_pipelined
from server.enrolment.publish_team import publish_plans
from server.organisation.names import LABEL_CODE_POINTS, clean_label, clean_texts
from server.organisation.store import units
from server.organisation.unit_names import formal_name
from server.records.writer import writing
from server.scope.reach import Days, check_teams_coordinated, check_unit_in_scope, units_in_scope
from server.scope.unit_editing import unit_kept_by
from server.sync.store.people import team_names
from server.totals.figures import Totals, figures_of, figures_query
from server.totals.periods import days_of, periods_between
from server.totals.store import Where
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]
LONGEST = timedelta(days=62)
MOST_ACTIVITIES = 100
"""Of a unit that end in one month: each stands in the month's report with its figures."""
TEXTS = {"place": LABEL_CODE_POINTS, "partners": 400}
"""What is written freely, and how many code points of it: no person is named there, and none of it
stands in the audit trail."""
WHICH = ("unit_id", "name", "first", "last", "place")
"""What tells one activity from another."""


def list_activities(principal: Principal, unit: str | None, first: date, last: date) -> list[Shown]:
    """The activities of a unit and all that counts as its own (without one: of all that the account sees)
    with a day in the range, the latest first. Raises not_found."""
    seen = units_in_scope(principal)
    if unit is not None:
        check_unit_in_scope(principal, unit)
        seen &= units.units_counted_now(unit)
    return _show(store.activities_of(db.session, seen, first.isoformat(), last.isoformat()))


def add_activity(principal: Principal, actor: Actor, **given: Any) -> Shown:
    """Sets an activity up and commits. Raises not_found and wrong_role for a unit or a team that the
    account does not keep, label_refused, person_named, invalid_shape for days that stand the wrong way or go on
    for more than two months, activity_there for one of that name at that place on just these days,
    activities_full, added_too_much."""
    with only_reading():
        said, teams = _checked(principal, given)
    with writing(db.session) as writer:
        count_of_account(db.session(), "activity", principal)
        _check_kept(principal, given)  # as things are by now
        _check_new(said)
        _check_room(said)
        row = Activity(
            id=str(uuid4()),
            set_by=str(actor.id),
            set_from=principal.unit_id,
            set_at=now(),
            **said,
        )
        store.add_activity(db.session, row)
        store.put_teams(db.session, row.id, teams)
        publish_plans(writer, teams)
        details = {"after": _told({**said, "teams": sorted(teams)})}
        record_audit(db.session, actor, "activity_added", ("activity", row.id), details)
    db.session.commit()
    return _read(row.id)


def change_activity(principal: Principal, actor: Actor, activity_id: str, **given: Any) -> Shown:
    """Writes an activity anew and commits. Raises as `add_activity` does, and wrong_role for
    one that was set up from further up."""
    with only_reading():
        row, there = _with_teams(principal, activity_id)
        said, teams = _checked(principal, given, row.unit_id, there)
    with writing(db.session) as writer:
        row, there = _with_teams(principal, activity_id)
        _check_kept(principal, given, row.unit_id, there)
        if any(said[name] != getattr(row, name) for name in WHICH):
            _check_new(said)
        if _month_of(said) != _month_of({name: getattr(row, name) for name in WHICH}):
            _check_room(said)
        before = {name: getattr(row, name) for name in said} | {"teams": sorted(there)}
        for name, value in said.items():
            setattr(row, name, value)
        store.put_teams(db.session, row.id, teams)
        after = {**said, "teams": sorted(teams)}
        if before != after:
            count_of_account(db.session(), "activity", principal)
            publish_plans(writer, there | teams)
            texts = [name for name in TEXTS if before[name] != after[name]]
            details = {"before": _told(before), "after": _told(after), "texts": texts}
            record_audit(db.session, actor, "activity_changed", ("activity", row.id), details)
    db.session.commit()
    return _read(activity_id)


def call_off(principal: Principal, actor: Actor, activity_id: str) -> None:
    """Calls an activity off and commits; the sessions of its teams stay as they are. Raises
    not_found, wrong_role."""
    with writing(db.session) as writer:
        row, teams = _with_teams(principal, activity_id)
        row.called_off_at = now()
        publish_plans(writer, teams)
        details = {"name": row.name}
        record_audit(db.session, actor, "activity_called_off", ("activity", row.id), details)
    db.session.commit()


def _told(said: Shown) -> Shown:
    """What the audit trail is told of it."""
    return {name: value for name, value in said.items() if name not in TEXTS}


def _load(principal: Principal, activity_id: str) -> Activity:
    # Also of a unit that was replaced: nobody else is left to mend what it set up.
    row = _owned(principal, activity_id)
    if not _stands_above(principal, row):
        raise ProblemError(PROBLEMS["wrong_role"])
    return row


def _owned(principal: Principal, activity_id: str) -> Activity:
    """An activity for who has all in their care that stands in the place of its unit: one that was
    divided is no part's. Raises not_found, wrong_role."""
    row = store.activity_by_id(db.session, activity_id)
    if row is None or row.called_off_at is not None:
        raise ProblemError(PROBLEMS["not_found"])
    check_unit_in_scope(principal, row.unit_id)
    own = principal.unit_id
    if own is not None and row.unit_id not in units.units_solely_in_charge(own):
        raise ProblemError(PROBLEMS["wrong_role"])
    return row


def _with_teams(principal: Principal, activity_id: str) -> tuple[Activity, frozenset[str]]:
    row = _load(principal, activity_id)
    return row, frozenset(store.teams_of(db.session, [row.id]).get(row.id, []))


def _read(activity_id: str) -> Shown:
    """An activity that was written, looked at while others write."""
    with only_reading():
        row = store.activity_by_id(db.session, activity_id)
        assert row is not None  # Activities are never deleted.
        (shown,) = _show([row])
    return shown


def _stands_above(principal: Principal, row: Activity) -> bool:
    """Whether it was set up by the asker, or from the asker's unit or one below."""
    if principal.unit_id is None or (principal.account and row.set_by == principal.account.id):
        return True
    return row.set_from is not None and row.set_from in units.units_below(principal.unit_id)


def _check_new(said: Shown) -> None:
    if store.is_set_up(db.session, {name: said[name] for name in WHICH}):
        raise ProblemError(PROBLEMS["activity_there"])


def _month_of(said: Shown) -> tuple[str, str]:
    """Of which unit, and in the report of which month it stands."""
    return said["unit_id"], said["last"][:7]


def _check_room(said: Shown) -> None:
    unit, month = _month_of(said)
    if store.count_activities(db.session, unit, *map(str, days_of(month))) >= MOST_ACTIVITIES:
        raise ProblemError(PROBLEMS["activities_full"])


def _checked(
    principal: Principal,
    given: dict[str, Any],
    unit: str | None = None,
    there: frozenset[str] = frozenset(),
) -> tuple[Shown, frozenset[str]]:
    """What is to be written, and the teams; the unit and the teams that stand there already are not
    looked into again."""
    first, last = given["first"], given["last"]
    if not first <= last <= first + LONGEST:
        errors = {"json": {"to": ["range"]}}
        raise ProblemError(PROBLEMS["invalid_shape"], {"errors": errors})
    teams = _check_kept(principal, given, unit, there)
    return {
        "unit_id": given["unit"],
        "name": clean_label(given["name"]),
        "first": first.isoformat(),
        "last": last.isoformat(),
        **clean_texts({name: given.get(name) for name in TEXTS}, TEXTS),
    }, teams


def _check_kept(
    principal: Principal,
    given: dict[str, Any],
    unit: str | None = None,
    there: frozenset[str] = frozenset(),
) -> frozenset[str]:
    if given["unit"] != unit:
        unit_kept_by(principal, given["unit"], own=True)
    teams = frozenset(given["teams"])
    check_teams_coordinated(principal, teams - there)
    return teams


def _show(rows: Sequence[Activity]) -> list[Shown]:
    teams = store.teams_of(db.session, [row.id for row in rows])
    names = team_names(db.session, [team for those in teams.values() for team in those])
    known = {unit.id: formal_name(unit) for unit in units.known_units().values()}
    stood = {unit: units.days_carried_on(unit) for unit in {row.unit_id for row in rows}}
    figures = [_figures(row, teams.get(row.id, []), stood[row.unit_id]) for row in rows]
    return [
        {
            "id": row.id,
            "unit": row.unit_id,
            "unit_name": known[row.unit_id],
            "name": row.name,
            "from": row.first,
            "to": row.last,
            "place": row.place,
            "partners": row.partners,
            "teams": [{"id": team, "name": names[team]} for team in teams.get(row.id, [])],
            "totals": figures_of(found.wire()),
        }
        for row, found in zip(rows, figures, strict=True)
    ]


def _figures(row: Activity, teams: Collection[str], stood: Days) -> Totals:
    """What the teams did on its days."""
    asked = map(figures_query, teams_at_work(row, teams, stood))
    whole = Totals()
    for found in fetch_pipelined(db.session, *asked):
        whole.add(found[""])
    return whole


def teams_at_work(
    row: Activity,
    teams: Collection[str],
    stood: Days,
    by: str = "",
    outcome: str | None = None,
) -> list[Where]:
    """Where stands what teams did on an activity's days, those on which they stood under its unit or what took
    its place (`stood`)."""
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for team in sorted(teams):
        for begin, end in stood.get(team, ()):
            first, last = max(begin, row.first), min(end, row.last)
            if first <= last:
                together[first, last].append(team)
    return [
        Where("team", those, periods_between(*map(date.fromisoformat, span)), by, outcome=outcome)
        for span, those in together.items()
    ]


def activity_seen(principal: Principal, activity_id: str) -> tuple[Activity, list[str]]:
    """An activity with the teams that take part, of each of which its report tells. Raises not_found,
    wrong_role for one of a unit of which the asker has a part."""
    row = _owned(principal, activity_id)
    return row, store.teams_of(db.session, [row.id]).get(row.id, [])
