"""Reading and writing papers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, func, select, update

from server.auth.tables import Enrolment
from server.database.bulk import put_rows
from server.database.connections import AnySession
from server.database.engine import Base
from server.papers.tables import Paper, PaperFetch, PaperPage, PaperVersion


class Held(NamedTuple):
    """A paper with its newest version."""

    paper: Paper
    version: PaperVersion


def paper_by_id(session: AnySession, paper_id: str) -> Held | None:
    """The paper with its newest version, or None."""
    return next(iter(_held(session, Paper.id == paper_id)), None)


def papers_of_units(session: AnySession, units: Collection[str]) -> list[Held]:
    """Papers of these units that are no activity's, the latest first."""
    return _held(session, Paper.unit_id.in_(sorted(units)), Paper.activity_id.is_(None))


def papers_of_activity(session: AnySession, activity_id: str) -> list[Held]:
    """Papers of an activity, the first first."""
    return _held(session, Paper.activity_id == activity_id)[::-1]


def public_papers(session: AnySession, units: Collection[str]) -> list[Held]:
    """Papers of these units that are for everybody and not withdrawn, the latest first."""
    return _held(
        session,
        Paper.unit_id.in_(sorted(units)),
        Paper.readers == "public",
        Paper.withdrawn_at.is_(None),
    )


def papers_naming(session: AnySession, sha: str) -> list[Held]:
    """Papers whose newest version is this file, or has it as a page."""
    of_pages = select(PaperPage.paper_id).where(
        PaperPage.sha == sha, PaperPage.version == Paper.version
    )
    return _held(session, (PaperVersion.file == sha) | Paper.id.in_(of_pages))


def _held(session: AnySession, *conditions: object) -> list[Held]:
    chosen = (
        select(Paper, PaperVersion)
        .join(
            PaperVersion,
            (PaperVersion.paper_id == Paper.id) & (PaperVersion.version == Paper.version),
        )
        .where(*conditions)  # type: ignore[arg-type]
        .order_by(Paper.set_at.desc(), Paper.id)
    )
    return [Held(paper, version) for paper, version in session.execute(chosen)]


def count_papers(session: AnySession, unit: str, activity: str | None) -> int:
    """How many papers of an activity, or of a unit that are no activity's, are not withdrawn."""
    own = Paper.activity_id == activity if activity else Paper.activity_id.is_(None)
    chosen = select(func.count()).where(Paper.unit_id == unit, own, Paper.withdrawn_at.is_(None))
    return session.scalars(chosen).one()


def named_files(session: AnySession, shas: Collection[str]) -> set[str]:
    """Those of the hashes that any version of a paper names."""
    wanted = sorted(shas)
    files = select(PaperVersion.file).where(PaperVersion.file.in_(wanted))
    pages = select(PaperPage.sha).where(PaperPage.sha.in_(wanted))
    return {*session.scalars(files), *session.scalars(pages)}


def add(session: AnySession, *rows: Base) -> None:
    """Keeps new rows."""
    session.add_all(rows)
    session.flush()


def put_pages(session: AnySession, paper: str, version: int, shas: Iterable[str]) -> None:
    """Keeps which pictures a version has. Earlier versions then name none."""
    session.execute(delete(PaperPage).where(PaperPage.paper_id == paper))
    rows = [{"sha": sha, "paper_id": paper, "version": version} for sha in sorted(set(shas))]
    put_rows(session, PaperPage, rows)


def keep_html(session: AnySession, version: PaperVersion, html: str) -> None:
    """Keeps the HTML of a version's text."""
    chosen = (PaperVersion.paper_id == version.paper_id) & (PaperVersion.version == version.version)
    session.execute(update(PaperVersion).where(chosen).values(html=html))


def withdraw(session: AnySession, held: Held, moment: datetime) -> None:
    """Withdraws a paper. It names the pictures of its pages no more."""
    held.paper.withdrawn_at = moment
    held.version.pages = []
    put_pages(session, held.paper.id, held.paper.version, [])


def note_fetch(session: AnySession, paper: Paper, device: str, day: str) -> None:
    """Notes once that a phone has fetched a paper."""
    if session.get(PaperFetch, (paper.id, paper.version, device)) is not None:
        return
    row = {"paper_id": paper.id, "version": paper.version, "device_id": device, "day": day}
    put_rows(session, PaperFetch, [row])


def fetched(
    session: AnySession, papers: Sequence[Paper], teams: Collection[str] | None = None
) -> dict[str, int]:
    """How many phones (of these teams) have fetched the newest version of each of these papers."""
    chosen = (
        select(PaperFetch.paper_id, func.count(PaperFetch.device_id.distinct()))
        .join(Paper, (Paper.id == PaperFetch.paper_id) & (Paper.version == PaperFetch.version))
        .where(PaperFetch.paper_id.in_(sorted(paper.id for paper in papers)))
        .group_by(PaperFetch.paper_id)
    )
    if teams is not None:
        chosen = chosen.join(Enrolment, Enrolment.device_id == PaperFetch.device_id).where(
            Enrolment.state == "approved", Enrolment.team_id.in_(sorted(teams))
        )
    return {paper: n for paper, n in session.execute(chosen)}  # noqa: C416  # rows are no pairs to mypy


def phones_by_team(session: AnySession, paper: Paper) -> Mapping[str, Collection[str]]:
    """The phones that have fetched the newest version, by each team that they are let into."""
    chosen = (
        select(Enrolment.team_id, PaperFetch.device_id)
        .join(PaperFetch, PaperFetch.device_id == Enrolment.device_id)
        .where(
            PaperFetch.paper_id == paper.id,
            PaperFetch.version == paper.version,
            Enrolment.state == "approved",
        )
    )
    found: dict[str, set[str]] = {}
    for team, device in session.execute(chosen):
        found.setdefault(team, set()).add(device)
    return found
