"""Months that were closed."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.database.engine import Base, Id


class _Closed:
    """The figures of a unit's month as they were when somebody closed it. `content` is the whole
    report and is never changed; `code` is what stands on paper."""

    id: Mapped[Id] = mapped_column(primary_key=True, sort_order=-1)
    code: Mapped[str] = mapped_column(String(10), unique=True, sort_order=-1)
    month: Mapped[str] = mapped_column(String(7))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    closed_by: Mapped[Id]
    closed_at: Mapped[datetime]


class Snapshot(_Closed, Base):
    """A month that is closed."""

    __tablename__ = "snapshot"
    __table_args__ = (UniqueConstraint("unit_id", "month"),)

    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"))


class ReopenedMonth(_Closed, Base):
    """A month that was closed and opened again, as it had been closed: papers with its code may lie
    about. `reason` is that of who opened it."""

    __tablename__ = "reopened_month"

    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), index=True)
    reopened_by: Mapped[Id]
    reopened_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(400))
