"""Papers, what each version of them held, which phones have fetched it, and who has opened it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.database.engine import Base, Day, Id


class Paper(Base):
    """A paper of an activity, or of a unit for all teams below it. `opens`: before that moment nobody reads
    it; `ends`: its last day. `readers`: participants, or public. Withdrawn ones stay. What it holds is its
    newest version."""

    __tablename__ = "paper"

    id: Mapped[Id] = mapped_column(primary_key=True)
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), index=True)
    activity_id: Mapped[str | None] = mapped_column(ForeignKey("activity.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(16))
    number: Mapped[str | None] = mapped_column(String(60))
    issued: Mapped[Day | None]
    issuer: Mapped[str | None] = mapped_column(String(120))
    readers: Mapped[str] = mapped_column(String(12))
    opens: Mapped[datetime | None]
    ends: Mapped[Day | None]
    version: Mapped[int]
    edition: Mapped[int]
    """How often anything of it was written: a form that began before somebody else's undoes nothing."""
    set_by: Mapped[Id]
    set_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class PaperVersion(Base):
    """What a paper held: a file, the text in it as JSON of blocks (None where none could be read, or there is
    none), and pictures of the first pages of one without text: a list of {"sha", "bytes"}, of so many in all."""

    __tablename__ = "paper_version"

    paper_id: Mapped[Id] = mapped_column(ForeignKey("paper.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    file: Mapped[str] = mapped_column(String(64), index=True)
    type: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(120))
    bytes: Mapped[int]
    text: Mapped[str | None] = mapped_column(Text)
    html: Mapped[str | None] = mapped_column(Text, deferred=True)
    """The text as its public page shows it; None until that is first read, of versions from before this
    column. A change of that form needs a migration that empties it."""
    pages: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    pages_in_all: Mapped[int]
    set_by: Mapped[Id]
    set_at: Mapped[datetime]


class PaperPage(Base):
    """A picture of a page, so that its file is found by its hash."""

    __tablename__ = "paper_page"

    sha: Mapped[str] = mapped_column(String(64), primary_key=True)
    paper_id: Mapped[Id] = mapped_column(ForeignKey("paper.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class PaperFetch(Base):
    """A phone that has fetched the text or the file of a version: told by unit, never by person."""

    __tablename__ = "paper_fetch"

    paper_id: Mapped[Id] = mapped_column(ForeignKey("paper.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    device_id: Mapped[Id] = mapped_column(primary_key=True)
    day: Mapped[Day]


class PaperOpening(Base):
    """Somebody who has opened a version, on which day first, and in which team: what the openings of phones
    come to (PROTOCOL 5.17). Told by unit, never by person."""

    __tablename__ = "paper_opening"

    paper_id: Mapped[Id] = mapped_column(ForeignKey("paper.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    member_id: Mapped[Id] = mapped_column(primary_key=True, index=True)
    day: Mapped[Day]
    team_id: Mapped[Id]
