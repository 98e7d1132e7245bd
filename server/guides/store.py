"""Reading and writing guides."""

from sqlalchemy import func, select

from server.database.connections import AnySession
from server.guides.tables import GuideVersion


def current(session: AnySession) -> list[GuideVersion]:
    """Every guide as it was last written, retired ones too, in their order."""
    newest = select(GuideVersion.code, func.max(GuideVersion.version).label("version"))
    last = newest.group_by(GuideVersion.code).subquery()
    is_last = (GuideVersion.code == last.c.code) & (GuideVersion.version == last.c.version)
    chosen = select(GuideVersion).join(last, is_last)
    return list(session.scalars(chosen.order_by(GuideVersion.sort, GuideVersion.code)))


def versions(session: AnySession, code: str) -> list[GuideVersion]:
    """All that a guide ever said, the newest first."""
    of_code = select(GuideVersion).where(GuideVersion.code == code)
    return list(session.scalars(of_code.order_by(GuideVersion.version.desc())))


def add_version(session: AnySession, row: GuideVersion) -> None:
    """Keeps a writing."""
    session.add(row)
    session.flush()
