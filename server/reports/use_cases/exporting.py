"""The sessions behind a total as a file: the same rows, the same scope and no more of each than
the list shows."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain, repeat
from tempfile import TemporaryFile
from typing import IO

from server.auth.principal import Principal
from server.catalogue.store import labels, outcomes_that_count
from server.database.clock import now
from server.database.connections import AnySession
from server.database.engine import db
from server.database.snapshot import snapshot
from server.http.file_names import slug
from server.organisation.store import placements, teams, units
from server.organisation.unit_names import formal_name
from server.records.rows import StoredRow
from server.reports.csv import BYTE_ORDER_MARK, Cell, line
from server.reports.session_columns import (
    CATALOGUES,
    COLUMNS,
    SERVICE_COLUMNS,
    About,
    Around,
    Session,
    service_rows,
)
from server.reports.vietnamese import moment, numeric_day
from server.scope.reach import Days
from server.statistics.store.sessions import CHUNK, sessions_found, sessions_waiting
from server.statistics.use_cases.listing import (
    Filter,
    days_asked_for,
    days_of_waiting,
    services_wanted,
    shown,
)
from server.statistics.use_cases.searching import matching
from server.statistics.use_cases.sorting import Looked, places_in_order, rows_at
from server.sync.store import people

# Which sessions stand in the file, by the state that is asked for.
STATES_TOLD = {
    "counted": "Chỉ các buổi đã tính vào số liệu",
    "any": "Mọi buổi, cả buổi đã hủy, chờ duyệt máy và cần xem (không tính vào số liệu)",
    None: "Các buổi của đội, cả buổi đã hủy và cần xem (không tính vào số liệu)",
}
# How the parts of a filter are called, and the sort of label that each has.
NARROWED = {
    "group": ("nhóm việc", "service"),
    "service": ("việc", "service"),
    "outcome": ("kết quả", "outcome"),
    "reason": ("nguyên nhân", "reason"),
    "place_kind": ("loại địa điểm", "place_kind"),
    "age_band": ("lứa tuổi", "age_band"),
}
Sessions = Iterator[list[Session]]


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
        write_sessions(file, (COLUMNS, SERVICE_COLUMNS), map(_sheet_rows, rows), about)
        unless_it_fails.pop_all()
    return file


def file_name(wanted: Wanted) -> str:
    """What the file is called, without its ending: of whom, of which days, and which sessions, so that
    no two of different content are called the same."""
    chosen = wanted.filter
    narrowed = [str(getattr(chosen, name)) for name in NARROWED if getattr(chosen, name)]
    narrowed += ["mot-nguoi"] if chosen.member else []
    narrowed += ["tim", chosen.q] if chosen.q else []
    narrowed += {"counted": ["da-tinh"], "any": ["moi-buoi"]}.get(chosen.state or "", [])
    place = _whose(wanted) if wanted.team or wanted.unit else "cac-doi"
    parts = ["tung-ngo", "cac-buoi", place, chosen.first, chosen.last, *narrowed]
    return "-".join(map(slug, parts))


def _sheet_rows(some: Sequence[Session]) -> tuple[list[list[Cell]], list[list[Cell]]]:
    services = [row for each in some for row in service_rows(each)]
    return [_row(each) for each in some], services


def _row(each: Session) -> list[Cell]:
    return [column.value(each) for column in COLUMNS]


def _lines(rows: Sessions, separator: str) -> Iterator[str]:
    yield BYTE_ORDER_MARK + line((column.head for column in COLUMNS), separator)
    for some in rows:
        yield "".join(line(_row(each), separator) for each in some)


def _rows(principal: Principal, wanted: Wanted) -> Sessions:
    days = days_asked_for(principal, wanted.unit, wanted.team)
    waiting = days_of_waiting(principal, days, wanted.filter)
    return _rows_of(days, waiting, wanted.filter, _units_of_days(), services_wanted(wanted.filter))


def _rows_of(
    days: Days,
    waiting: Days,
    wanted: Filter,
    unit: Callable[[str, str], str | None],
    services: Collection[str],
) -> Sessions:
    """All in one snapshot: a session that gets another day, or comes to count, meanwhile is there
    once."""
    with snapshot() as session:
        known = {name: labels(session, name) for name in CATALOGUES}
        counting = outcomes_that_count(session)
        for rows in _parts(session, Looked(days, waiting, wanted, services)):
            who = {member for row in rows for member in row.f.get("companions") or ()}
            around = Around(known, counting, people.member_names(session, who), unit)
            yield list(map(Session, rows, shown(session, rows), repeat(around)))


def _parts(session: AnySession, looked: Looked) -> Iterator[Sequence[StoredRow]]:
    """The sessions part by part, in the order of the list."""
    days, waiting, wanted, services = looked.days, looked.waiting, looked.wanted, looked.services
    if wanted.sort is not None:
        places = places_in_order(session, looked)
        for start in range(0, len(places), CHUNK):
            yield rows_at(session, places[start : start + CHUNK])
        return
    first = sessions_waiting(session, waiting, wanted, services)
    parts = (rows for _, rows in sessions_found(session, days, wanted, services))
    for part in chain([first] if first else [], parts):
        yield matching(session, part, wanted.q)


def _units_of_days() -> Callable[[str, str], str | None]:
    """Finds what the unit is called under which a day of a team counts."""
    stood, known = placements.all_placements().stays, units.known_units()
    called = {key: formal_name(unit) for key, unit in known.items()}

    def unit(team: str, day: str) -> str | None:
        stays = stood.get(team, ())
        found = next((each.unit for each in stays if each.first <= day <= each.last), None)
        return called.get(found) if found else None

    return unit


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
    return formal_name(unit)


def _filters(wanted: Filter) -> str:
    """ "Chỉ: nhóm việc Định danh điện tử; kết quả Hẹn lại"."""
    said = [
        f"{name} {labels(db.session, kind).get(code, code)}"
        for field, (name, kind) in NARROWED.items()
        if (code := getattr(wanted, field)) is not None
    ]
    if wanted.member is not None:
        said.append("một thành viên")  # By name only who is in reach may be told of.
    if wanted.q is not None:
        said.append(f"có chữ “{wanted.q}”")
    which = STATES_TOLD.get(wanted.state)
    narrowed = f"Chỉ: {'; '.join(said)}" if said else None
    return ". ".join(each for each in (which, narrowed) if each)
