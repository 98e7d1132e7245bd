"""Activities: setting them up, changing them, calling them off, and what was done at days of action."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from server.activities import store
from server.activities.figures import counted_as
from server.activities.kinds import CLUB, HELPING
from server.activities.publishing import publish_activity, whom_it_is_for
from server.activities.tables import Activity
from server.activities.use_cases.access import load_with_teams
from server.activities.use_cases.listing import show_activities
from server.audit.writing import Actor, record_audit
from server.auth.principal import Principal
from server.auth.throttle import count_of_account
from server.config import current_settings
from server.database.clock import now
from server.database.engine import db, only_reading
from server.enrolment.publish_team import publish_plans
from server.http.links import is_listed_link
from server.organisation.names import LABEL_CODE_POINTS, clean_label, clean_texts
from server.records.writer import writing
from server.scope.reach import check_teams_coordinated
from server.scope.unit_editing import unit_kept_by
from server.totals.further_figures import replace_figure
from server.totals.periods import days_of
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]
LONGEST = timedelta(days=62)
LONGEST_SERIES = timedelta(days=366)
"""Of a club, whose meetings are its slots."""
MOST_ACTIVITIES = 100
"""Of a unit that end in one month: each stands in the month's report with its figures."""
TEXTS = {"place": LABEL_CODE_POINTS, "partners": 400}
"""What is written freely, and how many code points of it: no person is named there, and none of it
stands in the audit trail."""
MEETING_HOSTS = (
    ".zoom.us",
    "meet.google.com",
    "teams.microsoft.com",
    "teams.live.com",
    ".webex.com",
    ".zalo.me",
)
"""Where meetings are held, beside the hosts to which printed codes may lead."""
WHICH = ("unit_id", "name", "first", "last", "place")
"""What tells one activity from another."""


def add_activity(principal: Principal, actor: Actor, **given: Any) -> Shown:
    """Sets an activity up and commits. Raises not_found and wrong_role for a unit or a team that the
    account does not keep, label_refused, person_named, link_refused, invalid_shape for days that stand the
    wrong way or go on for too long and for a day of action without teams, activity_there for one of that name
    at that place on just these days, activities_full, added_too_much."""
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
        replace_figure(db.session, None, counted_as(row))
        publish_activity(writer, row, teams)
        publish_plans(writer, teams)
        details = {"after": _told({**said, "teams": sorted(teams)})}
        record_audit(db.session, actor, "activity_added", ("activity", row.id), details)
    db.session.commit()
    return _read(row.id)


def change_activity(principal: Principal, actor: Actor, activity_id: str, **given: Any) -> Shown:
    """Writes an activity anew and commits. Raises as `add_activity` does, wrong_role for one that was set up
    from further up, and changed_meanwhile where somebody wrote it since."""
    with only_reading():
        row, there = load_with_teams(principal, activity_id)
        said, teams = _checked(principal, given, row.unit_id, there)
    with writing(db.session) as writer:
        row, there = load_with_teams(principal, activity_id)
        if given.get("version") not in (None, row.version):
            raise ProblemError(PROBLEMS["changed_meanwhile"])
        _check_kept(principal, given, row.unit_id, there)
        if any(said[name] != getattr(row, name) for name in WHICH):
            _check_new(said)
        if _month_of(said) != _month_of({name: getattr(row, name) for name in WHICH}):
            _check_room(said)
        before = {name: getattr(row, name) for name in said} | {"teams": sorted(there)}
        former = whom_it_is_for(row, there)
        slots = _moved(row.slots, row.first, said["first"], said["last"])
        counted = counted_as(row)
        for name, value in said.items():
            setattr(row, name, value)
        replace_figure(db.session, counted, counted_as(row))
        store.put_teams(db.session, row.id, teams)
        after = {**said, "teams": sorted(teams)}
        if before != after:
            count_of_account(db.session(), "activity", principal)
            row.slots, row.version = slots, row.version + 1
            publish_activity(writer, row, teams, former)
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
        row, teams = load_with_teams(principal, activity_id)
        replace_figure(db.session, counted_as(row), None)
        row.called_off_at = now()
        publish_activity(writer, row, teams)
        publish_plans(writer, teams)
        details = {"name": row.name}
        record_audit(db.session, actor, "activity_called_off", ("activity", row.id), details)
    db.session.commit()


def _moved(slots: list[Shown], was: str, first: str, last: str) -> list[Shown]:
    """The parts of a programme whose activity begins on another day: as many days later, but none after its
    last."""
    if all(first <= slot["day"] <= last for slot in slots):
        return slots
    by = date.fromisoformat(first) - date.fromisoformat(was)
    days = [(date.fromisoformat(slot["day"]) + by).isoformat() for slot in slots]
    moved = zip(slots, days, strict=True)
    return [{**slot, "day": min(max(day, first), last)} for slot, day in moved]


def _told(said: Shown) -> Shown:
    """What the audit trail is told of it."""
    return {name: value for name, value in said.items() if name not in TEXTS}


def _read(activity_id: str) -> Shown:
    """An activity that was written, looked at while others write."""
    with only_reading():
        row = store.activity_by_id(db.session, activity_id)
        assert row is not None  # Activities are never deleted.
        (shown,) = show_activities([row])
    return shown


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
    longest = LONGEST_SERIES if given["kind"] == CLUB else LONGEST
    if not first <= last <= first + longest:
        raise _wrong("to", "range")
    if given["kind"] in HELPING and not given["teams"]:
        raise _wrong("teams", "missing")
    teams = _check_kept(principal, given, unit, there)
    return {
        "unit_id": given["unit"],
        "kind": given["kind"],
        "link": _checked_link(given.get("link")),
        "name": clean_label(given["name"]),
        "first": first.isoformat(),
        "last": last.isoformat(),
        **clean_texts({name: given.get(name) for name in TEXTS}, TEXTS),
    }, teams


def _wrong(name: str, why: str) -> ProblemError:
    return ProblemError(PROBLEMS["invalid_shape"], {"errors": {"json": {name: [why]}}})


def _checked_link(text: str | None) -> str | None:
    link = (text or "").strip()
    if link and not is_listed_link(link, (*MEETING_HOSTS, *current_settings().link_hosts)):
        raise ProblemError(PROBLEMS["link_refused"])
    return link or None


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
