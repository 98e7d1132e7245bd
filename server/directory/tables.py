"""What members ask for about their own data."""

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from server.database.engine import Base, Day, Id

IS_OPEN = "outcome IS NULL"


class DataRequest(Base):
    """A request about somebody's own data as desks look for it; what it says, and its answer, stand in its
    record (PROTOCOL 5.20), from which this follows. `answer_by` is the last day for the answer, `outcome`
    what came of it: done, refused, or None while it is open."""

    __tablename__ = "data_request"
    __table_args__ = (
        Index(
            "ix_data_request_open",
            "answer_by",
            sqlite_where=text(IS_OPEN),
            postgresql_where=text(IS_OPEN),
        ),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    member_id: Mapped[Id] = mapped_column(index=True)
    received: Mapped[Day]
    answer_by: Mapped[Day]
    outcome: Mapped[str | None] = mapped_column(String(8))
