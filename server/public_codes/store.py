"""Reading and writing printed codes."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import uuid4

from sqlalchemy import func, select

from server.database.bulk import add_to_rows
from server.database.connections import AnySession
from server.database.engine import Base
from server.public_codes.tables import (
    PublicCode,
    PublicCodeCount,
    PublicCodeLink,
    PublicCodePrint,
)


def code_with(session: AnySession, code: str) -> PublicCode | None:
    """The row of a code, or None."""
    return session.get(PublicCode, code)


def codes_of(session: AnySession, units: Collection[str], most: int) -> list[PublicCode]:
    """The codes of these units, the latest first; of more than so many those that hold before those that
    were ended."""
    chosen = select(PublicCode).where(PublicCode.unit_id.in_(sorted(units)))
    order = (PublicCode.ended_at.is_not(None), PublicCode.made_at.desc(), PublicCode.code)
    return list(session.scalars(chosen.order_by(*order).limit(most)))


def count_holding(session: AnySession, unit: str) -> int:
    """How many codes of a unit nobody has ended."""
    chosen = select(func.count()).where(PublicCode.unit_id == unit, PublicCode.ended_at.is_(None))
    return session.scalars(chosen).one()


def former_links(session: AnySession, codes: Collection[str]) -> dict[str, list[PublicCodeLink]]:
    """Where codes led before, the latest first."""
    found: dict[str, list[PublicCodeLink]] = defaultdict(list)
    chosen = select(PublicCodeLink).where(PublicCodeLink.code.in_(sorted(codes)))
    for row in session.scalars(chosen.order_by(PublicCodeLink.until.desc())):
        found[row.code].append(row)
    return found


def prints_of(session: AnySession, codes: Collection[str]) -> dict[str, list[PublicCodePrint]]:
    """Where sheets with codes hang, the first first."""
    found: dict[str, list[PublicCodePrint]] = defaultdict(list)
    chosen = select(PublicCodePrint).where(
        PublicCodePrint.code.in_(sorted(codes)), PublicCodePrint.gone.is_(None)
    )
    for row in session.scalars(chosen.order_by(PublicCodePrint.day, PublicCodePrint.id)):
        found[row.code].append(row)
    return found


def print_with(session: AnySession, print_id: str) -> PublicCodePrint | None:
    """A place where a sheet was put up, or None."""
    return session.get(PublicCodePrint, print_id)


def scans_of(session: AnySession, codes: Collection[str]) -> dict[str, tuple[int, str]]:
    """How often codes were scanned, and on which day last; nothing of those that never were."""
    counted = select(
        PublicCodeCount.code, func.sum(PublicCodeCount.scans), func.max(PublicCodeCount.day)
    ).where(PublicCodeCount.code.in_(sorted(codes)))
    rows = session.execute(counted.group_by(PublicCodeCount.code))
    return {code: (int(scans), day) for code, scans, day in rows}


def codes_leading_to(session: AnySession, kind: str, records: Collection[str]) -> list[PublicCode]:
    """The codes that lead to these records, the first made first."""
    chosen = select(PublicCode).where(
        PublicCode.target_kind == kind, PublicCode.target_id.in_(sorted(records))
    )
    return list(session.scalars(chosen.order_by(PublicCode.made_at, PublicCode.code)))


def scans_since(session: AnySession, codes: Collection[str], day: str) -> dict[str, int]:
    """How often codes were scanned from a day on; nothing of those that were not."""
    counted = select(PublicCodeCount.code, func.sum(PublicCodeCount.scans)).where(
        PublicCodeCount.code.in_(sorted(codes)), PublicCodeCount.day >= day
    )
    rows = session.execute(counted.group_by(PublicCodeCount.code))
    return {code: int(scans) for code, scans in rows}


def scans_between(session: AnySession, owners: Collection[str], first: str, last: str) -> int:
    """How often the codes of these units were scanned on these days, both included."""
    chosen = (
        select(func.sum(PublicCodeCount.scans))
        .join(PublicCode, PublicCode.code == PublicCodeCount.code)
        .where(
            PublicCode.unit_id.in_(sorted(owners)),
            PublicCodeCount.day >= first,
            PublicCodeCount.day <= last,
        )
    )
    return int(session.scalars(chosen).one() or 0)


def add_scans(session: AnySession, scans: Mapping[tuple[str, str], int]) -> None:
    """Adds to what was counted, by code and day; of a code that is not there (any more) nothing."""
    asked = sorted({code for code, _ in scans})
    there = set(session.scalars(select(PublicCode.code).where(PublicCode.code.in_(asked))))
    rows = [
        {"code": code, "day": day, "scans": n}
        for (code, day), n in sorted(scans.items())
        if code in there
    ]
    add_to_rows(session, PublicCodeCount, rows, add=("scans",))


def remember_link(session: AnySession, row: PublicCode, until: datetime) -> None:
    """Keeps where a code leads, before it leads elsewhere."""
    if row.link is None and row.target_id is None:
        return
    where = {"link": row.link, "target_kind": row.target_kind, "target_id": row.target_id}
    add(session, PublicCodeLink(id=str(uuid4()), code=row.code, until=until, **where))


def add(session: AnySession, row: Base) -> None:
    """Keeps a row."""
    session.add(row)
    session.flush()
