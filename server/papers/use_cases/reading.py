"""Who may read a paper, its text, and which phones have it."""

from typing import Any

import orjson
from sqlalchemy.exc import OperationalError

from server.auth.principal import Principal
from server.database.clock import now, today
from server.database.engine import db, separate_transaction
from server.database.timeouts import hardly_waiting
from server.organisation.store import units
from server.organisation.unit_names import formal_name
from server.papers import store
from server.papers.openings import opened_by_unit
from server.papers.publishing import channel_of
from server.papers.store import Held
from server.papers.tables import Paper
from server.scope.reach import check_unit_in_scope, units_in_scope
from server.statistics.small_cells import FEWEST, hidden
from server.sync.use_cases.subscriptions import read_channels
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]


def may_read(principal: Principal, held: Held) -> bool:
    """Whether a paper may be read: by accounts that see its unit always; by phones that have its channel, and
    by anybody if it is public, from its moment to its last day, until it is withdrawn."""
    paper = held.paper
    if principal.account is not None and paper.unit_id in units_in_scope(principal):
        return True
    if not is_open(paper):
        return False
    return paper.readers == "public" or channel_of(held) in read_channels(principal)


def is_open(paper: Paper) -> bool:
    """Whether phones may read a paper by now."""
    return state_of(paper) == "live"


def state_of(paper: Paper) -> str:
    """How a paper stands: withdrawn, over since its last day, planned until its moment has come, or live."""
    if paper.withdrawn_at is not None:
        return "withdrawn"
    if paper.ends is not None and paper.ends < today():
        return "over"
    return "planned" if paper.opens is not None and paper.opens > now() else "live"


def read_text(principal: Principal, paper_id: str) -> Shown:
    """The text of a paper in blocks, and of which version. Raises not_found."""
    held = store.paper_by_id(db.session, paper_id)
    if held is None or held.version.text is None or not may_read(principal, held):
        raise ProblemError(PROBLEMS["not_found"])
    note_fetched(principal, held.paper)
    return {"version": held.paper.version, "blocks": orjson.loads(held.version.text)}


def note_fetched(principal: Principal, paper: Paper) -> None:
    """Notes once that a phone has the newest version. It never keeps anybody from reading."""
    if principal.device is None or principal.account is not None:
        return
    try:
        with hardly_waiting(), separate_transaction() as session:
            store.note_fetch(session, paper, principal.device.id, today())
    except OperationalError:
        return  # The database is busy; what the phone fetches next will tell.


def told_count(n: int) -> int | None:
    """How many people have opened something, None where they are so few that they could be guessed."""
    return n if n == 0 or n >= FEWEST else None


def fetched_by_unit(principal: Principal, paper_id: str) -> Shown:
    """How many phones have the newest version of a paper, and how many people have opened it, by the unit of
    their teams today, the most first; of fewer than five people nothing is told, nor of what would tell it.
    Raises not_found."""
    held = store.paper_by_id(db.session, paper_id)
    if held is None:
        raise ProblemError(PROBLEMS["not_found"])
    check_unit_in_scope(principal, held.paper.unit_id)
    known = units.known_units()
    phones = store.fetched_by_unit(db.session, held.paper, today())
    people = opened_by_unit(db.session, held.paper, today())
    few = hidden(people)
    rows: list[Shown] = [
        {
            "unit": unit,
            "name": formal_name(known[unit]),
            "phones": phones.get(unit, 0),
            "opened": None if unit in few else people.get(unit, 0),
        }
        for unit in {*phones, *people}
    ]
    rows.sort(key=lambda row: (-row["phones"], row["name"]))
    return {"rows": rows}
