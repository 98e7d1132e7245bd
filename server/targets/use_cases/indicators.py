"""Entering what no session counts: works, ideas, trainings, posts, measured shares."""

from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy.exc import IntegrityError

from server.audit.writing import SYSTEM, Actor, record_audit
from server.auth.principal import Principal
from server.auth.store.accounts import names_of_accounts
from server.catalogue.use_cases.manage_items import check_may_edit_catalogue
from server.database.clock import now, today
from server.database.engine import db
from server.organisation.names import clean_label, clean_texts
from server.organisation.store import teams, units
from server.organisation.unit_names import formal_name
from server.targets import store
from server.targets.access import (
    check_in_charge_of_days,
    check_month_open,
    check_reads,
    check_solely_in_charge,
    days_of_teams,
    scope_named,
    set_further_up,
    values_below,
)
from server.targets.default_indicators import USUAL
from server.targets.store import Scope
from server.targets.tables import Indicator, IndicatorValue
from server.targets.target_math import WHOLE
from server.totals.periods import days_of
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]
TEXTS = {"source": 400}
"""What is written freely, and how many code points of it: no person is named there, and none of it
stands in the audit trail."""

MOST_FIGURES = 300
"""Of a unit or a team in one month: each stands in the report with its source."""


def import_indicators() -> int:
    """Adds those of the usual indicators that are not there yet, and commits; how many it added.
    What somebody changed stays."""
    known = {row.code for row in store.indicators(db.session)}
    added = [
        Indicator(**usual._asdict(), sort=place, active=True)
        for place, usual in enumerate(USUAL, start=1)
        if usual.code not in known
    ]
    for row in added:
        store.add(db.session, row)
    if added:
        details = {"added": [row.code for row in added]}
        record_audit(db.session, SYSTEM, "indicators_imported", ("indicator", "all"), details)
    db.session.commit()
    return len(added)


def list_indicators() -> list[Shown]:
    """Every indicator in its order, retired ones too."""
    return [_show(row) for row in store.indicators(db.session)]


def add_indicator(principal: Principal, actor: Actor, **given: Any) -> Shown:
    """Adds an indicator for all units and commits. Raises wrong_role, label_refused, code_taken."""
    check_may_edit_catalogue(principal)
    present = store.indicators(db.session)
    if any(each.code == given["code"] for each in present):
        raise ProblemError(PROBLEMS["code_taken"])
    row = Indicator(
        code=given["code"],
        kind=given["kind"],
        label_vi=clean_label(given["label_vi"]),
        label_en=clean_label(given["label_en"]),
        unit_vi="%" if given["kind"] == "share" else clean_label(given["unit_vi"], 40),
        unit_en="%" if given["kind"] == "share" else clean_label(given["unit_en"], 40),
        sort=1 + max((each.sort for each in present), default=0),
        active=True,
    )
    try:
        with db.session.begin_nested():
            store.add(db.session, row)
    except IntegrityError as error:  # somebody else added it meanwhile
        raise ProblemError(PROBLEMS["code_taken"]) from error
    record_audit(db.session, actor, "indicator_added", ("indicator", row.code), _show(row))
    shown = _show(row)
    db.session.commit()
    return shown


def change_indicator(principal: Principal, actor: Actor, code: str, given: dict[str, Any]) -> Shown:
    """Changes what an indicator is called or whether it is in use, and commits. Raises wrong_role,
    not_found, label_refused."""
    check_may_edit_catalogue(principal)
    row = store.indicator(db.session, code)
    if row is None:
        raise ProblemError(PROBLEMS["not_found"])
    changes = {k: clean_label(v) if isinstance(v, str) else v for k, v in given.items()}
    before = {name: getattr(row, name) for name in changes}
    for name, value in changes.items():
        setattr(row, name, value)
    if before != changes:
        details = {"before": before, "after": changes}
        record_audit(db.session, actor, "indicator_changed", ("indicator", code), details)
    shown = _show(row)
    db.session.commit()
    return shown


def list_values(
    principal: Principal, unit: str | None, team: str | None, first: date, last: date
) -> list[Shown]:
    """What was entered for a unit and all below it, or for a team, over days within the range, the
    latest days first. Raises not_found."""
    scope = scope_named(unit, team)
    check_reads(principal, scope)
    days = days_of_teams(principal, scope)
    found = values_below(scope, days, first.isoformat(), last.isoformat())
    names = names_of_accounts(db.session, {row.entered_by for row in found})
    known = {row.code: row for row in store.indicators(db.session)}
    return [_show_value(row, known, names) for row in reversed(found)]


def enter_value(
    principal: Principal,
    actor: Actor,
    *,
    indicator: str,
    unit: str | None,
    team: str | None,
    first: date,
    last: date,
    value: int,
    source: str,
) -> Shown:
    """Enters what an indicator came to over some days, as a whole number or, of a share, in tenths
    of a percent, and commits. Raises not_found, wrong_role, invalid_shape for an indicator that is
    not in use, a share above all and days that stand the wrong way, day_too_late for days that are not
    over, closed_on_day for those after the unit ended, label_refused and person_named for a source that
    could name a citizen, figures_full, closed_month, and figure_there for what stands there already: whoever asks
    again after a lost answer adds nothing."""
    scope = scope_named(unit, team)
    check_in_charge_of_days(principal, scope, first, last)
    known = store.indicator(db.session, indicator, lock=True)
    if known is None or not known.active:
        raise _wrong("indicator", "not in use")
    if known.kind == "share" and value > WHOLE:
        raise _wrong("value", "more than all")
    if first > last:
        raise _wrong("to", "before the first day")
    if last.isoformat() > today():
        raise ProblemError(PROBLEMS["day_too_late"])
    check_month_open(scope, last.isoformat())
    row = IndicatorValue(
        id=str(uuid4()),
        indicator=indicator,
        scope_kind=scope.kind,
        scope_id=scope.id,
        first=first.isoformat(),
        last=last.isoformat(),
        value=value,
        **clean_texts({"source": source}, TEXTS),
        entered_from=principal.unit_id,
        entered_by=str(actor.id),
        entered_at=now(),
    )
    if store.is_entered(db.session, row):
        raise ProblemError(PROBLEMS["figure_there"])
    month = days_of(row.last[:7])
    if store.count_values(db.session, scope, *map(str, month)) >= MOST_FIGURES:
        raise ProblemError(PROBLEMS["figures_full"])
    store.add(db.session, row)
    names = names_of_accounts(db.session, {row.entered_by})
    shown = _show_value(row, {known.code: known}, names)
    details = {"indicator": indicator, "value": value, "scope": list(scope)}
    record_audit(db.session, actor, "indicator_entered", ("indicator_value", row.id), details)
    db.session.commit()
    return shown


def withdraw_value(principal: Principal, actor: Actor, value_id: str) -> None:
    """Takes back what was entered; it stays, withdrawn. Commits. Raises not_found, closed_month, and
    wrong_role for what was entered further up and for what is not the asker's to keep; of a team that
    is who looks after the unit in which it counts."""
    row = store.value_by_id(db.session, value_id)
    if row is None or row.withdrawn_at is not None:
        raise ProblemError(PROBLEMS["not_found"])
    scope = Scope(row.scope_kind, row.scope_id)
    check_solely_in_charge(principal, scope, row.last)
    if set_further_up(principal, row.entered_from):
        raise ProblemError(PROBLEMS["wrong_role"])
    check_month_open(scope, row.last)
    row.withdrawn_at = now()
    details = {
        "indicator": row.indicator,
        "value": row.value,
        "scope": list(scope),
        "entered_by": row.entered_by,
    }
    record_audit(db.session, actor, "indicator_withdrawn", ("indicator_value", value_id), details)
    db.session.commit()


def _show(row: Indicator) -> Shown:
    names = ("code", "kind", "label_vi", "label_en", "unit_vi", "unit_en", "sort", "active")
    return {name: getattr(row, name) for name in names}


def _show_value(row: IndicatorValue, known: dict[str, Indicator], names: dict[str, str]) -> Shown:
    subject = units.unit_by_id(row.scope_id) if row.scope_kind == "unit" else None
    team = teams.team_by_id(row.scope_id) if row.scope_kind == "team" else None
    return {
        "id": row.id,
        "indicator": _show(known[row.indicator]),
        "unit": row.scope_id if row.scope_kind == "unit" else None,
        "team": row.scope_id if row.scope_kind == "team" else None,
        "name": formal_name(subject) if subject else team.name if team else "",
        "from": row.first,
        "to": row.last,
        "value": row.value,
        "source": row.source,
        "entered_by": names.get(row.entered_by),
        "entered_at": row.entered_at,
    }


def _wrong(name: str, why: str) -> ProblemError:
    return ProblemError(PROBLEMS["invalid_shape"], {"errors": {"json": {name: [why]}}})
