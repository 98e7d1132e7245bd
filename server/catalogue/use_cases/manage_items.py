"""Keeping the catalogue by hand: labels, order, adding, retiring."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from sqlalchemy.orm import Session

from server.audit.writing import Actor, record_audit
from server.auth.principal import Kind, Principal
from server.catalogue import store, tables
from server.catalogue.files import GROUPED, LISTS, published_fields
from server.catalogue.use_cases.importing import record_id, row_of
from server.database.engine import db
from server.http.results import from_row, one_of
from server.organisation.names import clean_label
from server.organisation.store import units
from server.organisation.tree import COMMUNE, RANKS
from server.records.writer import Writer, writing
from sync.channel import CATALOGUE
from sync.problems import PROBLEMS, ProblemError

LABELS: tuple[str, ...] = ("label_vi", "label_en")

Usage = Callable[[Session], dict[tuple[str, str], int]]


def install_usage(app: Flask, usage: Usage) -> None:
    """`usage` tells how much is counted under each entry, by its list and its code."""
    app.extensions[_USAGE] = usage


_USAGE = "catalogue_usage"


@dataclass(kw_only=True)
class CatalogueItem:
    """A code of a list. `used`: how many people (sessions of a place kind or age band, volunteers'
    turns of an affiliation) the totals hold under it; what does not count is not among them."""

    kind: str = one_of(LISTS)
    code: str
    group: str | None
    label_vi: str
    label_en: str
    sort: int
    active: bool
    flags: dict[str, bool]
    used: int


@dataclass
class Catalogue:
    """All lists, each in its order, retired entries too."""

    rows: list[CatalogueItem]


def list_items() -> Catalogue:
    """Every entry of every list, in the order of the lists and of their entries."""
    order = {kind: place for place, kind in enumerate(LISTS)}
    used = _used()
    found = sorted(
        store.items(db.session), key=lambda item: (order[item.kind], item.sort, item.code)
    )
    return Catalogue(
        [from_row(CatalogueItem, item, used=used.get((item.kind, item.code), 0)) for item in found]
    )


def add_item(
    principal: Principal,
    actor: Actor,
    *,
    kind: str,
    code: str,
    label_vi: str,
    label_en: str,
    group: str | None = None,
    sort: int | None = None,
) -> CatalogueItem:
    """Adds an entry, publishes it and commits. Raises wrong_role (a coordinator of a commune),
    label_refused, code_taken (retired ones too), invalid_shape for a group that the list lacks."""
    check_may_edit_catalogue(principal)
    vi, en = clean_label(label_vi), clean_label(label_en)
    with writing(db.session) as writer:
        present = [item for item in store.items(db.session) if item.kind == kind]
        if any(item.code == code for item in present):
            raise ProblemError(PROBLEMS["code_taken"])
        _check_group(kind, group, present)
        last = max((item.sort for item in present), default=0)
        item = tables.CatalogueItem(
            kind=kind,
            code=code,
            group=group,
            label_vi=vi,
            label_en=en,
            sort=last + 1 if sort is None else sort,
            active=True,
            flags=_flags(present),
        )
        store.add_item(db.session, item)
        _publish(writer, item)
        details = row_of(item)
        record_audit(db.session, actor, "catalogue_added", ("catalogue", f"{kind}/{code}"), details)
    db.session.commit()
    return from_row(CatalogueItem, item, used=0)


def change_item(
    principal: Principal, actor: Actor, kind: str, code: str, given: dict[str, Any]
) -> CatalogueItem:
    """Changes an entry's labels, order or whether it is in use, publishes it and commits. Raises
    wrong_role, not_found, label_refused, last_active (a list without anything to choose, or
    without an outcome that counts, would stop every phone)."""
    check_may_edit_catalogue(principal)
    labels = {name: clean_label(given[name]) for name in LABELS if name in given}
    changes: dict[str, Any] = {**given, **labels}
    with writing(db.session) as writer:
        item = store.item(db.session, kind, code)
        if item is None:
            raise ProblemError(PROBLEMS["not_found"])
        before = {name: getattr(item, name) for name in changes}
        for name, value in changes.items():
            setattr(item, name, value)
        if before != changes:
            db.session.flush()
            _check_choice_left(kind)
            _publish(writer, item)
            subject, details = f"{kind}/{code}", {"before": before, "after": changes}
            record_audit(db.session, actor, "catalogue_changed", ("catalogue", subject), details)
    db.session.commit()
    return from_row(CatalogueItem, item, used=_used().get((kind, code), 0))


def check_may_edit_catalogue(principal: Principal) -> None:
    """Raises wrong_role for whoever may not write what the phones of all communes show."""
    if principal.kind is Kind.ADMINISTRATOR:
        return
    unit = units.unit_by_id(principal.unit_id) if principal.unit_id else None
    # One commune does not rename what the phones of the whole province show.
    if unit is None or RANKS[unit.kind] >= COMMUNE:
        raise ProblemError(PROBLEMS["wrong_role"])


def _check_group(kind: str, group: str | None, present: list[tables.CatalogueItem]) -> None:
    """A service stands in one of the groups that are entries themselves, a reason in one that
    others name; other lists have none."""
    named = {item.group for item in present if item.group}
    groups = {item.code for item in present if item.flags.get("is_group")}
    known = groups if kind == "service" else named
    if group not in known if kind in GROUPED else group is not None:
        errors = {"json": {"group": ["not a group of this list"]}}
        raise ProblemError(PROBLEMS["invalid_shape"], {"errors": errors})


def _check_choice_left(kind: str) -> None:
    left = [item for item in store.items(db.session) if item.kind == kind and item.active]
    usable = [item for item in left if not item.flags.get("is_group")]
    if kind == "outcome":
        usable = [item for item in usable if item.flags.get("counts")]
    if not usable:
        raise ProblemError(PROBLEMS["last_active"])


def _flags(present: list[tables.CatalogueItem]) -> dict[str, bool]:
    """The yes/no columns of the list, all no: what counts is decided with a file, once."""
    return dict.fromkeys(sorted({name for item in present for name in item.flags}), False)


def _publish(writer: Writer, item: tables.CatalogueItem) -> None:
    key = record_id(item.kind, item.code)
    writer.put(item.kind, key, CATALOGUE, published_fields(row_of(item)))


def _used() -> dict[tuple[str, str], int]:
    usage: Usage = current_app.extensions[_USAGE]
    return usage(db.session())
