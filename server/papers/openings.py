"""What the openings of phones come to (PROTOCOL 5.17): kept by the transaction that takes them in."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, func, select

from server.database.bulk import put_rows
from server.database.connections import AnySession
from server.database.sql import Query, json_array
from server.organisation.store import UnitChains, chains_query
from server.papers.tables import Paper, PaperOpening
from server.records.rows import StoredRow
from server.totals.further_figures import OPENED, Counted, Counts, move_figures
from sync.events import (
    OPENING,
    Opened,
    Reader,
    first_readings,
    join_openings,
    opening_of,
)


class OpeningsObserver:
    """Joins the openings that a transaction takes in with those that are kept, and moves the totals."""

    def __init__(self, session: AnySession) -> None:
        self.also_read = 0
        self._session = session
        self._opened: dict[str, Opened] = {}

    def replace(self, old: StoredRow | None, new: StoredRow) -> None:
        """An opening that counts does so for good: nobody edits it, and no rule takes it back."""
        if new.kind == OPENING and new.state == "counted":
            self._opened[new.id] = opening_of(new.state, new.f)

    def mark(self) -> dict[str, Opened]:
        """What was collected so far, for `reset`."""
        return dict(self._opened)

    def reset(self, mark: dict[str, Opened]) -> None:
        """Forgets what was collected since the mark."""
        self._opened = mark

    def queries(self) -> list[Query[Any]]:
        """What `apply` has to be told; nothing where no opening came."""
        if not self._opened:
            return []
        new = join_openings(*self._opened.values())
        teams = {team for _, team in new.values()}
        return [_kept_query(new), *chains_query(teams)]

    def apply(self, told: Sequence[Any]) -> None:
        """Keeps what they come to together."""
        if not told:
            return
        kept, *chains = told
        after = join_openings(kept, *self._opened.values())
        _keep(self._session, kept, after)
        move_figures(self._session, readings_moved(kept, after), UnitChains(*chains).above)


def readings_moved(before: Opened, after: Opened) -> Counts:
    """What openings add to the totals: of each paper and member one, on the first day in any version."""
    counts: dict[Counted, int] = {}
    for sign, opened in ((-1, before), (1, after)):
        for day, team in first_readings(opened).values():
            key = Counted("team", team, day, OPENED)
            counts[key] = counts.get(key, 0) + sign
    return counts


def _keep(session: AnySession, before: Opened, after: Opened) -> None:
    rows = [
        {
            "paper_id": reader.document,
            "version": reader.version,
            "member_id": reader.member,
            "day": day,
            "team_id": team,
        }
        for reader, (day, team) in sorted(after.items())
        if before.get(reader) != (day, team)
    ]
    put_rows(session, PaperOpening, rows)


def _kept_query(readers: Collection[Reader]) -> Query[Opened]:
    """Asks for what is kept of these papers and members, in all versions."""
    values = {
        "papers": json_array({each.document for each in readers}),
        "members": json_array({each.member for each in readers}),
    }
    pairs = {(each.document, each.member) for each in readers}
    return Query(_KEPT, values, lambda rows: _opened(rows, pairs))


_KEPT = """
SELECT paper_id, version, member_id, day, team_id FROM paper_opening
WHERE paper_id IN_JSON(:papers) AND member_id IN_JSON(:members)
"""


def _opened(rows: Iterable[Any], pairs: Collection[tuple[str, str]]) -> Opened:
    return {
        Reader(paper, version, member): (day, team)
        for paper, version, member, day, team in rows
        if (paper, member) in pairs
    }


def all_openings(session: AnySession) -> Opened:
    """All that is kept."""
    columns = (
        PaperOpening.paper_id,
        PaperOpening.version,
        PaperOpening.member_id,
        PaperOpening.day,
        PaperOpening.team_id,
    )
    return {Reader(*row[:3]): (row[3], row[4]) for row in session.execute(select(*columns))}


def keep_all(session: AnySession, opened: Opened) -> None:
    """Makes what is kept just this."""
    session.execute(delete(PaperOpening))
    session.flush()
    _keep(session, {}, opened)


def give_openings(session: AnySession, merged: str, kept: str) -> None:
    """What somebody opened who was a second entry of another one is that one's from now on (PROTOCOL 5.10): who
    opened a paper under both is one reader. Call it with the clock taken."""
    theirs = (PaperOpening.member_id == merged) | (PaperOpening.member_id == kept)
    rows = session.scalars(select(PaperOpening).where(theirs)).all()
    before: Opened = {
        Reader(row.paper_id, row.version, row.member_id): (row.day, row.team_id) for row in rows
    }
    after = of_kept(before, {merged: kept})
    session.execute(delete(PaperOpening).where(PaperOpening.member_id == merged))
    session.flush()
    _keep(session, before, after)
    move_figures(session, readings_moved(before, after))


def of_kept(opened: Opened, merged: Mapping[str, str]) -> Opened:
    """Openings with everybody's present id."""
    told = (
        {reader._replace(member=merged.get(reader.member, reader.member)): first}
        for reader, first in opened.items()
    )
    return join_openings(*told)


def opened(
    session: AnySession, papers: Collection[str], teams: Collection[str] | None = None
) -> dict[str, int]:
    """How many members (of these teams) have opened the newest version of each of these papers."""
    chosen = (
        select(PaperOpening.paper_id, func.count())
        .join(Paper, (Paper.id == PaperOpening.paper_id) & (Paper.version == PaperOpening.version))
        .where(PaperOpening.paper_id.in_(sorted(papers)))
        .group_by(PaperOpening.paper_id)
    )
    if teams is not None:
        chosen = chosen.where(PaperOpening.team_id.in_(sorted(teams)))
    return {paper: n for paper, n in session.execute(chosen)}  # noqa: C416  # rows are no pairs to mypy


def opened_by_team(session: AnySession, paper: Paper) -> dict[str, int]:
    """How many members of each team have opened the newest version."""
    chosen = (
        select(PaperOpening.team_id, func.count())
        .where(PaperOpening.paper_id == paper.id, PaperOpening.version == paper.version)
        .group_by(PaperOpening.team_id)
    )
    return {team: n for team, n in session.execute(chosen)}  # noqa: C416  # as above
