"""Setting up, correcting and ending units."""

from typing import Any
from uuid import uuid4

from server.audit.writing import Actor
from server.auth.principal import Principal
from server.database.engine import db
from server.directory.use_cases.import_units import unit_id as id_of
from server.directory.use_cases.reading import show_unit_row
from server.directory.use_cases.unit_book import UnitBook
from server.organisation.names import clean_label
from server.organisation.tables import Unit
from server.organisation.tree import RANKS
from server.records.writer import writing
from server.scope.unit_editing import check_unit_open
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]


def create_unit(
    principal: Principal,
    actor: Actor,
    *,
    code: str,
    name: str,
    kind: str,
    parent: str | None,
    valid_from: str,
) -> Shown:
    """Makes a unit and commits. Raises not_found and wrong_role for a parent that the account does
    not keep, closed_on_day for one that began later than the unit or ends, invalid_shape for a kind
    that does not stand below the parent's, label_refused, code_taken, unit_full, added_too_much."""
    cleaned = clean_label(name)
    with writing(db.session) as writer:
        book = UnitBook(principal)
        above = parent_kept(book, parent)
        unit = set_up(book, above, code=code, name=cleaned, kind=kind, valid_from=valid_from)
        book.write(writer, actor)
    shown = show_unit_row(unit, [])
    db.session.commit()
    return shown


def parent_kept(book: UnitBook, parent: str | None) -> Unit | None:
    """The unit under which another is to hang. Raises not_found and wrong_role for one that the
    account does not keep, and for none where the account sees a part of the tree only."""
    if parent is not None:
        return book.kept(parent, own=True)
    if book.own is not None:
        raise ProblemError(PROBLEMS["wrong_role"])
    return None


def set_up(
    book: UnitBook, above: Unit | None, *, code: str, name: str, kind: str, valid_from: str
) -> Unit:
    """Makes a unit with a clean name under one that the account keeps. Raises closed_on_day, invalid_shape,
    code_taken, unit_full."""
    if above is not None:
        _check_fits(above, valid_from, kind)
    parent = above.id if above is not None else None
    unit = Unit(code=code, valid_from=valid_from, name=name, kind=kind, parent_id=parent)
    return begin_unit(book, unit)


def change_unit(principal: Principal, actor: Actor, unit_id: str, given: dict[str, str]) -> Shown:
    """Corrects the name or the code of a unit, tells the phones of the teams under it, and
    commits. Raises not_found, wrong_role, label_refused, code_taken."""
    changes = {**given, "name": clean_label(given["name"])} if "name" in given else given
    with writing(db.session) as writer:
        book = UnitBook(principal)
        unit = book.kept(unit_id)
        correct(book, unit, changes)
        book.write(writer, actor)
    shown = show_unit_row(unit, book.successors.get(unit_id, []))
    db.session.commit()
    return shown


def correct(book: UnitBook, unit: Unit, changes: dict[str, str]) -> None:
    """The same of a unit that the account keeps, with a clean name. Raises code_taken."""
    code = changes.get("code", unit.code)
    _check_code_free(book, code, unit.valid_from, unit.valid_to, but=unit)
    before = {name: getattr(unit, name) for name in changes}
    if before == changes:
        return
    book.correct(unit, changes)
    book.record("unit_changed", unit, {"before": before, "after": changes})


def end_unit(principal: Principal, actor: Actor, unit_id: str, day: str) -> Shown:
    """Ends a unit with the day, which may be later than an end that it has, and commits. Raises
    not_found, wrong_role, day_too_early for a day before its first, already_replaced for one in whose
    place others stand since, unit_in_use while teams or units stand under it after the day,
    unit_has_accounts while somebody may sign in to an account at it: nothing takes them along,
    code_taken where another has the code by then, and closed_on_day where the unit above ends
    before."""
    with writing(db.session) as writer:
        book = UnitBook(principal)
        unit = book.kept(unit_id)
        end(book, unit, day)
        book.write(writer, actor)
    shown = show_unit_row(unit, [])
    db.session.commit()
    return shown


def end(book: UnitBook, unit: Unit, day: str) -> None:
    """The same of a unit that the account keeps."""
    if day < unit.valid_from:
        raise ProblemError(PROBLEMS["day_too_early"])
    if book.successors.get(unit.id):
        raise ProblemError(PROBLEMS["already_replaced"])
    if book.is_used_after(unit, day):
        raise ProblemError(PROBLEMS["unit_in_use"])
    if book.has_accounts(unit.id):
        raise ProblemError(PROBLEMS["unit_has_accounts"])
    _check_code_free(book, unit.code, unit.valid_from, day, but=unit)
    _check_inside(book, unit, day)
    end_with(book, unit, day)


def begin_unit(book: UnitBook, unit: Unit) -> Unit:
    """Keeps a new unit, gives it its id, and tells the audit trail. Raises code_taken, unit_full."""
    _check_code_free(book, unit.code, unit.valid_from, unit.valid_to)
    if book.is_full(unit.parent_id):
        raise ProblemError(PROBLEMS["unit_full"])
    key = id_of(unit.code, unit.valid_from)
    if book.get(key) is not None:
        key = str(uuid4())  # Another unit began under this code, which was corrected since.
    unit.id = key
    book.add(unit)
    told = {"code": unit.code, "name": unit.name, "kind": unit.kind, "parent": unit.parent_id}
    book.record("unit_created", unit, told)
    return unit


def end_with(book: UnitBook, unit: Unit, day: str) -> None:
    """Makes a day a unit's last, and tells the audit trail if that is new."""
    if unit.valid_to != day:
        details = {"before": unit.valid_to, "after": day}
        book.end(unit, day)
        book.record("unit_ended", unit, details)


def check_parent(book: UnitBook, parent: str | None, day: str, kind: str) -> None:
    """Raises what `create_unit` does for where a unit shall hang."""
    above = parent_kept(book, parent)
    if above is not None:
        _check_fits(above, day, kind)


def _check_fits(above: Unit, day: str, kind: str) -> None:
    check_unit_open(above, day)
    check_below(kind, above.kind)


def check_below(kind: str, above: str) -> None:
    """Raises invalid_shape for a kind of unit that does not stand below the other."""
    if RANKS[kind] <= RANKS[above]:
        errors = {"json": {"kind": ["stands below its parent"]}}
        raise ProblemError(PROBLEMS["invalid_shape"], {"errors": errors})


def _check_code_free(
    book: UnitBook, code: str, first: str, last: str | None, but: Unit | None = None
) -> None:
    if book.with_code(code, first, last, but) is not None:
        raise ProblemError(PROBLEMS["code_taken"])


def _check_inside(book: UnitBook, unit: Unit, day: str) -> None:
    above = book.get(unit.parent_id)
    if above is not None and above.valid_to is not None and above.valid_to < day:
        raise ProblemError(PROBLEMS["closed_on_day"])
