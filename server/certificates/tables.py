"""Certificates."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.database.engine import Base, Day, Id


class Certificate(Base):
    """A paper on which the Union confirms on how many days, in how many sessions, and for how many minutes
    (0 where no session says when it was over), a member took part in a team. All that is printed stands
    here as it was when it was issued; `code` is what stands on the paper, `unit_id` under which unit the
    team was then. It goes where the member goes: to who is kept of two, and away with an erased name."""

    __tablename__ = "certificate"

    id: Mapped[Id] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(10), unique=True)
    member_id: Mapped[Id] = mapped_column(ForeignKey("member.id"), index=True)
    member_name: Mapped[str] = mapped_column(String(60))
    team_id: Mapped[Id] = mapped_column(ForeignKey("team.id"))
    team_name: Mapped[str] = mapped_column(String(120))
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"))
    unit_name: Mapped[str] = mapped_column(String(160))
    letterhead: Mapped[dict[str, Any]] = mapped_column(JSON)
    first: Mapped[Day]
    last: Mapped[Day]
    days: Mapped[int]
    sessions: Mapped[int]
    minutes: Mapped[int]
    issued_at: Mapped[datetime]
    issued_by: Mapped[Id]
    issued_by_name: Mapped[str] = mapped_column(String(60))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[Id | None]
    reason: Mapped[str | None] = mapped_column(String(400))
