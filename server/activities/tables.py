"""Activities and the teams that take part."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.database.engine import Base, Day, Id


class Activity(Base):
    """Something that a unit does on a day, or several (both included). Of a day of action the sessions of its
    teams on its days belong to it; nothing is written into them. Called-off ones stay. `slots` are its parts
    (SlotSchema), `agenda` what comes when in them (AgendaItemSchema), `version` how often any of it was
    written anew."""

    __tablename__ = "activity"

    id: Mapped[Id] = mapped_column(primary_key=True)
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(16), default="ra_quan", server_default="ra_quan")
    first: Mapped[Day]
    last: Mapped[Day]
    place: Mapped[str] = mapped_column(String(120))
    partners: Mapped[str | None] = mapped_column(String(400))
    link: Mapped[str | None] = mapped_column(String(500))
    """Of an online meeting."""
    slots: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, server_default="[]")
    agenda: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, server_default="[]")
    version: Mapped[int] = mapped_column(default=0, server_default="0")
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
