"""Who is subscribed to what beside their teams' records."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from server.database.engine import Base, Day, Id


class ChannelGrant(Base):
    """A channel of an activity or a unit, and whose phones have it: those of a team, of all teams below a
    unit, or one phone; `grantee` is the id of any of these. It holds up to its `last` day, None without a
    bound, and `day` is that around which it is of use (PROTOCOL 6.2)."""

    __tablename__ = "channel_grant"

    channel: Mapped[str] = mapped_column(String(48), primary_key=True)
    grantee: Mapped[Id] = mapped_column(primary_key=True, index=True)
    day: Mapped[Day]
    last: Mapped[Day | None]
