"""Targets, the weights by which they are shared out, and indicators entered by hand."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.database.engine import Base, Day, Id


class Target(Base):
    """What a unit or a team is to reach from day to day (both included): of one of the counted
    figures (`of` is a group of services, or "" for all), or of an indicator (`of` is its code).
    Either `goal` stands there, or `share` in tenths of a percent with what it is a share of:
    `denominator` and its name; a share of an indicator that is itself a share has no denominator.
    `set_from` is the unit of who set it, None for the whole server: nobody below changes it."""

    __tablename__ = "target"
    __table_args__ = (UniqueConstraint("scope_kind", "scope_id", "measure", "of", "first", "last"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    scope_kind: Mapped[str] = mapped_column(String(4))
    scope_id: Mapped[Id]
    measure: Mapped[str] = mapped_column(String(10))
    of: Mapped[str] = mapped_column(String(16), default="")
    first: Mapped[Day]
    last: Mapped[Day]
    goal: Mapped[int | None] = mapped_column(BigInteger)
    share: Mapped[int | None]
    denominator: Mapped[int | None] = mapped_column(BigInteger)
    denominator_name: Mapped[str | None] = mapped_column(String(120))
    note: Mapped[str | None] = mapped_column(String(400))
    set_from: Mapped[Id | None]
    set_by: Mapped[Id]
    set_at: Mapped[datetime]


class UnitWeight(Base):
    """How much of a target shared out among its neighbours falls to a unit, in percent of an
    ordinary one: less for a commune in the mountains."""

    __tablename__ = "unit_weight"

    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    weight: Mapped[int]
    note: Mapped[str | None] = mapped_column(String(400))


class Indicator(Base):
    """Something that reports tell and no session counts. `kind` count: what is entered adds up;
    share: it is measured, in tenths of a percent, and the last one holds. `unit_*` is what it is
    counted in ("công trình")."""

    __tablename__ = "indicator"

    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    kind: Mapped[str] = mapped_column(String(5))
    label_vi: Mapped[str] = mapped_column(String(120))
    label_en: Mapped[str] = mapped_column(String(120))
    unit_vi: Mapped[str] = mapped_column(String(40))
    unit_en: Mapped[str] = mapped_column(String(40))
    sort: Mapped[int]
    active: Mapped[bool]


class IndicatorValue(Base):
    """What somebody entered of an indicator for a unit or a team over some days (both included),
    and where it comes from. `entered_from` is the unit of who entered it, None for the whole server:
    nobody below takes it back. Withdrawn ones stay."""

    __tablename__ = "indicator_value"

    id: Mapped[Id] = mapped_column(primary_key=True)
    indicator: Mapped[str] = mapped_column(ForeignKey("indicator.code"))
    scope_kind: Mapped[str] = mapped_column(String(4))
    scope_id: Mapped[Id] = mapped_column(index=True)
    first: Mapped[Day]
    last: Mapped[Day]
    value: Mapped[int] = mapped_column(BigInteger)
    source: Mapped[str] = mapped_column(String(400))
    entered_from: Mapped[Id | None]
    entered_by: Mapped[Id]
    entered_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
