"""The catalogue's table."""

from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from server.database.engine import Base


class CatalogueItem(Base):
    """One code of one list (service, outcome, reason, place_kind, age_band, affiliation).
    Retired codes stay, inactive: records name them. `flags` holds what only this list has."""

    __tablename__ = "catalogue_item"

    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    group: Mapped[str | None] = mapped_column("group_code", String(16))
    label_vi: Mapped[str] = mapped_column(String(120))
    label_en: Mapped[str] = mapped_column(String(120))
    sort: Mapped[int]
    active: Mapped[bool]
    flags: Mapped[dict[str, Any]] = mapped_column(JSON)
