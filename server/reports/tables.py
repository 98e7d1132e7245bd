"""Months that were closed."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.database.engine import Base, Id


class Snapshot(Base):
    """The figures of a unit's month as they were when somebody closed it. `content` is the whole
    report and is never changed; `code` is what stands on paper."""

    __tablename__ = "snapshot"
    __table_args__ = (UniqueConstraint("unit_id", "month"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(10), unique=True)
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"))
    month: Mapped[str] = mapped_column(String(7))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    closed_by: Mapped[Id]
    closed_at: Mapped[datetime]
