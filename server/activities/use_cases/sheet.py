"""Activities as an Excel file."""

from datetime import date
from typing import Any

from server.activities.use_cases.listing import list_with_above
from server.auth.principal import Principal
from server.database.clock import now
from server.spreadsheets.sheet import Column, Sheet
from server.spreadsheets.writing import Book, write_book

KINDS = {
    "ra_quan": "Ngày ra quân", "hoi_nghi": "Hội nghị", "dai_hoi": "Đại hội", "tap_huan": "Tập huấn",
    "ngay_hoi": "Ngày hội", "sinh_hoat": "Sinh hoạt", "cau_lac_bo": "Câu lạc bộ",
}  # fmt: skip
_FIGURES = {
    "people": "Lượt người dân được giúp", "turns": "Lượt hỗ trợ",
    "volunteers": "Lượt đoàn viên tham gia", "sessions": "Buổi hỗ trợ",
}  # fmt: skip
_SHEET = Sheet(
    "Hoạt động",
    (
        Column("name", "Tên hoạt động", 40),
        Column("kind", "Loại", 16),
        Column("unit", "Đơn vị tổ chức", 26),
        Column("from", "Từ ngày", 12, kind="day"),
        Column("to", "Đến ngày", 12, kind="day"),
        Column("place", "Địa điểm", 30),
        Column("partners", "Phối hợp", 30),
        Column("teams", "Số đội", 9, kind="number"),
        Column("agenda", "Mục trong chương trình", 13, kind="number"),
        *(Column(key, head, 13, kind="number") for key, head in _FIGURES.items()),
    ),
)


def activities_as_sheet(
    principal: Principal, unit: str | None, first: date, last: date, kind: str | None
) -> bytes:
    """The activities as `list_with_above` has them, of one kind if given; of those to whose days no sessions
    belong the figures are empty. Raises not_found."""
    rows = list_with_above(principal, unit, first, last)
    shown = [_cells(row) for row in rows if kind is None or row["kind"] == kind]
    return write_book(Book(now(), _SHEET, shown, {}))


def _cells(row: dict[str, Any]) -> dict[str, str | None]:
    totals = row["totals"] or {}
    return {
        "name": row["name"],
        "kind": KINDS[row["kind"]],
        "unit": row["unit_name"],
        "from": row["from"],
        "to": row["to"],
        "place": row["place"],
        "partners": row["partners"],
        "teams": str(len(row["teams"])),
        "agenda": str(row["agenda"]),
        **{name: str(totals[name]) if name in totals else None for name in _FIGURES},
    }
