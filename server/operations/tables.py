"""What came of backups, drills and recounts."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from server.database.engine import Base


class OperationOutcome(Base):
    """How the last `backup`, `drill` or `recount` ended: `ended_at` is when, `succeeded_at` when one last
    did what it should, `figures` are the numbers of the last one."""

    __tablename__ = "operation_outcome"

    name: Mapped[str] = mapped_column(String(16), primary_key=True)
    ended_at: Mapped[datetime]
    succeeded_at: Mapped[datetime | None]
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
