"""Where a printed code may lead: to a link on a host that the operator listed, or to a record of this server;
and how a code stands by that."""

from server.auth.principal import Principal
from server.config import current_settings
from server.database.engine import db
from server.http.links import is_listed_link, is_plain_link
from server.public_codes.results import CodeTargetShown, State
from server.public_codes.tables import PublicCode
from server.public_codes.targets import TargetShown, code_targets, find_target
from server.scope.reach import check_unit_in_scope
from sync.problems import PROBLEMS, ProblemError

Destination = dict[str, str | None]
"""`link`, `target_kind` and `target_id`, as the row has them."""
_MOST_OPTIONS = 500


def destination_of(row: PublicCode) -> Destination:
    """Where a code leads."""
    return {"link": row.link, "target_kind": row.target_kind, "target_id": row.target_id}


def record_of(row: PublicCode) -> TargetShown | None:
    """The record to which a code leads, None where it leads to a link or the record is gone."""
    return find_target(db.session(), row.target_kind, row.target_id)


def state_of(row: PublicCode, day: str) -> State:
    """How a code stands on a day: planned, live, expired, ended, lost, blocked since the operator took the
    host from the list, unpublished while the record to which it leads has no public page, or withdrawn since
    that is over or gone."""
    if row.ended_at is not None:
        return "ended"
    if row.last is not None and row.last < day:
        return "expired"
    if row.link is None and row.target_id is None:
        return "lost"
    if row.link is not None and not _is_allowed(row.link):
        return "blocked"
    if row.first is not None and day < row.first:
        return "planned"
    return "live" if row.link is not None else _state_of_record(record_of(row))


def _state_of_record(found: TargetShown | None) -> State:
    if found is None or found.is_over:
        return "withdrawn"
    return "live" if found.path is not None else "unpublished"


def address_of_page(path: str) -> str:
    """The whole address of a public page of this server."""
    return f"{current_settings().public_url}{path}"


def checked_destination(
    principal: Principal, link: str | None, target: dict[str, str] | None, there: Destination | None
) -> Destination:
    """What is to be written of where a code leads, a link or a record. Raises invalid_shape for both or
    neither, link_refused, not_found for a record that the account does not see or that is over."""
    if (link is None) == (target is None):
        raise ProblemError(
            PROBLEMS["invalid_shape"], {"errors": {"json": {"link": ["one of both"]}}}
        )
    kind, record = (target["kind"], target["id"]) if target else (None, None)
    said: Destination = {"link": link, "target_kind": kind, "target_id": record}
    if said == there:
        return said
    if link is not None:
        return {**said, "link": checked_link(link)}
    found = find_target(db.session(), kind, record)
    if found is None or found.is_over:
        raise ProblemError(PROBLEMS["not_found"])
    check_unit_in_scope(principal, found.unit)
    return said


def options_of(principal: Principal) -> list[CodeTargetShown]:
    """The records to which the account may have a code lead, of each kind so many at most."""
    return [
        CodeTargetShown(kind, record.id, record.title, record.unit, record.path)
        for kind, target in code_targets().items()
        for record in list(target.options(db.session(), principal))[:_MOST_OPTIONS]
    ]


def target_of(kind: str | None, record: str | None) -> CodeTargetShown | None:
    """The record to which a code leads, None if it leads to a link."""
    if kind is None or record is None:
        return None
    found = find_target(db.session(), kind, record)
    if found is None:
        return CodeTargetShown(kind, record)
    return CodeTargetShown(kind, found.id, found.title, found.unit, found.path)


def checked_link(text: str) -> str:
    """An https link to one of the hosts that the operator named, or to a page of this server, in the form in
    which browsers have it: whoever scans a plaque of the Union is led to nothing else. Raises link_refused."""
    link = text.strip()
    if not _is_allowed(link):
        raise ProblemError(PROBLEMS["link_refused"])
    return link


def _is_allowed(link: str) -> bool:
    settings = current_settings()
    if is_plain_link(link) and link.startswith(f"{settings.public_url}/"):
        return "#" not in link  # where the app's own links carry what is secret
    return is_listed_link(link, settings.link_hosts)
