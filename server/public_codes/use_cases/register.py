"""The register of printed codes: listing, making, changing and ending them, and noting where they hang."""

import secrets
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from server.audit.writing import Actor, record_audit
from server.auth.principal import Principal
from server.auth.throttle import count_of_account
from server.config import current_settings
from server.database.clock import now, today
from server.database.engine import db, only_reading
from server.organisation.names import LABEL_CODE_POINTS, clean_texts
from server.organisation.store import units
from server.organisation.unit_names import formal_name
from server.public_codes import store
from server.public_codes.results import FormerLink, PrintedCode, PrintedCodes, PrintedSheet
from server.public_codes.tables import PublicCode, PublicCodeLink, PublicCodePrint
from server.public_codes.targets import find_target
from server.public_codes.use_cases.destinations import (
    Destination,
    checked_destination,
    destination_of,
    options_of,
    state_of,
    target_of,
)
from server.public_codes.use_cases.printed_elsewhere import posters, reports
from server.records.writer import writing, writing_if_new
from server.scope.reach import check_unit_in_scope, units_in_scope
from server.scope.unit_editing import check_has_come, unit_kept_by
from sync.code import is_clear
from sync.problems import PROBLEMS, ProblemError
from sync.public_code import HOW_MANY, public_code

MOST_CODES = 500
"""Of a unit that nobody has ended: more plaques than a province hangs."""
MOST_LISTED = 1_000
MOST_PRINTS = 200
"""Places where one code hangs."""
_FORMER = 5
"""Links of before that are listed of a code."""


def list_codes(principal: Principal, unit: str | None) -> PrintedCodes:
    """What a unit and what counts as its own has printed (without one: the account's unit), the latest first,
    and whether there is more than is listed. Raises not_found."""
    kept = _units_of(principal)
    if unit is not None:
        check_unit_in_scope(principal, unit)
        kept &= units.units_counted_now(unit)
    rows = read_codes(store.codes_of(db.session, kept, MOST_LISTED + 1))
    rows += [*posters(principal, kept), *reports(kept, MOST_LISTED + 1)]
    rows.sort(key=lambda row: row.made_at, reverse=True)
    return PrintedCodes(
        rows[:MOST_LISTED],
        more=len(rows) > MOST_LISTED,
        hosts=list(current_settings().link_hosts),
        targets=options_of(principal),
    )


def make_code(principal: Principal, actor: Actor, **given: Any) -> PrintedCode:
    """Makes a code and commits. Raises not_found and wrong_role for a unit that the account does not keep,
    not_found for a record that it does not see, label_refused, person_named, link_refused, invalid_shape for
    days that stand the wrong way, codes_full, added_too_much."""
    said = _checked(principal, given)
    with writing(db.session):
        count_of_account(db.session(), "printed", principal)
        unit_kept_by(principal, given["unit"], own=True)
        _check_room(given["unit"])
        row = PublicCode(
            code=_new_code(),
            unit_id=given["unit"],
            made_by=str(actor.id),
            made_from=principal.unit_id,
            made_at=now(),
            ended_at=None,
            **said,
        )
        store.add(db.session, row)
        details = {"code": row.code, "after": _told(said)}
        record_audit(db.session, actor, "code_made", ("unit", row.unit_id), details)
    db.session.commit()
    return _read(row.code)


def change_code(
    principal: Principal,
    actor: Actor,
    code: str,
    *,
    before: str | None,
    before_target: str | None,
    **given: Any,
) -> PrintedCode:
    """Writes anew what a code is for, where it leads and when it holds; it stays its unit's. Commits. Raises
    as `make_code` does, not_found, and changed_meanwhile where it leads elsewhere by now than when the form
    was begun."""
    with writing_if_new(db.session):
        row = _kept_by(principal, code)
        if (before, before_target) != (row.link, row.target_id):
            raise ProblemError(PROBLEMS["changed_meanwhile"])
        there = destination_of(row)
        said = _checked(principal, given, there)
        former = {name: getattr(row, name) for name in said}
        if former != said:
            count_of_account(db.session(), "printed", principal)
            if any(said[name] != value for name, value in there.items()):
                store.remember_link(db.session, row, now())
            for name, value in said.items():
                setattr(row, name, value)
            details = {"code": code, "before": _told(former), "after": _told(said)}
            record_audit(db.session, actor, "code_changed", ("unit", row.unit_id), details)
    db.session.commit()
    return _read(code)


def end_code(principal: Principal, actor: Actor, code: str, *, ended: bool) -> PrintedCode:
    """Ends a code, or lets it hold again, and commits; once more changes nothing. Raises not_found,
    wrong_role, codes_full, added_too_much."""
    with writing_if_new(db.session):
        row = _kept_by(principal, code)
        if ended != (row.ended_at is not None):
            count_of_account(db.session(), "printed", principal)
            if not ended:
                _check_room(row.unit_id)
            row.ended_at = now() if ended else None
            action = "code_ended" if ended else "code_reopened"
            record_audit(db.session, actor, action, ("unit", row.unit_id), {"code": code})
    db.session.commit()
    return _read(code)


def _check_room(unit: str) -> None:
    if store.count_holding(db.session, unit) >= MOST_CODES:
        raise ProblemError(PROBLEMS["codes_full"])


def put_up(principal: Principal, actor: Actor, code: str, place: str, day: date) -> PrintedCode:
    """Notes where a sheet with the code hangs, and commits. Raises not_found, wrong_role, label_refused,
    person_named, day_too_late, codes_full where it hangs in so many places already, added_too_much."""
    check_has_come(day.isoformat())
    said = clean_texts({"place": place}, {"place": LABEL_CODE_POINTS})
    with writing(db.session):
        row = _kept_by(principal, code)
        count_of_account(db.session(), "printed", principal)
        if len(store.prints_of(db.session, [code]).get(code, ())) >= MOST_PRINTS:
            raise ProblemError(PROBLEMS["codes_full"])
        hung = PublicCodePrint(
            id=str(uuid4()),
            code=code,
            place=said["place"],
            day=day.isoformat(),
            noted_by=str(actor.id),
            gone=None,
        )
        store.add(db.session, hung)
        details = {"code": code, "print": hung.id}
        record_audit(db.session, actor, "code_put_up", ("unit", row.unit_id), details)
    db.session.commit()
    return _read(code)


def take_down(principal: Principal, actor: Actor, code: str, print_id: str) -> None:
    """Notes that a sheet hangs there no more, and commits. Raises not_found, wrong_role."""
    with writing_if_new(db.session):
        row = _kept_by(principal, code)
        hung = store.print_with(db.session, print_id)
        if hung is None or hung.code != code:
            raise ProblemError(PROBLEMS["not_found"])
        if hung.gone is None:
            hung.gone = today()
            details = {"code": code, "print": print_id}
            record_audit(db.session, actor, "code_taken_down", ("unit", row.unit_id), details)
    db.session.commit()


def _units_of(principal: Principal) -> frozenset[str]:
    """The units whose codes the account keeps or looks at: all that counts as its own unit's today. What a
    commune prints that went elsewhere is nothing of its former cluster's."""
    own = principal.unit_id
    return units.units_counted_now(own) if own is not None else units_in_scope(principal)


def codes_seen(principal: Principal, codes: Collection[str]) -> list[PublicCode]:
    """The rows of codes that the account sees, as they were asked for. Raises not_found."""
    kept = _units_of(principal)
    found = []
    for code in codes:
        row = store.code_with(db.session, code)
        if row is None or row.unit_id not in kept:
            raise ProblemError(PROBLEMS["not_found"])
        found.append(row)
    return found


def read_codes(rows: Sequence[PublicCode]) -> list[PrintedCode]:
    """Codes with where they hang, where they led before, and how often they were scanned."""
    codes = [row.code for row in rows]
    prints, former = store.prints_of(db.session, codes), store.former_links(db.session, codes)
    scans, day, known = store.scans_of(db.session, codes), today(), units.known_units()
    return [
        PrintedCode(
            kind="link",
            code=row.code,
            unit=row.unit_id,
            unit_name=formal_name(known[row.unit_id]),
            purpose=row.purpose,
            link=row.link,
            target=target_of(row.target_kind, row.target_id),
            first=row.first,
            last=row.last,
            state=state_of(row, day),
            made_at=row.made_at,
            scans=scans.get(row.code, (0, ""))[0],
            last_scan=scans.get(row.code, (0, None))[1],
            prints=[
                PrintedSheet(each.id, each.place, each.day) for each in prints.get(row.code, ())
            ],
            former=[
                FormerLink(each.link, _title_of(each), each.until)
                for each in former.get(row.code, ())[:_FORMER]
            ],
        )
        for row in rows
    ]


def _title_of(former: PublicCodeLink) -> str | None:
    found = find_target(db.session(), former.target_kind, former.target_id)
    return found.title if found is not None else former.target_kind


def _read(code: str) -> PrintedCode:
    with only_reading():
        row = store.code_with(db.session, code)
        assert row is not None  # Codes are never deleted.
        (code_row,) = read_codes([row])
    return code_row


def _kept_by(principal: Principal, code: str) -> PublicCode:
    """A code for who has all in their care that stands in the place of its unit. Raises not_found,
    wrong_role."""
    row = store.code_with(db.session, code)
    if row is None:
        raise ProblemError(PROBLEMS["not_found"])
    check_unit_in_scope(principal, row.unit_id)
    own = principal.unit_id
    if own is not None and row.unit_id not in units.units_solely_in_charge(own):
        raise ProblemError(PROBLEMS["wrong_role"])
    return row


def _new_code() -> str:
    """A code that was never used, without letters that look alike by hand."""
    while True:
        code = public_code(secrets.randbelow(HOW_MANY))
        if is_clear(code) and store.code_with(db.session, code) is None:
            return code


def _checked(
    principal: Principal, given: dict[str, Any], there: Destination | None = None
) -> dict[str, Any]:
    """What is to be written; where it leads already, `there`, is not looked at again: also of a link that is
    not allowed any more the rest can be changed."""
    first, last = given["first"], given["last"]
    if first and last and first > last:
        raise ProblemError(PROBLEMS["invalid_shape"], {"errors": {"json": {"to": ["range"]}}})
    purpose = clean_texts({"purpose": given["purpose"]}, {"purpose": LABEL_CODE_POINTS})["purpose"]
    return {
        "purpose": purpose,
        **checked_destination(principal, given["link"], given["target"], there),
        "first": first.isoformat() if first else None,
        "last": last.isoformat() if last else None,
    }


def _told(said: dict[str, Any]) -> dict[str, Any]:
    """What the audit trail is told: where a code leads may be asked for what anybody typed."""
    return {**said, "link": urlsplit(said["link"]).hostname if said["link"] else None}
