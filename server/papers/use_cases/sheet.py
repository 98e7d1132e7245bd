"""Papers as an Excel file."""

from datetime import datetime
from typing import Any

from server.auth.principal import Principal
from server.database.clock import day_of, now
from server.papers.use_cases.papers import list_papers
from server.spreadsheets.sheet import Column, Sheet
from server.spreadsheets.writing import Book, write_book

KINDS = {
    "chuong_trinh": "Chương trình", "bao_cao": "Báo cáo", "nghi_quyet": "Nghị quyết",
    "ke_hoach": "Kế hoạch", "huong_dan": "Hướng dẫn", "danh_sach": "Danh sách",
    "tham_luan": "Tham luận", "bieu_mau": "Biểu mẫu", "khac": "Tài liệu khác",
}  # fmt: skip
STATES = {
    "live": "Đang mở", "planned": "Chưa mở", "over": "Đã hết hạn", "withdrawn": "Đã thu hồi",
}  # fmt: skip
READERS = {"participants": "Các đội tham gia", "public": "Mọi người có mã QR"}
_SHEET = Sheet(
    "Tài liệu",
    (
        Column("title", "Tên tài liệu", 44),
        Column("kind", "Loại", 16),
        Column("number", "Số, ký hiệu", 16),
        Column("issued", "Ngày ban hành", 13, kind="day"),
        Column("issuer", "Nơi ban hành", 28),
        Column("unit", "Đơn vị", 26),
        Column("state", "Tình trạng", 14),
        Column("readers", "Ai đọc được", 18),
        Column("published", "Đưa lên ngày", 13, kind="day"),
        Column("ends", "Đọc đến hết ngày", 13, kind="day"),
        Column("version", "Bản", 6, kind="number"),
        Column("phones", "Số máy đã tải", 10, kind="number"),
        Column("opened", "Số người đã mở (dưới 5 để trống)", 16, kind="number"),
    ),
)


def papers_as_sheet(
    principal: Principal, unit: str | None, activity: str | None, state: str | None
) -> bytes:
    """The papers as `list_papers` has them. Of one to four people who have opened one the cell is empty, as the
    list tells no number. Raises not_found."""
    rows = list_papers(principal, unit, activity, state)
    return write_book(Book(now(), _SHEET, [_cells(row) for row in rows], {}))


def _cells(row: dict[str, Any]) -> dict[str, str | None]:
    return {
        **{name: row[name] for name in ("title", "number", "issued", "issuer", "ends")},
        "kind": KINDS[row["kind"]],
        "unit": row["unit_name"],
        "state": STATES[row["state"]],
        "readers": READERS[row["readers"]],
        "published": day_of(datetime.fromisoformat(row["set_at"])),
        "version": str(row["version"]),
        "phones": str(row["phones"]),
        "opened": None if row["opened"] is None else str(row["opened"]),
    }
