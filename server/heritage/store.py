"""Reading and writing heritage sites."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select, tuple_

from server.database.connections import AnySession
from server.database.engine import Base
from server.heritage.tables import HeritageSite, HeritageSiteFile, HeritageSiteVersion

Number = tuple[str, int]
"""Of a version: its site's id, and its number."""


def site_with(session: AnySession, site: str) -> HeritageSite | None:
    """The site with this id, or None."""
    return session.get(HeritageSite, site)


def site_named(session: AnySession, name: str) -> HeritageSite | None:
    """The site with this name in its address, or None."""
    return session.scalars(select(HeritageSite).where(HeritageSite.name == name)).one_or_none()


def sites_of(session: AnySession, units: Collection[str], most: int) -> list[HeritageSite]:
    """The sites of these units by name, so many at most."""
    chosen = select(HeritageSite).where(HeritageSite.unit_id.in_(sorted(units)))
    return list(session.scalars(chosen.order_by(HeritageSite.name).limit(most)))


def public_sites(session: AnySession) -> Sequence[HeritageSite]:
    """The sites of which anybody reads, or read once, by name."""
    shown = or_(HeritageSite.live.is_not(None), HeritageSite.withdrawn_at.is_not(None))
    return session.scalars(select(HeritageSite).where(shown).order_by(HeritageSite.name)).all()


def version(session: AnySession, site: str, number: int) -> HeritageSiteVersion | None:
    """What was written of a site under a number, or None."""
    return session.get(HeritageSiteVersion, (site, number))


def versions_with(
    session: AnySession, numbers: Collection[Number]
) -> dict[Number, HeritageSiteVersion]:
    """Versions of several sites, read at once."""
    columns = tuple_(HeritageSiteVersion.site_id, HeritageSiteVersion.number)
    chosen = select(HeritageSiteVersion).where(columns.in_(sorted(numbers)))
    return {(row.site_id, row.number): row for row in session.scalars(chosen)}


def was_public(session: AnySession, site: str) -> bool:
    """Whether any version of a site was ever approved."""
    chosen = select(HeritageSiteVersion.number).where(
        HeritageSiteVersion.site_id == site, HeritageSiteVersion.approved_at.is_not(None)
    )
    return session.scalars(chosen.limit(1)).first() is not None


def all_versions(session: AnySession, site: str) -> Sequence[HeritageSiteVersion]:
    """All versions of a site, the latest first."""
    chosen = select(HeritageSiteVersion).where(HeritageSiteVersion.site_id == site)
    return session.scalars(chosen.order_by(HeritageSiteVersion.number.desc())).all()


def add(session: AnySession, row: Base) -> None:
    """Keeps a row."""
    session.add(row)
    session.flush()


def files_of(session: AnySession, numbers: Collection[Number]) -> list[HeritageSiteFile]:
    """The files that these versions name."""
    columns = tuple_(HeritageSiteFile.site_id, HeritageSiteFile.number)
    chosen = select(HeritageSiteFile).where(columns.in_(sorted(numbers)))
    return list(session.scalars(chosen.order_by(HeritageSiteFile.sha)))


def file_of_site(session: AnySession, site: str, sha: str) -> HeritageSiteFile | None:
    """What any version of a site says of a file that it names, or None."""
    named = HeritageSiteFile.site_id == site, HeritageSiteFile.sha == sha
    return session.scalars(select(HeritageSiteFile).where(*named).limit(1)).first()


def named_files(session: AnySession, shas: Collection[str]) -> set[str]:
    """Those of the hashes that any version of a site names."""
    chosen = select(HeritageSiteFile.sha).where(HeritageSiteFile.sha.in_(sorted(shas)))
    return set(session.scalars(chosen))


def files_of_units(
    session: AnySession, units: Collection[str], sha: str
) -> HeritageSiteFile | None:
    """What a version of a site of these units says of a file that it names, or None."""
    chosen = (
        select(HeritageSiteFile)
        .join(HeritageSite, HeritageSite.id == HeritageSiteFile.site_id)
        .where(HeritageSiteFile.sha == sha, HeritageSite.unit_id.in_(sorted(units)))
    )
    return session.scalars(chosen.limit(1)).first()


def is_public(session: AnySession, shas: Collection[str], role: str) -> bool:
    """Whether a version that anybody reads by now names one of these as its picture, or as its sound."""
    is_live = (HeritageSite.id == HeritageSiteFile.site_id) & (
        HeritageSite.live == HeritageSiteFile.number
    )
    chosen = (
        select(HeritageSiteFile.sha)
        .join(HeritageSite, is_live)
        .where(HeritageSiteFile.sha.in_(sorted(shas)), HeritageSiteFile.role == role)
    )
    return session.scalar(chosen.limit(1)) is not None
