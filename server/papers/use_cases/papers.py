"""Papers at the desk: listing, adding, changing and withdrawing them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from server.activities import store as activities
from server.activities.use_cases.access import invited_teams, load_any, load_with_teams
from server.audit.writing import Actor, record_audit
from server.auth.principal import Principal
from server.auth.throttle import count_try_of_account
from server.database.clock import day_of, now, today
from server.database.engine import db, only_reading
from server.organisation.names import LABEL_CODE_POINTS, clean_label
from server.organisation.store import units
from server.organisation.unit_names import formal_name
from server.papers import store
from server.papers.content import Content, make_version, read_content
from server.papers.figures import counted_as
from server.papers.openings import opened
from server.papers.publishing import files_of, publish_paper
from server.papers.store import Held
from server.papers.tables import Paper
from server.papers.use_cases.reading import is_listed_below, state_of, told_count, visible_teams
from server.qr_codes.record_codes import PAPER, CodesOfRecord, codes_of_records
from server.records.writer import writing
from server.scope.reach import check_unit_in_scope, units_above, units_in_scope
from server.scope.unit_editing import check_unit_in_charge, check_unit_not_over, unit_kept_by
from server.totals.further_figures import replace_figure
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]
MOST_PAPERS = 200
"""Of an activity, or of a unit: a phone lists all of them."""
_TITLE_CODE_POINTS, _NUMBER_CODE_POINTS = 200, 60


def list_papers(
    principal: Principal, unit: str | None, activity: str | None, state: str | None = None
) -> list[Shown]:
    """Papers of an activity; else those of a unit and what counts as its own (without one: of all that the
    account sees) that are no activity's; of those in one state (`state_of`) if given. With those that come from
    units above to the same teams. Raises not_found."""
    if unit is not None:
        check_unit_in_scope(principal, unit)
    seen, above = units_in_scope(principal), units_above(principal, unit)
    if activity is not None:
        row = activities.activity_by_id(db.session, activity)
        above = above if row and invited_teams(principal, [row]) else frozenset()
        found = store.papers_of_activity(db.session, activity)
    else:
        if unit is not None:
            seen &= units.units_counted_now(unit)
        found = store.papers_of_units(db.session, seen | above)
    listed = [
        held
        for held in found
        if held.paper.unit_id in seen
        or (held.paper.unit_id in above and is_listed_below(held.paper))
    ]
    return _show(principal, [each for each in listed if state in (None, state_of(each.paper))])


def add_paper(principal: Principal, actor: Actor, **given: Any) -> Shown:
    """Keeps a new paper and commits. Raises not_found, wrong_role, label_refused, blob_missing for a file that
    the account has not sent, closed_on_day for a unit that is over, invalid_shape for one that opens after its
    last day, server_busy while another one is read, papers_full, added_too_much, and as `make_version` does."""
    said = _checked(given)
    with only_reading():
        _unit_with_room(principal, given["unit"], given["activity"])
    count_try_of_account("paper", principal)
    content = read_content(principal, given["file"])
    with writing(db.session) as writer:
        unit = _unit_with_room(principal, given["unit"], given["activity"])
        paper = Paper(
            id=str(uuid4()),
            unit_id=unit,
            activity_id=given["activity"],
            version=1,
            edition=1,
            set_by=str(actor.id),
            set_at=now(),
            withdrawn_at=None,
            **said,
        )
        held = _keep(paper, content, actor)
        replace_figure(db.session, None, counted_as(paper))
        publish_paper(writer, held)
        details = {"paper": paper.id, "kind": paper.kind, "readers": paper.readers}
        record_audit(db.session, actor, "paper_added", ("unit", unit), details)
    db.session.commit()
    return _read(principal, paper.id)


def change_paper(principal: Principal, actor: Actor, paper_id: str, **given: Any) -> Shown:
    """Writes what is said of a paper anew and commits; with a file it has a new version. Raises as `add_paper`
    does, and changed_meanwhile where somebody wrote it since."""
    said = _checked(given)
    with only_reading():
        _load_edition(principal, paper_id, given["edition"])
    count_try_of_account("paper", principal)
    content = read_content(principal, given["file"]) if given["file"] else None
    with writing(db.session) as writer:
        held = _load_edition(principal, paper_id, given["edition"])
        counted = counted_as(held.paper)
        for name, value in said.items():
            setattr(held.paper, name, value)
        replace_figure(db.session, counted, counted_as(held.paper))
        held.paper.edition += 1
        if content is not None:
            held.paper.version += 1
            held = _keep(held.paper, content, actor)
        publish_paper(writer, held)
        details = {"paper": paper_id, "version": held.paper.version, "readers": held.paper.readers}
        record_audit(db.session, actor, "paper_changed", ("unit", held.paper.unit_id), details)
    db.session.commit()
    return _read(principal, paper_id)


def withdraw_paper(principal: Principal, actor: Actor, paper_id: str) -> None:
    """Takes a paper back and commits: phones drop what they have of it when they are next in contact. Raises
    not_found, wrong_role."""
    with writing(db.session) as writer:
        held = _load(principal, paper_id)
        replace_figure(db.session, counted_as(held.paper), None)
        store.withdraw(db.session, held, now())
        publish_paper(writer, held)
        details = {"paper": paper_id}
        record_audit(db.session, actor, "paper_withdrawn", ("unit", held.paper.unit_id), details)
    db.session.commit()


def _keep(paper: Paper, content: Content, actor: Actor) -> Held:
    version = make_version(db.session(), paper, content, str(actor.id))
    store.add(db.session, paper)
    store.add(db.session, version)
    store.put_pages(db.session, paper.id, paper.version, (page["sha"] for page in version.pages))
    return Held(paper, version)


def _unit_with_room(principal: Principal, unit: str, activity: str | None) -> str:
    """The unit whose new paper it is to be: that of its activity, where it is one's. Raises papers_full."""
    if activity is None:
        kept = unit_kept_by(principal, unit, own=True)
        check_unit_not_over(kept, today())
        unit = kept.id
    else:
        unit = load_with_teams(principal, activity)[0].unit_id
    if store.count_papers(db.session, unit, activity) >= MOST_PAPERS:
        raise ProblemError(PROBLEMS["papers_full"])
    return unit


def _load_edition(principal: Principal, paper_id: str, edition: int) -> Held:
    """The paper in the edition that the caller saw. Raises as `_load`, and changed_meanwhile."""
    held = _load(principal, paper_id)
    if held.paper.edition != edition:
        raise ProblemError(PROBLEMS["changed_meanwhile"])
    return held


def _load(principal: Principal, paper_id: str) -> Held:
    held = store.paper_by_id(db.session, paper_id)
    if held is None or held.paper.withdrawn_at is not None:
        raise ProblemError(PROBLEMS["not_found"])
    check_unit_in_scope(principal, held.paper.unit_id)
    # Also of a unit that is over and of an activity that was called off: else it would stay for ever.
    if held.paper.activity_id is None:
        check_unit_in_charge(principal, held.paper.unit_id, own=True)
    else:
        load_any(principal, held.paper.activity_id)
    return held


def _checked(given: Shown) -> Shown:
    # Whose words a paper holds, and who signed it, is for everybody to know; its texts name no citizen.
    number, issuer = given["number"], given["issuer"]
    opens, ends = _utc(given["opens"]), given["ends"]
    if opens and ends and day_of(opens) > ends.isoformat():
        raise ProblemError(PROBLEMS["invalid_shape"], {"errors": {"json": {"ends": ["range"]}}})
    return {
        "title": clean_label(given["title"], _TITLE_CODE_POINTS),
        "kind": given["kind"],
        "number": clean_label(number, _NUMBER_CODE_POINTS) if number else None,
        "issued": given["issued"].isoformat() if given["issued"] else None,
        "issuer": clean_label(issuer, LABEL_CODE_POINTS) if issuer else None,
        "readers": given["readers"],
        "opens": opens,
        "ends": ends.isoformat() if ends else None,
    }


def _utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC).replace(microsecond=0) if moment else None


def _read(principal: Principal, paper_id: str) -> Shown:
    with only_reading():
        held = store.paper_by_id(db.session, paper_id)
        assert held is not None  # Papers are never deleted.
        (shown,) = _show(principal, [held])
    return shown


def _show(principal: Principal, found: Sequence[Held]) -> list[Shown]:
    known, seen = units.known_units(), units_in_scope(principal)
    phones, people = _figures(principal, [each.paper for each in found])
    codes = codes_of_records(db.session(), PAPER, [each.paper.id for each in found], today())
    return [
        {
            "id": paper.id,
            "unit": paper.unit_id,
            "unit_name": formal_name(known[paper.unit_id]),
            "activity": paper.activity_id,
            "title": paper.title,
            "kind": paper.kind,
            "number": paper.number,
            "issued": paper.issued,
            "issuer": paper.issuer,
            "readers": paper.readers,
            "opens": paper.opens.isoformat(timespec="seconds") if paper.opens else None,
            "ends": paper.ends,
            "version": paper.version,
            "edition": paper.edition,
            "state": state_of(paper),
            "files": files_of(Held(paper, version)),
            "phones": phones.get(paper.id, 0),
            "opened": told_count(people.get(paper.id, 0)),
            # Of another unit's paper the code is that unit's to print.
            "code": codes.get(paper.id, CodesOfRecord()).code if paper.unit_id in seen else None,
            "set_at": paper.set_at.isoformat(timespec="seconds"),
            "from_above": paper.unit_id not in seen,
        }
        for paper, version in found
    ]


def _figures(
    principal: Principal, papers: Sequence[Paper]
) -> tuple[dict[str, int], dict[str, int]]:
    """How many phones have each paper and how many people have opened it, of the teams of which the account is
    told."""
    phones: dict[str, int] = {}
    people: dict[str, int] = {}
    visible = {unit: visible_teams(principal, unit) for unit in {paper.unit_id for paper in papers}}
    by_teams: dict[frozenset[str] | None, list[Paper]] = {}
    for paper in papers:
        by_teams.setdefault(visible[paper.unit_id], []).append(paper)
    for teams, those in by_teams.items():
        phones |= store.fetched(db.session, those, teams)
        people |= opened(db.session, [paper.id for paper in those], teams)
    return phones, people
