"""Printed codes as an Excel file and as sheets to be put up."""

from typing import TYPE_CHECKING

from server.auth.principal import Principal
from server.config import current_settings
from server.database.clock import ZONE, now, today
from server.database.engine import only_reading
from server.public_codes.results import PrintedCode
from server.public_codes.tables import PublicCode
from server.public_codes.use_cases.destinations import address_of_page, record_of, state_of
from server.public_codes.use_cases.register import codes_seen, list_codes
from server.public_codes.use_cases.resolving import owner_of
from server.reports.vietnamese import capital
from server.spreadsheets.sheet import Column, Sheet
from server.spreadsheets.writing import Book, write_book
from sync.problems import PROBLEMS, ProblemError
from sync.public_code import grouped

if TYPE_CHECKING:
    from server.public_codes.plaques import Plaque

_SHEET = Sheet(
    "Sổ mã",
    (
        Column("code", "Mã", 14),
        Column("kind", "Loại", 16),
        Column("purpose", "Nội dung", 36),
        Column("unit", "Đơn vị", 26),
        Column("link", "Liên kết", 36),
        Column("first", "Từ ngày", 12, kind="day"),
        Column("last", "Đến ngày", 12, kind="day"),
        Column("state", "Tình trạng", 14),
        Column("scans", "Lượt quét", 11, kind="number"),
        Column("joined", "Người vào đội", 12, kind="number"),
        Column("last_scan", "Quét lần cuối", 13, kind="day"),
        Column("places", "Nơi treo", 40),
    ),
)
_KINDS = {"link": "Mã dẫn đến trang", "poster": "Mã mời vào đội", "report": "Báo cáo tháng"}
_STATES = {
    "planned": "Chưa đến ngày", "live": "Đang dùng", "expired": "Hết hạn", "ended": "Ngừng dùng",
    "lost": "Cần khai lại liên kết", "blocked": "Tạm khóa", "unpublished": "Chưa có trang để xem",
    "withdrawn": "Trang đã thu lại",
}  # fmt: skip
_OVER = ("ended", "expired", "withdrawn")


def codes_as_sheet(principal: Principal, unit: str | None) -> bytes:
    """All that is printed for a unit, as `list_codes` has it. Raises not_found."""
    rows = list_codes(principal, unit).rows
    return write_book(Book(now(), _SHEET, [_cells(row) for row in rows], {}))


def _cells(row: PrintedCode) -> dict[str, str | None]:
    return {
        "code": grouped(row.code) if row.code and row.kind == "link" else row.code,
        "kind": _KINDS[row.kind],
        "purpose": row.purpose,
        "unit": row.unit_name,
        "link": _leads_to(row),
        "first": row.first,
        "last": row.last,
        "state": _STATES[row.state],
        "scans": str(row.scans) if row.kind == "link" else None,
        "joined": str(row.scans) if row.kind == "poster" else None,
        "last_scan": row.last_scan,
        "places": "; ".join(each.place for each in row.prints) or None,
    }


def _leads_to(row: PrintedCode) -> str | None:
    target = row.target
    if target is None:
        return row.link
    return address_of_page(target.path) if target.path else row.link or target.title


def draw(principal: Principal, codes: list[str], layout: str) -> bytes:
    """The PDF of some codes that the account sees. Raises not_found, and code_expired where one of them leads
    nowhere any more."""
    from server.public_codes.plaques import draw_labels, draw_plaques  # noqa: PLC0415  # seldom needed

    with only_reading():
        rows = codes_seen(principal, codes)
        if any(state_of(row, today()) in _OVER for row in rows):
            raise ProblemError(PROBLEMS["code_expired"])
        plaques = [_plaque(row) for row in rows]
    return draw_labels(plaques) if layout == "labels" else draw_plaques(plaques)


def _plaque(row: PublicCode) -> "Plaque":
    from server.public_codes.plaques import Plaque  # noqa: PLC0415

    found = record_of(row)
    return Plaque(
        link=address_of(row.code),
        code=grouped(row.code),
        purpose=row.purpose,
        owner=capital(owner_of(row)),
        contact=found.contact if found is not None else "",
        when=found.when if found is not None else "",
        printed=now().astimezone(ZONE).strftime("%d/%m/%Y"),
    )


def address_of(code: str) -> str:
    """What stands in the QR code: in capitals alone, where the address allows it, it is a quarter smaller."""
    url = current_settings().public_url
    return f"{url}/C/{code}".upper() if url.count("/") == 2 else f"{url}/c/{code}"
