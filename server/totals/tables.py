"""The kept totals. A scope is a team or a unit above it at the time; a period is a day
(YYYY-MM-DD) or a month (YYYY-MM). `recount` proves them against the changes and, where those are gone, against
what a team's day came to when its sessions were rolled up (PROTOCOL 5.19): rows of the scope kind `PAST`."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from server.database.engine import Base, Day, Id

PAST = "past"


class ByKey:
    """Little but keys: kept in their order on SQLite, a row is found and changed in one place, not two. On
    PostgreSQL a page keeps room for the next versions of its rows, which are added to over and over."""

    __table_args__ = {"sqlite_with_rowid": False, "postgresql_with": {"fillfactor": 60}}


class OfScope(ByKey):
    """The keys that all totals have: whose they are, and of which day or month."""

    scope_kind: Mapped[str] = mapped_column(String(4), primary_key=True, sort_order=-1)
    scope_id: Mapped[Id] = mapped_column(primary_key=True, sort_order=-1)
    period: Mapped[str] = mapped_column(String(10), primary_key=True, sort_order=-1)


class ScopeTally(OfScope, Base):
    """Sessions, people helped in them, and turns of help: the sums of the next two tables by scope and
    period alone. Most questions ask for no more, and find one row where those have hundreds."""

    __tablename__ = "scope_tally"

    sessions: Mapped[int]
    people: Mapped[int]
    turns: Mapped[int]


class SessionTally(OfScope, Base):
    """Sessions, and people helped in them."""

    __tablename__ = "session_tally"

    age_band: Mapped[str] = mapped_column(String(16), primary_key=True)
    place_kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    sessions: Mapped[int]
    people: Mapped[int]


class TurnTally(OfScope, Base):
    """People over the services of sessions; `turns` only where the outcome counts as one."""

    __tablename__ = "turn_tally"

    service: Mapped[str] = mapped_column(String(16), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(16), primary_key=True)
    age_band: Mapped[str] = mapped_column(String(16), primary_key=True)
    place_kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    people: Mapped[int]
    turns: Mapped[int]


class ReasonTally(OfScope, Base):
    """People over the services of sessions by why it did not work out; a service with two reasons
    stands under both, so these do not add up to people."""

    __tablename__ = "reason_tally"

    service: Mapped[str] = mapped_column(String(16), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(16), primary_key=True)
    reason: Mapped[str] = mapped_column(String(16), primary_key=True)
    people: Mapped[int]


class FigureTally(OfScope, Base):
    """What stands beside the three figures and is never added to them: `figure` says what is counted, `part`
    of which kind, "" where there are none (server/totals/further_figures.py)."""

    __tablename__ = "figure_tally"

    figure: Mapped[str] = mapped_column(String(12), primary_key=True)
    part: Mapped[str] = mapped_column(String(16), primary_key=True)
    n: Mapped[int]


class Presence(ByKey, Base):
    """A member who took part on a day in a team, in how many sessions, and as what."""

    __tablename__ = "presence"

    team_id: Mapped[Id] = mapped_column(primary_key=True)
    day: Mapped[Day] = mapped_column(primary_key=True)
    member_id: Mapped[Id] = mapped_column(primary_key=True)
    affiliation: Mapped[str] = mapped_column(String(16))
    sessions: Mapped[int]


class PresenceTally(OfScope, Base):
    """Volunteers' turns: how many different presences, by affiliation."""

    __tablename__ = "presence_tally"

    affiliation: Mapped[str] = mapped_column(String(16), primary_key=True)
    turns: Mapped[int]
