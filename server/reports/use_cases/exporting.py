"""The sessions behind a total as a file: the same rows, the same scope and no more of each than
the list shows."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

import structlog

from server.clock import ZONE
from server.extensions import db
from server.identity.principal import Principal
from server.identity.scope import Days
from server.library.store import labels
from server.reports.separated import BYTE_ORDER_MARK, Cell, line
from server.syncing.store.sessions import sessions_found
from server.syncing.store.snapshot import snapshot
from server.tallies.use_cases.listing import Filter, days_asked_for, services_wanted, shown

log = structlog.get_logger()

KINDS = ("service", "outcome", "reason", "place_kind", "age_band")
HEAD = (
    "Ngày", "Bắt đầu", "Đội", "Người ghi", "Số người", "Việc", "Loại địa điểm", "Địa điểm",
    "Lứa tuổi", "Ghi chú", "Trạng thái", "Máy chủ nhận lúc", "Mã buổi",
)  # fmt: skip
STATES = {
    "counted": "Đã tính",
    "awaiting_approval": "Chờ duyệt máy",
    "void": "Đã hủy",
    "attention": "Cần xem",
}
Labels = Mapping[str, Mapping[str, str]]
Shown = dict[str, Any]


def sessions_as_lines(
    principal: Principal, unit: str | None, team: str | None, wanted: Filter
) -> Iterator[str]:
    """The lines of the file, read while they are sent, so that a year of a province needs no more
    memory than a day of a team. Raises not_found at once, before the first line; what fails later
    ends the answer before its end. Days are YYYY-MM-DD, which every spreadsheet reads as the same
    day."""
    days = days_asked_for(principal, unit, team)
    lines = _lines(days, wanted, services_wanted(wanted))
    # The lines are read by a connection of their own; this one is not kept from others meanwhile.
    db.session.rollback()
    return lines


def _lines(days: Days, wanted: Filter, services: Collection[str]) -> Iterator[str]:
    """One question in one snapshot: a session that gets another day meanwhile is there once. What
    fails goes on up: the server then cuts the answer off, so that nobody takes it for whole."""
    try:
        with snapshot() as session:
            known = {kind: labels(session, kind) for kind in KINDS}
            yield BYTE_ORDER_MARK + line(HEAD)
            for _, rows in sessions_found(session, days, wanted, services):
                yield "".join(line(_cells(row, known)) for row in shown(session, rows))
    except Exception as error:
        log.error("export_cut_off", exc_info=error)
        raise


def _cells(row: Shown, known: Labels) -> list[Cell]:
    return [
        row["day"],
        row["start"],
        (row["team"] or {}).get("name"),
        (row["author"] or {}).get("name"),
        row["people"],
        "; ".join(_service(done, known) for done in row["services"]),
        _label(known, "place_kind", row["place_kind"]),
        row["place_name"],
        _label(known, "age_band", row["age_band"]),
        row["note"],
        STATES.get(row["state"], row["state"]),
        _moment(row["received_at"]),
        row["id"],
    ]


def _service(done: Shown, known: Labels) -> str:
    """ "Kích hoạt tài khoản: 3, Hẹn lại (Máy cũ hoặc đầy bộ nhớ)"."""
    why = ", ".join(_label(known, "reason", reason) for reason in done["reasons"])
    said = f"{_label(known, 'service', done['code'])}: {done['people']}"
    said += f", {_label(known, 'outcome', done['outcome'])}"
    return f"{said} ({why})" if why else said


def _label(known: Labels, kind: str, code: str) -> str:
    return known[kind].get(code, code)


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone(ZONE).strftime("%Y-%m-%d %H:%M") if moment else None
