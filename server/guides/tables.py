"""The guides' table."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from server.database.engine import Base, Id


class GuideVersion(Base):
    """What a guide said from one writing to the next. The highest version is what phones have; none
    is ever changed or deleted. `written_by` is None for what came with the server."""

    __tablename__ = "guide_version"

    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title_vi: Mapped[str] = mapped_column(String(120))
    title_en: Mapped[str] = mapped_column(String(120))
    sort: Mapped[int]
    active: Mapped[bool]
    services: Mapped[list[str]] = mapped_column(JSON)
    steps: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    written_at: Mapped[datetime]
    written_by: Mapped[Id | None]
