"""The sessions behind a total as a file: the same rows, the same scope and no more of each than
the list shows."""

from collections.abc import Collection, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import repeat
from tempfile import TemporaryFile
from typing import IO

from server.auth.principal import Principal
from server.catalogue.store import labels
from server.database.clock import now
from server.database.engine import db
from server.database.snapshot import snapshot
from server.organisation.store import teams, units
from server.reports.csv import BYTE_ORDER_MARK, Cell, line
from server.reports.issuing import titled
from server.reports.session_columns import CATALOGUES, COLUMNS, About, Session
from server.reports.vietnamese import capital, moment, numeric_day
from server.scope.reach import Days
from server.statistics.store.sessions import sessions_found
from server.statistics.use_cases.listing import Filter, days_asked_for, services_wanted, shown

# How the parts of a filter are called, and the sort of label that each has.
NARROWED = {
    "group": ("nhóm việc", "service"),
    "service": ("việc", "service"),
    "outcome": ("kết quả", "outcome"),
    "reason": ("lý do", "reason"),
    "place_kind": ("loại địa điểm", "place_kind"),
    "age_band": ("lứa tuổi", "age_band"),
}
Rows = list[list[Cell]]


@dataclass(frozen=True)
class Wanted:
    """Which sessions: of a unit, of a team, or without either of all that the asker may see."""

    unit: str | None
    team: str | None
    filter: Filter


def sessions_as_csv(principal: Principal, wanted: Wanted, separator: str) -> IO[bytes]:
    """The sessions as separated values, in a temporary file without a name that goes when it is closed: a
    year of a province needs no more memory than a day of a team, and nothing of the database is kept for
    who reads slowly. Days are YYYY-MM-DD, which every spreadsheet reads as the same day. Raises
    not_found."""
    rows = _rows(principal, wanted)
    # The rows are read by a connection of their own; this one is not kept from others meanwhile.
    db.session.rollback()
    with ExitStack() as unless_it_fails:
        file = unless_it_fails.enter_context(TemporaryFile())
        file.writelines(text.encode() for text in _lines(rows, separator))
        unless_it_fails.pop_all()
    return file


def sessions_as_book(principal: Principal, wanted: Wanted) -> IO[bytes]:
    """The same as a spreadsheet, in such a file. Raises not_found."""
    # Seldom needed, and large.
    from server.reports.xlsx.sessions import write_sessions  # noqa: PLC0415

    rows, about = _rows(principal, wanted), _about(wanted)
    db.session.rollback()
    with ExitStack() as unless_it_fails:
        file = unless_it_fails.enter_context(TemporaryFile())
        write_sessions(file, COLUMNS, (row for some in rows for row in some), about)
        unless_it_fails.pop_all()
    return file


def _lines(rows: Iterator[Rows], separator: str) -> Iterator[str]:
    yield BYTE_ORDER_MARK + line((column.head for column in COLUMNS), separator)
    for some in rows:
        yield "".join(line(row, separator) for row in some)


def _rows(principal: Principal, wanted: Wanted) -> Iterator[Rows]:
    days = days_asked_for(principal, wanted.unit, wanted.team)
    return _rows_of(days, wanted.filter, services_wanted(wanted.filter))


def _rows_of(days: Days, wanted: Filter, services: Collection[str]) -> Iterator[Rows]:
    """One question in one snapshot: a session that gets another day meanwhile is there once."""
    with snapshot() as session:
        known = {name: labels(session, name) for name in CATALOGUES}
        for _, rows in sessions_found(session, days, wanted, services):
            found = map(Session, rows, shown(session, rows), repeat(known))
            yield [[column.value(each) for column in COLUMNS] for each in found]


def _about(wanted: Wanted) -> About:
    first, last = numeric_day(wanted.filter.first), numeric_day(wanted.filter.last)
    return About(
        whose=_whose(wanted),
        period=f"Từ {first} đến {last}",
        filters=_filters(wanted.filter),
        as_of=f"Tính đến {moment(now().isoformat())}",
    )


def _whose(wanted: Wanted) -> str:
    team = teams.team_by_id(wanted.team) if wanted.team else None
    if team is not None:
        return team.name
    unit = units.unit_by_id(wanted.unit) if wanted.unit else None
    if unit is None:
        return "Mọi đội mà người tải được xem"
    return capital(titled({"name": unit.name, "kind": unit.kind}))


def _filters(wanted: Filter) -> str:
    """ "Chỉ: nhóm việc Định danh điện tử; kết quả Hẹn lại"."""
    said = [
        f"{name} {labels(db.session, kind).get(code, code)}"
        for field, (name, kind) in NARROWED.items()
        if (code := getattr(wanted, field)) is not None
    ]
    if wanted.member is not None:
        said.append("một thành viên")  # By name only who is in reach may be told of.
    return f"Chỉ: {'; '.join(said)}" if said else "Không lọc"
