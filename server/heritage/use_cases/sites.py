"""Heritage sites at the desk: listing, reading, making and writing them. Each writing is a version of its own."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from server.audit.writing import Actor, record_audit
from server.auth.principal import Principal
from server.auth.store.accounts import names_of_accounts
from server.auth.throttle import count_of_account
from server.database.clock import now, today
from server.database.engine import db, only_reading
from server.heritage import store
from server.heritage.content import clean_content, complete
from server.heritage.tables import HeritageSite, HeritageSiteVersion
from server.heritage.use_cases.files import files_here, lacking, put_files
from server.organisation.store import units
from server.organisation.unit_names import formal_name
from server.qr_codes.record_codes import HERITAGE_SITE, CodesOfRecord, codes_of_records
from server.records.writer import writing
from server.scope.reach import check_unit_in_scope, units_in_scope
from server.scope.unit_editing import unit_kept_by
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]
MOST_LISTED = 1_000


def list_sites(principal: Principal, unit: str | None, state: str | None) -> Shown:
    """The sites of a unit and what counts as its own (without one: the account's unit), by name, those in a state
    alone, and whether there are more than are listed. Raises not_found."""
    seen = units_of(principal)
    if unit is not None:
        check_unit_in_scope(principal, unit)
        seen &= units.units_counted_now(unit)
    rows = show_sites(principal, store.sites_of(db.session, seen, MOST_LISTED + 1))
    fitting = [row for row in rows[:MOST_LISTED] if state in (None, row["state"])]
    return {"rows": fitting, "more": len(rows) > MOST_LISTED}


def read_site(principal: Principal, site_id: str) -> Shown:
    """A site with what its latest version says and all versions. Raises not_found."""
    with only_reading():
        row = site_seen(principal, site_id)
        (shown,) = show_sites(principal, [row])
        versions = store.all_versions(db.session, row.id)
        people = {each for one in versions for each in _people(one) if each}
        names = names_of_accounts(db.session(), people)
        return {
            **shown,
            "content": complete(versions[0].content),
            "versions": [_show_version(each, names) for each in versions],
            "files": files_here(versions[0]),
        }


def make_site(
    principal: Principal, actor: Actor, *, unit: str, name: str, content: dict[str, Any]
) -> Shown:
    """Makes a site and commits: a draft. Raises not_found and wrong_role for a unit that the account does not
    keep, site_name_taken, label_refused, person_named, source_refused, added_too_much, and as `put_files`
    does."""
    said = clean_content(content)
    with writing(db.session):
        count_of_account(db.session(), "printed", principal)
        unit_kept_by(principal, unit, own=True)
        if store.site_named(db.session, name) is not None:
            raise ProblemError(PROBLEMS["site_name_taken"])
        row = HeritageSite(
            id=str(uuid4()),
            name=name,
            unit_id=unit,
            latest=1,
            live=None,
            made_at=now(),
            withdrawn_at=None,
        )
        store.add(db.session, row)
        _keep(principal, actor, row, said)
        record_audit(db.session, actor, "site_made", ("unit", unit), _told(row))
    db.session.commit()
    return read_site(principal, row.id)


def write_site(
    principal: Principal, actor: Actor, site_id: str, *, version: int, content: dict[str, Any]
) -> Shown:
    """Writes a further version and commits: a draft; what anybody reads stays as it is. Raises not_found,
    wrong_role, changed_meanwhile after a version that is not the latest, and as `make_site` does."""
    said = clean_content(content)
    with writing(db.session):
        row = site_kept(principal, site_id)
        check_latest(row, version)
        count_of_account(db.session(), "printed", principal)
        row.latest += 1
        _keep(principal, actor, row, said)
        record_audit(db.session, actor, "site_written", ("unit", row.unit_id), _told(row))
    db.session.commit()
    return read_site(principal, site_id)


def units_of(principal: Principal) -> frozenset[str]:
    """The units whose sites the account sees: all that counts as its own unit's today, as with printed codes."""
    own = principal.unit_id
    return units.units_counted_now(own) if own is not None else units_in_scope(principal)


def site_seen(principal: Principal, site_id: str) -> HeritageSite:
    """A site that the account sees. Raises not_found."""
    row = store.site_with(db.session, site_id)
    if row is None or row.unit_id not in units_of(principal):
        raise ProblemError(PROBLEMS["not_found"])
    return row


def site_kept(principal: Principal, site_id: str) -> HeritageSite:
    """A site for who has all in their care that stands in the place of its unit. Raises not_found, wrong_role."""
    row = site_seen(principal, site_id)
    if not _keeps(principal, row):
        raise ProblemError(PROBLEMS["wrong_role"])
    return row


def _keeps(principal: Principal, row: HeritageSite) -> bool:
    own = principal.unit_id
    return own is None or row.unit_id in units.units_solely_in_charge(own)


def check_latest(row: HeritageSite, version: int) -> None:
    """Raises changed_meanwhile for a version after which another one was written."""
    if version != row.latest:
        raise ProblemError(PROBLEMS["changed_meanwhile"])


def state_of(row: HeritageSite, latest: HeritageSiteVersion) -> str:
    """How a site stands by its latest version: draft, waiting, live or, the whole of it, withdrawn."""
    if latest.submitted_at is None:
        is_over = row.withdrawn_at is not None and latest.written_at <= row.withdrawn_at
        return "withdrawn" if is_over else "draft"
    if latest.approved_at is None:
        return "waiting"
    return "live" if row.live is not None else "withdrawn"


def show_sites(principal: Principal, rows: Sequence[HeritageSite]) -> list[Shown]:
    """Sites as lists have them."""
    latest = store.versions_with(db.session, {(row.id, row.latest) for row in rows})
    month = today()[:7] + "-01"
    codes = codes_of_records(db.session(), HERITAGE_SITE, [row.id for row in rows], month)
    lost = lacking(rows)
    known, asker = units.known_units(), principal.account.id if principal.account else None
    return [
        {
            "id": row.id,
            "name": row.name,
            "path": f"/p/{row.name}",
            "unit": row.unit_id,
            "unit_name": formal_name(known[row.unit_id]),
            "title": version.content["title"],
            "kind": version.content["kind"],
            "state": state_of(row, version),
            "latest": row.latest,
            "live": row.live,
            "written_at": version.written_at,
            "is_own": version.written_by == asker,
            "is_kept": _keeps(principal, row),
            "lacks": lost[row.id],
            **codes.get(row.id, CodesOfRecord())._asdict(),
        }
        for row in rows
        for version in [latest[row.id, row.latest]]
    ]


def _keep(principal: Principal, actor: Actor, row: HeritageSite, said: dict[str, Any]) -> None:
    """A further version, and which files it names."""
    version = HeritageSiteVersion(
        site_id=row.id,
        number=row.latest,
        content=said,
        written_by=str(actor.id),
        written_at=now(),
        submitted_by=None,
        submitted_at=None,
        approved_by=None,
        approved_at=None,
    )
    store.add(db.session, version)
    put_files(principal, version)


def _people(version: HeritageSiteVersion) -> tuple[str | None, ...]:
    return version.written_by, version.submitted_by, version.approved_by


def _show_version(row: HeritageSiteVersion, names: dict[str, str]) -> Shown:
    return {
        "number": row.number,
        "written_by": names.get(row.written_by, ""),
        "written_at": row.written_at,
        "submitted_by": names.get(row.submitted_by) if row.submitted_by else None,
        "submitted_at": row.submitted_at,
        "approved_by": names.get(row.approved_by) if row.approved_by else None,
        "approved_at": row.approved_at,
    }


def _told(row: HeritageSite) -> Shown:
    """What the audit trail is told: which version of which site."""
    return {"site": row.id, "name": row.name, "version": row.latest}
