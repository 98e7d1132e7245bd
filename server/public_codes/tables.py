"""Printed codes, where they lead, where they hang, and how often they were scanned."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.database.engine import Base, Day, Id


class PublicCode(Base):
    """A code on a sheet or a plaque. It is never deleted, and never given to anything else. `first` and
    `last` are the days on which it holds, None without a bound. It leads to a `link` or to a record of this
    server, of which `target_kind` and `target_id` are told; to neither, if it was made after the backup from
    which the server was restored: nobody knows that any more."""

    __tablename__ = "public_code"

    code: Mapped[str] = mapped_column(String(7), primary_key=True)
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(120))
    link: Mapped[str | None] = mapped_column(String(500))
    target_kind: Mapped[str | None] = mapped_column(String(20))
    target_id: Mapped[str | None] = mapped_column(String(36), index=True)
    first: Mapped[Day | None]
    last: Mapped[Day | None]
    made_by: Mapped[Id]
    made_from: Mapped[str | None] = mapped_column(String(36))
    """At which unit whoever made it was."""
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class PublicCodeLink(Base):
    """Where a code led before, and until when."""

    __tablename__ = "public_code_link"

    id: Mapped[Id] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(ForeignKey("public_code.code"), index=True)
    link: Mapped[str | None] = mapped_column(String(500))
    target_kind: Mapped[str | None] = mapped_column(String(20))
    target_id: Mapped[str | None] = mapped_column(String(36))
    until: Mapped[datetime]


class PublicCodePrint(Base):
    """A place where a sheet with the code was put up, and on which day; `gone` since somebody took it
    down."""

    __tablename__ = "public_code_print"

    id: Mapped[Id] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(ForeignKey("public_code.code"), index=True)
    place: Mapped[str] = mapped_column(String(120))
    day: Mapped[Day]
    noted_by: Mapped[Id]
    gone: Mapped[Day | None]


class PublicCodeCount(Base):
    """How often a code was scanned on a day: of who did nothing is kept."""

    __tablename__ = "public_code_count"

    code: Mapped[str] = mapped_column(ForeignKey("public_code.code"), primary_key=True)
    day: Mapped[Day] = mapped_column(primary_key=True)
    scans: Mapped[int]
