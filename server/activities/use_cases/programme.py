"""The programme of an activity: its parts, and what comes when in them."""

from collections.abc import Mapping
from typing import Any

from server.activities import store
from server.activities.publishing import publish_activity
from server.activities.tables import Activity
from server.activities.use_cases.access import invited_teams, load_with_teams
from server.activities.use_cases.listing import show_activities
from server.audit.writing import Actor, record_audit
from server.auth.principal import Principal
from server.auth.throttle import count_of_account
from server.database.engine import db, only_reading
from server.organisation.names import LABEL_CODE_POINTS, clean_label, clean_texts
from server.organisation.store import units
from server.records.writer import writing
from server.scope.reach import check_unit_in_scope
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]
_TITLE_CODE_POINTS = 200


def read_programme(principal: Principal, activity_id: str) -> Shown:
    """The programme of an activity that the account sees, or to which teams of its unit are invited. Raises
    not_found."""
    row = store.activity_by_id(db.session, activity_id)
    if row is None or row.called_off_at is not None:
        raise ProblemError(PROBLEMS["not_found"])
    invited = invited_teams(principal, [row])
    if invited and principal.unit_id is not None:
        return _show(row, invited, principal.unit_id)
    check_unit_in_scope(principal, row.unit_id)
    return _show(row)


def write_programme(
    principal: Principal,
    actor: Actor,
    activity_id: str,
    version: int,
    slots: list[Shown],
    agenda: list[Shown],
) -> Shown:
    """Writes a programme anew and commits. Raises not_found, wrong_role, changed_meanwhile where it is not at
    `version` any more, label_refused, person_named, added_too_much, and invalid_shape for a part outside the
    activity's days, two parts with one id, and a line of no part."""
    parts = sorted(map(_checked_slot, slots), key=lambda slot: (slot["day"], slot["start"]))
    lines = list(map(_checked_line, agenda))
    with writing(db.session) as writer:
        row, teams = load_with_teams(principal, activity_id)
        if row.version != version:
            raise ProblemError(PROBLEMS["changed_meanwhile"])
        _check_fit(row, parts, lines)
        places = {slot["id"]: place for place, slot in enumerate(parts)}
        # Within a part as they were written: lines without a time belong behind the line before them.
        lines.sort(key=lambda line: places[line["slot"]])
        if (row.slots, row.agenda) != (parts, lines):
            count_of_account(db.session(), "activity", principal)
            row.slots, row.agenda, row.version = parts, lines, row.version + 1
            publish_activity(writer, row, teams)
            details = {"parts": len(parts), "lines": len(lines)}
            record_audit(db.session, actor, "programme_changed", ("activity", row.id), details)
    db.session.commit()
    with only_reading():
        written = store.activity_by_id(db.session, activity_id)
        assert written is not None  # Activities are never deleted.
        return _show(written)


def _checked_slot(slot: Shown) -> Shown:
    texts = clean_texts({"place": slot["place"]}, {"place": LABEL_CODE_POINTS})
    name = clean_label(slot["name"]) if slot["name"] else None
    return {**slot, **texts, "name": name, "day": slot["day"].isoformat()}


def _checked_line(line: Shown) -> Shown:
    # Who speaks is named on every printed programme.
    by = clean_label(line["by"]) if line["by"] else None
    return {**line, "title": clean_label(line["title"], _TITLE_CODE_POINTS), "by": by}


def _check_fit(row: Activity, slots: list[Shown], agenda: list[Shown]) -> None:
    ids = {slot["id"] for slot in slots}
    wrong = {
        "slots": len(ids) < len(slots)
        or any(not row.first <= slot["day"] <= row.last for slot in slots)
        or any(slot["end"] is not None and slot["end"] < slot["start"] for slot in slots),
        "agenda": any(line["slot"] not in ids for line in agenda),
    }
    errors = {name: ["range"] for name, is_wrong in wrong.items() if is_wrong}
    if errors:
        raise ProblemError(PROBLEMS["invalid_shape"], {"errors": {"json": errors}})


def _show(row: Activity, invited: Mapping[str, list[str]] | None = None, root: str = "") -> Shown:
    """`invited`: of one from above, the teams of the unit `root` that it invites."""
    within = units.days_below(root) if invited is not None else None
    (shown,) = show_activities([row], invited, within)
    return {**shown, "slots": row.slots, "agenda": row.agenda}
