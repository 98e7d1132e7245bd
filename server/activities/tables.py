"""Activities and the teams that take part."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.database.engine import Base, Day, Id


class Activity(Base):
    """A day of action, or several (both included), of a unit. The sessions of its teams on its days
    belong to it; nothing is written into them. Called-off ones stay."""

    __tablename__ = "activity"

    id: Mapped[Id] = mapped_column(primary_key=True)
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    first: Mapped[Day]
    last: Mapped[Day]
    place: Mapped[str] = mapped_column(String(120))
    partners: Mapped[str | None] = mapped_column(String(400))
    set_by: Mapped[Id]
    set_from: Mapped[str | None] = mapped_column(String(36))
    """At which unit whoever set it up was."""
    set_at: Mapped[datetime]
    called_off_at: Mapped[datetime | None]


class ActivityTeam(Base):
    """A team that takes part."""

    __tablename__ = "activity_team"

    activity_id: Mapped[Id] = mapped_column(ForeignKey("activity.id"), primary_key=True)
    team_id: Mapped[Id] = mapped_column(ForeignKey("team.id"), primary_key=True, index=True)
