"""Heritage sites as an Excel file."""

from typing import Any

from server.auth.principal import Principal
from server.config import current_settings
from server.database.clock import day_of, now
from server.heritage.use_cases.sites import list_sites
from server.heritage.words import KINDS
from server.spreadsheets.sheet import Column, Sheet
from server.spreadsheets.writing import Book, write_book
from sync.public_code import grouped

_SHEET = Sheet(
    "Di tích và địa chỉ đỏ",
    (
        Column("title", "Tên", 40),
        Column("kind", "Loại", 24),
        Column("unit", "Đơn vị giới thiệu", 26),
        Column("state", "Tình trạng", 18),
        Column("address", "Địa chỉ trang", 44),
        Column("code", "Mã trên bảng", 14),
        Column("scans", "Lượt quét tháng này", 18, kind="number"),
        Column("written", "Sửa lần cuối", 13, kind="day"),
    ),
)
STATES = {
    "draft": "Bản nháp", "waiting": "Chờ người thứ hai duyệt", "live": "Đang công bố",
    "withdrawn": "Đã thu lại",
}  # fmt: skip


def sites_as_sheet(principal: Principal, unit: str | None, state: str | None) -> bytes:
    """The sites as `list_sites` has them. Raises not_found."""
    rows = list_sites(principal, unit, state)["rows"]
    return write_book(Book(now(), _SHEET, [_cells(row) for row in rows], {}))


def _cells(row: dict[str, Any]) -> dict[str, str | None]:
    return {
        "title": row["title"],
        "kind": KINDS[row["kind"]][0],
        "unit": row["unit_name"],
        "state": STATES[row["state"]],
        "address": f"{current_settings().public_url}{row['path']}",
        "code": grouped(row["code"]) if row["code"] else None,
        "scans": str(row["scans"]),
        "written": day_of(row["written_at"]),
    }
