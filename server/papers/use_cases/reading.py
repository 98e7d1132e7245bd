"""Who may read a paper, its text, and which phones have it."""

from collections.abc import Collection, Mapping
from typing import Any

import orjson
from sqlalchemy.exc import OperationalError

from server.activities import store as activities
from server.activities.kinds import CLUB
from server.activities.use_cases.access import invited_teams
from server.auth.principal import Principal
from server.database.clock import now, today
from server.database.engine import db, separate_transaction
from server.database.timeouts import hardly_waiting
from server.organisation.store import teams, units
from server.organisation.unit_names import formal_name
from server.papers import store
from server.papers.openings import opened_by_team
from server.papers.publishing import channel_of
from server.papers.store import Held
from server.papers.tables import Paper
from server.scope.reach import units_above, units_in_scope
from server.statistics.small_cells import FEWEST, hidden
from server.sync.store.people import team_names
from server.sync.use_cases.subscriptions import read_channels
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]


def may_read(principal: Principal, held: Held) -> bool:
    """Whether a paper may be read: by accounts that see its unit always; by accounts to whose teams it comes from
    above, by phones that have its channel, and by anybody if it is public, while it is live."""
    paper = held.paper
    if principal.account is not None and paper.unit_id in units_in_scope(principal):
        return True
    if not is_open(paper):
        return False
    if comes_from_above(principal, paper):
        return True
    return paper.readers == "public" or channel_of(held) in read_channels(principal)


def comes_from_above(principal: Principal, paper: Paper) -> bool:
    """Whether a unit above published a paper for teams of the account's unit."""
    if principal.account is None:
        return False
    if paper.activity_id is None:
        return paper.unit_id in units_above(principal)
    row = activities.activity_by_id(db.session, paper.activity_id)
    return row is not None and bool(invited_teams(principal, [row]))


def is_listed_below(paper: Paper) -> bool:
    """Whether phones, and accounts of units below, list a paper: also before its moment."""
    return state_of(paper) in ("live", "planned")


def visible_teams(principal: Principal, unit: str) -> frozenset[str] | None:
    """The teams whose figures of a unit's papers an account sees: None for all, if it alone is in charge of the
    unit, else the teams in its care today."""
    own = principal.unit_id
    if own is None or unit in units.units_solely_in_charge(own):
        return None
    return units.teams_cared_for(own, today())


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
    """The numbers of phones with the newest version of a paper and of people who opened it, by unit and team of
    today, the largest first. Counts of one to four people are None, and so is what would reveal them. Raises not_found."""
    held = store.paper_by_id(db.session, paper_id)
    if held is None:
        raise ProblemError(PROBLEMS["not_found"])
    paper = held.paper
    if paper.unit_id not in units_in_scope(principal) and not (
        is_listed_below(paper) and comes_from_above(principal, paper)
    ):
        raise ProblemError(PROBLEMS["not_found"])
    phones = store.phones_by_team(db.session, paper)
    readers = opened_by_team(db.session, paper)
    visible = visible_teams(principal, paper.unit_id)
    found = {*phones, *readers, *_teams_reached(paper)}
    if visible is not None:
        found &= visible
    above = teams.units_of_teams(found, today())
    by_unit: dict[str, list[str]] = {}
    for team, unit in above.items():
        by_unit.setdefault(unit.id, []).append(team)
    names = team_names(db.session, found)
    people = {unit: sum(readers.get(team, 0) for team in those) for unit, those in by_unit.items()}
    few, known = hidden(people), units.known_units()
    rows: list[Shown] = [
        {
            "unit": unit,
            "name": formal_name(known[unit]),
            "phones": len(set().union(*(phones.get(team, ()) for team in those))),
            "opened": None if unit in few else people.get(unit, 0),
            "teams": _by_team(those, names, phones, readers, untold=unit in few),
        }
        for unit, those in by_unit.items()
    ]
    rows.sort(key=lambda row: (-row["phones"], row["name"]))
    return {"rows": rows}


def _by_team(
    those: Collection[str],
    names: Mapping[str, str],
    phones: Mapping[str, Collection[str]],
    readers: Mapping[str, int],
    *,
    untold: bool,
) -> list[Shown]:
    """The teams of one unit. Where its number is `untold`, that of none of them with a reader is told, since it
    could be the number of the unit."""
    opened = {team: readers.get(team, 0) for team in those}
    few = {team for team, n in opened.items() if n} if untold else hidden(opened)
    rows: list[Shown] = [
        {
            "team": team,
            "name": names[team],
            "phones": len(phones.get(team, ())),
            "opened": None if team in few else opened[team],
        }
        for team in those
    ]
    return sorted(rows, key=lambda row: (-row["phones"], row["name"]))


def _teams_reached(paper: Paper) -> Collection[str]:
    """The teams for which a paper is today."""
    row = activities.activity_by_id(db.session, paper.activity_id) if paper.activity_id else None
    invited = activities.teams_of(db.session, [row.id]).get(row.id, []) if row else []
    is_for_all = row is None or (row.kind == CLUB and not invited)
    return units.teams_below(paper.unit_id, today()) if is_for_all else invited
