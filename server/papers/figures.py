"""Papers and their openings, counted again for the proof of the totals."""

from collections.abc import Iterable, Iterator
from typing import Any

import orjson
from sqlalchemy import select

from server.database.clock import day_of
from server.database.connections import AnySession
from server.organisation.tables import Member
from server.papers import openings
from server.papers.tables import Paper
from server.records.store.changes import applied_by_record
from server.totals.further_figures import PAPERS, Counted, Counts
from server.totals.proof.compare import Difference
from sync.events import OPENING, Opened
from sync.events import openings as joined


def counted_as(paper: Paper) -> Counted | None:
    """What a paper adds to the figures: one of its kind on the day on which it was first published; a
    withdrawn one nothing."""
    if paper.withdrawn_at is not None:
        return None
    return Counted("unit", paper.unit_id, day_of(paper.set_at), PAPERS, paper.kind)


class PaperFigures:
    """Papers published and papers opened."""

    def counts(self, session: AnySession) -> Counts:
        """Papers as their table has them, openings as the changes of phones give them."""
        found: dict[Counted, int] = {}
        for key in filter(None, map(counted_as, session.scalars(select(Paper)))):
            found[key] = found.get(key, 0) + 1
        return {**found, **openings.readings_moved({}, _told(session))}

    def differences(self, session: AnySession) -> Iterable[Difference]:
        """Openings that are not kept as the changes give them."""
        kept, told = openings.all_openings(session), _told(session)
        for reader in sorted(kept.keys() | told.keys()):
            if kept.get(reader) != told.get(reader):
                key = (reader.document, str(reader.version), reader.member)
                yield Difference(
                    "paper_opening", key, _one(kept.get(reader)), _one(told.get(reader))
                )

    def mend(self, session: AnySession) -> None:
        """Keeps what the changes give."""
        openings.keep_all(session, _told(session))


def _one(first: Any) -> tuple[int, ...]:
    return () if first is None else (1,)


def _told(session: AnySession) -> Opened:
    """What the changes of all openings come to, with everybody's present id."""
    merged = select(Member.id, Member.merged_into).where(Member.merged_into.is_not(None))
    kept = {member: into for member, into in session.execute(merged) if into is not None}
    return openings.of_kept(joined(_folded(session)), kept)


def _folded(session: AnySession) -> Iterator[tuple[str, dict[str, Any]]]:
    for _, changes in applied_by_record(session, OPENING):
        fields: dict[str, Any] = {}
        for applied, _ in changes:
            fields |= orjson.loads(applied) if applied else {}
        yield changes[-1][1], fields
