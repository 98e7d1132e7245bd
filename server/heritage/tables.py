"""Heritage sites, and all that each ever said."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from server.database.engine import Base, Id


class HeritageSite(Base):
    """A site. Its name is its address (`/p/NAME`) and is never given to another one; a site is never deleted.
    `latest` is the number of the version that was written last, `live` of the one that anybody reads, None
    before the first was approved and since it was withdrawn."""

    __tablename__ = "heritage_site"

    id: Mapped[Id] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), index=True)
    latest: Mapped[int]
    live: Mapped[int | None]
    made_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class HeritageSiteVersion(Base):
    """What was written of a site at once, by whom and when; who handed it to a second person, and who of the
    others approved it. What it says is never changed, and it is never deleted."""

    __tablename__ = "heritage_site_version"

    site_id: Mapped[Id] = mapped_column(ForeignKey("heritage_site.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    written_by: Mapped[Id]
    written_at: Mapped[datetime]
    submitted_by: Mapped[Id | None]
    submitted_at: Mapped[datetime | None]
    approved_by: Mapped[Id | None]
    approved_at: Mapped[datetime | None]


class HeritageSiteFile(Base):
    """A file that a version names: a `picture`, of which anybody gets smaller ones alone, or a `sound`."""

    __tablename__ = "heritage_site_file"
    __table_args__ = (
        ForeignKeyConstraint(
            ["site_id", "number"],
            ["heritage_site_version.site_id", "heritage_site_version.number"],
            name="fk_heritage_site_file_version",
        ),
    )

    site_id: Mapped[Id] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sha: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
    role: Mapped[str] = mapped_column(String(7))
    type: Mapped[str] = mapped_column(String(80))
    bytes: Mapped[int]
