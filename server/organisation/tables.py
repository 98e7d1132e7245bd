"""Units through time, teams, members, and the periods for which each belonged to the other."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from server.database.engine import Base, Day, Id


class Unit(Base):
    """A unit of the Union's tree. Codes and names are used again for other places, so the key
    a person knows is the code together with `valid_from`."""

    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("code", "valid_from"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20))
    valid_from: Mapped[Day]
    valid_to: Mapped[Day | None]
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(16))
    parent_id: Mapped[Id | None] = mapped_column(ForeignKey("unit.id"), index=True)


class UnitSuccessor(Base):
    """A unit that ended, and one of those that took its place."""

    __tablename__ = "unit_successor"

    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    successor_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), primary_key=True, index=True)


class Team(Base):
    """A team: a doi_hinh, a to_cong_dong or khac (another)."""

    __tablename__ = "team"

    id: Mapped[Id] = mapped_column(primary_key=True)
    code: Mapped[str | None] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(120))
    label: Mapped[str] = mapped_column(String(60), default="")


class TeamUnit(Base):
    """The unit that a team stood under, from day to day (both included)."""

    __tablename__ = "team_unit"

    team_id: Mapped[Id] = mapped_column(ForeignKey("team.id"), primary_key=True)
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), primary_key=True, index=True)
    valid_from: Mapped[Day] = mapped_column(primary_key=True)
    valid_to: Mapped[Day | None]


class Member(Base):
    """A volunteer: a name, and when they agreed that it is kept. `merged_into`: this was a second entry
    of that one, who has all that was this one's by now, and is never merged away itself."""

    __tablename__ = "member"

    id: Mapped[Id] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    consented_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    merged_into: Mapped[Id | None] = mapped_column(ForeignKey("member.id"), index=True)


class Membership(Base):
    """A member's time in a team (days included), in one role and affiliation. `moved_to` is the
    team into which a coordinator moved the member, where that ended it. `provisional`: it began as
    somebody asked to join, and nobody has let them in yet."""

    __tablename__ = "membership"
    __table_args__ = (Index(None, "member_id", "team_id"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    member_id: Mapped[Id] = mapped_column(ForeignKey("member.id"))
    team_id: Mapped[Id] = mapped_column(ForeignKey("team.id"), index=True)
    role: Mapped[str] = mapped_column(String(16))
    affiliation: Mapped[str] = mapped_column(String(16))
    valid_from: Mapped[Day]
    valid_to: Mapped[Day | None]
    moved_to: Mapped[Id | None] = mapped_column(ForeignKey("team.id"))
    provisional: Mapped[bool] = mapped_column(default=False, server_default=false())
